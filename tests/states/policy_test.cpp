#include "states/policy.hpp"
#include "states/limit.hpp"
#include "states/step.hpp"

#include <catch2/catch_test_macros.hpp>

#include <set>
#include <string>

using namespace redress;

TEST_CASE("a trigger is an event, a dispatch, or a machine that entered or left a state", "[policy]")
{
    CHECK(parse_trigger("complaint_filed") == trigger_of(event_type::complaint_filed));
    CHECK(parse_trigger("fact_corrected") == trigger_of(event_type::fact_corrected));
    CHECK(parse_trigger("dispatched:final_response") == dispatched(letter_kind::final_response));
    CHECK(parse_trigger("dispatched:any") == any_dispatch);
    CHECK(parse_trigger("entered:ladder.raised") ==
          entered(machine::ladder, static_cast<std::size_t>(ladder_state::raised)));
    CHECK(parse_trigger("left:hold.waiting") ==
          left(machine::hold, static_cast<std::size_t>(hold_state::waiting)));
    CHECK(parse_trigger("entered:lifecycle.closed") ==
          entered(machine::lifecycle, static_cast<std::size_t>(lifecycle_state::closed)));
    CHECK(parse_trigger("entered:containment.contained") ==
          entered(machine::containment, static_cast<std::size_t>(containment_state::contained)));
    CHECK(parse_trigger("left:redress.approved") ==
          left(machine::redress, static_cast<std::size_t>(redress_state::approved)));
    CHECK(parse_trigger("entered:referral.determined") ==
          entered(machine::referral, static_cast<std::size_t>(referral_state::determined)));
}

TEST_CASE("what names no trigger is nothing", "[policy]")
{
    for (const char* text :
         {"", "filed", "Complaint_filed", "dispatched:", "dispatched:letter", "entered:ladder",
          "entered:ladder.", "entered:.raised", "entered:ladder.waiting", "entered:clock.met",
          "left:hold.raised", "entered:redress.raised", "left:referral.paid", "left:containment.paid",
          "moved:ladder.raised", "entered:final_response", "dispatched:any.raised"}) {
        INFO(text);
        CHECK_FALSE(parse_trigger(text));
    }
}

TEST_CASE("no two triggers share a number, and every number lies below trigger_count", "[policy]")
{
    std::set<trigger> numbers;
    std::size_t count = 0;
    const auto take = [&](const std::string& text) {
        INFO(text);
        const auto t = parse_trigger(text);
        REQUIRE(t);
        REQUIRE(*t < trigger_count);
        numbers.insert(*t);
        ++count;
    };
    for (const auto& row : event_rows) take(std::string(row.name));
    for (const auto kind : names_of<letter_kind>::list) take("dispatched:" + std::string(kind));
    take("dispatched:any");
    for (const char* how : {"entered:", "left:"}) {
        for (const auto s : names_of<lifecycle_state>::list) take(how + ("lifecycle." + std::string(s)));
        for (const auto s : names_of<hold_state>::list) take(how + ("hold." + std::string(s)));
        for (const auto s : names_of<ladder_state>::list) take(how + ("ladder." + std::string(s)));
        for (const auto s : names_of<containment_state>::list) take(how + ("containment." + std::string(s)));
        for (const auto s : names_of<redress_state>::list) take(how + ("redress." + std::string(s)));
        for (const auto s : names_of<referral_state>::list) take(how + ("referral." + std::string(s)));
    }
    CHECK(numbers.size() == count);
    CHECK(count == event_count + count_of<letter_kind> + 1 + 2 * (7 + 2 + 3 + 4 + 5 + 4));
}

TEST_CASE("a policy finds its rules by name, and nothing by another", "[policy]")
{
    policy p;
    p.clocks.push_back({.id = "investigation"});
    p.ladder.push_back({.rung = 1, .target = "senior"});
    p.ladder.push_back({.rung = 2, .target = "care"});
    p.letters.push_back({.kind = letter_kind::final_response});
    p.categories.push_back({.id = "login", .severity = 2});

    CHECK(p.clock("investigation") == &p.clocks[0]);
    CHECK(p.clock("investigations") == nullptr);
    CHECK(p.rung(2) == &p.ladder[1]);
    CHECK(p.rung(0) == nullptr);
    CHECK(p.rung(3) == nullptr);
    CHECK(p.letter(letter_kind::final_response) == &p.letters[0]);
    CHECK(p.letter(letter_kind::acknowledgement) == nullptr);
    CHECK(p.category("login") == &p.categories[0]);
    CHECK(p.category("") == nullptr);
}

TEST_CASE("methods of identity rank as they are listed, and one that is not listed below them all",
          "[policy]")
{
    policy p;
    p.identity_methods = {"two_facts", "passport"};
    p.identity_rules = {{.act = event_type::contact_changed, .method = "passport"}};
    CHECK(p.identity_rank("two_facts") == 0);
    CHECK(p.identity_rank("passport") == 1);
    CHECK(p.identity_rank("a_guess") < p.identity_rank("two_facts"));
    CHECK(p.identity_for(event_type::contact_changed) == &p.identity_rules[0]);
    CHECK(p.identity_for(event_type::redress_paid) == nullptr);
}

TEST_CASE("a policy without [applies] is for every case, a regime's for those of its entities that it names",
          "[policy]")
{
    const policy house{.id = "house"};
    policy law{.id = "law"};
    law.applies.emplace();
    law.entities = {"wallet-uk", ""};  // the second: whoever names none
    const filing_traits ours{.legal_entity = "wallet-uk",
                             .country = "GB",
                             .service = "card",
                             .category = "fees",
                             .channel = "email",
                             .amount = "120.50",
                             .currency = "GBP"};
    const auto with = [&](auto change) {
        auto of = ours;
        change(of);
        return applies(law, of);
    };
    CHECK(applies(house, ours));
    CHECK(applies(house, {}));
    CHECK(applies(law, ours));
    CHECK(with([](auto& of) { of.legal_entity = ""; }));
    CHECK_FALSE(with([](auto& of) { of.legal_entity = "wallet-sg"; }));
    auto& whom = *law.applies;
    for (auto* list : {&whom.countries, &whom.services, &whom.categories, &whom.channels})
        *list = {"elsewhere"};
    CHECK_FALSE(applies(law, ours));
    whom.countries = {"IE", "GB"};
    CHECK_FALSE(applies(law, ours));
    whom.services = {"card"};
    CHECK_FALSE(applies(law, ours));
    whom.categories = {"fees"};
    CHECK_FALSE(applies(law, ours));
    whom.channels = {"email"};
    CHECK(applies(law, ours));
    CHECK_FALSE(with([](auto& of) { of.country = ""; }));
    whom.amount_above.of = {{.amount = "120.50", .currency = "GBP"}};
    CHECK_FALSE(applies(law, ours));
    CHECK(with([](auto& of) { of.amount = "120.51"; }));

    const std::vector<const policy*> all{&house, &law};
    CHECK(policies_for(all, ours) == std::vector<const policy*>{&house});
    whom.amount_above = {};
    CHECK(policies_for(all, ours) == all);
}

TEST_CASE("what decides about policies is said alike by a filing and by the case that it became", "[policy]")
{
    event filing{.type = event_type::complaint_filed};
    filing.set(field::legal_entity, std::string("wallet-uk"))
        .set(field::country, std::string("GB"))
        .set(field::service, std::string("card"))
        .set(field::category, std::string("fees"))
        .set(field::channel, std::string("email"))
        .set(field::amount, std::string("1.5"))
        .set(field::currency, std::string("GBP"));
    facts became;
    became.legal_entity = "wallet-uk";
    became.country = "GB";
    became.service = "card";
    became.category = "fees";
    became.channel = channel::email;
    became.amount = "1.5";
    became.currency = "GBP";
    for (const auto& said : {traits_of(filing), traits_of(became)}) {
        CHECK(said.legal_entity == "wallet-uk");
        CHECK(said.country == "GB");
        CHECK(said.service == "card");
        CHECK(said.category == "fees");
        CHECK(said.channel == "email");
        CHECK(said.amount == "1.5");
        CHECK(said.currency == "GBP");
    }
}

TEST_CASE("a limit is said with all of its small print", "[policy]")
{
    const auto fifteen = *parse_limit("15bd");
    CHECK(to_string(limit_rule{.limit = fifteen}) == "15bd");
    CHECK(to_string(limit_rule{.limit = fifteen,
                               .end = limit_end::cob,
                               .roll = limit_roll::next_bd,
                               .cutoff = limit_cutoff::cob,
                               .more_days = 7}) == "15bd+7 cob next_bd cutoff");
}
