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

STORY("a first answer is written by a named member of staff, whole, and in the complainant's language",
      "[guards]")
{
    auto c = a_complaint();
    auto bot = handler();
    bot.named_staff = false;
    CHECK(c.told(bot, a_letter(initial_response_sent)) == lines{"refused: staff_author; fix owner"});
    bot.named_staff = true;
    bot.kind = actor_kind::system;
    CHECK(c.told(bot, a_letter(initial_response_sent)) == lines{"refused: staff_author; fix owner"});
    CHECK(c.told(handler(), a_letter(initial_response_sent, {{field::letter_parts, words({"reasons"})}})) ==
          lines{"refused: letter_complete; fix letter_parts; letter=initial_response; missing=contact"});
    CHECK(c.told(handler(), a_letter(initial_response_sent, {{field::letter_language, "zh-CN"}})) ==
          lines{"refused: in_complainants_language; fix letter_language; language=en"});
    CHECK(c.told(complainant(), a_letter(initial_response_sent)) ==
          lines{"refused: not_permitted; event=initial_response_sent; state=received; role=complainant"});
}

STORY("the language is asked by its first subtag, however it is written", "[guards]")
{
    auto c = a_complaint().where([](facts& f) { f.language = "zh-CN"; });
    CHECK(c.told(handler(), a_letter(initial_response_sent, {{field::letter_language, "ZH-Hans"}})) ==
          lines{"lifecycle: received -> responded",
                "letters: L1 initial_response in ZH-Hans by email from h.lin, sent now"});
    CHECK(c.told(handler(), a_letter(initial_response_sent, {{field::letter_language, "za"}})) ==
          lines{"refused: in_complainants_language; fix letter_language; language=zh-CN"});
    auto unknown = a_complaint().where([](facts& f) { f.language.clear(); });
    CHECK(unknown.told(handler(), a_letter(initial_response_sent, {{field::letter_language, "fr"}})) ==
          lines{"lifecycle: received -> responded",
                "letters: L1 initial_response in fr by email from h.lin, sent now"});
}

STORY("a letter holds what every pinned policy demands of its kind", "[guards]")
{
    auto c = a_complaint();
    c.rules.letters[static_cast<std::size_t>(letter_kind::initial_response)].must_contain = {
        "contact", "timeframe", "next_step"};
    CHECK(c.told(handler(), a_letter(initial_response_sent)) ==
          lines{"refused: letter_complete; fix letter_parts; letter=initial_response; missing=timeframe, "
                "next_step"});
    c.rules.letters.clear();
    CHECK(c.told(handler(), a_letter(initial_response_sent, {{field::letter_parts, words({})}})) ==
          lines{"lifecycle: received -> responded",
                "letters: L1 initial_response in en by email from h.lin, sent now"});
}

STORY("a letter says what only its writer can say", "[guards]")
{
    const auto lacks = [](const char* kind, const char* needs) {
        return lines{std::string("refused: letter_is_written; fix letter_body; letter=") + kind +
                     "; needs=" + needs};
    };
    auto c = a_complaint();
    CHECK(c.told(handler(), a_letter(initial_response_sent, {{field::letter_body, " "}})) ==
          lacks("initial_response", "letter_body"));
    auto& first = c.rules.letters[static_cast<std::size_t>(letter_kind::initial_response)];
    first.must_contain = {"next_step", "timeframe", "contact"};
    const auto parts =
        std::pair(field::letter_parts, field_value(words({"next_step", "timeframe", "contact"})));
    CHECK(c.told(handler(), a_letter(initial_response_sent, {parts})) ==
          lacks("initial_response", "next_step, next_step_due"));
    CHECK(
        c.told(handler(), a_letter(initial_response_sent, {parts, {field::next_step, "We ask the bank."}})) ==
        lacks("initial_response", "next_step_due"));
    CHECK(c.told(handler(), a_letter(initial_response_sent, {parts,
                                                             {field::next_step, "We ask the bank."},
                                                             {field::next_step_due, c.now + 24h}}))
              .about({"lifecycle"}) == lines{"lifecycle: received -> responded"});
    // What runs is a date, too; only a window is no promise of ours.
    auto promised = a_complaint().where([&](facts& f) {
        f.clocks = {{.clock_id = "offer", .due = c.now + 24h, .kind = clock_kind::window}};
    });
    promised.rules = c.rules;
    const auto answer = a_letter(initial_response_sent, {parts, {field::next_step, "We ask the bank."}});
    CHECK(promised.told(handler(), answer) == lacks("initial_response", "next_step_due"));
    promised.it.facts.clocks[0].kind = clock_kind::published;
    CHECK(promised.told(handler(), answer).about({"lifecycle"}) == lines{"lifecycle: received -> responded"});
}

STORY("a decision that gives something says what, and an answer to a query holds the answer", "[guards]")
{
    auto c = a_complaint();
    for (auto& letter : c.rules.letters) letter.must_contain = {"remedies", "reasons"};
    using guards::letter_is_written;
    const auto said = [](event_type what, field decided, const char* how, const char* body) {
        return a_letter(what, {{decided, how},
                               {field::reason, "As the file shows."},
                               {field::letter_parts, words({"remedies", "reasons"})},
                               {field::letter_body, body}});
    };
    for (const char* gives : {"upheld", "partly_upheld", "settled"})
        CHECK(c.asks<letter_is_written>(handler(), said(decision_sent, field::outcome, gives, "")) ==
              lines{"refused: letter_is_written; fix letter_body; letter=final_response; needs=letter_body"});
    CHECK(c.asks<letter_is_written>(handler(), said(decision_sent, field::outcome, "not_upheld", "")) ==
          lines{"holds"});
    CHECK(c.asks<letter_is_written>(handler(), said(decision_sent, field::outcome, "upheld", "We pay.")) ==
          lines{"holds"});
    for (const char* gives : {"varied", "overturned"})
        CHECK(
            c.asks<letter_is_written>(handler(), said(appeal_decided, field::result, gives, "")) ==
            lines{"refused: letter_is_written; fix letter_body; letter=appeal_decision; needs=letter_body"});
    CHECK(c.asks<letter_is_written>(handler(), said(appeal_decided, field::result, "upheld", "")) ==
          lines{"holds"});
    CHECK(c.asks<letter_is_written>(handler(), a_letter(query_answered, {{field::letter_body, ""}})) ==
          lines{"refused: letter_is_written; fix letter_body; letter=closing; needs=letter_body"});
    // News without a reason of its own tells the reasons in its words, and no letter asks nothing.
    CHECK(c.asks<letter_is_written>(handler(), a_letter(holding_response_sent, {{field::letter_body, ""}})) ==
          lines{"refused: letter_is_written; fix letter_body; letter=holding_response; needs=letter_body"});
    CHECK(c.asks<letter_is_written>(handler(), happened(note_added, {{field::text, "x"}})) == lines{"holds"});
    c.rules.letters.clear();
    CHECK(c.asks<letter_is_written>(handler(), said(decision_sent, field::outcome, "upheld", "")) ==
          lines{"holds"});
}

STORY("a letter that waits for an answer says until when, and one that is late says the new date", "[guards]")
{
    auto c = a_complaint();
    for (auto& letter : c.rules.letters) letter.must_contain = {"answer_until", "new_date"};
    using guards::letter_is_written;
    const auto asked = [&](std::vector<std::pair<field, field_value>> more = {}) {
        return a_letter(information_requested, std::move(more));
    };
    CHECK(c.asks<letter_is_written>(handler(), asked()) ==
          lines{"refused: letter_is_written; fix letter_body; letter=information_request; needs=expires, "
                "next_step_due"});
    CHECK(c.asks<letter_is_written>(
              handler(), asked({{field::expires, c.now + 24h}, {field::next_step_due, c.now + 24h}})) ==
          lines{"holds"});
    for (auto& letter : c.rules.letters) letter.must_contain = {"answer_until"};
    auto& window = c.rules.clocks[1];
    REQUIRE(window.kind == clock_kind::window);
    window.start.set(trigger_of(information_requested));
    CHECK(c.asks<letter_is_written>(handler(), asked()) == lines{"holds"});
    for (auto& letter : c.rules.letters) letter.must_contain = {"new_date"};
    CHECK(c.asks<letter_is_written>(
              handler(), a_letter(extension_granted, {{field::clock, "investigation"}})) == lines{"holds"});
}

STORY("a complainant whose language no policy has words in is written to in one that has", "[guards]")
{
    auto c = a_complaint().where([](facts& f) { f.language = "es-MX"; });
    const auto in = [](const char* language) {
        return a_letter(initial_response_sent, {{field::letter_language, language}});
    };
    using guards::in_complainants_language;
    CHECK_FALSE(c.asks<in_complainants_language>(handler(), in("en")) == lines{"holds"});
    c.rules.wordings = {{.language = "en"}, {.language = "zh-CN"}};
    CHECK(c.asks<in_complainants_language>(handler(), in("en")) == lines{"holds"});
    CHECK(c.asks<in_complainants_language>(handler(), in("zh")) == lines{"holds"});
    CHECK(c.asks<in_complainants_language>(handler(), in("es")) == lines{"holds"});
    CHECK_FALSE(c.asks<in_complainants_language>(handler(), in("fr")) == lines{"holds"});
    c.it.facts.language = "zh-Hant";
    CHECK_FALSE(c.asks<in_complainants_language>(handler(), in("en")) == lines{"holds"});
}

STORY("an approval is given of a case that there is, and not in a time to come", "[guards]")
{
    auto c = a_complaint();
    const auto at = [&](instant when) {
        return happened(content_redacted, {{field::document, "doc-1"},
                                           {field::reason, "A card number."},
                                           {field::approved_by, "c.ito"},
                                           {field::approved_role, "care_reviewer"},
                                           {field::approved_at, when},
                                           {field::approved_digest, std::string(64, 'd')}});
    };
    CHECK(c.told(handler(), at(*c.it.facts.filed_at - 1s)) ==
          lines{"refused: second_person; fix approved_by"});
    CHECK(c.told(handler(), at(c.now + 61s)) == lines{"refused: second_person; fix approved_by"});
    CHECK(c.told(handler(), at(*c.it.facts.filed_at)) == lines{});
    CHECK(c.told(handler(), at(c.now + 60s)) == lines{});
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

STORY("the second person is another, of ours, not concerned, and says what they saw and when", "[guards]")
{
    const auto plain = a_letter(declared_inadmissible,
                                {{field::inadmissibility, "not_about_us"}, {field::reason, "Not ours."}});
    const lines no{"refused: second_person; fix approved_by"};
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
