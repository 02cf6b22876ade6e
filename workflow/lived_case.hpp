// One case as its entries tell it: where it stands, and who did what when. What reports are made of, so that
// they rest on entries alone and anybody who has these can make them again.
#pragma once

#include "states/complaint.hpp"
#include "states/event.hpp"
#include "states/zone.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace redress::workflow {

struct lived_step {
    event_type what{};
    std::string by;      // id of the actor
    redress::role as{};  // in which role
    instant at;          // when it occurred
    lifecycle_state after{};
    bool concerned = false;  // they were already known to be complained about, or had declared an interest
};

class lived_case {
public:
    /// Entries recorded later are not there: a report of an earlier day is made again as it was.
    explicit lived_case(instant as_of) : as_of_(as_of) {}

    /// The next entry of the chain; a refusal changes nothing. Throws what workflow::fold throws.
    void add(std::string_view body);

    [[nodiscard]] const complaint& now() const { return now_; }
    /// Accepted events, in order.
    [[nodiscard]] const std::vector<lived_step>& steps() const { return steps_; }
    /// Of an instant before the first entry: none.
    [[nodiscard]] lifecycle_state state_at(instant at) const;
    [[nodiscard]] bool open_at(instant at) const;
    /// When it was last closed in a period; nothing when it was not, or was opened again within it.
    [[nodiscard]] std::optional<instant> closed_in(instant_span period) const;

private:
    instant as_of_;
    complaint now_;
    std::vector<lived_step> steps_;
};

}  // namespace redress::workflow
