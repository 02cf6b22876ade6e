// Stories of what stands beside the case, told like those of a case: one act, and everything that came of
// it as literal lines. Every row is taken in one, every guard is seen to hold and to say no; the last test
// counts.
#include "tests/states/golden_file.hpp"
#include "tests/states/matter_story.hpp"

#include <catch2/catch_test_macros.hpp>

#include <sstream>

using namespace redress;
using namespace redress::tests;
using enum event_type;

namespace {

actor operations()
{
    return staff(role::operator_, "o.ops");
}
actor quality()
{
    return staff(role::quality_reviewer, "q.berg");
}

event opening_incident()
{
    return happened(incident_opened, {{field::words_en, "Transfers are slow."},
                                      {field::words_zh, "转账延迟。"},
                                      {field::from, monday_nine - 2h},
                                      {field::posted_by, "o.ops"}});
}

event opening_action()
{
    return happened(action_opened, {{field::measure, "Retry the gateway."},
                                    {field::cause, "gateway_timeout"},
                                    {field::cases, words({"01934f2a-0000-7000-8000-000000000001"})},
                                    {field::owner, "h.lin"},
                                    {field::due, monday_nine + 48h}});
}

a_matter an_incident()
{
    a_matter one(matter_kind::incident);
    one.told(operations(), opening_incident());
    return one;
}

a_matter an_action()
{
    a_matter one(matter_kind::action);
    one.told(handler(), opening_action());
    return one;
}

a_matter done_by(const std::string& who)
{
    auto one = an_action();
    one.told(handler(who), happened(action_done));
    return one;
}

}  // namespace

STORY("what we post asks for no secret, and is posted by somebody of ours or a team", "[beside]")
{
    const auto opening = [](field changed, const char* to) {
        auto what = opening_incident();
        for (auto& [name, value] : what.fields)
            if (name == changed) value = word(to);
        return what;
    };
    const auto opens = [](const event& what, std::vector<colleague> people = {}) {
        a_matter one(matter_kind::incident);
        one.people = std::move(people);
        return one.told(operations(), what).at(0);
    };
    CHECK(opens(opening(field::words_en, "Send us your password.")) ==
          "refused: asks_for_no_secret; fix words_en");
    CHECK(opens(opening(field::words_zh, "请把验证码发给我们。")) ==
          "refused: asks_for_no_secret; fix words_en");
    auto open = an_incident();
    CHECK(open.told(operations(), happened(incident_ended, {{field::words_en, "Over. Send us your PIN code."},
                                                            {field::words_zh, "已恢复。"}})) ==
          lines{"refused: asks_for_no_secret; fix words_en"});
    const std::vector<colleague> people{
        {.id = "o.ops", .roles = role::operator_, .team = "operations", .manages = {}}};
    CHECK(opens(opening(field::posted_by, "nobody"), people) == "refused: poster_is_known; fix posted_by");
    CHECK(opens(opening(field::posted_by, "o.ops"), people) == "none -> open");
    CHECK(opens(opening(field::posted_by, "operations"), people) == "none -> open");
    open.people = people;
    CHECK(open.told(operations(), happened(incident_changed, {{field::posted_by, "nobody"}})) ==
          lines{"refused: poster_is_known; fix posted_by"});
}

STORY("an improvement is owned by somebody of ours", "[beside]")
{
    a_matter one(matter_kind::action);
    one.people = {{.id = "h.osei", .roles = role::handler, .team = "cards", .manages = {}}};
    CHECK(one.told(handler(), opening_action()) == lines{"refused: action_owner_is_known; fix owner"});
    one.people.push_back({.id = "h.lin", .roles = role::handler, .team = "intake", .manages = {}});
    CHECK(one.told(handler(), opening_action()).at(0) == "none -> open");
    CHECK(one.told(handler(), happened(action_done)).at(0) == "open -> done");
    CHECK(one.told(handler(), happened(action_reopened, {{field::remark, "Not yet."},
                                                         {field::owner, "h.gone"},
                                                         {field::due, monday_nine + 72h}})) ==
          lines{"refused: action_owner_is_known; fix owner"});
}

STORY("an incident is opened with words in both languages, and they stand as they were written", "[beside]")
{
    a_matter one(matter_kind::incident);
    CHECK(one.told(operations(), opening_incident()) ==
          lines{"none -> open", "from: -2h", "opened_at: +0h", "opened_by: o.ops", "posted_by: o.ops",
                "words_en: Transfers are slow.", "words_zh: 转账延迟。"});
    CHECK(one.told(operations(), opening_incident()) == lines{"refused: not_possible_now"});
}

STORY("an incident in one language alone, or in one language twice, is not opened", "[beside]")
{
    for (const auto& [en, zh] :
         {std::pair("Transfers are slow.", "Transfers are slow."), std::pair("转账延迟。", "转账延迟。"),
          std::pair("Transfers are slow.", "--"), std::pair("12:30", "转账延迟。"),
          std::pair("{~}", "转账延迟。"), std::pair("Transfers are slow.", "이체 지연")}) {
        a_matter one(matter_kind::incident);
        auto what = happened(incident_opened,
                             {{field::words_en, en}, {field::words_zh, zh}, {field::from, monday_nine}});
        CHECK(one.told(operations(), what) == lines{"refused: words_in_both_languages; fix words_zh"});
    }
}

STORY("words of an incident may be capitals alone, and its beginning may be left open", "[beside]")
{
    a_matter one(matter_kind::incident);
    const auto what =
        happened(incident_opened,
                 {{field::words_en, "ATM"}, {field::words_zh, "ATM 一"}, {field::until, monday_nine + 2h}});
    CHECK(one.told(operations(), what) == lines{"none -> open", "opened_at: +0h", "opened_by: o.ops",
                                                "until: +2h", "words_en: ATM", "words_zh: ATM 一"});
}

STORY("an incident is opened by those who answer for what the public is told, and by nobody else", "[beside]")
{
    for (const auto as : {role::care_lead, role::compliance, role::operator_}) {
        a_matter one(matter_kind::incident);
        CHECK(one.told(staff(as, "x.one"), opening_incident()).front() == "none -> open");
    }
    a_matter one(matter_kind::incident);
    CHECK(one.told(handler(), opening_incident()) == lines{"refused: not_permitted"});
    CHECK(one.told(complainant(), opening_incident()) == lines{"refused: not_permitted"});
}

STORY("an incident ends after it began, whichever of the two is said first", "[beside]")
{
    a_matter one(matter_kind::incident);
    auto backwards = opening_incident();
    CHECK(one.told(operations(), backwards.set(field::until, monday_nine - 3h)) ==
          lines{"refused: until_is_after_from; fix until"});
    one = an_incident();
    CHECK(one.told(operations(), happened(incident_changed, {{field::until, monday_nine - 2h}})) ==
          lines{"refused: until_is_after_from; fix until"});
    CHECK(one.told(operations(), happened(incident_changed, {{field::until, monday_nine + 6h}})) ==
          lines{"until: +6h"});
    CHECK(one.told(operations(), happened(incident_changed, {{field::from, monday_nine + 7h}})) ==
          lines{"refused: until_is_after_from; fix until"});
}

STORY("a change says something, and new words come in both languages", "[beside]")
{
    auto one = an_incident();
    CHECK(one.told(operations(), happened(incident_changed)) ==
          lines{"refused: something_changes; fix words_en"});
    CHECK(one.told(operations(), happened(incident_changed, {{field::words_en, "Nearly over."}})) ==
          lines{"refused: words_in_both_languages; fix words_zh"});
    CHECK(one.told(operations(), happened(incident_changed, {{field::words_en, "Nearly over."},
                                                             {field::words_zh, "即将恢复。"},
                                                             {field::posted_by, "l.novak"}})) ==
          lines{"posted_by: l.novak", "words_en: Nearly over.", "words_zh: 即将恢复。"});
}

STORY("an incident that has ended stays as it was", "[beside]")
{
    auto one = an_incident();
    CHECK(one.told(operations(), happened(incident_ended, {{field::words_zh, "已恢复。"}})) ==
          lines{"refused: words_in_both_languages; fix words_zh"});
    one.now += 5h;
    CHECK(one.told(operations(), happened(incident_ended, {{field::until, monday_nine - 9h}})) ==
          lines{"refused: until_is_after_from; fix until"});
    CHECK(one.told(operations(), happened(incident_ended, {{field::until, monday_nine + 4h}})) ==
          lines{"open -> ended", "ended_at: +5h", "until: +4h"});
    CHECK(one.told(operations(), happened(incident_changed, {{field::until, monday_nine + 5h}})) ==
          lines{"refused: not_possible_now"});
    CHECK(one.told(handler(), happened(incident_ended)) == lines{"refused: not_possible_now"});
}

STORY("an incident that ends without a word about when has ended now, unless it never began", "[beside]")
{
    auto one = an_incident();
    one.told(operations(), happened(incident_changed, {{field::until, monday_nine + 30h}}));
    one.now += 5h;
    CHECK(one.told(operations(), happened(incident_ended)) ==
          lines{"open -> ended", "ended_at: +5h", "until: +5h"});
    auto announced = an_incident();
    announced.told(operations(), happened(incident_changed, {{field::from, monday_nine + 20h}}));
    CHECK(announced.told(operations(), happened(incident_ended)) == lines{"open -> ended", "ended_at: +0h"});
}

STORY("an improvement is opened with its cause, its cases, an owner and a due time that lies ahead",
      "[beside]")
{
    a_matter one(matter_kind::action);
    auto late = opening_action();
    one.now = monday_nine + 48h;
    CHECK(one.told(handler(), late) == lines{"refused: due_lies_ahead; fix due"});
    CHECK(one.told(handler(), happened(action_opened, {{field::owner, "h.lin"}})) ==
          lines{"refused: due_lies_ahead; fix due"});
    one.now = monday_nine;
    CHECK(one.told(handler(), late) == lines{"none -> open", "cases: 01934f2a-0000-7000-8000-000000000001",
                                             "cause: gateway_timeout", "due: +48h",
                                             "measure: Retry the gateway.", "opened_at: +0h",
                                             "opened_by: h.lin", "owner: h.lin"});
}

STORY("an improvement names its cases by their ids as we write them", "[beside]")
{
    for (const char* wrong : {"ZSQD1-S1K8H", "01934F2A-0000-7000-8000-000000000001"}) {
        a_matter one(matter_kind::action);
        const auto what = happened(
            action_opened,
            {{field::cases, words({wrong})}, {field::owner, "h.lin"}, {field::due, monday_nine + 1h}});
        CHECK(one.told(handler(), what) == lines{"refused: cases_are_ids; fix cases"});
    }
    a_matter none(matter_kind::action);
    CHECK(none.told(handler(), happened(action_opened, {{field::due, monday_nine + 1h}})).front() ==
          "none -> open");
}

STORY("an improvement is checked by neither its owner nor whoever reported it done", "[beside]")
{
    auto one = done_by("s.okafor");
    CHECK(one.it.state == matter_state::done);
    CHECK(one.told(care_reviewer("h.lin"), happened(action_checked)) ==
          lines{"refused: checker_is_not_owner; fix action_checked"});
    CHECK(one.told(care_reviewer("s.okafor"), happened(action_checked)) ==
          lines{"refused: checker_is_not_owner; fix action_checked"});
    CHECK(one.told(handler("h.osei"), happened(action_checked)) == lines{"refused: not_permitted"});
    CHECK(one.told(quality(), happened(action_checked)) ==
          lines{"done -> checked", "checked_at: +0h", "checked_by: q.berg"});
    CHECK(one.told(quality(), happened(action_checked)) == lines{"refused: not_possible_now"});
}

STORY("an improvement that is not done is not checked, and one that is done is not done again", "[beside]")
{
    auto one = an_action();
    CHECK(one.told(quality(), happened(action_checked)) == lines{"refused: not_possible_now"});
    CHECK(one.told(handler(), happened(action_done)) ==
          lines{"open -> done", "done_at: +0h", "done_by: h.lin"});
    CHECK(one.told(handler(), happened(action_done)) == lines{"refused: not_possible_now"});
}

STORY("a reopened improvement forgets that it was done and checked, and has a due time ahead", "[beside]")
{
    auto one = done_by("h.lin");
    const auto reopen = happened(action_reopened, {{field::remark, "It came back."}});
    one.now = monday_nine + 49h;
    CHECK(one.told(quality(), reopen) == lines{"refused: due_lies_ahead; fix due"});
    auto with_due = reopen;
    with_due.set(field::due, one.now + 24h).set(field::owner, "h.osei");
    CHECK(one.told(quality(), with_due) ==
          lines{"done -> open", "done_at: -", "done_by: -", "due: +73h", "owner: h.osei", "reopenings: 1"});
    one.told(handler(), happened(action_done));
    one.told(quality(), happened(action_checked));
    CHECK(one.told(quality(), reopen) == lines{"checked -> open", "checked_at: -", "checked_by: -",
                                               "done_at: -", "done_by: -", "reopenings: 2"});
}

STORY("a missed due time is told once, to somebody of ours, and again for the next one", "[beside]")
{
    auto one = an_action();
    const auto missed = happened(action_missed, {{field::due, monday_nine + 48h}});
    CHECK(look_at(one.it) == monday_nine + 48h);
    CHECK_FALSE(due_event(one.it, monday_nine + 47h));
    CHECK(one.told(timer_actor(), missed) == lines{"refused: action_is_due; fix due"});
    one.now = monday_nine + 48h;
    CHECK(due_event(one.it, one.now) == missed);
    CHECK(one.told(handler(), missed) == lines{"refused: not_permitted"});
    CHECK(one.told(timer_actor(), missed) ==
          lines{"missed_at: +48h", "alarm action_overdue: gateway_timeout"});
    CHECK_FALSE(look_at(one.it));
    CHECK(one.told(timer_actor(), missed) == lines{"refused: action_is_due; fix due"});
    one.told(handler(), happened(action_done));
    one.told(quality(), happened(action_reopened, {{field::due, monday_nine + 60h}}));
    CHECK(look_at(one.it) == monday_nine + 60h);
    CHECK_FALSE(look_at(an_incident().it));
}

TEST_CASE("every row and guard beside the case has a story, the guards both ways", "[beside][stories]")
{
    for (const auto& one : all_stories()) one.tell();
    const auto& told = told_of_matters();
    std::string untold;
    std::size_t rows = 0;
    for (const auto kind : {matter_kind::incident, matter_kind::action, matter_kind::restricted}) {
        const auto all = rows_of_matter(kind);
        for (std::size_t i = 0; i < all.size(); ++i, ++rows) {
            if (!told.rows.contains({kind, static_cast<int>(i)}))
                untold += "  " + std::string(name_of(all[i].event)) + "\n";
            for (const auto* guard : all[i].guards) {
                if (!told.held.contains(guard->name)) untold += "  " + std::string(guard->name) + " holds\n";
                if (!told.said_no.contains(guard->name))
                    untold += "  " + std::string(guard->name) + " says no\n";
            }
        }
    }
    INFO("without a story:\n" << untold);
    CHECK(untold.empty());
    CHECK(rows == 12);
}

TEST_CASE("what begins a matter has a row from nothing, and what is restricted is the compartment's",
          "[beside]")
{
    for (std::size_t e = 0; e < event_count; ++e) {
        const auto type = static_cast<event_type>(e);
        bool begins = false, in_compartment = false;
        for (std::size_t k = 0; k < count_of<matter_kind>; ++k)
            for (const auto& row : rows_of_matter(static_cast<matter_kind>(k))) {
                if (row.event != type) continue;
                begins = begins || row.from == matter_state::none;
                in_compartment = in_compartment || static_cast<matter_kind>(k) == matter_kind::restricted;
            }
        INFO(name_of(type));
        CHECK(opens_matter(type) == begins);
        CHECK(is_restricted(type) == in_compartment);
    }
}

TEST_CASE("a case answers no event of an incident or action, and they answer none of a case's", "[beside]")
{
    const policy rules = story_policy();
    const policy* pinned = &rules;
    std::size_t asked = 0;
    for (std::size_t e = 0; e < event_count; ++e) {
        const auto type = static_cast<event_type>(e);
        for (const auto state : {lifecycle_state::none, lifecycle_state::received, lifecycle_state::closed})
            for (std::size_t r = 0; r < count_of<role>; ++r) {
                const actor who{.id = "x", .role = static_cast<role>(r)};
                if (matter_of(type)) {
                    complaint now;
                    now.lifecycle = state;
                    changes out;
                    const auto no = step(now, happened(type), {.who = &who, .rules = {&pinned, 1}}, out);
                    REQUIRE(no);
                    CHECK(no->code == "not_possible_in_this_state");
                } else {
                    matter now;
                    matter_changes out;
                    const auto no = step(now, happened(type), {.who = &who}, out);
                    REQUIRE(no);
                    CHECK(no->code == "not_possible_now");
                }
                ++asked;
            }
    }
    CHECK(asked == event_count * 3 * count_of<role>);
}

TEST_CASE("the stored names and facts beside the case are where they were", "[golden]")
{
    std::ostringstream out;
    out << "# Names of what stands beside the case that are stored or sent, with their places. Written by\n"
           "# states_tests; REDRESS_WRITE_GOLDEN=1 writes it anew. A line that changes or goes breaks what "
           "is "
           "stored.\n\n== kinds\n";
    for (std::size_t i = 0; i < count_of<matter_kind>; ++i)
        out << i << ' ' << name_of(static_cast<matter_kind>(i)) << '\n';
    out << "\n== states\n";
    for (std::size_t i = 0; i < count_of<matter_state>; ++i)
        out << i << ' ' << name_of(static_cast<matter_state>(i)) << '\n';
    out << "\n== facts\n";
    for_each_member<matter_facts>([&](auto, auto member) { out << member.name << '\n'; });
    const auto difference = golden_difference("tests/states/golden/names_beside.txt", out.str());
    INFO(difference);
    CHECK(difference.empty());
}
