// The clock on the wall of a policy's zone.
#pragma once

#include "workflow/letter_text.hpp"

#include <string>

namespace date {
class time_zone;
}

namespace redress::app {

class zone_clock {
public:
    /// IANA name. Throws config_error for a zone that nobody knows.
    explicit zone_clock(const std::string& zone);
    [[nodiscard]] workflow::local_time operator()(instant at) const;
    /// "2026-11-23 09:30:00+08:00"
    [[nodiscard]] std::string text(instant at) const;

private:
    const date::time_zone* zone_;
};

}  // namespace redress::app
