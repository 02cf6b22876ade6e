// What a second person approves: one act on one case, as they saw it.
#pragma once

#include "states/complaint.hpp"
#include "states/event.hpp"
#include "states/step.hpp"

#include <string>

namespace redress::workflow {

/// Whether a second person may have to approve the event.
[[nodiscard]] constexpr bool may_need_approval(event_type what)
{
    return row_of(what).optional.has(field::approved_digest);
}

/// SHA-256, in lower-case hexadecimal, of the canonical JSON of the case's id, the event's name and its fields,
/// without the approval itself; of `policy_repinned` also of the policies that it would pin and of the due times
/// that it would move (`in_force` and `calendars` of the context). Whoever approved something else, or this of
/// another case, has another digest.
[[nodiscard]] std::string act_digest(const complaint& of, const event& what, const step_context& context);

}  // namespace redress::workflow
