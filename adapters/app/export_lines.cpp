#include "adapters/app/export_lines.hpp"

#include "adapters/app/escaped.hpp"
#include "adapters/app/json_text.hpp"
#include "adapters/app/output.hpp"
#include "adapters/paper/plain_characters.hpp"

#include <boost/json.hpp>

#include <cstdint>

namespace redress::app {
namespace {

/// In an attribute, and with nothing that XML 1.0 has no place for.
std::string xml(std::string_view text)
{
    return escaped(paper::plain_characters(text));
}

std::string xes_text(std::string_view key, std::string_view value)
{
    return value.empty() ? std::string()
                         : "<string key=\"" + std::string(key) + "\" value=\"" + xml(value) + "\"/>";
}

/// Who did it, as far as a profile names them: of our people the role, of a program or a complainant their kind.
std::string_view actor_for(const boost::json::object& entry, const export_profile& to)
{
    if (to.names_staff) return text_in(entry, "actor", "id");
    const auto role = text_in(entry, "actor", "role");
    return role.empty() ? text_in(entry, "actor", "kind") : role;
}

}  // namespace

std::string export_cell(std::string_view text)
{
    return csv_field(paper::plain_characters(text));
}

bool is_told(const boost::json::object& entry, const export_profile& to)
{
    if (to.tells_inside) return true;
    const auto type = text_in(entry, "type");
    return type == "case.event" || type == "incident.event" || type == "action.event";
}

std::string csv_head()
{
    return "\xef\xbb\xbf"
           "CASE_KEY,ACTIVITY,EVENTTIME,SORTING,RECORDED,TYPE,ACTOR,ACTOR_KIND,ROLE,VERSION,REFUSED,"
           "ENTRY\r\n";
}

std::string csv_line(const boost::json::object& entry, const export_profile& to)
{
    const auto number = [&](std::string_view name) {
        const auto* value = entry.if_contains(name);
        return value != nullptr && value->is_number() ? std::to_string(value->to_number<std::int64_t>())
                                                      : std::string();
    };
    const auto key = text_in(entry, "case").empty() ? text_in(entry, "chain") : text_in(entry, "case");
    const auto activity = text_in(entry, "ev").empty() ? text_in(entry, "type") : text_in(entry, "ev");
    std::string out;
    for (const auto& cell :
         {std::string(key), std::string(activity), std::string(text_in(entry, "at")), number("cseq"),
          std::string(text_in(entry, "rec")), std::string(text_in(entry, "type")),
          std::string(actor_for(entry, to)), std::string(text_in(entry, "actor", "kind")),
          std::string(text_in(entry, "actor", "role")), number("ver"),
          std::string(text_in(entry, "ref", "code")), std::string(text_in(entry, "id"))})
        out += (out.empty() ? "" : ",") + export_cell(cell);
    return out + "\r\n";
}

std::string xes_head()
{
    return R"(<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1849-2016" xes.features="nested-attributes" xmlns="http://www.xes-standard.org/">
<extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
<extension name="Lifecycle" prefix="lifecycle" uri="http://www.xes-standard.org/lifecycle.xesext"/>
<extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
<extension name="Organizational" prefix="org" uri="http://www.xes-standard.org/org.xesext"/>
<global scope="trace"><string key="concept:name" value="UNKNOWN"/></global>
<global scope="event"><string key="concept:name" value="UNKNOWN"/><string key="lifecycle:transition" value="complete"/><date key="time:timestamp" value="1970-01-01T00:00:00.000+00:00"/></global>
<classifier name="Activity" keys="concept:name"/>
<string key="lifecycle:model" value="standard"/>
)";
}

std::string xes_trace_begin(std::string_view case_id)
{
    return "<trace>" + xes_text("concept:name", case_id) + "\n";
}

std::string xes_event(const boost::json::object& entry, const export_profile& to)
{
    if (text_in(entry, "type") != "case.event") return {};
    const auto at = text_in(entry, "at");
    std::string time(at.substr(0, at.empty() ? 0 : at.size() - 1));
    return "<event>" + xes_text("concept:name", text_in(entry, "ev")) +
           "<string key=\"lifecycle:transition\" value=\"complete\"/>" +
           "<date key=\"time:timestamp\" value=\"" + time + "+00:00\"/>" +
           xes_text("org:resource", actor_for(entry, to)) +
           xes_text("org:role", text_in(entry, "actor", "role")) +
           xes_text("redress:entry", text_in(entry, "id")) + "</event>\n";
}

std::string xes_trace_end()
{
    return "</trace>\n";
}
std::string xes_end()
{
    return "</log>\n";
}

}  // namespace redress::app
