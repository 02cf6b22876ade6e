// /api/v1/public: what the pages do, for programs of the complainant's side. Reference and secret stand in the body;
// fields have the names of the pages' forms; the answers are made from the same types.
#pragma once

#include "adapters/app/pages/page_world.hpp"
#include "adapters/app/web/web_call.hpp"

#include <memory>

namespace redress::app {

using page_world_ptr = std::shared_ptr<const page_world>;

[[nodiscard]] web_call::step file_by_api(page_world_ptr world);
[[nodiscard]] web_call::step record_by_api(page_world_ptr world);
[[nodiscard]] web_call::step act_by_api(page_world_ptr world);
/// Reference and secret for a token that is shown in the header `redress-visit` with files.
[[nodiscard]] web_call::step visit_by_api(page_world_ptr world);
[[nodiscard]] web_call::step official_by_api(page_world_ptr world);

}  // namespace redress::app
