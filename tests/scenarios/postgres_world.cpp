// The same stories over PostgreSQL, with the statements that production runs. Its clock is the story's: in
// this database `now()` and `clock_timestamp()` are functions that read a row.
#include "adapters/postgres/case_queries.hpp"
#include "adapters/postgres/case_store.hpp"
#include "tests/adapters/postgres/scratch_database.hpp"
#include "tests/scenarios/scenario_world.hpp"
#include "tests/workflow/engine_fixture.hpp"

namespace redress::tests {
namespace {

/// One database for all stories; each finds it empty.
class story_database {
public:
    story_database()
    {
        scratch_.sql("CREATE SCHEMA told");
        scratch_.sql("CREATE TABLE told.clock (at timestamptz NOT NULL)");
        scratch_.sql("INSERT INTO told.clock VALUES ('2020-01-06T09:00Z')");
        for (const std::string name : {"now", "clock_timestamp"})
            scratch_.sql("CREATE FUNCTION told." + name +
                         "() RETURNS timestamptz LANGUAGE sql STABLE AS 'SELECT at FROM told.clock'");
        scratch_.sql("GRANT USAGE ON SCHEMA told TO PUBLIC");
        scratch_.sql("GRANT SELECT ON told.clock TO PUBLIC");
        // Stories are set in the past, where the agenda has no days of its own.
        scratch_.sql(
            "CREATE TABLE told_agenda PARTITION OF deadline_agenda FOR VALUES FROM ('2019-01-01') TO "
            "('2022-01-01')");
        scratch_.sql(
            "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET search_path = told, pg_catalog, public', "
            "current_database()); END $$");
    }

    [[nodiscard]] const std::string& url() const { return scratch_.url(); }
    void move_to(instant then) { scratch_.sql("UPDATE told.clock SET at = '" + to_string(then) + "'"); }
    [[nodiscard]] std::optional<instant> earliest_look()
    {
        const auto micros =
            scratch_.value("SELECT (extract(epoch FROM min(look_at)) * 1000000)::bigint FROM told_agenda");
        return micros.empty() ? std::nullopt : std::optional(instant(duration(std::stoll(micros))));
    }
    void empty()
    {
        scratch_.sql(
            "TRUNCATE complaint, audit_entry, private_text, told_agenda, work_item, case_counter, "
            "dead_letter");
        scratch_.sql("UPDATE bucket_head SET pos = 0, turn = 0");
    }
    [[nodiscard]] std::vector<case_id> cases()
    {
        std::vector<case_id> ids;
        for (const auto& row : scratch_.sql("SELECT case_id FROM complaint"))
            ids.push_back(*parse_uuid(row[0].as<std::string>()));
        return ids;
    }
    /// Rows that the statement finds: each would break an invariant.
    [[nodiscard]] long long count(const std::string& query) { return scratch_.number(query); }

private:
    scratch_database scratch_;
};

story_database& the_database()
{
    static story_database one;
    return one;
}

class postgres_world final : public scenario_world {
public:
    explicit postgres_world(story_house rules) : scenario_world(std::move(rules)) { the_database().empty(); }
    engine& writer() override { return writer_; }
    instant now() override { return now_; }
    void move_to(instant then) override
    {
        now_ = then;
        the_database().move_to(then);
    }
    std::optional<instant> next_look() override { return the_database().earliest_look(); }
    std::optional<complaint> find(const case_id& id) override { return queries_.get(id); }
    std::vector<std::string> history(const case_id& id) override
    {
        std::vector<std::string> bodies;
        for (auto& one : queries_.timeline(id, 0, 1000)) bodies.push_back(std::move(one.body));
        return bodies;
    }
    void check() override
    {
        auto& db = the_database();
        for (const auto& id : db.cases()) {
            complaint folded;
            for (const auto& body : history(id)) fold(folded, body);
            const auto row = queries_.get(id);
            REQUIRE(row);
            folded.agenda_at = row->agenda_at;  // where the agenda looks is no part of the history
            REQUIRE(folded == *row);
            for (const auto& one : row->facts.clocks)
                if (one.state == clock_state::running && one.due)
                    REQUIRE(db.count("SELECT count(*) FROM told_agenda WHERE case_id = '" + to_string(id) +
                                     "' AND look_at <= greatest('" + to_string(*one.due) +
                                     "'::timestamptz, told.now())") > 0);
        }
        REQUIRE(
            db.count("SELECT count(*) FROM bucket_head h WHERE pos <> (SELECT count(*) FROM audit_entry e "
                     "WHERE e.bucket = h.bucket)") == 0);
        REQUIRE(
            db.count("SELECT count(*) FROM complaint c FULL JOIN work_item w USING (bucket, case_id) WHERE "
                     "(c.state <> 'closed') IS DISTINCT FROM (w.case_id IS NOT NULL)") == 0);
        REQUIRE(
            db.count(
                "SELECT count(*) FROM (SELECT bucket, state, sum(cases) AS counted FROM case_counter GROUP "
                "BY 1, 2) k FULL JOIN (SELECT bucket, state, count(*) AS there FROM complaint GROUP BY 1, 2) "
                "c "
                "USING (bucket, state) WHERE coalesce(counted, 0) <> coalesce(there, 0)") == 0);
    }

private:
    instant now_{};
    postgres::case_store store_{{.url = the_database().url()}};
    postgres::case_queries queries_{the_database().url()};
    engine writer_{store_, house, settings_with(people), [this](const case_id& id, const alarm& raised) {
                       alarms.emplace_back(
                           id, std::string(raised.code) + (raised.detail.empty() ? "" : " " + raised.detail));
                   }};
};

}  // namespace

std::unique_ptr<scenario_world> a_world(story_house house)
{
    return std::make_unique<postgres_world>(std::move(house));
}

}  // namespace redress::tests
