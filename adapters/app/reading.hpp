// What there is for whoever reads. A case that concerns them (they are complained about, manage such a person
// or declared an interest) is not there: not by name, in no list and in no count. `services::case_of` and the
// functions here are the ways to a case that every command goes which shows one.
#pragma once

#include "adapters/postgres/case_queries.hpp"
#include "states/actor.hpp"
#include "states/complaint.hpp"

#include <boost/json/fwd.hpp>

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace redress::app {

class services;

/// Whether somebody may look at a case at all: not when it is about them, about somebody whom they manage,
/// or when they declared an interest.
[[nodiscard]] bool may_open(const actor& who, const complaint& of);

/// Whether they are not to learn that it is there: whom it concerns and who neither has it nor said so themselves.
[[nodiscard]] bool is_hidden_from(const actor& who, const complaint& of);

/// Of a timeline's row, the case that its data names; taken out when it is not there for whoever reads.
void leave_out_hidden_link(services& from, boost::json::object& row);

/// Takes out what names a case that is not there for whoever reads: links, and the case that this one is a
/// duplicate of.
void leave_out_hidden_links(services& from, complaint& shown);

/// Those of the cases that are there, by id. One that this release cannot read is left out, and alarmed about once.
[[nodiscard]] std::map<case_id, complaint> cases_read(services& from, const std::vector<case_id>& ids);

/// Those of the cases that are not there for whoever reads; none without a person.
[[nodiscard]] std::set<case_id> hidden_from_reader(services& from, const std::vector<case_id>& ids);

/// The first `limit` lines that are there for whoever reads; `ask` lists as many as it is told, in its order.
[[nodiscard]] std::vector<postgres::case_line> lines_for_reader(
    services& from, int limit, const std::function<std::vector<postgres::case_line>(int)>& ask);

/// Tells of each open case, and of each closed one that is looked at again before `until`, as far as it is there for
/// whoever reads and this release can read it. A page at a time, in short transactions.
void for_each_case_ahead(services& from, instant until, const std::function<void(const complaint&)>& tell);

/// The same of cases that were recorded from about `since` on; false when that goes back to the first of all.
bool for_each_case_recorded(services& from, instant since, const std::function<void(const complaint&)>& tell);

/// Counts of cases without those that are hidden. What waits for the deadline pass is the engine's work and
/// counted whole.
[[nodiscard]] postgres::deadline_summary deadlines_for_reader(services& from);
[[nodiscard]] std::map<std::string, std::int64_t> cases_by_state(services& from);

}  // namespace redress::app
