#include "adapters/app/letter_view.hpp"

#include "adapters/app/case_calendars.hpp"
#include "adapters/app/letter_history.hpp"
#include "adapters/app/nearest.hpp"
#include "adapters/app/services.hpp"
#include "adapters/app/zone_clock.hpp"
#include "adapters/files/calendar_file.hpp"
#include "adapters/files/letter_book.hpp"
#include "adapters/files/text_book.hpp"
#include "adapters/postgres/case_queries.hpp"
#include "workflow/reference.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <iterator>

namespace redress::app {
namespace {

void say(boost::json::object& row, std::string_view name, const std::optional<instant>& at)
{
    if (at) row[name] = to_string(*at);
}

workflow::letter_or_errors rendered(services& from, const complaint& of, const letter_as_sent& found)
{
    const auto rules = from.rules_of(found.now);
    const auto wordings = from.letters(of).of(rules);
    // As a source the book knows what has been read, and a policy that is in force no more has read nothing.
    const case_calendars calendars(found.now.facts, from.policies_of_engine().calendars());
    for (const auto* one : rules)
        if (calendars.in_force(one->calendar) == nullptr) (void)from.calendars().find(one->calendar);
    return workflow::render_letter(
        {.now = found.now,
         .sent = found.sent,
         .what = found.what,
         .points = found.points,
         .name = found.name,
         .offer = found.offer},
        {.rules = rules,
         .wordings = wordings,
         .names = [&](auto section, auto key,
                      auto language) { return from.texts().text(section, key, language); },
         .local = [](instant at, std::string_view zone) { return zone_clock(std::string(zone))(at); },
         .calendars = &calendars});
}

}  // namespace

boost::json::object letter_json(const letter& one)
{
    boost::json::object row{
        {"letter", one.id}, {"letter_kind", name_of(one.kind)}, {"route", name_of(one.route)}};
    if (!one.language.empty()) row["letter_language"] = one.language;
    say(row, "sent", one.sent);
    say(row, "dispatched", one.dispatched);
    say(row, "returned", one.returned);
    return row;
}

const letter& letter_named(const complaint& of, const std::string& id)
{
    std::vector<std::string_view> known;
    for (const auto& one : of.facts.letters) {
        if (one.id == id) return one;
        known.push_back(one.id);
    }
    throw command_failed(exit_code::not_found,
                         said{"no_letter",
                              {{"value", id},
                               {"near", std::string(nearest(id, known))},
                               {"case", workflow::shown_reference(of.facts.reference)}}});
}

std::optional<instant> words_erased(const complaint& of, const letter& one)
{
    return of.facts.erased_at && one.sent && *one.sent < *of.facts.erased_at ? of.facts.erased_at
                                                                             : std::nullopt;
}

letter_as_read letter_read(services& from, const complaint& of, const std::string& id)
{
    constexpr int page = 500;
    std::vector<postgres::timeline_entry> entries;
    for (std::size_t got = page; got == page;) {
        auto more = from.queries().timeline(of.id, entries.empty() ? 0 : entries.back().cseq, page);
        got = more.size();
        std::move(more.begin(), more.end(), std::back_inserter(entries));
    }
    const auto found = find_letter_as_sent(entries, from.queries().texts(of.id), id);
    if (!found) throw command_failed(exit_code::failure, said{"no_letter_entry"});
    if (std::ranges::find(of.facts.redacted, found->now.cseq) != of.facts.redacted.end())
        return {found->sent, {}};
    auto made = rendered(from, of, *found);
    if (!made.errors.empty())
        throw command_failed(
            exit_code::partial,
            said{"letter_not_whole",
                 {{"letter", id},
                  {"kind", from.texts().text("letter", name_of(found->sent.kind), from.language())},
                  {"errors", workflow::sentence_of(made.errors)}}});
    return {found->sent, std::move(made.letter)};
}

boost::json::object letter_json(const letter_as_read& one)
{
    auto out = letter_json(one.sent);
    if (!one.words) {
        out["redacted"] = true;
        return out;
    }
    const auto& words = *one.words;
    out["letter_language"] = words.language;
    out["subject"] = words.subject;
    out["text"] = words.text;
    out["html"] = words.html;
    out["wording"] = boost::json::object{{"file", words.wording->file},
                                         {"rev", words.wording->rev},
                                         {"source", words.wording->source},
                                         {"date", words.wording->date},
                                         {"sha256", words.wording->sha256}};
    return out;
}

}  // namespace redress::app
