#include "adapters/app/pages/page_endpoints.hpp"

#include "adapters/app/pages/act_on.hpp"
#include "adapters/app/pages/pages.hpp"
#include "adapters/app/pages/public_api.hpp"
#include "adapters/app/pages/status_look_ups.hpp"

#include <algorithm>
#include <array>
#include <deque>
#include <mutex>

namespace redress::app {
namespace {

using page_function = void (*)(page_call&);

constexpr std::size_t form_bytes_max =
    std::size_t{256} * 1024;  // 20,000 Chinese characters as a form sends them

void words_of(page_call& page, std::string_view section)
{
    page.show_words(section);
}

struct page_row {
    std::string_view path;
    std::string_view operation;
    page_function show;
    bool form = false;  // also sent
};

constexpr auto rows = std::to_array<page_row>({
    {"/", "page_start", &show_start},
    {"/emergency", "page_emergency", &emergency, true},
    {"/file", "page_file", &file_complaint, true},
    {"/help/{problem}", "page_answers", &show_answers},
    {"/call-back", "page_call_back", &call_back, true},
    {"/contact", "page_contact", &show_contact},
    {"/is-it-you", "page_official", &official, true},
    {"/how", "page_how", &how_we_work},
    {"/how/form", "page_paper_form", &paper_form},
    {"/figures", "page_figures", &figures},
    {"/accessibility", "page_accessibility", [](page_call& page) { words_of(page, "accessibility"); }},
    {"/privacy", "page_privacy", [](page_call& page) { words_of(page, "privacy"); }},
    {"/status", "page_look_up", &look_up, true},
    {"/lost-secret", "page_lost_secret", &lost_secret, true},
    {"/case", "page_status", &show_case},
    {"/case/record", "page_record", &show_record},
    {"/case/documents/{document}", "page_document", &show_document},
    {"/case/{act}", "page_act", &act, true},
});

/// Paths and names of a table are views: what is put together for one stays here.
std::string_view kept(std::string text)
{
    static std::mutex guard;
    static std::deque<std::string> all;
    const std::lock_guard hold(guard);
    for (const auto& one : all)
        if (one == text) return one;
    return all.emplace_back(std::move(text));
}

http::handler file_of(const std::string& bytes, std::string_view type)
{
    return [bytes, type](const std::shared_ptr<const http::request>&, const http::reply& reply) {
        http::response made;
        made.content_type = std::string(type);
        made.headers = {{"cache-control", "public, max-age=31536000, immutable"},
                        {"x-content-type-options", "nosniff"}};
        made.body = bytes;
        reply(std::move(made));
    };
}

/// The language that a path begins with.
std::optional<std::string_view> language_of(std::string_view path)
{
    const auto found = std::ranges::find_if(page_languages, [&](std::string_view one) {
        return path.starts_with("/") && path.substr(1).starts_with(one) &&
               (path.size() == one.size() + 1 || path[one.size() + 1] == '/');
    });
    return found == page_languages.end() ? std::nullopt : std::optional(*found);
}

/// "/fr", "/zh", "/zh-Hans", "/EN": how somebody would type a language.
bool is_a_language(std::string_view part)
{
    const auto tag = part.substr(0, part.find('-'));
    return tag.size() == 2 && part.size() <= 16 && std::ranges::all_of(part, [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
           });
}

bool is_a_page(std::string_view path)
{
    return path.empty() || std::ranges::any_of(rows, [&](const page_row& row) {
               return row.path.find('{') == std::string_view::npos && row.path == path;
           });
}

http::response sent_to(const http::request& asked, std::string_view language, std::string_view path)
{
    http::response made;
    made.status = 303;
    made.headers = page_headers(asked.language);
    made.headers.emplace_back("location", "/" + std::string(language) + std::string(path));
    made.headers.emplace_back("vary", "accept-language");
    return made;
}

/// Of a path without one of our languages in front, the page that is meant: nothing when none is.
std::optional<http::response> page_meant(const http::request& asked)
{
    if (asked.method != http::verb::get) return std::nullopt;
    auto path = std::string_view(asked.path);
    auto language = page_language(asked.language);
    const auto slash = path.find('/', 1);
    if (const auto first = path.substr(1, slash == std::string_view::npos ? slash : slash - 1);
        is_a_language(first)) {
        const auto typed = first.substr(0, 2);
        if (typed == "zh" || typed == "ZH") language = page_language("zh-CN");
        if (typed == "en" || typed == "EN") language = page_language("en");
        path = slash == std::string_view::npos ? std::string_view() : path.substr(slash);
    }
    while (path.ends_with('/')) path.remove_suffix(1);
    if (!is_a_page(path)) return std::nullopt;
    return sent_to(asked, language, path);
}

/// What programs ask, and what has pages of its own.
bool is_elsewhere(std::string_view path)
{
    constexpr auto others = std::to_array<std::string_view>({"/api", "/console"});
    return !path.starts_with("/") || std::ranges::any_of(others, [&](std::string_view one) {
        return path.starts_with(one) && (path.size() == one.size() || path[one.size()] == '/');
    });
}

}  // namespace

std::size_t page_body_max(const page_world& world)
{
    return world.document_bytes_max * files_max + form_bytes_max;
}

std::optional<http::response> page_of_refusal(web_desk& desk, const std::shared_ptr<const page_world>& world,
                                              const std::shared_ptr<const http::request>& asked,
                                              unsigned status)
{
    if (status != 404 && status != 413 && status != 503) return std::nullopt;
    const auto path = std::string_view(asked->path);
    auto language = language_of(path);
    if ((!language || path.ends_with('/')) && status == 404 && !is_elsewhere(path)) {
        if (auto meant = page_meant(*asked)) return meant;
        if (!language) language = page_language(asked->language);
    }
    if (!language) return std::nullopt;
    std::optional<http::response> made;
    const auto call =
        std::make_shared<web_call>(desk, asked, [&made](http::response with) { made = std::move(with); });
    trouble_page(world, std::string(*language))(*call, status);
    return made;
}

http::endpoint_table page_endpoints(web_desk& desk, const std::shared_ptr<const page_world>& world)
{
    http::endpoint_table table;
    const auto add = [&](http::verb method, std::string_view path, std::string_view operation,
                         std::size_t body_max, http::handler serve) {
        table.push_back({.method = method,
                         .path = kept(std::string(path)),
                         .operation = operation,
                         .needs = http::needs::nobody,
                         .permission = {},
                         .body_max = body_max,
                         .serve = std::move(serve)});
    };
    // Files are taken from whoever has shown that a case is theirs, and before that nothing larger than a form.
    const auto with_files = [world](const http::request& asked) {
        const bool parts = asked.header("content-type").starts_with("multipart/form-data");
        return !world->documents.empty() && parts && shows_a_visit(asked, *world) ? page_body_max(*world)
                                                                                  : form_bytes_max;
    };
    for (const auto language : page_languages) {
        const std::string base = "/" + std::string(language);
        const auto worked_on = [&](std::string path, page_step show) {
            return desk.on_worker(as_page(world, std::string(language), std::move(path), std::move(show)),
                                  trouble_page(world, std::string(language)));
        };
        // Each row of the table has a name of its own: those in Chinese end in `_zh`.
        const auto named = [&](std::string_view operation) {
            return kept(std::string(operation) + (language == "zh-CN" ? "_zh" : ""));
        };
        for (const auto& row : rows) {
            const auto path = row.path == "/" ? base : base + std::string(row.path);
            const auto serve = worked_on(row.path == "/" ? std::string() : std::string(row.path), row.show);
            add(http::verb::get, path, named(row.operation), 0, serve);
            if (row.form)
                add(http::verb::post, path, named(std::string(row.operation) + "_sent"), form_bytes_max,
                    serve);
        }
        add(http::verb::post, base + "/case/files", named("page_files_sent"), form_bytes_max,
            worked_on("/case/files", [](page_call& page) { act_named(page, "files"); }));
        table.back().body_max_of = with_files;
        add(http::verb::post, base + "/case/end", named("page_visit_ended"), form_bytes_max,
            worked_on("/case/end", &end_visit));
    }
    add(http::verb::get, "/", "page_front", 0,
        [](const std::shared_ptr<const http::request>& asked, const http::reply& reply) {
            reply(sent_to(*asked, page_language(asked->language), {}));
        });
    add(http::verb::get, "/pages.css", "page_style", 0, file_of(world->css, "text/css; charset=utf-8"));

    constexpr std::string_view api = "/api/v1/public/";
    const auto api_row = [&](std::string_view name, std::string_view operation, web_call::step step) {
        add(http::verb::post, std::string(api) + std::string(name), operation, form_bytes_max,
            desk.on_worker(std::move(step)));
    };
    api_row("complaints", "public_file", file_by_api(world));
    add(http::verb::post, std::string(api) + "status", "public_status", form_bytes_max,
        [&looks = desk.keep(std::make_unique<status_look_ups>(desk, world))](
            const std::shared_ptr<const http::request>& asked, http::reply reply) {
            looks.look_up(asked, std::move(reply));
        });
    api_row("record", "public_record", record_by_api(world));
    api_row("authenticity", "public_authenticity", official_by_api(world));
    api_row("visits", "public_visit", visit_by_api(world));
    api_row("{act}", "public_act", act_by_api(world));
    table.back().body_max_of = [with_files](const http::request& asked) {
        const auto act = asked.in_path.find("act");
        return act != asked.in_path.end() && act->second == "documents" ? with_files(asked) : form_bytes_max;
    };
    return table;
}

}  // namespace redress::app
