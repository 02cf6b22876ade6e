// This computer's time: of ids and log lines, and of what no database is asked about. Decisions go by the
// database's.
#pragma once

#include "states/instant.hpp"

#include <chrono>

namespace redress::app {

[[nodiscard]] inline instant now_here()
{
    return std::chrono::time_point_cast<duration>(std::chrono::system_clock::now());
}

}  // namespace redress::app
