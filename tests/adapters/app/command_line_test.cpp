// The command line as a whole: what completes exists, slips are answered, and nothing needs a
// database to say so.
#include "adapters/app/cli.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include <iostream>
#include <sstream>

using namespace redress::app;
using Catch::Matchers::ContainsSubstring;

namespace {

struct ran {
    int code = -1;
    std::string out, err;
};

// Runs a whole command line in this process, with both streams caught.
ran run(std::initializer_list<const char*> words)
{
    std::vector<const char*> argv{"redress"};
    argv.insert(argv.end(), words);
    std::ostringstream out, err;
    auto* const old_out = std::cout.rdbuf(out.rdbuf());
    auto* const old_err = std::cerr.rdbuf(err.rdbuf());
    ran result;
    result.code = run_command_line(static_cast<int>(argv.size()), argv.data());
    std::cout.rdbuf(old_out);
    std::cerr.rdbuf(old_err);
    result.out = out.str();
    result.err = err.str();
    return result;
}

}  // namespace

TEST_CASE("an unknown command is answered with the nearest one", "[command line]")
{
    const auto slip = run({"migrat"});
    CHECK(slip.code == 2);
    CHECK_THAT(slip.err, ContainsSubstring("no command 'migrat' (did you mean 'migrate'?)"));
    const auto below = run({"case", "timelin", "x"});
    CHECK(below.code == 2);
    CHECK_THAT(below.err, ContainsSubstring("did you mean 'timeline'?"));
    const auto event = run({"case", "do", "ZSQD1-S1K8H", "note_aded"});
    CHECK(event.code == 2);
    CHECK_THAT(event.err, ContainsSubstring("did you mean 'note_added'?"));
    const auto option = run({"queue", "--taem", "intake"});
    CHECK(option.code == 2);
    CHECK_THAT(option.err, ContainsSubstring("did you mean '--team'?"));
}

TEST_CASE("whoever reads Chinese is answered in Chinese, wherever --lang stands", "[command line]")
{
    CHECK_THAT(run({"--lang", "zh-CN", "migrat"}).err,
               ContainsSubstring("没有命令“migrat”（是不是“migrate”？）") &&
                   ContainsSubstring("查看：redress --help"));
    CHECK_THAT(run({"queue", "--taem", "intake", "--lang=zh"}).err,
               ContainsSubstring("没有选项 --taem（是不是“--team”？）"));
    CHECK_THAT(run({"case", "get", "--lang", "zh-CN"}).err, ContainsSubstring("必须填写 case"));
    CHECK_THAT(run({"queue", "--limit", "0", "--lang", "zh-CN"}).err,
               ContainsSubstring("--limit：这个值不能用；可用的是：1 to 10000"));
    CHECK_THAT(run({"queue", "-o", "xml", "--lang", "zh-CN"}).err, ContainsSubstring("可用的是：{"));
    CHECK_THAT(run({"case", "do", "x", "note_added", "--expected-version", "y", "--lang", "zh-CN"}).err,
               ContainsSubstring("--expected-version：读不懂这个值"));
}

TEST_CASE("help shows examples before the usage", "[command line]")
{
    const auto help = run({"case", "file", "--help"});
    CHECK(help.code == 0);
    const auto examples = help.out.find("Examples:");
    REQUIRE(examples != std::string::npos);
    CHECK(examples < help.out.find("Usage:"));
    CHECK_THAT(help.out, ContainsSubstring("--narrative"));
}

TEST_CASE("every event is a command of `case do` with the options of its fields", "[command line]")
{
    const auto help = run({"case", "do", "--help"});
    CHECK(help.code == 0);
    for (const auto* event : {"complaint_filed", "decision_sent", "escalated", "access_given"})
        CHECK_THAT(help.out, ContainsSubstring(event));
    CHECK_THAT(run({"case", "do", "x", "decision_sent", "--help"}).out,
               ContainsSubstring("--outcome") && ContainsSubstring("partly_upheld"));
}

TEST_CASE("completion knows every command and its options", "[command line]")
{
    for (const auto* shell : {"bash", "zsh", "fish"}) {
        const auto script = run({"completion", shell});
        CHECK(script.code == 0);
        for (const auto* word : {"timeline", "money", "roster", "calendar", "jsonl", "categories", "redrive",
                                 "decision_sent", "narrative"})
            CHECK_THAT(script.out, ContainsSubstring(word));
    }
    CHECK_THAT(run({"completion", "bash"}).out, ContainsSubstring("\"case do decision_sent\") echo \""));
    CHECK(run({"completion", "tcsh"}).code == 2);
}

TEST_CASE("a configuration that is wrong exits 3 and says where", "[command line]")
{
    const auto wrong = run({"config", "show", "--setting", "log.levle=info"});
    CHECK(wrong.code == 3);
    CHECK_THAT(wrong.err, ContainsSubstring("log.levle") && ContainsSubstring("log.level"));
    CHECK(run({"config", "schema"}).code == 0);
    CHECK_THAT(run({"config", "show", "-o", "csv", "--setting", "engine.batch_max=7"}).out,
               ContainsSubstring("engine.batch_max,7"));
}

TEST_CASE("the machines print themselves", "[command line]")
{
    CHECK_THAT(run({"machine", "export", "--format", "mermaid"}).out, ContainsSubstring("stateDiagram"));
    CHECK_THAT(run({"machine", "export", "--format", "json"}).out, ContainsSubstring("\"lifecycle\""));
}

TEST_CASE("a command without its subcommand shows its help and exits 2", "[command line]")
{
    const auto bare = run({"case"});
    CHECK(bare.code == 2);
    CHECK_THAT(bare.err, ContainsSubstring("timeline"));
}
