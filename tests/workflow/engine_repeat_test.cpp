// The same thing is never recorded twice, whoever sends it again and however.
#include "tests/workflow/engine_fixture.hpp"

namespace redress::tests {
namespace {

TEST_CASE_METHOD(engine_fixture, "a repeat is answered from the entry of the first", "[engine][repeat]")
{
    const auto id = case_number(1);
    const answer first = file(id);
    const answer second = ask(id, note("n"), handler(), "2");
    const answer again = ask(id, note("n"), handler(), "2");
    CHECK(again.what == disposition::duplicate);
    CHECK(again.entry == second.entry);
    CHECK(again.version == 2);
    writer.forget();
    const answer refiled = file(id);
    CHECK(refiled.what == disposition::duplicate);
    CHECK(refiled.entry == first.entry);
    CHECK(refiled.reference == first.reference);
    CHECK(db->history(id).size() == 2);
    check_everything();
}

TEST_CASE_METHOD(engine_fixture, "a filing that would be refused does not hide the case that is there",
                 "[engine][repeat]")
{
    const auto id = case_number(1);
    const answer first = file(id);
    writer.forget();  // another engine filed it, say
    actor who = customer();
    who.role = role::auditor;  // may not file
    const auto said = writer.apply(batch_of(
        {order(id, filing("once more"), who, "other"), order(id, note("n"), handler(), "2"),
         order(case_number(2), filing(), who, "3"), order(case_number(2), note("n"), handler(), "4")}));
    CHECK(said[0].what == disposition::refused);
    CHECK(said[0].code == "already_filed");
    CHECK(said[1].what == disposition::applied);
    CHECK(said[2].what == disposition::dead_lettered);
    CHECK(said[2].code == "not_permitted");
    CHECK(said[3].code == "unknown_case");
    CHECK(first.what == disposition::applied);
    check_everything();
}

TEST_CASE_METHOD(engine_fixture, "a repeat within its own batch is seen", "[engine][repeat]")
{
    const auto id = case_number(1);
    const auto said =
        writer.apply(batch_of({order(id, filing(), customer(), "1"), order(id, note("n"), handler(), "2"),
                               order(id, note("n"), handler(), "2"), order(id, filing(), customer(), "1")}));
    CHECK(said[2].what == disposition::duplicate);
    CHECK(said[2].entry == said[1].entry);
    CHECK(said[3].what == disposition::duplicate);
    CHECK(said[3].reference == said[0].reference);
    CHECK(db->history(id).size() == 2);
    CHECK(store.locks == 0);
    check_everything();
}

TEST_CASE_METHOD(engine_fixture, "a repeat of a refusal is answered with the refusal", "[engine][repeat]")
{
    const auto id = case_number(1);
    file(id);
    const answer first = ask(id, letter_event(event_type::initial_response_sent), customer(), "2");
    const answer again = ask(id, letter_event(event_type::initial_response_sent), customer(), "2");
    CHECK(again.what == disposition::duplicate);
    CHECK(again.entry == first.entry);
    CHECK(again.code == first.code);
    CHECK(db->history(id).size() == 2);
}

TEST_CASE_METHOD(engine_fixture,
                 "an event that was accepted is a duplicate where the machine would now refuse it",
                 "[engine][repeat]")
{
    const auto id = case_number(1);
    file(id);
    event leaving{.type = event_type::withdrawn};
    leaving.set(field::reason, std::string("solved"));
    CHECK(ask(id, leaving, customer(), "2").what == disposition::applied);
    CHECK(db->find(id)->lifecycle == lifecycle_state::closed);
    writer.forget();
    CHECK(ask(id, leaving, customer(), "2").what == disposition::duplicate);
    CHECK(db->history(id).size() == 2);
    check_everything();
}

TEST_CASE_METHOD(engine_fixture, "an id used for other content is refused under the next key, once",
                 "[engine][repeat]")
{
    const auto id = case_number(1);
    file(id);
    ask(id, note("one"), handler(), "2");
    const answer reused = ask(id, note("two"), handler(), "2");
    CHECK(reused.what == disposition::refused);
    CHECK(reused.code == "ID_REUSE");
    CHECK(db->history(id).size() == 3);
    const answer again = ask(id, note("two"), handler(), "2");
    CHECK(again.what == disposition::duplicate);
    CHECK(again.entry == reused.entry);
    CHECK(again.code == "ID_REUSE");
    CHECK(ask(id, note("one"), handler(), "2").what == disposition::duplicate);
    CHECK(ask(id, note("three"), handler(), "2").code == "ID_REUSE");
    CHECK(ask(id, note("four"), handler(), "2").code == "ID_REUSE");
    CHECK(ask(id, note("five"), handler(), "2").what == disposition::dead_lettered);
    CHECK(ask(id, note("four"), handler(), "2").what == disposition::duplicate);
    check_everything();
}

TEST_CASE_METHOD(engine_fixture, "an id used for other content within one batch is seen, too",
                 "[engine][repeat]")
{
    const auto id = case_number(1);
    const auto said =
        writer.apply(batch_of({order(id, filing(), customer(), "1"), order(id, note("one"), handler(), "2"),
                               order(id, note("two"), handler(), "2")}));
    CHECK(said[2].code == "ID_REUSE");
    check_everything();
}

TEST_CASE_METHOD(engine_fixture, "a second filing of a known case", "[engine][repeat]")
{
    const auto id = case_number(1);
    const answer first = file(id, "1");
    SECTION("with the same content is a duplicate, whatever its source")
    {
        const answer again = file(id, "2");
        CHECK(again.what == disposition::duplicate);
        CHECK(again.entry == first.entry);
        CHECK(again.reference == first.reference);
        CHECK(db->history(id).size() == 1);
    }
    SECTION("with other content is refused")
    {
        const answer other = ask(id, filing("Something else."), customer(), "2");
        CHECK(other.what == disposition::refused);
        CHECK(other.code == "already_filed");
        CHECK(db->history(id).size() == 2);
    }
    check_everything();
}

TEST_CASE_METHOD(engine_fixture, "a second filing in the same batch", "[engine][repeat]")
{
    const auto id = case_number(1);
    const auto said =
        writer.apply(batch_of({order(id, filing(), customer(), "1"), order(id, filing(), customer(), "2"),
                               order(id, filing("Something else."), customer(), "3")}));
    CHECK(said[0].what == disposition::applied);
    CHECK(said[1].what == disposition::duplicate);
    CHECK(said[1].entry == said[0].entry);
    CHECK(said[2].code == "already_filed");
    check_everything();
}

TEST_CASE_METHOD(engine_fixture,
                 "an event of a case stands before its filing in the batch and the case is known",
                 "[engine][repeat]")
{
    const auto id = case_number(1);
    file(id, "1");
    writer.forget();
    const auto said =
        writer.apply(batch_of({order(id, note("n"), handler(), "2"), order(id, filing(), customer(), "1")}));
    CHECK(said[0].what == disposition::applied);
    CHECK(said[1].what == disposition::duplicate);
    check_everything();
}

}  // namespace
}  // namespace redress::tests
