// Somebody's account is being drained, or is frozen and should not be.
#include "tests/states/story.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace redress;
using namespace redress::tests;
using enum event_type;

namespace {

event a_request(const char* ground = "theft")
{
    return happened(containment_requested,
                    {{field::containment_ground, ground}, {field::account, "the savings account"}});
}

event a_release(const char* ground)
{
    return happened(containment_released,
                    {{field::release_ground, ground}, {field::reason, "The account is not the one named."}});
}

a_case frozen(const std::string& by = "h.lin")
{
    auto c = a_complaint();
    c.it.facts.containment = containment_state::contained;
    c.it.facts.contained_at = c.now - 24h;
    c.it.facts.containment_by = by;
    c.it.facts.containment_ground = containment_ground::theft;
    return c;
}

}  // namespace

STORY("whoever is robbed asks for a freeze at any hour of the case, and the account system answers",
      "[containment]")
{
    auto c = a_complaint();
    CHECK(c.told(complainant(), a_request()) == lines{"containment: none -> requested",
                                                      "containment: requested", "containment_by: customer-1",
                                                      "containment_ground: theft"});
    CHECK(c.told(channel_source(), containment_confirmed) ==
          lines{"containment: requested -> contained", "contained_at: now", "containment: contained"});
    auto closed =
        a_complaint().closed(closure_reason::withdrawn, role::complainant, lifecycle_state::received);
    closed.it.facts.containment = containment_state::released;
    closed.it.facts.identity = identity_state::verified;
    CHECK(closed.told(handler(), a_request("lost_device")) ==
          lines{"containment: released -> requested", "containment: requested", "containment_by: h.lin",
                "containment_ground: lost_device", "containment_verified: yes"});
}

STORY("a freeze is asked for with an account and a ground, and only where nothing is frozen yet", "[guards]")
{
    auto c = a_complaint();
    CHECK(c.told(handler(), happened(containment_requested, {{field::containment_ground, "theft"}})) ==
          lines{"refused: account_named; fix account"});
    CHECK(c.told(handler(), a_request("none")) == lines{"refused: ground_given; fix containment_ground"});
    c.where([](facts& f) { f.account_given = true; });
    CHECK(c.told(handler(), happened(containment_requested, {{field::containment_ground, "theft"}}))
              .text()[0] == "containment: none -> requested");
    CHECK(c.told(handler(), a_request()) ==
          lines{"refused: not_possible_in_this_state; event=containment_requested; state=received; "
                "containment=requested"});
    CHECK(frozen().told(staff(role::auditor, "u.blum"), containment_contested) ==
          lines{"refused: not_permitted; event=containment_contested; state=received; role=auditor"});
}

STORY("a refused freeze says why: keys that the owner alone holds cannot be frozen by anybody",
      "[containment]")
{
    auto c = a_complaint();
    CHECK(c.told(complainant(), a_request()).text()[0] == "containment: none -> requested");
    CHECK(c.told(channel_source(), happened(containment_refused, {{field::refusal_reason, "none"}})) ==
          lines{"refused: refusal_reason_listed; fix refusal_reason"});
    CHECK(
        c.told(channel_source(), happened(containment_refused, {{field::refusal_reason, "self_custody"}})) ==
        lines{"containment: requested -> none", "no containment", "containment_refusal: self_custody"});
    CHECK(c.told(complainant(), a_request()) ==
          lines{"containment: none -> requested", "containment: requested", "no containment_refusal"});
}

STORY("a freeze is contested by the holder and upheld by somebody who did not ask for it", "[containment]")
{
    auto c = frozen("c.ito");
    CHECK(c.told(channel_source(), containment_contested) == lines{});
    const auto upheld =
        happened(containment_upheld, {{field::reason, "The transfers are still unexplained."}});
    CHECK(c.told(care_reviewer("c.ito"), upheld) ==
          lines{"refused: reviewer_is_not_requester; fix handed_over"});
    CHECK(c.told(care_reviewer("c.wen"), containment_upheld) ==
          lines{"refused: reasons_or_restricted; fix reason"});
    CHECK(c.told(care_reviewer("c.wen"), upheld) == lines{"containment_reviews: 1"});
    CHECK(c.told(care_reviewer("c.wen"), happened(containment_upheld, {{field::restricted, true}})) ==
          lines{"containment_reviews: 2"});
}

STORY("a freeze ends for a holder who is verified, by somebody who did not ask for it", "[containment]")
{
    auto c = frozen();
    CHECK(c.told(handler("h.lin"), a_release("holder_asked")) ==
          lines{"refused: releaser_is_not_requester; fix handed_over"});
    CHECK(c.told(handler("h.wu"), a_release("holder_asked")) ==
          lines{"refused: identity_sufficient; fix identity_verified; needed=identity_verified"});
    c.where([](facts& f) { f.identity = identity_state::verified; });
    CHECK(c.told(handler("h.wu"), a_release("holder_asked")) ==
          lines{"containment: contained -> released", "no contained_at", "containment: released"});
}

STORY("whoever asked and stayed unverified does not hold an account for ever", "[guards]")
{
    auto c = frozen("customer-1");
    CHECK(c.told(care_reviewer(), a_release("requester_unverified")) ==
          lines{"refused: identity_sufficient; fix identity_verified; needed=identity_verified"});
    c.where([](facts& f) { f.containment_reviews = 1; });
    CHECK(c.told(care_reviewer(), a_release("requester_unverified")) ==
          lines{"containment: contained -> released", "no contained_at", "containment: released"});
    auto verified = frozen("customer-1").where([](facts& f) {
        f.containment_reviews = 1, f.containment_verified = true;
    });
    CHECK(verified.told(care_reviewer(), a_release("requester_unverified")) ==
          lines{"refused: identity_sufficient; fix identity_verified; needed=identity_verified"});
    CHECK(verified.told(care_reviewer(), a_release("none")) ==
          lines{"refused: identity_sufficient; fix identity_verified; needed=identity_verified"});
}

STORY("a freeze found wrong says sorry in the same step", "[containment]")
{
    CHECK(frozen().told(care_reviewer(),
                        happened(containment_released, {{field::release_ground, "freeze_was_wrong"}})) ==
          lines{"refused: reason_given; fix reason"});
    CHECK(frozen().told(care_reviewer(), a_release("freeze_was_wrong")) ==
          lines{"containment: contained -> released", "no contained_at", "containment: released",
                "then redress_offered(redress_kind=apology, reason_code=freeze_was_wrong) by engine"});
}

STORY("an emergency is contained before anybody has read the case", "[containment]")
{
    a_case c;
    c.it = {.id = c.it.id};  // not filed yet
    const auto filed = happened(complaint_filed, {{field::channel, "in_app"},
                                                  {field::category, "account_theft"},
                                                  {field::language, "en"},
                                                  {field::narrative, "Somebody empties my wallet."},
                                                  {field::complainant_account, "the savings account"}});
    CHECK(c.told(complainant(), filed).about({"then", "account_given"}) ==
          lines{"account_given: yes", "then containment_requested(containment_ground=emergency) by engine"});
    auto triaged_later = a_complaint();
    const auto seen =
        happened(triaged, {{field::severity, std::int64_t{4}}, {field::category, "account_theft"}});
    CHECK(triaged_later.told(handler(), seen).about({"then"}) ==
          lines{"then containment_requested(containment_ground=emergency) by engine"});
    auto freed = frozen();
    freed.it.facts.containment = containment_state::released;
    CHECK(freed.told(handler(), seen).about({"then"}) ==
          lines{"then containment_requested(containment_ground=emergency) by engine"});
    auto already = frozen();
    CHECK(already.told(handler(), seen).about({"then"}) == lines{});
}
