// What a dry run of a policy prints: a row for each clock that would have been another, and sums.
#pragma once

#include "adapters/app/output.hpp"
#include "adapters/app/zone_clock.hpp"
#include "workflow/what_if.hpp"

#include <boost/json/object.hpp>

#include <cstdint>
#include <iosfwd>
#include <memory>
#include <string>

namespace redress::app {

class services;
struct shared_options;

/// What the sums say beside those of `what_if_sums`.
struct dry_run_counts {
    instant since;
    std::int64_t unreadable = 0;
};

/// "4 h earlier", "1 d 2 h later", "the same", in the language of whoever looks; seconds where it is less than
/// a minute.
[[nodiscard]] std::string difference_in_words(services& from, duration moved);

class dry_run_report {
public:
    /// `rules`: the draft, in whose zone tables show times. `summary_alone`: no rows.
    dry_run_report(services& from, const shared_options& shared, const policy& rules, bool summary_alone,
                   std::ostream& out);
    /// Rows of the clocks of a case that differ.
    void add(const workflow::case_twice& one);
    /// The sums: after the rows in a table and in JSON; in CSV alone, where they are rows of their own.
    void end(const workflow::what_if_sums& sums, const dry_run_counts& counts);

private:
    [[nodiscard]] boost::json::object table_row(const workflow::case_twice& of,
                                                const workflow::clock_twice& one) const;
    void print_sums(const workflow::what_if_sums& sums, const dry_run_counts& counts);

    services& from_;
    const shared_options& shared_;
    zone_clock zone_;
    output_format format_;
    bool summary_alone_;
    std::ostream& out_;
    std::unique_ptr<row_printer> rows_;
    bool any_ = false;
};

/// A clock that would have been another, as JSON.
[[nodiscard]] boost::json::object difference_json(const workflow::case_twice& of,
                                                  const workflow::clock_twice& one);

/// The sums as one JSON object.
[[nodiscard]] boost::json::object sums_json(const workflow::what_if_sums& sums, const dry_run_counts& counts);

}  // namespace redress::app
