// What the process tells Prometheus, and what /readyz answers. Written by the threads of `serve`,
// read by the ops listener.
#pragma once

#include "adapters/kafka/intake_loop.hpp"
#include "workflow/engine.hpp"

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace redress::app {

/// A part that can be out of order: database, kafka, relay, upkeep.
struct part_health {
    bool good = false;
    std::string since;  // RFC 3339, of the last change
    std::string last_error;
};

class health {
public:
    void good(const std::string& part);
    /// True when the part was in order until now.
    bool bad(const std::string& part, const std::string& error);
    [[nodiscard]] std::map<std::string, part_health> parts() const;
    /// Every part that `required` names is in order.
    [[nodiscard]] bool ready() const;
    void require(const std::string& part);

private:
    mutable std::mutex mutex_;
    std::map<std::string, part_health> parts_;
    std::vector<std::string> required_;
};

/// Gauges that cost a query are set by the upkeep thread, counters by whoever counts.
class metrics {
public:
    metrics();
    ~metrics();
    metrics(const metrics&) = delete;
    metrics& operator=(const metrics&) = delete;

    void engine(const workflow::engine_counts& now);  // counters, from totals
    /// `seconds`: from the first of its records read to the commit.
    void batch(double seconds, std::size_t records);
    void open_cases(const std::string& state, double n);
    void relay(double behind, double published_total);
    void intake(const kafka::intake_counts& now);  // counters, from totals
    void deadline_slice(std::size_t cases);
    void part_up(const std::string& part, bool up);
    void alarm(const std::string& code);
    /// Of a calendar that a policy in force counts by: whole days until its years end.
    void calendar_left(const std::string& id, double days);
    /// An answer over HTTP, by the operation of the endpoint table.
    void http(std::string_view operation, unsigned status, double seconds);
    void http_connections(double open, double turned_away_total, double too_late_total);
    void open_without_date(double cases);
    /// The tree over the entries: how many are not in it yet, seconds since the last checkpoint, its leaves.
    void tree(double behind, double size);
    void checkpoint_age(double seconds);
    /// Cases that the background pass folded and compared.
    void replayed(double cases);
    /// Text format 0.0.4.
    [[nodiscard]] std::string text() const;

private:
    struct inside;
    std::unique_ptr<inside> in_;
};

}  // namespace redress::app
