// What a caller told to show that a case is theirs, as the body of a request has it: `facts` by name, and `for` whom.
#pragma once

#include "adapters/app/secret_reissue.hpp"
#include "adapters/http/message.hpp"

namespace redress::app::rest {

/// Throws problem 400 or 422.
[[nodiscard]] reissue facts_told_in(const http::request& asked);

}  // namespace redress::app::rest
