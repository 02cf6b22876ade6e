// What rows beside the case write into the facts of a matter.
#include "states/matter_rows.hpp"

#include <string>
#include <type_traits>
#include <utility>

namespace redress::matter_rows {
namespace {

template <auto Where>
consteval std::size_t index_of()
{
    std::size_t found = matter_fact_count;
    for_each_member<matter_facts>([&](auto i, auto m) {
        if constexpr (std::is_same_v<decltype(m.where), decltype(Where)>)
            if (m.where == Where) found = i;
    });
    return found;
}

template <auto Where, class Value>
void set(matter_recorder& put, Value&& value)
{
    static_assert(index_of<Where>() < matter_fact_count, "a fact that members_of<matter_facts> lists");
    auto& fact = put.now.facts.*Where;
    if (fact == value) return;
    fact = std::forward<Value>(value);
    put.out.facts.set(index_of<Where>());
}

/// Sets a fact from a field, when the event carries it.
template <auto Where>
void take(matter_recorder& put, field from)
{
    if (!put.what.has(from)) return;
    using fact = std::remove_reference_t<decltype(put.now.facts.*Where)>;
    if constexpr (std::is_same_v<fact, std::optional<instant>>)
        set<Where>(put, put.what.time(from));
    else if constexpr (std::is_same_v<fact, std::vector<std::string>>)
        set<Where>(put, put.what.list(from));
    else
        set<Where>(put, put.what.text(from));
}

void begin(matter_recorder& put)
{
    set<&matter_facts::opened_at>(put, std::optional(put.context.at));
    set<&matter_facts::opened_by>(put, put.context.who->id);
}

void take_incident(matter_recorder& put)
{
    take<&matter_facts::words_en>(put, field::words_en);
    take<&matter_facts::words_zh>(put, field::words_zh);
    take<&matter_facts::from>(put, field::from);
    take<&matter_facts::until>(put, field::until);
    take<&matter_facts::posted_by>(put, field::posted_by);
}

}  // namespace

void open_incident(matter_recorder& put)
{
    begin(put);
    take_incident(put);
}

void change_incident(matter_recorder& put)
{
    take_incident(put);
}

void end_incident(matter_recorder& put)
{
    take_incident(put);
    // Nobody said when: now, unless it was announced and never began.
    const bool began = put.now.facts.from && *put.now.facts.from < put.context.at;
    if (!put.what.has(field::until) && began) set<&matter_facts::until>(put, std::optional(put.context.at));
    set<&matter_facts::ended_at>(put, std::optional(put.context.at));
}

void open_action(matter_recorder& put)
{
    begin(put);
    take<&matter_facts::measure>(put, field::measure);
    take<&matter_facts::cause>(put, field::cause);
    take<&matter_facts::cases>(put, field::cases);
    take<&matter_facts::owner>(put, field::owner);
    take<&matter_facts::due>(put, field::due);
}

void finish_action(matter_recorder& put)
{
    set<&matter_facts::done_at>(put, std::optional(put.context.at));
    set<&matter_facts::done_by>(put, put.context.who->id);
}

void check_action(matter_recorder& put)
{
    set<&matter_facts::checked_at>(put, std::optional(put.context.at));
    set<&matter_facts::checked_by>(put, put.context.who->id);
}

void reopen_action(matter_recorder& put)
{
    take<&matter_facts::owner>(put, field::owner);
    take<&matter_facts::due>(put, field::due);
    set<&matter_facts::done_at>(put, std::optional<instant>{});
    set<&matter_facts::done_by>(put, std::string{});
    set<&matter_facts::checked_at>(put, std::optional<instant>{});
    set<&matter_facts::checked_by>(put, std::string{});
    set<&matter_facts::missed_at>(put, std::optional<instant>{});
    set<&matter_facts::reopenings>(put, put.now.facts.reopenings + 1);
}

void miss_action(matter_recorder& put)
{
    set<&matter_facts::missed_at>(put, std::optional(put.context.at));
    put.alarm("action_overdue", put.now.facts.cause);
}

void open_compartment(matter_recorder& put)
{
    begin(put);
}

void count_note(matter_recorder& put)
{
    set<&matter_facts::notes>(put, put.now.facts.notes + 1);
}

void limit_reasons(matter_recorder& put)
{
    set<&matter_facts::limited_at>(put, std::optional(put.context.at));
    set<&matter_facts::limited_by>(put, put.context.who->id);
    set<&matter_facts::limited_until>(put, put.what.time(field::until));
}

}  // namespace redress::matter_rows
