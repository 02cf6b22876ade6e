#include "tests/states/decision_tree.hpp"

#include <algorithm>

namespace redress::tests {
namespace {

/// Answers from a list, and yes to what stands on none; notes what was asked.
class noting final : public guard_source {
public:
    std::vector<std::pair<std::string_view, bool>> script;
    mutable std::vector<std::pair<std::string_view, bool>> asked;

    [[nodiscard]] bool holds(std::string_view guard) const override
    {
        const auto named = [&](const auto& one) { return one.first == guard; };
        if (const auto before = std::find_if(asked.begin(), asked.end(), named); before != asked.end())
            return before->second;
        const auto planned = std::find_if(script.begin(), script.end(), named);
        asked.emplace_back(guard, planned == script.end() || planned->second);
        return asked.back().second;
    }
};

path ask(const machine_view* one, std::uint8_t state, event_type what, role who, const noting& guards)
{
    static const policy rules{.id = "any"};
    static const policy* const pinned = &rules;
    complaint now;
    now.lifecycle = one ? lifecycle_state::received : static_cast<lifecycle_state>(state);
    const actor speaker{.id = "somebody", .role = who};
    const event happened{.type = what};
    const step_context context{.who = &speaker, .rules = {&pinned, 1}, .guards = &guards};
    decide_context c{.look = {now, happened, context}};
    path found{.to = state};
    if (one)
        found.to = one->step(state, what, c);
    else
        record_step(what, c);
    found.answers = guards.asked;
    found.row = c.taken;
    if (!c.accepted()) found.code = c.why_not().code;
    return found;
}

}  // namespace

bool path::plain_refusal() const
{
    return row < 0 && !answers.empty() && !answers.back().second && answers.back().first == code &&
           std::all_of(answers.begin(), answers.end() - 1, [](const auto& one) { return one.second; });
}

std::vector<path> paths_of(const machine_view* one, std::uint8_t state, event_type what, role who)
{
    std::vector<path> paths;
    noting guards;
    for (;;) {
        guards.asked.clear();
        paths.push_back(ask(one, state, what, who, guards));
        // The next path: the last yes becomes a no, and what came after it is asked anew.
        auto script = guards.asked;
        while (!script.empty() && !script.back().second) script.pop_back();
        if (script.empty()) return paths;
        script.back().second = false;
        guards.script = std::move(script);
    }
}

}  // namespace redress::tests
