#include "adapters/app/letter_history.hpp"

#include "adapters/app/case_calendars.hpp"
#include "adapters/app/services.hpp"
#include "adapters/app/zone_clock.hpp"
#include "adapters/files/calendar_file.hpp"
#include "adapters/files/letter_book.hpp"
#include "adapters/files/text_book.hpp"
#include "adapters/json/event_json.hpp"
#include "workflow/entry.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <iterator>
#include <map>

namespace redress::app {
namespace {

/// The words of one entry by slot; of a list "points.1", "points.2" ... one after another.
using slots = std::map<std::string, std::string, std::less<>>;

std::map<std::int64_t, slots> by_entry(std::span<const postgres::private_text> texts)
{
    std::map<std::int64_t, slots> out;
    for (const auto& one : texts) out[one.entry_key].emplace(one.slot, one.bytes);
    return out;
}

std::vector<std::string> list_in(const slots& words, const std::string& name)
{
    std::vector<std::string> out;
    for (auto found = words.find(name + ".1"); found != words.end();
         found = words.find(name + "." + std::to_string(out.size() + 1)))
        out.push_back(found->second);
    return out;
}

/// The entry's event with its words put back. What was erased since is absent.
event event_of(event_type type, const boost::json::object& entry, const slots& words)
{
    boost::json::object data;
    if (const auto* said = entry.if_contains("data"); said != nullptr && said->is_object())
        data = said->as_object();
    for (const auto& row : field_rows) {
        const std::string name(row.name);
        if (row.type == field_type::texts) {
            if (const auto list = list_in(words, name); !list.empty())
                data[name] = boost::json::array(list.begin(), list.end());
        } else if (const auto found = words.find(name); found != words.end()) {
            data[name] = found->second;
        }
    }
    return json::read_event(type, data).what;
}

/// The redress item of an event: the one that it names, or the last, which an offer that names none has made.
std::string item_of(const boost::json::object& entry, const complaint& now)
{
    const auto* data = entry.if_contains("data");
    const auto* named = data != nullptr ? data->as_object().if_contains("item") : nullptr;
    if (named != nullptr) return std::string(named->as_string());
    return now.facts.redress_items.empty() ? std::string() : now.facts.redress_items.back().id;
}

bool has_letter(const complaint& now, std::string_view id)
{
    return std::ranges::find(now.facts.letters, id, &letter::id) != now.facts.letters.end();
}

/// A case as it is told entry by entry, and what of its words stands in letters.
struct told_so_far {
    explicit told_so_far(std::span<const postgres::private_text> texts) : words_of(by_entry(texts)) {}

    complaint now;
    std::vector<std::string> points;
    std::string name;

    struct of_entry {
        event_type type;
        boost::json::object entry;
        const slots* words;
    };
    /// Nothing for an entry that is no event of the case.
    std::optional<of_entry> take(const postgres::timeline_entry& one)
    {
        workflow::fold(now, one.body);
        auto entry = boost::json::parse(one.body).as_object();
        const auto* named = entry.if_contains("ev");
        if (named == nullptr || entry.at("type").as_string() != "case.event") return {};
        const auto type = parse_event_type(std::string_view(named->as_string()));
        if (!type) return {};
        static const slots none;
        const auto at = words_of.find(one.key);
        const auto& words = at == words_of.end() ? none : at->second;

        if (const auto given = words.find("complainant_name"); given != words.end()) name = given->second;
        if (*type == event_type::complaint_filed || *type == event_type::points_agreed) {
            if (auto list = list_in(words, "points"); !list.empty()) points = std::move(list);
        } else if (*type == event_type::point_added) {
            const auto text = words.find("text");
            points.push_back(text == words.end() ? std::string() : text->second);
        }
        if (*type == event_type::redress_offered && !now.facts.redress_items.empty()) {
            const auto text = words.find("text");
            offers[item_of(entry, now)] = text == words.end() ? std::string() : text->second;
        }
        return of_entry{.type = *type, .entry = std::move(entry), .words = &words};
    }
    /// The words with which an item was offered; may be empty.
    [[nodiscard]] std::string offer_of(const std::string& item) const
    {
        const auto found = offers.find(item);
        return found == offers.end() ? std::string() : found->second;
    }

private:
    std::map<std::int64_t, slots> words_of;
    std::map<std::string, std::string> offers;
};

}  // namespace

std::optional<letter_as_sent> find_letter_as_sent(std::span<const postgres::timeline_entry> entries,
                                                  std::span<const postgres::private_text> texts,
                                                  std::string_view id)
{
    told_so_far told(texts);
    for (const auto& one : entries) {
        const auto read = told.take(one);
        if (!read || !has_letter(told.now, id)) continue;
        return letter_as_sent{
            .now = told.now,
            .sent = *std::ranges::find(told.now.facts.letters, id, &letter::id),
            .what = event_of(read->type, read->entry, *read->words),
            .points = told.points,
            .name = told.name,
            .offer = told.offer_of(item_of(read->entry, told.now)),
        };
    }
    return std::nullopt;
}

letter_as_sent letter_ahead(std::span<const postgres::timeline_entry> entries,
                            std::span<const postgres::private_text> texts, complaint then, event what)
{
    told_so_far told(texts);
    for (const auto& one : entries) (void)told.take(one);
    const auto named = what.text(field::item);
    const auto item = !named.empty() || then.facts.redress_items.empty() ? std::string(named)
                                                                         : then.facts.redress_items.back().id;
    auto offer =
        what.type == event_type::redress_offered ? std::string(what.text(field::text)) : told.offer_of(item);
    auto sent = then.facts.letters.back();
    return {.now = std::move(then),
            .sent = std::move(sent),
            .what = std::move(what),
            .points = std::move(told.points),
            .name = std::move(told.name),
            .offer = std::move(offer)};
}

std::vector<postgres::timeline_entry> whole_history(services& from, const case_id& of)
{
    constexpr int page = 500;
    std::vector<postgres::timeline_entry> entries;
    for (std::size_t got = page; got == page;) {
        auto more = from.queries().timeline(of, entries.empty() ? 0 : entries.back().cseq, page);
        got = more.size();
        std::move(more.begin(), more.end(), std::back_inserter(entries));
    }
    return entries;
}

workflow::letter_or_errors rendered_letter(services& from, const complaint& of, const letter_as_sent& found)
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

}  // namespace redress::app
