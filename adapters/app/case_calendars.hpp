// The calendars that a case counted by when it stood so: those that it had pinned, else those in force. What is told
// of the case again later says the same dates.
#pragma once

#include "states/calendar_source.hpp"
#include "states/complaint.hpp"

namespace redress::app {

class case_calendars final : public calendar_source {
public:
    /// Both outlive it.
    case_calendars(const facts& known, const calendar_source& from) : known_(known), from_(from) {}

    /// The one that the case pinned last under that id. Throws what the source throws.
    [[nodiscard]] const calendar* in_force(std::string_view id) const override;
    [[nodiscard]] const calendar* pinned(std::string_view sha256, std::string_view zone_data) const override;

private:
    const facts& known_;
    const calendar_source& from_;
};

}  // namespace redress::app
