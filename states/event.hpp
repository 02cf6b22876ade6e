// What happened, as a value: a type and its fields. Already checked against `events.hpp` by intake.
#pragma once

#include "states/events.hpp"
#include "states/instant.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace redress {

/// text, word, code, language and amount are strings; texts and words are lists of strings.
using field_value = std::variant<std::string, std::vector<std::string>, std::int64_t, bool, instant>;

struct event {
    event_type type{};
    std::vector<std::pair<field, field_value>> fields;  // each field at most once, any order

    [[nodiscard]] const field_value* find(field f) const
    {
        for (const auto& [name, value] : fields)
            if (name == f) return &value;
        return nullptr;
    }
    [[nodiscard]] bool has(field f) const { return find(f) != nullptr; }
    /// Empty when absent or of another type: intake has checked types already.
    [[nodiscard]] std::string_view text(field f) const
    {
        const auto* v = find(f);
        const auto* s = v ? std::get_if<std::string>(v) : nullptr;
        return s ? std::string_view(*s) : std::string_view{};
    }
    [[nodiscard]] const std::vector<std::string>& list(field f) const
    {
        static const std::vector<std::string> nothing;
        const auto* v = find(f);
        const auto* s = v ? std::get_if<std::vector<std::string>>(v) : nullptr;
        return s ? *s : nothing;
    }
    [[nodiscard]] std::int64_t integer(field f, std::int64_t otherwise = 0) const
    {
        const auto* v = find(f);
        const auto* s = v ? std::get_if<std::int64_t>(v) : nullptr;
        return s ? *s : otherwise;
    }
    [[nodiscard]] bool yes(field f) const
    {
        const auto* v = find(f);
        const auto* s = v ? std::get_if<bool>(v) : nullptr;
        return s && *s;
    }
    [[nodiscard]] std::optional<instant> time(field f) const
    {
        const auto* v = find(f);
        const auto* s = v ? std::get_if<instant>(v) : nullptr;
        return s ? std::optional(*s) : std::nullopt;
    }
    template <named Enum>
    [[nodiscard]] std::optional<Enum> code(field f) const
    {
        return parse_name<Enum>(text(f));
    }
    event& set(field f, field_value value)
    {
        fields.emplace_back(f, std::move(value));
        return *this;
    }
    bool operator==(const event&) const = default;
};

}  // namespace redress
