#include "workflow/what_if.hpp"

#include "states/lookups.hpp"
#include "workflow/entry_parsed.hpp"

#include <boost/json/monotonic_resource.hpp>
#include <boost/json/parse.hpp>

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

namespace redress::workflow {
namespace {

namespace json = boost::json;

instant time_in(const json::object& entry, std::string_view name)
{
    const auto at = parse_instant(std::string_view(entry.at(name).as_string()));
    if (!at) throw std::runtime_error("entry: cannot read " + std::string(name));
    return *at;
}

actor actor_of(const json::object& entry)
{
    const auto& told = entry.at("actor").as_object();
    const auto kind = parse_name<actor_kind>(std::string_view(told.at("kind").as_string()));
    const auto as = parse_name<role>(std::string_view(told.at("role").as_string()));
    if (!kind || !as) throw std::runtime_error("entry: cannot read actor");
    return {.id = std::string(told.at("id").as_string()), .kind = *kind, .role = *as};
}

/// The letter that an event reported as dispatched for the first time, or sent again.
std::optional<letter_kind> dispatched_by(const complaint& now, const event& what, const json::object& entry)
{
    const auto* set = entry.if_contains("set");
    if (what.type != event_type::message_dispatched || set == nullptr ||
        !set->as_object().contains("letters"))
        return std::nullopt;
    const auto* found = find_letter(now, what.text(field::letter));
    if (found == nullptr) throw std::runtime_error("entry: dispatches a letter that was never sent");
    return found->kind;
}

clock_outcome outcome_of(const clock& one, const clock_effects& effects)
{
    return {.due = effects.due,
            .state = one.state == clock_state::cancelled && effects.missed ? clock_state::missed : one.state,
            .warnings = effects.warnings,
            .rungs = effects.rungs,
            .told = effects.told};
}

bool same_clock(const clock_twice& one, const clock& other)
{
    return one.clock == other.clock_id && one.subject == other.subject && one.policy == other.policy;
}

clock_twice instance_of(const clock& one)
{
    return {.policy = one.policy,
            .clock = one.clock_id,
            .subject = one.subject,
            .generation = one.generation,
            .before = {},
            .after = {}};
}

void add_calls(what_if_sums& to, const std::optional<clock_outcome>& of,
               std::int64_t what_if_sums::twice::*in)
{
    if (!of) return;
    for (const auto rung : of->rungs) ++(to.rungs[rung].*in);
    for (const auto& team : of->told) ++(to.told[team].*in);
}

}  // namespace

bool clock_outcome::missed() const
{
    return state == clock_state::missed || state == clock_state::met_late;
}

std::optional<duration> clock_twice::moved() const
{
    if (!before || !after || !before->due || !after->due) return std::nullopt;
    return *after->due - *before->due;
}

const calendar* what_if::calendars_of_case::in_force(std::string_view id) const
{
    const auto& pins = of_.facts.calendars;
    for (auto pin = pins.rbegin(); pin != pins.rend(); ++pin)
        if (pin->id == id)
            if (const auto* found = pinned(pin->sha256, pin->zone_data)) return found;
    return from_.in_force(id);
}

const calendar* what_if::calendars_of_case::pinned(std::string_view sha256, std::string_view zone_data) const
{
    return from_.pinned(sha256, zone_data);
}

what_if::what_if(const what_if_policies& policies)
    : policies_(policies),
      calendars_(now_, policies.book.calendars()),
      before_(calendars_),
      after_(calendars_)
{
}

void what_if::begin()
{
    now_ = {};
    applies_ = false;
    before_.begin();
    after_.begin();
}

/// The case's pins, with another policy in the place of the draft's id; null: with none there.
std::vector<const policy*> what_if::rules(const policy* instead) const
{
    std::vector<const policy*> all;
    bool placed = instead == nullptr;
    for (const auto& pin : now_.facts.policies) {
        if (pin.id == policies_.draft.id) {
            if (instead != nullptr) all.push_back(instead);
            placed = true;
            continue;
        }
        const auto* found = policies_.book.find(pin.sha256);
        if (found == nullptr)
            throw std::runtime_error("policy " + pin.id + " " + pin.sha256 + " is not at hand");
        all.push_back(found);
    }
    if (!placed) all.push_back(instead);
    return all;
}

std::vector<const policy*> what_if::rules_before() const
{
    if (policies_.against != nullptr)
        return rules(redress::applies(*policies_.against, traits_of(now_.facts)) ? policies_.against
                                                                                 : nullptr);
    for (const auto& pin : now_.facts.policies) {
        if (pin.id != policies_.draft.id) continue;
        const auto* found = policies_.book.find(pin.sha256);
        if (found == nullptr)
            throw std::runtime_error("policy " + pin.id + " " + pin.sha256 + " is not at hand");
        return rules(found);
    }
    return rules(nullptr);
}

void what_if::run_until(instant at, bool with_it)
{
    before_.run_until(now_, at, with_it);
    after_.run_until(now_, at, with_it);
}

void what_if::add(std::string_view body)
{
    std::array<unsigned char, 32 * 1024>
        room;  // NOLINT(cppcoreguidelines-pro-type-member-init): written first
    json::monotonic_resource memory(room.data(), room.size());
    const auto parsed = json::parse(json::string_view(body), &memory);
    const auto& entry = parsed.as_object();
    if (std::string_view(entry.at("type").as_string()) != "case.event") {
        fold(now_, entry);
        return;
    }
    const auto what = event_of(entry);
    const auto at = time_in(entry, "rec");
    const bool by_clocks = is_made_by_clocks(what.type);
    if (applies_) run_until(at, by_clocks);
    const auto pins = now_.facts.policies;
    fold(now_, entry);
    if (by_clocks) return;

    std::vector<const policy*> before, after;  // pinned anew
    if (what.type == event_type::complaint_filed) {
        applies_ = redress::applies(policies_.draft, traits_of(now_.facts));
        if (!applies_) return;
        before_.under(rules_before());
        after_.under(rules(&policies_.draft));
    } else if (applies_ && now_.facts.policies != pins) {
        before = rules_before();
        after = rules(&policies_.draft);
    }
    if (!applies_) return;
    const auto who = actor_of(entry);
    const auto moves = moves_of(entry);
    const recorded_event told{.what = what,
                              .who = who,
                              .moves = moves,
                              .dispatched = dispatched_by(now_, what, entry),
                              .at = at,
                              .occurred = time_in(entry, "at")};
    before_.follow(now_, told, before);
    after_.follow(now_, told, after);
}

bool what_if::is_as_recorded() const
{
    // Warnings apart: an engine that slept leaves out what was over by then.
    return std::ranges::equal(
        before_.clocks(), now_.facts.clocks, [](const clock& ours, const clock& theirs) {
            return ours.clock_id == theirs.clock_id && ours.policy == theirs.policy &&
                   ours.subject == theirs.subject && ours.generation == theirs.generation &&
                   ours.due == theirs.due && ours.state == theirs.state && ours.started == theirs.started;
        });
}

case_twice what_if::end(instant now)
{
    case_twice told{.id = now_.id,
                    .reference = now_.facts.reference,
                    .applies = applies_,
                    .recorded_otherwise = false,
                    .clocks = {}};
    if (!applies_) return told;
    run_until(now, true);
    told.recorded_otherwise = policies_.against == nullptr && !is_as_recorded();
    // The n-th period of a clock here is the n-th there: generations are counted over all policies.
    const auto put = [&](const replayed_clocks& world, std::optional<clock_outcome> clock_twice::*in) {
        for (std::size_t i = 0; i < world.clocks().size(); ++i) {
            const auto& one = world.clocks()[i];
            auto found = std::ranges::find_if(told.clocks, [&](const auto& known) {
                return same_clock(known, one) && !(known.*in).has_value();
            });
            if (found == told.clocks.end()) found = told.clocks.insert(found, instance_of(one));
            (*found).*in = outcome_of(one, world.effects()[i]);
        }
    };
    put(before_, &clock_twice::before);
    put(after_, &clock_twice::after);
    const auto &was = before_.beside_clocks(), &is = after_.beside_clocks();
    if (!was.told.empty() || !is.told.empty())
        told.clocks.push_back(
            {.policy = {},
             .clock = {},
             .subject = {},
             .before = clock_outcome{.due = {}, .state = {}, .rungs = was.rungs, .told = was.told},
             .after = clock_outcome{.due = {}, .state = {}, .rungs = is.rungs, .told = is.told}});
    return told;
}

void what_if_sums::add(const case_twice& one)
{
    if (!one.applies) {
        ++not_applied;
        return;
    }
    ++cases;
    recorded_otherwise += one.recorded_otherwise ? 1 : 0;
    bool any = false;
    for (const auto& each : one.clocks) {
        any = any || each.differs();
        add_calls(*this, each.before, &twice::before);
        add_calls(*this, each.after, &twice::after);
        if (each.clock.empty()) continue;
        auto& sum = clocks[{each.policy, each.clock}];
        const bool missed = each.before && each.before->missed(), misses = each.after && each.after->missed();
        sum.before += each.before ? 1 : 0;
        sum.after += each.after ? 1 : 0;
        sum.missed_before += missed ? 1 : 0;
        sum.missed_after += misses ? 1 : 0;
        sum.gained += misses && !missed ? 1 : 0;
        sum.saved += missed && !misses ? 1 : 0;
        sum.warned_before += each.before ? each.before->warnings : 0;
        sum.warned_after += each.after ? each.after->warnings : 0;
        const auto moved = each.moved();
        if (!moved || *moved == duration{}) continue;
        const bool first = sum.earlier + sum.later == 0;
        ++(*moved < duration{} ? sum.earlier : sum.later);
        sum.moved += *moved;
        sum.least = first ? *moved : std::min(sum.least, *moved);
        sum.most = first ? *moved : std::max(sum.most, *moved);
    }
    differ += any ? 1 : 0;
}

}  // namespace redress::workflow
