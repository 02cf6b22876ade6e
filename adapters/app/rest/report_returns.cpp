// /reports/returns: what supervisors and auditors ask for, made of entries alone; that one was made is recorded first.
#include "adapters/app/rest/house.hpp"

#include "adapters/app/report_maker.hpp"
#include "adapters/files/text_book.hpp"
#include "workflow/permissions.hpp"

#include <boost/json.hpp>

#include <mutex>

namespace redress::app::rest {
namespace {

constexpr std::int64_t rows_max = 50'000;  // of one answer, which is held in memory

boost::json::object told_of(services& from, const workflow::return_kind& kind)
{
    return {{"report", kind.name},
            {"meaning", from.texts().text("report", kind.name, from.language())},
            {"columns", boost::json::array(kind.columns.begin(), kind.columns.end())}};
}

void make(web_call& call, const report_asked& asked, std::mutex& running)
{
    auto& from = call.from();
    // It goes through all cases: one at a time, so that it never takes all workers.
    std::unique_lock alone(running, std::try_to_lock);
    if (!alone) throw problem(429, "rate_limited").header("retry-after", "10");
    boost::json::array rows;
    const auto told =
        make_report(from, asked, {.row = [&](const boost::json::object& row) {
                        if (std::ssize(rows) == rows_max)
                            throw problem(422, "validation_failed")
                                .saying(from.say({"report_too_long", {{"n", std::to_string(rows_max)}}}));
                        rows.push_back(row);
                    }});
    alone.unlock();
    auto out = told_of(from, *asked.kind);
    out["from"] = to_string(told.of.period.from);
    out["until"] = to_string(told.of.period.until);
    out["as_of"] = to_string(told.of.as_of);
    out["zone"] = told.of.zone;
    out["cases"] = told.cases;
    out["unreadable"] = told.unreadable;
    out["rows"] = std::move(rows);
    call.answer(json_response(200, out));
}

}  // namespace

void list_returns(web_call& call)
{
    const parameters none(call.asked(), {});
    boost::json::array items;
    for (const auto& kind : workflow::return_kinds()) items.push_back(told_of(call.from(), kind));
    call.answer(json_response(200, {{"items", std::move(items)}}));
}

void make_return(web_call& call, const std::shared_ptr<std::mutex>& running)
{
    const parameters query(call.asked(), {"from", "until", "entity", "as_of"});
    const auto who = who_asks_as(call, workflow::roles_of(workflow::permission::export_cases));
    report_asked asked{.kind = workflow::find_return(call.asked().in_path.at("report")),
                       .from = query.text("from"),
                       .until = query.text("until"),
                       .legal_entity = query.text("entity"),
                       .as_of = query.text("as_of")};
    if (asked.kind == nullptr) throw problem(404, "not_found");
    auto& from = call.from();
    const auto span = span_of(from, asked);
    // It is made as of the moment that the record names.
    asked.as_of = to_string(span.as_of);
    record_then(call, "operator.command", who,
                {{"as_of", asked.as_of},
                 {"command", "report make"},
                 {"entity", asked.legal_entity},
                 {"from", to_string(span.period.from)},
                 {"report", std::string(asked.kind->name)},
                 {"until", to_string(span.period.until)}},
                [asked, running](web_call& later) { make(later, asked, *running); });
}

}  // namespace redress::app::rest
