// Ways around a rule that were open once, each with the door that is shut now. Long because it is a list: a story a way.
#include "states/secrets.hpp"
#include "tests/states/story.hpp"
#include "tests/support/elapsed.hpp"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

using namespace redress;
using namespace redress::tests;
using enum event_type;

namespace {

a_case ready_to_decide()
{
    return a_complaint()
        .in(lifecycle_state::investigating)
        .owned_by("h.lin")
        .with_points(2)
        .where([](facts& f) { f.documents = 1; });
}

event a_decision(std::vector<std::pair<field, field_value>> more = {})
{
    auto sent = a_letter(decision_sent, std::move(more));
    if (!sent.has(field::outcome)) sent.set(field::outcome, "not_upheld");
    if (!sent.has(field::findings)) sent.set(field::findings, words({"1:not_upheld", "2:not_upheld"}));
    return sent.set(field::reason, "The transfer arrived on the day.");
}

actor staff_called(const char* id, role as, const char* team = "")
{
    return {.id = id, .role = as, .team = team, .named_staff = true};
}

bool is_refused(const answer& said)
{
    return !said.text().empty() && said.text()[0].starts_with("refused: ");
}

}  // namespace

STORY("nobody makes themselves a representative, nor speaks as one whom the case does not know", "[people]")
{
    auto c = a_complaint();
    const actor stranger{.id = "evil", .role = role::representative};
    const auto authority = happened(
        representative_authorised,
        {{field::representative, "evil"}, {field::representative_scope, words({"decide", "money"})}});
    CHECK(is_refused(c.told(stranger, authority)));
    c.where([](facts& f) {
        f.identity = identity_state::verified;
        f.identity_method = "passport";
    });
    CHECK(is_refused(c.told(stranger, happened(contact_changed, {{field::contact_route, "email"}}))));
    CHECK_FALSE(is_refused(c.told(stranger, happened(message_received, {{field::text, "It is me."}}))));
    c.where([](facts& f) {
        f.representative = "lawyer-1";
        f.representative_scope = {"read"};
    });
    CHECK(is_refused(c.told(
        {.id = "lawyer-1", .role = role::representative},
        happened(representative_authorised,
                 {{field::representative, "lawyer-1"}, {field::representative_scope, words({"decide"})}}))));
    CHECK_FALSE(is_refused(c.told(complainant(), authority)));
}

STORY("staff neither handle their own complaint nor one that they speak for", "[people]")
{
    auto own = a_complaint().where([](facts& f) { f.complainant = "h.lin"; });
    CHECK(own.told(handler(), happened(note_added, {{field::text, "Looks fine."}})) ==
          lines{"refused: not_concerned; fix handed_over"});
    auto for_them = a_complaint().where([](facts& f) { f.representative = "h.lin"; });
    CHECK(for_them.told(handler(), happened(note_added, {{field::text, "Looks fine."}})) ==
          lines{"refused: not_concerned; fix handed_over"});
    auto nobodys = a_complaint().where([](facts& f) { f.complainant.clear(); });
    CHECK_FALSE(is_refused(nobodys.told(handler(), happened(note_added, {{field::text, "Looks fine."}}))));
}

STORY("no letter goes out before it is written", "[records]")
{
    auto c = a_complaint();
    c.with_letter(letter_kind::initial_response);
    c.it.facts.letters[0].sent = c.now - 1h;
    CHECK_FALSE(is_refused(
        c.told_of(c.now - 30h, channel_source(), happened(message_dispatched, {{field::letter, "L1"}}))));
    CHECK(c.it.facts.letters[0].dispatched == c.now - 1h);
    CHECK(c.it.facts.first_answered_at == c.now - 1h);
}

STORY("an appeal is heard by nobody who worked on the case, owned it or approved what is appealed",
      "[lifecycle]")
{
    const auto reviewer = staff_called("a.moreau", role::appeal_reviewer, "appeals");
    const auto asks = [&](auto before) {
        auto c = ready_to_decide();
        before(c);
        c.in(lifecycle_state::appealed);
        return c.asks<guards::independent_reviewer>(reviewer, happened(appeal_decided));
    };
    CHECK(asks([](a_case&) {}) == lines{"holds"});
    CHECK(asks([&](a_case& c) {
              static_cast<void>(c.told(reviewer, happened(note_added, {{field::text, "Seen."}})));
          }) == lines{"refused: independent_reviewer; fix assigned"});
    CHECK(asks([&](a_case& c) {
              c.it.cseq = 1;
              REQUIRE_FALSE(is_refused(c.told(
                  handler(),
                  approved_by("a.moreau", happened(content_redacted,
                                                   {{field::document, "#1"}, {field::reason, "A PIN."}})))));
          }) == lines{"refused: independent_reviewer; fix assigned"});
    // While hearing it, asking for something is not having acted before.
    auto hearing = ready_to_decide();
    hearing.in(lifecycle_state::appealed);
    static_cast<void>(hearing.told(reviewer, happened(note_added, {{field::text, "Read."}})));
    CHECK(hearing.asks<guards::independent_reviewer>(reviewer, happened(appeal_decided)) == lines{"holds"});
}

STORY("a case that an appeal sent back is decided by somebody else", "[lifecycle]")
{
    auto c = ready_to_decide();
    c.it.facts.team = "intake";
    c.it.facts.decided_before = {"h.lin"};
    c.owned_by("h.osei");
    const auto old = staff_called("h.lin", role::handler, "intake"),
               fresh = staff_called("h.osei", role::handler, "intake");
    CHECK(is_refused(c.told(old, a_decision())));
    CHECK_FALSE(is_refused(c.told(fresh, a_decision())));
}

STORY("an acknowledgement that staff write is whole, in the complainant's language, and asks for no secret",
      "[records]")
{
    const auto acknowledging = [](std::vector<std::pair<field, field_value>> more) {
        return a_letter(acknowledged, std::move(more));
    };
    auto c = a_complaint();
    CHECK(is_refused(
        c.told(handler(), acknowledging({{field::letter_body, "Please send us your password."}}))));
    CHECK(c.told(handler(), acknowledging({{field::letter_language, "de"}})) ==
          lines{"refused: in_complainants_language; fix letter_language; language=en"});
    CHECK(c.told(handler(), acknowledging({{field::next_step_due, c.now - 1h}})) ==
          lines{"refused: letter_is_written; fix letter_body; letter=acknowledgement; needs=next_step_due"});
    CHECK_FALSE(is_refused(c.told(handler(), acknowledging({}))));
    // A channel's own acknowledgement is made from the wording.
    auto by_channel = a_complaint();
    CHECK_FALSE(is_refused(by_channel.told(
        channel_source(),
        acknowledging({{field::letter_language, "de"}, {field::next_step_due, c.now - 1h}}))));
}

STORY("no part of a letter asks for a secret, nor does what is asked for by name", "[guards]")
{
    auto c = a_complaint();
    const auto asks = [&](std::vector<std::pair<field, field_value>> more) {
        return c.asks<guards::asks_for_no_secret>(handler(),
                                                  a_letter(information_requested, std::move(more)));
    };
    CHECK(asks({}) == lines{"holds"});
    CHECK(asks({{field::items, words({"receipt", "transaction_id"})}}) == lines{"holds"});
    for (const auto* disguised : {"Pléase sénd us your pässword.", "Ｐｌｅａｓｅ ｓｅｎｄ us your ᴘᴀѕѕᴡᴏʀᴅ."})
        CHECK(asks({{field::text, disguised}}) == lines{"refused: asks_for_no_secret; fix text"});
    for (const auto name : {field::next_step, field::reason, field::letter_body, field::subject, field::text})
        CHECK(asks({{name, "Please send us your password."}}) ==
              lines{"refused: asks_for_no_secret; fix text"});
    CHECK(asks({{field::items, words({"receipt", "seed_phrase"})}}) ==
          lines{"refused: asks_for_no_secret; fix text"});
}

STORY("a decision is about the complaint; not to look into it takes a listed reason and a second person",
      "[guards]")
{
    auto c = ready_to_decide();
    for (const auto* not_about_it : {"inadmissible", "none"})
        CHECK(c.told(handler(), a_decision({{field::outcome, not_about_it}})) ==
              lines{"refused: decides_the_merits; fix declared_inadmissible"});
    CHECK(c.asks<guards::decides_the_merits>(handler(), a_decision()) == lines{"holds"});
}

STORY("each point has one finding, and no other point has any", "[guards]")
{
    auto c = ready_to_decide();
    const auto with = [&](std::vector<std::string> findings) {
        return c.asks<guards::every_point_answered>(
            handler(), a_decision({{field::findings, words(std::move(findings))}}));
    };
    CHECK(with({"1:upheld", "2:not_upheld"}) == lines{"holds"});
    CHECK(with({"1:upheld"}) == lines{"refused: every_point_answered; fix findings; points=2"});
    CHECK(with({"1:upheld", "2:upheld", "7:upheld"}) ==
          lines{"refused: every_point_answered; fix findings; points=7:upheld"});
    CHECK(with({"1:upheld", "2:upheld", "1:not_upheld"}) ==
          lines{"refused: every_point_answered; fix findings; points=1:not_upheld"});
}

STORY("a promise is extended as far as its policy says, and one that says nothing is not", "[guards]")
{
    auto c = a_complaint();
    const auto more = [&](const char* clock, std::int64_t days) {
        return c.asks<guards::extension_allowed>(
            handler(), happened(extension_granted, {{field::clock, clock}, {field::days, days}}));
    };
    c.it.facts.clocks.clear();
    for (const auto* id : {"investigation", "kept_open", "of_earlier_days"})
        c.with_clock({.clock_id = id,
                      .due = c.now + 1h,
                      .kind = clock_kind::published,
                      .limit = "336h",
                      .started = c.now - 2h});
    CHECK(more("investigation", 14) == lines{"holds"});
    CHECK(more("investigation", 15) == lines{"refused: extension_allowed; fix clock; clock=investigation"});
    CHECK(more("kept_open", 1) == lines{"refused: extension_allowed; fix clock; clock=kept_open"});
    CHECK(more("of_earlier_days", 1) ==
          lines{"refused: extension_allowed; fix clock; clock=of_earlier_days"});
}

STORY("a letter names no date that lies behind", "[guards]")
{
    auto c = a_complaint();
    const auto with = [&](field name, instant when) {
        return c.asks<guards::letter_is_written>(handler(), a_letter(progress_update_sent, {{name, when}}));
    };
    CHECK(with(field::next_step_due, c.now + 24h) == lines{"holds"});
    CHECK(is_refused(with(field::next_step_due, c.now)));
    CHECK(is_refused(with(field::expires, c.now - 24h)));
}

STORY("an approval is of one act on one case, and counts once", "[people]")
{
    const auto away = happened(reclassified, {{field::kind, "query"}, {field::reason, "It only asks."}});
    auto c = a_complaint();
    const auto ours = approved_by("c.ito", away);
    c.act_digest = "another act";  // what was approved was something else
    CHECK(c.told(handler(), ours) ==
          lines{"refused: approval_is_of_this_act; fix approved_digest; digest=" + c.act_digest});
    c.act_digest = "act";
    REQUIRE_FALSE(is_refused(c.told(handler(), ours)));
    REQUIRE_FALSE(is_refused(c.told(complainant(), happened(exit_disputed))));
    CHECK(c.told(handler(), ours) ==
          lines{"refused: approval_is_of_this_act; fix approved_digest; digest=" + c.act_digest});
    auto again = ours;
    for (auto& [name, value] : again.fields)
        if (name == field::approved_at) value = c.now - 1min;
    CHECK_FALSE(is_refused(c.told(handler(), again)));
}

STORY("a decision says of each point what it says of all", "[lifecycle]")
{
    const auto decides = [](const char* as, std::vector<std::string> findings) {
        return ready_to_decide().asks<guards::outcome_fits_findings>(
            handler(),
            happened(decision_sent, {{field::outcome, as}, {field::findings, words(std::move(findings))}}));
    };
    const auto no = [](const std::string& as, const std::string& findings) {
        return lines{"refused: outcome_fits_findings; fix outcome; outcome=" + as + "; findings=" + findings};
    };
    CHECK(decides("upheld", {"1:upheld", "2:not_ours"}) == lines{"holds"});
    CHECK(decides("upheld", {"1:upheld", "2:not_upheld"}) == no("upheld", "1:upheld, 2:not_upheld"));
    CHECK(decides("upheld", {"1:not_ours", "2:not_ours"}) == no("upheld", "1:not_ours, 2:not_ours"));
    CHECK(decides("upheld", {"1:partly_upheld", "2:upheld"}) == no("upheld", "1:partly_upheld, 2:upheld"));
    CHECK(decides("partly_upheld", {"1:upheld", "2:not_upheld"}) == lines{"holds"});
    CHECK(decides("partly_upheld", {"1:partly_upheld", "2:not_ours"}) == lines{"holds"});
    CHECK(decides("partly_upheld", {"1:not_upheld", "2:not_ours"}) ==
          no("partly_upheld", "1:not_upheld, 2:not_ours"));
    CHECK(decides("not_upheld", {"1:not_upheld", "2:not_ours"}) == lines{"holds"});
    CHECK(decides("not_upheld", {"1:not_upheld", "2:upheld"}) == no("not_upheld", "1:not_upheld, 2:upheld"));
    CHECK(decides("out_of_scope", {"1:not_ours", "2:not_ours"}) == lines{"holds"});
    CHECK(decides("out_of_scope", {"1:not_ours", "2:not_upheld"}) ==
          no("out_of_scope", "1:not_ours, 2:not_upheld"));
    CHECK(decides("settled", {"1:upheld", "2:not_upheld"}) == lines{"holds"});
    CHECK(decides("inadmissible", {"1:not_ours", "2:not_ours"}) == lines{"holds"});
    auto without_points = a_complaint();
    CHECK(without_points.asks<guards::outcome_fits_findings>(
              handler(), happened(decision_sent, {{field::outcome, "upheld"}})) == lines{"holds"});
    // The row asks it.
    auto c = ready_to_decide();
    CHECK(c.told(handler(), a_decision({{field::outcome, "upheld"},
                                        {field::root_cause, "delay"},
                                        {field::redress_ruled_out, true}})) ==
          no("upheld", "1:not_upheld, 2:not_upheld"));
}

STORY("the points of a decision that stands are not agreed anew", "[records]")
{
    const auto agreed = happened(points_agreed, {{field::points, words({"The fee."})}});
    auto c = ready_to_decide().decided(outcome::not_upheld);
    CHECK(c.told(handler(), agreed) == lines{"refused: nothing_decided_stands; fix point_added"});
    c.in(lifecycle_state::appealed);
    CHECK(c.told(handler(), agreed) == lines{"refused: nothing_decided_stands; fix point_added"});
    c.in(lifecycle_state::investigating);
    CHECK_FALSE(is_refused(c.told(handler(), agreed)));
}

STORY("a triage says how severe it is, and names a team and staff that there are", "[records]")
{
    const auto triage = [](std::vector<std::pair<field, field_value>> more) {
        if (std::none_of(more.begin(), more.end(),
                         [](const auto& one) { return one.first == field::severity; }))
            more.emplace_back(field::severity, std::int64_t{2});
        return happened(triaged, std::move(more));
    };
    auto c = a_complaint();
    CHECK(c.told(handler(), triage({{field::severity, std::int64_t{0}}})) ==
          lines{"refused: severity_given; fix severity"});
    c.people = {{.id = "h.lin", .roles = role::handler, .team = "intake", .manages = {}},
                {.id = "h.osei", .roles = role::handler, .team = "cards", .manages = {}},
                {.id = "l.novak", .roles = role::care_lead, .team = "care", .manages = {"h.osei"}}};
    CHECK(c.told(handler(), triage({{field::team, "nowhere"}})) ==
          lines{"refused: team_is_known; fix team; team=nowhere"});
    for (const char* team : {"cards", "intake"})
        CHECK_FALSE(is_refused(c.told(handler(), triage({{field::team, team}}))));
    CHECK(c.asks<guards::team_is_known>(handler(), happened(assigned, {{field::owner, "h.osei"}})) ==
          lines{"holds"});
    // A rung leads to it, though nobody is in it.
    CHECK(c.asks<guards::team_is_known>(
              handler(), happened(assigned, {{field::team, c.rules.ladder.at(0).target}})) == lines{"holds"});
    CHECK(c.told(handler(), triage({{field::about_staff, words({"h.osei", "x.nobody"})}})) ==
          lines{"refused: staff_named_are_known; fix about_staff; unknown=x.nobody"});
}

STORY("whoever turns out to be complained about no longer has the case", "[people]")
{
    auto c = a_complaint().owned_by("h.osei").under_review("l.novak");
    c.people = {{.id = "h.lin", .roles = role::handler, .team = "intake", .manages = {}},
                {.id = "h.osei", .roles = role::handler, .team = "cards", .manages = {}},
                {.id = "l.novak", .roles = role::care_lead, .team = "care", .manages = {"h.osei"}}};
    CHECK(c.told(handler(), happened(triaged, {{field::severity, std::int64_t{2}},
                                               {field::about_staff, words({"h.osei", "h.osei"})}}))
              .about({"about_staff", "no owner", "no rung_reviewer"}) ==
          lines{"about_staff: h.osei", "no owner", "no rung_reviewer"});
    CHECK(c.told(staff(role::handler, "h.osei"), happened(note_added, {{field::text, "Mine."}})) ==
          lines{"refused: not_concerned; fix handed_over"});
    // A correction names them anew.
    CHECK(c.told(staff(role::data_protection, "d.ruiz"),
                 happened(fact_corrected,
                          {{field::reason, "Another person."}, {field::about_staff, words({"h.lin"})}}))
              .about({"about_staff"}) == lines{"about_staff: h.lin"});
}

STORY("a complaint about somebody unknown is taken, and somebody is told", "[lifecycle]")
{
    a_case c;
    c.it = complaint{.id = c.it.id};
    c.people = {{.id = "h.lin", .roles = role::handler, .team = "intake", .manages = {}}};
    const auto filed = [](const char* about) {
        return happened(complaint_filed, {{field::channel, "email"},
                                          {field::category, "fees"},
                                          {field::language, "en"},
                                          {field::narrative, "He was rude."},
                                          {field::complainant, "cust-1"},
                                          {field::about_staff, words({about})}});
    };
    auto known = c;
    CHECK(known.told(complainant(), filed("h.lin")).about({"alarm"}) == lines{});
    CHECK(c.told(complainant(), filed("the tall one")).about({"alarm"}) ==
          lines{"alarm about_unknown_staff: the tall one"});
}

STORY("a complaint without a name is ended or accepted by nobody who only says that it is theirs", "[people]")
{
    auto c = a_complaint().where([](facts& f) {
        f.complainant.clear();
        f.anonymous = true;
    });
    const actor somebody{.id = "cust-9", .role = role::complainant};
    const actor channel{.id = "redress:web", .role = role::complainant, .unnamed = true};
    const auto gives_up = happened(withdrawn, {{field::reason, "Found it."}});
    for (const auto what : {withdrawn, resolution_accepted, appeal_withdrawn, redress_accepted,
                            redress_declined, contact_changed, representative_authorised, authority_ended}) {
        INFO(name_of(what));
        auto stands = c;
        if (what == resolution_accepted) stands.in(lifecycle_state::decided);
        if (what == appeal_withdrawn) stands.in(lifecycle_state::appealed);
        CHECK(is_refused(stands.told(somebody, happened(what))));
    }
    CHECK_FALSE(is_refused(c.told(somebody, happened(message_received, {{field::text, "More."}}))));
    CHECK_FALSE(is_refused(c.told(channel, gives_up)));
}

STORY("what is restricted is kept, and serves the complaint alone", "[records]")
{
    const auto protection = staff(role::data_protection, "d.ruiz");
    const auto because = [](event_type what) {
        return happened(what, {{field::reason, "They dispute the data."}});
    };
    auto c = a_complaint();
    CHECK(c.told(protection, because(restriction_lifted)) ==
          lines{"refused: processing_is_restricted; fix processing_restricted"});
    CHECK_FALSE(is_refused(c.told(handler(), survey_invited)));
    CHECK_FALSE(is_refused(c.told(protection, because(processing_restricted))));
    CHECK(c.told(handler(), survey_invited) ==
          lines{"refused: processing_not_restricted; fix restriction_lifted"});
    CHECK(c.told(staff(role::quality_reviewer, "q.may"), quality_reviewed) ==
          lines{"refused: processing_not_restricted; fix restriction_lifted"});
    CHECK(c.asks<guards::processing_not_restricted>(staff(role::compliance, "p.haas"),
                                                    happened(subject_erased)) ==
          lines{"refused: processing_not_restricted; fix restriction_lifted"});
    CHECK_FALSE(is_refused(c.told(handler(), happened(note_added, {{field::text, "Goes on."}}))));
    CHECK_FALSE(is_refused(c.told(protection, because(restriction_lifted))));
}

STORY("nothing happens to an item that nobody offered, and that is what is said", "[redress]")
{
    auto c = a_complaint();
    CHECK(c.told(care_reviewer(), happened(redress_approved, {{field::item, "R7"}})) ==
          lines{"refused: item_is_known; fix item; item=R7"});
}

STORY("a denial comes before what it denies, in the same clause or the list that it begins", "[guards]")
{
    for (const char* asks : {"Please send us your password, we will never share it.",
                             "We never ask for your password, but please send the PIN code.",
                             "We do not doubt you, send your password.",
                             "请把密码发给我们，我们不会告诉任何人。", "我们不会怀疑您，请提供验证码。"})
        CHECK(asks_for_a_secret(asks));
    for (const char* harmless :
         {"Never send us your password.", "Do not send, tell or enter your recovery phrase.",
          "Do not share, type or give your PIN code to anybody, whoever asks.",
          "Nobody of ours will tell you to enter your password.", "请勿向任何人提供密码、验证码。",
          "我们不会要求您提供密码。"})
        CHECK_FALSE(asks_for_a_secret(harmless));
}

STORY("a case is linked to another, and only what is linked is taken away", "[records]")
{
    auto c = a_complaint();
    const auto link_to = [](const std::string& other) {
        return happened(linked, {{field::to, other}, {field::cause, "same_matter"}});
    };
    const std::string other = "01934f2a-0000-7000-8000-000000000009";
    CHECK(c.told(handler(), link_to(to_string(c.it.id))) == lines{"refused: links_another_case; fix to"});
    CHECK(c.told(handler(), happened(unlinked, {{field::to, other}})) ==
          lines{"refused: link_is_known; fix to"});
    CHECK(c.told(handler(), link_to(other)) == lines{"links: " + other + " same_matter"});
    CHECK(c.told(handler(), happened(unlinked, {{field::to, other}})) == lines{"no links"});
}

STORY("an authority that nobody has is not ended", "[people]")
{
    auto c = a_complaint();
    CHECK(c.told(complainant(), authority_ended) ==
          lines{"refused: has_representative; fix representative_authorised"});
    c.where([](facts& f) { f.representative = "lawyer-1"; });
    CHECK(c.told(complainant(), authority_ended) == lines{"no representative"});
}

STORY("a letter goes by some route", "[guards]")
{
    auto c = a_complaint();
    auto letter = a_letter(progress_update_sent);
    for (auto& [name, value] : letter.fields)
        if (name == field::route) value = word("none");
    CHECK(c.told(handler(), letter) ==
          lines{"refused: letter_is_written; fix letter_body; letter=progress_update; needs=route"});
}

STORY("no letter goes where somebody else may read it", "[guards]")
{
    auto c = a_complaint().owned_by("h.lin").where([](facts& f) { f.contact_unsafe = true; });
    for (const auto what : {initial_response_sent, progress_update_sent, information_requested}) {
        INFO(name_of(what));
        auto letter = a_letter(what);
        if (what == information_requested) letter.set(field::items, words({"screenshot"}));
        CHECK(c.told(handler(), letter) == lines{"refused: contact_is_safe; fix contact_changed"});
        for (auto& [name, value] : letter.fields)
            if (name == field::route) value = word("status_page");
        auto safely = c;
        CHECK_FALSE(is_refused(safely.told(handler(), letter)));
    }
}

STORY("what is no money carries no sum, for no limit would be asked of it", "[redress]")
{
    auto c = a_complaint();
    const auto offered = [](const char* kind, bool sum) {
        auto what = happened(redress_offered, {{field::redress_kind, kind}, {field::text, "We are sorry."}});
        if (sum) what.set(field::amount, "100000000").set(field::currency, "USDT");
        return what;
    };
    for (const char* kind : {"apology", "correction"}) {
        CHECK(c.told(handler(), offered(kind, true)) ==
              lines{"refused: amount_given; fix amount; needs=no amount"});
        CHECK_FALSE(is_refused(c.told(handler(), offered(kind, false))));
    }
}

STORY("what we tell of a freeze, an offer or a duplicate asks for no secret either", "[guards]")
{
    const lines secret{"refused: asks_for_no_secret; fix reason"};
    const char* const asks = "To unlock it, send us your seed phrase.";
    auto frozen = a_complaint().where([](facts& f) { f.containment = containment_state::contained; });
    CHECK(frozen.told(care_reviewer(), happened(containment_upheld, {{field::reason, asks}})) == secret);
    CHECK(frozen.told(care_reviewer(),
                      happened(containment_released, {{field::release_ground, "freeze_was_wrong"},
                                                      {field::reason, asks}})) == secret);
    auto c = a_complaint();
    CHECK(c.told(handler(),
                 happened(redress_offered, {{field::redress_kind, "apology"}, {field::text, asks}})) ==
          lines{"refused: asks_for_no_secret; fix text"});
}

STORY("a letter is in the letters of its language, and in one that there are words for", "[guards]")
{
    auto c = a_complaint().where([](facts& f) { f.language = "zh-CN"; });
    const auto asks = [&](const char* tag, const char* body) {
        return c.asks<guards::in_complainants_language>(
            handler(),
            happened(initial_response_sent, {{field::letter_language, tag}, {field::letter_body, body}}));
    };
    const lines no{"refused: in_complainants_language; fix letter_language; language=zh-CN"};
    CHECK(asks("zh-CN", "我们正在处理 TX-1。") == lines{"holds"});
    CHECK(asks("zh-CN", "We look into TX-1.") == no);
    CHECK(asks("zh-CN", "12345") == lines{"holds"});
    c.where([](facts& f) { f.language = "en"; });
    const lines not_english{"refused: in_complainants_language; fix letter_language; language=en"};
    CHECK(asks("en", "我们正在处理。") == not_english);
    CHECK(asks("en", "Your transfer to 王小明 is on its way.") == lines{"holds"});
    c.where([](facts& f) { f.language = "fr-FR"; });
    c.rules.wordings = {{.language = "en", .file = "a.toml", .sha256 = "1"},
                        {.language = "zh-CN", .file = "b.toml", .sha256 = "2"}};
    const lines no_words{"refused: in_complainants_language; fix letter_language; language=en, zh-CN"};
    CHECK(asks("fr", "Nous cherchons.") == no_words);
    CHECK(asks("en", "We look into it.") == lines{"holds"});
}

STORY("the next step is no later than the answer that is promised beside it", "[guards]")
{
    const auto asks = [](duration step, event_type what) {
        auto c = under(
            {.id = "investigation", .kind = clock_kind::internal, .stop = on("dispatched:final_response")});
        c.with_clock({.clock_id = "investigation",
                      .due = c.now + 240h,
                      .kind = clock_kind::internal,
                      .limit = elapsed(240h),
                      .policy = c.rules.id,
                      .started = c.now});
        auto letter = a_letter(what);
        return c.asks<guards::letter_is_written>(handler(), letter.set(field::next_step_due, c.now + step));
    };
    CHECK(asks(240h, progress_update_sent) == lines{"holds"});
    CHECK(asks(241h, progress_update_sent) ==
          lines{"refused: letter_is_written; fix letter_body; letter=progress_update; needs=next_step_due"});
    CHECK(asks(241h, holding_response_sent) == lines{"holds"});
}

STORY("who is complained about and does not have the case cannot so much as step aside from it", "[people]")
{
    auto c = a_complaint().where([](facts& f) { f.about_staff = {"h.lin"}; });
    const lines no{"refused: not_concerned; fix handed_over"};
    CHECK(c.told(handler(), happened(interest_declared, {{field::reason, "It is me."}})) == no);
    CHECK(c.told(handler(), released) == no);
    c.owned_by("h.lin");
    CHECK_FALSE(is_refused(c.told(handler(), happened(interest_declared, {{field::reason, "It is me."}}))));
}

STORY("a secret is found behind letters that look alike, hidden characters and other words for it",
      "[guards]")
{
    for (const char* asks :
         {"Send us your pass\xE2\x80\x8Bword.", "Tell us your recovery phr\xD0\xB0se.",
          "Read out the OTP to our agent.", "Reply with your 12 words.", "Tell us the digits we texted you.",
          "請提供密碼。", "请把短信里的数字告诉我们。"})
        CHECK(asks_for_a_secret(asks));
    for (const char* item : {"otp", "login_code_by_sms", "cvv"}) CHECK(names_a_secret(item));
    for (const char* harmless : {"We send you the document.", "Tell us what happened.", "请告诉我们经过。"})
        CHECK_FALSE(asks_for_a_secret(harmless));
}

STORY("a secret is found behind letters that stand apart and signs that stand for letters", "[guards]")
{
    for (const char* asks :
         {"s e n d me your p a s s w o r d", "Please s.e.n.d us your p.a.s.s.w.o.r.d!",
          "S E N D  M E  Y O U R  P A S S W O R D", "Please send us your p@ssword.", "Send us the passw0rd.",
          "Tell us your p4$$word, please.", "Send us your seed-phrase.", "Send us your s.e.e.d phrase.",
          "send your s-e-e-d p-h-r-a-s-e", "s3nd us your p455w0rd", "Tell us your pr1vate-key.",
          "Give us your one-t1me code.", "Send us your pass-word.", "type in your p1n code",
          "请把 密 码 发给我们。", "请提供助-记-词。", "请告诉我们您的验*证*码"}) {
        INFO(asks);
        CHECK(asks_for_a_secret(asks));
    }
    for (const char* item : {"seed-phrase", "passw0rd", "p_i_n_code"}) CHECK(names_a_secret(item));
    for (const char* harmless :
         {"We never ask for your password.", "We never ask for your p@ssword.",
          "We n e v e r ask you to send your p a s s w o r d.", "Never send anybody your seed-phrase.",
          "Please send the receipt to help@passage.example by 5 p.m., e.g. as a PDF.",
          "Send us order A-1-B-2 and item p1-n0; points a, b, c and d follow.",
          "Tell us which of plans A. B. C. or D. you had.", "请 告 诉 我 们 经 过。",
          "我 们 不 会 要 求 您 提 供 密 码。"}) {
        INFO(harmless);
        CHECK_FALSE(asks_for_a_secret(harmless));
    }
}
