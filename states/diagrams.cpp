#include "states/diagrams.hpp"

#include "states/clocks.hpp"
#include "states/step.hpp"

#include <algorithm>
#include <vector>

namespace redress {
namespace {

/// Arrows in the order in which the table first names them; an event stands once on an arrow.
class arrows {
public:
    void add(std::string_view from, std::string_view to, std::string_view event)
    {
        auto& events = arrow_of(from, to).events;
        if (std::find(events.begin(), events.end(), event) == events.end()) events.push_back(event);
    }
    /// An event that another machine owns: counted, not named.
    void add_followed(std::string_view from, std::string_view to) { ++arrow_of(from, to).followed; }
    [[nodiscard]] std::string text(std::string_view initial) const
    {
        std::string all = "stateDiagram-v2\n    [*] --> ";
        all.append(initial).append("\n");
        for (const auto& one : list_) {
            all.append("    ").append(one.from).append(" --> ").append(one.to).append(" : ");
            for (const auto event : one.events)
                all.append(event == one.events.front() ? "" : "<br/>").append(event);
            if (one.followed > 0)
                all.append(one.events.empty() ? "" : "<br/>")
                    .append("follows ")
                    .append(std::to_string(one.followed))
                    .append(" events");
            all.append("\n");
        }
        return all;
    }

private:
    struct arrow {
        std::string_view from, to;
        std::vector<std::string_view> events;
        int followed = 0;
    };
    arrow& arrow_of(std::string_view from, std::string_view to)
    {
        const auto same = [&](const arrow& one) { return one.from == from && one.to == to; };
        const auto found = std::find_if(list_.begin(), list_.end(), same);
        return found == list_.end() ? list_.emplace_back(arrow{from, to, {}}) : *found;
    }
    std::vector<arrow> list_;
};

}  // namespace

std::string diagram_of(const machine_view& one)
{
    arrows all;
    for (const auto& line : one.rows)
        if (line.kind == row_kind::follows)
            all.add_followed(one.states[line.from], one.states[line.to]);
        else
            all.add(one.states[line.from], one.states[line.to], name_of(line.event));
    return all.text(one.states[0]);
}

std::string clock_diagram()
{
    arrows all;
    for (const auto& line : clock_rows()) all.add(name_of(line.from), name_of(line.to), name_of(line.what));
    return all.text(name_of(clock_state::running));
}

std::string machines_as_mermaid()
{
    std::string text;
    for (const auto& one : machines())
        text.append("%% ").append(name_of(one.which)).append("\n").append(diagram_of(one)).append("\n");
    return text.append("%% clock\n").append(clock_diagram());
}

}  // namespace redress
