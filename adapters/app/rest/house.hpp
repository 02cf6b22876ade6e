// Handlers of what the house itself is: who works here, by which hours, settings and machines; how well it does; and
// what changes a case for good or is known to few.
#pragma once

#include "adapters/app/rest/answering.hpp"
#include "adapters/app/rest/house_counts.hpp"
#include "adapters/postgres/machine_census.hpp"

#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace redress::app::rest {

// house.cpp
void read_roster(web_call& call);
void list_settings(web_call& call);
void list_calendars(web_call& call);
void read_calendar(web_call& call);
void read_machines(web_call& call);

/// As each person last asked: every dependency is asked once in half a minute, however many look.
class health_seen {
public:
    [[nodiscard]] boost::json::object of(services& from);

private:
    made_now_and_then<const boost::json::object> english_, chinese_;
};
void read_health(web_call& call, health_seen& seen);

// audit_search.cpp
void search_audit(web_call& call);

// machine_counts.cpp
struct counted_machines {
    instant as_of{};
    postgres::machine_census counts;
};
/// Thread-safe.
class machines_counted {
public:
    explicit machines_counted(std::chrono::seconds kept) : kept_(kept) {}
    [[nodiscard]] std::shared_ptr<const counted_machines> of(services& from);

private:
    const std::chrono::seconds kept_;
    made_now_and_then<const counted_machines> counted_;
};
void count_machines(web_call& call, machines_counted& seen);

// repin.cpp
void preview_repin(web_call& call);

// dry_run.cpp
void dry_run_policy(web_call& call);

// restricted.cpp
void read_compartment(web_call& call);
void act_in_compartment(web_call& call);

// report_returns.cpp
void list_returns(web_call& call);
/// `running`: held while one is made.
void make_return(web_call& call, const std::shared_ptr<std::mutex>& running);

// period_report.cpp
/// The cases behind every number of a period.
struct period_told {
    instant as_of{}, from{}, until{}, looked_back_to{};
    std::string zone;
    struct row {
        std::string measure, key, team;
        auto operator<=>(const row&) const = default;
    };
    std::map<row, std::vector<case_id>> cases;  // newest first
};

/// Numbers of periods, kept for whoever asked, who asks for the list behind a number next. For `kept`, and as much
/// again for each second that the counting took, so that a large house is not counted all the time. Thread-safe.
class period_reports {
public:
    explicit period_reports(std::chrono::seconds kept) : kept_(kept) {}
    [[nodiscard]] std::shared_ptr<const period_told> of(services& from, instant_span period);

private:
    struct kept_report {
        made_now_and_then<const period_told> told;
        std::atomic<std::int64_t> took_s = 0;
    };
    const std::chrono::seconds kept_;
    std::mutex guard_, making_;
    std::map<std::string, std::shared_ptr<kept_report>> reports_;
};
void report_period(web_call& call, period_reports& reports);
void list_behind_number(web_call& call, period_reports& reports);

}  // namespace redress::app::rest
