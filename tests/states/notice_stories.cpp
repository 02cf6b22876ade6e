// Letters that no person writes: what the engine tells the complainant of itself.
#include "tests/states/story.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace redress;
using namespace redress::tests;
using enum event_type;

namespace {

policy with_notices()
{
    auto p = story_policy();
    for (auto& one : p.letters)
        one.automatic = one.kind == letter_kind::closing || one.kind == letter_kind::reopening ||
                        one.kind == letter_kind::redress_offer || one.kind == letter_kind::containment_notice;
    p.wordings = {{.language = "en"}, {.language = "zh-CN"}};
    return p;
}

a_case reached_by(route by)
{
    auto c = a_complaint().owned_by("h.lin").where(
        [&](facts& f) { f.contact_route = by, f.language = "zh-Hans"; });
    c.rules = with_notices();
    return c;
}

event a_withdrawal()
{
    return happened(withdrawn, {{field::reason, "It has arrived."}});
}

event a_freeze()
{
    return happened(containment_requested,
                    {{field::account, "acct-1"}, {field::containment_ground, "theft"}});
}

}  // namespace

STORY("whoever withdraws is told on their own route that the case is closed, in their language", "[letters]")
{
    CHECK(reached_by(route::email).told(complainant(), a_withdrawal()).about({"letters", "then"}) ==
          lines{"letters: L1 closing in zh-CN by email from engine, sent now"});
    CHECK(reached_by(route::post).told(complainant(), a_withdrawal()).about({"letters", "then"}) ==
          lines{"letters: L1 closing in zh-CN by post from engine, sent now"});
}

STORY("who can only be called, or not at all, is told on the status page, and that counts at once",
      "[letters]")
{
    for (const auto by : {route::phone, route::call, route::live_chat, route::none, route::status_page})
        CHECK(reached_by(by).told(complainant(), a_withdrawal()).about({"letters", "then"}) ==
              lines{"letters: L1 closing in zh-CN by status_page from engine, sent now",
                    "then message_dispatched(letter=L1, route=status_page) by engine"});
}

STORY("nothing goes to a contact that somebody else may read", "[letters]")
{
    for (const auto by : {route::email, route::sms, route::in_app}) {
        auto c = reached_by(by).where([](facts& f) { f.contact_unsafe = true; });
        CHECK(c.told(complainant(), a_withdrawal()).about({"letters"}) ==
              lines{"letters: L1 closing in zh-CN by status_page from engine, sent now"});
    }
}

STORY("where the policy has no words in a language, the first that it has are taken", "[letters]")
{
    auto c = reached_by(route::email).where([](facts& f) { f.language = "es-MX"; });
    CHECK(c.told(complainant(), a_withdrawal()).about({"letters"}) ==
          lines{"letters: L1 closing in en by email from engine, sent now"});
    auto wordless = reached_by(route::email);
    wordless.rules.wordings.clear();
    CHECK(wordless.told(complainant(), a_withdrawal()).about({"letters"}) ==
          lines{"letters: L1 closing in zh-Hans by email from engine, sent now"});
}

STORY("a policy that leaves a letter to people sends none", "[letters]")
{
    auto c = reached_by(route::email);
    c.rules = story_policy();
    CHECK(c.told(complainant(), a_withdrawal()).about({"letters"}) == lines{});
}

STORY("a case that comes back says so", "[letters]")
{
    auto c = reached_by(route::email)
                 .where([](facts& f) { f.outcome = outcome::upheld; })
                 .closed(closure_reason::resolved_and_accepted, role::complainant, lifecycle_state::decided);
    CHECK(c.told(staff(role::care_lead, "l.vos"),
                 happened(own_error_found, {{field::reason, "We misread the record."}}))
              .about({"letters"}) == lines{"letters: L1 reopening in zh-CN by email from engine, sent now"});
}

STORY("a freeze is told when it is asked for, confirmed and ended, and its refusal at once", "[letters]")
{
    auto c = reached_by(route::email);
    const auto said = [&](const actor& by, const event& what) { return c.told(by, what).about({"letters"}); };
    const std::string first = "letters: L1 containment_notice in zh-CN by email from engine, sent now";
    CHECK(said(complainant(), a_freeze()) == lines{first});
    CHECK(said(channel_source(), happened(containment_confirmed)) ==
          lines{first + "; L2 containment_notice in zh-CN by email from engine, sent now"});
    auto refused = reached_by(route::email);
    CHECK(refused.told(complainant(), a_freeze()).about({"containment:"}) ==
          lines{"containment: none -> requested", "containment: requested"});
    CHECK(
        refused
            .told(channel_source(), happened(containment_refused, {{field::refusal_reason, "self_custody"}}))
            .about({"letters"}) ==
        lines{first + "; L2 containment_notice in zh-CN by email from engine, sent now"});
}

STORY("an offer is written when it may be accepted, and money that we owe is not offered", "[letters]")
{
    auto reviewer = care_reviewer();
    reviewer.authority_limit = {{{.amount = "1000", .currency = "USDT"}}};
    const auto offer = [](const char* kind) {
        return happened(redress_offered,
                        {{field::redress_kind, kind}, {field::amount, "20"}, {field::currency, "USDT"}});
    };
    auto c = reached_by(route::email);
    CHECK(c.told(reviewer, offer("goodwill")).about({"letters"}) ==
          lines{"letters: L1 redress_offer in zh-CN by email from engine, sent now"});
    auto owed = reached_by(route::email);
    CHECK(owed.told(reviewer, offer("refund_owed")).about({"letters"}) == lines{});
}

STORY("what the engine writes is no contact that could be rated", "[letters]")
{
    auto c = reached_by(route::email);
    CHECK(c.told(complainant(), a_freeze()).about({"containment:"}) ==
          lines{"containment: none -> requested", "containment: requested"});
    const auto rated = happened(rating_given, {{field::rating, std::int64_t{4}}});
    CHECK(c.told(complainant(), rated) == lines{"rated_contacts: 1", "ratings: 1"});
    CHECK(c.told(complainant(), rated) == lines{"refused: not_rated_yet; fix message_received"});
}
