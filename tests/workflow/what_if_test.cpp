// What a draft would have made of cases that were: literal histories, written by the engine. Long because it is a list:
// one history a test, all by the same recording.
#include "tests/support/elapsed.hpp"
#include "tests/workflow/engine_fixture.hpp"
#include "workflow/what_if.hpp"

#include <catch2/matchers/catch_matchers.hpp>

#include <algorithm>

namespace redress::tests {
namespace {

class book_of final : public workflow::policy_book {
public:
    explicit book_of(policy first) { add(std::move(first)); }
    /// In force alone from now on.
    void add(policy next)
    {
        all_.push_back(std::make_unique<const policy>(std::move(next)));
        in_force_ = {all_.back().get()};
    }
    [[nodiscard]] const std::vector<const policy*>& in_force() const override { return in_force_; }
    [[nodiscard]] const policy* find(std::string_view sha256) const override
    {
        const auto found = std::ranges::find(all_, sha256, &policy::sha256);
        return found == all_.end() || lost ? nullptr : found->get();
    }
    bool lost = false;

private:
    std::vector<std::unique_ptr<const policy>> all_;
    std::vector<const policy*> in_force_;
};

clock_rule& clock_in(policy& rules, std::string_view id)
{
    return *std::ranges::find(rules.clocks, id, &clock_rule::id);
}

/// The small policy, where what its clock promises rests while the complainant is asked, and a rung
/// must be accepted within four hours.
policy pinned_policy()
{
    auto rules = small_policy();
    auto& answer = clock_in(rules, "initial_response");
    answer.pause_hold_complainant = true;
    clock_rule ack;
    ack.id = "rung_ack";
    ack.kind = clock_kind::internal;
    ack.subject = clock_subject::rung;
    ack.start.set(entered(machine::ladder, static_cast<std::size_t>(ladder_state::raised)));
    ack.stop.set(trigger_of(event_type::rung_accepted));
    ack.cancel.set(left(machine::ladder, static_cast<std::size_t>(ladder_state::raised)));
    ack.limit = elapsed(4h);
    ack.on_miss_next = true;
    rules.clocks.push_back(ack);
    return rules;
}

policy draft_of(policy rules)
{
    rules.rev = 2;
    rules.sha256 = std::string(64, 'b');
    return rules;
}

policy draft_with_answer_in(limit_rule limit)
{
    auto rules = draft_of(pinned_policy());
    clock_in(rules, "initial_response").limit = limit;
    return rules;
}

struct recording {
    std::shared_ptr<memory_database> db = std::make_shared<memory_database>();
    book_of book{pinned_policy()};
    memory_case_store store{db};
    engine writer{store, book, test_settings(), [](const case_id&, const alarm&) {}};
    case_id id = case_number(1);
    instant filed = db->now;
    int asked = 0;

    void ask(event what, actor who)
    {
        const auto send = [&] {
            return writer.apply(batch_of({order(id, what, who, "source " + std::to_string(++asked))})).at(0);
        };
        auto said = send();
        if (said.guard == "approval_is_of_this_act") {  // which says what there is to approve
            for (auto& [name, value] : what.fields)
                if (name == field::approved_digest) value = said.args.at("digest");
            said = send();
        }
        INFO(said.code << ' ' << said.guard << ' ' << said.fix);
        REQUIRE(said.what == disposition::applied);
    }
    void file() { ask(filing(), customer()); }
    /// Until so long after the filing, with a look at the deadlines each time one is due.
    void at(duration later)
    {
        const auto then = filed + later;
        while (!db->agenda.empty() && db->agenda.begin()->first <= then) {
            db->now = std::max(db->now, db->agenda.begin()->first);
            static_cast<void>(writer.fire_due(10));
        }
        db->now = then;
    }
    void answer() { ask(letter_event(event_type::initial_response_sent), handler()); }
    void decide()
    {
        ask(assigned_to("h.lin"), handler());
        auto decision = letter_event(event_type::decision_sent);
        decision.set(field::outcome, std::string("not_upheld"))
            .set(field::reason, std::string("The transfer had arrived."))
            .set(field::findings, std::vector<std::string>{"1:not_upheld", "2:not_upheld"});
        ask(std::move(decision), handler());
    }

    [[nodiscard]] case_twice under(const policy& draft, const policy* against = nullptr) const
    {
        const what_if_policies policies{.draft = draft, .against = against, .book = book};
        what_if replay(policies);
        replay.begin();
        for (const auto& body : db->history(id)) replay.add(body);
        auto told = replay.end(db->now);
        CHECK_FALSE(told.recorded_otherwise);
        CHECK(told.id == id);
        CHECK(told.reference == db->find(id)->facts.reference);
        return told;
    }
};

const clock_twice* find(const case_twice& of, std::string_view clock, std::string_view subject = "")
{
    const auto found = std::ranges::find_if(
        of.clocks, [&](const auto& one) { return one.clock == clock && one.subject == subject; });
    return found == of.clocks.end() ? nullptr : &*found;
}

const clock_twice& only(const case_twice& of, std::string_view clock, std::string_view subject = "")
{
    const auto* found = find(of, clock, subject);
    REQUIRE(found != nullptr);
    return *found;
}

using rung_list = std::vector<std::int64_t>;
using people = std::vector<std::string>;

TEST_CASE_METHOD(recording, "a shorter limit is due earlier, and what was kept would have been missed",
                 "[dry_run]")
{
    file();
    at(22h);
    answer();
    at(48h);
    const auto told = under(draft_with_answer_in(elapsed(20h)));
    REQUIRE(told.applies);
    const auto& one = only(told, "initial_response");
    CHECK(one.before->due == filed + 24h);
    CHECK(one.after->due == filed + 20h);
    CHECK(one.moved() == -4h);
    CHECK(one.before->state == clock_state::met);
    CHECK(one.after->state == clock_state::met_late);
    CHECK(one.before->rungs.empty());
    CHECK(one.after->rungs == rung_list{1});
    CHECK(one.after->told == people{"care"});
    CHECK(one.before->warnings == 1);  // at half time
    CHECK(one.after->warnings == 1);

    what_if_sums sums;
    sums.add(told);
    const auto& sum = sums.clocks.at({"small", "initial_response"});
    CHECK(sum.gained == 1);
    CHECK(sum.saved == 0);
    CHECK(sum.missed_before == 0);
    CHECK(sum.missed_after == 1);
    CHECK(sum.earlier == 1);
    CHECK(sum.later == 0);
    CHECK(sum.moved == -4h);
    CHECK(sums.rungs.at(1).before == 0);
    CHECK(sums.rungs.at(1).after == 1);
    CHECK(sums.told.at("care").after == 1);
    CHECK(sums.cases == 1);
    CHECK(sums.differ == 1);
}

TEST_CASE_METHOD(recording, "a longer limit saves a miss, and the rung that it called with its promise",
                 "[dry_run]")
{
    file();
    at(26h);
    answer();
    at(27h);
    ask({.type = event_type::rung_accepted}, care_reviewer());
    at(48h);
    REQUIRE(db->find(id)->ladder == ladder_state::under_review);
    const auto told = under(draft_with_answer_in(elapsed(30h)));
    const auto& one = only(told, "initial_response");
    CHECK(one.moved() == 6h);
    CHECK(one.before->state == clock_state::met_late);
    CHECK(one.after->state == clock_state::met);
    CHECK(one.before->rungs == rung_list{1});
    CHECK(one.after->rungs.empty());
    CHECK(one.after->told.empty());
    // Nobody would have been called, so nobody would have owed an answer to the call.
    const auto& ack = only(told, "rung_ack", "1");
    CHECK(ack.before->state == clock_state::met);
    CHECK_FALSE(ack.after);
    CHECK_FALSE(ack.moved());

    what_if_sums sums;
    sums.add(told);
    CHECK(sums.clocks.at({"small", "initial_response"}).saved == 1);
    CHECK(sums.clocks.at({"small", "rung_ack"}).before == 1);
    CHECK(sums.clocks.at({"small", "rung_ack"}).after == 0);
    CHECK(sums.rungs.at(1).before == 1);
    CHECK(sums.rungs.at(1).after == 0);
}

TEST_CASE_METHOD(recording, "a promise kept at its due instant is kept, one microsecond later missed",
                 "[dry_run]")
{
    file();
    at(20h);
    answer();
    CHECK(only(under(draft_with_answer_in(elapsed(20h))), "initial_response").after->state ==
          clock_state::met);
    auto earlier = draft_of(pinned_policy());
    clock_in(earlier, "initial_response").limit = elapsed(20h - 1s);
    CHECK(only(under(earlier), "initial_response").after->state == clock_state::met_late);
}

TEST_CASE_METHOD(recording, "pauses are the recorded ones and count from the draft's own due time",
                 "[dry_run]")
{
    file();
    at(5h);
    auto asks = letter_event(event_type::information_requested);
    ask(asks.set(field::items, std::vector<std::string>{"receipt"}), handler());
    at(10h);
    event sends{.type = event_type::message_received};
    ask(sends.set(field::text, std::string("Here it is."))
            .set(field::items, std::vector<std::string>{"receipt"}),
        customer());
    at(40h);
    const auto told = under(draft_with_answer_in(elapsed(20h)));
    const auto& one = only(told, "initial_response");
    CHECK(one.before->due == filed + 29h);
    CHECK(one.after->due == filed + 25h);
    CHECK(one.before->state == clock_state::missed);
    CHECK(one.after->state == clock_state::missed);
    CHECK(one.differs());
}

TEST_CASE_METHOD(recording, "what is missed before a pause begins is not hidden by it", "[dry_run]")
{
    file();
    at(5h);
    auto asks = letter_event(event_type::information_requested);
    ask(asks.set(field::items, std::vector<std::string>{"receipt"}), handler());
    at(30h);
    const auto told = under(draft_with_answer_in(elapsed(4h)));
    const auto& one = only(told, "initial_response");
    CHECK(one.before->state == clock_state::paused);
    CHECK(one.before->due == filed + 24h);
    CHECK(one.after->state == clock_state::missed);
    CHECK(one.after->due == filed + 4h);
}

TEST_CASE_METHOD(recording, "a rung is called when it is above where the case stands", "[dry_run]")
{
    file();
    at(1h);
    event asks{.type = event_type::escalated};
    ask(asks.set(field::reason_code, std::string("asked")), customer());
    ask({.type = event_type::rung_accepted}, care_reviewer());
    at(22h);
    answer();
    at(23h);
    auto draft = draft_with_answer_in(elapsed(20h));
    CHECK(only(under(draft), "initial_response").after->rungs.empty());  // on rung 1 already
    clock_in(draft, "initial_response").on_miss_raise_to = 2;
    const auto told = under(draft);
    CHECK(only(told, "initial_response").after->rungs == rung_list{2});
    CHECK(only(told, "initial_response").after->told == people{"leads"});
}

TEST_CASE_METHOD(recording, "a rung that both worlds call is answered when the recording answered it",
                 "[dry_run]")
{
    file();
    at(26h);
    ask({.type = event_type::rung_accepted}, care_reviewer());
    at(27h);
    const auto told = under(draft_with_answer_in(elapsed(20h)));
    CHECK(only(told, "initial_response").after->rungs == rung_list{1});
    const auto& ack = only(told, "rung_ack", "1");
    CHECK(ack.before == ack.after);
    CHECK(ack.after->state == clock_state::met);
}

TEST_CASE_METHOD(recording, "a warning of the draft's calls a rung and tells its team", "[dry_run]")
{
    file();
    at(22h);
    answer();
    auto draft = draft_of(pinned_policy());
    clock_in(draft, "initial_response").warn.push_back({.text = "75%", .percent = 75, .raise_to = 2});
    const auto told = under(draft);
    const auto& one = only(told, "initial_response");
    CHECK(one.before->warnings == 1);
    CHECK(one.after->warnings == 2);
    CHECK(one.before->rungs.empty());
    CHECK(one.after->rungs == rung_list{2});
    CHECK(one.after->told == people{"leads"});
    CHECK(one.moved() == duration{});
    CHECK(one.differs());
}

TEST_CASE_METHOD(recording, "where the ladder ends the operators are told", "[dry_run]")
{
    file();
    at(26h);
    ask({.type = event_type::rung_accepted}, care_reviewer());
    at(27h);
    auto draft = draft_with_answer_in(elapsed(20h));
    clock_in(draft, "initial_response").on_miss_raise_to = 0;
    clock_in(draft, "initial_response").on_miss_next = true;
    draft.ladder.clear();
    const auto told = under(draft);
    CHECK(only(told, "initial_response").after->rungs.empty());
    CHECK(only(told, "initial_response").after->told == people{std::string(told_operators)});
}

TEST_CASE_METHOD(recording, "a rule of the ladder calls its rung without a clock", "[dry_run]")
{
    auto what = filing();
    ask(what.set(field::amount, std::string("800")).set(field::currency, std::string("USDT")), customer());
    auto draft = draft_of(pinned_policy());
    draft.ladder[1].amount_above = {{{.amount = "500", .currency = "USDT"}}};
    const auto told = under(draft);
    const auto& one = only(told, "");
    CHECK(one.before->rungs.empty());
    CHECK(one.after->rungs == rung_list{2});
    CHECK(one.after->told == people{"leads"});
    CHECK(told.clocks.size() == 2);

    what_if_sums sums;
    sums.add(told);
    CHECK(sums.rungs.at(2).after == 1);
    CHECK(sums.clocks.size() == 1);
}

TEST_CASE_METHOD(recording, "a window that the recording ended runs on to its own end", "[dry_run]")
{
    file();
    at(2h);
    decide();
    at(200h);
    REQUIRE(db->find(id)->lifecycle == lifecycle_state::closed);
    for (const auto& [days, moved] : {std::pair{72h, 24h}, {24h, -24h}}) {
        auto draft = draft_of(pinned_policy());
        clock_in(draft, "appeal_window").limit = elapsed(days);
        const auto told = under(draft);
        const auto& one = only(told, "appeal_window", "L1");
        CHECK(one.moved() == moved);
        CHECK(one.before->state == clock_state::lapsed);
        CHECK(one.after->state == clock_state::lapsed);
        CHECK_FALSE(only(told, "initial_response").differs());
    }
}

TEST_CASE_METHOD(recording, "a case that is decided stands on no rung any more", "[dry_run]")
{
    file();
    at(22h);
    decide();
    at(30h);
    event appeals{.type = event_type::appeal_filed};
    ask(appeals.set(field::grounds, std::string("wrong facts")), customer());
    auto draft = draft_with_answer_in(elapsed(20h));
    clock_rule hearing;
    hearing.id = "appeal";
    hearing.kind = clock_kind::internal;
    hearing.start.set(trigger_of(event_type::appeal_filed));
    hearing.stop.set(trigger_of(event_type::appeal_decided));
    hearing.limit = elapsed(5h);
    hearing.on_miss_raise_to = 1;
    draft.clocks.push_back(hearing);
    at(50h);
    const auto told = under(draft);
    CHECK(only(told, "initial_response").after->rungs == rung_list{1});
    CHECK(only(told, "appeal").after->rungs == rung_list{1});
}

TEST_CASE_METHOD(recording, "clocks that the draft has not, and has alone, are there on one side",
                 "[dry_run]")
{
    file();
    at(2h);
    auto draft = draft_of(pinned_policy());
    clock_in(draft, "initial_response").id = "first_answer";
    const auto told = under(draft);
    REQUIRE(told.clocks.size() == 2);
    CHECK(only(told, "initial_response").before);
    CHECK_FALSE(only(told, "initial_response").after);
    CHECK_FALSE(only(told, "first_answer").before);
    CHECK(only(told, "first_answer").after->state == clock_state::running);
    CHECK(only(told, "first_answer").differs());
}

TEST_CASE_METHOD(recording, "an earlier draft can take the place of what the case had", "[dry_run]")
{
    file();
    at(22h);
    answer();
    const auto earlier = draft_with_answer_in(elapsed(21h));
    auto later = draft_with_answer_in(elapsed(23h));
    later.sha256 = std::string(64, 'c');
    const auto& one = only(under(later, &earlier), "initial_response");
    CHECK(one.before->due == filed + 21h);
    CHECK(one.before->state == clock_state::met_late);
    CHECK(one.after->due == filed + 23h);
    CHECK(one.after->state == clock_state::met);
}

TEST_CASE_METHOD(recording, "a regime that is not for the case is counted and not replayed", "[dry_run]")
{
    file();
    at(50h);
    auto draft = draft_with_answer_in(elapsed(1h));
    draft.id = "regime";
    draft.applies = applies_rule{.entity_kinds = {"bank"},
                                 .countries = {},
                                 .services = {},
                                 .categories = {},
                                 .channels = {},
                                 .amount_above = {}};
    draft.entities = {"bank_one"};
    const auto no = under(draft);
    CHECK_FALSE(no.applies);
    CHECK(no.clocks.empty());
    what_if_sums sums;
    sums.add(no);
    CHECK(sums.not_applied == 1);
    CHECK(sums.cases == 0);

    // For complaints that name no entity, too: beside the policy that the case had.
    draft.entities.emplace_back();
    const auto told = under(draft);
    REQUIRE(told.applies);
    std::vector<std::string> policies;
    for (const auto& one : told.clocks)
        if (one.clock == "initial_response") policies.push_back(one.policy);
    CHECK(policies == std::vector<std::string>{"small", "regime"});
    CHECK(told.clocks.front().moved() == duration{});
    const auto& other = *std::ranges::find(told.clocks, "regime", &clock_twice::policy);
    CHECK_FALSE(other.before);
    // The regime's miss came first and called the rung, which the house's own then found called.
    CHECK(told.clocks.front().before->rungs == rung_list{1});
    CHECK(told.clocks.front().after->rungs.empty());
    CHECK(other.after->rungs == rung_list{1});
}

TEST_CASE_METHOD(recording, "a case pinned anew goes over to the newer one before, and stays with the draft",
                 "[dry_run]")
{
    file();
    at(1h);
    auto newer = pinned_policy();
    newer.rev = 3;
    newer.sha256 = std::string(64, 'd');
    clock_in(newer, "initial_response").limit = elapsed(36h);
    book.add(newer);
    event again{.type = event_type::policy_repinned};
    again.set(field::reason, std::string("It is better for them."))
        .set(field::moves_clocks, true)
        .set(field::approved_by, std::string("c.reyes"))
        .set(field::approved_role, std::string("care_reviewer"))
        .set(field::approved_at, db->now)
        .set(field::approved_digest, std::string(64, 'a'));
    ask(again, {.id = "l.novak", .role = role::care_lead, .team = "care", .named_staff = true});
    at(30h);
    const auto& one = only(under(draft_with_answer_in(elapsed(20h))), "initial_response");
    CHECK(one.before->due == filed + 36h);
    CHECK(one.before->state == clock_state::running);
    CHECK(one.after->due == filed + 20h);
    CHECK(one.after->state == clock_state::missed);
}

TEST_CASE_METHOD(recording, "a history that cannot be read throws, and the next case is replayed",
                 "[dry_run]")
{
    file();
    at(22h);
    const auto draft = draft_with_answer_in(elapsed(20h));
    const what_if_policies policies{.draft = draft, .against = nullptr, .book = book};
    what_if replay(policies);
    const auto whole = db->history(id);

    replay.begin();
    CHECK_THROWS(replay.add("{\"type\":\"case.event\""));
    replay.begin();
    auto strange = whole.at(0);
    strange.replace(strange.find("complaint_filed"), 15, "complaint_dreamt");
    CHECK_THROWS(replay.add(strange));
    replay.begin();
    book.lost = true;
    CHECK_THROWS_WITH(replay.add(whole.at(0)), "policy small " + std::string(64, 'a') + " is not at hand");
    book.lost = false;

    replay.begin();
    for (const auto& body : whole) replay.add(body);
    CHECK(replay.end(db->now).clocks.size() >= 1);
}

TEST_CASE_METHOD(recording, "refusals and what stands in the history beside change nothing", "[dry_run]")
{
    file();
    const auto said =
        writer.apply(batch_of({order(id, {.type = event_type::rung_accepted}, care_reviewer(), "no")}));
    REQUIRE(said.at(0).what == disposition::refused);
    ask(note("We look."), handler());
    at(1h);
    const auto told = under(draft_of(pinned_policy()));
    for (const auto& one : told.clocks) CHECK_FALSE(one.differs());
    CHECK(db->history(id).size() == 3);
}

TEST_CASE("sums keep the extremes and do not grow with cases", "[dry_run]")
{
    what_if_sums sums;
    const auto twice = [](duration moved) {
        const instant due(std::chrono::days(20'000));
        return case_twice{.id = {},
                          .reference = "R",
                          .applies = true,
                          .recorded_otherwise = true,
                          .clocks = {{.policy = "p",
                                      .clock = "c",
                                      .subject = {},
                                      .before = clock_outcome{.due = due, .rungs = {}, .told = {}},
                                      .after = clock_outcome{.due = due + moved, .rungs = {}, .told = {}}}}};
    };
    for (const auto moved : {2h, -1h, 0h, 6h}) sums.add(twice(moved));
    const auto& sum = sums.clocks.at({"p", "c"});
    CHECK(sum.earlier == 1);
    CHECK(sum.later == 2);
    CHECK(sum.moved == 7h);
    CHECK(sum.least == -1h);
    CHECK(sum.most == 6h);
    CHECK(sums.differ == 3);
    CHECK(sums.recorded_otherwise == 4);
}

}  // namespace
}  // namespace redress::tests
