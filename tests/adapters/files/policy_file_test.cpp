// What a policy file may say outside its clocks, and where the error points when it says something else.
#include "written_file.hpp"

#include "adapters/files/policy_file.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace redress;
using namespace std::chrono_literals;
using tests::said_when;

TEST_CASE("the least that a policy needs is enough", "[policy]")
{
    const auto p = files::load_policy(tests::least_policy(), "p.toml");
    CHECK(p.id == "p");
    CHECK(p.rev == 1);
    CHECK(p.zone == "UTC");
    CHECK(p.appeal_levels == 1);
    CHECK(p.longest_hold == 28 * 24h);
    CHECK(p.status_page_counts_as_dispatch);
    REQUIRE(p.ladder.size() == 1);
    CHECK(p.ladder[0].target == "care");
    REQUIRE(p.categories.size() == 1);
    CHECK(p.categories[0].severity == 2);
    REQUIRE(p.clocks.size() == 1);
    CHECK(to_string(p.clocks[0].limit) == "24h");
}

TEST_CASE("everything else that a policy may say", "[policy]")
{
    const auto p = files::load_policy(
        "title = \"All\"\n"
        "status_page_counts_as_dispatch = false\n"
        "records_required = [\"owner\", \"calls\"]\n"
        "inadmissibility_reasons = [\"not_about_us\"]\n"
        "hold_reasons = [\"bank_answer\"]\n" +
            tests::changed(tests::least_policy(), "target = \"care\"",
                           "target = \"senior\"\nfallback = \"care\"\non_request = true\n"
                           "rating_at_most = 2\non_repeat = true\namount_above = { USDT = \"1000.50\" }") +
            "[[letter]]\nkind = \"closing\"\nmust_contain = [\"contact\"]\n"
            "dates = [\"answer\"]\ndurable = true\n"
            "[[category]]\nid = \"theft\"\nseverity = 4\nemergency = true\n"
            "evidence = [\"time\"]\n",
        "p.toml");
    CHECK_FALSE(p.status_page_counts_as_dispatch);
    CHECK(p.records_required == std::vector<std::string>{"owner", "calls"});
    CHECK(p.inadmissibility_reasons == std::vector<std::string>{"not_about_us"});
    CHECK(p.hold_reasons == std::vector<std::string>{"bank_answer"});
    CHECK(p.ladder[0].fallback == "care");
    CHECK(p.ladder[0].on_request);
    CHECK(p.ladder[0].rating_at_most == 2);
    CHECK(p.ladder[0].on_repeat);
    CHECK(written(p.ladder[0].amount_above) == "1000.50 USDT");
    REQUIRE(p.letter(letter_kind::closing) != nullptr);
    CHECK(p.letter(letter_kind::closing)->durable);
    CHECK(p.letter(letter_kind::closing)->must_contain == std::vector<std::string>{"contact"});
    CHECK(p.letter(letter_kind::closing)->dates == std::vector<std::string>{"answer"});
    REQUIRE(p.category("theft") != nullptr);
    CHECK(p.category("theft")->emergency);
    CHECK(p.category("theft")->evidence == std::vector<std::string>{"time"});
}

TEST_CASE("a key that nobody knows is named with the nearest one", "[policy]")
{
    CHECK(said_when("rev = 1", "rev = 1\nappeal_level = 1") ==
          "p.toml:3:1: unknown key 'appeal_level'. Did you mean 'appeal_levels'?");
    CHECK(said_when("severity = 2", "severity = 2\nevidense = [\"time\"]") ==
          "p.toml:16:1: category 'fees': unknown key 'evidense'. Did you mean 'evidence'?");
    CHECK(said_when("severity = 2", "severity = 2\nx = 1") ==
          "p.toml:16:1: category 'fees': unknown key 'x'. Known keys: id, severity, emergency, evidence");
}

TEST_CASE("a key that is missing is asked for, and one that may be it misspelt is pointed at", "[policy]")
{
    CHECK(said_when("zone = \"UTC\"\n", "") == "p.toml:1:1: zone is missing");
    CHECK(said_when("longest_hold", "longest_holds") ==
          "p.toml:9:1: windows: longest_hold is missing. Here stands 'longest_holds'. Did you mean "
          "'longest_hold'?");
    CHECK(said_when("[windows]", "[window]") ==
          "p.toml:5:2: windows is missing: a table with appeal, reopen, restart and longest_hold. "
          "Here stands 'window'. Did you mean 'windows'?");
    CHECK(said_when("severity = 2\n", "") == "p.toml:13:1: category 'fees': severity is missing");
    CHECK(said_when("[[category]]\nid = \"fees\"\nseverity = 2\n", "") ==
          "p.toml:1:1: category is missing: a complaint needs at least one [[category]] to be filed under");
}

TEST_CASE("a value of the wrong kind is told what it must be", "[policy]")
{
    CHECK(said_when("id = \"p\"", "id = 7") == "p.toml:1:6: id must be a text in quotation marks");
    CHECK(said_when("id = \"p\"", "id = \"\"") == "p.toml:1:6: id is empty; leave the line out instead");
    CHECK(said_when("rev = 1", "rev = \"1\"") == "p.toml:2:7: rev must be a whole number from 1 to 1000000");
    CHECK(said_when("rev = 1", "rev = 0") == "p.toml:2:7: rev must be a whole number from 1 to 1000000");
    CHECK(said_when("rev = 1", "rev = 1\nstatus_page_counts_as_dispatch = 1") ==
          "p.toml:3:34: status_page_counts_as_dispatch must be true or false");
    CHECK(said_when("rev = 1", "rev = 1\nhold_reasons = \"bank\"") ==
          "p.toml:3:16: hold_reasons must be a list: [\"a\", \"b\"]");
    CHECK(said_when("rev = 1", "rev = 1\nhold_reasons = [\"bank\", 1]") ==
          "p.toml:3:25: hold_reasons must hold texts in quotation marks only, none empty");
    CHECK(said_when("rev = 1", "rev = 1\nhold_reasons = [\"\"]") ==
          "p.toml:3:17: hold_reasons must hold texts in quotation marks only, none empty");
    CHECK(said_when("rev = 1", "rev = 1\nhold_reasons = [\"bank\", \"bank\"]") ==
          "p.toml:3:25: hold_reasons names 'bank' twice; write it once");
    CHECK(said_when("rev = 1", "rev = 1\nhold_reasons = []") ==
          "p.toml:3:16: hold_reasons is empty; leave the line out instead");
    CHECK(said_when("[[rung]]", "[rung]") == "p.toml:10:1: rung must be a list of tables: [[rung]]");
    CHECK(said_when("[windows]", "[[windows]]") == "p.toml:5:1: windows must be a table: [windows]");
    CHECK(said_when("zone = \"UTC\"", "zone = \"UTC").starts_with("p.toml:3:12: "));
}

TEST_CASE("what events will name must be a name that events can carry", "[policy]")
{
    const std::string rule = " is no name: at most 64 letters, digits and signs of ASCII without spaces";
    CHECK(said_when("id = \"fees\"", "id = \"our fees\"") == "p.toml:14:6: category: id 'our fees'" + rule);
    CHECK(said_when("id = \"fees\"", "id = \"费用\"") == "p.toml:14:6: category: id '费用'" + rule);
    const std::string longest(64, 'x');
    CHECK(said_when("id = \"fees\"", "id = \"" + longest + "\"") == "nothing is wrong");
    CHECK(said_when("id = \"fees\"", "id = \"" + longest + "x\"") ==
          "p.toml:14:6: category: id '" + longest + "x'" + rule);
    CHECK(said_when("rev = 1", "rev = 1\nhold_reasons = [\"a bank\"]") ==
          "p.toml:3:17: hold_reasons 'a bank'" + rule);
}

TEST_CASE("rungs stand in order, and their amounts are decimals in quotation marks", "[policy]")
{
    CHECK(said_when("number = 1", "number = 2") ==
          "p.toml:11:10: rung 2: number is out of order: rungs stand as 1, 2, 3 without a gap");
    CHECK(said_when("number = 1", "number = 10") ==
          "p.toml:11:10: rung: number must be a whole number from 1 to 9");
    CHECK(said_when("target = \"care\"\n", "") ==
          "p.toml:10:1: rung 1: it has no target, so nobody would look at a case that climbs to it; write "
          "target = "
          "\"<team>\" with a team of the roster");
    const std::string rule =
        " must say a decimal for each currency, in quotation marks: { USDT = \"1000\", EUR = \"900.50\" }";
    for (const char* wrong : {"1,000", "1000 USDT", "-1", ".5", "1.", "1e3", "1.2.3"}) {
        INFO(wrong);
        CHECK(said_when("number = 1", "number = 1\namount_above = { EUR = \"" + std::string(wrong) +
                                          "\" }") == "p.toml:12:24: rung 1: amount_above.EUR" + rule);
    }
    for (const char* wrong : {"\"1000\"", "1000", "{}"}) {
        INFO(wrong);
        CHECK(said_when("number = 1", "number = 1\namount_above = " + std::string(wrong)) ==
              "p.toml:12:16: rung 1: amount_above" + rule);
    }
    CHECK(said_when("number = 1", "number = 1\nrating_at_most = 6") ==
          "p.toml:12:18: rung 1: rating_at_most must be a whole number from 1 to 5");
}

TEST_CASE("how well somebody must be known for an act is read, by events and methods that exist", "[policy]")
{
    const auto with = [](const std::string& needs) {
        return tests::least_policy() +
               "[identity]\nmethods = [\"two_facts\", \"passport\"]\n[identity.needs]\n" + needs;
    };
    const auto p = files::load_policy(with("redress_paid = \"passport\"\n"), "p.toml");
    CHECK(p.identity_rank("two_facts") == 0);
    CHECK(p.identity_rank("passport") == 1);
    CHECK(p.identity_rank("selfie") == -1);
    REQUIRE(p.identity_for(event_type::redress_paid) != nullptr);
    CHECK(p.identity_for(event_type::redress_paid)->method == "passport");
    CHECK(p.identity_for(event_type::contact_changed) == nullptr);

    const auto said = [&](const std::string& needs) {
        return tests::said_by([&] { (void)files::load_policy(with(needs), "p.toml"); });
    };
    CHECK(said("money_paid = \"passport\"\n").find("money_paid is no event") != std::string::npos);
    CHECK(said("redress_paid = \"pasport\"\n").find("passport") != std::string::npos);
}

TEST_CASE("letters and records are taken from closed lists, each kind once", "[policy]")
{
    const auto with = [](const std::string& letters) {
        return said_when("[[category]]", letters + "[[category]]");
    };
    CHECK(with("[[letter]]\nkind = \"final\"\nmust_contain = [\"contact\"]\n") ==
          "p.toml:14:8: letter 'final': kind 'final' is not known. One of: acknowledgement, admissibility, "
          "initial_response, information_request, progress_update, holding_response, delay, "
          "summary_resolution, "
          "final_response, appeal_decision, redress_offer, containment_notice, closing, reopening");
    CHECK(with("[[letter]]\nkind = \"delay\"\nmust_contain = [\"reason\"]\n") ==
          "p.toml:15:17: letter 'delay': must_contain 'reason' is not known. Did you mean 'reasons'?");
    CHECK(with("[[letter]]\nkind = \"delay\"\nmust_contain = [\"reasons\"]\ndates = [\"anser\"]\n") ==
          "p.toml:16:10: letter 'delay': dates 'anser' is not known. Did you mean 'answer'?");
    CHECK(with("[[letter]]\nkind = \"delay\"\n[[letter]]\nkind = \"delay\"\n") ==
          "p.toml:16:8: letter 'delay': kind stands twice; put all parts into one [[letter]]");
    CHECK(said_when("rev = 1", "rev = 1\nrecords_required = [\"point\"]") ==
          "p.toml:3:21: records_required 'point' is not known. Did you mean 'points'?");
    CHECK(said_when("[[category]]", "[[category]]\nid = \"fees\"\nseverity = 1\n[[category]]") ==
          "p.toml:17:6: category 'fees': id stands twice; ids are unique");
    CHECK(said_when("severity = 2", "severity = 5") ==
          "p.toml:15:12: category 'fees': severity must be a whole number from 1 to 4");
}
