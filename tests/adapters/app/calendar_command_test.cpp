// The calendar commands as they are typed, over the calendars that ship.
#include "adapters/app/cli.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include <algorithm>
#include <iostream>
#include <sstream>

#include <unistd.h>

using namespace redress::app;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::StartsWith;

namespace {

/// Standard input of this process as a pipe that holds a short text, while it lives.
class piped_input {
public:
    explicit piped_input(const std::string& text) : before_(::dup(STDIN_FILENO))
    {
        int ends[2];
        REQUIRE(::pipe(ends) == 0);
        REQUIRE(::write(ends[1], text.data(), text.size()) == static_cast<ssize_t>(text.size()));
        ::close(ends[1]);
        ::dup2(ends[0], STDIN_FILENO);
        ::close(ends[0]);
    }
    ~piped_input()
    {
        ::dup2(before_, STDIN_FILENO);
        ::close(before_);
    }
    piped_input(const piped_input&) = delete;
    piped_input& operator=(const piped_input&) = delete;

private:
    int before_;
};

struct ran {
    int code = -1;
    std::string out, err;
};

ran run(std::initializer_list<const char*> words, const std::string& input = {})
{
    std::vector<const char*> argv{"redress", "calendar"};
    argv.insert(argv.end(), words);
    std::ostringstream out, err;
    const piped_input in(input);
    auto* const old_out = std::cout.rdbuf(out.rdbuf());
    auto* const old_err = std::cerr.rdbuf(err.rdbuf());
    const int code = run_command_line(static_cast<int>(argv.size()), argv.data());
    std::cout.rdbuf(old_out);
    std::cerr.rdbuf(old_err);
    return {code, out.str(), err.str()};
}

}  // namespace

TEST_CASE("due is asked in words and answers with what was counted", "[calendar]")
{
    const auto answer = run({"due", "--calendar", "uk", "--start", "2026-12-24T10:00:00Z", "--limit", "3bd",
                             "--end", "cob", "-o", "json"});
    CHECK(answer.code == 0);
    CHECK(answer.out ==
          R"({"due":"2026-12-31T17:00:00.000000Z","counted":[{"from":"2026-12-29T00:00:00.000000Z",)"
          R"("until":"2026-12-31T17:00:00.000000Z","days":3,"first":"2026-12-29","last":"2026-12-31"}]})"
          "\n");
    const auto paused = run({"due", "--calendar", "cn-wallet", "--start", "2026-06-01T01:00:00Z", "--limit",
                             "2bh", "--pause", "2026-06-01T02:00:00Z/2026-06-01T03:00:00Z", "--pause",
                             "2026-06-01T03:00:00Z/2026-06-01T03:30:00Z", "-o", "json"});
    CHECK_THAT(paused.out, StartsWith(R"({"due":"2026-06-01T04:30:00.000000Z")"));
    const auto table = run({"due", "--calendar", "uk", "--start", "2026-06-01T10:00:00Z", "--limit", "2bd",
                            "--roll", "next_bd", "--cutoff", "cob", "-o", "table", "--lang", "zh-CN"});
    CHECK_THAT(table.out, ContainsSubstring("期限  2026-06-03T10:00:00.000000Z") &&
                              ContainsSubstring("首日") && ContainsSubstring("2026-06-02"));
}

TEST_CASE("due answers lines, and ends with 10 when one of them could not be answered", "[calendar]")
{
    const std::string good = R"({"calendar":"uk","start":"2026-12-24T10:00:00Z","limit":"24h"})";
    const auto well = run({"due", "--jsonl"}, good + "\n" + good);
    CHECK(well.code == 0);
    CHECK(std::count(well.out.begin(), well.out.end(), '\n') == 2);
    const auto partly = run({"due", "--jsonl"}, "no\n" + good + "\n");
    CHECK(partly.code == 10);
    CHECK_THAT(partly.out, StartsWith("{\"error\":") && ContainsSubstring("\n{\"due\":"));
}

TEST_CASE("what is typed wrong ends with 2 and what to type instead, a year too far with 3", "[calendar]")
{
    CHECK_THAT(run({"due", "--limit", "3bd"}).err, ContainsSubstring("--calendar is missing"));
    CHECK_THAT(run({"due", "--calendar", "uk", "--start", "noon", "--limit", "3bd"}).err,
               ContainsSubstring("--start must be an instant with its offset"));
    CHECK(run({"due", "--calendar", "uk", "--start", "noon", "--limit", "3bd"}).code == 2);
    CHECK(run({"due", "--calendar", "uk", "--start", "2026-12-24T10:00:00Z", "--limit", "3"}).code == 2);
    CHECK(
        run({"due", "--calendar", "uk", "--start", "2026-12-24T10:00:00Z", "--limit", "3bd", "--end", "noon"})
            .code == 2);
    CHECK_THAT(run({"due", "--calendar", "uk", "--start", "2026-12-24T10:00:00Z", "--limit", "3bd", "--pause",
                    "now"})
                   .err,
               ContainsSubstring("--pause must be FROM/TO"));
    CHECK_THAT(run({"show", "uq"}).err, ContainsSubstring("there is no calendar 'uq' (did you mean 'uk'?)"));
    const auto far = run({"due", "--calendar", "uk", "--start", "2031-12-24T10:00:00Z", "--limit", "3bd"});
    CHECK(far.code == 3);
    CHECK_THAT(far.err, ContainsSubstring("calendar uk covers 2020-01-01 to 2027-12-31"));
}

TEST_CASE("check reads every calendar, or the files named", "[calendar]")
{
    const auto all = run({"check", "-o", "csv"});
    CHECK(all.code == 0);
    CHECK_THAT(all.out, ContainsSubstring("cn-wallet") && ContainsSubstring("us-federal") &&
                            ContainsSubstring("2025"));
    CHECK(run({"check", "schemas/calendars/uk.toml"}).code == 0);
    const auto none = run({"check", "schemas/calendars/none.toml"});
    CHECK(none.code == 3);
    CHECK_THAT(none.err, ContainsSubstring("schemas/calendars/none.toml: cannot be read"));
    CHECK(run({"check", "--setting", "calendars.dir=/nowhere"}).code == 3);
}

TEST_CASE("show lists calendars or one with its special days, in the reader's language", "[calendar]")
{
    CHECK_THAT(run({"show", "-o", "table", "--lang", "zh-CN"}).out,
               ContainsSubstring("时区") && ContainsSubstring("英格兰工作日"));
    const auto one = run({"show", "cn-wallet", "--year", "2026", "-o", "json"});
    CHECK_THAT(one.out, ContainsSubstring(R"("zone":"Asia/Shanghai")") &&
                            ContainsSubstring(R"({"date":"2026-09-20","hours":["09:00-18:00"],"name":)"));
    CHECK_THAT(one.out, !ContainsSubstring("2025-"));
    CHECK_THAT(run({"show", "cn-wallet", "--year", "2026", "-o", "table", "--lang", "zh-CN"}).out,
               ContainsSubstring("国庆节") && ContainsSubstring("工作时间"));
    CHECK_THAT(run({"export", "uk", "--year", "2026"}).out,
               StartsWith("BEGIN:VCALENDAR\r\n") && ContainsSubstring("SUMMARY:Good Friday\r\n"));
}

TEST_CASE("between measures elapsed and working time, days and business days", "[calendar]")
{
    const auto measured =
        run({"between", "2026-12-24T10:00:00Z", "2026-12-31T17:00:00Z", "--calendar", "uk", "-o", "json"});
    CHECK(measured.out ==
          R"({"calendar":"uk","from":"2026-12-24T10:00:00.000000Z","until":"2026-12-31T17:00:00.000000Z",)"
          R"("elapsed_seconds":630000,"working_seconds":111600,"calendar_days":7,"business_days":3})"
          "\n");
    CHECK(run({"between", "2026-12-31T17:00:00Z", "2026-12-24T10:00:00Z"}).code == 2);
    CHECK_THAT(run({"between", "2026-12-24T10:00:00Z", "2026-12-24T11:00:00Z", "-o", "json"}).out,
               ContainsSubstring(R"("working_seconds":3600)"));
}
