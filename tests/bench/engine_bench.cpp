// The engine in process, on real PostgreSQL: what it reaches and what it writes.
//
//   bench_engine phases=fill cases_all=50000              file the cases and bring them along their script
//   bench_engine phases=rate,latency,storm filled=1 ...   measure on what `fill` left (same cases_all and seed)
//
// `policies` and `entities` say under how many policies each case stands. Commands are made before the clock starts. Each phase prints JSON lines. Phases:
//   fill     cases_all cases at places of the script spread evenly
//   rate     transitions per second in batches of one bucket, and the rows they write (for the probe)
//   latency  open loop at `load` events a second over all buckets: intended time to committed
//   storm    `due` deadlines at once, slices of 200 between live batches at `load` events a second
#include "adapters/postgres/migrator.hpp"
#include "adapters/postgres/upkeep.hpp"
#include "tests/bench/engine_rig.hpp"

#include <cstdlib>

using namespace redress;
using namespace redress::bench;

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
                         {"due", "100000"},
                         {"slice", "200"},
                         {"policies", "schemas/policies"},
                         {"entities", "schemas/entities.toml"}});
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
    if (asked("latency") || asked("storm")) here.warm();
    if (asked("latency")) here.latency("latency", load, seconds, false);
    if (asked("storm")) {
        here.latency("storm_quiet", load, seconds, false);
        here.file_overdue(given.integer("due"));
        // Overdue cases were filed long ago: what filing them left for the kernel to write is not the storm's.
        ::sync();
        here.latency("storm_live", load, 60, true);
    }
}
