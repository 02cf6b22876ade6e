// Due times a second on one core: business hours over three years, by the calendar of the wallet, from
// random starts; the other units beside them, and microseconds for an explanation of 200 intervals.
//
//   bench_deadlines rounds=5 questions=1000000 calendar=cn-wallet
#include "adapters/files/calendar_file.hpp"
#include "states/due.hpp"
#include "tests/bench/cost.hpp"
#include "tests/bench/options.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <random>
#include <vector>

namespace redress::bench {
namespace {

struct asked {
    instant start;
    limit_rule rule;
};

std::vector<asked> questions(const calendar& by, limit_unit unit, std::int64_t most, std::size_t count)
{
    std::mt19937_64 random(20261126);
    const auto from = by.zone().first_instant(by.first_date());
    // Three years of starts, so that the longest limit still ends within the calendar's years.
    std::uniform_int_distribution<std::int64_t> second(0, std::int64_t{3} * 365 * 86'400);
    std::uniform_int_distribution<std::int64_t> limit(1, most);
    std::vector<asked> all;
    all.reserve(count);
    for (std::size_t i = 0; i < count; ++i)
        all.push_back({from + std::chrono::seconds(second(random)),
                       {.limit = {limit(random), unit},
                        .end = unit == limit_unit::bh ? limit_end::instant_ : limit_end::cob}});
    return all;
}

/// The best of several rounds: what another process took from one is not measured.
double per_second(const calendar& by, const std::vector<asked>& all, int rounds, std::uint64_t& sum)
{
    double best = 0;
    for (int round = 0; round < rounds; ++round) {
        const double began = now_s();
        for (const auto& one : all)
            sum += static_cast<std::uint64_t>(due_time(by, one.start, one.rule).time_since_epoch().count());
        best = std::max(best, static_cast<double>(all.size()) / (now_s() - began));
    }
    return best;
}

double explained_us(const calendar& by, int rounds, std::size_t& intervals)
{
    const auto monday = by.zone().first_instant(by.first_date() + std::chrono::days(5));
    const limit_rule rule{.limit = {1'800, limit_unit::bh}};
    double best = 1e9;
    for (int round = 0; round < rounds * 100; ++round) {
        const double began = now_s();
        intervals = explain_due(by, monday, rule).counted.size();
        best = std::min(best, (now_s() - began) * 1e6);
    }
    return best;
}

int measure(const options& given)
{
    files::calendar_book book("schemas/calendars");
    const auto* by = book.find(given.text("calendar"));
    if (by == nullptr) return fmt::print(stderr, "no calendar {}\n", given.text("calendar")), 2;
    const auto rounds = given.count("rounds");
    const auto count = static_cast<std::size_t>(given.integer("questions"));
    std::uint64_t sum = 0;  // keeps the compiler from leaving the work out
    const auto rate = [&](limit_unit unit, std::int64_t most) {
        return per_second(*by, questions(*by, unit, most, count), rounds, sum);
    };
    const double bh = rate(limit_unit::bh, 6'000), bd = rate(limit_unit::bd, 700),
                 cd = rate(limit_unit::cd, 1'000), h = rate(limit_unit::h, 26'000);
    std::size_t intervals = 0;
    const double explained = explained_us(*by, rounds, intervals);
    fmt::print(
        R"({{"what":"deadlines","calendar":"{}","bh_per_s":{:.0f},"bd_per_s":{:.0f},"cd_per_s":{:.0f},)"
        R"("h_per_s":{:.0f},"explained_us":{:.1f},"intervals":{},"sum":{}}})"
        "\n",
        by->rules().id, bh, bd, cd, h, explained, intervals, sum);
    return 0;
}

}  // namespace
}  // namespace redress::bench

int main(int argc, char** argv)
{
    using namespace redress::bench;
    return measure(
        options(argc, argv, {{"rounds", "5"}, {"questions", "1000000"}, {"calendar", "cn-wallet"}}));
}
