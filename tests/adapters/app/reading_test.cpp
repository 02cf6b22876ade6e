// Who may be shown a case at all.
#include "adapters/app/reading.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace redress;
using redress::app::may_open;

TEST_CASE("a case is hidden from whom it is about, from their manager and from whoever declared an interest",
          "[reading]")
{
    complaint of;
    of.facts.about_staff = {"h.lin"};
    of.facts.interests = {"c.ito"};
    CHECK_FALSE(may_open({.id = "h.lin", .role = role::handler}, of));
    CHECK_FALSE(may_open({.id = "l.novak", .role = role::care_lead, .manages = {"h.lin"}}, of));
    CHECK_FALSE(may_open({.id = "c.ito", .role = role::care_reviewer}, of));
    CHECK(may_open({.id = "h.osei", .role = role::handler}, of));
    CHECK(may_open({.id = "l.other", .role = role::care_lead, .manages = {"h.osei"}}, of));
}
