// The engine as a process: threads around one writer, from the start-up gate to a graceful stop.
// ARCHITECTURE.md, Threads, says who owns what.
#pragma once

#include "adapters/app/cli.hpp"

namespace redress::app {

/// Serves until SIGTERM or SIGINT; a second signal ends it at once. Prints `ready: ops http://...`, and behind it
/// `http http://...` when `http.listen` is set, on stdout when it takes work. Returns config when the database's
/// set-up is refused.
exit_code serve(const shared_options& shared);

}  // namespace redress::app
