// case letters: what was written to the complainant, and each letter as they read it.
#include "adapters/app/columns.hpp"
#include "adapters/app/command_answer.hpp"
#include "adapters/app/letter_history.hpp"
#include "adapters/app/nearest.hpp"
#include "adapters/files/text_book.hpp"
#include "adapters/postgres/case_queries.hpp"
#include "workflow/letter_text.hpp"
#include "workflow/reference.hpp"

#include <boost/json.hpp>

#include <iostream>

namespace redress::app {
namespace {

struct letters_options {
    std::string named;   // case
    std::string letter;  // to show; empty: list them
    std::string format;
};

void say(boost::json::object& row, std::string_view name, const std::optional<instant>& at)
{
    if (at) row[name] = to_string(*at);
}

boost::json::object row_of(const letter& one)
{
    boost::json::object row{
        {"letter", one.id}, {"letter_kind", name_of(one.kind)}, {"route", name_of(one.route)}};
    if (!one.language.empty()) row["letter_language"] = one.language;
    say(row, "sent", one.sent);
    say(row, "dispatched", one.dispatched);
    say(row, "returned", one.returned);
    return row;
}

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
    for (const auto& one : of.facts.letters) rows.row(row_of(one));
    rows.end();
    return exit_code::ok;
}

/// That it was sent stays on record; its words do not. Without `erased_at` they were redacted.
exit_code tell_gone(services& from, const shared_options& shared, const letter& one,
                    std::optional<instant> erased_at, const std::string& format)
{
    if (format.starts_with("json")) {
        auto out = row_of(one);
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
    std::vector<std::string_view> known;
    for (const auto& one : of.facts.letters) known.push_back(one.id);
    if (std::find(known.begin(), known.end(), options.letter) == known.end())
        throw command_failed(exit_code::not_found,
                             said{"no_letter",
                                  {{"value", options.letter},
                                   {"near", std::string(nearest(options.letter, known))},
                                   {"case", workflow::shown_reference(of.facts.reference)}}});
    const auto sent = std::find_if(of.facts.letters.begin(), of.facts.letters.end(),
                                   [&](const auto& one) { return one.id == options.letter; });
    if (of.facts.erased_at && sent->sent && *sent->sent < *of.facts.erased_at)
        return tell_gone(from, shared, *sent, of.facts.erased_at, options.format);
    if (const auto no = refused_reading(from, shared, of, {options.letter})) return *no;

    const auto entries = whole_history(from, of.id);
    const auto found = find_letter_as_sent(entries, from.queries().texts(of.id), options.letter);
    if (!found) throw command_failed(exit_code::failure, said{"no_letter_entry"});
    if (std::ranges::find(of.facts.redacted, found->now.cseq) != of.facts.redacted.end())
        return tell_gone(from, shared, *sent, {}, options.format);
    const auto made = rendered_letter(from, of, *found);
    if (!made.errors.empty())
        throw command_failed(
            exit_code::partial,
            said{"letter_not_whole",
                 {{"letter", options.letter},
                  {"kind", from.texts().text("letter", name_of(found->sent.kind), shared.lang())},
                  {"errors", workflow::sentence_of(made.errors)}}});
    const auto& letter = made.letter;
    if (options.format == "html") {
        std::cout << letter.html;
    } else if (options.format.starts_with("json")) {
        auto out = row_of(found->sent);
        out["letter_language"] = letter.language;
        out["subject"] = letter.subject;
        out["text"] = letter.text;
        out["html"] = letter.html;
        out["wording"] = boost::json::object{{"file", letter.wording->file},
                                             {"rev", letter.wording->rev},
                                             {"source", letter.wording->source},
                                             {"date", letter.wording->date},
                                             {"sha256", letter.wording->sha256}};
        print_thing(std::cout, output_format::json, out);
    } else {
        std::cout << letter.subject << "\n\n" << letter.text;
    }
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
