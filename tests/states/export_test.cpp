// The tables as JSON for tools: well-formed, and one object for each row, in table order.
#include "states/machine_step.hpp"
#include "states/matter_step.hpp"

#include <catch2/catch_test_macros.hpp>

#include <string>
#include <string_view>
#include <vector>

using namespace redress;

namespace {

/// As much of JSON as the tables use: objects, arrays, plain names, true and false.
class json_reader {
public:
    explicit json_reader(std::string_view text) : rest_(text) {}
    [[nodiscard]] bool well_formed() { return value() && (space(), rest_.empty()); }

private:
    void space() { rest_.remove_prefix(std::min(rest_.size(), rest_.find_first_not_of(" \n"))); }
    bool take(std::string_view token)
    {
        space();
        if (!rest_.starts_with(token)) return false;
        rest_.remove_prefix(token.size());
        return true;
    }
    bool name()
    {
        if (!take("\"")) return false;
        const auto end = rest_.find_first_not_of("abcdefghijklmnopqrstuvwxyz_0123456789");
        rest_.remove_prefix(std::min(rest_.size(), end));
        return take("\"");
    }
    template <class One>
    bool list(std::string_view close, One one)
    {
        if (take(close)) return true;
        do
            if (!one()) return false;
        while (take(","));
        return take(close);
    }
    bool value()
    {
        if (take("{")) return list("}", [&] { return name() && take(":") && value(); });
        if (take("[")) return list("]", [&] { return value(); });
        return name() || take("true") || take("false");
    }
    std::string_view rest_;
};

std::size_t count(std::string_view text, std::string_view word)
{
    std::size_t found = 0;
    for (auto at = text.find(word); at != text.npos; at = text.find(word, at + 1)) ++found;
    return found;
}

/// The names in the order in which their rows stand.
std::vector<std::string_view> events_in(std::string_view json)
{
    constexpr std::string_view opened = "{\"event\": \"";
    std::vector<std::string_view> names;
    for (auto at = json.find(opened); at != json.npos; at = json.find(opened, at + 1)) {
        const auto from = at + opened.size();
        names.push_back(json.substr(from, json.find('"', from) - from));
    }
    return names;
}

}  // namespace

TEST_CASE("the reader of these tests takes what is JSON and nothing else", "[export]")
{
    for (const char* good : {R"({"a": ["b", "c"], "d": {}, "e": [], "f": true, "g": false})", R"("a")"})
        CHECK(json_reader(good).well_formed());
    for (const char* bad : {"", "{", R"({"a"})", R"({"a": })", R"(["a",])", R"(["a" "b"])", R"({} {})",
                            R"({"a": "b)", R"([{"a": "b"})"})
        CHECK_FALSE(json_reader(bad).well_formed());
}

TEST_CASE("the exported tables are JSON with every row of every table, in its order", "[export]")
{
    const auto json = machines_as_json();
    CHECK(json_reader(json).well_formed());
    std::vector<std::string_view> expected;
    for (const auto& one : machines())
        for (const auto& line : one.rows) expected.push_back(name_of(line.event));
    for (const auto& line : records()) expected.push_back(name_of(line.event));
    for (std::size_t k = 0; k < count_of<matter_kind>; ++k)
        for (const auto& row : rows_of_matter(static_cast<matter_kind>(k)))
            expected.push_back(name_of(row.event));
    CHECK(events_in(json) == expected);
    CHECK(count(json, "\"machine\": ") == count_of<machine>);
    CHECK(count(json, "\"records\": ") == 1);
    for (std::size_t k = 0; k < count_of<matter_kind>; ++k)
        CHECK(count(json, "\"kind\": \"" + std::string(name_of(static_cast<matter_kind>(k))) + "\"") == 1);
}

TEST_CASE("an exported row says what leads where, for whom and on what condition", "[export]")
{
    const auto json = machines_as_json();
    for (const char* row : {
             R"({"event": "rung_accepted", "from": "raised", "to": "under_review", "kind": "moves", )"
             R"("guards": ["reviewer_serves_this_rung", "reviewer_is_not_handler", "not_concerned"], )"
             R"("roles": ["care_reviewer"]})",
             R"({"event": "payment_failed", "from": "accepted", "to": "accepted", "kind": "stays", )"
             R"("guards": [], "roles": ["channel", "compliance"]})",
             R"({"event": "withdrawn", "from": "waiting", "to": "none", "kind": "follows", )"
             R"("guards": [], "roles": []})",
             R"({"event": "contact_limited", "closed_too": false, "open_too": true, )"
             R"("guards": ["reason_given"], "roles": ["care_lead"]})",
             R"({"event": "restricted_opened", "from": "none", "to": "open", )"
             R"("guards": ["not_concerned"], "roles": ["restricted_reviewer"]})",
         }) {
        INFO(row);
        CHECK(count(json, row) == 1);
    }
}
