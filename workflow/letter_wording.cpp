#include "workflow/letter_wording.hpp"

#include <algorithm>
#include <array>
#include <type_traits>
#include <utility>

namespace redress::workflow {
namespace {

constexpr auto lists = std::to_array<std::string_view>({"points", "items"});
constexpr auto point_values = std::to_array<std::string_view>({"number", "point", "finding"});
constexpr auto item_values = std::to_array<std::string_view>({"item"});

/// Every fact that is one of a closed list, with the names of that list.
template <class F>
void for_each_code(F&& f)
{
    for_each_member<facts>([&](auto, auto m) {
        using type = std::remove_cvref_t<decltype(std::declval<facts>().*m.where)>;
        if constexpr (named<type>) f(m, std::span<const std::string_view>(names_of<type>::list));
    });
}

bool holds_part(const std::vector<wording_block>& blocks, std::string_view part)
{
    return std::any_of(blocks.begin(), blocks.end(), [&](const auto& one) { return one.part == part; });
}

}  // namespace

const letter_words* letter_wording::letter(letter_kind wanted) const
{
    const auto found =
        std::find_if(letters.begin(), letters.end(), [&](const auto& one) { return one.kind == wanted; });
    return found == letters.end() ? nullptr : &*found;
}

bool letter_wording::has_part(letter_kind kind, std::string_view part) const
{
    const auto* one = letter(kind);
    return one != nullptr &&
           (holds_part(opening, part) || holds_part(one->blocks, part) || holds_part(ending, part));
}

std::span<const std::string_view> letter_lists()
{
    return lists;
}

std::span<const std::string_view> line_values(std::string_view list)
{
    if (list == "points") return point_values;
    if (list == "items") return item_values;
    return {};
}

std::span<const std::string_view> letter_codes()
{
    static const auto codes = [] {
        std::vector<std::string_view> list;
        for_each_code([&](auto m, auto) { list.push_back(m.name); });
        return list;
    }();
    return codes;
}

std::span<const std::string_view> codes_of(std::string_view name)
{
    std::span<const std::string_view> found;
    for_each_code([&](auto m, auto list) {
        if (m.name == name) found = list;
    });
    return found;
}

std::string_view code_of(const facts& of, std::string_view name)
{
    std::string_view found;
    for_each_code([&](auto m, auto list) {
        if (m.name == name) found = list[static_cast<std::size_t>(of.*m.where)];
    });
    return found;
}

bool for_each_piece(std::string_view text, const std::function<void(std::string_view)>& words,
                    const std::function<void(std::string_view)>& place)
{
    while (!text.empty()) {
        const auto open = text.find_first_of("{}");
        if (open != 0) words(text.substr(0, open));
        if (open == std::string_view::npos) return true;
        const auto close = text.find_first_of("{}", open + 1);
        if (text[open] == '}' || close == std::string_view::npos || text[close] == '{') return false;
        place(text.substr(open + 1, close - open - 1));
        text.remove_prefix(close + 1);
    }
    return true;
}

}  // namespace redress::workflow
