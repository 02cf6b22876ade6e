// Every transition of a clock both ways, with literal due times, and the rules around starts, stops,
// letters and closing. Cases are moved by hand here: what an event does to machines and facts is
// step's, what it does to clocks is told in these stories.
// Long because it is a list: one story a transition, nothing shared but the policy at its top.
#include "states/clocks.hpp"
#include "tests/support/elapsed.hpp"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <chrono>
#include <random>
#include <string>
#include <vector>

using namespace redress;
using namespace std::chrono_literals;

namespace {

instant utc(const char* text)
{
    return parse_instant(text).value();
}

trigger_set on(std::initializer_list<const char*> names)
{
    trigger_set set;
    for (const char* name : names) set.set(parse_trigger(name).value());
    return set;
}

/// The kinds of clock that a policy can have, one of each.
policy one_of_each()
{
    policy p{.id = "wallet", .window_restart = tests::elapsed(168h)};
    p.clocks = {
        {.id = "answer",
         .kind = clock_kind::published,
         .start = on({"complaint_filed", "reopened", "reclassified"}),
         .stop = on({"dispatched:initial_response"}),
         .start_from_receipt = true,
         .only_before_first_answer = true,
         .limit = tests::elapsed(24h),
         .warn = {{.text = "75%", .percent = 75}, {.text = "1h", .before = tests::elapsed(1h)}},
         .on_miss_raise_to = 2},
        {.id = "target",
         .start = on({"complaint_filed"}),
         .stop = on({"dispatched:initial_response"}),
         .start_from_receipt = true,
         .overrides = {{.channel = "hotline", .limit = tests::elapsed(30min)}}},
        {.id = "investigation",
         .kind = clock_kind::internal,
         .start = on({"complaint_filed", "reopened", "reclassified"}),
         .stop = on({"dispatched:final_response"}),
         .pause_hold_complainant = true,
         .limit = tests::elapsed(336h),
         .extend_days = 14,
         .warn = {{.text = "90%", .percent = 90, .raise_to = 1}},
         .kinds = {case_kind::complaint}},
        {.id = "update",
         .kind = clock_kind::internal,
         .start = on({"complaint_filed"}),
         .stop = on({"dispatched:any"}),
         .cancel = on({"dispatched:final_response"}),
         .limit = tests::elapsed(168h),
         .repeat = true},
        {.id = "hold",
         .kind = clock_kind::window,
         .subject = clock_subject::hold,
         .start = on({"information_requested"}),
         .stop = on({"left:hold.waiting"}),
         .from_event = true,
         .limit = tests::elapsed(672h),
         .on_lapse = event_type::hold_expired},
        {.id = "appeal_window",
         .kind = clock_kind::window,
         .start = on({"dispatched:final_response"}),
         .stop = on({"resolution_accepted"}),
         .cancel = on({"appeal_decided"}),
         .pause_appealed = true,
         .limit = tests::elapsed(720h),
         .on_lapse = event_type::appeal_window_lapsed},
        {.id = "rung_ack",
         .kind = clock_kind::internal,
         .subject = clock_subject::rung,
         .start = on({"entered:ladder.raised"}),
         .stop = on({"rung_accepted"}),
         .cancel = on({"left:ladder.raised"}),
         .limit = tests::elapsed(4h),
         .overrides = {{.rung = 3, .limit = tests::elapsed(1h)}},
         .on_miss_next = true},
        {.id = "enquiry",
         .kind = clock_kind::internal,
         .subject = clock_subject::enquiry,
         .start = on({"enquiry_opened"}),
         .stop = on({"enquiry_answered"}),
         .limit = tests::elapsed(120h)},
        {.id = "kept_open",
         .kind = clock_kind::internal,
         .start = on({"callback_requested"}),
         .stop = on({"call_recorded"}),
         .limit = tests::elapsed(4h),
         .survives_closing = true},
    };
    return p;
}

/// A case whose machines and facts the story moves, and whose clocks run.
struct story {
    policy rules = one_of_each();
    const policy* pinned = &rules;
    complaint now;
    changes out;
    actor who{.id = "h.lin", .role = role::handler};

    std::span<const policy* const> pins() const { return {&pinned, 1}; }

    void happens(const event& what, instant at, std::vector<const char*> also = {},
                 std::optional<instant> occurred = {})
    {
        std::vector<trigger> all{trigger_of(what.type)};
        for (const char* name : also) all.push_back(parse_trigger(name).value());
        out.clear();
        run_clocks(now, what, {.who = &who, .rules = pins(), .at = at, .occurred = occurred.value_or(at)},
                   all, out);
    }
    void happens(event_type what, instant at, std::vector<const char*> also = {})
    {
        happens(event{.type = what}, at, std::move(also));
    }

    void filed(instant at, std::optional<instant> received = {})
    {
        now.lifecycle = lifecycle_state::received;
        now.facts.filed_at = at;
        now.facts.received_at = received.value_or(at);
        happens(event_type::complaint_filed, at, {"left:lifecycle.none", "entered:lifecycle.received"});
    }
    void dispatches(const std::string& id, letter_kind kind, instant reported,
                    std::optional<instant> occurred = {})
    {
        auto found = std::find_if(now.facts.letters.begin(), now.facts.letters.end(),
                                  [&](const letter& l) { return l.id == id; });
        if (found == now.facts.letters.end())
            found = now.facts.letters.insert(found, letter{.id = id, .kind = kind});
        found->dispatched = occurred.value_or(reported);
        const auto of_kind = "dispatched:" + std::string(name_of(kind));
        happens(event{.type = event_type::message_dispatched}.set(field::letter, id), reported,
                {of_kind.c_str(), "dispatched:any"}, occurred);
    }
    void comes_back(const std::string& id, instant at)
    {
        for (auto& l : now.facts.letters)
            if (l.id == id && !l.returned) l.returned = at;
        happens(event{.type = event_type::message_undelivered}.set(field::letter, id), at);
    }
    void closes(event_type by, instant at)
    {
        now.lifecycle = lifecycle_state::closed;
        now.facts.closed_at = at;
        happens(by, at, {"left:lifecycle.received", "entered:lifecycle.closed"});
    }
    void waits(instant at, bool for_complainant = true, std::optional<instant> expires = {})
    {
        now.hold = hold_state::waiting;
        now.facts.hold_party = for_complainant ? hold_party::complainant : hold_party::third_party;
        event asked{.type = event_type::information_requested};
        if (expires) asked.set(field::expires, *expires);
        happens(asked, at, {"left:hold.none", "entered:hold.waiting"});
    }
    void goes_on(instant at)
    {
        now.hold = hold_state::none;
        now.facts.hold_party = hold_party::none;
        happens(event_type::hold_released, at, {"left:hold.waiting", "entered:hold.none"});
    }
    /// What the timer owes at `at`, one after the other.
    std::vector<std::string> timer(instant at)
    {
        std::vector<std::string> fired;
        for (const auto& due : due_events(now, pins(), at)) {
            auto said = std::string(name_of(due.type)) + " " + std::string(due.text(field::clock));
            if (due.has(field::subject_of)) said += "/" + std::string(due.text(field::subject_of));
            said += " " + std::to_string(due.integer(field::generation));
            if (due.has(field::threshold)) said += " " + std::string(due.text(field::threshold));
            fired.push_back(said);
            happens(due, at);
        }
        return fired;
    }

    const redress::clock& operator[](const char* id) const { return of(id, "", 0); }
    /// Generation 0: the newest.
    const redress::clock& of(const char* id, const char* subject, std::int64_t generation) const
    {
        const redress::clock* found = nullptr;
        for (const auto& c : now.facts.clocks)
            if (c.clock_id == id && (*subject == 0 || c.subject == subject) &&
                (generation == 0 || c.generation == generation))
                found = &c;
        REQUIRE(found != nullptr);
        return *found;
    }
    std::size_t count(const char* id) const
    {
        return static_cast<std::size_t>(
            std::count_if(now.facts.clocks.begin(), now.facts.clocks.end(),
                          [&](const redress::clock& c) { return c.clock_id == id; }));
    }
};

using strings = std::vector<std::string>;
const instant monday = utc("2026-11-23T09:00:00Z");

}  // namespace

TEST_CASE("the clock machine goes where its table says and nowhere else", "[clocks]")
{
    // Written out by hand: from, what, to, with the answers to window, in time, by dispatch, miss
    // recorded, closed, extended before.
    using s = clock_state;
    using e = clock_event;
    const auto expected = [](s from, e what, const clock_facts& f) -> std::optional<s> {
        switch (what) {
            case e::satisfied:
                if (from == s::running) return f.window || f.in_time ? s::met : s::met_late;
                if (from == s::paused) return s::met;
                if (from == s::missed) return f.by_dispatch && f.in_time ? s::met : s::met_late;
                if (from == s::cancelled && f.closed && f.by_dispatch && f.in_time) return s::met;
                return std::nullopt;
            case e::paused:
                return from == s::running ? std::optional(s::paused) : std::nullopt;
            case e::resumed:
                return from == s::paused ? std::optional(s::running) : std::nullopt;
            case e::expired:
                if (from == s::running) return f.window ? s::lapsed : s::missed;
                if (from == s::met_late && !f.miss_recorded) return s::met_late;
                return std::nullopt;
            case e::revoked:
                if (from == s::met) return f.miss_recorded ? s::missed : s::running;
                if (from == s::met_late) return s::missed;
                return std::nullopt;
            case e::cancelled:
                if (from == s::running || from == s::paused || from == s::missed) return s::cancelled;
                return std::nullopt;
            case e::extended:
                if ((from == s::running || from == s::paused) && !f.extended_before) return from;
                return std::nullopt;
        }
        return std::nullopt;
    };
    std::size_t accepted = 0;
    for (std::size_t from = 0; from < count_of<clock_state>; ++from)
        for (std::size_t what = 0; what < count_of<clock_event>; ++what)
            for (unsigned bits = 0; bits < 64; ++bits) {
                const clock_facts f{(bits & 1) != 0, (bits & 2) != 0,  (bits & 4) != 0,
                                    (bits & 8) != 0, (bits & 16) != 0, (bits & 32) != 0};
                const auto state = static_cast<s>(from);
                const auto event = static_cast<e>(what);
                const auto got = clock_step(state, event, f);
                INFO(name_of(state) << " " << name_of(event) << " " << bits);
                REQUIRE(got == expected(state, event, f));
                // The rows as data say the same: the first that holds.
                std::optional<s> by_rows;
                for (const auto& row : clock_rows())
                    if (!by_rows && row.from == state && row.what == event && row.holds(f)) by_rows = row.to;
                REQUIRE(got == by_rows);
                accepted += got ? 1U : 0U;
            }
    CHECK(accepted == 64 * 11 + 32 * 3 + 8);  // nothing here was an empty comparison
}

TEST_CASE("a filing starts its clocks, each with its due time", "[clocks]")
{
    story s;
    s.filed(monday);
    CHECK(s["answer"].state == clock_state::running);
    CHECK(s["answer"].due == utc("2026-11-24T09:00:00Z"));
    CHECK(s["answer"].generation == 1);
    CHECK(s["answer"].policy == "wallet");
    CHECK(s["answer"].kind == clock_kind::published);
    CHECK(s["investigation"].due == utc("2026-12-07T09:00:00Z"));
    CHECK(s["update"].due == utc("2026-11-30T09:00:00Z"));
    CHECK(s.now.facts.clocks.size() == 3);
    CHECK(s.out.pins);
    CHECK((s.out.clocks == std::vector<std::uint16_t>{0, 1, 2}));
    CHECK(s.out.derived.empty());
}

TEST_CASE("an event that concerns no clock changes none", "[clocks]")
{
    story s;
    s.filed(monday);
    const auto before = s.now;
    s.happens(event_type::note_added, monday + 1h);
    CHECK(s.now == before);
    CHECK(s.out.clocks.empty());
    CHECK_FALSE(s.out.pins);
}

TEST_CASE("the first answer counts from the receipt, other promises from the filing", "[clocks]")
{
    story s;
    s.filed(monday, monday - 20h);
    CHECK(s["answer"].due == utc("2026-11-23T13:00:00Z"));
    CHECK(s["answer"].started == utc("2026-11-22T13:00:00Z"));
    CHECK(s["investigation"].due == utc("2026-12-07T09:00:00Z"));

    story late;
    late.filed(monday, monday - 25h);
    CHECK(late.timer(monday) ==
          strings{"deadline_warned answer 1 75%", "deadline_warned answer 1 1h", "deadline_missed answer 1"});
    CHECK(late["answer"].state == clock_state::missed);
}

TEST_CASE("a target runs on the channel that has one, and nowhere else", "[clocks]")
{
    story call;
    call.now.facts.channel = channel::hotline;
    call.filed(monday);
    CHECK(call["target"].due == utc("2026-11-23T09:30:00Z"));
    CHECK(call["answer"].due == utc("2026-11-24T09:00:00Z"));

    story mail;
    mail.now.facts.channel = channel::email;
    mail.filed(monday);
    CHECK(mail.count("target") == 0);
}

TEST_CASE("a promise is kept at its dispatch, up to the due instant itself", "[clocks]")
{
    for (const auto& [when, state] : {std::pair{utc("2026-11-24T08:59:59Z"), clock_state::met},
                                      {utc("2026-11-24T09:00:00Z"), clock_state::met},
                                      {utc("2026-11-24T09:00:00.000001Z"), clock_state::met_late}}) {
        story s;
        s.filed(monday);
        s.dispatches("L1", letter_kind::initial_response, when);
        INFO(to_string(when));
        CHECK(s["answer"].state == state);
        CHECK(s["answer"].stopped == when);
        CHECK(s["investigation"].state == clock_state::running);
        CHECK(s.out.derived.size() == (state == clock_state::met ? 0U : 1U));
    }
}

TEST_CASE("a promise kept late before its miss was recorded owes the miss, once", "[clocks]")
{
    story s;
    s.filed(monday);
    s.dispatches("L1", letter_kind::initial_response, monday + 25h);
    REQUIRE(s.out.derived.size() == 1);
    const event miss = s.out.derived[0].event;
    CHECK(miss.type == event_type::deadline_missed);
    CHECK(miss.text(field::clock) == "answer");
    CHECK(miss.integer(field::generation) == 1);
    CHECK(s.out.derived[0].who.role == role::timer);
    s.happens(miss, monday + 25h);
    CHECK(s["answer"].state == clock_state::met_late);
    CHECK((s["answer"].warned == strings{"100%"}));
    s.happens(miss, monday + 25h);
    CHECK((s["answer"].warned == strings{"100%"}));
    CHECK(s.out.clocks.empty());
    CHECK(std::none_of(s.now.facts.clocks.begin(), s.now.facts.clocks.end(),
                       [](const redress::clock& c) { return c.state == clock_state::missed; }));
}

TEST_CASE("a missed promise is met late by a late dispatch, and met by one that was only reported late",
          "[clocks]")
{
    story late;
    late.filed(monday);
    late.timer(monday + 24h);
    REQUIRE(late["answer"].state == clock_state::missed);
    CHECK_FALSE(late["answer"].stopped);
    late.dispatches("L1", letter_kind::initial_response, monday + 30h, monday + 29h);
    CHECK(late["answer"].state == clock_state::met_late);
    CHECK(late["answer"].stopped == monday + 29h);

    story reported;
    reported.filed(monday);
    reported.timer(monday + 24h);
    reported.dispatches("L1", letter_kind::initial_response, monday + 30h, monday + 23h);
    CHECK(reported["answer"].state == clock_state::met);
    CHECK(reported["answer"].stopped == monday + 23h);
    CHECK((reported["answer"].warned == strings{"75%", "1h", "100%"}));
    CHECK(reported.out.derived.empty());
}

TEST_CASE("an act that is no dispatch counts when it is recorded", "[clocks]")
{
    story s;
    s.filed(monday);
    s.happens(event{.type = event_type::enquiry_opened}.set(field::enquiry, std::string("E1")), monday);
    s.timer(monday + 120h);
    // It says that it happened earlier; only dispatch reports may.
    s.happens(event{.type = event_type::enquiry_answered}.set(field::enquiry, std::string("E1")),
              monday + 121h, {}, monday + 1h);
    CHECK(s["enquiry"].state == clock_state::met_late);
    CHECK(s["enquiry"].stopped == monday + 121h);
}

TEST_CASE("a dispatch from before a clock started does not stop it", "[clocks]")
{
    story s;
    s.filed(monday);
    s.dispatches("L0", letter_kind::progress_update, monday + 1h, monday - 1h);
    CHECK(s["update"].state == clock_state::running);
    CHECK(s.count("update") == 1);
}

TEST_CASE("due events come when they are due, never before, warnings first", "[clocks]")
{
    story s;
    s.filed(monday);
    CHECK(look_at(s.now, s.pins()) == utc("2026-11-24T03:00:00Z"));
    CHECK(s.timer(utc("2026-11-24T02:59:59.999999Z")).empty());
    CHECK(s.timer(utc("2026-11-24T03:00:00Z")) == strings{"deadline_warned answer 1 75%"});
    CHECK(s.timer(utc("2026-11-24T03:00:00Z")).empty());
    CHECK(look_at(s.now, s.pins()) == utc("2026-11-24T08:00:00Z"));
    CHECK(s.timer(utc("2026-11-24T08:59:59.999999Z")) == strings{"deadline_warned answer 1 1h"});
    CHECK(look_at(s.now, s.pins()) == utc("2026-11-24T09:00:00Z"));
    CHECK(s.timer(utc("2026-11-24T09:00:00Z")) == strings{"deadline_missed answer 1"});
    CHECK(s["answer"].state == clock_state::missed);
    CHECK(look_at(s.now, s.pins()) == utc("2026-11-30T09:00:00Z"));
    // After downtime the rest drains oldest first: update 7 d, 90 % of 14 d, 14 d.
    CHECK(s.timer(monday + 1000h) == strings{"deadline_missed update 1",
                                             "deadline_warned investigation 1 90%",
                                             "deadline_missed investigation 1"});
    CHECK_FALSE(look_at(s.now, s.pins()));
}

TEST_CASE("a timer's event that is early, stale or of another kind changes nothing", "[clocks]")
{
    story s;
    s.filed(monday);
    const auto named = [](event_type type, const char* id, std::int64_t generation) {
        return event{.type = type}.set(field::clock, std::string(id)).set(field::generation, generation);
    };
    const auto before = s.now;
    s.happens(named(event_type::deadline_missed, "answer", 1), monday + 24h - 1us);
    CHECK(s.now == before);
    s.happens(named(event_type::deadline_missed, "answer", 2), monday + 48h);
    CHECK(s.now == before);
    s.happens(named(event_type::window_lapsed, "answer", 1), monday + 48h);
    CHECK(s.now == before);
    s.happens(named(event_type::window_restarted, "answer", 1), monday + 48h);
    CHECK(s.now == before);
    s.happens(named(event_type::deadline_missed, "answer", 1), monday + 24h);
    CHECK(s["answer"].state == clock_state::missed);
}

TEST_CASE("a pause stops the count, and the rest runs afterwards", "[clocks]")
{
    story s;
    s.filed(monday);
    s.waits(monday + 24h);
    CHECK(s["investigation"].state == clock_state::paused);
    CHECK_FALSE(s["investigation"].due);
    CHECK(s["investigation"].pauses == std::vector<paused_span>{{.from = monday + 24h, .until = {}}});
    CHECK(s["answer"].state == clock_state::running);
    CHECK(s["update"].state == clock_state::running);
    s.goes_on(monday + 72h);
    CHECK(s["investigation"].state == clock_state::running);
    CHECK(s["investigation"].due == utc("2026-12-09T09:00:00Z"));
    // 90 % of 336 h is 302 h 24 min, of which 24 h ran before the pause.
    CHECK(look_at(s.now, s.pins()) <= s["investigation"].due);
    s.timer(utc("2026-12-07T23:24:00Z") - 1us);
    CHECK(s["investigation"].warned.empty());
    s.timer(utc("2026-12-07T23:24:00Z"));
    CHECK(s["investigation"].warned == strings{"90%"});
}

TEST_CASE("a hold that waits for somebody else pauses nothing", "[clocks]")
{
    story s;
    s.filed(monday);
    s.waits(monday + 1h, false);
    CHECK(s["investigation"].state == clock_state::running);
    CHECK(s["investigation"].due == utc("2026-12-07T09:00:00Z"));
}

TEST_CASE("pausing and resuming at once changes nothing", "[clocks]")
{
    std::mt19937_64 random(20261123);
    for (int i = 0; i < 500; ++i) {
        story s;
        s.filed(monday);
        auto at = monday;
        duration stood{};
        for (int n = 0; n < 4; ++n) {
            at += duration(static_cast<std::int64_t>(random() % 100'000'000'000));
            const auto due = s["investigation"].due;
            s.waits(at);
            const auto rest =
                n % 2 == 0 ? duration{} : duration(static_cast<std::int64_t>(random() % 50'000'000'000));
            stood += rest;
            s.goes_on(at + rest);
            REQUIRE(s["investigation"].due == *due + rest);
            at += rest;
        }
        REQUIRE(s["investigation"].due == monday + 336h + stood);
        REQUIRE(s["investigation"].limit == "336h");
    }
}

TEST_CASE("a promise past due is not hidden by a pause", "[clocks]")
{
    story s;
    s.filed(monday);
    s.waits(monday + 336h);
    CHECK(s["investigation"].state == clock_state::running);
    s.timer(monday + 336h);
    CHECK(s["investigation"].state == clock_state::missed);
}

TEST_CASE("a promise is met while it is paused", "[clocks]")
{
    story s;
    s.filed(monday);
    s.waits(monday + 24h);
    s.dispatches("L1", letter_kind::final_response, monday + 100h);
    CHECK(s["investigation"].state == clock_state::met);
    CHECK(s.out.derived.empty());
}

TEST_CASE("an extension moves the due time by its days, once, running or paused", "[clocks]")
{
    const auto granted = event{.type = event_type::extension_granted}
                             .set(field::clock, std::string("investigation"))
                             .set(field::days, std::int64_t{14});
    story s;
    s.filed(monday);
    s.happens(granted, monday + 24h);
    CHECK(s["investigation"].due == utc("2026-12-21T09:00:00Z"));
    CHECK(s["investigation"].extended);
    CHECK(s["investigation"].limit == "336h");
    CHECK(s["investigation"].granted == 14);
    s.happens(granted, monday + 25h);
    CHECK(s["investigation"].due == utc("2026-12-21T09:00:00Z"));
    CHECK(s.out.clocks.empty());

    story paused;
    paused.filed(monday);
    paused.waits(monday + 24h);
    paused.happens(granted, monday + 48h);
    CHECK_FALSE(paused["investigation"].due);
    paused.goes_on(monday + 72h);
    CHECK(paused["investigation"].due == utc("2026-12-23T09:00:00Z"));

    story missed;
    missed.filed(monday);
    missed.timer(monday + 336h);
    missed.happens(granted, monday + 337h);
    CHECK(missed["investigation"].state == clock_state::missed);
    CHECK_FALSE(missed["investigation"].extended);
}

TEST_CASE("a repeat starts again on its own stop, from the dispatch, until a cancel", "[clocks]")
{
    story s;
    s.filed(monday);
    s.dispatches("L1", letter_kind::progress_update, monday + 50h, monday + 48h);
    CHECK(s.of("update", "", 1).state == clock_state::met);
    CHECK(s.of("update", "", 2).state == clock_state::running);
    CHECK(s.of("update", "", 2).due == utc("2026-12-02T09:00:00Z"));
    CHECK(s.out.pins);
    // Reported twice: nothing new.
    s.dispatches("L1", letter_kind::progress_update, monday + 51h, monday + 48h);
    CHECK(s.count("update") == 2);
    CHECK(s.of("update", "", 2).state == clock_state::running);
    // The stop comes before the cancel, and the cancel ends the repeat.
    s.dispatches("L2", letter_kind::final_response, monday + 60h);
    CHECK(s.of("update", "", 2).state == clock_state::met);
    CHECK(s.count("update") == 2);
}

TEST_CASE("a missed repeat goes on after the late act", "[clocks]")
{
    story s;
    s.filed(monday);
    s.timer(monday + 168h);
    REQUIRE(s["update"].state == clock_state::missed);
    s.dispatches("L1", letter_kind::progress_update, monday + 200h);
    CHECK(s.of("update", "", 1).state == clock_state::met_late);
    CHECK(s.of("update", "", 2).due == monday + 368h);
}

TEST_CASE("a stop touches its own subject only", "[clocks]")
{
    const auto opened = [](const char* id) {
        return event{.type = event_type::enquiry_opened}.set(field::enquiry, std::string(id));
    };
    story s;
    s.filed(monday);
    s.happens(opened("E1"), monday);
    s.happens(opened("E2"), monday + 1h);
    s.happens(event{.type = event_type::enquiry_answered}.set(field::enquiry, std::string("E1")),
              monday + 2h);
    CHECK(s.of("enquiry", "E1", 1).state == clock_state::met);
    CHECK(s.of("enquiry", "E2", 1).state == clock_state::running);
    CHECK(s.of("enquiry", "E2", 1).due == utc("2026-11-28T10:00:00Z"));
    // The same subject again is its next generation; while it runs it is left alone.
    s.happens(opened("E1"), monday + 3h);
    CHECK(s.of("enquiry", "E1", 2).state == clock_state::running);
    s.happens(opened("E2"), monday + 4h);
    CHECK(s.count("enquiry") == 3);
    CHECK(s.of("enquiry", "E2", 1).due == utc("2026-11-28T10:00:00Z"));
}

TEST_CASE("each rung has its own clock, and leaving it cancels what ran", "[clocks]")
{
    story s;
    s.filed(monday);
    s.now.ladder = ladder_state::raised;
    s.now.facts.rung = 1;
    s.happens(event_type::escalated, monday, {"left:ladder.at_base", "entered:ladder.raised"});
    CHECK(s.of("rung_ack", "1", 1).due == utc("2026-11-23T13:00:00Z"));
    s.now.facts.rung = 2;
    s.happens(event_type::escalated, monday + 1h, {"left:ladder.raised", "entered:ladder.raised"});
    CHECK(s.of("rung_ack", "1", 1).state == clock_state::cancelled);
    CHECK(s.of("rung_ack", "1", 1).stopped == monday + 1h);
    CHECK(s.of("rung_ack", "2", 1).state == clock_state::running);
    s.now.ladder = ladder_state::under_review;
    s.happens(event_type::rung_accepted, monday + 2h, {"left:ladder.raised", "entered:ladder.under_review"});
    CHECK(s.of("rung_ack", "2", 1).state == clock_state::met);
    CHECK(s.of("rung_ack", "1", 1).state == clock_state::cancelled);
}

TEST_CASE("a rung may have a limit of its own", "[clocks]")
{
    story s;
    s.filed(monday);
    s.now.ladder = ladder_state::raised;
    s.now.facts.rung = 2;
    s.happens(event_type::escalated, monday, {"left:ladder.at_base", "entered:ladder.raised"});
    CHECK(s.of("rung_ack", "2", 1).due == monday + 4h);
    s.now.facts.rung = 3;
    s.happens(event_type::escalated, monday + 1h, {"left:ladder.raised", "entered:ladder.raised"});
    CHECK(s.of("rung_ack", "3", 1).due == monday + 2h);
}

TEST_CASE("a hold runs to the time it names, at most the policy's limit, one subject each", "[clocks]")
{
    story s;
    s.filed(monday);
    s.waits(monday, true, monday + 72h);
    CHECK(s.of("hold", "H1", 1).due == utc("2026-11-26T09:00:00Z"));
    s.goes_on(monday + 1h);
    CHECK(s.of("hold", "H1", 1).state == clock_state::met);
    s.waits(monday + 2h, true, monday + 10'000h);
    CHECK(s.of("hold", "H2", 1).due == monday + 2h + 672h);
    s.goes_on(monday + 3h);
    s.waits(monday + 4h);
    CHECK(s.of("hold", "H3", 1).due == monday + 4h + 672h);
    CHECK(s.timer(monday + 700h).back() == "window_lapsed hold/H3 1");
    CHECK(s.of("hold", "H3", 1).state == clock_state::lapsed);
    CHECK(s.of("hold", "H3", 1).stopped == monday + 700h);
    s.goes_on(monday + 701h);
    CHECK(s.of("hold", "H3", 1).state == clock_state::lapsed);
}

TEST_CASE("a window lapses, and runs again when what it brings was refused", "[clocks]")
{
    story s;
    s.filed(monday);
    s.dispatches("L1", letter_kind::final_response, monday);
    CHECK(s["appeal_window"].due == utc("2026-12-23T09:00:00Z"));
    CHECK(s.timer(monday + 720h).back() == "window_lapsed appeal_window 1");
    CHECK(s["appeal_window"].state == clock_state::lapsed);
    CHECK(s["appeal_window"].warned.empty());
    const auto again = event{.type = event_type::window_restarted}
                           .set(field::clock, std::string("appeal_window"))
                           .set(field::generation, std::int64_t{1});
    s.happens(again, monday + 720h);
    CHECK(s.of("appeal_window", "", 2).state == clock_state::running);
    CHECK(s.of("appeal_window", "", 2).kind == clock_kind::window);
    CHECK(s.of("appeal_window", "", 2).due == utc("2026-12-30T09:00:00Z"));
    s.happens(again, monday + 721h);
    CHECK(s.count("appeal_window") == 2);
}

TEST_CASE("a window that starts anew cancels its older generation", "[clocks]")
{
    story s;
    s.filed(monday);
    s.dispatches("L1", letter_kind::final_response, monday);
    s.dispatches("L2", letter_kind::final_response, monday + 24h);
    CHECK(s.of("appeal_window", "", 1).state == clock_state::cancelled);
    CHECK(s.of("appeal_window", "", 2).due == monday + 744h);
    s.happens(event_type::resolution_accepted, monday + 800h);  // late, and still no miss: it was theirs
    CHECK(s.of("appeal_window", "", 2).state == clock_state::met);
    CHECK(s.out.derived.empty());
}

TEST_CASE("an appeal pauses the window, and its end decides what becomes of it", "[clocks]")
{
    story s;
    s.filed(monday);
    s.dispatches("L1", letter_kind::final_response, monday);
    s.now.lifecycle = lifecycle_state::appealed;
    s.happens(event_type::appeal_filed, monday + 100h,
              {"left:lifecycle.decided", "entered:lifecycle.appealed"});
    CHECK(s["appeal_window"].state == clock_state::paused);
    story withdrawn = s;
    withdrawn.pinned = &withdrawn.rules;
    withdrawn.now.lifecycle = lifecycle_state::decided;
    withdrawn.happens(event_type::appeal_withdrawn, monday + 300h,
                      {"left:lifecycle.appealed", "entered:lifecycle.decided"});
    CHECK(withdrawn["appeal_window"].due == monday + 920h);
    s.now.lifecycle = lifecycle_state::decided;
    s.happens(event_type::appeal_decided, monday + 300h,
              {"left:lifecycle.appealed", "entered:lifecycle.decided"});
    CHECK(s["appeal_window"].state == clock_state::cancelled);
}

TEST_CASE("a letter that comes back takes back what its dispatch did", "[clocks]")
{
    story s;
    s.filed(monday);
    s.dispatches("L1", letter_kind::initial_response, monday + 2h);
    REQUIRE(s["answer"].state == clock_state::met);
    s.comes_back("L1", monday + 10h);
    CHECK(s["answer"].state == clock_state::running);
    CHECK_FALSE(s["answer"].stopped);
    CHECK(s["answer"].due == utc("2026-11-24T09:00:00Z"));
    CHECK(s.of("update", "", 1).state == clock_state::running);
    CHECK(s.of("update", "", 2).state == clock_state::cancelled);
    CHECK(s.out.derived.empty());
    // The second route counts, and after it nothing more is taken back.
    s.dispatches("L1", letter_kind::initial_response, monday + 12h);
    CHECK(s["answer"].state == clock_state::met);
    s.comes_back("L1", monday + 14h);
    CHECK(s["answer"].state == clock_state::met);
}

TEST_CASE("a promise that repeats counts from what kept it, also one that began with the receipt", "[clocks]")
{
    story s;
    std::ranges::find(s.rules.clocks, "update", &clock_rule::id)->start_from_receipt = true;
    s.filed(monday, monday - 24h);
    CHECK(s["update"].due == monday + 144h);
    s.dispatches("L1", letter_kind::progress_update, monday + 100h);
    CHECK(s["update"].started == monday + 100h);
    CHECK(s["update"].due == monday + 268h);
}

TEST_CASE("a window that a letter's return opens past its end lapses, and breaks no promise", "[clocks]")
{
    story s;
    s.rules.clocks.push_back({.id = "early_window",
                              .kind = clock_kind::window,
                              .start = on({"complaint_filed"}),
                              .stop = on({"dispatched:final_response"}),
                              .limit = tests::elapsed(3h)});
    s.filed(monday);
    s.dispatches("L1", letter_kind::final_response, monday + 2h);
    s.comes_back("L1", monday + 4h);
    CHECK(s["early_window"].state == clock_state::running);
    CHECK(s.out.derived.empty());
    CHECK(s.timer(monday + 4h) == strings{"window_lapsed early_window 1"});
    CHECK(s["early_window"].state == clock_state::lapsed);
}

TEST_CASE("a letter that comes back after the due time owes the miss", "[clocks]")
{
    story s;
    s.filed(monday);
    s.dispatches("L1", letter_kind::initial_response, monday + 2h);
    s.comes_back("L1", monday + 30h);
    CHECK(s["answer"].state == clock_state::running);
    REQUIRE(s.out.derived.size() == 1);
    const event miss = s.out.derived[0].event;
    s.happens(miss, monday + 30h);
    CHECK(s["answer"].state == clock_state::missed);
    s.dispatches("L1", letter_kind::initial_response, monday + 31h);
    CHECK(s["answer"].state == clock_state::met_late);

    story had_one;
    had_one.filed(monday);
    had_one.timer(monday + 24h);
    had_one.dispatches("L1", letter_kind::initial_response, monday + 30h, monday + 20h);
    REQUIRE(had_one["answer"].state == clock_state::met);
    had_one.comes_back("L1", monday + 40h);
    CHECK(had_one["answer"].state == clock_state::missed);
    CHECK(had_one.out.derived.empty());

    story late;
    late.filed(monday);
    late.timer(monday + 24h);
    late.dispatches("L1", letter_kind::initial_response, monday + 30h);
    REQUIRE(late["answer"].state == clock_state::met_late);
    late.comes_back("L1", monday + 40h);
    CHECK(late["answer"].state == clock_state::missed);
}

TEST_CASE("a returned letter cancels the window it opened until a second route is tried", "[clocks]")
{
    story s;
    s.filed(monday);
    s.dispatches("L1", letter_kind::final_response, monday);
    s.comes_back("L1", monday + 24h);
    CHECK(s.of("appeal_window", "", 1).state == clock_state::cancelled);
    CHECK(s["investigation"].state == clock_state::running);
    s.dispatches("L1", letter_kind::final_response, monday + 48h);
    CHECK(s.of("appeal_window", "", 2).due == monday + 768h);
    s.comes_back("L1", monday + 72h);
    CHECK(s.of("appeal_window", "", 2).state == clock_state::running);
    CHECK(s["investigation"].state == clock_state::met);
}

TEST_CASE("closing ends what runs, save what survives it, and leaves a miss a miss", "[clocks]")
{
    story s;
    s.filed(monday);
    s.happens(event_type::callback_requested, monday + 23h);
    s.timer(monday + 24h);
    REQUIRE(s["answer"].state == clock_state::missed);
    s.closes(event_type::resolution_accepted, monday + 25h);
    CHECK(s["answer"].state == clock_state::missed);
    CHECK(s["investigation"].state == clock_state::cancelled);
    CHECK(s["investigation"].stopped == monday + 25h);
    CHECK(s["update"].state == clock_state::cancelled);
    CHECK(s["kept_open"].state == clock_state::running);
    CHECK(look_at(s.now, s.pins()) == monday + 27h);

    story withdrawn;
    withdrawn.filed(monday);
    withdrawn.timer(monday + 24h);
    withdrawn.closes(event_type::withdrawn, monday + 25h);
    CHECK(withdrawn["answer"].state == clock_state::cancelled);
    CHECK((withdrawn["answer"].warned == strings{"75%", "1h", "100%"}));
}

TEST_CASE("closing ends clocks of every subject", "[clocks]")
{
    story s;
    s.filed(monday);
    for (const char* id : {"E1", "E2"})
        s.happens(event{.type = event_type::enquiry_opened}.set(field::enquiry, std::string(id)), monday);
    s.closes(event_type::withdrawn, monday + 1h);
    CHECK(s.of("enquiry", "E1", 1).state == clock_state::cancelled);
    CHECK(s.of("enquiry", "E2", 1).state == clock_state::cancelled);
    CHECK_FALSE(look_at(s.now, s.pins()));
}

TEST_CASE("a dispatch before due that is reported after closing still counts", "[clocks]")
{
    story s;
    s.filed(monday);
    s.closes(event_type::withdrawn, monday + 3h);
    s.dispatches("L1", letter_kind::initial_response, monday + 5h, monday + 2h);
    CHECK(s["answer"].state == clock_state::met);
    CHECK(s["answer"].stopped == monday + 2h);
    CHECK(s.count("update") == 1);  // a closed case starts nothing

    story late;
    late.filed(monday);
    late.closes(event_type::withdrawn, monday + 3h);
    late.dispatches("L1", letter_kind::initial_response, monday + 26h, monday + 25h);
    CHECK(late["answer"].state == clock_state::cancelled);
}

TEST_CASE("a case that opens again owes its first answer from the receipt, the rest anew", "[clocks]")
{
    const auto reopen = [](story& s, instant at) {
        s.now.lifecycle = lifecycle_state::investigating;
        s.now.facts.closed_at.reset();
        s.happens(event_type::reopened, at, {"left:lifecycle.closed", "entered:lifecycle.investigating"});
    };
    story by_staff;
    by_staff.filed(monday);
    by_staff.closes(event_type::query_answered, monday + 3h);
    reopen(by_staff, monday + 10h);
    CHECK(by_staff.of("answer", "", 2).due == utc("2026-11-24T09:00:00Z"));
    CHECK(by_staff.of("answer", "", 1).state == clock_state::cancelled);
    CHECK(by_staff.of("investigation", "", 2).due == monday + 346h);

    // Closed by their own act for seven hours, which do not count.
    story by_them;
    by_them.filed(monday);
    by_them.who = {.id = "cust-1", .role = role::complainant};
    by_them.closes(event_type::withdrawn, monday + 3h);
    reopen(by_them, monday + 10h);
    CHECK(by_them.of("answer", "", 2).due == utc("2026-11-24T16:00:00Z"));
    CHECK(by_them.of("answer", "", 2).started == monday);
    CHECK(by_them.of("answer", "", 2).pauses ==
          std::vector<paused_span>{{.from = monday + 3h, .until = monday + 10h}});

    story answered;
    answered.filed(monday);
    answered.now.facts.first_answered_at = monday + 1h;
    answered.dispatches("L1", letter_kind::initial_response, monday + 1h);
    answered.closes(event_type::withdrawn, monday + 3h);
    reopen(answered, monday + 10h);
    CHECK(answered.count("answer") == 1);
    CHECK(answered.count("investigation") == 2);
}

TEST_CASE("another kind ends the clocks it does not have and starts its own from the receipt", "[clocks]")
{
    story s;
    s.now.facts.kind = case_kind::query;
    s.filed(monday);
    CHECK(s.count("investigation") == 0);
    s.now.facts.kind = case_kind::complaint;
    s.happens(event_type::reclassified, monday + 48h);
    CHECK(s["investigation"].due == monday + 336h);
    CHECK(s.count("answer") == 1);
    s.now.facts.kind = case_kind::suggestion;
    s.happens(event_type::reclassified, monday + 50h);
    CHECK(s["investigation"].state == clock_state::cancelled);
    CHECK(s["answer"].state == clock_state::running);

    // One miss from one receipt: a change of kind does not make it two.
    story missed;
    missed.filed(monday);
    missed.timer(monday + 24h);
    missed.happens(event_type::reclassified, monday + 25h);
    CHECK(missed.count("answer") == 1);
}

TEST_CASE("two policies keep clocks of their own, told apart by generation", "[clocks]")
{
    story s;
    policy other = one_of_each();
    other.id = "regime";
    for (auto& rule : other.clocks) {  // 24h as 720min
        rule.limit.limit = {.count = rule.limit.limit.count * 30, .unit = limit_unit::min};
    }
    const policy* both[] = {&s.rules, &other};
    s.now.lifecycle = lifecycle_state::received;
    s.now.facts.received_at = monday;
    const trigger filed[] = {trigger_of(event_type::complaint_filed)};
    run_clocks(s.now, {.type = event_type::complaint_filed},
               {.who = &s.who, .rules = both, .at = monday, .occurred = monday}, filed, s.out);
    CHECK(s.of("answer", "", 1).policy == "wallet");
    CHECK(s.of("answer", "", 2).policy == "regime");
    CHECK(s.of("answer", "", 2).due == utc("2026-11-23T21:00:00Z"));
    CHECK(look_at(s.now, both) == utc("2026-11-23T18:00:00Z"));
}

namespace {

/// What the clocks of these tests promise, read without the code that counts it.
duration length_of(const redress::clock& c)
{
    return std::chrono::hours(std::stol(c.limit) + 24 * c.granted);
}

duration rested(const redress::clock& c)
{
    duration all{};
    for (const auto& one : c.pauses) all += one.until.value_or(*one.from) - *one.from;
    return all;
}

}  // namespace

TEST_CASE("whatever happens, nothing fires early, twice, or is forgotten", "[clocks]")
{
    for (unsigned seed = 1; seed <= 60; ++seed) {
        INFO("seed " << seed);
        std::mt19937_64 random(seed);
        story s;
        s.filed(monday);
        auto at = monday;
        int letters = 0;
        std::vector<std::string> fired;
        for (int n = 0; n < 60; ++n) {
            at += duration(static_cast<std::int64_t>(random() % 40'000'000'000));
            switch (random() % 6) {
                case 0:
                    s.now.hold == hold_state::none ? s.waits(at, random() % 2 == 0) : s.goes_on(at);
                    break;
                case 1:
                    s.dispatches("L" + std::to_string(++letters), letter_kind::progress_update, at,
                                 at - duration(static_cast<std::int64_t>(random() % 4'000'000'000)));
                    break;
                case 2:
                    if (letters > 0) s.comes_back("L" + std::to_string(letters), at);
                    break;
                case 3:
                    s.dispatches("L" + std::to_string(++letters), letter_kind::initial_response, at);
                    break;
                case 4:
                    s.happens(event_type::callback_requested, at);
                    break;
                default:
                    s.happens(event_type::call_recorded, at);
                    break;
            }
            for (const auto derived = s.out.derived; const auto& next : derived) {
                fired.push_back("deadline_missed " + std::string(next.event.text(field::clock)) + " " +
                                std::to_string(next.event.integer(field::generation)));
                s.happens(next.event, at);
            }
            const auto look = look_at(s.now, s.pins());
            const auto owed = due_events(s.now, s.pins(), at);
            REQUIRE(owed.empty() == (!look || *look > at));
            if (look) {
                REQUIRE(due_events(s.now, s.pins(), *look - 1us).empty());
                REQUIRE_FALSE(due_events(s.now, s.pins(), *look).empty());
            }
            if (random() % 3 == 0) {
                for (auto& one : s.timer(at)) fired.push_back(std::move(one));
                REQUIRE(due_events(s.now, s.pins(), at).empty());
            }
            for (const auto& c : s.now.facts.clocks) {
                REQUIRE(c.due.has_value() != (c.state == clock_state::paused));
                if (c.due) REQUIRE(*c.due == *c.started + length_of(c) + rested(c));
            }
            for (const char* id : {"answer", "investigation", "update"})
                REQUIRE(std::count_if(s.now.facts.clocks.begin(), s.now.facts.clocks.end(),
                                      [&](const redress::clock& c) {
                                          return c.clock_id == id && (c.state == clock_state::running ||
                                                                      c.state == clock_state::paused);
                                      }) <= 1);
        }
        auto once = fired;
        std::sort(once.begin(), once.end());
        REQUIRE(std::adjacent_find(once.begin(), once.end()) == once.end());
    }
}
