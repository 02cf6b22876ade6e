// An event's fields as JSON, by the rows of states/fields.hpp and states/events.hpp.
//
// Readers are tolerant where it costs nothing: names that are no field of the event are ignored, and
// an optional field that is null or "" is as good as absent. Everything else is exact.
#pragma once

#include "states/event.hpp"

#include <boost/json/object.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace redress::json {

inline constexpr std::size_t list_items_max = 64;

/// The field of that name; null when none has it.
[[nodiscard]] const field* find_field(std::string_view name);

/// The names of a closed list that can be said: a leading "none" is what an absent field says.
[[nodiscard]] std::span<const std::string_view> sayable(std::span<const std::string_view> codes);

/// What is wrong with one field. Never holds the value: it may be a person's words.
struct field_error {
    std::string field;
    std::string rule;  // "required", "at most 8000 characters", "one of: ..."
    std::string fix;   // what to do
    bool operator==(const field_error&) const = default;
};

/// "field: rule; fix", several of them joined by " | ".
[[nodiscard]] std::string sentence_of(const std::vector<field_error>& errors);

struct event_or_errors {
    redress::event what;
    std::vector<field_error> errors;  // empty: `what` is complete; else at most 8
};

[[nodiscard]] event_or_errors read_event(event_type type, const boost::json::object& data);

/// The fields by name in the order of the list, as `read_event` reads them.
[[nodiscard]] boost::json::object write_event(const redress::event& what);

}  // namespace redress::json
