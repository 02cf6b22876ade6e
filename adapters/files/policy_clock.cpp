#include "adapters/files/policy_clock.hpp"

#include "states/step.hpp"

#include <algorithm>
#include <array>

namespace redress::files {
namespace {

/// Every trigger that can be written, for "did you mean".
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
    static constexpr auto known = std::to_array<std::string_view>({"hold_for_complainant", "appealed"});
    for (const auto& name : one.texts("pause")) {
        if (name.text == known[0])
            rule.pause_hold_complainant = true;
        else if (name.text == known[1])
            rule.pause_appealed = true;
        else
            one.unknown_name(name, "pause", known);
        if (rule.kind == clock_kind::statutory)
            one.fail(name.at, "pause is not for a statutory clock: it never pauses");
    }
}

/// 0 when the key is absent; a rung that the ladder does not have is refused here.
int read_rung(toml_reader& one, const policy& so_far)
{
    const auto to = static_cast<int>(one.maybe_integer("raise_to", 1, 9).value_or(0));
    const auto top = so_far.ladder.size();
    if (to > static_cast<int>(top))
        one.fail("raise_to", "is " + std::to_string(to) + ", but the ladder has " + std::to_string(top) +
                                 (top == 1 ? " rung" : " rungs") +
                                 "; name one that it has or add the [[rung]]");
    return to;
}

void read_end(toml_reader& one, clock_rule& rule, const policy& so_far)
{
    const bool window = rule.kind == clock_kind::window;
    if (auto miss = one.maybe_table("on_miss")) {
        if (window) one.fail("on_miss", "is not for a window: it lapses and is never missed; write on_lapse");
        rule.on_miss_raise_to = read_rung(*miss, so_far);
        rule.on_miss_next = miss->yes("raise_next");
        if (rule.on_miss_next && so_far.ladder.empty())
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
            one.fail(lapse->at,
                     "on_lapse '" + lapse->text + "' is no event." + did_you_mean(lapse->text, known));
        }
        rule.on_lapse = static_cast<event_type>(*found);
        if (!roles_of(*rule.on_lapse).has(role::timer))
            one.fail(lapse->at, "on_lapse '" + lapse->text +
                                    "' is an event that a timer may not send; name one that it may, such as "
                                    "appeal_window_lapsed or hold_expired");
    }
}

}  // namespace

clock_reading::clock_reading(toml_reader& in)
{
    const auto text = in.maybe_text("elapsed_business_day");
    if (!text) return;
    business_day_ = parse_duration(text->text);
    if (!business_day_ || *business_day_ <= duration{})
        in.fail(text->at, "elapsed_business_day must be a length of time such as 24h");
}

duration clock_reading::limit(const toml_reader& in, const word& text, std::string_view key) const
{
    if (text.text.size() > 2 && text.text.ends_with("bd")) {
        if (!business_day_)
            in.fail(text.at, std::string(key) + " '" + text.text +
                                 "' is in business days, which need elapsed_business_day = \"24h\" in the "
                                 "policy until calendars are built");
        if (const auto count = parse_duration(text.text.substr(0, text.text.size() - 2) + "h"))
            return *business_day_ * (*count / std::chrono::hours(1));
    }
    const auto length = parse_duration(text.text);
    if (!length)
        in.fail(text.at,
                std::string(key) + " '" + text.text + "' is no length of time; write 30min, 24h, 14d or 5bd");
    return *length;
}

duration clock_reading::limit(toml_reader& in, std::string_view key) const
{
    const auto text = in.text(key);
    const auto length = limit(in, text, key);
    if (length <= duration{}) in.fail(text.at, std::string(key) + " must be longer than nothing");
    return length;
}

void clock_reading::read_limit(toml_reader& one, clock_rule& rule, const policy& so_far) const
{
    for (auto& special : one.tables("override")) {
        limit_override o;
        if (const auto c = special.maybe_text("channel"))
            o.channel = name_of(special.name<channel>(*c, "channel"));
        if (const auto k = special.maybe_text("kind")) o.kind = name_of(special.name<case_kind>(*k, "kind"));
        if (const auto c = special.maybe_text("category")) {
            std::vector<std::string_view> known;
            for (const auto& each : so_far.categories) known.push_back(each.id);
            if (!so_far.category(c->text)) special.unknown_name(*c, "category", known);
            o.category = c->text;
        }
        if (const auto i = special.maybe_text("item")) {
            o.item = name_of(special.name<redress_kind>(*i, "item"));
            if (rule.subject != clock_subject::redress_item)
                special.fail(i->at, "item is for clocks with subject = \"redress_item\" only");
        }
        if (const auto as = special.maybe_text("as")) o.as = special.name<clock_kind>(*as, "as");
        o.severity_min = static_cast<int>(special.maybe_integer("severity_min", 1, 4).value_or(0));
        if (o.channel.empty() && o.kind.empty() && o.category.empty() && o.item.empty() &&
            o.severity_min == 0)
            special.fail(special.where(),
                         "is for every case; name a channel, kind, category, item or severity_min, "
                         "or change the clock's own limit");
        const auto text = special.text("limit");
        o.limit = limit(special, text, "limit");  // nothing = no clock for these
        special.finish();
        rule.overrides.push_back(std::move(o));
    }
    rule.from_event = one.yes("limit_from_event");
    if (const auto text = one.maybe_text("limit"))
        rule.limit = limit(one, *text, "limit");
    else if (rule.overrides.empty())
        one.fail("limit",
                 rule.from_event ? "is missing: the longest that an event may ask for" : "is missing");
    else if (rule.from_event)
        one.fail("limit", "is missing: the longest that an event may ask for");
    if (rule.limit <= duration{} && rule.overrides.empty()) one.fail("limit", "must be longer than nothing");
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
            if (w.percent < 1)
                entry.fail(at.at,
                           "at '" + at.text + "' must lie between 1% and 99%; the end itself is on_miss");
        } else {
            w.before = limit(entry, at, "at");
            if (w.before <= duration{})
                entry.fail(at.at, "at must be longer than nothing: so long before the due time");
            if (rule.overrides.empty() && !rule.from_event && w.before >= rule.limit)
                entry.fail(at.at,
                           "at '" + at.text +
                               "' is not shorter than the clock's limit, so it would never be crossed");
        }
        w.raise_to = read_rung(entry, so_far);
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
        one.fail("stop", "is missing: the promise could not be kept");
    rule.start_from_receipt = one.yes("from_receipt");
    rule.only_before_first_answer = one.yes("only_before_first_answer");
    rule.repeat = one.yes("repeat");
    if (rule.repeat && rule.kind == clock_kind::window)
        one.fail("repeat", "is not for a window: nothing is done that could start it again");
    if (const auto text = one.maybe_text("repeat_limit")) {
        if (!rule.repeat) one.fail(text->at, "repeat_limit needs repeat = true");
        rule.repeat_limit = limit(one, *text, "repeat_limit");
    }
    rule.survives_closing = one.yes("survives_closing");
    for (const auto& kind : one.texts("kinds")) rule.kinds.push_back(one.name<case_kind>(kind, "kinds"));
    read_pauses(one, rule);
    read_limit(one, rule, so_far);
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
    if (all.empty()) in.fail("clock", "is missing: a policy without a [[clock]] promises nothing");
    return all;
}

}  // namespace redress::files
