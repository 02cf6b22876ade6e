#include "workflow/letter_values.hpp"

#include "states/promise.hpp"

#include "states/lookups.hpp"
#include "workflow/reference.hpp"

#include <algorithm>
#include <array>

namespace redress::workflow {
namespace {

struct value_row {
    std::string_view name;
    std::string_view fix;
    std::string (*of)(const letter_filling&);
};

using in = const letter_filling&;

/// Whether the reason of such an event was written for those who read the file, not for the complainant.
bool for_the_file(event_type what)
{
    return what == event_type::own_error_found || what == event_type::duplicate_unmarked;
}

// No row reads who acted, owns, decided or does the next step: those are ids of our staff.
// clang-format off
constexpr auto rows = std::to_array<value_row>({
    {"reference",     "the case has none", [](in i) { return shown_reference(i.known().reference); }},
    {"name",          "the complaint gives no complainant_name", [](in i) { return one_line(i.source().name); }},
    {"received",      "the case has no time of receipt", [](in i) { return i.date(i.known().received_at); }},
    {"category",      "the case has none", [](in i) { return i.code("category", i.known().category); }},
    {"amount",        "the case has no amount with currency", [](in i) { return written_amount(i.known().amount, i.known().currency); }},
    {"body",          "write it in letter_body", [](in i) { return cleaned(i.what().text(field::letter_body)); }},
    {"reason",        "write it in reason", [](in i) { return for_the_file(i.what().type) ? std::string() : cleaned(i.what().text(field::reason)); }},
    {"next_step",     "write it in next_step", [](in i) { return cleaned(i.what().text(field::next_step)); }},
    {"next_step_due", "give it in next_step_due", [](in i) { return i.time(i.what().time(field::next_step_due)); }},
    {"new_date",      "give it in next_step_due, or name in clock one that runs", [](in i) {
        // What was granted is what is told: the clock's own date, whatever else the writer plans.
        const auto granted = i.due_of(i.what().text(field::clock));
        return granted ? i.time(granted) : i.time(i.what().time(field::next_step_due)); }},
    {"answer_until",  "give it in expires", [](in i) {
        // A window may end before the date that was asked for: then that is what counts.
        const auto end = i.window_end();
        const auto said = i.what().time(field::expires);
        return said && (!end || *said <= end->at) ? i.time(said) : i.time(end); }},
    {"appeal_until",  "no policy of the case has a time to appeal, or no level is left", [](in i) {
        return i.appeal_is_left() ? i.time(i.after_sent(&policy::appeal_window)) : std::string(); }},
    {"reopen_until",  "no policy of the case has a time to reopen", [](in i) { return i.time(i.after_sent(&policy::reopen_window)); }},
    {"outcome",       "the case has none", [](in i) { return i.code("outcome", name_of(i.known().outcome)); }},
    {"appeal_result", "the case has none", [](in i) { return i.code("appeal_result", name_of(i.known().appeal_result)); }},
    {"closure_reason", "the case is not closed", [](in i) { return i.code("closure_reason", name_of(i.known().closure_reason)); }},
    {"offer",         "neither the event nor its item says an amount with currency", [](in i) {
        const auto& what = i.what();
        if (what.has(field::amount)) return written_amount(what.text(field::amount), what.text(field::currency));
        const auto* item = i.item();
        return item == nullptr ? std::string() : written_amount(item->amount, item->currency); }},
    {"offer_kind",    "the event names no item of the case", [](in i) {
        const auto* item = i.item();
        return item == nullptr ? std::string() : i.code("redress_kind", name_of(item->kind)); }},
    {"offer_words",   "the offer was made without words", [](in i) { return cleaned(i.source().offer); }},
    {"containment_ground", "no account was asked to be frozen", [](in i) { return i.code("containment_ground", name_of(i.known().containment_ground)); }},
    {"containment_refusal", "no freeze was refused", [](in i) { return i.code("containment_refusal", name_of(i.known().containment_refusal)); }},
});
// clang-format on

constexpr auto names = [] {
    std::array<std::string_view, rows.size()> list{};
    for (std::size_t n = 0; n < rows.size(); ++n) list[n] = rows[n].name;
    return list;
}();

const value_row* row_of(std::string_view name)
{
    const auto found = std::find_if(rows.begin(), rows.end(), [&](const auto& r) { return r.name == name; });
    return found == rows.end() ? nullptr : &*found;
}

/// Bytes of a character that is no word and may do harm: marks of direction, zero-width ones, a BOM.
std::size_t harmful(std::string_view at)
{
    if (at.size() < 3) return 0;
    const auto three = at.substr(0, 3);
    const bool direction = three >= "\xE2\x80\xAA" && three <= "\xE2\x80\xAE";  // U+202A..U+202E
    const bool isolate = three >= "\xE2\x81\xA6" && three <= "\xE2\x81\xA9";    // U+2066..U+2069
    const bool mark = three >= "\xE2\x80\x8B" && three <= "\xE2\x80\x8F";       // U+200B..U+200F
    const bool separator = three == "\xE2\x80\xA8" || three == "\xE2\x80\xA9" || three == "\xEF\xBB\xBF";
    return direction || isolate || mark || separator ? 3 : 0;
}

}  // namespace

std::span<const std::string_view> letter_values()
{
    return names;
}

std::string cleaned(std::string_view words)
{
    std::string out;
    for (std::size_t n = 0; n < words.size();) {
        if (const auto bytes = harmful(words.substr(n))) {
            n += bytes;
            continue;
        }
        const auto c = static_cast<unsigned char>(words[n]);
        const bool c1 = c == 0xC2 && n + 1 < words.size() && static_cast<unsigned char>(words[n + 1]) < 0xA0;
        if (c == '\n' || (c >= 0x20 && c != 0x7F && !c1))
            out += words[n];
        else if (c == '\t')
            out += ' ';
        n += c1 ? 2 : 1;
    }
    const auto first = out.find_first_not_of(" \n");
    if (first == std::string::npos) return {};
    return out.substr(first, out.find_last_not_of(" \n") - first + 1);
}

std::string one_line(std::string_view words)
{
    auto out = cleaned(words);
    std::replace(out.begin(), out.end(), '\n', ' ');
    return out;
}

std::string letter_filling::value(std::string_view name) const
{
    if (name.starts_with(due_prefix)) return time(due_of(name.substr(due_prefix.size())));
    if (name.starts_with(until_prefix)) return time(until_of(name.substr(until_prefix.size())));
    const auto* row = row_of(name);
    return row == nullptr ? std::string() : row->of(*this);
}

std::string letter_filling::fix(std::string_view name) const
{
    if (name.starts_with(due_prefix)) return "this clock of the case does not run";
    if (name.starts_with(until_prefix)) return "no policy of the case has such a window";
    const auto* row = row_of(name);
    return std::string(row == nullptr ? "no such value is known" : row->fix);
}

bool letter_filling::holds(std::string_view condition) const
{
    if (const auto sign = condition.find('='); sign != std::string_view::npos)
        return code_of(known(), condition.substr(0, sign)) == condition.substr(sign + 1);
    if (!line_values(condition).empty()) return lines(condition) > 0;
    if (condition == condition_findings) {
        const auto& points = known().points;
        return !points.empty() && std::all_of(points.begin(), points.end(),
                                              [](const auto& one) { return one.finding != finding::none; });
    }
    if (condition == condition_restricted) return what().yes(field::restricted);
    if (condition == condition_left_out) return reasons_left_out(what());
    if (condition == condition_own_error) return what().type == event_type::own_error_found;
    return !value(condition).empty();
}

std::size_t letter_filling::lines(std::string_view list) const
{
    if (list == "points") return known().points.size();
    return list == "items" ? what().list(field::items).size() : 0;
}

std::string letter_filling::line_value(std::string_view name, std::size_t line,
                                       const letter_wording& words) const
{
    if (name == "item") {
        const auto& asked = what().list(field::items).at(line);
        const auto found = words.items.find(asked);
        // What the wording does not know was asked for in the writer's own words.
        return found == words.items.end() ? one_line(asked) : found->second;
    }
    const auto& one = known().points.at(line);
    if (name == "number") return std::to_string(one.number);
    if (name == "finding") return code("finding", name_of(one.finding));
    const auto at = static_cast<std::size_t>(one.number);
    return at >= 1 && at <= source_.points.size() ? one_line(source_.points[at - 1]) : std::string();
}

const redress_item* letter_filling::item() const
{
    const auto& items = known().redress_items;
    // An offer that names no item made a new one, the last.
    if (!items.empty() && what().type == event_type::redress_offered && !what().has(field::item))
        return &items.back();
    const auto found = std::find_if(items.begin(), items.end(),
                                    [&](const auto& one) { return one.id == what().text(field::item); });
    return found == items.end() ? nullptr : &*found;
}

std::string letter_filling::code(std::string_view section, std::string_view name) const
{
    return name.empty() || name == "none" ? std::string() : means_.names(section, name, language_);
}

std::string letter_filling::date(std::optional<instant> at) const
{
    return at ? written_date(means_.local(*at, first_zone()), language_) : std::string();
}

std::string letter_filling::time(std::optional<instant> at) const
{
    return at ? time(promised_instant{*at, first_zone()}) : std::string();
}

std::string letter_filling::time(std::optional<promised_instant> at) const
{
    return at ? written_time(means_.local(at->at, at->zone), language_) : std::string();
}

std::string_view letter_filling::first_zone() const
{
    return means_.rules.empty() ? std::string_view() : std::string_view(means_.rules.front()->zone);
}

std::string_view letter_filling::zone_of(std::string_view policy_id) const
{
    const auto found = std::find_if(means_.rules.begin(), means_.rules.end(),
                                    [&](const policy* rules) { return rules->id == policy_id; });
    return found == means_.rules.end() ? first_zone() : std::string_view((*found)->zone);
}

instant letter_filling::sent() const
{
    return source_.sent.sent.value_or(instant{});
}

std::optional<promised_instant> letter_filling::after_sent(limit_rule policy::*window) const
{
    std::optional<promised_instant> latest;
    for (const auto* rules : means_.rules) {
        if (!(rules->*window).given()) continue;
        const auto ends = due_after(*means_.calendars, rules->calendar, sent(), rules->*window);
        if (!latest || latest->at < ends) latest = {ends, rules->zone};
    }
    return latest;
}

bool letter_filling::appeal_is_left() const
{
    return std::any_of(means_.rules.begin(), means_.rules.end(),
                       [&](const policy* rules) { return known().appeal_level < rules->appeal_levels; });
}

std::optional<promised_instant> letter_filling::due_of(std::string_view clock_id) const
{
    std::optional<promised_instant> due;
    for (const auto& one : known().clocks) {
        if (one.clock_id != clock_id || one.state != clock_state::running || !one.due) continue;
        auto when = *one.due;
        for (const auto* rules : means_.rules) {
            const auto* rule = rules->id == one.policy ? rules->clock(clock_id) : nullptr;
            if (rule == nullptr || !rule->repeat) continue;
            const auto kind = dispatched(source_.sent.kind);
            // The letter itself will start this promise anew.
            if ((rule->stop.test(kind) || rule->stop.test(any_dispatch)) && !rule->cancel.test(kind))
                when = due_after(*means_.calendars, rule->calendar, sent(),
                                 rule->repeat_limit.given() ? rule->repeat_limit : promise_of(one));
        }
        if (!due || when < due->at) due = {when, zone_of(one.policy)};
    }
    return due;
}

std::optional<promised_instant> letter_filling::until_of(std::string_view window_id) const
{
    std::optional<promised_instant> first;
    for (const auto* rules : means_.rules) {
        const auto* rule = rules->clock(window_id);
        if (rule == nullptr || rule->kind != clock_kind::window || !rule->limit.given()) continue;
        const auto ends = due_after(*means_.calendars, rule->calendar, sent(), rule->limit);
        if (!first || ends < first->at) first = {ends, rules->zone};
    }
    return first;
}

std::optional<promised_instant> letter_filling::window_end() const
{
    std::optional<promised_instant> end;
    for (const auto& one : known().clocks) {
        if (one.kind != clock_kind::window || one.state != clock_state::running || !one.due) continue;
        if (one.started == source_.sent.sent && (!end || *one.due < end->at))
            end = {*one.due, zone_of(one.policy)};
    }
    return end;
}

}  // namespace redress::workflow
