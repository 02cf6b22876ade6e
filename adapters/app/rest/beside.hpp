// Incidents and improvement actions over REST, as far as several files serve them.
#pragma once

#include "adapters/app/rest/answering.hpp"
#include "adapters/postgres/matter_queries.hpp"

namespace redress::app::rest {

/// What the path names; 404 when it names none of this kind.
[[nodiscard]] postgres::matter_line matter_of_path(web_call& call, matter_kind kind);

// history.cpp
void read_matter_timeline(web_call& call, matter_kind kind);

}  // namespace redress::app::rest
