#include "adapters/app/line_view.hpp"

#include "workflow/reference.hpp"

#include <boost/json.hpp>

namespace redress::app {

boost::json::object line_json(const postgres::case_line& line)
{
    boost::json::object row{{"case", to_string(line.id)},
                            {"reference", workflow::shown_reference(line.reference)},
                            {"state", line.state}};
    const auto say = [&](std::string_view name, const std::string& text) {
        if (!text.empty() && text != "none") row[name] = text;
    };
    say("hold", line.hold);
    say("category", line.category);
    say("channel", line.channel);
    say("kind", line.kind);
    row["severity"] = line.severity;
    row["rung"] = line.rung;
    say("team", line.team);
    say("owner", line.owner);
    if (line.next_due) row["next_due"] = to_string(*line.next_due);
    if (line.filed_at) row["filed_at"] = to_string(*line.filed_at);
    return row;
}

}  // namespace redress::app
