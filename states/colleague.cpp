#include "states/colleague.hpp"

#include "states/standing_in.hpp"

#include <algorithm>

namespace redress {
namespace {

bool has_rung(std::uint16_t rungs, std::int64_t rung)
{
    return rung > 0 && rung < 16 && (rungs >> rung & 1U) != 0;
}

bool covers(const absence& gone, instant at)
{
    return gone.from <= at && at < gone.until;
}

}  // namespace

const colleague* find_colleague(std::span<const colleague> people, std::string_view id)
{
    const auto found = std::ranges::find(people, id, &colleague::id);
    return found == people.end() ? nullptr : &*found;
}

bool is_here(const colleague& one, instant at)
{
    return std::ranges::none_of(one.absences, [&](const absence& gone) { return covers(gone, at); });
}

std::string_view deputy_of(const colleague& one, instant at)
{
    const auto gone =
        std::ranges::find_if(one.absences, [&](const absence& each) { return covers(each, at); });
    if (gone == one.absences.end()) return {};
    return gone->delegate.empty() ? one.delegate : gone->delegate;
}

const colleague* stands_in_for(std::span<const colleague> people, std::string_view id,
                               std::uint16_t own_rungs, std::int64_t rung, instant at)
{
    if (has_rung(own_rungs, rung)) return nullptr;
    const auto found = std::ranges::find_if(
        people, [&](const colleague& one) { return has_rung(one.rungs, rung) && deputy_of(one, at) == id; });
    return found == people.end() ? nullptr : &*found;
}

bool serves_rung(std::span<const colleague> people, std::string_view id, std::uint16_t own_rungs,
                 std::int64_t rung, instant at)
{
    return has_rung(own_rungs, rung) || stands_in_for(people, id, own_rungs, rung, at) != nullptr;
}

}  // namespace redress
