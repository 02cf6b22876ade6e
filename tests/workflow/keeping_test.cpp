// What the engine does when words go and when policies change, and what it asks of every decision that
// holds no reasons.
#include "tests/workflow/engine_fixture.hpp"
#include "tests/support/elapsed.hpp"
#include "workflow/act_digest.hpp"

namespace redress::tests {
namespace {

/// The small policy, and a later revision of it that can come into force.
class two_policies final : public policy_book {
public:
    two_policies()
    {
        old_.retention_case = 100 * 24h;
        next_ = old_;
        next_.rev = 2;
        next_.sha256 = std::string(64, 'b');
        next_.clocks[0].limit = elapsed(12h);
    }
    void bring_in() { in_force_ = {&next_}; }
    [[nodiscard]] const std::vector<const policy*>& in_force() const override { return in_force_; }
    [[nodiscard]] const policy* find(std::string_view sha256) const override
    {
        for (const auto* one : {&old_, &next_})
            if (one->sha256 == sha256) return one;
        return nullptr;
    }
    policy old_ = small_policy(), next_;

private:
    std::vector<const policy*> in_force_{&old_};
};

struct keeping_fixture {
    std::shared_ptr<memory_database> db = std::make_shared<memory_database>();
    two_policies policies;
    memory_case_store store{db};
    engine writer{store, policies, test_settings(), [](const case_id&, const alarm&) {}};
    const case_id id = case_number(1);

    answer ask(event what, actor who, const std::string& source)
    {
        return writer.apply(batch_of({order(id, std::move(what), std::move(who), source)})).at(0);
    }
    void file() { REQUIRE(ask(filing(), customer(), "filing").what == disposition::applied); }
    void close()
    {
        event what{.type = event_type::withdrawn};
        what.set(field::reason, std::string("Settled."));
        REQUIRE(ask(what, customer(), "withdrawn").what == disposition::applied);
    }
    /// With the digest that a refusal tells the second person to look at.
    event approved(event what, const actor& who)
    {
        const auto no = ask(what, who, "not approved " + std::to_string(asked_++));
        REQUIRE(no.guard == "approval_is_of_this_act");
        for (auto& [name, value] : what.fields)
            if (name == field::approved_digest) value = no.args.at("digest");
        return what;
    }
    [[nodiscard]] std::string words() const
    {
        std::string all;
        for (const auto& [place, row] : db->texts)
            if (row.id == id) all += row.bytes + "|";
        return all;
    }

private:
    int asked_ = 0;
};

actor counsel()
{
    return {.id = "p.haas", .role = role::compliance, .named_staff = true};
}
actor lead()
{
    return {.id = "l.novak", .role = role::care_lead, .named_staff = true};
}

event erasing()
{
    event what{.type = event_type::subject_erased};
    return what.set(field::reason_code, std::string("retention"));
}

event repinning(bool moves, instant at)
{
    event what{.type = event_type::policy_repinned};
    what.set(field::reason, std::string("A shorter promise."))
        .set(field::approved_by, std::string("c.ito"))
        .set(field::approved_role, std::string("care_reviewer"))
        .set(field::approved_at, at)
        .set(field::approved_digest, std::string("d"));
    if (moves) what.set(field::moves_clocks, true);
    return what;
}

TEST_CASE_METHOD(keeping_fixture, "an erased case has no words and its whole history", "[engine][keeping]")
{
    file();
    close();
    const auto before = db->history(id);
    CHECK(words().find("My withdrawal") != std::string::npos);
    CHECK(ask(erasing(), counsel(), "early").guard == "retention_over");
    CHECK(words().find("My withdrawal") != std::string::npos);
    db->now += 100 * 24h;
    const case_id other = case_number(2);
    (void)writer.apply(batch_of({order(other, filing("Another's words."), customer(), "other")}));
    CHECK(ask(erasing(), counsel(), "due").what == disposition::applied);
    CHECK(words().empty());
    CHECK(db->find(id)->facts.complainant.empty());
    const auto after = db->history(id);
    REQUIRE(after.size() == before.size() + 2);
    CHECK(std::equal(before.begin(), before.end(), after.begin()));
    CHECK(std::any_of(db->texts.begin(), db->texts.end(),
                      [&](const auto& one) { return one.second.id == other; }));
    engine_fixture::check(*db);
}

TEST_CASE_METHOD(keeping_fixture, "of one batch the words before the erasure go and those behind it stay",
                 "[engine][keeping]")
{
    file();
    close();
    db->now += 100 * 24h;
    const auto answers = writer.apply(
        batch_of({order(id, note("Before."), handler(), "1"), order(id, erasing(), counsel(), "2"),
                  order(id, note("Behind."), handler(), "3")}));
    for (const auto& one : answers) CHECK(one.what == disposition::applied);
    CHECK(words() == "Behind.|");
    engine_fixture::check(*db);
}

TEST_CASE_METHOD(keeping_fixture, "a write that failed erases nothing", "[engine][keeping]")
{
    file();
    close();
    db->now += 100 * 24h;
    store.fail_write(fault::unavailable);
    CHECK_THROWS_AS(ask(erasing(), counsel(), "1"), store_unavailable);
    CHECK(words().find("My withdrawal") != std::string::npos);
    CHECK(ask(erasing(), counsel(), "1").what == disposition::applied);
    CHECK(words().empty());
}

TEST_CASE_METHOD(keeping_fixture,
                 "newer policies are pinned for what starts from then on, in the same batch and later",
                 "[engine][keeping]")
{
    file();
    const auto due = db->find(id)->facts.clocks.at(0).due;
    CHECK(ask(repinning(false, db->now), lead(), "1").guard == "newer_policy_in_force");
    policies.bring_in();
    const auto newer = approved(repinning(false, db->now), lead());
    const auto answers = writer.apply(
        batch_of({order(id, newer, lead(), "2"), order(id, note("Still the same."), handler(), "3")}));
    CHECK(answers.at(0).what == disposition::applied);
    CHECK(answers.at(1).what == disposition::applied);
    CHECK(db->find(id)->facts.policies.at(0).rev == 2);
    CHECK(db->find(id)->facts.clocks.at(0).due == due);
    CHECK(db->history(id).at(3).find("\"pol\":[{\"id\":\"small\",\"rev\":2,") != std::string::npos);
    CHECK(ask(repinning(true, db->now), lead(), "4").guard == "newer_policy_in_force");
    engine_fixture::check(*db);
}

TEST_CASE_METHOD(keeping_fixture, "an approval of moving clocks is of the dates that they move to",
                 "[engine][keeping]")
{
    file();
    policies.bring_in();
    const auto kept = ask(repinning(false, db->now), lead(), "1"),
               moved = ask(repinning(true, db->now), lead(), "2");
    CHECK(kept.args.at("digest").size() == 64);
    CHECK(kept.args.at("digest") != moved.args.at("digest"));
    const auto again = ask(repinning(true, db->now), lead(), "3");
    CHECK(again.args.at("digest") == moved.args.at("digest"));
    auto other = repinning(true, db->now);
    other.fields[0].second = std::string("Another reason.");
    CHECK(ask(other, lead(), "4").args.at("digest") != moved.args.at("digest"));
}

TEST_CASE_METHOD(keeping_fixture, "the words of one entry are redacted, in its own batch and later",
                 "[engine][keeping]")
{
    file();
    const auto redaction = [&](const char* of) {
        event what{.type = event_type::content_redacted};
        return what.set(field::document, std::string(of))
            .set(field::reason, std::string("A secret."))
            .set(field::approved_by, std::string("c.ito"))
            .set(field::approved_role, std::string("care_reviewer"))
            .set(field::approved_at, db->now)
            .set(field::approved_digest, std::string("d"));
    };
    REQUIRE(ask(note("My PIN is 4711."), handler(), "1").what == disposition::applied);
    CHECK(ask(approved(redaction("#2"), handler()), handler(), "2").what == disposition::applied);
    CHECK(words().find("4711") == std::string::npos);
    CHECK(words().find("My withdrawal") != std::string::npos);
    CHECK(ask(redaction("#99"), handler(), "3").guard == "content_is_known");
    // A note, and in the same batch its redaction, which was approved beforehand.
    auto known = redaction(("#" + std::to_string(db->find(id)->cseq + 1)).c_str());
    known.fields.back().second = act_digest(*db->find(id), known, {});
    const auto answers = writer.apply(
        batch_of({order(id, note("My code is 0815."), handler(), "4"), order(id, known, handler(), "5")}));
    CHECK(answers.at(0).what == disposition::applied);
    CHECK(answers.at(1).what == disposition::applied);
    CHECK(words().find("0815") == std::string::npos);
    engine_fixture::check(*db);
}

TEST_CASE_METHOD(keeping_fixture, "a moved clock fires on its new time, once", "[engine][keeping]")
{
    file();
    const auto filed = db->now;
    policies.bring_in();
    CHECK(ask(approved(repinning(true, db->now), lead()), lead(), "1").what == disposition::applied);
    CHECK(db->find(id)->facts.clocks.at(0).due == filed + 12h);
    engine_fixture::check(*db);
    db->now = filed + 12h;
    while (writer.fire_due(10) > 0) {
    }
    CHECK(db->find(id)->facts.clocks.at(0).state == clock_state::missed);
    db->now = filed + 24h;
    while (writer.fire_due(10) > 0) {
    }
    std::size_t missed = 0;
    for (const auto& body : db->history(id))
        missed += body.find("\"ev\":\"deadline_missed\"") != std::string::npos ? 1 : 0;
    CHECK(missed == 1);
    engine_fixture::check(*db);
}

TEST_CASE_METHOD(keeping_fixture, "what belongs to a compartment is no command here, whatever case it names",
                 "[engine][restricted]")
{
    file();
    db->limited[id] = {.by = "r.ahn"};
    event what{.type = event_type::restricted_note_added};
    what.set(field::text, std::string("Nobody may read this."));
    const actor reviewer{.id = "r.ahn", .role = role::restricted_reviewer, .named_staff = true};
    const auto there = ask(what, reviewer, "1");
    const auto nowhere = writer.apply(batch_of({order(case_number(9), what, reviewer, "2")})).at(0);
    for (const auto& one : {there, nowhere}) {
        CHECK(one.what == disposition::dead_lettered);
        CHECK(one.code == "unknown_event");
    }
    CHECK(db->history(id).size() == 1);
    CHECK(db->matters.empty());
}

TEST_CASE_METHOD(keeping_fixture,
                 "a decision without reasons is asked about whether or not anything was approved",
                 "[engine][restricted]")
{
    policies.old_.letters = {{.kind = letter_kind::final_response, .must_contain = {"decision", "reasons"}}};
    file();
    (void)ask(assigned_to("h.lin"), handler(), "1");
    (void)ask({.type = event_type::investigation_started}, handler(), "2");
    event what{.type = event_type::decision_sent};
    what.set(field::route, std::string("status_page"))
        .set(field::letter_language, std::string("en"))
        .set(field::outcome, std::string("not_upheld"))
        .set(field::reason, std::string("As the file shows."))
        .set(field::findings, std::vector<std::string>{"1:not_upheld", "2:not_upheld"})
        .set(field::redress_ruled_out, true)
        .set(field::letter_parts, std::vector<std::string>{"decision"});
    const auto refused = ask(what, handler(), "3");
    CHECK(refused.guard == "letter_complete");
    CHECK(store.asked_of_reasons >= 1);

    // Whoever may not decide hears the same words before and after an approval, after the same question.
    const auto stranger = handler("h.osei");
    auto elsewhere = stranger;
    elsewhere.team = "other";
    store.asked_of_reasons = 0;
    const auto before = ask(what, elsewhere, "4");
    const int asked_before = std::exchange(store.asked_of_reasons, 0);
    db->limited[id] = {.by = "r.ahn", .until = db->now + 1h};
    const auto after = ask(what, elsewhere, "5");
    CHECK(before.code == after.code);
    CHECK(before.args == after.args);
    CHECK(asked_before == store.asked_of_reasons);

    const auto history = db->history(id).size();
    db->limited[id].until = db->now;
    CHECK(ask(what, handler(), "6").guard == "letter_complete");
    db->limited[id].until = db->now + 1us;
    CHECK(ask(what, handler(), "7").what == disposition::applied);
    CHECK(db->history(id).size() >= history + 2);
    for (const auto& body : db->history(id)) CHECK(body.find("r.ahn") == std::string::npos);
    engine_fixture::check(*db);
}

}  // namespace
}  // namespace redress::tests
