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

/// The list of cases that a row or the data of an entry has; null: none.
boost::json::array* cases_in(boost::json::object& row)
{
    auto* named = row.if_contains("cases");
    return named != nullptr ? named->if_array() : nullptr;
}

/// Takes them out of all rows at once.
void leave_out_hidden_cases(services& from, std::span<boost::json::object> rows)
{
    std::vector<case_id> ids;
    for (auto& row : rows)
        if (const auto* named = cases_in(row))
            for (const auto& one : *named)
                if (const auto id = parse_uuid(cell_text(&one))) ids.push_back(*id);
    if (ids.empty()) return;
    const auto hidden = hidden_from_reader(from, ids);
    for (auto& row : rows) {
        auto* named = cases_in(row);
        if (named == nullptr) continue;
        boost::json::array kept;
        for (const auto& one : *named)
            if (const auto id = parse_uuid(cell_text(&one)); !id || !hidden.contains(*id))
                kept.push_back(one);
        *named = std::move(kept);
    }
}

boost::json::object row_of(const postgres::matter_line& line)
{
    const matter& now = line.now;
    boost::json::object row{
        {name_of(now.kind), to_string(now.id)}, {"state", name_of(now.state)}, {"version", now.version}};
    if (now.kind == matter_kind::incident) row["linked_cases"] = line.cases;
    static const matter_facts usual;
    for_each_member<matter_facts>([&](auto, auto m) {
        if (now.facts.*m.where != usual.*m.where) row[m.name] = shown(now.facts.*m.where);
    });
    return row;
}

}  // namespace

void leave_out_hidden_cases(services& from, boost::json::object& to)
{
    leave_out_hidden_cases(from, std::span(&to, 1));
}

std::vector<boost::json::object> matters_json(services& from, std::span<const postgres::matter_line> lines)
{
    std::vector<boost::json::object> rows;
    rows.reserve(lines.size());
    for (const auto& line : lines) rows.push_back(row_of(line));
    leave_out_hidden_cases(from, rows);
    return rows;
}

boost::json::object matter_json(services& from, const postgres::matter_line& line)
{
    return std::move(matters_json(from, std::span(&line, 1)).front());
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
