// Lists of cases: filters of the query, a page at a time, without those that are not there for whoever reads.
#pragma once

#include "adapters/app/rest/answering.hpp"
#include "adapters/postgres/case_queries.hpp"

#include <functional>
#include <vector>

namespace redress::app::rest {

/// Reads and checks every filter of `GET /complaints`.
[[nodiscard]] postgres::case_filter line_filter_of(const http::request& asked);
/// Answers with a page in the order of (bucket, id).
void tell_lines(web_call& call, postgres::case_filter filter);
/// What a list says of a case beside its line.
using beside_line = std::function<void(const complaint&, boost::json::object& row)>;
/// Reads and checks state, category, channel, kind, hold, severity and rung of `GET /queues/{name}`.
void read_queue_filter(const parameters& query, postgres::queue_filter& filter);
/// Answers with a page of open cases, least time left first.
void tell_queue(web_call& call, postgres::queue_filter filter, const beside_line& beside = {});
struct counted_lines {
    int lines = 0;      // that are there for whoever asks
    bool more = false;  // there are more than these
};
/// Counts 200 lines at most: what a tab shows.
[[nodiscard]] counted_lines count_queue(web_call& call, postgres::queue_filter filter, int without = 0);

}  // namespace redress::app::rest
