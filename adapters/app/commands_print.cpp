// case print: a case as a file to hand on.
#include "adapters/app/cli.hpp"

#include "adapters/app/case_file.hpp"
#include "adapters/app/command_answer.hpp"
#include "adapters/app/private_file.hpp"
#include "adapters/app/services.hpp"

#include <iostream>
#include <system_error>

namespace redress::app {
namespace {

exit_code print(const shared_options& shared, const std::string& named, const std::string& typed)
{
    services from(shared);
    const auto found = from.case_of(named);
    if (const auto no = refused_reading(from, shared, found, {"case_file"})) return *no;
    // With the entry that says so.
    const auto now = from.case_of(named);
    const auto made = case_file(from, now, from.who(event_type::access_given).id);
    const auto file = typed.empty() ? case_file_name(now) : typed;
    try {
        write_private_file(file, made.pdf, false);
    } catch (const std::system_error& failed) {
        throw command_failed(exit_code::failure,
                             said{"file_not_written", {{"file", file}, {"error", failed.code().message()}}});
    }
    if (!shared.quiet)
        std::cerr << from.say({"file_written", {{"file", file}, {"pages", std::to_string(made.pages)}}})
                  << '\n';
    if (made.unknown_characters == 0) return exit_code::ok;
    std::cerr << from.say({"file_lacks_glyphs", {{"count", std::to_string(made.unknown_characters)}}})
              << '\n';
    return exit_code::partial;
}

}  // namespace

void add_print_command(command_line& line, CLI::App& cases)
{
    auto named = std::make_shared<std::string>();
    auto file = std::make_shared<std::string>();
    auto* command = add_command(line, cases, "print",
                                "Writes a case as PDF: how it stands, the words of people, letters, the "
                                "whole history and the head of its "
                                "chain; that you read the words is recorded.",
                                "case print ZSQD1-S1K8H --as h.lin\ncase print ZSQD1-S1K8H --as h.lin --out "
                                "file.pdf --lang zh-CN",
                                [&line, named, file] { return print(line.shared, *named, *file); });
    command->add_option("case", *named, "case id or reference")->required();
    command->add_option("--out", *file, "file to write; without it case-<reference>.pdf here");
}

}  // namespace redress::app
