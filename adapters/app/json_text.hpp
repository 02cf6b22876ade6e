// Texts that a JSON object may have; empty where it has none, or something else.
#pragma once

#include <boost/json/object.hpp>

#include <string_view>

namespace redress::app {

[[nodiscard]] inline std::string_view text_in(const boost::json::object& of, std::string_view name)
{
    const auto* found = of.if_contains(name);
    return found != nullptr && found->is_string() ? std::string_view(found->get_string())
                                                  : std::string_view();
}

/// Of an object within it.
[[nodiscard]] inline std::string_view text_in(const boost::json::object& of, std::string_view inside,
                                              std::string_view name)
{
    const auto* found = of.if_contains(inside);
    return found != nullptr && found->is_object() ? text_in(found->get_object(), name) : std::string_view();
}

}  // namespace redress::app
