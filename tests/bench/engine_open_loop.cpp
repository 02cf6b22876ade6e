// The phases in which commands come at their own pace: latency, and the storm of due deadlines.
#include "tests/bench/engine_rig.hpp"
#include "workflow/deadline_pace.hpp"

#include <algorithm>
#include <cstdio>
#include <thread>

namespace redress::bench {

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
    std::vector<double> in_flight, slices_ms, batches_ms;
    std::size_t slice = 0;  // cases of the slice in flight
    double sent = 0;
    tally told;
    const double due_before = watch_.number("SELECT count(*) FROM deadline_agenda WHERE look_at <= now()");
    const double pos_before = watch_.number("SELECT sum(pos) FROM bucket_head");
    const std::vector<int> backends{stored_.backend()};
    const auto from = meter_.read(backends);
    reading to;
    const double began = now_s();
    workflow::deadline_pace pace(given_.count("slice"));
    bool drained = !storm;
    double drained_at = 0, looked = 0, pos_drained = 0;
    std::size_t taken = 0, batches = 0;
    std::uint64_t drained_live = 0;
    // What was in flight is written; its answers, when that was a batch.
    const auto landed = [&](const std::vector<workflow::answer>& answers) {
        const double at = now_s();
        const workflow::deadline_pace::time spent((at - sent) * 1e3);
        if (slice > 0) {
            slices_ms.push_back(spent.count());
            pace.took(std::exchange(slice, 0), spent);
        }
        if (answers.empty()) return;
        told.add(answers);
        pace.live_took(spent);
        batches_ms.push_back(spent.count());
        for (const double intended : in_flight) ms.push_back((at - intended) * 1e3);
        in_flight.clear();
    };
    while (taken < events || !drained) {
        const auto arrived = [&] {
            return std::min(events, static_cast<std::size_t>((now_s() - began) * load));
        };
        // As the daemon's writer: while a slice is written what arrives is collected, not decided ahead.
        if (slice > 0 && taken < arrived()) landed(engine_.finish());
        const auto due = arrived();
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
            landed(engine_.start(std::move(one)));
            in_flight = std::move(intended);
            sent = now_s();
            const bool more = static_cast<std::size_t>((now_s() - began) * load) > taken && taken < events;
            if (!more && drained) landed(engine_.finish());
        }
        if (!drained) {
            const auto next = engine_.start_due(pace.next(taken < events));
            landed(next.before);
            sent = now_s();
            slice = next.looked_at;
            looked += static_cast<double>(slice);
            if (!next.more) {
                landed(engine_.finish());
                drained = true;
                drained_at = now_s();
                to = meter_.read(backends);
                drained_live = told.applied + told.derived;
                pos_drained = watch_.number("SELECT sum(pos) FROM bucket_head");
                if (taken < events) break;
            }
        } else if (taken < events) {
            const double wait = began + static_cast<double>(taken + 1) / load - now_s();
            if (wait > 0) std::this_thread::sleep_for(std::chrono::duration<double>(wait));
        }
    }
    landed(engine_.finish());
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
            R"("storm_entries_per_second":{:.0f},"slice_p50_ms":{:.1f},"slice_p99_ms":{:.1f},"batch_p50_ms":{:.1f},"batch_p99_ms":{:.1f},{},"oldest_first":{}}})"
            "\n",
            due_before, looked, spent, entries, entries / spent,
            (entries - static_cast<double>(drained_live)) / spent, percentile(slices_ms, 0.5),
            percentile(slices_ms, 0.99), percentile(batches_ms, 0.5), percentile(batches_ms, 0.99),
            per_unit(from, to, entries), store_.oldest_first);
    }
    std::fflush(stdout);
}

}  // namespace redress::bench
