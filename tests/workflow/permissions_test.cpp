// Every cell of the permission matrix: against a file that people read, and against what the guards of the rows
// and the legal actions of a real case say.
#include "states/guards.hpp"
#include "states/lookups.hpp"
#include "states/machine_step.hpp"
#include "states/matter_step.hpp"
#include "tests/states/golden_file.hpp"
#include "tests/support/cases.hpp"
#include "workflow/permissions.hpp"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <chrono>
#include <set>
#include <string>

using namespace redress;
using namespace redress::workflow;
using namespace std::chrono_literals;

namespace {

constexpr instant noon = instant(std::chrono::sys_days(std::chrono::year(2026) / 11 / 26) + 12h);

template <class F>
void for_each_cell(F&& f)
{
    for (std::size_t r = 0; r < count_of<role>; ++r)
        for (std::size_t e = 0; e < event_count; ++e)
            for (std::size_t to = 0; to < relation_count; ++to)
                f(static_cast<role>(r), static_cast<event_type>(e), static_cast<relation>(to));
}

/// Somebody in a role, a case and an action that they have this to do with.
struct scene {
    actor who;
    complaint of;
    matter beside;
    event what;

    scene(role as, relation to, event_type type) : who{.id = "p.one", .role = as, .team = "blue"}
    {
        who.rungs = 0xffff;
        who.manages = {"p.managed"};
        who.named_staff = is_staff(as);
        what.type = type;
        what.set(field::item, std::string("R1")).set(field::owner, std::string("h.new"));
        if (const auto kind = matter_of(type)) beside.kind = *kind;
        beside.facts.owner = "h.other";
        of.id = tests::case_number(1);
        of.version = 1;
        of.lifecycle = lifecycle_state::investigating;
        auto& f = of.facts;
        f.filed_at = f.received_at = noon - 24h;
        f.complainant = "cust-1";
        f.representative = "cust-2";
        f.representative_scope = {"file", "receive", "decide", "money"};
        f.owner = "h.other";
        f.team = "red";
        f.decided_by = "c.other";
        f.containment_by = "cust-1";
        f.redress_items = {{.id = "R1", .offered_by = "c.other", .state = redress_state::offered}};
        relate_to(to);
    }

    void relate_to(relation to)
    {
        auto& f = of.facts;
        const auto has_acted = [&](role as) { f.acted.push_back({.id = who.id, .role = as}); };
        switch (to) {
            case relation::none:
                return;
            case relation::own:
                (who.role == role::representative ? f.representative : f.complainant) = who.id;
                return;
            case relation::owner:
                f.owner = beside.facts.owner = who.id;
                return has_acted(role::handler);
            case relation::team:
                f.team = who.team;
                return;
            case relation::reviewer:
                of.ladder = ladder_state::under_review;
                f.rung = 1;
                f.rung_reviewer = who.id;
                return has_acted(role::care_reviewer);
            case relation::decided:
                f.decided_by = who.id;
                return has_acted(role::care_reviewer);
            case relation::handled:
                return has_acted(role::handler);
            case relation::offered:
                f.redress_items.front().offered_by = who.id;
                return has_acted(role::care_reviewer);
            case relation::froze:
                f.containment_by = who.id;
                return has_acted(role::care_reviewer);
            case relation::concerned:
                f.about_staff = {who.id};
                return;
            case relation::interested:
                f.interests = {who.id};
                return;
            case relation::concerned_owner:
                f.owner = beside.facts.owner = who.id;
                f.about_staff = {"p.managed"};
                return has_acted(role::handler);
        }
    }
};

/// Guards of people as this test knows them: what they say is asked of themselves.
bool asks_who_speaks(const guard_data& one)
{
    return guard_on_people_called(one.name) != nullptr &&
           one.check != &guards::new_owner_not_concerned::check;
}

/// Whether `states` lets somebody through whom nothing but who they are could stop.
bool let_through(role as, event_type type, relation to)
{
    const scene now(as, to, type);
    const matter_context beside{.who = &now.who, .at = noon, .of = &now.of};
    if (const auto kind = matter_of(type))
        return std::ranges::any_of(rows_of_matter(*kind), [&](const matter_row& row) {
            return row.event == type && row.roles.has(as) &&
                   std::ranges::all_of(row.guards, [&](const matter_guard* one) {
                       return guard_on_people_called(one->name) == nullptr ||
                              one->check({now.beside, now.what, beside});
                   });
        });
    const complaint before_filing;
    const auto& of = type == event_type::complaint_filed ? before_filing : now.of;
    const step_context context{.who = &now.who, .at = noon, .occurred = noon};
    decide_context asked{.look = {of, now.what, context}};
    relate(asked);
    if (asked.stranger || asked.concerned != nullptr) return false;
    const auto admits = [&](const row_data& row) {
        return row.event == type && row.kind != row_kind::follows && row.roles.has(as) &&
               std::ranges::all_of(row.guards, [&](const guard_data* one) {
                   return !asks_who_speaks(*one) || one->check(asked.look);
               });
    };
    return std::ranges::any_of(records(), admits) ||
           std::ranges::any_of(
               machines(), [&](const machine_view& one) { return std::ranges::any_of(one.rows, admits); });
}

std::string mark(bool yes)
{
    return yes ? "yes" : "-";
}

std::string padded(std::string_view text, std::size_t width)
{
    std::string cell(text);
    cell.resize(std::max(width, cell.size() + 1), ' ');
    return cell;
}

std::string trimmed(std::string line)
{
    while (!line.empty() && line.back() == ' ') line.pop_back();
    return line + '\n';
}

std::string matrix_as_text()
{
    std::string out =
        "Who may do what. Written by tests/workflow/permissions_test.cpp; read it when it changes.\n"
        "What is not named nobody may.\n\n1. What is no event\n";
    for (std::size_t i = 0; i < permission_count; ++i) {
        const auto one = static_cast<permission>(i);
        std::string line = padded(row_of(one).name, 21);
        for (std::size_t r = 0; r < count_of<role>; ++r)
            if (may(static_cast<role>(r), one)) line += ' ' + std::string(name_of(static_cast<role>(r)));
        out += trimmed(std::move(line));
    }
    std::string head = padded("", 48);
    for (const auto& one : relation_rows) head += padded(one.name, 10);
    out += "\n2. Events, by what somebody has to do with the case; a line for each role that may at all\n" +
           trimmed(head);
    for (std::size_t e = 0; e < event_count; ++e)
        for (std::size_t r = 0; r < count_of<role>; ++r) {
            const auto event = static_cast<event_type>(e);
            const auto as = static_cast<role>(r);
            std::string line = padded(name_of(event), 27) + padded(name_of(as), 21);
            bool any = false;
            for (std::size_t to = 0; to < relation_count; ++to) {
                const bool yes = may(as, event, static_cast<relation>(to));
                any = any || yes;
                line += padded(mark(yes), std::max<std::size_t>(10, relation_rows[to].name.size() + 1));
            }
            if (any) out += trimmed(std::move(line));
        }
    return out;
}

}  // namespace

TEST_CASE("the permission matrix is the one that people have read", "[permissions]")
{
    CHECK(tests::golden_difference("tests/workflow/golden/permissions.txt", matrix_as_text()) == "");
}

TEST_CASE("every cell of the matrix is what the rows and their guards say of such a person", "[permissions]")
{
    std::size_t cells = 0;
    for_each_cell([&](role as, event_type what, relation to) {
        ++cells;
        if (may(as, what, to) == let_through(as, what, to)) return;
        CAPTURE(name_of(as), name_of(what), relation_rows[static_cast<std::size_t>(to)].name);
        CHECK(may(as, what, to) == let_through(as, what, to));
    });
    CHECK(cells == count_of<role> * event_count * relation_count);
}

TEST_CASE("no other guard of a row looks at what somebody has to do with the case", "[permissions]")
{
    // Of these the answer hangs on a limit or on what the event brings; who speaks is beside the point.
    const std::set<std::string_view> about_money{"within_own_limit", "within_approver_limit"};
    const tests::one_policy policies;
    std::set<std::string_view> unequal;
    const auto ask = [&](const row_data& row) {
        for (std::size_t r = 0; r < count_of<role>; ++r) {
            const auto as = static_cast<role>(r);
            if (!row.roles.has(as)) continue;
            for (const auto* one : row.guards) {
                if (asks_who_speaks(*one) || about_money.contains(one->name)) continue;
                std::set<bool> answers;
                for (std::size_t to = 0; to < relation_count; ++to) {
                    scene now(as, static_cast<relation>(to), row.event);
                    // Where the case stands is not what is asked here.
                    now.of.ladder = ladder_state::under_review;
                    now.of.facts.rung = 1;
                    now.of.facts.team = "red";
                    if (now.of.facts.owner == now.who.id && one->check == &guards::new_handler::check)
                        continue;
                    const step_context context{
                        .who = &now.who, .rules = policies.in_force(), .at = noon, .occurred = noon};
                    answers.insert(one->check({now.of, now.what, context}));
                }
                if (answers.size() > 1) unequal.insert(one->name);
            }
        }
    };
    for (const auto& row : records()) ask(row);
    for (const auto& one : machines())
        for (const auto& row : one.rows)
            if (row.kind != row_kind::follows) ask(row);
    CHECK(unequal == std::set<std::string_view>{});
}

TEST_CASE(
    "nothing that a case offers somebody is denied by the matrix, and what it allows is offered somewhere",
    "[permissions]")
{
    const tests::one_policy policies;
    std::set<std::string> denied_yet_offered;
    std::set<std::string> allowed_yet_nowhere;
    for (std::size_t r = 0; r < count_of<role>; ++r)
        for (std::size_t to = 0; to < relation_count; ++to) {
            const auto as = static_cast<role>(r);
            const auto with = static_cast<relation>(to);
            std::set<event_type> offered;
            const auto look = [&](const complaint& of, const actor& who) {
                const step_context context{
                    .who = &who, .rules = policies.in_force(), .at = noon, .occurred = noon};
                for (const auto& action : legal_actions(of, context)) {
                    const bool refused_for_who =
                        action.how == legality::blocked && guard_on_people_called(action.guard) != nullptr;
                    if (action.how != legality::other_role && !refused_for_who) offered.insert(action.event);
                    if (action.how == legality::now && !may(as, action.event, with))
                        denied_yet_offered.insert(std::string(name_of(as)) + ' ' +
                                                  std::string(name_of(action.event)) + ' ' +
                                                  std::string(relation_rows[to].name));
                }
            };
            const scene base(as, with, event_type::note_added);
            look({}, base.who);
            for (std::size_t l = 1; l < count_of<lifecycle_state>; ++l)
                for (std::size_t i = 0; i < 15; ++i) {
                    auto of = base.of;
                    of.lifecycle = static_cast<lifecycle_state>(l);
                    // One walk over the states of each machine beside it; they do not look at each other.
                    of.hold = static_cast<hold_state>(i % count_of<hold_state>);
                    of.ladder = static_cast<ladder_state>(i % count_of<ladder_state>);
                    of.facts.containment = static_cast<containment_state>(i % count_of<containment_state>);
                    of.facts.redress_items.front().state =
                        static_cast<redress_state>(i % count_of<redress_state>);
                    of.facts.referral = static_cast<referral_state>(i % count_of<referral_state>);
                    look(of, base.who);
                }
            for (std::size_t e = 0; e < event_count; ++e) {
                const auto what = static_cast<event_type>(e);
                if (matter_of(what)) continue;
                if (may(as, what, with) && !offered.contains(what))
                    allowed_yet_nowhere.insert(std::string(name_of(as)) + ' ' + std::string(name_of(what)) +
                                               ' ' + std::string(relation_rows[to].name));
            }
        }
    CHECK(denied_yet_offered == std::set<std::string>{});
    CHECK(allowed_yet_nowhere == std::set<std::string>{});
}

TEST_CASE("who decided, had or worked on a case does not hear its appeal", "[permissions]")
{
    using enum relation;
    for (const auto to : {owner, reviewer, decided, handled, offered, froze, concerned, interested, own})
        for (const auto what : {event_type::appeal_decided, event_type::appeal_remitted}) {
            CAPTURE(relation_rows[static_cast<std::size_t>(to)].name);
            CHECK_FALSE(may(role::appeal_reviewer, what, to));
        }
    CHECK(may(role::appeal_reviewer, event_type::appeal_decided, none));
    CHECK_FALSE(may(role::care_reviewer, event_type::redress_approved, offered));
    CHECK_FALSE(may(role::care_reviewer, event_type::containment_released, froze));
    CHECK_FALSE(may(role::care_reviewer, event_type::rung_accepted, owner));
}

TEST_CASE("what no row names nobody may", "[permissions]")
{
    CHECK(parse_permission("read_case") == permission::read_case);
    CHECK_FALSE(parse_permission("cases.delete"));
    CHECK_FALSE(parse_permission(""));
    CHECK_FALSE(may(principal{}, permission::read_case));
    for (std::size_t i = 0; i < permission_count; ++i) {
        const auto one = static_cast<permission>(i);
        CAPTURE(row_of(one).name);
        CHECK_FALSE(may(role::engine, one));
        CHECK_FALSE(may(role::timer, one));
        CHECK(parse_permission(row_of(one).name) == one);
        CHECK(roles_of(one).bits != 0);
    }
}
