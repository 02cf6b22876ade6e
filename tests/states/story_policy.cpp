// What stories run under: small enough to be known by heart.
#include "tests/states/story.hpp"
#include "tests/support/elapsed.hpp"

namespace redress::tests {
trigger_set on(std::initializer_list<const char*> names)
{
    trigger_set set;
    for (const char* name : names) set.set(parse_trigger(name).value());
    return set;
}

trigger_set on(const char* name)
{
    return on({name});
}

a_case under(clock_rule rule)
{
    auto c = a_complaint();
    rule.kind = rule.kind == clock_kind::statutory ? clock_kind::published : rule.kind;
    c.rules.clocks = {std::move(rule)};
    return c;
}

event out(const char* letter)
{
    return happened(event_type::message_dispatched, {{field::letter, letter}});
}

policy story_policy()
{
    policy p;
    p.id = "wallet";
    p.rev = 3;
    p.sha256 = std::string(64, 'c');
    p.zone = "UTC";
    p.clocks = {
        {.id = "investigation",
         .kind = clock_kind::published,
         .start = on({"complaint_filed"}),
         .stop = on({"dispatched:final_response"}),
         .limit = elapsed(14 * 24h),
         .extend_days = 14,
         .warn = {{.text = "90%", .percent = 90, .raise_to = 1}, {.text = "1h", .before = elapsed(1h)}},
         .on_miss_raise_to = 2},
        {.id = "appeal_window",
         .kind = clock_kind::window,
         .start = on({"dispatched:final_response"}),
         .stop = on({"resolution_accepted"}),
         .pause_appealed = true,
         .limit = elapsed(30 * 24h),
         .on_lapse = event_type::appeal_window_lapsed},
        {.id = "rung_ack",
         .kind = clock_kind::internal,
         .subject = clock_subject::rung,
         .stop = on({"rung_accepted"}),
         .limit = elapsed(4h),
         .on_miss_next = true},
        {.id = "kept_open", .kind = clock_kind::internal, .limit = elapsed(4h), .survives_closing = true},
    };
    p.ladder = {{.rung = 1, .target = "senior", .fallback = "care", .on_request = true, .rating_at_most = 2},
                {.rung = 2,
                 .target = "care",
                 .fallback = "care",
                 .on_repeat = true,
                 .amount_above = {{{.amount = "1000", .currency = "USDT"}}}},
                {.rung = 3, .target = "care_lead", .fallback = "care"}};
    for (std::size_t k = 0; k < count_of<letter_kind>; ++k)
        p.letters.push_back({.kind = static_cast<letter_kind>(k), .must_contain = {"contact", "reasons"}});
    p.categories = {{.id = "withdrawal_missing", .severity = 3, .evidence = {"transaction_id"}},
                    {.id = "fees", .severity = 2},
                    {.id = "account_theft", .severity = 4, .emergency = true},
                    {.id = "suggestion", .severity = 1}};
    p.referral = {.after_decision = true, .when_overdue = "investigation"};
    p.records_required = {"owner", "points", "calls", "evidence", "root_cause_when_upheld"};
    p.inadmissibility_reasons = {"not_about_us", "out_of_scope"};
    p.hold_reasons = {"bank_answer", "card_scheme"};
    p.appeal_window = elapsed(30 * 24h);
    p.appeal_levels = 2;
    p.reopen_window = elapsed(30 * 24h);
    p.window_restart = elapsed(7 * 24h);
    p.longest_hold = 28 * 24h;
    p.retention_case = 365 * 24h;
    return p;
}

}  // namespace redress::tests
