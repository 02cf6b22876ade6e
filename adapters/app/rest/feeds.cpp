// /dead-letters, /deadlines, /relay, /operations: whether everything goes on.
#include "adapters/app/rest/resources.hpp"

#include "adapters/app/dead_letter_view.hpp"
#include "adapters/app/line_view.hpp"
#include "adapters/app/reading.hpp"
#include "adapters/app/refusal_told.hpp"
#include "adapters/app/rest/cursor.hpp"
#include "adapters/app/rest/house_counts.hpp"
#include "adapters/app/rest/request_key.hpp"
#include "states/matter_step.hpp"
#include "workflow/permissions.hpp"

#include <boost/json.hpp>

#include <algorithm>

namespace redress::app::rest {
namespace {

constexpr std::string_view letter_states[] = {"open", "redriven", "discarded"};

boost::json::object sums_json(const house_told& seen)
{
    const auto& sums = seen.deadlines;
    boost::json::object out{{"as_of", to_string(seen.as_of)},
                            {"overdue", sums.overdue},
                            {"due_within_day", sums.due_within_day},
                            {"undated", sums.undated},
                            {"agenda_due", sums.agenda_due}};
    if (sums.oldest) out["agenda_oldest"] = to_string(*sums.oldest);
    return out;
}

boost::json::array readers_json(const std::vector<postgres::reader_lag>& readers)
{
    boost::json::array items;
    for (const auto& one : readers)
        items.push_back(
            boost::json::object{{"reader", one.reader},
                                {"behind", one.behind},
                                {"holder", one.holder ? boost::json::value(*one.holder) : nullptr}});
    return items;
}

postgres::dead_letter_record letter_of_path(web_call& call)
{
    try {
        return dead_letter_named(call.from(), call.asked().in_path.at("letter"));
    } catch (const command_failed& no) {
        if (no.code() != exit_code::usage || !no.what_is_said()) throw;
        throw command_failed(exit_code::not_found, *no.what_is_said());
    }
}

void redrive(web_call& call, const request_key& key, const workflow::command& asked, const uuid& letter)
{
    decide_then(call, {asked},
                [key, asked, letter](web_call& later, const std::vector<workflow::answer>& answers) {
                    static constexpr std::string_view results[] = {"applied", "refused", "duplicate",
                                                                   "dead_lettered"};
                    const auto& got = answers.at(0);
                    const auto kind = matter_of(asked.what.type);
                    boost::json::object out{{"letter", to_string(letter)},
                                            {kind ? name_of(*kind) : "case", to_string(asked.id)},
                                            {"event", name_of(asked.what.type)},
                                            {"result", results[static_cast<std::size_t>(got.what)]}};
                    if (!got.code.empty()) {
                        out["code"] = got.code;
                        out["words"] = refusal_told(later.from().texts(), asked.what.type, got.code, got.args,
                                                    later.from().language())
                                           .words;
                    }
                    if (got.version > 0) out["version"] = got.version;
                    // A refusal is an outcome, too: recorded and published, so the letter has done its work.
                    if (got.what != workflow::disposition::dead_lettered)
                        static_cast<void>(later.from().queries().settle_dead_letter(letter, "redriven"));
                    key.answer(later, json_response(200, out));
                });
}

}  // namespace

void list_dead_letters(web_call& call)
{
    const parameters query(call.asked(), {"letter_state", "limit", "cursor"});
    static_cast<void>(who_asks_as(call, workflow::roles_of(workflow::permission::dead_letters)));
    const auto state = query.one_of("letter_state", letter_states);
    const auto limit = query.limit();
    std::optional<std::pair<instant, uuid>> before;
    if (const auto place = place_asked(call); !place.empty())
        before = {parse_instant(std::string_view(place).substr(37)).value_or(instant{}),
                  parse_uuid(std::string_view(place).substr(0, 36)).value_or(uuid{})};
    boost::json::array items;
    std::string next, last;
    for (bool more = true; more;) {
        auto lines = call.from().queries().dead_letters(state, limit + 1, before);
        more = static_cast<int>(lines.size()) > limit;
        if (more) before = {lines.back().created, lines.back().id};
        leave_out_hidden_letters(call.from(), lines);
        for (const auto& line : lines) {
            // One more than was asked for says that the list goes on.
            if (static_cast<int>(items.size()) == limit) {
                next = last;
                more = false;
                break;
            }
            items.push_back(dead_letter_json(line));
            last = to_string(line.id) + "/" + to_string(line.created);
        }
    }
    call.answer(page_response(call, std::move(items), next));
}

void read_dead_letter(web_call& call)
{
    const parameters none(call.asked(), {});
    const auto who = who_asks_as(call, workflow::roles_of(workflow::permission::dead_letters));
    const auto found = letter_of_path(call);
    // Personal text may stand in it: that it was read is recorded before it is shown.
    record_then(call, "access.given", who,
                {{"letter", to_string(found.line.id)}, {"reason_code", "dead_letter"}},
                [found](web_call& later) { later.answer(json_response(200, dead_letter_json(found))); });
}

void redrive_dead_letter(web_call& call)
{
    const parameters none(call.asked(), {});
    const auto who = who_asks_as(call, workflow::roles_of(workflow::permission::settle_dead_letters));
    const request_key key(call.asked());
    if (key.replayed(call)) return;
    const auto found = letter_of_path(call);
    const auto asked = command_redriven(call.from(), found);
    record_then(call, "operator.command", who,
                {{"command", "dlq redrive"}, {"letter", to_string(found.line.id)}},
                [key, asked, id = found.line.id](web_call& next) { redrive(next, key, asked, id); });
}

void discard_dead_letter(web_call& call)
{
    const parameters none(call.asked(), {});
    const auto who = who_asks_as(call, workflow::roles_of(workflow::permission::settle_dead_letters));
    const request_key key(call.asked());
    if (key.replayed(call)) return;
    const auto body = body_of(call.asked());
    static constexpr std::string_view known[] = {"reason"};
    refuse_unknown_members(body, known);
    const auto* said = body.if_contains("reason");
    const std::string reason =
        said != nullptr && said->is_string() ? std::string(said->as_string()) : std::string();
    // It stands in the audit trail, so it is a code and no words of a person.
    if (reason.empty() || reason.size() > 40 ||
        reason.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") != std::string::npos)
        throw unfit_member("/reason", said == nullptr, {"code", {{"n", "40"}}});
    const auto found = letter_of_path(call);
    const auto id = to_string(found.line.id);
    if (found.line.state != "open")
        throw command_failed(exit_code::refused, app::said{"letter_settled", {{"value", id}}});
    record_then(
        call, "operator.command", who, {{"command", "dlq discard"}, {"letter", id}, {"reason", reason}},
        [key, id, letter = found.line.id](web_call& later) {
            if (!later.from().queries().settle_dead_letter(letter, "discarded"))
                throw command_failed(exit_code::refused, app::said{"letter_settled", {{"value", id}}});
            key.answer(later, json_response(200, {{"letter", id}, {"state", "discarded"}}));
        });
}

void list_deadlines(web_call& call, house_counts& counts)
{
    const parameters query(call.asked(), {"limit"});
    static_cast<void>(who_asks(call));
    auto& from = call.from();
    boost::json::array items;
    for (const auto& line :
         lines_for_reader(from, query.limit(), [&](int at_most) { return from.queries().due_next(at_most); }))
        items.push_back(line_json(line));
    call.answer(page_response(call, std::move(items), {}, {{"sums", sums_json(*counts.for_reader(from))}}));
}

void read_relay(web_call& call)
{
    const parameters none(call.asked(), {});
    static_cast<void>(who_asks(call));
    call.answer(page_response(call, readers_json(call.from().queries().readers()), {}));
}

void read_operations(web_call& call, house_counts& counts)
{
    const parameters none(call.asked(), {});
    static_cast<void>(who_asks(call));
    const auto seen = counts.for_reader(call.from());
    boost::json::object states;
    for (const auto& [state, cases] : seen->by_state) states[state] = cases;
    boost::json::array partitions;
    for (const auto& one : seen->partitions)
        partitions.push_back(boost::json::object{{"topic", one.topic},
                                                 {"partition", one.partition},
                                                 {"next_offset", one.next_offset},
                                                 {"applied", one.applied},
                                                 {"refused", one.refused},
                                                 {"duplicate", one.duplicate},
                                                 {"dead_lettered", one.dead_lettered},
                                                 {"skipped", one.skipped}});
    call.answer(json_response(200, {{"as_of", to_string(seen->as_of)},
                                    {"cases", std::move(states)},
                                    {"deadlines", sums_json(*seen)},
                                    {"dead_letters_open", seen->letters_open},
                                    {"dead_letters_counted_to", letters_counted_to},
                                    {"readers", readers_json(seen->readers)},
                                    {"partitions", std::move(partitions)}}));
}

}  // namespace redress::app::rest
