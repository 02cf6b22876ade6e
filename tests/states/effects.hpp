// What a step changed, as lines that a person can write down beforehand.
#pragma once

#include "states/step.hpp"

#include <string>
#include <vector>

namespace redress::tests {

/// Moves, changed facts by name, clocks, derived events, alarms. Times are relative to `at`: "now",
/// "now+4h". Who acted is left out: stories check it once for all.
[[nodiscard]] std::vector<std::string> effects_of(const complaint& before, const complaint& after,
                                                  const changes& out, instant at);

}  // namespace redress::tests
