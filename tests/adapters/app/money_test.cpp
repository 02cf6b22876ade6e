// Money is summed exactly, and each item says what is due on it.
#include "adapters/app/money.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace redress;
using namespace redress::app;

namespace {

instant day(int n)
{
    return instant(std::chrono::hours(24) * n);
}

complaint with_redress()
{
    complaint now;
    auto& f = now.facts;
    f.redress_items = {{.amount = "120.50",
                        .currency = "USDT",
                        .id = "R1",
                        .offered_by = "h.lin",
                        .state = redress_state::accepted},
                       {.amount = "0.005", .currency = "USDT", .id = "R2", .state = redress_state::accepted},
                       {.amount = "30", .currency = "CNY", .id = "R3", .state = redress_state::approved},
                       {.id = "R4", .kind = redress_kind::apology, .state = redress_state::approved}};
    f.clocks = {
        {.clock_id = "payment", .due = day(5), .state = clock_state::running, .subject = "R1"},
        {.clock_id = "redress_approval", .state = clock_state::met_late, .subject = "R1"},
        {.clock_id = "offer",
         .due = day(3),
         .generation = 1,
         .state = clock_state::cancelled,
         .subject = "R3"},
        {.clock_id = "offer", .due = day(9), .generation = 2, .state = clock_state::running, .subject = "R3"},
        {.clock_id = "payment", .due = day(2), .state = clock_state::missed, .subject = "R2"}};
    return now;
}

}  // namespace

TEST_CASE("an item says until when it is accepted and paid, and what was missed on it", "[money]")
{
    const auto of = with_redress();
    const auto lines = money_of(of);
    REQUIRE(lines.size() == 4);
    CHECK(lines[0].payment_due == day(5));
    CHECK_FALSE(lines[0].answer_until);
    CHECK(lines[0].missed == std::vector<std::string>{"redress_approval"});
    CHECK(lines[1].missed == std::vector<std::string>{"payment"});
    CHECK(lines[2].answer_until == day(9));  // of the offer that stands, not of the one before
    CHECK_FALSE(lines[2].payment_due);
    CHECK(lines[3].missed.empty());
}

TEST_CASE("totals are by currency and state, of items that have an amount", "[money]")
{
    const auto totals = money_totals(with_redress());
    REQUIRE(totals.size() == 2);
    CHECK(totals.at({"USDT", redress_state::accepted}) == "120.505");
    CHECK(totals.at({"CNY", redress_state::approved}) == "30");
}
