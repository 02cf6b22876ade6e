// Threads of `redress serve` behind every write: the tree over the entries, signed, and the histories compared with what is
// stored.
#pragma once

#include "adapters/app/log_keeper.hpp"
#include "adapters/app/metrics.hpp"
#include "adapters/app/serve_writer.hpp"
#include "adapters/app/web/command_queue.hpp"

#include <chrono>
#include <cstdint>
#include <stop_token>
#include <string>

namespace redress::app {

/// What the thread of the tree needs of the others.
struct log_thread_parts {
    log_keeper& keeper;
    command_queue& commands;
    health& state;
    metrics& counted;
    std::chrono::milliseconds cadence;
    std::chrono::hours seal_age;
};

/// The tree of the audit log: a turn at each cadence, until asked to stop and then once more, so that what was
/// committed is signed. What it refuses to sign for stays refused until somebody looked.
void keep_log_until(const std::stop_token& stop, const log_thread_parts& with, wake& woken);

/// Goes through all histories again and again, slowly: a page, then as long a pause as the rate asks for.
void replay_until(const std::stop_token& stop, const std::string& url, std::int64_t cases_per_minute,
                  health& state, metrics& counted, wake& woken);

}  // namespace redress::app
