#include "states/matter_step.hpp"

#include "states/matter_rows.hpp"

namespace redress {
namespace {

bool holds(const matter_guard& one, const matter_view& look)
{
    return look.context.guards != nullptr ? look.context.guards->holds(one.name) : one.check(look);
}

const matter_guard* first_no(const matter_row& row, const matter_view& look)
{
    for (const auto* one : row.guards)
        if (!holds(*one, look)) return one;
    return nullptr;
}

/// The three ways to say no, in the order of a case's.
refusal why_not(const matter_view& look, bool possible, const matter_guard* no)
{
    if (no != nullptr) return {.code = no->name, .guard = no->name, .fix = no->fix};
    refusal said{.code = possible ? "not_permitted" : "not_possible_now"};
    said.args.emplace_back("event", name_of(look.what.type));
    if (possible) said.args.emplace_back("role", name_of(look.context.who->role));
    said.args.emplace_back("state", name_of(look.now.state));
    return said;
}

}  // namespace

std::span<const matter_row> rows_of_matter(matter_kind kind)
{
    return matter_rows::of(kind);
}

std::optional<matter_kind> matter_of(event_type e)
{
    return matter_rows::kinds[static_cast<std::size_t>(e)];
}

bool opens_matter(event_type e)
{
    return e == event_type::incident_opened || e == event_type::action_opened ||
           e == event_type::restricted_opened;
}

bool is_restricted(event_type e)
{
    return matter_of(e) == matter_kind::restricted;
}

bool reasons_limited(const matter& compartment, instant at)
{
    const auto& f = compartment.facts;
    return f.limited_at && (!f.limited_until || at < *f.limited_until);
}

std::optional<refusal> step(matter& now, const event& what, const matter_context& context,
                            matter_changes& out)
{
    out = {};
    const matter_view look{now, what, context};
    const auto rows = rows_of_matter(now.kind);
    bool possible = false;
    const matter_guard* no = nullptr;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto& row = rows[i];
        if (row.from != now.state || row.event != what.type) continue;
        possible = true;
        if (!row.roles.has(context.who->role)) continue;
        const auto* says_no = first_no(row, look);
        if (says_no != nullptr) {
            if (no == nullptr) no = says_no;
            continue;
        }
        matter_recorder put{now, what, context, out};
        row.act(put);
        out.from = now.state;
        out.to = now.state = row.to;
        out.row = static_cast<int>(i);
        ++now.version;
        return std::nullopt;
    }
    return why_not(look, possible, no);
}

std::optional<event> due_event(const matter& now, instant at)
{
    const auto look = look_at(now);
    if (!look || *look > at) return std::nullopt;
    event missed{.type = event_type::action_missed};
    missed.set(field::due, *now.facts.due);
    return missed;
}

std::optional<instant> look_at(const matter& now)
{
    const bool waiting = now.kind == matter_kind::action && now.state == matter_state::open;
    return waiting && !now.facts.missed_at ? now.facts.due : std::nullopt;
}

}  // namespace redress
