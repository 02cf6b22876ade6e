// Makes a report of workflow/returns.hpp from the entries of the log: the one place that reads them for it.
// Reads only. Cases that concern whoever asks are not there, as everywhere.
#pragma once

#include "workflow/returns.hpp"

#include <cstdint>
#include <functional>
#include <string>

namespace redress::app {

class services;

struct report_asked {
    const workflow::return_kind* kind = nullptr;
    std::string from, until;   // dates of the house's zone (the latter included), or times with offset
    std::string legal_entity;  // empty: all
    std::string as_of;         // empty: now
};

/// As it is meant: `until` of the period is past the last moment that counts.
struct report_span {
    instant_span period;
    instant as_of;
    std::string zone;
};

struct report_made {
    report_span of;
    std::int64_t cases = 0, rows = 0, unreadable = 0;
};

/// Throws command_failed(usage) that names what is wrong with the dates.
[[nodiscard]] report_span span_of(services& from, const report_asked& asked);

struct report_hearers {
    std::function<void(const boost::json::object&)> row;
    /// Of a case whose history cannot be read, and why: it is left out.
    std::function<void(const case_id&, const std::string&)> unreadable = {};
    std::function<void(std::int64_t done, std::int64_t whole)> progress = {};
};

report_made make_report(services& from, const report_asked& asked, const report_hearers& to);

}  // namespace redress::app
