#include "adapters/app/metrics.hpp"

#include "adapters/app/this_clock.hpp"
#include "states/instant.hpp"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <algorithm>
#include <chrono>

namespace redress::app {
namespace {

std::string now_text()
{
    return to_string(now_here());
}

}  // namespace

void health::good(const std::string& part)
{
    const std::lock_guard lock(mutex_);
    auto& p = parts_[part];
    if (!p.good) p = {true, now_text(), p.last_error};
}

bool health::bad(const std::string& part, const std::string& error)
{
    const std::lock_guard lock(mutex_);
    auto& p = parts_[part];
    const bool was_good = p.good || p.since.empty();
    if (was_good) p.since = now_text();
    p.good = false;
    p.last_error = error;
    return was_good;
}

std::map<std::string, part_health> health::parts() const
{
    const std::lock_guard lock(mutex_);
    return parts_;
}

bool health::ready() const
{
    const std::lock_guard lock(mutex_);
    return std::all_of(required_.begin(), required_.end(), [&](const auto& name) {
        const auto at = parts_.find(name);
        return at != parts_.end() && at->second.good;
    });
}

void health::require(const std::string& part)
{
    const std::lock_guard lock(mutex_);
    required_.push_back(part);
}

struct metrics::inside {
    prometheus::Registry registry;

    template <class Kind>
    prometheus::Family<Kind>& family(prometheus::detail::Builder<Kind> builder, const char* name,
                                     const char* help)
    {
        return builder.Name(name).Help(help).Register(registry);
    }
    using counters = prometheus::Family<prometheus::Counter>;
    using gauges = prometheus::Family<prometheus::Gauge>;

    gauges& build =
        family(prometheus::BuildGauge(), "redress_build_info", "Always 1; the version stands in the label.");
    counters& engine =
        family(prometheus::BuildCounter(), "redress_engine_records_total", "Records by what became of them.");
    counters& batches =
        family(prometheus::BuildCounter(), "redress_engine_batches_total", "Transactions by form.");
    counters& cache = family(prometheus::BuildCounter(), "redress_engine_case_cache_total",
                             "Cases found in or missed by the cache.");
    prometheus::Histogram& seconds = family(prometheus::BuildHistogram(), "redress_batch_duration_seconds",
                                            "From the first record of a batch read to its commit.")
                                         .Add({}, prometheus::Histogram::BucketBoundaries{
                                                      .001, .002, .005, .01, .02, .05, .1, .2, .5, 1, 2, 5});
    prometheus::Histogram& sizes =
        family(prometheus::BuildHistogram(), "redress_batch_records", "Records in a batch.")
            .Add({}, prometheus::Histogram::BucketBoundaries{1, 2, 5, 10, 20, 50, 100, 200, 500, 1000});
    gauges& open = family(prometheus::BuildGauge(), "redress_complaints", "Cases by lifecycle state.");
    prometheus::Gauge& behind = family(prometheus::BuildGauge(), "redress_relay_pending_entries",
                                       "Entries that the relay has not published yet.")
                                    .Add({});
    prometheus::Counter& published =
        family(prometheus::BuildCounter(), "redress_relay_published_total", "Outgoing events published.")
            .Add({});
    prometheus::Counter& consumed =
        family(prometheus::BuildCounter(), "redress_kafka_records_consumed_total", "Records read.").Add({});
    prometheus::Counter& foreign = family(prometheus::BuildCounter(), "redress_kafka_foreign_partition_total",
                                          "Records that stood on another partition than their case's.")
                                       .Add({});
    prometheus::Gauge& partitions =
        family(prometheus::BuildGauge(), "redress_kafka_partitions", "Partitions held now.").Add({});
    prometheus::Counter& due = family(prometheus::BuildCounter(), "redress_deadline_cases_total",
                                      "Cases looked at by the deadline pass.")
                                   .Add({});
    gauges& up = family(prometheus::BuildGauge(), "redress_part_up", "1 while the part works.");
    counters& alarms = family(prometheus::BuildCounter(), "redress_alarms_total", "Alarms raised, by code.");
    gauges& calendars = family(prometheus::BuildGauge(), "redress_calendar_left_days",
                               "Days until the years of a calendar that a policy counts by end.");
    prometheus::Gauge& undated = family(prometheus::BuildGauge(), "redress_complaints_without_date",
                                        "Open cases of which no clock has a due time ahead.")
                                     .Add({});

    prometheus::Gauge& tree_behind = family(prometheus::BuildGauge(), "redress_log_pending_entries",
                                            "Entries that are not in the tree of the audit log yet.")
                                         .Add({});
    prometheus::Gauge& tree_age =
        family(prometheus::BuildGauge(), "redress_log_checkpoint_age_seconds",
               "Seconds since this process signed a checkpoint or saw that another had.")
            .Add({});
    prometheus::Gauge& tree_size =
        family(prometheus::BuildGauge(), "redress_log_size", "Leaves of the tree of the audit log.").Add({});
    prometheus::Counter& replayed_cases =
        family(prometheus::BuildCounter(), "redress_log_replayed_cases_total",
               "Cases whose history was folded and compared with what is stored.")
            .Add({});

    counters& answers = family(prometheus::BuildCounter(), "redress_http_answers_total",
                               "Answers over HTTP by operation and status.");
    prometheus::Family<prometheus::Histogram>& answer_seconds =
        family(prometheus::BuildHistogram(), "redress_http_request_duration_seconds",
               "From the first byte of a request to the last of its answer.");
    prometheus::Gauge& connections =
        family(prometheus::BuildGauge(), "redress_http_connections", "Connections open now.").Add({});
    counters& hung_up =
        family(prometheus::BuildCounter(), "redress_http_connections_ended_total",
               "Connections that we ended: their network had too many, or a phase took too long.");

    static void to_total(prometheus::Counter& counter, double total)
    {
        if (total > counter.Value()) counter.Increment(total - counter.Value());
    }
};

void metrics::http(std::string_view operation, unsigned status, double seconds)
{
    const std::string name(operation);
    in_->answers.Add({{"operation", name}, {"status", std::to_string(status)}}).Increment();
    in_->answer_seconds
        .Add({{"operation", name}}, prometheus::Histogram::BucketBoundaries{.001, .0025, .005, .01, .025, .05,
                                                                            .1, .25, .5, 1, 2.5, 10})
        .Observe(seconds);
}

void metrics::http_connections(double open, double turned_away_total, double too_late_total)
{
    in_->connections.Set(open);
    inside::to_total(in_->hung_up.Add({{"why", "network"}}), turned_away_total);
    inside::to_total(in_->hung_up.Add({{"why", "slow"}}), too_late_total);
}

metrics::metrics() : in_(std::make_unique<inside>())
{
    in_->build.Add({{"version", REDRESS_VERSION}}).Set(1);
}
metrics::~metrics() = default;

void metrics::engine(const workflow::engine_counts& now)
{
    const auto set = [&](inside::counters& family, const char* label, const char* value,
                         std::uint64_t total) {
        inside::to_total(family.Add({{label, value}}), static_cast<double>(total));
    };
    set(in_->engine, "result", "applied", now.applied);
    set(in_->engine, "result", "refused", now.refused);
    set(in_->engine, "result", "duplicate", now.duplicate);
    set(in_->engine, "result", "dead_lettered", now.dead_lettered);
    set(in_->engine, "result", "derived", now.derived);
    set(in_->batches, "form", "fast", now.fast);
    set(in_->batches, "form", "slow", now.slow);
    set(in_->batches, "form", "stale", now.stale);
    set(in_->batches, "form", "unknown_commit", now.unknown_commits);
    set(in_->cache, "result", "hit", now.cache_hits);
    set(in_->cache, "result", "miss", now.cache_misses);
}

void metrics::batch(double seconds, std::size_t records)
{
    in_->seconds.Observe(seconds);
    in_->sizes.Observe(static_cast<double>(records));
}
void metrics::open_cases(const std::string& state, double n)
{
    in_->open.Add({{"state", state}}).Set(n);
}
void metrics::relay(double behind, double published_total)
{
    in_->behind.Set(behind);
    inside::to_total(in_->published, published_total);
}
void metrics::intake(const kafka::intake_counts& now)
{
    inside::to_total(in_->consumed, static_cast<double>(now.records));
    inside::to_total(in_->foreign, static_cast<double>(now.foreign_partition));
    in_->partitions.Set(static_cast<double>(now.partitions));
}
void metrics::deadline_slice(std::size_t cases)
{
    in_->due.Increment(static_cast<double>(cases));
}
void metrics::part_up(const std::string& part, bool up)
{
    in_->up.Add({{"part", part}}).Set(up ? 1 : 0);
}
void metrics::alarm(const std::string& code)
{
    in_->alarms.Add({{"code", code}}).Increment();
}
void metrics::calendar_left(const std::string& id, double days)
{
    in_->calendars.Add({{"calendar", id}}).Set(days);
}
void metrics::tree(double behind, double size)
{
    in_->tree_behind.Set(behind);
    in_->tree_size.Set(size);
}

void metrics::checkpoint_age(double seconds)
{
    in_->tree_age.Set(seconds);
}

void metrics::replayed(double cases)
{
    in_->replayed_cases.Increment(cases);
}

void metrics::open_without_date(double cases)
{
    in_->undated.Set(cases);
}
std::string metrics::text() const
{
    return prometheus::TextSerializer().Serialize(in_->registry.Collect());
}

}  // namespace redress::app
