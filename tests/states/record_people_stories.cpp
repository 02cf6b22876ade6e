// Records of the first contact, of people, identity and contact.
#include "tests/states/story.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace redress;
using namespace redress::tests;
using enum event_type;

namespace {

a_case a_closed_case()
{
    return a_complaint().closed(closure_reason::withdrawn, role::complainant, lifecycle_state::received);
}

lines not_possible(const char* event)
{
    return {"refused: not_possible_in_this_state; event=" + std::string(event) +
            "; state=closed; hold=none; ladder=at_base"};
}
lines not_permitted(const char* event, const char* role, const char* state = "received")
{
    return {"refused: not_permitted; event=" + std::string(event) + "; state=" + state + "; role=" + role};
}

}  // namespace

STORY("an acknowledgement is dated once and is a letter each time", "[records]")
{
    auto c = a_complaint();
    CHECK(c.told(channel_source(), a_letter(acknowledged)) ==
          lines{"acknowledged_at: now", "letters: L1 acknowledgement in en by email from mail, sent now"});
    c.later(1h);
    CHECK(c.told(engine_actor(), a_letter(acknowledged, {{field::route, "status_page"}})) ==
          lines{"letters: L1 acknowledgement in en by email from mail, sent now-1h; L2 acknowledgement in en "
                "by status_page from "
                "engine, sent now",
                "then message_dispatched(letter=L2, route=status_page) by engine"});
    CHECK(c.told(complainant(), a_letter(acknowledged)) == not_permitted("acknowledged", "complainant"));
    auto closed = a_closed_case();
    CHECK(closed.told(handler(), a_letter(acknowledged)) == not_possible("acknowledged"));
}

STORY("a complaint is admitted once, by a letter", "[records]")
{
    auto c = a_complaint();
    CHECK(c.told(handler(), a_letter(admitted)) ==
          lines{"admitted_at: now", "letters: L1 admissibility in en by email from h.lin, sent now"});
    CHECK(c.told(handler(), a_letter(admitted)).about({"admitted_at"}) == lines{});
    CHECK(c.told(channel_source(), a_letter(admitted)) == not_permitted("admitted", "channel"));
    auto closed = a_closed_case();
    CHECK(closed.told(handler(), a_letter(admitted)) == not_possible("admitted"));
}

STORY("triage says how serious and how hard it is, and whose it is", "[records]")
{
    auto c = a_complaint();
    const auto sorted = happened(triaged, {{field::severity, std::int64_t{4}},
                                           {field::category, "fees"},
                                           {field::team, "cards"},
                                           {field::complexity, "complex"}});
    CHECK(c.told(care_reviewer(), sorted) ==
          lines{"category: fees", "complexity: complex", "severity: 4", "team: cards", "triaged_at: now"});
    CHECK(c.told(handler(),
                 happened(triaged, {{field::severity, std::int64_t{1}}, {field::category, "weather"}})) ==
          lines{"refused: category_known; fix category; category=weather; known=withdrawal_missing, fees, "
                "account_theft, suggestion"});
    auto closed = a_closed_case();
    CHECK(closed.told(handler(), sorted) == not_possible("triaged"));
}

STORY("triage of a complaint about much money raises it once", "[records]")
{
    const auto sorted = happened(triaged, {{field::severity, std::int64_t{3}}});
    auto c = a_complaint().where([](facts& f) { f.amount = "25000"; });
    CHECK(c.told(handler(), sorted) ==
          lines{"triaged_at: now", "then escalated(reason_code=amount, rung=2) by engine"});
    c.it.facts.rungs = {{.reason = "amount", .rung = 2}};
    CHECK(c.told(handler(), sorted).about({"then"}) == lines{});
    auto raised = a_complaint().raised(1).where([](facts& f) { f.amount = "25000"; });
    CHECK(raised.told(handler(), sorted) == lines{"triaged_at: now"});
    auto unknown = a_complaint().where([](facts& f) { f.amount = "1", f.currency = "XAU"; });
    CHECK(unknown.told(handler(), sorted).about({"then"}) ==
          lines{"then escalated(reason_code=amount, rung=2) by engine"});
    auto little = a_complaint().where([](facts& f) { f.amount = "1000", f.currency = "USDT"; });
    CHECK(little.told(handler(), sorted) == lines{"triaged_at: now"});
}

STORY(
    "a complaint becomes something else with a reason and a second person, and a complaint again with a "
    "reason",
    "[records]")
{
    const auto made = [](const char* kind, const char* reason = "They only ask how it works.") {
        return happened(reclassified, {{field::kind, kind}, {field::reason, reason}});
    };
    auto c = a_complaint();
    CHECK(c.told(handler(), made("query")) == lines{"refused: second_person; fix approved_by; digest=act"});
    CHECK(c.told(handler(), approved_by("c.ito", made("query", ""))) ==
          lines{"refused: reason_given; fix reason"});
    CHECK(c.told(handler(), approved_by("c.ito", made("query")).set(field::category, "weather")) ==
          lines{"refused: category_known; fix category; category=weather; known=withdrawal_missing, fees, "
                "account_theft, suggestion"});
    CHECK(c.told(handler(), approved_by("c.ito", made("query")).set(field::category, "fees")) ==
          lines{"category: fees", "kind: query", "reclassified_by: h.lin"});
    // Between other kinds nothing is taken from anybody.
    CHECK(c.told(handler("h.wu"), made("suggestion")) == lines{"kind: suggestion", "reclassified_by: h.wu"});
    CHECK(c.told(handler(), made("complaint")) == lines{"no kind", "no reclassified_by"});
    CHECK(c.told(complainant(), made("query")) == not_permitted("reclassified", "complainant"));
    auto closed = a_closed_case();
    CHECK(closed.told(handler(), made("complaint")) == not_possible("reclassified"));
}

STORY("points are agreed by staff, and anybody near the case adds one", "[records]")
{
    auto c = a_complaint();
    CHECK(c.told(complainant(), happened(point_added, {{field::text, "It is late."}})) == lines{"points: 1"});
    const auto agreed = happened(points_agreed, {{field::points, words({"It is late.", "Nobody answers."})}});
    CHECK(c.told(handler(), agreed) == lines{"points: 1; 2"});
    CHECK(c.told(handler(), agreed) == lines{});
    CHECK(c.told(channel_source(), happened(point_added, {{field::text, "And rude."}})) ==
          lines{"points: 1; 2; 3"});
    CHECK(c.told(complainant(), agreed) == not_permitted("points_agreed", "complainant"));
    auto closed = a_closed_case();
    CHECK(closed.told(complainant(), happened(point_added, {{field::text, "More."}})) ==
          not_possible("point_added"));
}

STORY("support that a person needs is recorded, also after the case closed", "[records]")
{
    auto c = a_closed_case();
    const auto needs = happened(support_needs_recorded, {{field::support_needs, words({"large_print"})}});
    CHECK(c.told(representative(), needs) == lines{"support_needs: large_print"});
    CHECK(c.told(staff(role::auditor, "x.au"), needs) ==
          not_permitted("support_needs_recorded", "auditor", "closed"));
}

STORY("a case is given to somebody whom it does not concern", "[records]")
{
    const auto given = [](const char* to) {
        return happened(assigned, {{field::owner, to}, {field::team, "cards"}});
    };
    auto c = a_closed_case().where([](facts& f) { f.about_staff = {"h.bad"}, f.interests = {"h.lin"}; });
    CHECK(c.told(staff(role::care_lead, "l.novak"), given("h.wu").set(field::next_step_due, c.now + 4h)) ==
          lines{"next_step_due: now+4h", "owner: h.wu", "team: cards"});
    CHECK(c.told(staff(role::care_lead, "l.novak"), given("h.bad")) ==
          lines{"refused: not_concerned; fix owner"});
    CHECK(c.told(handler(), given("h.lin")) == lines{"refused: not_concerned; fix handed_over"});
    // Whoever manages those whom it concerns is concerned, too.
    auto manager = handler("h.boss");
    manager.manages = {"h.bad"};
    CHECK(c.told(manager, given("h.boss")) == lines{"refused: not_concerned; fix handed_over"});
    CHECK(c.told(complainant(), given("h.wu")) == not_permitted("assigned", "complainant", "closed"));
}

STORY("a case is let go of", "[records]")
{
    auto c = a_complaint().owned_by("h.lin");
    CHECK(c.told(handler(), released) == lines{"no owner"});
    CHECK(c.told(staff(role::quality_reviewer, "q.sol"), released) ==
          not_permitted("released", "quality_reviewer"));
}

STORY("a hand-over says what comes next", "[records]")
{
    const auto handed = [](const char* step) {
        return happened(handed_over,
                        {{field::owner, "h.wu"}, {field::next_step, step}, {field::next_step_who, "h.wu"}});
    };
    auto c = a_complaint().owned_by("h.lin");
    CHECK(c.told(handler(), handed(" ")) == lines{"refused: next_step_given; fix next_step"});
    CHECK(c.told(handler(), handed("Call the bank.")) == lines{"next_step_who: h.wu", "owner: h.wu"});
    c.where([](facts& f) { f.about_staff = {"h.wu"}; });
    CHECK(c.told(handler(), handed("Call the bank.")) == lines{"refused: not_concerned; fix owner"});
}

STORY("whoever has an interest in a case says so once and loses it", "[records]")
{
    auto c = a_complaint().owned_by("h.lin");
    CHECK(c.told(handler(), interest_declared) == lines{"interests: h.lin", "no owner"});
    CHECK(c.told(handler(), interest_declared) == lines{});
    auto reviewed = a_complaint().owned_by("h.lin").under_review("c.ito", 1);
    CHECK(reviewed.told(care_reviewer(), interest_declared) == lines{"interests: c.ito", "no rung_reviewer"});
    auto closed = a_closed_case();
    CHECK(closed.told(staff(role::auditor, "x.au"), interest_declared) == lines{"interests: x.au"});
    CHECK(closed.told(complainant(), interest_declared) ==
          not_permitted("interest_declared", "complainant", "closed"));
}

STORY("a complainant speaks for their own case alone", "[records]")
{
    auto c = a_complaint().where([](facts& f) { f.complainant = "cust-victim"; });
    auto attacker = complainant();
    attacker.id = "cust-attacker";
    const auto gone = happened(withdrawn, {{field::reason, "It has arrived."}});
    CHECK(c.told(attacker, gone) == not_permitted("withdrawn", "complainant", "received"));
    CHECK(c.told(attacker, happened(message_received, {{field::text, "Hello"}})) ==
          not_permitted("message_received", "complainant", "received"));
    auto victim = complainant();
    victim.id = "cust-victim";
    CHECK(c.told(victim, gone).text().front() == "lifecycle: received -> closed");
}

STORY("whom a complaint concerns can only step aside", "[records]")
{
    auto c = a_complaint().owned_by("h.lin").where([](facts& f) { f.about_staff = {"h.lin"}; });
    for (const auto& act :
         {happened(note_added, {{field::text, "All is well."}}), happened(root_cause_recorded),
          happened(withdrawn, {{field::reason, "x"}, {field::evidence, "y"}})})
        CHECK(c.told(handler("h.lin"), act) == lines{"refused: not_concerned; fix handed_over"});
    CHECK(c.told(handler("h.lin"), happened(released)).text().front() == "no owner");
    // Only out of the case: they take it from nobody else.
    auto others = a_complaint().owned_by("h.wu").where([](facts& f) { f.about_staff = {"h.lin"}; });
    CHECK(others.told(handler("h.lin"), happened(released)) ==
          lines{"refused: not_concerned; fix handed_over"});
}

STORY("a representative gets a scope and an end, and loses both", "[records]")
{
    auto c = a_closed_case();
    CHECK(c.told(complainant(), happened(representative_authorised,
                                         {{field::representative, "lawyer-1"},
                                          {field::representative_scope, words({"file", "decide"})},
                                          {field::representative_until, c.now + 30 * 24h}})) ==
          lines{"representative: lawyer-1", "representative_scope: file; decide",
                "representative_until: now+30d"});
    CHECK(c.told(complainant(),
                 happened(representative_authorised, {{field::representative, "son-1"},
                                                      {field::representative_scope, words({"receive"})}})) ==
          lines{"representative: son-1", "representative_scope: receive", "no representative_until"});
    // Who lost the authority speaks for nobody here.
    CHECK(c.told(representative(), authority_ended) ==
          not_permitted("authority_ended", "representative", "closed"));
    auto son = representative();
    son.id = "son-1";
    CHECK(c.told(son, authority_ended) == lines{"no representative", "no representative_scope"});
    CHECK(c.told(timer_actor(), authority_ended) == not_permitted("authority_ended", "timer", "closed"));
}

STORY("identity is asked for, shown or not shown", "[records]")
{
    auto c = a_closed_case();
    CHECK(c.told(handler(), identity_requested) == lines{"identity: requested"});
    CHECK(c.told(channel_source(), happened(identity_failed, {{field::identity_method, "video"}})) ==
          lines{"identity: failed", "identity_method: video"});
    CHECK(c.told(channel_source(), happened(identity_verified, {{field::identity_method, "document"}})) ==
          lines{"identity: verified", "identity_method: document"});
    CHECK(c.told(handler(), identity_requested) == lines{});
    CHECK(c.told(complainant(), identity_requested) ==
          not_permitted("identity_requested", "complainant", "closed"));
}

STORY("an identity is verified in a way that the policy ranks, where it ranks any", "[records]")
{
    auto c = a_closed_case();
    c.rules.identity_methods = {"app_session", "document"};
    const auto by = [](const char* method) {
        return happened(identity_verified, {{field::identity_method, method}});
    };
    CHECK(c.told(handler(), by("voice")) ==
          lines{"refused: identity_method_known; fix identity_method; known=app_session, document"});
    CHECK(c.told(handler(), by("document")) == lines{"identity: verified", "identity_method: document"});
}

STORY("a contact is changed by whom we know, and is safe again", "[records]")
{
    const auto moved =
        happened(contact_changed, {{field::contact, "new@example.org"}, {field::contact_route, "sms"}});
    auto c = a_closed_case();
    CHECK(c.told(complainant(), contact_unsafe_marked) == lines{"contact_unsafe: yes"});
    CHECK(c.told(complainant(), moved) ==
          lines{"refused: identity_sufficient; fix identity_verified; needed=identity_verified"});
    c.where([](facts& f) { f.identity = identity_state::verified; });
    CHECK(c.told(complainant(), moved) == lines{"contact_route: sms", "no contact_unsafe"});
}

STORY("a care lead limits contact, with a reason, and never as an end of the case", "[records]")
{
    auto c = a_complaint();
    const auto lead = staff(role::care_lead, "l.novak");
    CHECK(c.told(lead, contact_limited) == lines{"refused: reason_given; fix reason"});
    CHECK(c.told(lead, happened(contact_limited, {{field::reason, "Two hundred calls a day."}})) == lines{});
    CHECK(c.told(handler(), contact_limited) == not_permitted("contact_limited", "handler"));
    auto closed = a_closed_case();
    CHECK(closed.told(lead, contact_limited) == not_possible("contact_limited"));
}
