// What an act would do, for whoever asks with `dry_run=true`: the same refusal as the act itself would get, or
// what it would change. Nothing is recorded.
#pragma once

#include "adapters/app/rest/answering.hpp"
#include "states/matter.hpp"

namespace redress::app::rest {

void tell_foreseen(web_call& call, const complaint& of, const event& what, const actor& who);

/// The same as a value. Throws what the act itself would be refused with.
[[nodiscard]] boost::json::object foreseen_json(web_call& call, const complaint& of, const event& what,
                                                const actor& who);

/// The case after the act. Throws what the act itself would be refused with.
[[nodiscard]] complaint then_of(web_call& call, const complaint& of, const event& what, const actor& who);

/// The same of what stands beside the case.
void tell_foreseen(web_call& call, const matter& of, const event& what, const actor& who);

}  // namespace redress::app::rest
