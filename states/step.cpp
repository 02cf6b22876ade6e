#include "states/step.hpp"

#include "states/clocks.hpp"
#include "states/guards.hpp"
#include "states/happened.hpp"
#include "states/lookups.hpp"
#include "states/machine_step.hpp"
#include "states/recorder.hpp"
#include "states/rules.hpp"
#include "states/tables.hpp"

#include <algorithm>

namespace redress {
namespace {

/// People and rules that acted, as (id, role); after the 64th the history alone knows.
constexpr std::size_t acted_max = 64;

void note_acted(recorder& put, std::string_view id, role as, bool hearing)
{
    put.edit<&facts::acted>([&](std::vector<acted>& list) {
        if (list.size() >= acted_max) return false;
        for (const auto& one : list)
            if (one.role == as && one.hearing == hearing && one.id == id) return false;
        list.push_back({.hearing = hearing, .id = std::string(id), .role = as});
        return true;
    });
}

void note_actor(recorder& put)
{
    const auto& who = put.who();
    if (who.kind == actor_kind::timer || who.role == role::engine) return;  // a rule has no person behind it
    const bool hearing = who.role == role::appeal_reviewer && put.now.lifecycle == lifecycle_state::appealed;
    note_acted(put, who.id, who.role, hearing);
    // Whoever approves has judged the case as well, and has done so once.
    const auto as = put.what.code<role>(field::approved_role);
    if (!as || !put.what.has(field::approved_by)) return;
    note_acted(put, put.what.text(field::approved_by), *as, false);
    put.edit<&facts::approvals>([&](std::vector<approval>& all) {
        all.push_back({put.what.time(field::approved_at), std::string(put.what.text(field::approved_by)),
                       std::string(put.what.text(field::approved_digest))});
        return true;
    });
}

std::optional<letter_kind> newly_dispatched(const complaint& now, const event& what, const changes& out)
{
    static constexpr auto letters = fact_index<&facts::letters>();
    if (what.type != event_type::message_dispatched || !out.facts.test(letters)) return std::nullopt;
    return find_letter(now, what.text(field::letter))->kind;  // letters changed, so it was found
}

/// One machine's part: where it stands before and after, and whether a row was taken. Returns whether
/// it moved.
template <class State>
bool move_on(machine which, State& state, std::uint8_t next, std::span<const row_data> rows,
             const decide_context& c, changes& out)
{
    if (!c.accepted() || rows[static_cast<std::size_t>(c.taken)].kind == row_kind::stays) return false;
    out.moves.push_back({which, static_cast<std::uint8_t>(state), next});
    state = static_cast<State>(next);
    return true;
}

/// The same for one redress item; one that is being offered for the first time is made by its row.
void move_item(std::string_view id, complaint& now, event_type what, decide_context& c, recorder& put)
{
    const auto* known = find_item(now, id);
    const auto state = known != nullptr ? known->state : redress_state::none;
    const auto next = redress_step(static_cast<std::uint8_t>(state), what, c);
    if (!c.accepted()) return;
    auto& items = now.facts.redress_items;
    const auto at = known != nullptr ? find_item(now, id) - items.data() : std::ssize(items) - 1;
    auto& item = items[static_cast<std::size_t>(at)];
    if (!move_on(machine::redress, item.state, next, rows_of<redress_item_machine>, c, put.out)) return;
    put.out.moves.back().item = static_cast<std::int16_t>(at);
    put.out.facts.set(fact_index<&facts::redress_items>());
}

void run_machine(machine which, complaint& now, const event& what, decide_context& c, recorder& put)
{
    changes& out = put.out;
    const auto from = state_in(now, which, what);
    switch (which) {
        case machine::lifecycle:
            move_on(which, now.lifecycle, lifecycle_step(from, what.type, c), rows_of<lifecycle>, c, out);
            return;
        case machine::hold:
            move_on(which, now.hold, hold_step(from, what.type, c), rows_of<hold>, c, out);
            return;
        case machine::ladder:
            move_on(which, now.ladder, ladder_step(from, what.type, c), rows_of<ladder>, c, out);
            return;
        case machine::containment:
            if (move_on(which, now.facts.containment, containment_step(from, what.type, c),
                        rows_of<containment>, c, out))
                out.facts.set(fact_index<&facts::containment>());
            return;
        case machine::redress:
            return move_item(item_named(what), now, what.type, c, put);
        case machine::referral:
            if (move_on(which, now.facts.referral, referral_step(from, what.type, c), rows_of<referral>, c,
                        out))
                out.facts.set(fact_index<&facts::referral>());
            return;
    }
}

/// A machine that answers an event of another's. Every redress item does so by itself.
void run_follower(machine which, complaint& now, const event& what, const step_context& context,
                  recorder& put)
{
    if (which == machine::redress) {
        for (std::size_t i = 0; i < now.facts.redress_items.size(); ++i) {
            decide_context following{.look = {now, what, context}, .write = &put};
            move_item(now.facts.redress_items[i].id, now, what.type, following, put);
        }
        return;
    }
    decide_context following{.look = {now, what, context}, .write = &put};
    run_machine(which, now, what, following, put);
}

}  // namespace

void changes::clear()
{
    facts.reset();
    moves.clear();
    clocks.clear();
    derived.clear();
    alarms.clear();
    pins = false;
}

refusal decide_context::why_not() const
{
    if (asked == 0) return {.code = "not_possible_in_this_state"};
    if (refused_by == nullptr) return {.code = "not_permitted"};
    refusal no{.code = refused_by->name, .guard = refused_by->name, .fix = refused_by->fix};
    refused_by->explain(look, no);
    return no;
}

refusal not_possible(const complaint& now, const event& what)
{
    refusal no{.code = "not_possible_in_this_state"};
    no.args.emplace_back("event", name_of(what.type));
    no.args.emplace_back("state", name_of(now.lifecycle));
    // What the event does not fit is where its owner stands; of the first three any may be it.
    const auto decides = tables::owner_of(what.type);
    if (decides > tables::owner::ladder && decides < tables::owner::record) {
        const auto& beside = machines()[static_cast<std::size_t>(decides)];
        no.args.emplace_back(name_of(beside.which), beside.states[state_in(now, beside.which, what)]);
    } else {
        no.args.emplace_back("hold", name_of(now.hold));
        no.args.emplace_back("ladder", name_of(now.ladder));
    }
    return no;
}

std::optional<refusal> step(complaint& now, const event& what, const step_context& context, changes& out)
{
    out.clear();
    recorder put{now, what, context, out};
    const auto was = look_back(now, what);
    const auto who_decides = tables::owner_of(what.type);

    decide_context decision{.look = {now, what, context}, .write = &put};
    relate(decision);
    // Nothing but a filing can happen to a case that does not exist.
    if (who_decides == tables::owner::record)
        record_step(what.type, decision);
    else if (who_decides != tables::owner::nobody &&
             (now.exists() || who_decides == tables::owner::lifecycle))
        run_machine(static_cast<machine>(who_decides), now, what, decision, put);
    if (!decision.accepted()) {
        auto no = decision.why_not();
        // Nothing can happen to an item that nobody offered: that is what is wrong, not where it stands.
        if (no.code == "not_possible_in_this_state" && who_decides == tables::owner::redress &&
            !guards::item_is_known::check(decision.look)) {
            no = {.code = guards::item_is_known::name,
                  .guard = guards::item_is_known::name,
                  .fix = guards::item_is_known::fix};
            guards::item_is_known::explain(decision.look, no);
        }
        if (no.guard.empty() && no.code == "not_permitted") {
            no.args.emplace_back("event", name_of(what.type));
            no.args.emplace_back("state", name_of(now.lifecycle));
            no.args.emplace_back("role", name_of(context.who->role));
        } else if (no.guard.empty()) {
            no = not_possible(now, what);
        }
        return no;
    }

    for (std::size_t i = 0; i < count_of<machine>; ++i) {
        const auto which = static_cast<machine>(i);
        if (tables::follows(which, what.type)) run_follower(which, now, what, context, put);
    }
    note_actor(put);

    const happenings happened(what.type, newly_dispatched(now, what, out), out.moves);
    run_clocks(now, what, context, happened.all(), out);

    apply_rules(put, was);
    ++now.version;
    return std::nullopt;
}

void record_step(event_type what, decide_context& c)
{
    static constexpr auto row_of_event = [] {
        std::array<int, event_count> list{};
        for (auto& one : list) one = -1;
        for (std::size_t i = 0; i < record_list.size(); ++i)
            list[static_cast<std::size_t>(record_list[i].event)] = static_cast<int>(i);
        return list;
    }();
    const int index = row_of_event[static_cast<std::size_t>(what)];
    if (index < 0) return;
    const auto& line = record_list[static_cast<std::size_t>(index)];
    if (!c.look.now.exists() || !is_legal(line, c.look.now.open())) return;
    if (!line.accepts(c)) return;
    c.taken = index;
    line.act(c);
}

}  // namespace redress
