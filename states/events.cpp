#include "states/events.hpp"

#include <algorithm>

namespace redress {
namespace {

struct named_event {
    std::string_view name;
    event_type type{};
};

/// By length, then by letters: most comparisons end at the length.
constexpr bool before(const named_event& a, const named_event& b)
{
    return a.name.size() != b.name.size() ? a.name.size() < b.name.size() : a.name < b.name;
}

constexpr auto by_name = [] {
    std::array<named_event, event_count> list{};
    for (std::size_t i = 0; i < event_count; ++i) list[i] = {event_rows[i].name, static_cast<event_type>(i)};
    std::sort(list.begin(), list.end(), before);
    return list;
}();

constexpr bool names_are_unique()
{
    for (std::size_t i = 1; i < by_name.size(); ++i)
        if (by_name[i - 1].name == by_name[i].name) return false;
    return true;
}
static_assert(names_are_unique());

}  // namespace

std::optional<event_type> parse_event_type(std::string_view name)
{
    const auto found = std::lower_bound(by_name.begin(), by_name.end(), named_event{name, {}}, before);
    if (found == by_name.end() || found->name != name) return std::nullopt;
    return found->type;
}

std::optional<letter_kind> letter_of(event_type e)
{
    switch (e) {
        case event_type::acknowledged:
            return letter_kind::acknowledgement;
        case event_type::admitted:
            return letter_kind::admissibility;
        case event_type::initial_response_sent:
            return letter_kind::initial_response;
        case event_type::information_requested:
            return letter_kind::information_request;
        case event_type::progress_update_sent:
            return letter_kind::progress_update;
        case event_type::holding_response_sent:
            return letter_kind::holding_response;
        case event_type::extension_granted:
            return letter_kind::delay;
        case event_type::decision_sent:
        case event_type::declared_inadmissible:
            return letter_kind::final_response;
        case event_type::appeal_decided:
            return letter_kind::appeal_decision;
        case event_type::appeal_remitted:
            return letter_kind::reopening;
        case event_type::query_answered:
            return letter_kind::closing;
        default:
            return std::nullopt;
    }
}

}  // namespace redress
