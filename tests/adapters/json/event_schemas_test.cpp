#include "adapters/json/event_schemas.hpp"

#include "states/matter_step.hpp"

#include <catch2/catch_test_macros.hpp>

#include <boost/json/parse.hpp>

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

using namespace redress;

namespace {

const std::filesystem::path root = "schemas/events";

std::string text_of(const std::filesystem::path& path)
{
    std::ifstream in(path, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

}  // namespace

TEST_CASE("the files of schemas/events are what the rows say", "[schemas]")
{
    // After a change to events.hpp or fields.hpp: ninja event_schemas
    std::set<std::string> wanted;
    for (const auto& file : json::event_schemas()) {
        INFO(file.path);
        wanted.insert(file.path);
        CHECK((text_of(root / file.path) == file.text));
    }
    // The three of the restricted compartment are on no topic.
    CHECK(wanted.size() == 2 * (event_count - 3) + 2);
    for (const auto& folder : {"commands", "outcomes", "notify"})
        for (const auto& entry : std::filesystem::directory_iterator(root / folder)) {
            INFO(entry.path());
            CHECK(wanted.contains(std::string(folder) + "/" + entry.path().filename().string()));
        }
}

TEST_CASE("a command's schema asks for what the event asks for", "[schemas]")
{
    for (const auto& row : event_rows) {
        if (is_restricted(static_cast<event_type>(&row - event_rows.data()))) continue;
        const auto schema =
            boost::json::parse(text_of(root / "commands" / (std::string(row.name) + ".v1.json"))).as_object();
        std::size_t required = 0, fields = 0;
        for (std::size_t i = 0; i < field_count; ++i) {
            required += row.required.has(static_cast<field>(i)) ? 1 : 0;
            fields +=
                row.required.has(static_cast<field>(i)) || row.optional.has(static_cast<field>(i)) ? 1 : 0;
        }
        CHECK(schema.at("required").as_array().size() == required);
        CHECK(schema.at("properties").as_object().size() ==
              fields + 2);                                     // actor and complaint beside the fields
        CHECK_FALSE(schema.contains("additionalProperties"));  // readers tolerate what they do not know
    }
}

TEST_CASE("no outcome names a personal field", "[schemas]")
{
    for (const auto& row : event_rows) {
        if (is_restricted(static_cast<event_type>(&row - event_rows.data()))) continue;
        const auto schema =
            boost::json::parse(text_of(root / "outcomes" / (std::string(row.name) + ".v1.json"))).as_object();
        const auto& set = schema.at("properties").at("set").at("properties").as_object();
        CHECK_FALSE(set.empty());
        // The fact `points` holds numbers and findings; the words of the field of that name stay inside.
        for (const auto& f : field_rows)
            if (f.personal && f.name != "points")
                CHECK_FALSE(set.contains(boost::json::string_view(f.name.data(), f.name.size())));
        for (const auto* person : {"complainant", "representative", "owner", "acted", "about_staff",
                                   "support_needs", "decided_by"})
            CHECK_FALSE(set.contains(person));
    }
}
