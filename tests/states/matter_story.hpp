// Stories of what stands beside the case, told like those of a case: one act, and everything that came of
// it as literal lines. What was told is counted, so that a row or guard without its story is found.
#pragma once

#include "tests/states/story.hpp"

#include "states/matter_step.hpp"

#include <catch2/catch_test_macros.hpp>

#include <optional>
#include <set>
#include <string>

namespace redress::tests {

struct told_matters {
    std::set<std::pair<matter_kind, int>> rows;
    std::set<std::string_view> held, said_no;
};

inline told_matters& told_of_matters()
{
    static told_matters all;
    return all;
}

inline const instant monday_nine = *parse_instant("2026-11-23T09:00:00Z");

inline std::string shown(const std::string& value)
{
    return value.empty() ? "-" : value;
}
inline std::string shown(std::int64_t value)
{
    return std::to_string(value);
}
inline std::string shown(const std::vector<std::string>& value)
{
    std::string all;
    for (const auto& one : value) all += (all.empty() ? "" : ", ") + one;
    return all.empty() ? "-" : all;
}
/// Hours from Monday at nine.
inline std::string shown(const std::optional<instant>& value)
{
    if (!value) return "-";
    const auto hours = std::chrono::duration_cast<std::chrono::hours>(*value - monday_nine).count();
    return (hours < 0 ? "" : "+") + std::to_string(hours) + "h";
}

/// A matter as a story tells of it.
class a_matter {
public:
    explicit a_matter(matter_kind kind) { it.kind = kind; }
    matter it;
    instant now = monday_nine;
    std::optional<complaint> of;    // of a compartment: its case
    std::vector<colleague> people;  // empty: not known

    lines told(const actor& who, const event& what)
    {
        note_guards(who, what);
        const matter before = it;
        matter_changes made;
        const auto no = step(it, what, context_of(who), made);
        if (no) {
            CHECK(it == before);
            CHECK(made.facts.none());
            return {"refused: " + std::string(no->code) +
                    (no->fix.empty() ? "" : "; fix " + std::string(no->fix))};
        }
        CHECK(it.version == before.version + 1);
        told_of_matters().rows.emplace(it.kind, made.row);
        lines text;
        if (made.from != made.to)
            text.push_back(std::string(name_of(made.from)) + " -> " + std::string(name_of(made.to)));
        for_each_member<matter_facts>([&](auto i, auto m) {
            CHECK(made.facts.test(i) == (it.facts.*m.where != before.facts.*m.where));
            if (made.facts.test(i)) text.push_back(std::string(m.name) + ": " + shown(it.facts.*m.where));
        });
        for (const auto& one : made.alarms)
            text.push_back("alarm " + std::string(one.code) + ": " + one.detail);
        return text;
    }

private:
    [[nodiscard]] matter_context context_of(const actor& who) const
    {
        return {.who = &who, .at = now, .of = of ? &*of : nullptr, .people = people};
    }
    void note_guards(const actor& who, const event& what) const
    {
        const auto context = context_of(who);
        for (const auto& row : rows_of_matter(it.kind)) {
            if (row.from != it.state || row.event != what.type || !row.roles.has(who.role)) continue;
            for (const auto* one : row.guards)
                (one->check({it, what, context}) ? told_of_matters().held : told_of_matters().said_no)
                    .insert(one->name);
        }
    }
};

}  // namespace redress::tests
