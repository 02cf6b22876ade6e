// Filing, the first answer, the investigation, the decision.
#include "tests/states/story.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace redress;
using namespace redress::tests;
using enum event_type;

namespace {

a_case not_yet_filed()
{
    a_case one;
    one.it = {.id = one.it.id};
    return one;
}

event a_filing(std::vector<std::pair<field, field_value>> more = {})
{
    event filed{.type = complaint_filed, .fields = std::move(more)};
    return filed.set(field::channel, "in_app")
        .set(field::language, "zh-CN")
        .set(field::narrative, "My withdrawal has not arrived.")
        .set(field::complainant, "customer-9");
}

/// Investigated, with one point, an owner and everything on file.
a_case ready_to_decide(lifecycle_state in = lifecycle_state::investigating)
{
    return a_complaint().in(in).owned_by("h.lin").with_points(1).where([](facts& f) { f.documents = 1; });
}

event a_decision(std::vector<std::pair<field, field_value>> more = {})
{
    auto sent = a_letter(decision_sent, std::move(more));
    if (!sent.has(field::outcome)) sent.set(field::outcome, "not_upheld");
    if (!sent.has(field::findings)) sent.set(field::findings, words({"1:not_upheld"}));
    return sent.set(field::reason, "The transfer arrived on the day.");
}

}  // namespace

STORY("a filing is received with what it brought, and its promise begins", "[lifecycle]")
{
    auto c = not_yet_filed();
    c.received = c.now - 2h;
    const auto filed = a_filing({{field::category, "withdrawal_missing"},
                                 {field::points, words({"It is late.", "Nobody answers."})},
                                 {field::device, "phone"},
                                 {field::transaction_id, "tx-1"},
                                 {field::amount, "12.50"},
                                 {field::currency, "USDT"},
                                 {field::support_needs, words({"large_print"})},
                                 {field::attachments, words({"a.png", "b.png"})}});
    CHECK(c.told(channel_source(), filed) ==
          lines{"lifecycle: none -> received", "amount: 12.50", "category: withdrawal_missing",
                "channel: in_app", "complainant: customer-9", "currency: USDT", "documents: 2",
                "filed_at: now", "items_held: amount; device; transaction_id", "language: zh-CN",
                "points: 1; 2", "policies: wallet rev 3", "received_at: now-2h", "reference: R-26-000001",
                "severity: 3", "support_needs: large_print", "team: intake",
                "clock investigation running, due now+14d"});
    CHECK(c.told(complainant(), a_filing({{field::category, "fees"}})) ==
          lines{"refused: not_possible_in_this_state; event=complaint_filed; state=received; hold=none; "
                "ladder=at_base"});
}

STORY("a complaint about much money is filed and raised by rule", "[lifecycle]")
{
    auto c = not_yet_filed();
    CHECK(c.told(complainant(), a_filing({{field::category, "fees"},
                                          {field::amount, "1000.01"},
                                          {field::country, "SG"},
                                          {field::anonymous, true},
                                          {field::customer, "victim"},
                                          {field::kind, "query"},
                                          {field::contact_route, "sms"},
                                          {field::legal_entity, "sg"},
                                          {field::service, "pay"},
                                          {field::about_staff, words({"h.wu"})},
                                          {field::representative, "lawyer-1"},
                                          {field::representative_scope, words({"file"})}})) ==
          lines{"lifecycle: none -> received",
                "about_staff: h.wu",
                "amount: 1000.01",
                "anonymous: yes",
                "category: fees",
                "channel: in_app",
                "complainant: customer-9",
                "contact_route: sms",
                "country: SG",
                "customer: victim",
                "filed_at: now",
                "items_held: amount",
                "kind: query",
                "language: zh-CN",
                "legal_entity: sg",
                "policies: wallet rev 3",
                "received_at: now",
                "reference: R-26-000001",
                "representative: lawyer-1",
                "representative_scope: file",
                "service: pay",
                "severity: 2",
                "team: intake",
                "clock investigation running, due now+14d",
                "then escalated(reason_code=amount, rung=2) by engine"});
}

STORY(
    "a complaint of a category that no policy knows is taken, and somebody is told; staff name one that is "
    "known",
    "[lifecycle]")
{
    auto outside = not_yet_filed();
    CHECK(outside.told(complainant(), a_filing({{field::category, "weather"}}))
              .about({"lifecycle", "category", "alarm"}) ==
          lines{"lifecycle: none -> received", "category: weather", "alarm unknown_category: weather"});
    auto c = not_yet_filed();
    CHECK(c.told(handler(), a_filing({{field::category, "weather"}})) ==
          lines{"refused: category_known; fix category; category=weather; known=withdrawal_missing, fees, "
                "account_theft, suggestion"});
    CHECK(c.told(staff(role::auditor, "x.au"), a_filing({{field::category, "fees"}})) ==
          lines{"refused: not_permitted; event=complaint_filed; state=none; role=auditor"});
}

STORY("the first answer by a person moves the case on", "[lifecycle]")
{
    auto c = a_complaint();
    CHECK(c.told(handler(), a_letter(initial_response_sent, {{field::next_step_due, c.now + 48h},
                                                             {field::next_step_who, "h.lin"}})) ==
          lines{"lifecycle: received -> responded",
                "letters: L1 initial_response in en by email from h.lin, sent now", "next_step_due: now+2d",
                "next_step_who: h.lin"});
}

STORY("an answer that comes again is a letter more and moves nothing", "[lifecycle]")
{
    for (const auto state : {lifecycle_state::responded, lifecycle_state::investigating}) {
        auto c = a_complaint().in(state);
        CHECK(c.told(handler(), a_letter(initial_response_sent)) ==
              lines{"letters: L1 initial_response in en by email from h.lin, sent now"});
    }
}

STORY("an answer on the status page, in a chat or on a call is out at once", "[lifecycle]")
{
    for (const std::string route : {"status_page", "live_chat", "call"}) {
        auto c = a_complaint();
        CHECK(c.told(handler(), a_letter(initial_response_sent, {{field::route, route}})) ==
              lines{"lifecycle: received -> responded",
                    "letters: L1 initial_response in en by " + route + " from h.lin, sent now",
                    "then message_dispatched(letter=L1, route=" + route + ") by engine"});
    }
    auto c = a_complaint();
    c.rules.status_page_counts_as_dispatch = false;
    CHECK(c.told(handler(), a_letter(initial_response_sent, {{field::route, "status_page"}})) ==
          lines{"lifecycle: received -> responded",
                "letters: L1 initial_response in en by status_page from h.lin, sent now"});
}

STORY("a handler who starts looking leads the case into its investigation", "[lifecycle]")
{
    auto received = a_complaint().owned_by("h.lin");
    CHECK(received.told(handler(), investigation_started) == lines{"lifecycle: received -> investigating"});
    auto responded = a_complaint().in(lifecycle_state::responded).owned_by("h.lin");
    CHECK(responded.told(handler(), investigation_started) == lines{"lifecycle: responded -> investigating"});
    CHECK(responded.told(handler(), investigation_started) ==
          lines{"refused: not_possible_in_this_state; event=investigation_started; state=investigating; "
                "hold=none; ladder=at_base"});
}

STORY("nobody investigates what nobody owns, or what concerns them", "[guards]")
{
    auto c = a_complaint();
    CHECK(c.told(handler(), investigation_started) == lines{"refused: has_owner; fix assigned"});
    const lines concerned{"refused: not_concerned; fix handed_over"};
    c.owned_by("h.lin").where([](facts& f) { f.about_staff = {"h.lin"}; });
    CHECK(c.told(handler(), investigation_started) == concerned);
    c.where([](facts& f) { f.about_staff = {"h.wu"}; });
    auto manager = handler();
    manager.manages = {"h.wu"};
    CHECK(c.told(manager, investigation_started) == concerned);
    c.where([](facts& f) { f.about_staff.clear(), f.interests = {"h.lin"}; });
    CHECK(c.told(handler(), investigation_started) == concerned);
    CHECK(c.told(handler("h.wu"), investigation_started) == lines{"lifecycle: received -> investigating"});
}

STORY("a decision answers every point and leads out of every open state before it", "[lifecycle]")
{
    for (const auto state :
         {lifecycle_state::received, lifecycle_state::responded, lifecycle_state::investigating}) {
        auto c = ready_to_decide(state).with_points(0);
        c.it.facts.points.push_back({.number = 2});
        const auto sent = a_decision({{field::outcome, "partly_upheld"},
                                      {field::redress_ruled_out, true},
                                      {field::findings, words({"1:upheld", "2:not_ours"})},
                                      {field::root_cause, "provider_delay"}});
        CHECK(c.told(handler(), sent) ==
              lines{"lifecycle: " + std::string(name_of(state)) + " -> decided", "decided_at: now",
                    "decided_by: h.lin", "letters: L1 final_response in en by email from h.lin, sent now",
                    "outcome: partly_upheld", "points: 1 upheld; 2 not_ours", "redress_ruled_out: yes",
                    "root_cause: provider_delay"});
    }
}

STORY("a decision names what is missing on the file", "[guards]")
{
    auto c = a_complaint().in(lifecycle_state::investigating).team("intake").where([](facts& f) {
        f.channel = channel::hotline;
    });
    CHECK(c.told(handler(), a_decision({{field::outcome, "upheld"}})) ==
          lines{"refused: records_complete; fix points_agreed; missing=owner, points, calls, evidence, "
                "root_cause_when_upheld"});
    c.owned_by("h.lin").with_points(1).where([](facts& f) { f.calls = 1, f.root_cause = "provider_delay"; });
    CHECK(c.told(handler(), a_decision({{field::outcome, "upheld"}})) ==
          lines{"refused: records_complete; fix points_agreed; missing=evidence"});
    // Asked for is enough: what never came cannot be demanded for ever.
    c.with_letter(letter_kind::information_request);
    CHECK(
        c.told(handler(), a_decision({{field::outcome, "upheld"}, {field::findings, words({"1:upheld"})}})) ==
        lines{"refused: redress_decided; fix redress_offered"});
    c.it.facts.redress_items.push_back({.id = "R1", .state = redress_state::offered});
    CHECK(
        c.told(handler(), a_decision({{field::outcome, "upheld"}, {field::findings, words({"1:upheld"})}})) ==
        lines{"lifecycle: investigating -> decided", "decided_at: now", "decided_by: h.lin",
              "letters: L1 information_request in en by email from h.lin, sent now-1h; L2 final_response in "
              "en by email from h.lin, sent now",
              "outcome: upheld", "points: 1 upheld"});
    auto other = ready_to_decide();
    other.rules.records_required = {"translation"};
    CHECK(other.told(handler(), a_decision()) ==
          lines{"refused: records_complete; fix points_agreed; missing=translation"});
}

STORY("a decision leaves no point without a finding", "[guards]")
{
    auto c = ready_to_decide().with_points(0);
    c.it.facts.points = {{.number = 1}, {.number = 2}, {.number = 3}, {.number = 4}, {.number = 5}};
    CHECK(c.told(handler(), a_decision({{field::findings,
                                         words({"2:upheld", "3:none", "4", "5:maybe", "x:upheld"})}})) ==
          lines{"refused: every_point_answered; fix findings; points=1, 3, 4, 5"});
}

STORY("at base the owner or the owner's team decides, on a rung only who accepted it", "[guards]")
{
    auto c = ready_to_decide();
    auto stranger = handler("h.far");
    stranger.team = "cards";
    CHECK(c.told(stranger, a_decision()) ==
          lines{"refused: decider_holds_the_rung; fix rung_accepted; rung=0"});
    c.raised(2);
    CHECK(c.told(handler(), a_decision()) ==
          lines{"refused: decider_holds_the_rung; fix rung_accepted; rung=2"});
    c.it.facts.rungs.clear();
    c.under_review("c.ito", 2);
    CHECK(c.told(care_reviewer("c.may"), a_decision()) ==
          lines{"refused: decider_holds_the_rung; fix rung_accepted; rung=2"});
    CHECK(c.told(care_reviewer("c.ito"), a_decision()) ==
          lines{"lifecycle: investigating -> decided", "ladder: under_review -> at_base", "decided_at: now",
                "decided_by: c.ito", "letters: L1 final_response in en by email from c.ito, sent now",
                "outcome: not_upheld", "points: 1 not_upheld", "no rung", "no rung_reviewer",
                "no rung_target"});
    auto teammate = ready_to_decide();
    CHECK(teammate.told(handler("h.wu"), a_decision()) ==
          lines{"lifecycle: investigating -> decided", "decided_at: now", "decided_by: h.wu",
                "letters: L1 final_response in en by email from h.wu, sent now", "outcome: not_upheld",
                "points: 1 not_upheld"});
}

STORY("nobody decides what they are concerned in, and what is not upheld owes nothing", "[guards]")
{
    auto c = ready_to_decide().where([](facts& f) { f.interests = {"h.lin"}; });
    CHECK(c.told(handler(), a_decision()) == lines{"refused: not_concerned; fix handed_over"});
    CHECK(c.asks<guards::redress_decided>(handler(), a_decision()) == lines{"holds"});
}

STORY("what is not for us is declared so by two people", "[lifecycle]")
{
    const auto declared = [](const char* reason) {
        return approved_by(
            "c.ito", a_letter(declared_inadmissible,
                              {{field::inadmissibility, reason}, {field::reason, "It is about a bank."}}));
    };
    auto received = a_complaint();
    CHECK(received.told(handler(), declared("not_about_us")) ==
          lines{"lifecycle: received -> decided", "decided_at: now", "decided_by: h.lin",
                "letters: L1 final_response in en by email from h.lin, sent now", "outcome: inadmissible"});
    auto responded = a_complaint().in(lifecycle_state::responded);
    CHECK(responded.told(handler(), declared("out_of_scope")) ==
          lines{"lifecycle: responded -> decided", "decided_at: now", "decided_by: h.lin",
                "letters: L1 final_response in en by email from h.lin, sent now", "outcome: out_of_scope"});
    auto investigating = a_complaint().in(lifecycle_state::investigating);
    CHECK(investigating.told(handler(), declared("not_about_us")) ==
          lines{"refused: not_possible_in_this_state; event=declared_inadmissible; state=investigating; "
                "hold=none; ladder=at_base"});
    auto other = a_complaint();
    CHECK(other.told(handler(), declared("too_long")) ==
          lines{"refused: inadmissibility_reason; fix inadmissibility; known=not_about_us, out_of_scope"});
}

STORY("an approval is given of a case that there is, and not in a time to come", "[guards]")
{
    auto c = a_complaint();
    c.it.cseq = 1;
    const auto at = [&](instant when) {
        return happened(content_redacted, {{field::document, "#1"},
                                           {field::reason, "A card number."},
                                           {field::approved_by, "c.ito"},
                                           {field::approved_role, "care_reviewer"},
                                           {field::approved_at, when},
                                           {field::approved_digest, "act"}});
    };
    CHECK(c.told(handler(), at(*c.it.facts.filed_at - 1s)) ==
          lines{"refused: second_person; fix approved_by; digest=act"});
    CHECK(c.told(handler(), at(c.now + 61s)) == lines{"refused: second_person; fix approved_by; digest=act"});
    CHECK(c.told(handler(), at(*c.it.facts.filed_at)) == lines{"redacted: 1"});
    CHECK(c.told(handler(), at(c.now + 60s)) == lines{});
}

STORY("the second person is another, of ours, not concerned, and says what they saw and when", "[guards]")
{
    const auto plain = a_letter(declared_inadmissible,
                                {{field::inadmissibility, "not_about_us"}, {field::reason, "Not ours."}});
    const lines no{"refused: second_person; fix approved_by; digest=act"};
    auto c = a_complaint();
    CHECK(c.told(handler(), plain) == no);
    CHECK(c.told(handler(), approved_by("h.lin", plain)) == no);
    const auto without = [&](field left_out) {
        auto incomplete = approved_by("c.ito", plain);
        std::erase_if(incomplete.fields, [&](const auto& one) { return one.first == left_out; });
        return incomplete;
    };
    for (const auto part :
         {field::approved_by, field::approved_role, field::approved_at, field::approved_digest})
        CHECK(c.told(handler(), without(part)) == no);
    CHECK(c.told(handler(), without(field::approved_role).set(field::approved_role, "complainant")) == no);
    c.where([](facts& f) { f.interests = {"c.ito"}; });
    CHECK(c.told(handler(), approved_by("c.ito", plain)) == no);
    c.where([](facts& f) { f.interests.clear(), f.about_staff = {"c.ito"}; });
    CHECK(c.told(handler(), approved_by("c.ito", plain)) == no);
}
