// Names are stored and sent, so they are for ever: golden/names.txt holds each with its place. A new
// name comes at the end of its list; one that changes or goes needs a migration, not this file.
#include "tests/states/golden_file.hpp"

#include "states/clocks.hpp"
#include "states/complaint.hpp"
#include "states/events.hpp"
#include "states/step.hpp"

#include <catch2/catch_test_macros.hpp>

#include <set>
#include <sstream>
#include <string>

using namespace redress;
using namespace redress::tests;

namespace {

template <named Enum>
void check_list(std::ostringstream& out, std::string_view what)
{
    out << "\n== " << what << '\n';
    std::set<std::string_view> seen;
    for (std::size_t i = 0; i < count_of<Enum>; ++i) {
        const auto value = static_cast<Enum>(i);
        const auto name = name_of(value);
        out << i << ' ' << name << '\n';
        INFO(what << " " << name);
        CHECK_FALSE(name.empty());
        CHECK(seen.insert(name).second);
        CHECK(parse_name<Enum>(name) == value);
        // What a newer or an older build wrote is unknown, never taken for a near neighbour.
        CHECK_FALSE(parse_name<Enum>(std::string(name) + "s"));
        CHECK_FALSE(parse_name<Enum>(name.substr(1)));
        CHECK_FALSE(parse_name<Enum>(" " + std::string(name)));
        CHECK_FALSE(parse_name<Enum>(std::to_string(i)));
    }
    CHECK_FALSE(parse_name<Enum>(""));
    CHECK_FALSE(parse_name<Enum>("a_state_of_a_later_release"));
}

}  // namespace

TEST_CASE("every stored name is where it was, comes back as itself, and a stranger is unknown", "[golden]")
{
    std::ostringstream out;
    out << "# Every name of ours that is stored or sent, with its place in its list. Written by "
           "states_tests;\n"
           "# REDRESS_WRITE_GOLDEN=1 writes it anew. A line that changes or goes breaks stored cases.\n";
    check_list<machine>(out, "machines");
    check_list<lifecycle_state>(out, "lifecycle states");
    check_list<hold_state>(out, "hold states");
    check_list<ladder_state>(out, "ladder states");
    check_list<containment_state>(out, "containment states");
    check_list<redress_state>(out, "redress states");
    check_list<referral_state>(out, "referral states");
    check_list<clock_state>(out, "clock states");
    check_list<clock_kind>(out, "clock kinds");
    check_list<clock_event>(out, "clock events");
    check_list<role>(out, "roles");
    check_list<actor_kind>(out, "actor kinds");
    check_list<case_kind>(out, "case kinds");
    check_list<channel>(out, "channels");
    check_list<route>(out, "routes");
    check_list<customer_relation>(out, "customer relations");
    check_list<outcome>(out, "outcomes");
    check_list<finding>(out, "findings");
    check_list<closure_reason>(out, "closure reasons");
    check_list<appeal_result>(out, "appeal results");
    check_list<hold_party>(out, "hold parties");
    check_list<identity_state>(out, "identity states");
    check_list<complexity>(out, "complexities");
    check_list<letter_kind>(out, "letters");
    check_list<containment_ground>(out, "containment grounds");
    check_list<containment_refusal>(out, "containment refusals");
    check_list<release_ground>(out, "release grounds");
    check_list<redress_kind>(out, "redress kinds");

    out << "\n== events, and who owns them\n";
    for (std::size_t i = 0; i < event_count; ++i) {
        const auto e = static_cast<event_type>(i);
        out << i << ' ' << name_of(e) << ", " << owner_of(e) << '\n';
        INFO(name_of(e));
        CHECK(parse_event_type(name_of(e)) == e);
        CHECK_FALSE(parse_event_type(std::string(name_of(e)) + "_"));
        CHECK_FALSE(parse_event_type(name_of(e).substr(1)));
    }
    CHECK_FALSE(parse_event_type(""));
    CHECK_FALSE(parse_event_type("an_event_of_a_later_release"));

    out << "\n== facts\n";
    for_each_member<facts>([&](auto, auto member) { out << member.name << '\n'; });

    const auto difference = golden_difference("tests/states/golden/names.txt", out.str());
    INFO(difference);
    CHECK(difference.empty());
}
