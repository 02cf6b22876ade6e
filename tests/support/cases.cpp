#include "tests/support/cases.hpp"
#include "tests/support/elapsed.hpp"

#include "workflow/dead_letters.hpp"
#include "workflow/entry.hpp"

namespace redress::tests {

using namespace workflow;
using namespace std::chrono_literals;

policy small_policy()
{
    policy rules;
    rules.id = "small";
    rules.rev = 1;
    rules.sha256 = std::string(64, 'a');
    rules.zone = "UTC";
    clock_rule answer;
    answer.id = "initial_response";
    answer.kind = clock_kind::statutory;
    answer.start.set(trigger_of(event_type::complaint_filed));
    answer.stop.set(dispatched(letter_kind::initial_response));
    answer.stop.set(entered(machine::lifecycle, static_cast<std::size_t>(lifecycle_state::decided)));
    answer.start_from_receipt = true;
    answer.limit = elapsed(24h);
    answer.warn.push_back({.text = "50%", .percent = 50});
    answer.on_miss_raise_to = 1;
    rules.clocks.push_back(answer);
    clock_rule window;
    window.id = "appeal_window";
    window.kind = clock_kind::window;
    window.subject = clock_subject::letter;
    window.start.set(dispatched(letter_kind::final_response));
    window.stop.set(trigger_of(event_type::appeal_filed));
    window.limit = elapsed(48h);
    window.on_lapse = event_type::appeal_window_lapsed;
    rules.clocks.push_back(window);
    rules.ladder.push_back({.rung = 1, .target = "care", .fallback = "care", .on_request = true});
    rules.ladder.push_back({.rung = 2, .target = "leads", .fallback = "leads"});
    for (const auto* name : {"withdrawal_missing", "app_fault"})
        rules.categories.push_back({.id = name, .severity = 2});
    rules.inadmissibility_reasons = {"not_ours"};
    rules.hold_reasons = {"waiting_for_bank"};
    rules.appeal_window = elapsed(48h);
    rules.appeal_levels = 1;
    rules.reopen_window = elapsed(30 * 24h);
    rules.window_restart = elapsed(7 * 24h);
    rules.longest_hold = 30 * 24h;
    return rules;
}

actor customer()
{
    return {.id = "customer-1", .role = role::complainant};
}

actor handler(const std::string& id)
{
    return {.id = id, .role = role::handler, .team = "intake", .named_staff = true};
}

actor care_reviewer(const std::string& id)
{
    return {.id = id, .role = role::care_reviewer, .team = "care", .rungs = 0xff, .named_staff = true};
}

case_id case_number(std::uint64_t n)
{
    return uuid_v8(sha256("case number " + std::to_string(n)));
}

event filing(const std::string& words)
{
    event what{.type = event_type::complaint_filed};
    what.set(field::channel, std::string("in_app"))
        .set(field::category, std::string("withdrawal_missing"))
        .set(field::language, std::string("en"))
        .set(field::narrative, words)
        .set(field::complainant, std::string("customer-1"))
        .set(field::points, std::vector<std::string>{"It is late.", "Nobody answers."});
    return what;
}

event note(const std::string& words)
{
    event what{.type = event_type::note_added};
    what.set(field::text, words);
    return what;
}

event assigned_to(const std::string& owner)
{
    event what{.type = event_type::assigned};
    what.set(field::owner, owner).set(field::team, std::string("intake"));
    return what;
}

event letter_event(event_type type, const std::string& words)
{
    event what{.type = type};
    what.set(field::route, std::string("status_page"))
        .set(field::letter_language, std::string("en"))
        .set(field::letter_parts, std::vector<std::string>{"decision", "reasons"})
        .set(field::letter_body, words);
    return what;
}

actor operations()
{
    return {.id = "o.ops", .role = role::operator_, .team = "operations", .named_staff = true};
}

event incident_opening(const std::string& words)
{
    event what{.type = event_type::incident_opened};
    what.set(field::words_en, words)
        .set(field::words_zh, std::string("转账延迟。"))
        .set(field::from, instant(std::chrono::days(19'999)))
        .set(field::posted_by, std::string("o.ops"));
    return what;
}

event action_opening(instant due, const std::string& owner)
{
    event what{.type = event_type::action_opened};
    what.set(field::measure, std::string("Retry the gateway."))
        .set(field::cause, std::string("gateway_timeout"))
        .set(field::owner, owner)
        .set(field::due, due);
    return what;
}

event linked_to(const case_id& incident)
{
    event what{.type = event_type::linked};
    what.set(field::to, to_string(incident)).set(field::cause, std::string("incident"));
    return what;
}

command order(const case_id& id, event what, actor who, const std::string& source_id)
{
    command asked;
    asked.id = id;
    asked.what = std::move(what);
    asked.who = std::move(who);
    asked.from.source = "/test";
    asked.from.id = source_id;
    // Any digest over the content does: here over what a dead letter would keep of it.
    asked.from.digest = dead_letter_of(asked, "unreadable", "").sha256;
    return asked;
}

command as_record(command from, std::int64_t offset, const std::string& topic)
{
    from.from.topic = topic;
    from.from.partition = bucket_of(from.id);
    from.from.offset = offset;
    return from;
}

batch batch_of(std::vector<record> records, batch_kind kind)
{
    return {.kind = kind, .records = std::move(records)};
}

}  // namespace redress::tests
