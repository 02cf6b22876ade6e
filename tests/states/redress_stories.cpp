// What is owed and given, item by item.
#include "tests/states/story.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace redress;
using namespace redress::tests;
using enum event_type;

namespace {

actor with_limit(actor who, const char* limit)
{
    who.authority_limit = {{{.amount = limit, .currency = "USDT"}}};
    return who;
}

event an_offer(const char* kind, const char* amount)
{
    return happened(redress_offered,
                    {{field::redress_kind, kind}, {field::amount, amount}, {field::currency, "USDT"}});
}

event about(event_type what, const char* item = "R1", std::vector<std::pair<field, field_value>> more = {})
{
    more.emplace_back(field::item, std::string(item));
    return happened(what, std::move(more));
}

a_case with_item(redress_state state, redress_kind kind = redress_kind::goodwill, const char* amount = "50")
{
    auto c = a_complaint().owned_by("h.lin");
    c.it.facts.redress_items.push_back({.amount = amount,
                                        .currency = "USDT",
                                        .id = "R1",
                                        .kind = kind,
                                        .offered_by = "h.lin",
                                        .state = state});
    return c;
}

}  // namespace

STORY("an offer within one's own limit is made at once, one above it waits for another person", "[redress]")
{
    auto c = a_complaint();
    CHECK(c.told(with_limit(handler(), "20"), an_offer("goodwill", "20.00")) ==
          lines{"redress R1: none -> approved", "redress_items: R1 goodwill 20.00 USDT approved from h.lin"});
    CHECK(c.told(with_limit(handler(), "20"), an_offer("loss", "20.01")) ==
          lines{"redress R2: none -> offered",
                "redress_items: R1 goodwill 20.00 USDT approved from h.lin; R2 loss 20.01 USDT offered from "
                "h.lin"});
    CHECK(c.told(handler(), an_offer("voucher", "1")).text()[0] == "redress R3: none -> offered");
}

STORY("a limit is for the case: small offers add up, in the currency that it was set in", "[redress]")
{
    auto c = a_complaint();
    const auto may_twenty = with_limit(handler(), "20");
    CHECK(c.told(may_twenty, an_offer("goodwill", "15")).text()[0] == "redress R1: none -> approved");
    CHECK(c.told(may_twenty, an_offer("loss", "6")).text()[0] == "redress R2: none -> offered");
    CHECK(c.told(may_twenty, an_offer("loss", "5")).text()[0] == "redress R3: none -> approved");
    // Another person has a limit of their own, and what was declined is granted no more.
    CHECK(c.told(with_limit(handler("h.wu"), "20"), an_offer("loss", "20")).text()[0] ==
          "redress R4: none -> approved");
    CHECK(c.told(complainant(), about(redress_declined)).text()[0] == "redress R1: approved -> none");
    CHECK(c.told(may_twenty, an_offer("goodwill", "15")).text()[0] == "redress R5: none -> approved");
    auto in_euro = an_offer("goodwill", "1").set(field::currency, std::string("EUR"));
    CHECK(c.told(may_twenty, in_euro).text()[0] == "redress R6: none -> offered");
    // The same for what somebody approves for others.
    const auto may_ten = with_limit(care_reviewer(), "10");
    CHECK(c.told(may_ten, about(redress_approved, "R2")).text()[0] == "redress R2: offered -> approved");
    CHECK(c.told(handler("h.park"), an_offer("goodwill", "5")).text()[0] == "redress R7: none -> offered");
    CHECK(c.told(may_ten, about(redress_approved, "R7")) ==
          lines{"refused: within_approver_limit; fix handed_over; limit=10 USDT"});
}

STORY("what is simply owed is paid, not offered", "[redress]")
{
    CHECK(a_complaint().told(with_limit(handler(), "20"), an_offer("refund_owed", "12")) ==
          lines{"redress R1: none -> accepted", "redress_items: R1 refund_owed 12 USDT accepted from h.lin"});
    auto c = a_complaint();
    CHECK(c.told(handler(), an_offer("refund_owed", "120")).text()[0] == "redress R1: none -> offered");
    CHECK(c.told(with_limit(care_reviewer(), "1000"), about(redress_approved)) ==
          lines{"redress R1: offered -> accepted",
                "redress_items: R1 refund_owed 120 USDT accepted from h.lin, approved by c.ito"});
}

STORY("an apology costs nothing and needs words; money needs an amount and its currency", "[guards]")
{
    auto c = a_complaint();
    CHECK(c.told(handler(), happened(redress_offered, {{field::redress_kind, "apology"}})) ==
          lines{"refused: amount_given; fix amount; needs=text"});
    CHECK(c.told(handler(), happened(redress_offered, {{field::redress_kind, "goodwill"}})) ==
          lines{"refused: amount_given; fix amount; needs=amount, currency"});
    CHECK(c.told(handler(), an_offer("goodwill", "0")) ==
          lines{"refused: amount_given; fix amount; needs=amount, currency"});
    CHECK(c.told(handler(), happened(redress_offered,
                                     {{field::redress_kind, "apology"}, {field::text, "We are sorry."}})) ==
          lines{"redress R1: none -> approved", "redress_items: R1 apology approved from h.lin"});
    // By rule it waits for a person, who says it in words.
    CHECK(c.told(engine_actor(), happened(redress_offered, {{field::redress_kind, "apology"}})).text()[0] ==
          "redress R2: none -> offered");
}

STORY("an offer is approved by another person whose limit covers it", "[redress]")
{
    auto c = with_item(redress_state::offered);
    const auto enough = [](const char* id) { return with_limit(care_reviewer(id), "50"); };
    CHECK(c.told(enough("h.lin"), about(redress_approved)) ==
          lines{"refused: approver_is_not_offerer; fix handed_over"});
    CHECK(c.told(with_limit(care_reviewer(), "49.99"), about(redress_approved)) ==
          lines{"refused: within_approver_limit; fix handed_over; limit=49.99 USDT"});
    auto concerned = with_item(redress_state::offered).where([](facts& f) { f.interests = {"c.ito"}; });
    CHECK(concerned.told(enough("c.ito"), about(redress_approved)) ==
          lines{"refused: not_concerned; fix handed_over"});
    CHECK(c.told(enough("c.ito"), about(redress_approved)) ==
          lines{"redress R1: offered -> approved",
                "redress_items: R1 goodwill 50 USDT approved from h.lin, approved by c.ito"});
    CHECK(c.asks<guards::refund_is_owed>(enough("c.ito"), about(redress_approved)) ==
          lines{"refused: refund_is_owed; fix redress_kind"});
    CHECK(c.asks<guards::within_own_limit>(handler(), an_offer("loss", "1")) ==
          lines{"refused: within_own_limit; fix redress_approved"});
}

STORY("what was turned down may be offered again, as the same item", "[redress]")
{
    auto c = with_item(redress_state::offered);
    CHECK(c.told(care_reviewer(), about(redress_rejected, "R1", {{field::reason, "Nothing was lost."}})) ==
          lines{"redress R1: offered -> none", "redress_items: R1 goodwill 50 USDT none from h.lin"});
    auto again = an_offer("loss", "10").set(field::item, std::string("R1"));
    CHECK(c.told(with_limit(handler("h.wu"), "10"), again) ==
          lines{"redress R1: none -> approved", "redress_items: R1 loss 10 USDT approved from h.wu"});
    CHECK(
        c.told(handler(), again) ==
        lines{
            "refused: not_possible_in_this_state; event=redress_offered; state=received; redress=approved"});
    CHECK(c.told(handler(), an_offer("loss", "10").set(field::item, std::string("R7"))) ==
          lines{"refused: item_is_known; fix item; item=R7"});
    CHECK(c.told(care_reviewer(), about(redress_approved, "R7")) ==
          lines{"refused: item_is_known; fix item; item=R7"});
}

STORY("an offer is accepted or declined by whoever has a say over money", "[redress]")
{
    auto c = with_item(redress_state::approved);
    CHECK(c.told(handler(), about(redress_accepted)) ==
          lines{"refused: authority_covers; fix representative_authorised; needs=evidence"});
    auto represented = with_item(redress_state::approved).where([](facts& f) {
        f.representative = "lawyer-1", f.representative_scope = {"decide"};
    });
    CHECK(represented.told(representative(), about(redress_accepted)) ==
          lines{"refused: authority_covers; fix representative_authorised; needs=money"});
    represented.it.facts.representative_scope = {"money"};
    CHECK(represented.told(representative(), about(redress_accepted)).text()[0] ==
          "redress R1: approved -> accepted");
    CHECK(
        c.told(complainant(), about(redress_accepted)) ==
        lines{"redress R1: approved -> accepted", "redress_items: R1 goodwill 50 USDT accepted from h.lin"});
    auto declined = with_item(redress_state::approved);
    CHECK(declined.told(handler(), about(redress_declined, "R1", {{field::evidence, "call-7"}})) ==
          lines{"redress R1: approved -> none", "redress_items: R1 goodwill 50 USDT none from h.lin"});
}

STORY("an offer that nobody answers runs out, on a closed case, too", "[redress]")
{
    auto c = with_item(redress_state::approved)
                 .closed(closure_reason::window_lapsed, role::timer, lifecycle_state::decided);
    CHECK(c.told(timer_actor(), happened(offer_expired, {{field::clock, "offer"},
                                                         {field::generation, std::int64_t{1}},
                                                         {field::subject_of, "R1"}})) ==
          lines{"redress R1: approved -> none", "redress_items: R1 goodwill 50 USDT none from h.lin"});
}

STORY("what was accepted is paid to somebody who is known, with a reference, long after the end if need be",
      "[redress]")
{
    auto c = with_item(redress_state::accepted)
                 .closed(closure_reason::resolved_and_accepted, role::complainant, lifecycle_state::decided);
    CHECK(c.told(channel_source(), about(redress_paid)) ==
          lines{"refused: payment_reference; fix payment_reference"});
    const auto paid = about(redress_paid, "R1", {{field::payment_reference, "P-77"}});
    CHECK(c.told(channel_source(), paid) ==
          lines{"refused: identity_sufficient; fix identity_verified; needed=identity_verified"});
    CHECK(c.told(channel_source(), about(payment_failed)) == lines{"alarm payment_failed: R1"});
    c.where([](facts& f) { f.identity = identity_state::verified; });
    CHECK(c.told(channel_source(), paid) ==
          lines{"redress R1: accepted -> paid",
                "redress_items: R1 goodwill 50 USDT paid from h.lin, paid with P-77"});
}

STORY("a duplicate takes what was on the table with it, and leaves what was accepted", "[redress][followers]")
{
    auto c = with_item(redress_state::offered);
    for (const auto state : {redress_state::approved, redress_state::accepted}) {
        c.it.facts.redress_items.push_back({.amount = "1",
                                            .currency = "USDT",
                                            .id = "R" + std::to_string(c.it.facts.redress_items.size() + 1),
                                            .offered_by = "h.lin",
                                            .state = state});
    }
    c.it.facts.complainant = "customer-1";
    c.elsewhere = {.primary_complainant = "customer-1", .primary_state = lifecycle_state::investigating};
    c.with_points(1).where([](facts& f) { f.documents = 1, f.items_held = {"transaction_id"}; });
    CHECK(c.told(handler(),
                 happened(marked_duplicate, {{field::primary_case, "00000000-0000-8000-8000-000000000001"}}))
              .about({"redress "}) == lines{"redress R1: offered -> none", "redress R2: approved -> none"});
}

STORY("who has no limit approves no money, and what is no item is approved by nobody", "[guards]")
{
    auto c = with_item(redress_state::offered);
    CHECK(c.told(care_reviewer(), about(redress_approved)) ==
          lines{"refused: within_approver_limit; fix handed_over; limit=0 USDT"});
    CHECK(c.asks<guards::within_approver_limit>(care_reviewer(), about(redress_approved, "R7")) ==
          lines{"refused: within_approver_limit; fix handed_over; limit=0 "});
    CHECK(c.asks<guards::approver_is_not_offerer>(care_reviewer(), about(redress_approved, "R7")) ==
          lines{"refused: approver_is_not_offerer; fix handed_over"});
    CHECK(c.asks<guards::refund_is_owed>(care_reviewer(), about(redress_approved, "R7")) ==
          lines{"refused: refund_is_owed; fix redress_kind"});
}

STORY("an amount without its currency is no offer, and other currencies count for none of a limit",
      "[guards]")
{
    auto c = with_item(redress_state::approved);
    CHECK(c.told(handler(),
                 happened(redress_offered, {{field::redress_kind, "goodwill"}, {field::amount, "5"}})) ==
          lines{"refused: amount_given; fix amount; needs=amount, currency"});
    c.it.facts.redress_items[0].currency = "EUR";
    CHECK(c.told(with_limit(handler(), "20"), an_offer("goodwill", "20")).text()[0] ==
          "redress R2: none -> approved");
}
