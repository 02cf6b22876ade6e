// Incidents and improvement actions go the way of every command: one answer each, one entry each, in one
// transaction with everything else of the batch, and nothing twice.
#include "tests/workflow/beside_fixture.hpp"

#include <catch2/generators/catch_generators.hpp>

namespace redress::tests {
namespace {

TEST_CASE_METHOD(beside_fixture, "an incident is a row, a chain of its own and no case", "[engine][beside]")
{
    const answer said = open_incident();
    CHECK(said.what == disposition::applied);
    CHECK(said.version == 1);
    REQUIRE(db->find_matter(incident));
    CHECK(db->find_matter(incident)->state == matter_state::open);
    CHECK(db->find_matter(incident)->facts.words_zh == "转账延迟。");
    CHECK(db->cases.empty());
    CHECK(db->work.empty());
    CHECK(db->texts.empty());
    const auto body = db->history(incident).at(0);
    CHECK(body.find("\"chain\":\"" + to_string(incident) + "\"") != std::string::npos);
    CHECK(body.find(R"("moves":[{"from":"none","machine":"incident","to":"open"}])") != std::string::npos);
    CHECK(body.find(R"("type":"incident.event")") != std::string::npos);
    CHECK(body.find("\"case\"") == std::string::npos);
    check_everything();
}

TEST_CASE_METHOD(beside_fixture,
                 "the same command again is a duplicate, other words under its id are refused",
                 "[engine][beside]")
{
    const answer first = open_incident();
    const answer again = open_incident();
    CHECK(again.what == disposition::duplicate);
    CHECK(again.entry == first.entry);
    const answer reused = ask(incident, incident_opening("Other words."), operations(), "open");
    CHECK(reused.what == disposition::refused);
    CHECK(reused.code == "ID_REUSE");
    CHECK(db->history(incident).size() == 2);
    CHECK(ask(incident, incident_opening("Other words."), operations(), "open").what ==
          disposition::duplicate);
    check_everything();
}

TEST_CASE_METHOD(beside_fixture, "a refusal is recorded in the chain of its matter and changes nothing",
                 "[engine][beside]")
{
    open_incident();
    const matter before = *db->find_matter(incident);
    const answer said = ask(incident, of(event_type::incident_changed), operations(), "2");
    CHECK(said.what == disposition::refused);
    CHECK(said.guard == "something_changes");
    CHECK(said.fix == "words_en");
    CHECK(ask(incident, of(event_type::incident_ended), handler(), "3").code == "not_permitted");
    const auto bodies = db->history(incident);
    REQUIRE(bodies.size() == 3);
    CHECK(bodies[1].find("\"type\":\"incident.refused\"") != std::string::npos);
    CHECK(bodies[1].find("\"ver\"") == std::string::npos);
    CHECK(db->find_matter(incident)->facts == before.facts);
    CHECK(db->find_matter(incident)->version == 1);
    CHECK(db->find_matter(incident)->cseq == 3);
    check_everything();
}

TEST_CASE_METHOD(beside_fixture, "an expected version that is not the incident's is refused",
                 "[engine][beside]")
{
    open_incident();
    auto asked = order(incident, of(event_type::incident_ended), operations(), "2");
    asked.expected_version = 7;
    const answer said = writer.apply(batch_of({asked})).at(0);
    CHECK(said.code == "version_conflict");
    CHECK(said.args.at("actual") == "1");
    asked = order(incident, of(event_type::incident_ended), operations(), "3");
    asked.expected_version = 1;
    CHECK(writer.apply(batch_of({asked})).at(0).version == 2);
    check_everything();
}

TEST_CASE_METHOD(beside_fixture, "what nobody opened, or is of another kind, is a dead letter",
                 "[engine][beside]")
{
    open_incident();
    file(case_number(1));
    CHECK(ask(action, of(event_type::action_done), handler(), "1").code == "unknown_matter");
    CHECK(ask(incident, of(event_type::action_done), handler(), "2").code == "unknown_matter");
    CHECK(ask(case_number(1), of(event_type::incident_ended), operations(), "3").code == "unknown_matter");
    CHECK(ask(incident, note("for a case"), handler(), "4").code == "unknown_case");
    CHECK(db->dead.size() == 4);
    CHECK(db->history(incident).size() == 1);
    check_everything();
}

TEST_CASE_METHOD(beside_fixture, "a refused opening is a dead letter with guard and fix, and nothing is made",
                 "[engine][beside]")
{
    const answer said = open_action(-1h);
    CHECK(said.what == disposition::dead_lettered);
    CHECK(said.code == "due_lies_ahead");
    CHECK(said.guard == "due_lies_ahead");
    CHECK(said.fix == "due");
    CHECK(db->matters.empty());
    CHECK(open_action().what == disposition::applied);
    check_everything();
}

TEST_CASE_METHOD(beside_fixture, "a case and a matter never share an id, whichever comes first",
                 "[engine][beside]")
{
    open_incident();
    const answer filed = file(incident);
    CHECK(filed.what == disposition::dead_lettered);
    CHECK(filed.code == "id_in_use");
    file(case_number(1));
    CHECK(ask(case_number(1), incident_opening(), operations(), "2").code == "id_in_use");
    CHECK(ask(incident, action_opening(db->now + 1h), handler(), "3").code == "id_in_use");
    // The same within a batch.
    const auto both = case_number(2);
    const auto answers = writer.apply(batch_of(
        {order(both, incident_opening(), operations(), "4"), order(both, filing(), customer(), "5")}));
    CHECK(answers.at(0).what == disposition::applied);
    CHECK(answers.at(1).code == "id_in_use");
    const auto other = case_number(3);
    const auto turned = writer.apply(batch_of(
        {order(other, filing(), customer(), "6"), order(other, incident_opening(), operations(), "7")}));
    CHECK(turned.at(0).what == disposition::applied);
    CHECK(turned.at(1).code == "id_in_use");
    check_everything();
}

TEST_CASE_METHOD(beside_fixture,
                 "events of an incident and of cases stand in one transaction, in their order",
                 "[engine][beside]")
{
    const auto id = case_number(1);
    db->offsets[{"commands", bucket_of(id)}] = {};
    batch work{.kind = batch_kind::records};
    const auto transactions = db->transactions;
    const auto record = [&](const case_id& of_what, event what, actor who, const std::string& source) {
        command asked = order(of_what, std::move(what), std::move(who), source);
        asked.from.topic = "commands";
        asked.from.partition = bucket_of(id);
        asked.from.offset = static_cast<std::int64_t>(work.records.size());
        work.records.emplace_back(std::move(asked));
    };
    record(incident, incident_opening(), operations(), "1");
    record(id, filing(), customer(), "2");
    record(id, linked_to(incident), handler(), "3");
    record(incident, of(event_type::incident_ended), operations(), "4");
    record(incident, incident_opening(), operations(), "1");
    work.offsets.push_back(
        {.bucket = bucket_of(id), .topic = "commands", .partition = bucket_of(id), .next = 5});
    work.offsets.front().epoch = 1;
    const auto answers = writer.apply(work);
    for (std::size_t i = 0; i < 4; ++i) CHECK(answers.at(i).what == disposition::applied);
    CHECK(answers.at(4).what == disposition::duplicate);
    CHECK(db->transactions == transactions + 1);
    CHECK(db->offsets.at({"commands", bucket_of(id)}).applied == 4);
    CHECK(db->find_matter(incident)->state == matter_state::ended);
    CHECK(db->cases_of(incident) == 1);
    check_everything();
}

TEST_CASE_METHOD(beside_fixture, "a case is linked to an incident that exists, and counted while it is",
                 "[engine][beside]")
{
    open_incident();
    open_action();
    for (std::uint64_t n = 1; n <= 3; ++n) file(case_number(n), std::to_string(n));
    const answer unknown = ask(case_number(1), linked_to(matter_number(9)), handler(), "a");
    CHECK(unknown.guard == "incident_is_known");
    CHECK(ask(case_number(1), linked_to(action), handler(), "b").guard == "incident_is_known");
    auto in_words = linked_to(incident);
    for (auto& [name, value] : in_words.fields)
        if (name == field::to) value = std::string("INC-7");
    CHECK(ask(case_number(1), in_words, handler(), "c").guard == "incident_is_known");

    CHECK(ask(case_number(1), linked_to(incident), handler(), "d").what == disposition::applied);
    CHECK(ask(case_number(2), linked_to(incident), handler(), "e").what == disposition::applied);
    CHECK(ask(case_number(2), linked_to(incident), handler(), "f").what == disposition::applied);  // again
    CHECK(db->cases_of(incident) == 2);
    CHECK(ask(case_number(1), of(event_type::unlinked, {{field::to, to_string(incident)}}), handler(), "g")
              .what == disposition::applied);
    CHECK(db->cases_of(incident) == 1);
    check_everything();
}

TEST_CASE_METHOD(beside_fixture, "a link is asked for while another write is in flight", "[engine][beside]")
{
    open_incident();
    file(case_number(1), "1");
    file(case_number(2), "2");
    static_cast<void>(writer.start(batch_of({order(case_number(1), note("n"), handler(), "3")})));
    const auto before = writer.start(batch_of({order(case_number(2), linked_to(incident), handler(), "4")}));
    CHECK(before.at(0).what == disposition::applied);
    CHECK(writer.finish().at(0).what == disposition::applied);
    CHECK(db->cases_of(incident) == 1);
    check_everything();
}

TEST_CASE_METHOD(beside_fixture, "whatever becomes of a COMMIT, an incident is opened once",
                 "[engine][beside]")
{
    store.fail_write(
        GENERATE(fault::unavailable, fault::unknown_lost, fault::unknown_written, fault::rejected));
    try {
        static_cast<void>(open_incident());
    } catch (const std::runtime_error&) {
    }
    const answer said = open_incident();
    CHECK((said.what == disposition::applied || said.what == disposition::duplicate));
    CHECK(db->history(incident).size() == 1);
    CHECK(db->find_matter(incident)->version == 1);
    check_everything();
}

TEST_CASE_METHOD(beside_fixture, "another engine between read and write leads to the same end",
                 "[engine][beside]")
{
    open_incident();
    memory_case_store other_store(db);
    engine other(other_store, policies, test_settings());
    static_cast<void>(other.apply(batch_of(
        {order(incident, of(event_type::incident_changed, {{field::posted_by, std::string("l.novak")}}),
               operations(), "2")})));
    CHECK(ask(incident, of(event_type::incident_ended), operations(), "3").version == 3);
    CHECK(db->find_matter(incident)->facts.posted_by == "l.novak");
    check_everything();
}

TEST_CASE_METHOD(beside_fixture, "a matter that cannot be read costs its own records alone",
                 "[engine][beside]")
{
    open_incident();
    open_action(48h);
    db->unreadable = {incident, action};
    const auto answers =
        writer.apply(batch_of({order(incident, of(event_type::incident_ended), operations(), "2"),
                               order(case_number(1), filing(), customer(), "3")}));
    CHECK(answers.at(0).code == "unknown_state");
    CHECK(answers.at(1).what == disposition::applied);
    db->now += 48h;
    while (writer.fire_due(10) > 0) {
    }
    CHECK(told_overdue() == 0);
    REQUIRE(alarms.size() >= 2);
    CHECK(alarms[0] == std::pair(incident, std::string("unknown_state")));
    db->unreadable.clear();
    db->now += 1h;
    while (writer.fire_due(10) > 0) {
    }
    CHECK(told_overdue() == 1);
    check_everything();
}

}  // namespace
}  // namespace redress::tests
