// Who does somebody's work while they are away: a rung that is served for a colleague.
#pragma once

#include "states/colleague.hpp"

namespace redress {

/// The colleague who is away and whose rung somebody serves meanwhile; null when the rung is their own, or of nobody
/// for whom they stand in.
[[nodiscard]] const colleague* stands_in_for(std::span<const colleague> people, std::string_view id,
                                             std::uint16_t own_rungs, std::int64_t rung, instant at);

}  // namespace redress
