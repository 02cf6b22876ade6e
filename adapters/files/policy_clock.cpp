#include "adapters/files/policy_clock.hpp"

#include "adapters/files/calendar_file.hpp"
#include "adapters/files/policy_file.hpp"
#include "states/step.hpp"

#include <algorithm>
#include <array>

namespace redress::files {
namespace {

constexpr auto pauses = std::to_array<std::string_view>({"hold_for_complainant", "appealed"});

/// Every trigger that can be written.
const std::vector<std::string>& all_triggers()
{
    static const auto all = [] {
        std::vector<std::string> names;
        names.reserve(trigger_count);
        for (const auto& row : event_rows) names.emplace_back(row.name);
        for (const auto kind : names_of<letter_kind>::list)
            names.push_back("dispatched:" + std::string(kind));
        names.emplace_back("dispatched:any");
        const auto states = [&](machine m, std::span<const std::string_view> list) {
            for (const char* how : {"entered:", "left:"})
                for (const auto state : list)
                    names.push_back(how + std::string(name_of(m)) + "." + std::string(state));
        };
        states(machine::lifecycle, names_of<lifecycle_state>::list);
        states(machine::hold, names_of<hold_state>::list);
        states(machine::ladder, names_of<ladder_state>::list);
        states(machine::containment, names_of<containment_state>::list);
        states(machine::redress, names_of<redress_state>::list);
        states(machine::referral, names_of<referral_state>::list);
        return names;
    }();
    return all;
}

trigger_set read_triggers(toml_reader& one, std::string_view key)
{
    trigger_set set;
    for (const auto& name : one.texts(key)) {
        const auto found = parse_trigger(name.text);
        if (!found) {
            const std::vector<std::string_view> known(all_triggers().begin(), all_triggers().end());
            const auto hint = did_you_mean(name.text, known);
            one.fail(name.at, std::string(key) + " '" + name.text + "' is no event, dispatch or move." +
                                  (hint.empty() ? " Write an event, dispatched:<letter>, "
                                                  "entered:<machine>.<state> or left:<machine>.<state>"
                                                : hint));
        }
        set.set(*found);
    }
    return set;
}

void read_pauses(toml_reader& one, clock_rule& rule)
{
    for (const auto& name : one.texts("pause")) {
        if (name.text == pauses[0])
            rule.pause_hold_complainant = true;
        else if (name.text == pauses[1])
            rule.pause_appealed = true;
        else
            one.unknown_name(name, "pause", pauses);
        if (rule.kind == clock_kind::statutory)
            one.contradict(name.at, "statutory_clock_pauses", {{"clock", rule.id}, {"pause", name.text}});
        if (rule.from_event)
            one.fail(name.at,
                     "pause is not for a clock whose end an event names (limit_from_event); leave it out");
    }
}

/// 0 when the key is absent; a rung that the ladder does not have is refused here.
int read_rung(toml_reader& one, const clock_rule& rule, const policy& so_far)
{
    const auto to = static_cast<int>(one.maybe_integer("raise_to", 1, 9).value_or(0));
    const auto top = so_far.ladder.size();
    if (to > static_cast<int>(top) && !so_far.applies)  // a regime climbs the house's own ladder
        one.contradict(one.place_of("raise_to"), "rung_not_in_ladder",
                       {{"clock", rule.id}, {"rung", std::to_string(to)}, {"rungs", std::to_string(top)}});
    return to;
}

void read_end(toml_reader& one, clock_rule& rule, const policy& so_far)
{
    const bool window = rule.kind == clock_kind::window;
    if (auto miss = one.maybe_table("on_miss")) {
        if (window) one.fail("on_miss", "is not for a window: it lapses and is never missed; write on_lapse");
        rule.on_miss_raise_to = read_rung(*miss, rule, so_far);
        rule.on_miss_next = miss->yes("raise_next");
        if (rule.on_miss_next && so_far.ladder.empty() && !so_far.applies)
            miss->fail("raise_next", "needs a ladder; add a [[rung]]");
        if ((rule.on_miss_raise_to > 0) == rule.on_miss_next)
            one.fail("on_miss", "needs one of raise_to = <rung> and raise_next = true");
        miss->finish();
    }
    if (const auto lapse = one.maybe_text("on_lapse")) {
        if (!window) one.fail(lapse->at, "on_lapse is for windows only; a promise is missed: write on_miss");
        const auto found = parse_trigger(lapse->text);
        if (!found || *found >= event_count) {
            std::vector<std::string_view> known;
            known.reserve(event_count);
            for (const auto& row : event_rows) known.push_back(row.name);
            const auto hint = did_you_mean(lapse->text, known);
            one.fail(lapse->at,
                     "on_lapse '" + lapse->text + "' is no event." +
                         (hint.empty() ? " Write one that a timer may send, such as hold_expired" : hint));
        }
        rule.on_lapse = static_cast<event_type>(*found);
        if (!roles_of(*rule.on_lapse).has(role::timer))
            one.fail(lapse->at, "on_lapse '" + lapse->text +
                                    "' is an event that a timer may not send; name one that it may, such as "
                                    "appeal_window_lapsed or hold_expired");
    }
}

}  // namespace

std::span<const std::string> known_triggers()
{
    return all_triggers();
}
std::span<const std::string_view> known_pauses()
{
    return pauses;
}

duration read_length(toml_reader& in, std::string_view key)
{
    const auto text = in.text(key);
    const auto length = parse_duration(text.text);
    if (!length)
        in.fail(text.at,
                std::string(key) + " '" + text.text + "' is no length of time; write 30min, 24h or 14d");
    if (*length <= duration{}) in.fail(text.at, std::string(key) + " must be longer than nothing");
    return *length;
}

namespace {

limit read_amount(const toml_reader& in, const word& text, std::string_view key)
{
    if (const auto found = parse_limit(text.text)) return *found;
    const auto said = std::string(key) + " '" + text.text + "'";
    if (const auto days = parse_duration(text.text); days && text.text.ends_with('d'))
        in.fail(text.at, said + " does not say which days; write " +
                             text.text.substr(0, text.text.size() - 1) +
                             "cd for dates, bd for business days, or " +
                             std::to_string(*days / std::chrono::hours(1)) + "h for elapsed time");
    in.fail(text.at, said +
                         " is no limit; write a number from 1 and s, min or h (elapsed), cd, w, mo or y "
                         "(dates), bd (business days) or bh (working hours)");
}

void read_term(toml_reader& in, limit_rule& into)
{
    if (const auto end = in.maybe_text("end")) into.end = in.name<limit_end>(*end, "end");
    if (const auto roll = in.maybe_text("roll")) into.roll = in.name<limit_roll>(*roll, "roll");
    if (const auto cutoff = in.maybe_text("cutoff")) into.cutoff = in.name<limit_cutoff>(*cutoff, "cutoff");
}

void demand_calendar(const toml_reader& in, const word& text, const limit_rule& rule,
                     const std::string& calendar)
{
    if (needs_calendar(rule) && calendar.empty())
        in.fail(text.at, "'" + text.text +
                             "' is counted by a calendar; write calendar = \"<id>\" at the top of the policy "
                             "or in the clock; `redress calendar check` lists the ids");
}

/// A limit beside the clock's own: how the last day ends is the clock's, when both count by a calendar.
limit_rule another(const limit& amount, const limit_rule& own)
{
    limit_rule rule{.limit = amount};
    if (!needs_calendar(amount.unit)) return rule;
    rule.end = own.end;
    rule.roll = own.roll;
    rule.cutoff = own.cutoff;
    return rule;
}

/// The category that is most like a name; the first one when none is like it.
std::string nearest_category(std::string_view typed, const policy& so_far)
{
    std::vector<std::string_view> known;
    for (const auto& each : so_far.categories) known.push_back(each.id);
    const auto like = nearest(typed, known);
    return std::string(like.empty() && !known.empty() ? known.front() : like);
}

/// Whether a lead is as long as the limit or longer, where that can be told without dates.
bool reaches_back(const limit& lead, const limit& whole)
{
    if (lead.unit == whole.unit) return lead.count >= whole.count;
    return !needs_calendar(lead.unit) && !needs_calendar(whole.unit) && shortest(lead) >= shortest(whole);
}

}  // namespace

clock_reading::clock_reading(toml_reader& in, policy& p, calendar_book* known) : known_(known)
{
    calendar_ = calendar(in);
    p.calendar = calendar_;
    if (known_ == nullptr || calendar_.empty()) return;
    const auto& zone = known_->find(calendar_)->zone().name();
    if (zone != p.zone)
        in.fail("zone", "is '" + p.zone + "', but days of calendar '" + calendar_ + "' begin in '" + zone +
                            "'; write that zone or another calendar");
}

std::string clock_reading::calendar(toml_reader& in) const
{
    const auto id = in.maybe_text("calendar");
    if (!id) return calendar_;
    if (known_ != nullptr && known_->find(id->text) == nullptr) {
        const auto ids = known_->ids();
        in.unknown_name(*id, "calendar", std::vector<std::string_view>(ids.begin(), ids.end()));
    }
    return id->text;
}

limit_rule clock_reading::window(toml_reader& in, std::string_view key) const
{
    const auto text = in.text(key);
    limit_rule rule{.limit = read_amount(in, text, key)};
    if (counts_days(rule.limit.unit)) rule.end = limit_end::eod;
    demand_calendar(in, text, rule, calendar_);
    return rule;
}

void clock_reading::read_limit(toml_reader& one, clock_rule& rule, const policy& so_far) const
{
    rule.from_event = one.yes("limit_from_event");
    rule.calendar = calendar(one);
    read_term(one, rule.limit);
    if (const auto text = one.maybe_text("limit")) {
        rule.limit.limit = read_amount(one, *text, "limit");
        demand_calendar(one, *text, rule.limit, rule.calendar);
    }
    for (auto& special : one.tables("override")) {
        limit_override o;
        if (const auto c = special.maybe_text("channel"))
            o.channel = name_of(special.name<channel>(*c, "channel"));
        if (const auto k = special.maybe_text("kind")) o.kind = name_of(special.name<case_kind>(*k, "kind"));
        if (const auto c = special.maybe_text("category")) {
            if (!so_far.category(c->text) && !so_far.applies)
                special.contradict(
                    c->at, "category_out_of_reach",
                    {{"clock", rule.id}, {"category", c->text}, {"near", nearest_category(c->text, so_far)}});
            o.category = c->text;
        }
        if (const auto i = special.maybe_text("item")) {
            o.item = name_of(special.name<redress_kind>(*i, "item"));
            if (rule.subject != clock_subject::redress_item)
                special.fail(i->at, "item is for clocks with subject = \"redress_item\" only");
        }
        if (const auto r = special.maybe_integer("rung", 1, 9)) {
            o.rung = static_cast<int>(*r);
            if (rule.subject != clock_subject::rung)
                special.fail(special.where(), "rung is for clocks with subject = \"rung\" only");
        }
        if (const auto as = special.maybe_text("as")) o.as = special.name<clock_kind>(*as, "as");
        o.severity_min = static_cast<int>(special.maybe_integer("severity_min", 1, 4).value_or(0));
        if (const auto c = special.maybe_text("complexity"))
            o.complexity = special.name<complexity>(*c, "complexity");
        o.amount_above = special.maybe_money_limit("amount_above");
        if (o.channel.empty() && o.kind.empty() && o.category.empty() && o.item.empty() && o.rung == 0 &&
            o.severity_min == 0 && !o.complexity && o.amount_above.empty())
            special.fail(
                special.where(),
                "is for every case; name a channel, kind, category, item, rung, severity_min, complexity or "
                "amount_above, or change the clock's own limit");
        const auto text = special.text("limit");
        if (text.text != "none") {
            o.limit = another(read_amount(special, text, "limit"), rule.limit);
            read_term(special, o.limit);
            demand_calendar(special, text, o.limit, rule.calendar);
        }
        special.finish();
        rule.overrides.push_back(std::move(o));
    }
    if (rule.limit.given()) return;
    if (rule.from_event) one.fail("limit", "is missing: the longest that an event may ask for");
    if (rule.overrides.empty()) one.fail("limit", "is missing");
}

void clock_reading::read_warnings(toml_reader& one, clock_rule& rule, const policy& so_far) const
{
    for (auto& entry : one.tables("warn")) {
        warning w;
        const auto at = entry.text("at");
        w.text = at.text;
        if (at.text.ends_with('%')) {
            const auto digits = at.text.substr(0, at.text.size() - 1);
            const bool number = !digits.empty() && digits.size() <= 2 &&
                                digits.find_first_not_of("0123456789") == std::string::npos;
            w.percent = number ? std::stoi(digits) : 0;
            if (digits.size() > 2 && digits.find_first_not_of("0123456789") == std::string::npos)
                entry.contradict(at.at, "warning_after_due", {{"clock", rule.id}, {"at", at.text}});
            if (w.percent < 1)
                entry.fail(at.at,
                           "at '" + at.text + "' must lie between 1% and 99%; the end itself is on_miss");
        } else {
            w.before = read_amount(entry, at, "at");
            if (needs_calendar(w.before.unit) && !needs_calendar(rule.limit))
                entry.fail(at.at, "at '" + at.text +
                                      "' is counted by a calendar, but the clock's limit is elapsed time; "
                                      "write the warning in h or min");
            if (rule.overrides.empty() && !rule.from_event && reaches_back(w.before, rule.limit.limit))
                entry.contradict(
                    at.at, "warning_before_start",
                    {{"clock", rule.id}, {"at", at.text}, {"limit", to_string(rule.limit.limit)}});
        }
        w.raise_to = read_rung(entry, rule, so_far);
        for (const auto& other : rule.warn)
            if (other.text == w.text) entry.fail(at.at, "at '" + w.text + "' stands twice");
        entry.finish();
        rule.warn.push_back(std::move(w));
    }
}

clock_rule clock_reading::clock(toml_reader& one, const policy& so_far) const
{
    clock_rule rule;
    rule.id = one.id("id").text;
    one.call("clock '" + rule.id + "'");
    rule.kind = one.name<clock_kind>(one.text("kind"), "kind");
    if (const auto subject = one.maybe_text("subject"))
        rule.subject = one.name<clock_subject>(*subject, "subject");
    rule.start = read_triggers(one, "start");
    if (rule.start.none()) one.fail("start", "is missing: the clock would never start");
    rule.stop = read_triggers(one, "stop");
    rule.cancel = read_triggers(one, "cancel");
    if (rule.stop.none() && rule.kind != clock_kind::window)
        one.contradict("stop", "clock_nothing_stops", {{"clock", rule.id}});
    rule.start_from_receipt = one.yes("from_receipt");
    rule.only_before_first_answer = one.yes("only_before_first_answer");
    read_limit(one, rule, so_far);
    rule.repeat = one.yes("repeat");
    if (rule.repeat && rule.kind == clock_kind::window)
        one.fail("repeat", "is not for a window: nothing is done that could start it again; leave it out");
    if (const auto text = one.maybe_text("repeat_limit")) {
        if (!rule.repeat) one.fail(text->at, "repeat_limit needs repeat = true");
        rule.repeat_limit = another(read_amount(one, *text, "repeat_limit"), rule.limit);
        if (rule.repeat_limit.end == limit_end::instant_ && counts_days(rule.repeat_limit.limit.unit))
            rule.repeat_limit.end = limit_end::eod;
        demand_calendar(one, *text, rule.repeat_limit, rule.calendar);
    }
    rule.survives_closing = one.yes("survives_closing");
    rule.extend_days = static_cast<int>(one.maybe_integer("extend_days", 1, 366).value_or(0));
    if (rule.extend_days > 0 && (rule.kind == clock_kind::window || rule.limit.limit.unit == limit_unit::bh))
        one.fail("extend_days",
                 "is not for a window, nor for working hours: days mean nothing to them; leave it out");
    for (const auto& kind : one.texts("kinds")) rule.kinds.push_back(one.name<case_kind>(kind, "kinds"));
    read_pauses(one, rule);
    read_warnings(one, rule, so_far);
    read_end(one, rule, so_far);
    one.finish();
    return rule;
}

std::vector<clock_rule> clock_reading::clocks(toml_reader& in, const policy& so_far) const
{
    std::vector<clock_rule> all;
    for (auto& one : in.tables("clock")) {
        auto rule = clock(one, so_far);
        if (std::any_of(all.begin(), all.end(), [&](const clock_rule& other) { return other.id == rule.id; }))
            one.fail("id", "stands twice; ids are unique");
        all.push_back(std::move(rule));
    }
    if (all.empty() && so_far.unconfirmed.empty())
        in.fail("clock", "is missing: a policy without a [[clock]] promises nothing");
    return all;
}

}  // namespace redress::files
