// Policy files as JSON Schema, so that editors complete them and checks elsewhere know them.
#pragma once

#include <string>

namespace redress::app {

/// Draft 2020-12, indented, with a line end. What the reader of adapters/files accepts is valid by it. What only the
/// reader sees is refused by that alone: names that point within the file or to a calendar, the highest counts of
/// a limit, limits against warnings.
[[nodiscard]] std::string policy_schema();

}  // namespace redress::app
