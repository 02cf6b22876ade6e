// pages: the pages that must be there when nothing else is, as files; and whether their words are plain.
#include "adapters/app/cli.hpp"
#include "adapters/app/pages/page_endpoints.hpp"
#include "adapters/app/pages/plain_words.hpp"
#include "adapters/app/services.hpp"

#include <boost/json.hpp>

#include <filesystem>
#include <fstream>
#include <future>
#include <iostream>

namespace redress::app {
namespace {

namespace fs = std::filesystem;

void write(const fs::path& file, const std::string& bytes)
{
    fs::create_directories(file.parent_path());
    const fs::path half = file.string() + ".part";
    std::ofstream to(half, std::ios::binary);
    to << bytes;
    to.close();
    if (!to) throw command_failed(exit_code::failure, half.string() + ": cannot be written");
    fs::rename(half, file);
}

/// What the engine answers to somebody who asks for the page, without what is of now.
std::string page_at(const http::endpoint_table& table, const std::string& path)
{
    for (const auto& row : table) {
        if (row.method != http::verb::get || row.path != path) continue;
        auto asked = std::make_shared<http::request>();
        asked->path = path;
        asked->language = path.starts_with("/zh-CN") ? "zh-CN" : "en";
        asked->query.emplace("as_file", "1");
        std::promise<http::response> answered;
        row.serve(asked, [&](http::response made) { answered.set_value(std::move(made)); });
        auto made = answered.get_future().get();
        if (made.status != 200)
            throw command_failed(exit_code::failure,
                                 path + ": the page answered " + std::to_string(made.status));
        return made.body;
    }
    throw command_failed(exit_code::failure, path + ": there is no such page");
}

exit_code export_pages(const shared_options& shared, const std::string& folder)
{
    services from(shared);
    command_queue nobody_decides;
    web_desk desk(shared, nobody_decides, {.workers = 1});
    const auto world = std::make_shared<const page_world>(from, page_hooks{});
    const auto table = page_endpoints(desk, world);
    row_printer rows(std::cout, shared.output(), {{.key = "file", .title = "file"}});
    for (const auto language : page_languages) {
        const std::string base = "/" + std::string(language);
        for (const auto* page : {"", "/emergency", "/contact"}) {
            const auto file = fs::path(folder) / (base.substr(1) + page) / "index.html";
            write(file, page_at(table, base + page));
            rows.row({{"file", file.string()}});
        }
    }
    const auto style = fs::path(folder) / "pages.css";
    write(style, world->css);
    rows.row({{"file", style.string()}});
    rows.end();
    return exit_code::ok;
}

exit_code lint_pages(const shared_options& shared)
{
    services from(shared);
    const files::text_book words(from.path_of(setting::texts_dir), "pages");
    const page_templates templates(from.path_of(setting::pages_dir), words);
    bool good = true;
    row_printer rows(std::cout, shared.output(),
                     {{.key = "text", .title = "text"},
                      {.key = "language", .title = "language"},
                      {.key = "problem", .title = "problem"},
                      {.key = "sentence", .title = "sentence", .widest = 100}});
    const auto wrong = [&](const std::string& text, std::string_view language, const std::string& problem,
                           const std::string& sentence) {
        good = false;
        rows.row({{"text", text}, {"language", language}, {"problem", problem}, {"sentence", sentence}});
    };
    for (const auto language : page_languages) {
        const auto& other = words.all(language == "en" ? "zh-CN" : "en");
        for (const auto& [key, text] : words.all(language)) {
            if (!other.contains(key)) wrong(key, language, "missing in the other language", text);
            for (const auto& sentence : long_sentences(text, language))
                wrong(key, language, "too long", sentence);
        }
    }
    rows.end();
    return good ? exit_code::ok : exit_code::failure;
}

}  // namespace

void add_pages_commands(command_line& line, CLI::App& root)
{
    auto* pages = add_command(line, root, "pages", "The complainant's pages.", "pages export /srv/www");
    auto folder = std::make_shared<std::string>();
    auto* files =
        add_command(line, *pages, "export",
                    "Writes start, emergency and contact as files, so that a proxy shows them when the "
                    "engine is down.",
                    "pages export /srv/www", [&line, folder] { return export_pages(line.shared, *folder); });
    files->add_option("folder", *folder, "where to; made when it is not there")->required();
    add_command(line, *pages, "lint",
                "Counts words: at most 12 in an English sentence, 25 characters in a Chinese one.",
                "pages lint", [&line] { return lint_pages(line.shared); });
}

}  // namespace redress::app
