#include "tests/workflow/engine_fixture.hpp"
#include "workflow/case_replay.hpp"

namespace redress::tests {
namespace {

struct replaying : engine_fixture {
    case_id id = case_number(1);
    std::vector<std::string> bodies;

    replaying()
    {
        REQUIRE(file(id).what == disposition::applied);
        REQUIRE(ask(id, assigned_to("h.lin"), handler(), "assign").what == disposition::applied);
        (void)ask(id, event{.type = event_type::rung_accepted}, handler(), "refused");
        REQUIRE(ask(id, note("n"), handler(), "note").what == disposition::applied);
        bodies = db->history(id);
        REQUIRE(bodies.size() >= 4);
    }
    [[nodiscard]] complaint stored() const { return *db->find(id); }
    [[nodiscard]] std::optional<replay_difference> differs(const std::vector<std::string>& history,
                                                           const complaint& row) const
    {
        case_replay again(id);
        for (const auto& body : history) again.take(body);
        return again.against(row);
    }
};

TEST_CASE_METHOD(replaying, "a history replays to the row that is stored", "[replay]")
{
    CHECK_FALSE(differs(bodies, stored()));
}

TEST_CASE_METHOD(replaying, "a row that was changed differs, and in what", "[replay]")
{
    const auto last = static_cast<std::int64_t>(bodies.size());
    const auto changed = [&](auto&& change) {
        auto row = stored();
        change(row);
        const auto found = differs(bodies, row);
        REQUIRE(found);
        CHECK(found->id == id);
        CHECK(found->cseq == last);
        return found->what;
    };
    CHECK(changed([](complaint& c) { c.lifecycle = lifecycle_state::closed; }).starts_with("state:"));
    CHECK(changed([](complaint& c) { ++c.version; }).starts_with("version:"));
    CHECK(changed([](complaint& c) { c.head[0] ^= 1; }).starts_with("head:"));
    CHECK(changed([](complaint& c) { ++c.cseq; }).starts_with("entries:"));
    CHECK(changed([](complaint& c) { c.facts.owner = "h.park"; }).starts_with("fact owner:"));
    CHECK(changed([](complaint& c) { ++c.facts.rung; }).starts_with("fact rung:"));
    CHECK(changed([](complaint& c) { c.facts.clocks.pop_back(); }).starts_with("clocks:"));
}

TEST_CASE_METHOD(replaying, "an entry that was changed, left out or moved is named", "[replay]")
{
    auto changed = bodies;
    changed[1].replace(changed[1].find("h.lin"), 5, "h.lim");
    const auto edited = differs(changed, stored());
    REQUIRE(edited);
    CHECK(edited->cseq == 3);  // the one behind it does not follow any more
    CHECK(edited->what.starts_with("chain:"));

    auto dropped = bodies;
    dropped.erase(dropped.begin() + 1);
    CHECK(differs(dropped, stored()).value().cseq == 2);
    auto swapped = bodies;
    std::swap(swapped[1], swapped[2]);
    CHECK(differs(swapped, stored()).value().cseq == 2);
    auto spaced = bodies;
    spaced[0].insert(1, " ");
    CHECK(differs(spaced, stored()).value().what.starts_with("entry: its bytes"));
    auto cut = bodies;
    cut.pop_back();
    CHECK(differs(cut, stored()).value().what.starts_with("entries:"));
}

}  // namespace
}  // namespace redress::tests
