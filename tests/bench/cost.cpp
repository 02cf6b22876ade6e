#include "tests/bench/cost.hpp"

#include <fmt/core.h>

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <sstream>

namespace redress::bench {

double now_s()
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

double cpu_us_of(int pid)
{
    std::ifstream stat("/proc/" + std::to_string(pid) + "/stat");
    std::string line;
    if (!std::getline(stat, line)) return 0;
    std::istringstream words(line.substr(line.rfind(')') + 1));
    std::string word;
    for (int i = 0; i < 11; ++i) words >> word;
    double user = 0, system = 0;
    words >> user >> system;
    return (user + system) * 1e6 / static_cast<double>(sysconf(_SC_CLK_TCK));
}

cost_meter::cost_meter(database& db, std::vector<int> watched) : db_(db), watched_(std::move(watched))
{
    for (const auto& row :
         db.rows("SELECT pid FROM pg_stat_activity "
                 "WHERE backend_type IN ('walwriter', 'background writer', 'checkpointer')"))
        helpers_.push_back(std::stoi(row[0]));
}

reading cost_meter::read(const std::vector<int>& backends)
{
    reading r;
    r.wal_bytes = db_.number("SELECT pg_current_wal_insert_lsn() - '0/0'");
    r.fpi = db_.number("SELECT wal_fpi FROM pg_stat_wal");
    r.at_s = now_s();
    r.own_us = cpu_us_of(getpid());
    for (const int pid : watched_) r.own_us += cpu_us_of(pid);
    for (const int pid : backends) r.backends_us += cpu_us_of(pid);
    for (const int pid : helpers_) r.helpers_us += cpu_us_of(pid);
    return r;
}

std::string per_unit(const reading& a, const reading& z, double units)
{
    const double n = std::max(units, 1.0);
    const double own = (z.own_us - a.own_us) / n, server = (z.backends_us - a.backends_us) / n,
                 helpers = (z.helpers_us - a.helpers_us) / n;
    return fmt::format(
        R"("per_second":{:.0f},"cpu_us":{:.2f},"cpu_client_us":{:.2f},"cpu_backend_us":{:.2f},"cpu_helpers_us":{:.2f},"wal_bytes":{:.0f},"fpi":{:.4f})",
        units / (z.at_s - a.at_s), own + server + helpers, own, server, helpers,
        (z.wal_bytes - a.wal_bytes) / n, (z.fpi - a.fpi) / n);
}

std::map<std::string, double> wal_by_table(database& db, double from, double to)
{
    constexpr double window = 64e6;
    if (to - from > window) from = to - window;
    db.run("CREATE EXTENSION IF NOT EXISTS pg_walinspect");
    // The first block reference of a record names its relation; an index counts with its table and a
    // partition with its parent. A full-page image's bytes are taken off and summed apart.
    const auto found = db.rows(fmt::format(
        R"(WITH r AS (SELECT record_length - fpi_length AS n, fpi_length AS f,
                             substring(block_ref FROM 'rel [0-9]+/[0-9]+/([0-9]+)')::oid AS node
                      FROM pg_get_wal_records_info('0/0'::pg_lsn + {:.0f}, '0/0'::pg_lsn + {:.0f})),
                c AS (SELECT pg_relation_filenode(c.oid) AS node, coalesce(i.indrelid, c.oid) AS oid
                      FROM pg_class c LEFT JOIN pg_index i ON i.indexrelid = c.oid
                      WHERE c.relkind IN ('r', 'i', 't'))
           SELECT coalesce(p.relname, t.relname, 'other'), sum(n), sum(f)
           FROM r LEFT JOIN c ON c.node = r.node LEFT JOIN pg_class t ON t.oid = c.oid
           LEFT JOIN pg_inherits h ON h.inhrelid = t.oid LEFT JOIN pg_class p ON p.oid = h.inhparent
           GROUP BY 1)",
        from, to));
    std::map<std::string, double> bytes;
    for (const auto& row : found) {
        bytes[row[0]] += std::stod(row[1]);
        bytes["fpi"] += std::stod(row[2]);
    }
    return bytes;
}

double percentile(std::vector<double>& values, double p)
{
    if (values.empty()) return 0;
    std::sort(values.begin(), values.end());
    return values[std::min(values.size() - 1,
                           static_cast<std::size_t>(static_cast<double>(values.size()) * p))];
}

}  // namespace redress::bench
