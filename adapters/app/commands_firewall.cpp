// firewall: what the secret firewall takes out of a text, for whoever wants to test it from outside.
#include "adapters/app/cli.hpp"

#include "adapters/app/columns.hpp"
#include "adapters/app/services.hpp"
#include "adapters/json/strict_json.hpp"
#include "workflow/firewall/firewall.hpp"
#include "states/utf8.hpp"

#include <boost/json.hpp>

#include <fstream>
#include <iostream>
#include <iterator>

namespace redress::app {
namespace {

namespace bj = boost::json;

bj::array rows_of(const std::vector<workflow::finding>& found)
{
    bj::array rows;
    for (const auto& one : found)
        rows.push_back(bj::object{
            {"kind", workflow::name_of(one.kind)}, {"start", one.begin_point}, {"end", one.end_point}});
    return rows;
}

bj::object checked(std::string_view text)
{
    const auto found = workflow::find_secrets(text);
    return {{"clean", workflow::without(text, found)}, {"found", rows_of(found)}};
}

exit_code check_text(const shared_options& shared, const std::string& words)
{
    const std::string text = words == "-" ? std::string(std::istreambuf_iterator<char>(std::cin), {}) : words;
    if (!valid_utf8(text)) throw command_failed(exit_code::usage, said{"not_utf8"});
    const auto answer = checked(text);
    const bool for_programs =
        shared.output() == output_format::json || shared.output() == output_format::jsonl;
    if (for_programs) {
        std::cout << bj::serialize(answer) << '\n';
        return exit_code::ok;
    }
    services from(shared);
    if (shared.output() == output_format::table)
        std::cout << answer.at("clean").as_string().c_str() << "\n\n";
    row_printer rows(std::cout, shared.output(),
                     columns(from, shared, {{"kind", false, 60, "secret"}, {"start", true}, {"end", true}}));
    for (const auto& row : answer.at("found").as_array()) rows.row(row.as_object());
    rows.end();
    return exit_code::ok;
}

// A line that cannot be read, by its number and the rule that it breaks; nothing of the line.
bj::object refused(std::size_t number, std::string_view field, std::string_view rule, std::string_view fix)
{
    return {{"line", number}, {"error", {{"field", field}, {"rule", rule}, {"fix", fix}}}};
}

std::optional<bj::object> answered(std::size_t number, const std::string& line, bj::object& answer)
{
    auto parsed = json::parse_strict(line);
    if (const auto* error = std::get_if<json::json_error>(&parsed))
        return refused(number, "", "json", "send one JSON object a line: " + error->what);
    const auto& value = std::get<bj::value>(parsed);
    if (!value.is_object()) return refused(number, "", "object", R"(send {"id": ..., "text": "..."})");
    const auto& question = value.as_object();
    const auto* id = question.if_contains("id");
    if (id == nullptr || (!id->is_string() && !id->is_int64() && !id->is_uint64()))
        return refused(number, "id", "text_or_number", "give the line an id, a text or a whole number");
    const auto* text = question.if_contains("text");
    if (text == nullptr || !text->is_string())
        return refused(number, "text", "text", "give the text as a JSON string");
    answer["id"] = *id;
    for (auto&& member : checked(text->as_string())) answer[member.key()] = member.value();
    return std::nullopt;
}

/// Of standard input, or of a file.
exit_code check_lines(const std::string& from)
{
    std::ifstream file;
    if (from != "-") {
        file.open(from);
        if (!file) throw command_failed(exit_code::usage, said{"no_file", {{"value", from}}});
    }
    std::istream& in = from == "-" ? std::cin : file;
    bool all = true;
    std::string line;
    for (std::size_t number = 1; std::getline(in, line); ++number) {
        if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
        bj::object answer;
        if (const auto refusal = answered(number, line, answer)) {
            all = false;
            std::cout << bj::serialize(*refusal) << '\n';
        } else {
            std::cout << bj::serialize(answer) << '\n';
        }
    }
    std::cout.flush();
    return all ? exit_code::ok : exit_code::partial;
}

}  // namespace

void add_firewall_commands(command_line& line, CLI::App& root)
{
    auto* family =
        add_command(line, root, "firewall", "Secrets that people paste: what is found and taken out.",
                    "firewall check - < message.txt");
    struct options {
        std::string text = "-";
        bool lines = false;
    };
    auto chosen = std::make_shared<options>();
    auto* check = add_command(
        line, *family, "check",
        "Reads a text and prints it without its secrets, and which were in it (offsets in code points).",
        "firewall check - < message.txt\nfirewall check --jsonl < texts.jsonl", [&line, chosen] {
            return chosen->lines ? check_lines(chosen->text) : check_text(line.shared, chosen->text);
        });
    check->add_option(
        "text", chosen->text,
        "the text, or with --jsonl a file; - (default): standard input, where no list of processes shows it");
    check->add_flag(
        "--jsonl", chosen->lines,
        "reads one {\"id\",\"text\"} a line and answers each by a line, {\"id\",\"clean\",\"found\"}; "
        "exit code 10 when a line could not be read");
}

}  // namespace redress::app
