// Whether a decision may go out without its reasons. Whoever may not send it hears of no approval.
#pragma once

#include "states/decide.hpp"

namespace redress {

/// Approved, by somebody else than who decides, and asked by somebody who may send this decision now.
[[nodiscard]] bool may_leave_reasons_out(const view& look);

}  // namespace redress
