#pragma once

#include <string>
#include <string_view>

namespace redress::app {

/// Text between the tags of HTML or XML and in attributes that stand in double quotes.
[[nodiscard]] std::string escaped(std::string_view text);

}  // namespace redress::app
