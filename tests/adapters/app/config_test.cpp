// The configuration says where it is wrong and what was probably meant.
#include "adapters/app/config.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include <boost/json.hpp>

#include <filesystem>
#include <fstream>

using namespace redress::app;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::Equals;

namespace {

std::string error_of(std::string_view toml)
{
    try {
        (void)parse_config(toml, "redress.toml");
    } catch (const config_error& e) {
        return e.what();
    }
    return "no error";
}

config_sources only(std::vector<std::pair<std::string, std::string>> environment,
                    std::vector<std::string> flags = {})
{
    return {.flags = std::move(flags), .environment = std::move(environment), .look_for_file = false};
}

}  // namespace

TEST_CASE("an unknown key is told with its place and the nearest name", "[config]")
{
    CHECK_THAT(error_of("[kafka]\nbrokers = \"a:1\"\n\n[engine]\n  bach_max = 10\n"),
               Equals("redress.toml:5:3: no setting 'engine.bach_max' (did you mean 'engine.batch_max'?)"));
    CHECK_THAT(error_of("[databse]\nurl = \"\"\n"),
               Equals("redress.toml:1:2: no setting 'databse' (did you mean 'database'?)"));
    CHECK_THAT(error_of("[engine]\nzzz = 1\n"), Equals("redress.toml:2:1: no setting 'engine.zzz'"));
}

TEST_CASE("a wrong type, a number out of limits and a wrong choice are told with their place", "[config]")
{
    CHECK_THAT(error_of("[engine]\nbatch_max = \"many\"\n"),
               Equals("redress.toml:2:1: 'engine.batch_max' must be a whole number from 1 to 5000"));
    CHECK_THAT(error_of("[engine]\nbatch_max = 0\n"),
               ContainsSubstring("redress.toml:2:1") && ContainsSubstring("not '0'"));
    CHECK_THAT(error_of("[log]\nlevel = \"inof\"\n"),
               ContainsSubstring("redress.toml:2:1") && ContainsSubstring("did you mean 'info'"));
    CHECK_THAT(error_of("[log]\nlevel = [1]\n"), ContainsSubstring("must be one of"));
    CHECK_THAT(error_of("[log\n"), ContainsSubstring("redress.toml:1:"));
}

TEST_CASE("flag beats environment beats file beats default", "[config]")
{
    const auto folder = std::filesystem::temp_directory_path() / "redress_config_test";
    std::filesystem::create_directories(folder);
    const auto file = (folder / "redress.toml").string();
    std::ofstream(file)
        << "[engine]\nbatch_max = 100\nwait_max_ms = 7\ndeadline_slice = 50\n[policies]\ndir = \"rules\"\n";
    auto from = only({{"REDRESS_ENGINE__BATCH_MAX", "200"}, {"REDRESS_ENGINE__WAIT_MAX_MS", "8"}},
                     {"engine.batch_max=300"});
    from.file = file;
    const auto read = load_config(from);
    CHECK(read.integer(setting::engine_batch_max) == 300);
    CHECK(read.origin_of(setting::engine_batch_max) == origin::flag);
    CHECK(read.integer(setting::engine_wait_max_ms) == 8);
    CHECK(read.origin_text(setting::engine_wait_max_ms) == "environment REDRESS_ENGINE__WAIT_MAX_MS");
    CHECK(read.integer(setting::engine_slice) == 50);
    CHECK(read.origin_text(setting::engine_slice) == "file " + file + ":4:1");
    CHECK(read.integer(setting::engine_cache_cases) == 200'000);
    CHECK(read.origin_text(setting::engine_cache_cases) == "default");
    CHECK(read.path(setting::policies_dir) == folder / "rules");
    std::filesystem::remove_all(folder);
}

TEST_CASE("environment and flags are checked like the file", "[config]")
{
    CHECK(load_config(only({{"REDRESS_DATABASE_URL", "postgresql://h/d"}})).text(setting::database_url) ==
          "postgresql://h/d");
    CHECK(load_config(only({{"REDRESS_RUN_DIR", "x"}})).text(setting::database_url).empty());
    CHECK_THROWS_WITH(load_config(only({{"REDRESS_LOG__LEVLE", "info"}})),
                      "environment REDRESS_LOG__LEVLE: no such setting (did you mean 'REDRESS_LOG__LEVEL'?)");
    CHECK_THROWS_WITH(load_config(only({}, {"log.level"})),
                      "flag --setting log.level: write it as section.key=value");
    CHECK_THROWS_WITH(load_config(only({}, {"lgo.level=info"})),
                      "flag --setting lgo.level: no such setting (did you mean 'log.level'?)");
}

TEST_CASE("a password is never shown", "[config]")
{
    const auto shown = [](const std::string& url) {
        return load_config(only({{"REDRESS_DATABASE_URL", url}})).shown(setting::database_url);
    };
    CHECK(shown("postgresql://clerk:hunter2@db.example:5432/redress") ==
          "postgresql://***@db.example:5432/redress");
    CHECK(shown("host=db password=hunter2 dbname=redress") == "host=db password=*** dbname=redress");
    CHECK(shown("host=db password='hunter 2'") == "host=db password=***");
    CHECK(shown(R"(host=db password='hun\'ter 2' user=a)") == "host=db password=*** user=a");
    CHECK(shown(R"(host=db password=hun\ ter2 user=a)") == "host=db password=*** user=a");
    CHECK(shown("postgresql://db/redress?user=a&password=hunter2&x=1") ==
          "postgresql://db/redress?user=a&password=***&x=1");
}

TEST_CASE("the schema in the repository is the one of this binary", "[config]")
{
    std::ifstream in("schemas/config/redress.schema.json");
    REQUIRE(in.good());
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    CHECK(text == config_schema() + "\n");
    const auto schema = boost::json::parse(text);
    CHECK(schema.at("properties").at("engine").at("properties").at("batch_max").at("default") == 500);
}
