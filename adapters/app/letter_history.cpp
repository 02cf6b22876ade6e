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
    return std::any_of(now.facts.letters.begin(), now.facts.letters.end(),
                       [&](const auto& one) { return one.id == id; });
}

}  // namespace

std::optional<letter_as_sent> find_letter_as_sent(std::span<const postgres::timeline_entry> entries,
                                                  std::span<const postgres::private_text> texts,
                                                  std::string_view id)
{
    const auto words_of = by_entry(texts);
    static const slots none;
    letter_as_sent out;
    std::map<std::string, std::string> offers;  // words by item
    for (const auto& one : entries) {
        workflow::fold(out.now, one.body);
        const auto entry = boost::json::parse(one.body).as_object();
        const auto* named = entry.if_contains("ev");
        if (named == nullptr || entry.at("type").as_string() != "case.event") continue;
        const auto type = parse_event_type(std::string_view(named->as_string()));
        if (!type) continue;
        const auto at = words_of.find(one.key);
        const auto& words = at == words_of.end() ? none : at->second;

        if (const auto name = words.find("complainant_name"); name != words.end()) out.name = name->second;
        if (*type == event_type::complaint_filed || *type == event_type::points_agreed) {
            if (auto points = list_in(words, "points"); !points.empty()) out.points = std::move(points);
        } else if (*type == event_type::point_added) {
            const auto text = words.find("text");
            out.points.push_back(text == words.end() ? std::string() : text->second);
        }
        if (*type == event_type::redress_offered && !out.now.facts.redress_items.empty()) {
            const auto text = words.find("text");
            offers[item_of(entry, out.now)] = text == words.end() ? std::string() : text->second;
        }
        if (!has_letter(out.now, id)) continue;
        out.sent = *std::find_if(out.now.facts.letters.begin(), out.now.facts.letters.end(),
                                 [&](const auto& letter) { return letter.id == id; });
        out.what = event_of(*type, entry, words);
        if (const auto offered = offers.find(item_of(entry, out.now)); offered != offers.end())
            out.offer = offered->second;
        return out;
    }
    return std::nullopt;
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
