// How many rows of which size one transition writes: measured on the engine, handed to the probe and
// the baseline, so that all three write the same rows into the same tables.
#pragma once

#include "tests/bench/options.hpp"

namespace redress::bench {

/// Rates are rows per entry. Every transition is one entry.
struct mix {
    int batch = 0;         // entries a batch
    int buckets = 0;       // buckets a batch lies in; 64 = spread over all
    double cases = 0;      // case rows updated
    double filings = 0;    // case rows, queue rows inserted
    double closings = 0;   // queue rows deleted
    double work = 0;       // queue rows updated,
    double work_hot = 0;   // of which this share moves no indexed column
    double texts = 0;      // private texts
    double agenda = 0;     // agenda rows
    double counters = 0;   // counter rows moved, per batch
    int facts = 0;         // bytes of the case row's binary column,
    int facts_moved = 0;   // up to the last that an update changes: what its WAL record holds
    int body = 0;          // bytes of an entry
    int text = 0;          // bytes of a private text
    bool offsets = false;  // fed from Kafka: each batch moves a consumer position
};

/// The options that `mix_of` reads, with defaults measured on the engine's own mix.
[[nodiscard]] option_list with_mix(option_list more);
[[nodiscard]] mix mix_of(const options& given);

}  // namespace redress::bench
