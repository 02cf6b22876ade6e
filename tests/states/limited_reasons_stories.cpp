// A decision whose reasons may stay out: who may send it, and what may not stay out with them.
#include "tests/states/story.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace redress;
using namespace redress::tests;
using enum event_type;

namespace {

/// A letter by e-mail in English that holds these parts and no other.
event holding(std::vector<std::string> parts, event what)
{
    return what.set(field::route, "email")
        .set(field::letter_language, "en")
        .set(field::letter_parts, std::move(parts));
}

/// Everything is ready for the decision but the reasons in its letter.
a_case ready_to_decide()
{
    auto c = a_complaint().owned_by("h.lin").with_points(1).in(lifecycle_state::investigating);
    return c.where([](facts& f) {
        f.calls = 1;
        f.documents = 1;
        f.root_cause = "gateway";
    });
}

event a_decision_without_reasons(std::vector<std::string> parts = {"contact"})
{
    auto what = happened(decision_sent, {{field::outcome, "not_upheld"},
                                         {field::reason, "As the file shows."},
                                         {field::findings, words({"1:not_upheld"})},
                                         {field::evidence, "trace-1"},
                                         {field::redress_ruled_out, true}});
    return holding(std::move(parts), std::move(what));
}

const lines reasons_are_missing{
    "refused: letter_complete; fix letter_parts; letter=final_response; missing=reasons"};

}  // namespace

STORY(
    "a decision goes out without its reasons when that was approved, and whoever may not decide it hears "
    "that they are missing",
    "[records][letters]")
{
    auto c = ready_to_decide();
    CHECK(c.told(handler(), a_decision_without_reasons()) == reasons_are_missing);
    c.elsewhere.limited_reasons_by = "h.lin";
    CHECK(c.told(handler(), a_decision_without_reasons()) == reasons_are_missing);
    c.elsewhere.limited_reasons_by = "r.ahn";
    CHECK(c.told(staff(role::handler, "h.osei"), a_decision_without_reasons()) == reasons_are_missing);
    CHECK(c.told(care_reviewer(), a_decision_without_reasons()) == reasons_are_missing);
    c.it.facts.interests = {"h.lin"};
    CHECK(c.asks<guards::letter_complete>(handler(), a_decision_without_reasons()) == reasons_are_missing);
    c.it.facts.interests.clear();
    auto climbed = c;
    climbed.under_review("c.ito");
    CHECK(climbed.asks<guards::letter_complete>(handler(), a_decision_without_reasons()) ==
          reasons_are_missing);
    CHECK(climbed.asks<guards::letter_complete>(care_reviewer(), a_decision_without_reasons()) ==
          lines{"holds"});
    c.team("intake");  // which may decide, too, and need not know
    CHECK(c.told(handler("h.osei"), a_decision_without_reasons()) == reasons_are_missing);
    CHECK(c.told(handler(), a_decision_without_reasons()).about({"refused", "lifecycle"}) ==
          lines{"lifecycle: investigating -> decided"});
}

STORY("an approval lets no other part stay out, and no other letter without its reasons",
      "[records][letters]")
{
    auto c = ready_to_decide();
    c.elsewhere.limited_reasons_by = "r.ahn";
    CHECK(c.told(handler(), a_decision_without_reasons({})) ==
          lines{"refused: letter_complete; fix letter_parts; letter=final_response; missing=contact"});
    const auto update = holding({"contact"}, happened(progress_update_sent));
    CHECK(c.told(handler(), update) ==
          lines{"refused: letter_complete; fix letter_parts; letter=progress_update; missing=reasons"});
}

STORY("an appeal's decision without reasons is the independent reviewer's to send", "[records][letters]")
{
    auto c = a_complaint().decided(outcome::not_upheld).in(lifecycle_state::appealed).where([](facts& f) {
        f.appeal_level = 1;
    });
    c.elsewhere.limited_reasons_by = "r.ahn";
    const auto what = holding(
        {"contact"}, happened(appeal_decided, {{field::result, "upheld"}, {field::reason, "It stands."}}));
    CHECK(c.told(appeal_reviewer(), what).about({"refused", "lifecycle"}) ==
          lines{"lifecycle: appealed -> decided"});
}
