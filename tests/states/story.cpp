#include "tests/states/story.hpp"

#include "states/records.hpp"
#include "tests/states/effects.hpp"
#include "tests/states/interpreter.hpp"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <ostream>

namespace redress::tests {
namespace {

const instant monday_nine = parse_instant("2026-11-23T09:00:00Z").value();

void note_row(coverage& touched, std::string_view table, std::span<const row_data> rows, int taken)
{
    touched.rows.emplace(table, taken);
    for (const auto* one : rows[static_cast<std::size_t>(taken)].guards) touched.held.insert(one);
}

/// Which rows answer, asked of the machines themselves: nothing is written.
coverage rows_of_answer(const complaint& it, const event& what, const step_context& context)
{
    coverage touched;
    const auto* owner = find_owner(what.type);
    decide_context asked{.look = {it, what, context}};
    if (owner)
        static_cast<void>(owner->step(state_in(it, owner->which, what), what.type, asked));
    else
        record_step(what.type, asked);
    if (!asked.accepted()) {
        if (asked.refused_by != nullptr) touched.said_no.insert(asked.refused_by);
        return touched;
    }
    note_row(touched, owner ? name_of(owner->which) : "records", owner ? owner->rows : records(),
             asked.taken);
    for (const auto& one : machines()) {
        if (&one == owner) continue;
        std::vector<std::uint8_t> stands{state_in(it, one.which, what)};
        if (one.which == machine::redress) {  // every item answers
            stands.clear();
            for (const auto& item : it.facts.redress_items)
                stands.push_back(static_cast<std::uint8_t>(item.state));
        }
        for (const auto state : stands) {
            decide_context follows{.look = {it, what, context}};
            static_cast<void>(one.step(state, what.type, follows));
            if (follows.accepted()) note_row(touched, name_of(one.which), one.rows, follows.taken);
        }
    }
    return touched;
}

std::string described(const refusal& no)
{
    std::string text = "refused: " + std::string(no.code);
    if (!no.fix.empty()) text.append("; fix ").append(no.fix);
    for (const auto& [name, value] : no.args) text.append("; ").append(name).append("=").append(value);
    return text;
}

}  // namespace

coverage& told_so_far()
{
    static coverage all;
    return all;
}

std::vector<story>& all_stories()
{
    static std::vector<story> all;
    return all;
}

listener& listening()
{
    static listener one;
    return one;
}

bool operator==(const answer& said, const lines& expected)
{
    auto& all = told_so_far();
    all.rows.insert(said.touched_.rows.begin(), said.touched_.rows.end());
    all.held.insert(said.touched_.held.begin(), said.touched_.held.end());
    all.said_no.insert(said.touched_.said_no.begin(), said.touched_.said_no.end());
    return said.text_ == expected;
}

answer answer::about(const lines& beginnings) const
{
    lines chosen;
    for (const auto& line : text_)
        if (std::any_of(beginnings.begin(), beginnings.end(),
                        [&](const auto& word) { return line.starts_with(word); }))
            chosen.push_back(line);
    return {std::move(chosen), touched_};
}

std::ostream& operator<<(std::ostream& out, const answer& said)
{
    out << "{";
    for (const auto& line : said.text()) out << "\n  \"" << line << "\",";
    return out << "}";
}

answer a_case::told_of(instant occurred, const actor& who, const event& what)
{
    if (listening()) listening()(*this, who, what, occurred);
    coverage touched;
    const auto before = it;
    changes out;
    const auto no = in_context(occurred, who, [&](const step_context& context) {
        touched = rows_of_answer(it, what, context);
        return step(it, what, context, out);
    });
    if (no) {
        REQUIRE(it == before);
        // The name may be that of two guards; the one that the tables asked is the one that spoke.
        return {{described(*no)}, std::move(touched)};
    }
    REQUIRE(it.version == before.version + 1);
    // Everybody who acts is remembered, rules and timers are not: said once, here.
    const bool person = who.kind != actor_kind::timer && who.role != role::engine;
    const auto is_who = [&](const redress::acted& one) { return one.id == who.id && one.role == who.role; };
    REQUIRE((!person || std::any_of(it.facts.acted.begin(), it.facts.acted.end(), is_who)));
    REQUIRE((person || it.facts.acted == before.facts.acted));
    return {effects_of(before, it, out, now), std::move(touched)};
}

answer a_case::told(const actor& who, const event& what)
{
    return told_of(now, who, what);
}

answer a_case::asks(const guard_data& one, const actor& who, const event& what) const
{
    const policy* pinned = &rules;
    const step_context context{.who = &who,
                               .rules = {&pinned, 1},
                               .at = now,
                               .occurred = now,
                               .outside = &elsewhere,
                               .people = people,
                               .calendars = calendars.get()};
    const view look{it, what, context};
    coverage touched;
    if (one.check(look)) {
        touched.held.insert(&one);
        return {{"holds"}, std::move(touched)};
    }
    touched.said_no.insert(&one);
    refusal no{.code = one.name, .guard = one.name, .fix = one.fix};
    one.explain(look, no);
    return {{described(no)}, std::move(touched)};
}

a_case::a_case() : now(monday_nine)
{
    it.id = uuid_v8(digest{1});
    auto& f = it.facts;
    f.filed_at = f.received_at = now - 2h;
    f.category = "withdrawal_missing";
    f.complainant = "customer-1";
    f.language = "en";
    f.reference = "R-26-000001";
    f.severity = 3;
    f.team = "intake";
    f.policies = {{.id = rules.id, .rev = rules.rev, .sha256 = rules.sha256}};
    f.acted = {{.id = "customer-1", .role = role::complainant}};
}

}  // namespace redress::tests
