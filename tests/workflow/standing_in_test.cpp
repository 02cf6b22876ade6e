// Who stands in for a colleague is recorded together with them.
#include "tests/workflow/engine_fixture.hpp"

namespace redress::tests {
namespace {

struct away_fixture {
    std::vector<colleague> people{
        {.id = "c.ito", .roles = role::care_reviewer, .rungs = 0b10, .delegate = "c.reyes"},
        {.id = "c.reyes", .roles = role::care_reviewer}};
    std::shared_ptr<memory_database> db = std::make_shared<memory_database>();
    one_policy policies;
    memory_case_store store{db};
    std::unique_ptr<engine> writer;
    const case_id id = case_number(1);

    explicit away_fixture(bool away)
    {
        if (away) people[0].absences = {{db->now - 1h, db->now + 24h}};
        auto settings = test_settings();
        settings.people = people;
        writer = std::make_unique<engine>(store, policies, settings, [](const case_id&, const alarm&) {});
    }
    answer ask(event what, actor who)
    {
        return writer->apply(batch_of({order(id, std::move(what), std::move(who), std::to_string(++asked_))}))
            .at(0);
    }
    void climbs()
    {
        REQUIRE(ask(filing(), customer()).what == disposition::applied);
        event up{.type = event_type::escalated};
        REQUIRE(ask(up.set(field::reason, std::string("x")), handler()).what == disposition::applied);
    }
    answer takes(const std::string& who, std::uint16_t rungs)
    {
        auto reviewer = care_reviewer(who);
        reviewer.rungs = rungs;
        reviewer.team = "elsewhere";
        return ask({.type = event_type::rung_accepted}, reviewer);
    }
    answer does(event what)
    {
        auto reviewer = care_reviewer("c.reyes");
        reviewer.rungs = 0;
        return ask(std::move(what), reviewer);
    }
    [[nodiscard]] std::string last_entry() const { return db->history(id).back(); }

private:
    int asked_ = 0;
};

}  // namespace

TEST_CASE("a rung that is taken for a colleague who is away names both", "[engine][people]")
{
    away_fixture f(true);
    f.climbs();
    REQUIRE(f.takes("c.reyes", 0).what == disposition::applied);
    CHECK(f.last_entry().find(R"("actor":{"for":"c.ito","id":"c.reyes",)") != std::string::npos);
    CHECK(f.db->find(f.id)->facts.rung_reviewer == "c.reyes");
    // What they do with it then is done in that post, too, down to bringing it back.
    event down{.type = event_type::de_escalated};
    REQUIRE(f.does(down.set(field::instruction, std::string("Call them."))).what == disposition::applied);
    CHECK(f.last_entry().find(R"("actor":{"for":"c.ito","id":"c.reyes",)") != std::string::npos);
    REQUIRE(f.does(note("seen")).what == disposition::applied);
    CHECK(f.last_entry().find(R"("actor":{"id":"c.reyes",)") != std::string::npos);
}

TEST_CASE("an absence that becomes known while the engine runs counts from its next batch on",
          "[engine][people]")
{
    away_fixture f(false);
    f.climbs();
    REQUIRE(f.takes("c.reyes", 0).guard == "reviewer_serves_this_rung");
    auto people = f.people;
    people[0].absences = {{.from = f.db->now - 1h, .until = f.db->now + 24h}};
    f.writer->people_are(people);
    REQUIRE(f.takes("c.reyes", 0).what == disposition::applied);
    CHECK(f.last_entry().find(R"("actor":{"for":"c.ito","id":"c.reyes",)") != std::string::npos);
}

TEST_CASE("who takes a rung of their own post stands in for nobody", "[engine][people]")
{
    away_fixture f(true);
    f.climbs();
    REQUIRE(f.takes("c.reyes", 0b10).what == disposition::applied);
    CHECK(f.last_entry().find(R"("actor":{"id":"c.reyes",)") != std::string::npos);
}

TEST_CASE("nobody stands in for a colleague who is here", "[engine][people]")
{
    away_fixture f(false);
    f.climbs();
    CHECK(f.takes("c.reyes", 0).guard == "reviewer_serves_this_rung");
    CHECK(f.last_entry().find("\"for\":") == std::string::npos);
}

}  // namespace redress::tests
