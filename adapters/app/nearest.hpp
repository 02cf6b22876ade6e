// "Did you mean": the known name that is nearest to a mistyped one.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace redress::app {

/// Empty when nothing is near: more than a third of the letters would have to change.
[[nodiscard]] std::string_view nearest(std::string_view typed, std::span<const std::string_view> known);

/// " (did you mean 'x'?)", or empty.
[[nodiscard]] std::string did_you_mean(std::string_view typed, std::span<const std::string_view> known);

}  // namespace redress::app
