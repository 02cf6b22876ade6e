#include "adapters/app/columns.hpp"

#include "adapters/app/services.hpp"
#include "adapters/files/text_book.hpp"

#include <boost/json.hpp>

#include <iostream>
#include <utility>

namespace redress::app {
namespace {

constexpr auto sections =
    std::to_array<std::pair<std::string_view, std::string_view>>({{"category", "category"},
                                                                  {"channel", "channel"},
                                                                  {"clock_state", "clock_state"},
                                                                  {"counted", "yes_no"},
                                                                  {"counting", "counting"},
                                                                  {"draft", "yes_no"},
                                                                  {"applied", "yes_no"},
                                                                  {"emergency", "yes_no"},
                                                                  {"grave", "yes_no"},
                                                                  {"hold", "hold"},
                                                                  {"import", "yes_no"},
                                                                  {"kind", "kind"},
                                                                  {"letter_kind", "letter"},
                                                                  {"limited_now", "yes_no"},
                                                                  {"outcome", "outcome"},
                                                                  {"reason", "dead_letter"},
                                                                  {"redress_kind", "redress_kind"},
                                                                  {"result", "result"},
                                                                  {"roles", "role"},
                                                                  {"roles_nobody_has", "role"},
                                                                  {"route", "route"},
                                                                  {"speaks_for", "role"},
                                                                  {"state", "state"},
                                                                  {"times", "yes_no"},
                                                                  {"account_state", "account_state"},
                                                                  {"password", "yes_no"},
                                                                  {"role", "role"},
                                                                  {"token_state", "token_state"}});

name_of_code names_in(services& from, const shared_options& shared, std::string_view section)
{
    if (section.empty() || section == as_typed) return {};
    return [&from, &shared, section = std::string(section)](const std::string& code) {
        return from.texts().text(section, code, shared.lang());
    };
}

}  // namespace

std::string_view section_of(std::string_view key)
{
    for (const auto& [member, section] : sections)
        if (member == key) return section;
    return {};
}

std::vector<column> columns(services& from, const shared_options& shared, output_format format,
                            std::initializer_list<column_spec> shown,
                            std::initializer_list<std::string_view> untitled)
{
    std::vector<column> made;
    const bool table = format == output_format::table;  // the only one that has heads in words
    for (const auto& one : shown)
        made.push_back(
            {.key = std::string(one.key),
             .title = table ? from.texts().text("column", one.key, shared.lang()) : std::string(),
             .right = one.right,
             .widest = one.widest,
             .names = names_in(from, shared, one.section.empty() ? section_of(one.key) : one.section)});
    if (!table)
        for (const auto key : untitled) made.push_back({.key = std::string(key), .title = {}});
    return made;
}

std::vector<column> columns(services& from, const shared_options& shared,
                            std::initializer_list<column_spec> shown,
                            std::initializer_list<std::string_view> untitled)
{
    return columns(from, shared, shared.output(), shown, untitled);
}

std::vector<labelled> labelled_lines(services& from, const shared_options& shared,
                                     const boost::json::object& thing)
{
    std::vector<labelled> lines;
    for (const auto& [key, value] : thing)
        lines.emplace_back(from.texts().text("column", key, shared.lang()),
                           named_text(&value, names_in(from, shared, section_of(key))));
    return lines;
}

void print_thing(services& from, const shared_options& shared, const boost::json::object& thing)
{
    if (shared.output() == output_format::table)
        print_labelled(std::cout, labelled_lines(from, shared, thing));
    else
        print_thing(std::cout, shared.output(), thing);
}

}  // namespace redress::app
