// .../timeline and /complaints/{id}/clocks: what happened, what is promised and why it is due when it is.
#include "adapters/app/rest/resources.hpp"

#include "adapters/app/case_view.hpp"
#include "adapters/app/clock_explanation.hpp"
#include "adapters/app/command_answer.hpp"
#include "adapters/app/matter_view.hpp"
#include "adapters/app/reading.hpp"
#include "adapters/app/rest/beside.hpp"
#include "adapters/app/rest/cursor.hpp"
#include "adapters/app/rest/event_body.hpp"
#include "adapters/app/rest/precondition.hpp"
#include "adapters/files/text_book.hpp"
#include "adapters/postgres/case_queries.hpp"

#include <boost/json.hpp>

#include <charconv>

namespace redress::app::rest {

namespace {

/// `leave_out`: what of a row is not there for whoever reads.
template <class LeaveOut>
void tell_timeline(web_call& call, const chain_id& chain, int limit, const gone_words& gone,
                   LeaveOut leave_out)
{
    auto& from = call.from();
    std::int64_t after = 0;
    if (const auto place = place_asked(call); !place.empty())
        std::from_chars(place.data(), place.data() + place.size(), after);
    boost::json::array items;
    std::string next;
    const reading_language in{&from.texts(), from.language()};
    for (const auto& entry : from.queries().timeline(chain, after, limit + 1)) {
        if (static_cast<int>(items.size()) == limit) {
            next = std::to_string(after);
            break;
        }
        auto row = timeline_row(entry.body, gone);
        leave_out(row);
        const auto said = timeline_row(entry.body, gone, in);
        boost::json::object words{{"what", said.at("what")}};
        for (const auto* name : {"who", "moves", "clocks"})
            if (const auto* value = said.if_contains(name)) words[name] = *value;
        row["words"] = std::move(words);
        row["leaf"] = hex_of(entry.leaf);
        items.push_back(std::move(row));
        after = entry.cseq;
    }
    call.answer(page_response(call, std::move(items), next));
}

}  // namespace

void read_timeline(web_call& call)
{
    const parameters query(call.asked(), {"limit", "cursor"});
    static_cast<void>(who_asks(call));
    const auto found = case_of_path(call);
    tell_timeline(call, found.id, query.limit(), {found.facts.erased_at, found.facts.redacted},
                  [&](boost::json::object& row) { leave_out_hidden_link(call.from(), row); });
}

void read_matter_timeline(web_call& call, matter_kind kind)
{
    const parameters query(call.asked(), {"limit", "cursor"});
    static_cast<void>(who_asks(call));
    const auto found = matter_of_path(call, kind);
    tell_timeline(call, found.now.id, query.limit(), {}, [&](boost::json::object& row) {
        if (auto* data = row.if_contains("data"); data != nullptr && data->is_object())
            leave_out_hidden_cases(call.from(), data->as_object());
    });
}

void list_clocks(web_call& call)
{
    const parameters none(call.asked(), {});
    static_cast<void>(who_asks(call));
    auto& from = call.from();
    const auto found = case_of_path(call);
    auto told = case_json(found, from.rules_of(found));
    boost::json::array items;
    for (auto& one : told["clocks"].as_array()) {
        auto& clock = one.as_object();
        clock["words"] = boost::json::object{
            {"clock",
             from.texts().text("clock", std::string(clock.at("clock").as_string()), from.language())},
            {"state",
             from.texts().text("clock_state", std::string(clock.at("state").as_string()), from.language())}};
        items.push_back(std::move(one));
    }
    call.answer(page_response(call, std::move(items), {}));
}

void explain_clock(web_call& call)
{
    const parameters query(call.asked(), {"subject", "generation", "policy", "at"});
    static_cast<void>(who_asks(call));
    auto& from = call.from();
    const auto found = case_of_path(call);
    const auto now = from.queries().now();
    const auto at = query.time("at").value_or(now);
    if (at > now) throw unfit_parameter("at", {"has_come"});
    clock_asked which{.named = call.asked().in_path.at("id"),
                      .clock = call.asked().in_path.at("clock"),
                      .generation = query.integer("generation", 1, 1'000'000).value_or(0),
                      .policy = query.text("policy")};
    if (const auto subject = query.text("subject"); !subject.empty()) which.clock += "/" + subject;
    const auto seen = look_back(from, found.id, at);
    call.answer(json_response(200, clock_explanation(from, seen, find_clock(seen.now, which), at).as_json()));
}

void record_reading(web_call& call, const complaint& of, const actor& who,
                    const std::vector<std::string>& items, web_call::step then)
{
    // Every look is one of its own: what is under no key is under a new id.
    const auto sent = own_command(of.id, words_read(who, items), who, over_rest);
    decide_then(
        call, {sent},
        [sent, then = std::move(then)](web_call& later, const std::vector<workflow::answer>& answers) {
            if (answers.at(0).what != workflow::disposition::applied)
                throw refusal_problem(later, sent, answers.at(0));
            then(later);
        });
}

}  // namespace redress::app::rest
