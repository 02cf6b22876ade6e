#include "adapters/postgres/bucket_marks.hpp"

#include <algorithm>
#include <vector>

namespace redress::postgres {
namespace {

/// Positions of a bucket that one transaction goes through.
constexpr std::int64_t positions_max = 2000;

}  // namespace

std::int64_t bucket_marks::behind()
{
    return over_.run("look how far entries are read", [&](pqxx::work& tx) {
        return tx
            .exec("SELECT coalesce(sum(h.pos - s.pos), 0)::bigint FROM bucket_head h JOIN " + table_ +
                  " s ON s.bucket = h.bucket")
            .one_field()
            .as<std::int64_t>();
    });
}

std::size_t bucket_marks::catch_up(std::chrono::milliseconds at_most, const slice& read)
{
    const auto until = std::chrono::steady_clock::now() + at_most;
    std::size_t done = 0;
    for (;;) {
        const auto waiting = over_.run("look what is to be read", [&](pqxx::work& tx) {
            std::vector<std::int16_t> list;
            for (const auto& row :
                 tx.exec("SELECT h.bucket FROM bucket_head h JOIN " + table_ +
                         " s ON s.bucket = h.bucket WHERE h.pos > s.pos ORDER BY h.pos - s.pos DESC"))
                list.push_back(row[0].as<std::int16_t>());
            return list;
        });
        if (waiting.empty()) return done;
        for (const auto bucket : waiting) {
            if (std::chrono::steady_clock::now() >= until) return done;
            done += over_.run("read a slice", [&](pqxx::work& tx) -> std::size_t {
                // Waits for whoever is in this bucket, and then goes on behind them.
                const auto seen = tx.exec("SELECT pos FROM " + table_ + " WHERE bucket = $1 FOR UPDATE",
                                          pqxx::params{bucket})
                                      .one_field()
                                      .as<std::int64_t>();
                const auto head =
                    tx.exec("SELECT pos FROM bucket_head WHERE bucket = $1", pqxx::params{bucket})
                        .one_field()
                        .as<std::int64_t>();
                const auto to = std::min(head, seen + positions_max);
                if (to <= seen) return 0;
                const auto said = read(tx, bucket, seen, to);
                tx.exec("UPDATE " + table_ + " SET pos = $2 WHERE bucket = $1", pqxx::params{bucket, to})
                    .no_rows();
                return said;
            });
        }
    }
}

}  // namespace redress::postgres
