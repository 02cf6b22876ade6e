#include "workflow/deadline_pace.hpp"

#include <catch2/catch_test_macros.hpp>

using redress::workflow::deadline_pace;
using namespace std::chrono_literals;

TEST_CASE("beside live batches a quarter until it is known what a slice costs", "[deadlines]")
{
    const deadline_pace pace(200);
    CHECK(pace.next(true) == 50);
    CHECK(pace.next(false) == 200);
}

TEST_CASE("slow slices become smaller beside live batches, and stay whole when there are none", "[deadlines]")
{
    deadline_pace pace(200);
    for (int i = 0; i < 20; ++i)
        pace.took(static_cast<std::size_t>(pace.next(true)), pace.next(true) * 100us);
    CHECK(pace.next(true) >= 50);
    CHECK(pace.next(true) <= 60);
    CHECK(pace.next(false) == 200);
}

TEST_CASE("a slice never falls below what a transaction is worth, nor rises above what is allowed",
          "[deadlines]")
{
    deadline_pace pace(200);
    for (int i = 0; i < 20; ++i) pace.took(200, 10s);
    CHECK(pace.next(true) == 25);
    for (int i = 0; i < 20; ++i) pace.took(200, 1us);
    CHECK(pace.next(true) == 200);
    deadline_pace small(10);
    small.took(10, 10s);
    CHECK(small.next(true) == 10);
    CHECK(small.next(false) == 10);
}

TEST_CASE("where live batches take long, slices may", "[deadlines]")
{
    deadline_pace pace(200);
    for (int i = 0; i < 20; ++i) {
        pace.live_took(40ms);
        pace.took(static_cast<std::size_t>(pace.next(true)), pace.next(true) * 400us);
    }
    CHECK(pace.next(true) >= 45);
    CHECK(pace.next(true) <= 55);
}

TEST_CASE("one slow commit does not set the pace, and an empty slice says nothing", "[deadlines]")
{
    deadline_pace pace(200);
    for (int i = 0; i < 20; ++i) pace.took(200, 1us);
    pace.took(200, 1s);
    CHECK(pace.next(true) >= 100);
    const int before = pace.next(true);
    pace.took(0, 1s);
    CHECK(pace.next(true) == before);
}
