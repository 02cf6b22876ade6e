#include "adapters/app/dry_run_report.hpp"

#include "adapters/app/cli.hpp"
#include "adapters/app/columns.hpp"
#include "adapters/app/services.hpp"
#include "adapters/files/text_book.hpp"
#include "workflow/reference.hpp"

#include <boost/json.hpp>

#include <ostream>

namespace redress::app {
namespace {

namespace json = boost::json;
using workflow::case_twice;
using workflow::clock_outcome;
using workflow::clock_twice;
using workflow::what_if_sums;

std::int64_t seconds_of(duration length)
{
    return std::chrono::duration_cast<std::chrono::seconds>(length).count();
}

json::value due_of(const std::optional<clock_outcome>& one)
{
    return one && one->due ? json::value(to_string(*one->due)) : nullptr;
}

json::value outcome_of(const clock_twice& of, const std::optional<clock_outcome>& one)
{
    return one && !of.clock.empty() ? json::value(name_of(one->state)) : nullptr;
}

template <class T>
json::array list_of(const std::optional<clock_outcome>& one, std::vector<T> clock_outcome::*member)
{
    return one ? json::array(((*one).*member).begin(), ((*one).*member).end()) : json::array();
}

json::object row_of(const case_twice& of, const clock_twice& one)
{
    const auto moved = one.moved();
    return {{"reference", workflow::shown_reference(of.reference)},
            {"case", to_string(of.id)},
            {"policy", one.policy},
            {"clock", one.clock},
            {"subject", one.subject},
            {"generation", one.generation},
            {"due_before", due_of(one.before)},
            {"due_after", due_of(one.after)},
            {"seconds", moved ? json::value(seconds_of(*moved)) : nullptr},
            {"outcome_before", outcome_of(one, one.before)},
            {"outcome_after", outcome_of(one, one.after)},
            {"warned_before", one.before ? one.before->warnings : 0},
            {"warned_after", one.after ? one.after->warnings : 0},
            {"rungs_before", list_of(one.before, &clock_outcome::rungs)},
            {"rungs_after", list_of(one.after, &clock_outcome::rungs)},
            {"told_before", list_of(one.before, &clock_outcome::told)},
            {"told_after", list_of(one.after, &clock_outcome::told)}};
}

/// "2", or "- → 2" where the draft makes it another.
std::string change_of(const json::value& before, const json::value& after)
{
    const auto text = [](const json::value& one) {
        auto said = cell_text(&one);
        return said.empty() ? std::string("-") : said;
    };
    return before == after ? cell_text(&after) : text(before) + " → " + text(after);
}

json::object sum_row(const std::pair<std::string, std::string>& id, const what_if_sums::of_clock& sum)
{
    const auto moved = sum.earlier + sum.later;
    const auto seconds = [&](duration length) {
        return moved > 0 ? json::value(seconds_of(length)) : json::value();
    };
    return {{"policy", id.first},
            {"clock", id.second},
            {"clocks_before", sum.before},
            {"clocks_after", sum.after},
            {"earlier", sum.earlier},
            {"later", sum.later},
            {"mean", seconds(moved > 0 ? sum.moved / moved : duration{})},
            {"least", seconds(sum.least)},
            {"most", seconds(sum.most)},
            {"missed_before", sum.missed_before},
            {"missed_after", sum.missed_after},
            {"gained", sum.gained},
            {"saved", sum.saved},
            {"warned_before", sum.warned_before},
            {"warned_after", sum.warned_after}};
}

}  // namespace

std::string difference_in_words(services& from, duration moved)
{
    if (moved == duration{}) return from.say({"due_unchanged"});
    const auto length = seconds_of(moved < duration{} ? -moved : moved);
    std::string text;
    const auto add = [&](said_key unit, std::int64_t n) {
        if (n > 0) text += (text.empty() ? "" : " ") + from.say({unit, {{"n", std::to_string(n)}}});
    };
    add("length_days", length / 86'400);
    add("length_hours", length / 3'600 % 24);
    add("length_minutes", length / 60 % 60);
    if (length < 60) text = from.say({"length_seconds", {{"n", std::to_string(length)}}});
    return from.say(
        {moved < duration{} ? said_key("due_earlier") : said_key("due_later"), {{"length", text}}});
}

json::object difference_json(const case_twice& of, const clock_twice& one)
{
    return row_of(of, one);
}

json::object sums_json(const what_if_sums& sums, const dry_run_counts& counts)
{
    json::array clocks, rungs, told;
    for (const auto& [id, sum] : sums.clocks) clocks.push_back(sum_row(id, sum));
    for (const auto& [rung, times] : sums.rungs)
        rungs.push_back(json::object{{"rung", rung}, {"before", times.before}, {"after", times.after}});
    for (const auto& [team, times] : sums.told)
        told.push_back(json::object{{"told", team}, {"before", times.before}, {"after", times.after}});
    return {{"since", to_string(counts.since)},
            {"replayed", sums.cases},
            {"differ", sums.differ},
            {"not_applied", sums.not_applied},
            {"unreadable", counts.unreadable},
            {"recorded_otherwise", sums.recorded_otherwise},
            {"clocks", std::move(clocks)},
            {"rungs", std::move(rungs)},
            {"told", std::move(told)}};
}

dry_run_report::dry_run_report(services& from, const shared_options& shared, const policy& rules,
                               bool summary_alone, std::ostream& out)
    : from_(from),
      shared_(shared),
      zone_(rules.zone),
      format_(shared.output()),
      summary_alone_(summary_alone),
      out_(out)
{
    if (summary_alone_) return;
    if (format_ == output_format::json) out_ << "{\"cases\": ";
    if (format_ == output_format::table)
        rows_ = std::make_unique<row_printer>(out_, format_,
                                              columns(from_, shared_,
                                                      {{"reference"},
                                                       {"clock", false, 40, as_typed},
                                                       {"due_before", false, 27},
                                                       {"due_after", false, 27},
                                                       {"difference", false, 30},
                                                       {"outcome_before", false, 20, "clock_state"},
                                                       {"outcome_after", false, 20, "clock_state"},
                                                       {"rungs_called", false, 20},
                                                       {"told", false, 40}}));
    else
        rows_ = std::make_unique<row_printer>(
            out_, format_,
            columns(from_, shared_, {{"reference"}, {"case"}, {"policy"}, {"clock", false, 60, as_typed}},
                    {"subject", "generation", "due_before", "due_after", "seconds", "difference",
                     "outcome_before", "outcome_after", "warned_before", "warned_after", "rungs_before",
                     "rungs_after", "told_before", "told_after"}));
}

json::object dry_run_report::table_row(const case_twice& of, const clock_twice& one) const
{
    const auto row = row_of(of, one);
    const auto due = [&](const std::optional<clock_outcome>& side) {
        return side && side->due ? zone_.text(*side->due) : std::string();
    };
    const auto name = one.clock.empty()
                          ? std::string("-")
                          : from_.texts().text("clock", one.clock, shared_.lang()) +
                                (one.subject.empty() ? "" : " " + one.subject) +
                                (one.generation > 1 ? " #" + std::to_string(one.generation) : "");
    return {{"reference", workflow::shown_reference(of.reference)},
            {"clock", name},
            {"due_before", due(one.before)},
            {"due_after", due(one.after)},
            {"difference", one.moved() ? difference_in_words(from_, *one.moved()) : std::string()},
            {"outcome_before", row.at("outcome_before")},
            {"outcome_after", row.at("outcome_after")},
            {"rungs_called", change_of(row.at("rungs_before"), row.at("rungs_after"))},
            {"told", change_of(row.at("told_before"), row.at("told_after"))}};
}

void dry_run_report::add(const case_twice& of)
{
    if (summary_alone_) return;
    for (const auto& one : of.clocks) {
        if (!one.differs()) continue;
        any_ = true;
        if (format_ == output_format::table) {
            rows_->row(table_row(of, one));
            continue;
        }
        auto row = row_of(of, one);
        if (format_ == output_format::csv && one.moved())
            row["difference"] = difference_in_words(from_, *one.moved());
        rows_->row(row);
    }
}

void dry_run_report::print_sums(const what_if_sums& sums, const dry_run_counts& counts)
{
    const bool table = format_ == output_format::table;
    if (table) {
        const auto label = [&](std::string_view key) {
            return from_.texts().text("column", key, shared_.lang());
        };
        print_labelled(out_, {{label("since"), zone_.text(counts.since)},
                              {label("replayed"), std::to_string(sums.cases)},
                              {label("differ"), std::to_string(sums.differ)},
                              {label("not_applied"), std::to_string(sums.not_applied)},
                              {label("unreadable"), std::to_string(counts.unreadable)},
                              {label("recorded_otherwise"), std::to_string(sums.recorded_otherwise)}});
        if (sums.differ == 0) out_ << from_.say({"nothing_differs"}) << '\n';
        out_ << '\n';
    }
    row_printer clocks(out_, format_,
                       columns(from_, shared_,
                               {{"policy"},
                                {"clock", false, 40},
                                {"clocks_before", true},
                                {"clocks_after", true},
                                {"earlier", true},
                                {"later", true},
                                {"mean", true},
                                {"least", true},
                                {"most", true},
                                {"missed_before", true},
                                {"missed_after", true},
                                {"gained", true},
                                {"saved", true},
                                {"warned_before", true},
                                {"warned_after", true}}));
    for (const auto& [id, sum] : sums.clocks) {
        auto row = sum_row(id, sum);
        if (table)
            for (const auto* key : {"mean", "least", "most"})
                if (const auto& length = row.at(key); length.is_int64())
                    row[key] = difference_in_words(from_, std::chrono::seconds(length.get_int64()));
        if (table) row["clock"] = from_.texts().text("clock", id.second, shared_.lang());
        clocks.row(row);
    }
    clocks.end();
    if (!table) return;
    const auto twice = [&](std::string_view what, const auto& list) {
        if (list.empty()) return;
        out_ << '\n';
        row_printer printer(
            out_, format_,
            what == "rung"
                ? columns(from_, shared_, {{"rung", true}, {"clocks_before", true}, {"clocks_after", true}})
                : columns(from_, shared_, {{"told"}, {"clocks_before", true}, {"clocks_after", true}}));
        for (const auto& [id, times] : list)
            printer.row({{what, id}, {"clocks_before", times.before}, {"clocks_after", times.after}});
        printer.end();
    };
    twice("rung", sums.rungs);
    twice("told", sums.told);
}

void dry_run_report::end(const what_if_sums& sums, const dry_run_counts& counts)
{
    if (rows_) {
        // A head above nothing would only puzzle.
        if (any_ || format_ != output_format::table) rows_->end();
        if (any_ && format_ == output_format::table) out_ << '\n';
    }
    switch (format_) {
        case output_format::json:
            if (summary_alone_)
                out_ << json::serialize(sums_json(sums, counts)) << '\n';
            else
                out_ << ",\"summary\": " << json::serialize(sums_json(sums, counts)) << "}\n";
            return;
        case output_format::jsonl:
            out_ << json::serialize(json::object{{"summary", sums_json(sums, counts)}}) << '\n';
            return;
        case output_format::csv:
            if (summary_alone_) print_sums(sums, counts);
            return;
        case output_format::table:
            return print_sums(sums, counts);
    }
}

}  // namespace redress::app
