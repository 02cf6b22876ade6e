// Who speaks by having shown a case's secret, and whether they may still see the case: authority that ended opens
// nothing, whatever opened it before.
#pragma once

#include "states/actor.hpp"
#include "states/complaint.hpp"

#include <string>

namespace redress::app {

/// Under which id the pages file for whoever gets the secret.
[[nodiscard]] std::string page_person(const case_id& of, bool representative);

/// Whether whoever holds the secret may see the case at `at`. Somebody's representative only as long as the case names
/// this one, and no other, and their time has not run out.
[[nodiscard]] bool may_look(const complaint& of, bool representative, instant at);

/// As whom they speak. Asked only when they may look.
[[nodiscard]] actor speaker_of(const complaint& of, bool representative);

}  // namespace redress::app
