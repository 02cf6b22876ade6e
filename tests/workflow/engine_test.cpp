#include "tests/workflow/engine_fixture.hpp"

namespace redress::tests {
namespace {

TEST_CASE_METHOD(engine_fixture, "a receipt that a faster clock stated is not later than the database's now",
                 "[engine]")
{
    const auto received_at = [&](std::uint64_t n, duration from_now) {
        command filed = order(case_number(n), filing(), customer(), std::to_string(n));
        filed.received = db->now + from_now;
        CHECK(writer.apply(batch_of({filed})).at(0).what == disposition::applied);
        return db->find(case_number(n))->facts.received_at;
    };
    CHECK(received_at(1, 2s) == db->now);
    CHECK(received_at(2, -2s) == db->now - 2s);
}

TEST_CASE_METHOD(engine_fixture, "a filing makes a case, an entry, a queue row and an agenda row", "[engine]")
{
    const auto id = case_number(1);
    const answer said = file(id);
    CHECK(said.what == disposition::applied);
    CHECK(said.version == 1);
    CHECK(said.reference.size() == 10);
    REQUIRE(db->find(id));
    CHECK(db->find(id)->facts.reference == said.reference);
    CHECK(db->find(id)->lifecycle == lifecycle_state::received);
    CHECK(db->history(id).size() == 1);
    CHECK(db->work.size() == 1);
    CHECK(db->agenda.size() == 1);
    CHECK(db->agenda.begin()->first == db->now + 12h);  // the warning at half time
    CHECK(store.reads == 1);                            // of the head alone
    check_everything();
}

TEST_CASE_METHOD(engine_fixture, "personal words stand in private text alone, digests in the entry",
                 "[engine]")
{
    const auto id = case_number(1);
    file(id);
    const auto body = db->history(id).at(0);
    CHECK(body.find("withdrawal has not arrived") == std::string::npos);
    CHECK(body.find("\"slot\":\"points.2\"") != std::string::npos);
    REQUIRE(db->texts.size() == 3);
    std::set<std::string> slots;
    for (const auto& [key, row] : db->texts) {
        slots.insert(row.slot);
        CHECK(row.digest == sha256(row.bytes));
        CHECK(row.id == id);
    }
    CHECK(slots == std::set<std::string>{"narrative", "points.1", "points.2"});
}

TEST_CASE_METHOD(engine_fixture, "events of one case in one batch fold into one row and an entry each",
                 "[engine]")
{
    const auto id = case_number(1);
    const auto said = writer.apply(
        batch_of({order(id, filing(), customer(), "1"), order(id, assigned_to("h.lin"), handler(), "2"),
                  order(id, note("called back"), handler(), "3")}));
    REQUIRE(said.size() == 3);
    CHECK(said[2].version == 3);
    CHECK(db->transactions == 1);
    CHECK(db->history(id).size() == 3);
    CHECK(db->find(id)->facts.owner == "h.lin");
    check_everything();
}

TEST_CASE_METHOD(engine_fixture, "what is remembered is not read again", "[engine]")
{
    const auto id = case_number(1);
    file(id);
    const int before = store.reads;
    ask(id, assigned_to("h.lin"), handler(), "2");
    ask(id, note("n"), handler(), "3");
    CHECK(store.reads == before);
    writer.forget();
    ask(id, note("n"), handler(), "4");
    CHECK(store.reads == before + 1);
    check_everything();
}

TEST_CASE_METHOD(engine_fixture, "a refusal is recorded and changes nothing", "[engine]")
{
    const auto id = case_number(1);
    file(id);
    const answer said = ask(id, letter_event(event_type::initial_response_sent), customer(), "2");
    CHECK(said.what == disposition::refused);
    CHECK(said.code == "not_permitted");
    CHECK(said.version == 1);
    const auto bodies = db->history(id);
    REQUIRE(bodies.size() == 2);
    CHECK(bodies[1].find("\"type\":\"case.refused\"") != std::string::npos);
    CHECK(bodies[1].find("\"ver\"") == std::string::npos);
    CHECK(db->find(id)->cseq == 2);
    CHECK(db->texts.size() == 4);  // what was typed is not lost
    check_everything();
}

TEST_CASE_METHOD(engine_fixture, "an expected version that is not the case's is refused", "[engine]")
{
    const auto id = case_number(1);
    file(id);
    auto asked = order(id, note("n"), handler(), "2");
    asked.expected_version = 4;
    const answer said = writer.apply(batch_of({asked})).at(0);
    CHECK(said.code == "version_conflict");
    CHECK(said.args.at("expected") == "4");
    CHECK(said.args.at("actual") == "1");
    asked = order(id, note("n"), handler(), "3");
    asked.expected_version = 1;
    CHECK(writer.apply(batch_of({asked})).at(0).what == disposition::applied);
    check_everything();
}

TEST_CASE_METHOD(engine_fixture, "an event of an unknown case is a dead letter, whole", "[engine]")
{
    const auto id = case_number(1);
    const answer said = ask(id, note("for whom?"), handler(), "1");
    CHECK(said.what == disposition::dead_lettered);
    CHECK(said.code == "unknown_case");
    REQUIRE(db->dead.size() == 1);
    const auto& kept = db->dead.at(said.entry);
    CHECK(kept.letter.payload.find("for whom?") != std::string::npos);
    CHECK(kept.letter.source == "/test");
    CHECK(kept.bucket == bucket_of(id));
    CHECK(db->cases.empty());
    check_everything();
}

TEST_CASE_METHOD(engine_fixture, "a refused filing is a dead letter with the refusal as its reason",
                 "[engine]")
{
    auto what = filing();
    for (auto& [name, value] : what.fields)
        if (name == field::category) value = std::string("no_such_category");
    const answer said = ask(case_number(1), what, handler(), "1");
    CHECK(said.what == disposition::dead_lettered);
    CHECK(said.code == "category_known");
    CHECK(said.args.contains("category"));
    CHECK(db->cases.empty());
    CHECK(file(case_number(1), "2").what == disposition::applied);
    check_everything();
}

TEST_CASE_METHOD(engine_fixture, "dead letters of a partition lie in its bucket's process chain", "[engine]")
{
    db->offsets[{"commands", 70}] = {.epoch = 1, .next = 5, .first = 5};
    batch work{.kind = batch_kind::records};
    for (int n = 0; n < 3; ++n)
        work.records.push_back(dead_letter{.reason = "unreadable",
                                           .detail = "payload: not JSON",
                                           .source = "\xff/s",
                                           .topic = "commands",
                                           .partition = 70,
                                           .offset = 5 + n});
    work.offsets.push_back({.bucket = 6,
                            .topic = "commands",
                            .partition = 70,
                            .epoch = 1,
                            .expected = 5,
                            .next = 10,
                            .skipped = 2});
    const auto said = writer.apply(work);
    CHECK(said[1].code == "unreadable");
    CHECK(db->offsets.at({"commands", 70}).dead_lettered == 3);
    CHECK(db->offsets.at({"commands", 70}).skipped == 2);
    REQUIRE(db->dead.size() == 3);
    const auto chains = db->all_chains();
    REQUIRE(chains.size() == 1);
    CHECK(bucket_of(*chains.begin()) == 6);
    CHECK(db->history(*chains.begin()).size() == 3);
    check_everything();
}

TEST_CASE_METHOD(engine_fixture, "entries of the process form one chain", "[engine]")
{
    writer.record("process.started", engine_actor(), {{"version", "0.1.0"}, {"host", "a \"b\""}});
    file(case_number(1));
    writer.record("process.stopped", engine_actor(), {});
    std::vector<std::string> bodies;
    for (const auto& chain : db->all_chains())
        if (chain != case_number(1)) bodies = db->history(chain);
    REQUIRE(bodies.size() == 2);
    CHECK(bodies[0].find(R"("data":{"host":"a \"b\"","version":"0.1.0"})") != std::string::npos);
    CHECK(bodies[1].find("\"type\":\"process.stopped\"") != std::string::npos);
    check_everything();
}

TEST_CASE_METHOD(engine_fixture,
                 "a case that cannot be read stops no other, and its records are kept for later", "[engine]")
{
    const auto bad = case_number(1);
    const auto good = case_number(2);
    file(bad);
    file(good);
    writer.forget();
    db->unreadable.insert(bad);
    const auto answers =
        writer.apply(batch_of({order(bad, note("n"), handler(), "2"), order(good, note("n"), handler(), "3"),
                               order(bad, filing(), customer(), "filing")}));
    CHECK(answers.at(0).what == disposition::dead_lettered);
    CHECK(answers.at(0).code == "unknown_state");
    CHECK(answers.at(1).what == disposition::applied);
    CHECK(answers.at(2).what == disposition::duplicate);
    CHECK(db->dead.size() == 1);
    REQUIRE(alarms.size() == 1);
    CHECK(alarms[0] == std::pair(bad, std::string("unknown_state")));
    db->unreadable.clear();
    CHECK(ask(bad, note("n"), handler(), "2").what == disposition::applied);
    check_everything();
}

TEST_CASE_METHOD(engine_fixture, "a case under a policy that is not loaded stops the batch and says so",
                 "[engine]")
{
    const auto id = case_number(1);
    file(id);
    writer.forget();
    policies.lost = true;
    try {
        static_cast<void>(ask(id, note("n"), handler(), "2"));
        FAIL("it was decided");
    } catch (const unknown_policy& no) {
        CHECK(no.id == id);
        CHECK(std::string(no.what()).find(std::string(64, 'a')) != std::string::npos);
    }
    CHECK(db->history(id).size() == 1);
    policies.lost = false;
    CHECK(ask(id, note("n"), handler(), "2").what == disposition::applied);
    check_everything();
}

}  // namespace
TEST_CASE_METHOD(engine_fixture, "a duplicate is told from its primary, which the engine reads by itself",
                 "[engine]")
{
    const auto first = case_number(1), second = case_number(2), other = case_number(3);
    file(first, "1");
    file(second, "2");
    event stranger = filing();
    for (auto& [name, value] : stranger.fields)
        if (name == field::complainant) value = std::string("somebody-else");
    static_cast<void>(ask(other, stranger, {.id = "app", .role = role::channel}, "3"));
    const auto same_as = [](const case_id& primary) {
        return event{.type = event_type::marked_duplicate, .fields = {}}.set(field::primary_case,
                                                                             to_string(primary));
    };
    CHECK(db->find(other)->facts.complainant == "somebody-else");
    CHECK(ask(second, same_as(other), handler(), "4").guard == "same_complainant");
    const auto told = ask(second, same_as(first), handler(), "5");
    CHECK(told.what == disposition::applied);
    CHECK(db->find(second)->facts.primary_case == to_string(first));
    check_everything();
}

}  // namespace redress::tests
