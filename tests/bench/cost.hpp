// What a stretch of work cost: CPU of this process, of given backends and of PostgreSQL's helpers
// (from /proc), and WAL. CPU and WAL survive a noisy machine where rates do not.
#pragma once

#include "tests/bench/database.hpp"

#include <map>
#include <string>
#include <vector>

namespace redress::bench {

[[nodiscard]] double now_s();             // steady clock
[[nodiscard]] double cpu_us_of(int pid);  // user and system; 0 when it is gone

struct reading {
    double at_s = 0, own_us = 0, backends_us = 0, helpers_us = 0, wal_bytes = 0, fpi = 0;
};

class cost_meter {
public:
    /// `watched`: further processes whose CPU counts as the work's own, e.g. a running engine.
    explicit cost_meter(database& db, std::vector<int> watched = {});
    [[nodiscard]] reading read(const std::vector<int>& backends);

private:
    database& db_;
    std::vector<int> watched_, helpers_;
};

/// The difference as JSON members per unit: rate, CPU and WAL (no braces).
[[nodiscard]] std::string per_unit(const reading& from, const reading& to, double units);

/// WAL bytes by table between two positions, indexes counted with their table, full-page images
/// apart as "fpi"; through pg_walinspect, at most the last 64 MB of the stretch.
[[nodiscard]] std::map<std::string, double> wal_by_table(database& db, double from, double to);

[[nodiscard]] double percentile(std::vector<double>& values, double p);

}  // namespace redress::bench
