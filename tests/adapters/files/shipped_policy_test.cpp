// schemas/policies/wallet-default.toml says what the clock table of the product says, word for word.
#include "adapters/files/policy_file.hpp"

#include <catch2/catch_test_macros.hpp>

#include <map>

using namespace redress;
using namespace std::chrono_literals;

namespace {

const std::string path = "schemas/policies/wallet-default.toml";

const policy& wallet()
{
    static const policy read = files::load_policy(files::read_file(path), path);
    return read;
}

/// Names of the triggers in a set, events first, each list in the order of its closed list.
std::string names_in(const trigger_set& set)
{
    std::vector<std::string> all;
    all.reserve(trigger_count);
    for (const auto& row : event_rows) all.emplace_back(row.name);
    for (const auto kind : names_of<letter_kind>::list) all.push_back("dispatched:" + std::string(kind));
    all.emplace_back("dispatched:any");
    for (const std::string how : {"entered:", "left:"}) {
        for (const auto s : names_of<lifecycle_state>::list)
            all.push_back(how + "lifecycle." + std::string(s));
        for (const auto s : names_of<hold_state>::list) all.push_back(how + "hold." + std::string(s));
        for (const auto s : names_of<ladder_state>::list) all.push_back(how + "ladder." + std::string(s));
        for (const auto s : names_of<containment_state>::list)
            all.push_back(how + "containment." + std::string(s));
        for (const auto s : names_of<redress_state>::list) all.push_back(how + "redress." + std::string(s));
        for (const auto s : names_of<referral_state>::list) all.push_back(how + "referral." + std::string(s));
    }
    std::string text;
    std::size_t named = 0;
    for (const auto& name : all) {
        if (!set.test(*parse_trigger(name))) continue;
        text += (text.empty() ? "" : " ") + name;
        ++named;
    }
    CHECK(named == set.count());
    return text;
}

struct promise {
    std::string kind, subject, start, stop, cancel, pause, limit;
    bool operator==(const promise&) const = default;
};

std::ostream& operator<<(std::ostream& out, const promise& p)
{
    return out << "{" << p.kind << " | " << p.subject << " | " << p.start << " | " << p.stop << " | "
               << p.cancel << " | " << p.pause << " | " << p.limit << "}";
}

promise promise_of(const clock_rule& rule)
{
    std::string pause = rule.pause_hold_complainant ? "hold_for_complainant" : "";
    if (rule.pause_appealed) pause += pause.empty() ? "appealed" : " appealed";
    std::string limit = rule.limit.given() ? to_string(rule.limit) : "";
    if (rule.from_event) limit = "from_event, at most " + limit;
    if (rule.repeat) limit += ", repeat";
    if (rule.repeat_limit.given()) limit += " " + to_string(rule.repeat_limit);
    return {std::string(name_of(rule.kind)),
            std::string(name_of(rule.subject)),
            names_in(rule.start),
            names_in(rule.stop),
            names_in(rule.cancel),
            pause,
            limit};
}

}  // namespace

TEST_CASE("the clocks of the wallet are those of the clock table", "[policy]")
{
    const std::map<std::string, promise> table{
        {"initial_response",
         {"published", "case",
          "complaint_filed exit_disputed duplicate_unmarked reopened own_error_found reclassified",
          "dispatched:initial_response dispatched:final_response", "", "", "24h"}},
        // The channels' own targets: an internal clock beside the promise, with a limit by channel alone.
        {"initial_response_target",
         {"internal", "case", "complaint_filed", "dispatched:initial_response dispatched:final_response", "",
          "", ""}},
        {"investigation",
         {"internal", "case",
          "complaint_filed appeal_remitted exit_disputed duplicate_unmarked reopened own_error_found "
          "reclassified",
          "dispatched:final_response", "", "hold_for_complainant", "14cd eod"}},
        {"update",
         {"internal", "case",
          "complaint_filed appeal_filed appeal_remitted exit_disputed duplicate_unmarked reopened "
          "own_error_found "
          "reclassified",
          "dispatched:any", "dispatched:final_response dispatched:appeal_decision", "", "7cd eod, repeat"}},
        {"hold",
         {"window", "hold", "information_requested hold_placed", "left:hold.waiting", "", "",
          "from_event, at most 28cd eod"}},
        {"appeal_window",
         {"window", "case", "dispatched:final_response dispatched:appeal_decision", "resolution_accepted",
          "appeal_decided appeal_remitted", "appealed", "30cd eod"}},
        {"appeal",
         {"internal", "case", "appeal_filed", "appeal_remitted dispatched:appeal_decision",
          "appeal_withdrawn", "", "15bd cob"}},
        {"rung_ack",
         {"internal", "rung", "entered:ladder.raised", "rung_accepted", "left:ladder.raised", "", "4h"}},
        {"rung_review",
         {"internal", "rung", "rung_accepted", "de_escalated entered:lifecycle.decided",
          "left:ladder.under_review", "", "5bd cob"}},
        {"enquiry", {"internal", "enquiry", "enquiry_opened", "enquiry_answered", "", "", "5bd cob"}},
        {"callback", {"internal", "case", "callback_requested", "call_recorded", "", "", "4bh"}},
        {"containment",
         {"published", "case", "containment_requested", "containment_confirmed containment_refused", "", "",
          "30min"}},
        {"containment_review",
         {"internal", "case", "containment_confirmed containment_contested",
          "containment_upheld containment_released", "left:containment.contained", "",
          "24h, repeat 7cd eod"}},
        {"redress_approval",
         {"internal", "redress_item", "entered:redress.offered", "redress_approved redress_rejected",
          "marked_duplicate", "", "2bd cob"}},
        {"offer",
         {"window", "redress_item", "entered:redress.approved", "redress_accepted redress_declined",
          "marked_duplicate", "", "30cd eod"}},
        {"payment",
         {"internal", "redress_item", "entered:redress.accepted", "redress_paid", "", "", "5bd cob"}},
        {"external_reply",
         {"internal", "case", "external_request_received", "external_reply_sent", "left:referral.with_body",
          "", "10bd cob"}},
        {"outcome_due",
         {"internal", "case", "external_outcome_received", "outcome_complied", "", "",
          "from_event, at most 365cd eod"}},
    };
    for (const auto& rule : wallet().clocks) {
        INFO(rule.id);
        REQUIRE(table.contains(rule.id));
        CHECK(promise_of(rule) == table.at(rule.id));
    }
    CHECK(wallet().clocks.size() == table.size());
}

TEST_CASE("the first answer is owed from receipt and once, and channels where people wait have a target",
          "[policy]")
{
    for (const char* id : {"initial_response", "initial_response_target"}) {
        INFO(id);
        const auto* rule = wallet().clock(id);
        REQUIRE(rule != nullptr);
        CHECK(rule->start_from_receipt);
        CHECK(rule->only_before_first_answer);
        CHECK(rule->kinds.empty());
    }
    CHECK(wallet().clock("initial_response")->overrides.empty());
    std::map<std::string, std::string> targets;
    for (const auto& special : wallet().clock("initial_response_target")->overrides)
        targets[special.channel] = to_string(special.limit);
    // E-mail and forms aim at the 24 hours that are promised anyway.
    CHECK(targets == std::map<std::string, std::string>{{"live_chat", "15min"},
                                                        {"hotline", "30min"},
                                                        {"in_app", "2h"},
                                                        {"community", "8h"},
                                                        {"social_media", "8h"}});
}

TEST_CASE("other kinds than complaints have no investigation, and every clock ends as its kind does",
          "[policy]")
{
    for (const auto& rule : wallet().clocks) {
        INFO(rule.id);
        CHECK(rule.kinds ==
              (rule.id == "investigation" ? std::vector{case_kind::complaint} : std::vector<case_kind>{}));
        CHECK(rule.on_lapse.has_value() == (rule.kind == clock_kind::window));
        // Safety, money and outside bodies do not end with the case.
        const auto moves_beside = names_in(rule.start).find("containment") != std::string::npos ||
                                  names_in(rule.start).find("redress.") != std::string::npos ||
                                  names_in(rule.start).find("external") != std::string::npos;
        CHECK(rule.survives_closing == moves_beside);
    }
    CHECK(to_string(wallet().clock("containment")->limit) == "30min");
    REQUIRE(wallet().clock("payment")->overrides.size() == 1);
    CHECK(wallet().clock("payment")->overrides[0].item == "refund_owed");
    CHECK(to_string(wallet().clock("payment")->overrides[0].limit) == "1bd cob");
    CHECK(wallet().clock("payment")->overrides[0].as == clock_kind::published);
    CHECK(wallet().referral.any_time);
    CHECK(wallet().clock("offer")->on_lapse == event_type::offer_expired);
    CHECK(wallet().clock("hold")->on_lapse == event_type::hold_expired);
    CHECK(wallet().clock("appeal_window")->on_lapse == event_type::appeal_window_lapsed);
}

TEST_CASE("misses and warnings climb the ladder as the product says", "[policy]")
{
    CHECK(wallet().clock("initial_response")->on_miss_raise_to == 2);
    CHECK(wallet().clock("rung_ack")->on_miss_next);
    CHECK(wallet().clock("rung_review")->on_miss_next);
    const auto& warnings = wallet().clock("investigation")->warn;
    REQUIRE(warnings.size() == 2);
    CHECK(warnings[1].text == "90%");
    CHECK(warnings[1].percent == 90);
    CHECK(warnings[1].raise_to == 1);
    REQUIRE(wallet().clock("appeal_window")->warn.size() == 1);
    CHECK(wallet().clock("appeal_window")->warn[0].before == limit{7, limit_unit::cd});

    const auto& ladder = wallet().ladder;
    REQUIRE(ladder.size() == 3);
    CHECK(ladder[0].target == "senior");
    CHECK(ladder[0].on_request);
    CHECK(ladder[0].rating_at_most == 2);
    CHECK(ladder[1].target == "care");
    CHECK(ladder[1].on_repeat);
    CHECK(ladder[1].amount_above.exceeded_by("1000.01", "USDT"));
    CHECK(ladder[2].target == "care_lead");
    for (const auto& rung : ladder) CHECK(rung.fallback == "care");
}

TEST_CASE("windows, levels and categories of the wallet", "[policy]")
{
    const auto& p = wallet();
    CHECK(p.id == "wallet-default");
    CHECK(p.calendar == "cn-wallet");
    CHECK(to_string(p.appeal_window) == "30cd eod");
    CHECK(to_string(p.reopen_window) == "30cd eod");
    CHECK(to_string(p.window_restart) == "7cd eod");
    CHECK(p.longest_hold == 28 * 24h);
    CHECK(p.appeal_levels == 2);
    CHECK(p.status_page_counts_as_dispatch);
    CHECK(p.records_required ==
          std::vector<std::string>{"owner", "points", "calls", "evidence", "root_cause_when_upheld"});
    CHECK(p.categories.size() == 31);
    for (const auto& category : p.categories) {
        INFO(category.id);
        const bool emergency = category.id == "account_theft" || category.id == "unauthorised_transaction";
        CHECK(category.emergency == emergency);
        CHECK((category.severity == 4) == emergency);
    }
    for (const auto kind :
         {letter_kind::acknowledgement, letter_kind::initial_response, letter_kind::final_response,
          letter_kind::appeal_decision, letter_kind::reopening, letter_kind::closing}) {
        INFO(name_of(kind));
        REQUIRE(p.letter(kind) != nullptr);
        CHECK_FALSE(p.letter(kind)->must_contain.empty());
    }
}

TEST_CASE("a policy is known by the SHA-256 of its bytes", "[policy]")
{
    const auto bytes = files::read_file(path);
    CHECK(wallet().sha256 == files::sha256_hex(bytes));
    CHECK(files::load_policy(bytes + "\n", path).sha256 != wallet().sha256);
    CHECK(files::sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}
