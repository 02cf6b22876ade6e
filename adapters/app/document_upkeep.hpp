// The thread that looks after documents while the engine serves.
#pragma once

#include "adapters/app/services.hpp"

#include <stop_token>

namespace redress::app {

class health;

/// Scans what came, deletes what is gone and drops uploads that nobody ended, until it is asked to stop. A scanner that
/// is away is asked again; meanwhile documents are held. Part `documents` of the readiness says so.
void keep_documents_until(const std::stop_token& stop, const shared_options& shared, health& state);

}  // namespace redress::app
