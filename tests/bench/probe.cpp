// The limit: how fast PostgreSQL takes the rows of the engine's own mix when nobody decides anything.
//
//   bench_probe batch=500 form=both seconds=5 body=620 ...
//
// For each form one JSON line: entries per second, CPU and WAL per entry, latency of a batch.
#include "tests/bench/cost.hpp"
#include "tests/bench/limit_form.hpp"

#include <fmt/core.h>

#include <cstdio>
#include <random>

using namespace redress::bench;

namespace {

void measure(database& writer_link, cost_meter& meter, ground& on, const mix& shape, form how, int depth,
             double warm_s, double run_s)
{
    limit_batch batch(on, shape, std::random_device{}());
    limit_writer writer(writer_link, how, depth, shape.offsets);
    const std::vector<int> backends{writer_link.backend()};
    const auto write_for = [&](double seconds) {
        double entries = 0;
        for (const double end = now_s() + seconds; now_s() < end; entries += shape.batch)
            batch.make(), writer.write(batch);
        return entries;
    };
    write_for(warm_s);
    writer.finish();
    writer.latencies_ms().clear();
    const auto from = meter.read(backends);
    const double entries = write_for(run_s);
    writer.finish();
    const auto to = meter.read(backends);
    auto& ms = writer.latencies_ms();
    fmt::print(
        R"({{"what":"probe","form":"{}","depth":{},"batch":{},"buckets":{},{},"p50_ms":{:.2f},"p99_ms":{:.2f}}})"
        "\n",
        how == form::ordered ? "ordered" : "plain", depth, shape.batch, shape.buckets,
        per_unit(from, to, entries), percentile(ms, 0.5), percentile(ms, 0.99));
    std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv)
{
    const options given(argc, argv,
                        with_mix({{"form", "both"},
                                  {"depth", "0"},
                                  {"cases_all", "200000"},
                                  {"warm", "3"},
                                  {"seconds", "5"},
                                  {"tables", "0"}}));
    const mix shape = mix_of(given);
    database watch, link;
    prepare_tables(watch, shape, given.integer("cases_all"));
    ground on = read_ground(watch);
    cost_meter meter(watch);
    const double warm = given.real("warm"), seconds = given.real("seconds");
    const double begun = watch.number("SELECT pg_current_wal_insert_lsn() - '0/0'");
    const auto depths =
        given.count("depth") ? std::vector<int>{given.count("depth")} : std::vector<int>{1, 2};
    for (const form how : {form::ordered, form::plain})
        if (given.text("form") == "both" || (given.text("form") == "plain") == (how == form::plain))
            for (const int depth : depths) measure(link, meter, on, shape, how, depth, warm, seconds);
    if (given.count("tables")) {
        fmt::print(R"({{"what":"probe_wal")");
        for (const auto& [table, bytes] :
             wal_by_table(watch, begun, watch.number("SELECT pg_current_wal_insert_lsn() - '0/0'")))
            fmt::print(R"(,"{}":{:.0f})", table, bytes);
        fmt::print("}}\n");
    }
    // A probe that lost rows measured nothing.
    const double versions = watch.number("SELECT sum(cseq) FROM complaint"),
                 entries = watch.number(
                     "SELECT count(*) FROM audit_entry e JOIN complaint c ON c.bucket = e.bucket AND "
                     "c.case_id = e.chain_id");
    if (versions != entries) {
        fmt::print(stderr, "the probe's tables disagree: {:.0f} by the cases, {:.0f} entries\n", versions,
                   entries);
        return 1;
    }
}
