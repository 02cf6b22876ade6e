#include "adapters/app/letter_view.hpp"

#include "adapters/app/letter_history.hpp"
#include "adapters/app/nearest.hpp"
#include "adapters/app/services.hpp"
#include "adapters/files/text_book.hpp"
#include "adapters/postgres/case_queries.hpp"
#include "workflow/reference.hpp"

#include <boost/json.hpp>

#include <algorithm>

namespace redress::app {
namespace {

void say(boost::json::object& row, std::string_view name, const std::optional<instant>& at)
{
    if (at) row[name] = to_string(*at);
}

/// In its words, every place filled and every part there.
letter_as_read whole(services& from, const complaint& of, const letter_as_sent& found)
{
    auto made = rendered_letter(from, of, found);
    if (!made.errors.empty())
        throw command_failed(
            exit_code::partial,
            said{"letter_not_whole",
                 {{"letter", found.sent.id},
                  {"kind", from.texts().text("letter", name_of(found.sent.kind), from.language())},
                  {"errors", workflow::sentence_of(made.errors)}}});
    return {found.sent, std::move(made.letter)};
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
    const auto entries = whole_history(from, of.id);
    const auto found = find_letter_as_sent(entries, from.queries().texts(of.id), id);
    if (!found) throw command_failed(exit_code::failure, said{"no_letter_entry"});
    if (std::ranges::find(of.facts.redacted, found->now.cseq) != of.facts.redacted.end())
        return {found->sent, {}};
    return whole(from, of, *found);
}

std::optional<letter_as_read> letter_to_come(services& from, const complaint& of, const complaint& then,
                                             const event& what)
{
    if (then.facts.letters.size() == of.facts.letters.size()) return {};
    return whole(from, of, letter_ahead(whole_history(from, of.id), from.queries().texts(of.id), then, what));
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
