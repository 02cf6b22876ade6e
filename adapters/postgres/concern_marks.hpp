// Whom a case concerns stands in its stored facts alone: what bytes it leaves there.
#pragma once

#include <array>
#include <string>
#include <string_view>

namespace redress::postgres {

/// A case whose facts hold none of these concerns neither anybody of ours nor this person; one that holds some may.
[[nodiscard]] std::array<std::string, 4> concern_marks(std::string_view person);

}  // namespace redress::postgres
