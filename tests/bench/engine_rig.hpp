// What the phases of bench_engine share: the engine on real PostgreSQL, its traffic, and what is watched
// of it.
#pragma once

#include "adapters/files/entity_file.hpp"
#include "adapters/files/policy_file.hpp"
#include "adapters/postgres/case_store.hpp"
#include "tests/bench/cases.hpp"
#include "tests/bench/cost.hpp"
#include "tests/bench/options.hpp"
#include "tests/bench/story.hpp"
#include "tests/bench/watched_store.hpp"
#include "workflow/engine.hpp"

#include <fmt/core.h>

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace redress::bench {

struct tally {
    std::uint64_t applied = 0, other = 0, derived = 0;
    std::map<std::string, std::uint64_t> why;

    void add(const std::vector<workflow::answer>& answers)
    {
        for (const auto& one : answers) {
            derived += one.derived.size();
            if (one.what == workflow::disposition::applied)
                ++applied;
            else
                ++other, ++why[std::string(name(one.what)) + " " + one.code + " " + one.guard];
        }
    }
    static std::string_view name(workflow::disposition d)
    {
        constexpr std::string_view names[] = {"applied", "refused", "duplicate", "dead letter"};
        return names[static_cast<std::size_t>(d)];
    }
    void complain() const
    {
        for (const auto& [reason, count] : why)
            fmt::print(stderr, "not applied: {} ({} times)\n", reason, count);
    }
};

class rig {
public:
    rig(const options& given, const std::string& url)
        : given_(given),
          book_(given.text("policies"), calendars_, files::load_entities(given.text("entities"))),
          rules_(*book_.in_force().front()),
          stored_({.url = url}),
          store_(stored_),
          engine_(store_, book_,
                  {.cache_cases_max = static_cast<std::size_t>(given.integer("cache")),
                   .seed = 7 + static_cast<std::uint64_t>(given.count("filled"))}),
          story_(book_.in_force(), static_cast<std::size_t>(given.integer("cases_all")),
                 static_cast<std::uint64_t>(given.integer("seed"))),
          meter_(watch_),
          batch_(given.count("batch"))
    {
        if (given.count("filled")) story_.filled();
    }

    void fill();
    /// Rows for the partitions that records come from, as an assignment makes them.
    void begin_partitions();
    /// As after a while of work: the engine remembers the cases, full-page images of the first touch are over.
    void warm();
    void rate();
    void latency(const char* what, double load, double seconds, bool storm);
    void file_overdue(std::int64_t count);

private:
    /// Records as a consumer hands them over: each from the partition of its bucket, whose position
    /// moves with the batch.
    void place(workflow::batch& work);
    workflow::batch next_batch(int size, std::int16_t bucket)
    {
        workflow::batch one{.kind = workflow::batch_kind::records, .records = story_.next(size, bucket)};
        place(one);
        return one;
    }
    [[nodiscard]] std::vector<workflow::batch> make(double events);
    void run(std::vector<workflow::batch>& batches, tally& told);
    void print_mix(const written_rows& a, const written_rows& z) const;

    const options& given_;
    files::calendar_book calendars_{"schemas/calendars"};
    files::file_policy_book book_;
    const policy& rules_;
    postgres::case_store stored_;
    watched_store store_;
    workflow::engine engine_;
    story story_;
    database watch_;
    cost_meter meter_;
    int batch_;
    std::array<std::int64_t, bucket_count> next_offset_{};
};

}  // namespace redress::bench
