#include "adapters/app/matter_view.hpp"

#include "adapters/app/output.hpp"
#include "adapters/app/reading.hpp"
#include "adapters/app/services.hpp"

#include <boost/json.hpp>

namespace redress::app {
namespace {

boost::json::value shown(const std::string& value)
{
    return boost::json::string(value);
}
boost::json::value shown(std::int64_t value)
{
    return value;
}
boost::json::value shown(const std::optional<instant>& value)
{
    return value ? boost::json::value(boost::json::string(to_string(*value))) : nullptr;
}
boost::json::value shown(const std::vector<std::string>& value)
{
    return boost::json::array(value.begin(), value.end());
}

}  // namespace

void leave_out_hidden_cases(services& from, boost::json::object& to)
{
    auto* named = to.if_contains("cases");
    if (named == nullptr || !named->is_array()) return;
    std::vector<case_id> ids;
    for (const auto& one : named->as_array())
        if (const auto id = parse_uuid(cell_text(&one))) ids.push_back(*id);
    const auto hidden = hidden_from_reader(from, ids);
    boost::json::array kept;
    for (const auto& one : named->as_array())
        if (const auto id = parse_uuid(cell_text(&one)); !id || !hidden.contains(*id)) kept.push_back(one);
    *named = std::move(kept);
}

boost::json::object matter_json(services& from, const postgres::matter_line& line)
{
    const matter& now = line.now;
    boost::json::object row{
        {name_of(now.kind), to_string(now.id)}, {"state", name_of(now.state)}, {"version", now.version}};
    if (now.kind == matter_kind::incident) row["linked_cases"] = line.cases;
    static const matter_facts usual;
    for_each_member<matter_facts>([&](auto, auto m) {
        if (now.facts.*m.where != usual.*m.where) row[m.name] = shown(now.facts.*m.where);
    });
    leave_out_hidden_cases(from, row);
    return row;
}

postgres::matter_line matter_named(services& from, matter_kind kind, const std::string& named)
{
    const auto id = parse_uuid(named);
    const bool incident = kind == matter_kind::incident;
    const std::map<std::string, std::string> value{{"value", named}};
    if (!id)
        throw command_failed(exit_code::usage,
                             incident ? said{"no_incident_id", value} : said{"no_action_id", value});
    auto found = from.matters().get(*id);
    if (!found || found->now.kind != kind)
        throw command_failed(exit_code::not_found,
                             incident ? said{"no_incident", value} : said{"no_action", value});
    return *std::move(found);
}

}  // namespace redress::app
