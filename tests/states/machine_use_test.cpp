// A machine is an object that one thread uses for one case after another: nothing of a case, of an
// exception or of a bad state may stay behind in it.
#include "tests/states/allocations.hpp"
#include "tests/states/interpreter.hpp"

#include "states/clocks.hpp"
#include "states/recorder.hpp"

#include <catch2/catch_test_macros.hpp>

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <string>
#include <thread>

using namespace redress;
using namespace redress::tests;

namespace {

using e = event_type;

policy plain()
{
    policy rules;
    rules.id = "plain";
    rules.ladder.push_back({.rung = 1, .target = "care", .on_request = true});
    return rules;
}

scripted_guards all_hold()
{
    scripted_guards yes;
    yes.others = true;
    return yes;
}

struct told {
    e what;
    role who;
};
/// Two lives that share no state at any moment.
const std::vector<told> one_life{
    {e::complaint_filed, role::complainant}, {e::initial_response_sent, role::handler},
    {e::escalated, role::complainant},       {e::investigation_started, role::handler},
    {e::rung_accepted, role::care_reviewer}, {e::decision_sent, role::care_reviewer},
    {e::appeal_filed, role::complainant},    {e::appeal_decided, role::appeal_reviewer}};
const std::vector<told> other_life{
    {e::complaint_filed, role::channel}, {e::information_requested, role::handler},
    {e::note_added, role::handler},      {e::information_received, role::channel},
    {e::hold_placed, role::handler},     {e::withdrawn, role::complainant},
    {e::reopened, role::complainant},    {e::escalated, role::timer}};

struct life {
    complaint now;
    std::vector<std::string> codes;

    void live(const told& next)
    {
        static const policy rules = plain();
        static const policy* pinned = &rules;
        static const scripted_guards yes = all_hold();
        const actor who{.id = "somebody", .role = next.who};
        changes out;
        const auto no = step(
            now, {.type = next.what},
            {.who = &who, .rules = {&pinned, 1}, .at = instant(std::chrono::days(20'000)), .guards = &yes},
            out);
        codes.emplace_back(no ? no->code : "ok");
    }
};

life alone(const std::vector<told>& story)
{
    life one;
    std::thread([&] {
        for (const auto& next : story) one.live(next);
    }).join();
    return one;
}

/// How a child process ends that does `what`.
template <class What>
int signal_of(What what)
{
    const pid_t child = fork();
    if (child == 0) {
        std::signal(SIGABRT, SIG_DFL);  // the test framework reports it otherwise
        what();
        _exit(0);
    }
    int status = 0;
    REQUIRE(waitpid(child, &status, 0) == child);
    return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

}  // namespace

TEST_CASE("two cases that take turns on one thread live as each would alone", "[machine]")
{
    const auto one = alone(one_life);
    const auto other = alone(other_life);
    life a;
    life b;
    for (std::size_t i = 0; i < one_life.size(); ++i) {
        a.live(one_life[i]);
        b.live(other_life[i]);
    }
    CHECK(a.codes == std::vector<std::string>(one_life.size(), "ok"));
    CHECK(b.codes == std::vector<std::string>(other_life.size(), "ok"));
    CHECK(a.codes == one.codes);
    CHECK(b.codes == other.codes);
    CHECK(a.now == one.now);
    CHECK(b.now == other.now);
    CHECK(a.now.lifecycle == lifecycle_state::decided);
    CHECK(b.now.lifecycle == lifecycle_state::investigating);
}

TEST_CASE("an action that throws leaves the machine usable", "[machine]")
{
    const auto rules = plain();
    const policy* pinned = &rules;
    const auto yes = all_hold();
    const actor who{.id = "somebody with a name that needs memory of its own", .role = role::complainant};
    event filed{.type = e::complaint_filed};
    filed.set(field::complainant, std::string("an opaque id that needs memory of its own"))
        .set(field::support_needs, std::vector<std::string>{"large_print", "interpreter"});
    const step_context context{.who = &who, .rules = {&pinned, 1}, .guards = &yes};

    const auto file = [&](int failing) {
        complaint now;
        changes out;
        recorder put{now, filed, context, out};
        decide_context c{.look = {now, filed, context}, .write = &put};
        fail_allocation(failing);
        const auto to = lifecycle_step(0, e::complaint_filed, c);
        fail_allocation(0);
        return std::pair(to, now.facts);
    };
    const auto expected = file(0);
    REQUIRE(expected.first == static_cast<std::uint8_t>(lifecycle_state::received));

    int thrown = 0;
    for (int n = 1; n <= 100; ++n) {
        try {
            static_cast<void>(file(n));
            break;  // a filing asks for memory less than n times
        } catch (const std::bad_alloc&) {
            ++thrown;
        }
        CHECK(file(0) == expected);
        // From another state, too: nothing of the failed step is left.
        decide_context c{.look = {complaint{}, filed, context}};
        const auto closed = static_cast<std::uint8_t>(lifecycle_state::closed);
        CHECK(lifecycle_step(closed, e::complaint_filed, c) == closed);
        CHECK_FALSE(c.accepted());
    }
    CHECK(thrown >= 3);
}

TEST_CASE("a state that is none of the machine's ends the program, whatever its number", "[machine]")
{
    const auto rules = plain();
    const policy* pinned = &rules;
    const actor who{.id = "somebody", .role = role::handler};
    const step_context context{.who = &who, .rules = {&pinned, 1}};
    const complaint now;
    for (const auto& one : machines())
        for (unsigned state = 0; state < 256; ++state) {
            const event what{.type = one.rows[0].event};
            const auto ended = signal_of([&] {
                decide_context c{.look = {now, what, context}};
                static_cast<void>(one.step(static_cast<std::uint8_t>(state), what.type, c));
            });
            INFO(name_of(one.which) << " " << state);
            REQUIRE(ended == (state < one.states.size() ? 0 : SIGABRT));
        }
    for (unsigned state = 0; state < 256; ++state) {
        const auto ended = signal_of([&] {
            static_cast<void>(clock_step(static_cast<clock_state>(state), clock_event::cancelled, {}));
        });
        INFO("clock " << state);
        REQUIRE(ended == (state < count_of<clock_state> ? 0 : SIGABRT));
    }
}
