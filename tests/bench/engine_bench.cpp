// The engine in process, on real PostgreSQL: what it reaches and what it writes.
//
//   bench_engine phases=fill cases_all=50000              file the cases and bring them along their script
//   bench_engine phases=rate,latency,storm filled=1 ...   measure on what `fill` left (same cases_all and seed)
//
// Commands are made before the clock starts. Each phase prints JSON lines. Phases:
//   fill     cases_all cases at places of the script spread evenly
//   rate     transitions per second in batches of one bucket, and the rows they write (for the probe)
//   latency  open loop at `load` events a second over all buckets: intended time to committed
//   storm    `due` deadlines at once, slices of 200 between live batches at `load` events a second
#include "adapters/files/policy_file.hpp"
#include "adapters/postgres/case_store.hpp"
#include "adapters/postgres/migrator.hpp"
#include "adapters/postgres/upkeep.hpp"
#include "tests/bench/cases.hpp"
#include "tests/bench/cost.hpp"
#include "tests/bench/options.hpp"
#include "tests/bench/story.hpp"
#include "tests/bench/watched_store.hpp"
#include "workflow/engine.hpp"

#include <fmt/core.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <optional>
#include <thread>

using namespace redress;
using namespace redress::bench;

namespace {

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
          book_("schemas/policies"),
          rules_(*book_.in_force().front()),
          stored_({.url = url}),
          store_(stored_),
          engine_(store_, book_,
                  {.cache_cases_max = static_cast<std::size_t>(given.integer("cache")), .seed = 7}),
          story_(rules_, static_cast<std::size_t>(given.integer("cases_all")),
                 static_cast<std::uint64_t>(given.integer("seed"))),
          meter_(watch_),
          batch_(given.count("batch"))
    {
        if (given.count("filled")) story_.filled();
    }

    void fill();
    /// Rows for the partitions that records come from, as an assignment makes them.
    void begin_partitions();
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
    void print_mix(const written_rows& a, const written_rows& z) const;

    const options& given_;
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

void rig::begin_partitions()
{
    watch_.run(fmt::format(
        "INSERT INTO consumer_offset (bucket, topic, partition, epoch, first_offset, next_offset) "
        "SELECT g, '{}', g, {}, 0, 0 FROM generate_series(0, {}) g ON CONFLICT DO NOTHING",
        probe_topic, probe_epoch, bucket_count - 1));
    for (const auto& row : watch_.rows(
             fmt::format("SELECT bucket, next_offset FROM consumer_offset WHERE topic = '{}'", probe_topic)))
        next_offset_[std::stoul(row[0])] = std::stoll(row[1]);
}

void rig::place(workflow::batch& work)
{
    std::array<std::int64_t, bucket_count> came{};
    for (auto& one : work.records) {
        auto& asked = std::get<workflow::command>(one);
        const auto bucket = static_cast<std::size_t>(bucket_of(asked.id));
        asked.from.topic = probe_topic;
        asked.from.partition = static_cast<std::int32_t>(bucket);
        asked.from.offset = next_offset_[bucket] + came[bucket]++;
    }
    for (std::size_t bucket = 0; bucket < came.size(); ++bucket) {
        if (came[bucket] == 0) continue;
        work.offsets.push_back({.bucket = static_cast<std::int16_t>(bucket),
                                .topic = std::string(probe_topic),
                                .partition = static_cast<std::int32_t>(bucket),
                                .epoch = probe_epoch,
                                .expected = next_offset_[bucket],
                                .next = next_offset_[bucket] + came[bucket]});
        next_offset_[bucket] += came[bucket];
    }
}

void rig::fill()
{
    constexpr std::size_t wave = 2000;
    tally told;
    const double began = now_s();
    for (std::int16_t bucket = 0; bucket < bucket_count; ++bucket) {
        auto all = story_.fill(bucket);
        for (std::size_t i = 0; i < all.size(); i += wave) {
            workflow::batch one;
            for (std::size_t j = i; j < std::min(all.size(), i + wave); ++j)
                one.records.push_back(std::move(all[j]));
            told.add(engine_.start(std::move(one)));
        }
    }
    told.add(engine_.finish());
    told.complain();
    fmt::print(R"({{"what":"fill","applied":{},"not_applied":{},"derived":{},"seconds":{:.1f}}})"
               "\n",
               told.applied, told.other, told.derived, now_s() - began);
    watch_.run("VACUUM ANALYZE");
}

void rig::rate()
{
    store_.sample_every = 8;
    tally told;
    const auto run = [&](std::vector<workflow::batch>& batches) {
        for (auto& one : batches) told.add(engine_.start(std::move(one)));
        told.add(engine_.finish());
    };
    const auto make = [&](double events) {
        std::vector<workflow::batch> batches;
        const bool spread = given_.count("buckets") >= bucket_count;
        for (double made = 0; made < events; made += batch_)
            batches.push_back(next_batch(batch_, spread ? std::int16_t{-1} : story_.any_bucket()));
        return batches;
    };
    // Warm until the full-page images of the first touch are over: caches fill at the same time.
    const double share = given_.real("events") / 4;
    for (int round = 0; round < 12; ++round) {
        auto batches = make(share);
        const auto a = meter_.read({});
        run(batches);
        if ((meter_.read({}).fpi - a.fpi) / share < 0.02) break;
    }
    const written_rows sampled = store_.rows;
    store_.sample_every = 0;
    told = {};
    auto batches = make(given_.real("events"));
    const auto before = store_.rows;
    const auto counts_before = engine_.counts();
    const std::vector<int> backends{stored_.backend()};
    const auto from = meter_.read(backends);
    run(batches);
    const auto to = meter_.read(backends);
    const double transitions = static_cast<double>(told.applied + told.derived);
    const auto& counts = engine_.counts();
    fmt::print(
        R"({{"what":"engine","batch":{},"buckets":{},{},"transitions":{:.0f},"not_applied":{},"derived":{},"slow":{},"cache_misses":{}}})"
        "\n",
        batch_, given_.count("buckets"), per_unit(from, to, transitions), transitions, told.other,
        told.derived, counts.slow - counts_before.slow, counts.cache_misses - counts_before.cache_misses);
    told.complain();
    fmt::print(R"({{"what":"engine_wal")");
    for (const auto& [table, bytes] : wal_by_table(watch_, from.wal_bytes, to.wal_bytes))
        fmt::print(R"(,"{}":{:.0f})", table, bytes);
    fmt::print("}}\n");
    auto mixed = store_.rows;
    mixed.sampled = sampled.sampled, mixed.facts_bytes = sampled.facts_bytes,
    mixed.compared = sampled.compared, mixed.facts_moved = sampled.facts_moved;
    print_mix(before, mixed);
    std::fflush(stdout);
}

void rig::print_mix(const written_rows& a, const written_rows& z) const
{
    const auto n = static_cast<double>(z.entries - a.entries),
               batches = static_cast<double>(z.batches - a.batches);
    const auto per_entry = [n](std::uint64_t from, std::uint64_t to) {
        return static_cast<double>(to - from) / n;
    };
    const auto mean = [](std::uint64_t sum, std::uint64_t count) {
        return count ? static_cast<double>(sum) / static_cast<double>(count) : 0;
    };
    const double filed = per_entry(a.filed, z.filed);
    fmt::print(
        R"({{"what":"mix","batch":{:.0f},"buckets":{},"cases":{:.4f},"filings":{:.4f},"closings":{:.4f},"work":{:.4f},"texts":{:.4f},)"
        R"("agenda":{:.4f},"counters":{:.2f},"facts":{:.0f},"facts_moved":{:.0f},"body":{:.0f},"text":{:.0f},"offsets":1}})"
        "\n",
        n / batches, given_.count("buckets"), per_entry(a.changed, z.changed), filed,
        per_entry(a.work_gone, z.work_gone), per_entry(a.work_kept, z.work_kept) - filed,
        per_entry(a.texts, z.texts), per_entry(a.agenda, z.agenda),
        static_cast<double>(z.counters - a.counters) / batches, mean(z.facts_bytes, z.sampled),
        mean(z.facts_moved, z.compared), mean(z.body_bytes - a.body_bytes, z.entries - a.entries),
        mean(z.text_bytes - a.text_bytes, z.texts - a.texts));
}

void rig::file_overdue(std::int64_t count)
{
    // Filed a moment ago, received 25 hours ago: warnings and the miss of the first answer are due at once.
    const instant received =
        std::chrono::time_point_cast<duration>(std::chrono::system_clock::now()) - std::chrono::hours(25);
    tally told;
    std::vector<workflow::record> one;
    std::uint64_t n = 0;
    for (std::int64_t i = 0; i < count; ++i) {
        workflow::command filing;
        filing.what.type = event_type::complaint_filed;
        filing.what.set(field::channel, std::string("website")).set(field::language, std::string("en"));
        filing.what.set(field::category, rules_.categories.front().id)
            .set(field::narrative, std::string("Nobody answers."));
        filing.who = {.id = "web-user", .role = role::complainant};
        filing.received = received;
        filing.from.source = "/bench/storm";
        filing.from.id = std::to_string(++n) + "-" + given_.text("seed");
        filing.from.digest = workflow::sha256(filing.from.id);
        filing.id = uuid_v8(filing.from.digest);
        one.emplace_back(std::move(filing));
        if (one.size() < 2000 && i + 1 < count) continue;
        told.add(engine_.start({.records = std::move(one)}));
        one.clear();
    }
    told.add(engine_.finish());
    told.complain();
}

// One writer thread, as in the daemon: what has arrived is a batch; nothing waiting means finish now.
void rig::latency(const char* what, double load, double seconds, bool storm)
{
    const auto events = static_cast<std::size_t>(load * seconds);
    auto all = story_.next(static_cast<int>(events), -1);
    std::vector<double> ms;
    ms.reserve(events);
    std::vector<double> in_flight, slices_ms;
    tally told;
    const double due_before = watch_.number("SELECT count(*) FROM deadline_agenda WHERE look_at <= now()");
    const double pos_before = watch_.number("SELECT sum(pos) FROM bucket_head");
    const double began = now_s();
    double drained_at = 0, looked = 0, pos_drained = 0;
    std::size_t taken = 0, batches = 0;
    std::uint64_t drained_live = 0;
    double last_oldest = 0;
    bool in_order = true;
    const auto answered = [&](const std::vector<workflow::answer>& answers) {
        if (answers.empty()) return;
        told.add(answers);
        const double at = now_s();
        for (const double intended : in_flight) ms.push_back((at - intended) * 1e3);
        in_flight.clear();
    };
    while (taken < events || (storm && drained_at == 0)) {
        const double elapsed = now_s() - began;
        const auto due = std::min(events, static_cast<std::size_t>(elapsed * load));
        if (taken < due) {
            const std::size_t end = std::min(due, taken + static_cast<std::size_t>(batch_));
            workflow::batch one{.kind = workflow::batch_kind::records};
            std::vector<double> intended;
            for (; taken < end; ++taken) {
                one.records.push_back(std::move(all[taken]));
                intended.push_back(began + static_cast<double>(taken) / load);
            }
            place(one);
            ++batches;
            answered(engine_.start(std::move(one)));
            in_flight = std::move(intended);
            const bool more =
                static_cast<std::size_t>((now_s() - began) * load) > taken && taken < events && !storm;
            if (!more) answered(engine_.finish());
        }
        if (storm && drained_at == 0) {
            const double slice_began = now_s();
            const std::size_t fired = engine_.fire_due(200);
            looked += static_cast<double>(fired);
            slices_ms.push_back((now_s() - slice_began) * 1e3);
            if (fired == 0) {
                drained_at = now_s();
                answered(engine_.finish());
                drained_live = told.applied + told.derived;
                pos_drained = watch_.number("SELECT sum(pos) FROM bucket_head");
                if (taken < events) break;
            } else if (slices_ms.size() % 25 == 0) {
                const double oldest = watch_.number(
                    "SELECT coalesce(extract(epoch FROM min(look_at)), 0) FROM deadline_agenda WHERE look_at "
                    "<= now()");
                in_order = in_order && (oldest == 0 || oldest >= last_oldest);
                last_oldest = std::max(last_oldest, oldest);
            }
        } else if (taken < events) {
            const double wait = began + static_cast<double>(taken + 1) / load - now_s();
            if (wait > 0) std::this_thread::sleep_for(std::chrono::duration<double>(wait));
        }
    }
    answered(engine_.finish());
    told.complain();
    fmt::print(
        R"({{"what":"{}","load":{:.0f},"events":{},"not_applied":{},"mean_batch":{:.1f},"p50_ms":{:.2f},"p99_ms":{:.2f},"max_ms":{:.2f}}})"
        "\n",
        what, load, ms.size(), told.other,
        static_cast<double>(taken) / static_cast<double>(std::max<std::size_t>(batches, 1)),
        percentile(ms, 0.5), percentile(ms, 0.99), percentile(ms, 1.0));
    if (storm) {
        const double spent = drained_at - began, entries = pos_drained - pos_before;
        fmt::print(
            R"({{"what":"storm_drain","due":{:.0f},"cases_looked_at":{:.0f},"seconds":{:.1f},"entries":{:.0f},"entries_per_second":{:.0f},)"
            R"("storm_entries_per_second":{:.0f},"slice_p50_ms":{:.1f},"slice_p99_ms":{:.1f},"oldest_first":{}}})"
            "\n",
            due_before, looked, spent, entries, entries / spent,
            (entries - static_cast<double>(drained_live)) / spent, percentile(slices_ms, 0.5),
            percentile(slices_ms, 0.99), in_order);
    }
    std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv)
{
    const options given(argc, argv,
                        {{"phases", "fill,rate"},
                         {"cases_all", "50000"},
                         {"seed", "1"},
                         {"filled", "0"},
                         {"batch", "500"},
                         {"buckets", "1"},
                         {"events", "150000"},
                         {"cache", "250000"},
                         {"load", "5000"},
                         {"seconds", "10"},
                         {"due", "100000"}});
    const char* url = std::getenv("REDRESS_DATABASE_URL");
    if (!url) return fmt::print(stderr, "REDRESS_DATABASE_URL names no database: run ops/bench\n"), 2;
    (void)postgres::migrator(url).up();
    (void)postgres::upkeep(url).run();
    rig here(given, url);
    const std::string phases = "," + given.text("phases") + ",";
    const auto asked = [&](const char* phase) {
        return phases.find("," + std::string(phase) + ",") != std::string::npos;
    };
    const double load = given.real("load"), seconds = given.real("seconds");
    if (asked("fill")) here.fill();
    here.begin_partitions();
    if (asked("rate")) here.rate();
    if (asked("latency")) here.latency("latency", load, seconds, false);
    if (asked("storm")) {
        here.latency("storm_quiet", load / 2, seconds, false);
        here.file_overdue(given.integer("due"));
        here.latency("storm_live", load / 2, 60, true);
    }
}
