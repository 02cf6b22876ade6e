// case letters: what was written to the complainant, and each letter as they read it.
#include "adapters/app/cli.hpp"
#include "adapters/app/columns.hpp"
#include "adapters/app/command_answer.hpp"
#include "adapters/app/letter_view.hpp"
#include "adapters/files/text_book.hpp"

#include <boost/json.hpp>

#include <iostream>

namespace redress::app {
namespace {

struct letters_options {
    std::string named;   // case
    std::string letter;  // to show; empty: list them
    std::string format;
};

exit_code list_letters(services& from, const shared_options& shared, const complaint& of,
                       output_format format)
{
    row_printer rows(std::cout, format,
                     columns(from, shared, format,
                             {{"letter"},
                              {"letter_kind"},
                              {"route"},
                              {"letter_language"},
                              {"sent", false, 27},
                              {"dispatched", false, 27},
                              {"returned", false, 27}}));
    for (const auto& one : of.facts.letters) rows.row(letter_json(one));
    rows.end();
    return exit_code::ok;
}

/// That it was sent stays on record; its words do not. Without `erased_at` they were redacted.
exit_code tell_gone(services& from, const shared_options& shared, const letter& one,
                    std::optional<instant> erased_at, const std::string& format)
{
    if (format.starts_with("json")) {
        auto out = letter_json(one);
        if (erased_at)
            out["erased_at"] = to_string(*erased_at);
        else
            out["redacted"] = true;
        print_thing(std::cout, output_format::json, out);
    } else {
        std::map<std::string, std::string> values{
            {"letter", one.id}, {"kind", from.texts().text("letter", name_of(one.kind), shared.lang())}};
        if (erased_at) values.emplace("at", to_string(*erased_at));
        std::cout << from.say(erased_at ? said{"letter_erased", values} : said{"letter_redacted", values})
                  << '\n';
    }
    return exit_code::ok;
}

exit_code show_letter(services& from, const shared_options& shared, const complaint& of,
                      const letters_options& options)
{
    const auto& sent = letter_named(of, options.letter);
    if (const auto at = words_erased(of, sent)) return tell_gone(from, shared, sent, at, options.format);
    if (const auto no = refused_reading(from, shared, of, {options.letter})) return *no;
    const auto read = letter_read(from, of, options.letter);
    if (!read.words) return tell_gone(from, shared, sent, {}, options.format);
    if (options.format == "html")
        std::cout << read.words->html;
    else if (options.format.starts_with("json"))
        print_thing(std::cout, output_format::json, letter_json(read));
    else
        std::cout << read.words->subject << "\n\n" << read.words->text;
    return exit_code::ok;
}

exit_code letters(const shared_options& shared, const letters_options& options)
{
    services from(shared);
    const auto found = from.case_of(options.named);
    if (!options.letter.empty()) {
        auto one = options;
        if (one.format.empty()) one.format = shared.format;
        return show_letter(from, shared, found, one);
    }
    const auto format = options.format.empty() ? shared.output() : parse_output_format(options.format);
    if (!format) throw command_failed(exit_code::usage, said{"one_letter_only", {{"value", options.format}}});
    return list_letters(from, shared, found, *format);
}

}  // namespace

void add_letters_command(command_line& line, CLI::App& cases)
{
    auto options = std::make_shared<letters_options>();
    auto* command =
        add_command(line, cases, "letters",
                    "Lists what was written to the complainant, or shows one letter as they read it.",
                    "case letters ZSQD1-S1K8H\ncase letters ZSQD1-S1K8H --show L1 --as h.lin\n"
                    "case letters ZSQD1-S1K8H --show L1 --as h.lin -o html > letter.html",
                    [&line, options] { return letters(line.shared, *options); });
    command->add_option("case", options->named, "case id or reference")->required();
    command->add_option("--show", options->letter,
                        "a letter, such as L1; that you read its words is recorded");
    command
        ->add_option("-o,--output", options->format,
                     "of the list: table, json, jsonl or csv; of one letter: text (default), html or json")
        ->check(CLI::IsMember({"table", "json", "jsonl", "csv", "text", "html"}));
}

}  // namespace redress::app
