// A date for which nobody has said what holds: whoever asks is told, and nothing is guessed.
#pragma once

#include <stdexcept>

namespace redress {

/// `what()` names the calendar or zone, the dates that it covers and what mends it.
class outside_range : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

}  // namespace redress
