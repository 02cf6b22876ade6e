// An engine over a memory database, and what tests ask about it afterwards.
#pragma once

#include "tests/support/cases.hpp"
#include "tests/support/memory_case_store.hpp"
#include "workflow/engine.hpp"

#include <catch2/catch_test_macros.hpp>

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace redress::tests {

using namespace workflow;
using namespace std::chrono_literals;

inline engine_settings test_settings()
{
    engine_settings settings;
    settings.seed = 7;
    settings.clock_trusted_for = duration::zero();
    settings.wait = [](int) {};  // looks again at once
    return settings;
}

struct engine_fixture {
    std::shared_ptr<memory_database> db = std::make_shared<memory_database>();
    one_policy policies;
    memory_case_store store{db};
    std::vector<std::pair<case_id, std::string>> alarms;
    engine writer{store, policies, test_settings(),
                  [this](const case_id& id, const alarm& a) { alarms.emplace_back(id, a.code); }};

    /// Applies one command and returns its answer.
    answer ask(const case_id& id, event what, actor who, const std::string& source_id)
    {
        return writer.apply(batch_of({order(id, std::move(what), std::move(who), source_id)})).at(0);
    }
    answer file(const case_id& id, const std::string& source_id = "filing")
    {
        return ask(id, filing(), customer(), source_id);
    }

    /// Everything that must hold whatever happened: folds, chains, positions, counters, queue, agenda.
    void check_everything() const { check(*db); }
    static void check(const memory_database& db);
};

/// Rebuilds a case from its entries.
inline complaint folded(const memory_database& db, const case_id& id)
{
    complaint now;
    for (const auto& body : db.history(id)) fold(now, body);
    return now;
}

/// The same of what stands beside the case.
inline matter folded_matter(const memory_database& db, const case_id& id)
{
    matter now;
    for (const auto& body : db.history(id)) fold(now, body);
    return now;
}

inline void check_beside(const memory_database& db)
{
    for (const auto& [key, row] : db.matters) {
        matter from_history = folded_matter(db, row.id);
        from_history.agenda_at = row.agenda_at;
        INFO("matter " << to_string(row.id));
        REQUIRE(from_history == row);
        REQUIRE_FALSE(db.find(row.id));
        if (const auto look = look_at(row)) {
            bool watched = false;
            for (const auto& [at, of] : db.agenda)
                watched = watched || (of == key && at <= std::max(*look, db.now));
            REQUIRE(watched);
        }
    }
    std::map<memory_database::case_key, std::int64_t> counted;
    for (const auto& [key, row] : db.cases)
        for (const link& one : row.facts.links)
            if (one.cause == incident_cause) ++counted[{row.bucket, *parse_uuid(one.to)}];
    auto counters = db.incident_cases;
    std::erase_if(counters, [](const auto& c) { return c.second == 0; });
    REQUIRE(counters == counted);
}

inline void engine_fixture::check(const memory_database& db)
{
    check_beside(db);
    std::map<std::pair<std::int16_t, std::string>, std::int64_t> counted;
    for (const auto& [key, row] : db.cases) {
        complaint from_history = folded(db, row.id);
        from_history.agenda_at = row.agenda_at;  // where the agenda looks is no part of the history
        INFO("case " << to_string(row.id));
        REQUIRE(from_history == row);
        ++counted[{row.bucket, std::string(name_of(row.lifecycle))}];
        const auto queued = db.work.find(key);
        REQUIRE((queued != db.work.end()) == row.open());
        if (queued != db.work.end()) {
            REQUIRE(queued->second.facts.owner == row.facts.owner);
            REQUIRE(queued->second.lifecycle == row.lifecycle);
            REQUIRE(queued->second.hold == row.hold);
            REQUIRE(queued->second.facts.rung == row.facts.rung);
            REQUIRE(queued->second.next_due() == row.next_due());
        }
        for (const auto& one : row.facts.clocks) {
            if (one.state != clock_state::running || !one.due) continue;
            bool watched = false;
            for (const auto& [look, of] : db.agenda)
                watched = watched || (of == key && look <= std::max(*one.due, db.now));
            REQUIRE(watched);
        }
    }
    auto counters = db.counters;
    std::erase_if(counters, [](const auto& c) { return c.second == 0; });
    REQUIRE(counters == counted);
    std::array<std::int64_t, bucket_count> entries{};
    for (const auto& [at, key] : db.positions) {
        ++entries[static_cast<std::size_t>(at.first)];
        REQUIRE(at.second == entries[static_cast<std::size_t>(at.first)]);  // dense from 1
    }
    for (const auto& head : db.heads) REQUIRE(head.pos == entries[static_cast<std::size_t>(head.bucket)]);
    for (const chain_id& chain : db.all_chains()) {
        std::string previous;
        std::int64_t cseq = 0;
        for (const auto& body : db.history(chain)) {
            REQUIRE(body.find("\"cseq\":" + std::to_string(++cseq) + ",") != std::string::npos);
            REQUIRE((body.find("\"cprev\":") == std::string::npos) == previous.empty());
            if (!previous.empty()) {
                const auto leaf = leaf_of(previous);
                std::string hex;
                for (const auto byte : leaf)
                    hex += std::string{"0123456789abcdef"[byte >> 4], "0123456789abcdef"[byte & 15]};
                REQUIRE(body.find("\"cprev\":\"" + hex + "\"") != std::string::npos);
            }
            previous = body;
        }
    }
    for (const auto& [at, row] : db.offsets)
        REQUIRE(row.applied + row.refused + row.duplicate + row.dead_lettered + row.skipped ==
                row.next - row.first);
}

}  // namespace redress::tests
