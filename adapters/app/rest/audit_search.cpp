// /audit: entries of every chain by who, what, when and why not, newest first. That somebody looked is an entry, too,
// with what they asked for: the history of people at work is looked through under the eyes of the history.
#include "adapters/app/rest/house.hpp"

#include "adapters/app/reading.hpp"
#include "adapters/app/rest/cursor.hpp"
#include "adapters/postgres/case_queries.hpp"
#include "adapters/postgres/entry_search.hpp"
#include "workflow/permissions.hpp"
#include "workflow/reference.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <tuple>

namespace redress::app::rest {
namespace {

namespace json = boost::json;

constexpr std::size_t name_max = 64;
constexpr std::string_view types[] = {
    "case.event",       "case.refused",         "incident.event",  "incident.refused", "action.event",
    "action.refused",   "dead_letter.recorded", "process.started", "process.stopped",  "policy.loaded",
    "operator.command", "access.given",         "index.sealed"};

/// What stands in entries as a name of ours or an id: words of people stand in none, and are not looked for.
std::string name_asked(const parameters& query, std::string_view name)
{
    auto text = query.text(name);
    const bool fit = text.size() <= name_max && std::ranges::all_of(text, [](char c) {
                         return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                                c == '_' || c == '-' || c == '.' || c == ':' || c == '@';
                     });
    if (!fit) throw unfit_parameter(name, {"code", {{"n", std::to_string(name_max)}}});
    return text;
}

std::string text_of(const postgres::positions_left& left)
{
    std::string text;
    for (const auto pos : left) text += (text.empty() ? "" : ",") + std::to_string(pos);
    return text;
}

postgres::positions_left positions_in(std::string_view text)
{
    postgres::positions_left left{};
    for (auto& pos : left) {
        const auto comma = text.find(',');
        std::from_chars(text.data(), text.data() + std::min(comma, text.size()), pos);
        text.remove_prefix(comma == std::string_view::npos ? text.size() : comma + 1);
    }
    return left;
}

/// What stood where an entry put something else: the fold of the chain before it, as far as anything in it changes.
class chain_before {
public:
    /// Entries come in the order of their chain. What `entry` changed, with what stood there.
    json::array passed(const json::object& entry)
    {
        json::array changes;
        const auto change = [&](std::string what, json::value before, const json::value& after) {
            changes.push_back(
                json::object{{"what", std::move(what)}, {"before", std::move(before)}, {"after", after}});
        };
        if (const auto* moves = list_in(entry, "moves"))
            for (const auto& one : *moves)
                if (const auto* move = one.if_object(); move != nullptr && move->contains("machine"))
                    change(name_of_part(*move, "machine"), value_in(*move, "from"), value_in(*move, "to"));
        const auto* set = entry.if_contains("set");
        if (set != nullptr && set->is_object())
            for (const auto& [fact, value] : set->get_object()) {
                change(std::string(fact), before(std::string(fact)), value);
                known_[std::string(fact)] = value;
            }
        if (const auto* clocks = list_in(entry, "clk"))
            for (const auto& one : *clocks)
                if (const auto* clock = one.if_object(); clock != nullptr && clock->contains("clock")) {
                    const auto name = name_of_part(*clock, "clock");
                    const json::object now{{"state", value_in(*clock, "state")},
                                           {"due", value_in(*clock, "due")}};
                    // Of a clock alone, so that no fact of the same name is meant.
                    change(name, before("clk " + name), now);
                    known_["clk " + name] = now;
                }
        return changes;
    }

private:
    static const json::array* list_in(const json::object& of, std::string_view name)
    {
        const auto* found = of.if_contains(name);
        return found == nullptr ? nullptr : found->if_array();
    }
    static json::value value_in(const json::object& of, std::string_view name)
    {
        const auto* found = of.if_contains(name);
        return found == nullptr ? json::value() : *found;
    }
    static std::string name_of_part(const json::object& of, std::string_view kind)
    {
        std::string name(of.at(kind).is_string() ? std::string_view(of.at(kind).get_string())
                                                 : std::string_view("?"));
        if (const auto* subject = of.if_contains("subject"); subject != nullptr && subject->is_string())
            name += " " + std::string(subject->get_string());
        return name;
    }
    json::value before(const std::string& what) const
    {
        const auto found = known_.find(what);
        return found == known_.end() ? json::value() : found->second;
    }
    std::map<std::string, json::value> known_;
};

/// Of each entry that was found what it changed, by chain and its number there.
std::map<std::pair<chain_id, std::int64_t>, json::array> changes_of(
    services& from, const std::vector<postgres::entry_found>& found)
{
    std::map<std::pair<chain_id, std::int64_t>, json::array> all;
    std::map<chain_id, std::int64_t> until;
    for (const auto& one : found) {
        // Most entries of a process change nothing, and their chains are long.
        const auto changes = one.body.find("\"set\":") != std::string::npos ||
                             one.body.find("\"clk\":") != std::string::npos ||
                             one.body.find("\"moves\":") != std::string::npos;
        all[{one.chain, one.cseq}];
        if (changes) until[one.chain] = std::max(until[one.chain], one.cseq);
    }
    for (const auto& [chain, last] : until) {
        chain_before before;
        for (std::int64_t cseq = 0; cseq < last;) {
            const auto entries = from.queries().timeline(chain, cseq);
            if (entries.empty()) break;
            for (const auto& entry : entries) {
                cseq = entry.cseq;
                if (cseq > last) break;
                boost::system::error_code failed;
                const auto body = json::parse(entry.body, failed);
                if (failed || !body.is_object()) continue;
                auto changed = before.passed(body.get_object());
                if (const auto wanted = all.find({chain, cseq}); wanted != all.end())
                    wanted->second = std::move(changed);
            }
        }
    }
    return all;
}

void tell_entries(web_call& call, const postgres::entries_wanted& wanted, int limit)
{
    auto& from = call.from();
    auto& log = from.entries();
    const auto place = place_asked(call);
    const auto page = log.back(wanted, place.empty() ? log.begin(wanted) : positions_in(place), limit);
    std::vector<case_id> ids;
    for (const auto& one : page.entries) ids.push_back(one.chain);
    std::ranges::sort(ids);
    ids.erase(std::ranges::unique(ids).begin(), ids.end());
    const auto hidden = hidden_from_reader(from, ids);
    const auto cases = cases_read(from, ids);
    std::vector<postgres::entry_found> shown;
    for (const auto& one : page.entries)
        if (!hidden.contains(one.chain)) shown.push_back(one);
    auto changes = changes_of(from, shown);
    json::array items;
    for (const auto& one : shown) {
        json::object row{{"chain", to_string(one.chain)},
                         {"cseq", one.cseq},
                         {"pos", one.pos},
                         {"bucket", one.bucket},
                         {"recorded", to_string(one.recorded)},
                         {"leaf", hex_of(one.leaf)},
                         {"body", one.body},
                         {"changes", std::move(changes[{one.chain, one.cseq}])}};
        if (const auto of = cases.find(one.chain); of != cases.end())
            row["reference"] = workflow::shown_reference(of->second.facts.reference);
        items.push_back(std::move(row));
    }
    json::object beside;
    if (!page.whole && page.looked_until && *page.looked_until != instant{})
        beside["looked_back_to"] = to_string(*page.looked_until);
    call.answer(
        page_response(call, std::move(items), page.whole ? std::string() : text_of(page.left), beside));
}

}  // namespace

void search_audit(web_call& call)
{
    const parameters query(call.asked(), {"actor", "event", "type", "policy", "refusal", "fact", "case",
                                          "since", "until", "limit", "cursor"});
    const auto who = who_asks_as(call, workflow::roles_of(workflow::permission::audit));
    auto& from = call.from();
    postgres::entries_wanted wanted{.actor = name_asked(query, "actor"),
                                    .event = name_asked(query, "event"),
                                    .type = query.one_of("type", types),
                                    .policy = name_asked(query, "policy"),
                                    .refusal = name_asked(query, "refusal"),
                                    .fact = name_asked(query, "fact"),
                                    .chain = {},
                                    .since = query.time("since"),
                                    .until = query.time("until")};
    if (const auto named = query.text("case"); !named.empty()) wanted.chain = from.case_of(named).id;
    const auto limit = query.limit();
    if (!place_asked(call).empty()) {
        tell_entries(call, wanted, limit);
        return;
    }
    // Once for all pages of a search, before anything of it is shown.
    std::string filter;
    for (const auto& [name, value] : call.asked().query)
        if (name != "limit" && name != "cursor" && !value.empty())
            filter += (filter.empty() ? "" : " ") + name + "=" + value;
    record_then(call, "access.given", who, {{"reason_code", "audit_search"}, {"filter", filter}},
                [wanted, limit](web_call& later) { tell_entries(later, wanted, limit); });
}

}  // namespace redress::app::rest
