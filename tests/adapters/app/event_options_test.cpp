// Options of commands come from the field list: none is missing, none is made up.
#include "adapters/app/event_options.hpp"
#include "adapters/app/exit_code.hpp"
#include "adapters/app/nearest.hpp"
#include "adapters/files/text_book.hpp"

#include <catch2/catch_test_macros.hpp>

#include <boost/json.hpp>

#include <algorithm>

using namespace redress;
using namespace redress::app;

namespace {

const files::text_book& texts()
{
    static const files::text_book book("schemas/texts");
    return book;
}

/// What somebody reads when it is refused; empty when it is not.
template <class F>
std::string refused(F&& act, const std::string& language = "en")
{
    try {
        act();
        return {};
    } catch (const command_failed& no) {
        return no.what_is_said() ? in_words(*no.what_is_said(), texts(), language) : no.what();
    }
}

}  // namespace

TEST_CASE("a decision has the options of its fields, required ones first", "[options]")
{
    const auto options = options_of(event_type::decision_sent);
    std::vector<std::string> required;
    for (const auto& o : options)
        if (o.required) required.push_back(o.flag);
    CHECK(required == std::vector<std::string>{"--letter-language", "--letter-parts", "--outcome", "--reason",
                                               "--route"});
    CHECK(std::is_partitioned(options.begin(), options.end(), [](const auto& o) { return o.required; }));
    const auto parts = std::find_if(options.begin(), options.end(),
                                    [](const auto& o) { return o.flag == "--letter-parts"; });
    CHECK(parts->repeats);
    const auto outcome =
        std::find_if(options.begin(), options.end(), [](const auto& o) { return o.flag == "--outcome"; });
    CHECK(outcome->hint == "upheld, partly_upheld, not_upheld, inadmissible, out_of_scope, settled");
}

TEST_CASE("every event has an option for each of its fields and no other", "[options]")
{
    for (std::size_t e = 0; e < event_count; ++e) {
        const auto type = static_cast<event_type>(e);
        std::size_t fields = 0;
        for (std::size_t f = 0; f < field_count; ++f)
            fields += row_of(type).required.has(static_cast<field>(f)) ||
                              row_of(type).optional.has(static_cast<field>(f))
                          ? 1
                          : 0;
        CHECK(options_of(type).size() == fields);
    }
}

TEST_CASE("typed values become JSON of the field's type", "[options]")
{
    const auto data = data_from({{field::severity, {"3"}},
                                 {field::read_back, {"true"}},
                                 {field::points, {"one", "two"}},
                                 {field::amount, {"120.50"}},
                                 {field::reason, {"once"}}});
    CHECK(data.at("severity") == 3);
    CHECK(data.at("read_back") == true);
    CHECK(data.at("points") == boost::json::array{"one", "two"});
    CHECK(data.at("amount") == "120.50");
    CHECK(data.at("reason") == "once");
    CHECK(refused([] { (void)data_from({{field::reason, {"first", "second"}}}); }).starts_with("--reason: "));
    CHECK(refused([] {
              (void)data_from({{field::severity, {"high"}}});
          }) == "--severity: 'high' is not a whole number");
    CHECK(refused([] {
              (void)data_from({{field::read_back, {"yes"}}});
          }) == "--read-back: write true or false, not 'yes'");
}

TEST_CASE("--set names a field of the event or says the nearest", "[options]")
{
    std::map<field, std::vector<std::string>> typed;
    add_setting(event_type::triaged, "severity=2", typed);
    CHECK(typed.at(field::severity) == std::vector<std::string>{"2"});
    CHECK(refused([&] { add_setting(event_type::triaged, "sevrity=2", typed); }) ==
          "--set sevrity: triaged has no such field (did you mean 'severity'?)");
    CHECK(refused([&] { add_setting(event_type::triaged, "severity", typed); }) ==
          "--set severity: write it as field=value");
    CHECK(refused([&] { add_setting(event_type::triaged, "sevrity=2", typed); }, "zh-CN") ==
          "--set sevrity: triaged 没有这个字段（是不是“severity”？）");
}

TEST_CASE("the nearest name is offered, a far one is not", "[nearest]")
{
    const std::vector<std::string_view> known{"migrate", "topics", "case", "queue"};
    CHECK(nearest("migrat", known) == "migrate");
    CHECK(nearest("cse", known) == "case");
    CHECK(nearest("csae", known) == "case");
    CHECK(nearest("zebra", known).empty());
}
