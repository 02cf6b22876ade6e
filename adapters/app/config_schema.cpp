// The table of settings as JSON Schema, so that editors complete and check redress.toml.
#include "adapters/app/config.hpp"

#include <boost/json.hpp>

#include <charconv>

namespace redress::app {

std::string config_schema()
{
    namespace json = boost::json;
    json::object sections;
    for (const auto& row : setting_rows) {
        const auto dot = row.name.find('.');
        auto& section = sections[row.name.substr(0, dot)];
        if (section.is_null())
            section = json::object{
                {"type", "object"}, {"additionalProperties", false}, {"properties", json::object{}}};
        json::object key{{"description", row.meaning}};
        if (row.type == setting_type::integer) {
            std::int64_t preset = 0;
            std::from_chars(row.preset.data(), row.preset.data() + row.preset.size(), preset);
            key["type"] = "integer";
            key["minimum"] = row.min;
            key["maximum"] = row.max;
            key["default"] = preset;
        } else {
            key["type"] = "string";
            key["default"] = row.preset;
        }
        if (row.type == setting_type::choice) {
            json::array choices;
            for (std::string_view rest = row.choices; !rest.empty();) {
                const auto bar = rest.find('|');
                choices.emplace_back(rest.substr(0, bar));
                rest = bar == std::string_view::npos ? std::string_view{} : rest.substr(bar + 1);
            }
            key["enum"] = std::move(choices);
        }
        section.as_object()["properties"].as_object()[row.name.substr(dot + 1)] = std::move(key);
    }
    return json::serialize(json::object{{"$schema", "https://json-schema.org/draft/2020-12/schema"},
                                        {"title", "redress.toml"},
                                        {"type", "object"},
                                        {"additionalProperties", false},
                                        {"properties", std::move(sections)}});
}

}  // namespace redress::app
