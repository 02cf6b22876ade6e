// What a caller told to show that a case is theirs, as the body of a request has it: `facts` by name, and `for` whom.
#pragma once

#include "adapters/app/rest/answering.hpp"
#include "adapters/app/secret_reissue.hpp"
#include "adapters/http/message.hpp"

namespace redress::app::rest {

/// Throws problem 400 or 422.
[[nodiscard]] reissue facts_told_in(const http::request& asked);

/// Problem 409 of that code, saying `why`, once it is on record who tried (`tried_in_vain`). The step ends with it.
void refuse_on_record(web_call& call, const complaint& of, const reissue& told, const actor& who,
                      problem_code code, const std::optional<said>& why);

}  // namespace redress::app::rest
