#include "adapters/json/event_json.hpp"
#include "adapters/json/strict_json.hpp"

#include <catch2/catch_test_macros.hpp>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

using namespace redress;
using json::field_error;
using json::read_event;

namespace {

boost::json::object object_of(std::string_view text)
{
    return boost::json::parse({text.data(), text.size()}).as_object();
}

boost::json::object a_filing()
{
    return object_of(
        R"({"channel":"in_app","category":"withdrawal_missing","language":"zh-CN","narrative":"提现三天未到账"})");
}

/// The errors of a filing with one member set to a JSON value.
std::vector<field_error> filing_with(std::string_view name, std::string_view value)
{
    auto d = a_filing();
    d[boost::json::string_view(name.data(), name.size())] = boost::json::parse({value.data(), value.size()});
    return read_event(event_type::complaint_filed, d).errors;
}

std::string rule_of(std::string_view name, std::string_view value)
{
    const auto errors = filing_with(name, value);
    if (errors.empty()) return "";
    CHECK(errors.size() == 1);
    CHECK(errors.front().field == name);
    CHECK_FALSE(errors.front().fix.empty());
    return errors.front().rule;
}

}  // namespace

TEST_CASE("an e-mail address is one to which a letter could be sent", "[json][event]")
{
    const std::string label(63, 'a');
    for (const auto& good : std::vector<std::string>{
             "me@example.org", "m.e+tag@mail.example.co.uk", "o'neil@x-y.example", "李娜@例子.中国",
             "me@xn--fsqu00a.xn--0zwm56d", "me@" + label + ".example"}) {
        CAPTURE(good);
        CHECK(rule_of("complainant_email", "\"" + good + "\"").empty());
    }
    for (const auto& bad : std::vector<std::string>{
             "me@x..example", "me@.example", ".me@x.example", "me.@x.example", "m..e@x.example",
             "me@x.example.", "me@example", "me", "@x.example", "me@@x.example", "me@x.example@y.example",
             "me@-x.example", "me@x-.example", "m e@x.example", "me@x.exa mple", "me@x_y.example",
             "<me@x.example>", "me@" + label + "a.example", std::string(65, 'm') + "@x.example"}) {
        CAPTURE(bad);
        CHECK(rule_of("complainant_email", "\"" + bad + "\"").starts_with("an e-mail address"));
    }
    // A contact is one where it is said to be.
    const auto changed = [](const char* contact, const char* by) {
        return read_event(event_type::contact_changed, {{"contact", contact}, {"contact_route", by}}).errors;
    };
    REQUIRE(changed("me@x..example", "email").size() == 1);
    CHECK(changed("me@x..example", "email").front().field == "contact");
    CHECK_FALSE(changed("me@x..example", "email").front().fix.empty());
    CHECK(changed("me@x.example", "email").empty());
    CHECK(changed("+852 5555 0100", "phone").empty());
}

TEST_CASE("a filing is read field by field", "[json][event]")
{
    auto d = a_filing();
    d["amount"] = "120.50";
    d["anonymous"] = false;
    d["happened_at"] = "2026-11-20T18:00:00+08:00";
    d["points"] = {"未到账", "客服未回复"};
    d["severity"] = 3;          // a field, but none of a filing: ignored
    d["colour"] = {{"of", 1}};  // no field at all: ignored
    const auto read = read_event(event_type::complaint_filed, d);
    REQUIRE(read.errors.empty());
    CHECK(read.what.text(field::narrative) == "提现三天未到账");
    CHECK(read.what.text(field::amount) == "120.50");
    CHECK(read.what.has(field::anonymous));
    CHECK(to_string(*read.what.time(field::happened_at)) == "2026-11-20T10:00:00.000000Z");
    CHECK(read.what.list(field::points) == std::vector<std::string>{"未到账", "客服未回复"});
    CHECK_FALSE(read.what.has(field::severity));
    CHECK(read.what.fields.size() == 8);
}

TEST_CASE("an event written and read again is the same", "[json][event]")
{
    auto d = a_filing();
    d["points"] = {"one", "two"};
    d["happened_at"] = "2026-11-20T10:00:00.000001Z";
    d["anonymous"] = true;
    const auto first = read_event(event_type::complaint_filed, d);
    const auto written = json::write_event(first.what);
    CHECK(written.at("happened_at").as_string() == "2026-11-20T10:00:00.000001Z");
    const auto second = read_event(event_type::complaint_filed, written);
    REQUIRE(second.errors.empty());
    CHECK(json::write_event(second.what) == written);
    CHECK(second.what.fields.size() == first.what.fields.size());
}

TEST_CASE("what is required and not said is named, each of it", "[json][event]")
{
    auto d = a_filing();
    d["narrative"] = "  \n ";
    d["language"] = nullptr;
    d.erase("channel");
    const auto read = read_event(event_type::complaint_filed, d);
    REQUIRE(read.errors.size() == 3);
    CHECK(read.errors[0] ==
          field_error{"channel", "required",
                      "schemas/events/commands/complaint_filed.v1.json says what it holds"});
    CHECK(read.errors[1].field == "language");
    CHECK(read.errors[2].field == "narrative");
    CHECK(json::sentence_of(read.errors).starts_with("channel: required; schemas/"));
}

TEST_CASE("an optional field that says nothing is absent", "[json][event]")
{
    for (const auto* name : {"amount", "country", "device", "kind", "happened_at", "points", "anonymous"})
        CHECK(rule_of(name, "null").empty());
    for (const auto* name : {"amount", "country", "device", "kind", "happened_at"})
        CHECK(rule_of(name, "\"\"").empty());
}

TEST_CASE("each type of field refuses what it is not", "[json][event]")
{
    CHECK(rule_of("channel", R"("live_cat")").starts_with("one of: website, hotline"));
    CHECK(filing_with("channel", R"("live_cat")").front().fix == "did you mean 'live_chat'?");
    CHECK(filing_with("channel", R"("carrier pigeon")").front().fix == "choose one of them");
    CHECK(rule_of("channel", "7") == "must be a string");
    CHECK(rule_of("language", R"("Chinese, simplified")") == "a BCP-47 language tag");
    CHECK(rule_of("language", R"("zh-Hant-TW")").empty());
    CHECK(rule_of("language", R"("z")") == "a BCP-47 language tag");
    CHECK(rule_of("category", R"("with drawal")") == "printable ASCII without spaces");
    CHECK(rule_of("country", R"("CHN")") == "at most 2 characters");
    CHECK(rule_of("amount", "120.5") == "must be a string");
    CHECK(rule_of("amount", "120") == "must be a string");
    CHECK(rule_of("amount", R"("-1")").starts_with("a decimal number"));
    CHECK(rule_of("amount", R"("1.")").starts_with("a decimal number"));
    CHECK(rule_of("amount", R"("1234567890123456789")").starts_with("a decimal number"));
    CHECK(rule_of("amount", R"("0.000000000000000001")").empty());
    CHECK(rule_of("anonymous", R"("yes")") == "must be true or false");
    CHECK(rule_of("happened_at", R"("2026-11-20T18:00:00")") == "an RFC 3339 instant with its offset");
    CHECK(rule_of("points", R"("one")") == "must be an array of strings");
    CHECK(rule_of("points", R"(["one",2])") == "must be an array of strings");
    CHECK(rule_of("points", R"(["one"," "])") == "item 2: must not be empty");
    CHECK(rule_of("about_staff", R"(["h.lin","h lin"])") == "item 2: printable ASCII without spaces");

    const auto rated = [](std::string_view value) {
        return read_event(event_type::rating_given, object_of("{\"rating\":" + std::string(value) + "}"))
            .errors;
    };
    CHECK(rated("5").empty());
    CHECK(rated("6").front().rule == "0 to 5");
    CHECK(rated("-1").front().rule == "0 to 5");
    CHECK(rated(R"("5")").front().rule == "must be an integer");
    CHECK(rated("true").front().rule == "must be an integer");
}

TEST_CASE("a code that says nothing is no answer to a question that must be answered", "[json][event]")
{
    const auto decided = read_event(
        event_type::appeal_decided,
        object_of(
            R"({"result":"none","reason":"r","route":"none","letter_language":"en","letter_parts":[]})"));
    REQUIRE(decided.errors.size() == 1);
    CHECK(decided.errors.front().field == "result");
    CHECK(decided.errors.front().rule == "one of: upheld, varied, overturned");
}

TEST_CASE("lengths count characters, not bytes", "[json][event]")
{
    const auto narrative = [](std::size_t characters) {
        std::string text = "\"";
        for (std::size_t i = 0; i < characters; ++i) text += "投";
        return text + "\"";
    };
    CHECK(rule_of("narrative", narrative(8000)).empty());
    CHECK(rule_of("narrative", narrative(8001)) == "at most 8000 characters");
}

TEST_CASE("an error never repeats what was sent", "[json][event]")
{
    for (const auto* name :
         {"channel", "language", "category", "amount", "happened_at", "customer", "country"})
        for (const auto& e : filing_with(name, R"("Anna Muster, 079 555 01 23")"))
            CHECK((e.rule + e.fix + e.field).find("Muster") == std::string::npos);
}

TEST_CASE("at most eight errors are told", "[json][event]")
{
    auto d = object_of("{}");
    for (const auto* name : {"amount", "country", "customer", "kind", "happened_at", "anonymous", "points"})
        d[name] = 1;
    CHECK(read_event(event_type::complaint_filed, d).errors.size() == 8);
}
