// The one way in which a decision writes: every fact that really changes is marked, so that the
// entry's `set` holds what changed and nothing else.
#pragma once

#include "states/decide.hpp"

#include <bitset>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace redress {

template <auto Where>
consteval std::size_t fact_index()
{
    std::size_t found = fact_count;
    for_each_member<facts>([&](auto i, auto m) {
        if constexpr (std::is_same_v<decltype(m.where), decltype(Where)>)
            if (m.where == Where) found = i;
    });
    return found;
}

class recorder {
public:
    complaint& now;
    const event& what;
    const step_context& context;
    changes& out;

    [[nodiscard]] const actor& who() const { return *context.who; }
    [[nodiscard]] const redress::facts& facts() const { return now.facts; }

    template <auto Where, class Value>
    void set(Value&& value)
    {
        static_assert(fact_index<Where>() < fact_count, "a fact that members_of<facts> lists");
        auto& fact = now.facts.*Where;
        if (fact == value) return;
        fact = std::forward<Value>(value);
        out.facts.set(fact_index<Where>());
    }

    /// Back to its default.
    template <auto Where>
    void clear()
    {
        set<Where>(std::remove_reference_t<decltype(now.facts.*Where)>{});
    }

    /// Sets a text fact from a field, when the event carries it.
    template <auto Where>
    void take(field from)
    {
        if (what.has(from)) set<Where>(what.text(from));
    }
    template <auto Where>
    void take_list(field from)
    {
        if (what.has(from)) set<Where>(what.list(from));
    }
    template <auto Where>
    void take_time(field from)
    {
        if (const auto at = what.time(from)) set<Where>(at);
    }
    /// Sets a fact of a closed list from a field, when the event carries a name of that list.
    template <auto Where>
    void take_code(field from)
    {
        using list = std::remove_reference_t<decltype(now.facts.*Where)>;
        if (const auto value = what.code<list>(from)) set<Where>(*value);
    }

    /// Changes a list in place; `edit` says whether it did.
    template <auto Where, class Edit>
    void edit(Edit&& edit_list)
    {
        if (edit_list(now.facts.*Where)) out.facts.set(fact_index<Where>());
    }

    void alarm(std::string_view code, std::string detail) { out.alarms.push_back({code, std::move(detail)}); }
    void derive(event next, actor by) { out.derived.push_back({std::move(next), std::move(by)}); }
};

}  // namespace redress
