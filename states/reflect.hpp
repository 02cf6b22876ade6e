// Names the members of a value once, so that entries, the case row and the fold are derived from
// one list and cannot drift apart.
#pragma once

#include <string_view>
#include <tuple>
#include <utility>

namespace redress {

template <class Struct, class Member>
struct member {
    std::string_view name;
    Member Struct::*where;
};
template <class Struct, class Member>
member(const char*, Member Struct::*) -> member<Struct, Member>;

/// Specialised for each stored struct: `static constexpr auto list = std::tuple{member{...}, ...}`,
/// sorted by name (checked where the specialisation stands).
template <class Struct>
struct members_of;

template <class Struct>
concept reflected = requires
{
    members_of<Struct>::list;
};

template <reflected Struct>
constexpr std::size_t member_count = std::tuple_size_v<decltype(members_of<Struct>::list)>;

/// Calls f(index constant, member) for each member in name order.
template <reflected Struct, class F>
constexpr void for_each_member(F&& f)
{
    [&]<std::size_t... I>(std::index_sequence<I...>)
    {
        (f(std::integral_constant<std::size_t, I>{}, std::get<I>(members_of<Struct>::list)), ...);
    }
    (std::make_index_sequence<member_count<Struct>>{});
}

template <reflected Struct>
consteval bool members_sorted()
{
    bool sorted = true;
    std::string_view last;
    for_each_member<Struct>([&](auto, auto m) {
        if (!(last < m.name)) sorted = false;
        last = m.name;
    });
    return sorted;
}

}  // namespace redress
