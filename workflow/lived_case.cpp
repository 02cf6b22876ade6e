#include "workflow/lived_case.hpp"

#include "workflow/entry_parsed.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include <algorithm>
#include <stdexcept>

namespace redress::workflow {
namespace {

namespace json = boost::json;

instant time_in(const json::object& entry, std::string_view member)
{
    const auto at = parse_instant(std::string_view(entry.at(member).as_string()));
    if (!at) throw std::runtime_error("entry: cannot read " + std::string(member));
    return *at;
}

template <named Enum>
Enum name_in(const json::object& of, std::string_view member)
{
    const auto found = parse_name<Enum>(std::string_view(of.at(member).as_string()));
    if (!found) throw std::runtime_error("entry: cannot read " + std::string(member));
    return *found;
}

}  // namespace

void lived_case::add(std::string_view body)
{
    const auto parsed = json::parse(json::string_view(body));
    const auto& entry = parsed.as_object();
    if (time_in(entry, "rec") > as_of_) return;
    const auto about = now_.facts.about_staff, interested = now_.facts.interests;
    fold(now_, entry);
    if (entry.at("type").as_string() != "case.event") return;
    const auto what = parse_event_type(std::string_view(entry.at("ev").as_string()));
    if (!what) throw std::runtime_error("entry: cannot read ev");
    const auto& who = entry.at("actor").as_object();
    const std::string by(who.at("id").as_string());
    const auto among = [&](const std::vector<std::string>& all) {
        return std::ranges::find(all, by) != all.end();
    };
    steps_.push_back({.what = *what,
                      .by = by,
                      .as = name_in<redress::role>(who, "role"),
                      .at = time_in(entry, "at"),
                      .after = now_.lifecycle,
                      .concerned = among(about) || among(interested)});
}

lifecycle_state lived_case::state_at(instant at) const
{
    auto state = lifecycle_state::none;
    for (const auto& one : steps_)
        if (one.at <= at) state = one.after;
    return state;
}

bool lived_case::open_at(instant at) const
{
    const auto state = state_at(at);
    return state != lifecycle_state::none && state != lifecycle_state::closed;
}

std::optional<instant> lived_case::closed_in(instant_span period) const
{
    std::optional<instant> closed;
    auto before = lifecycle_state::none;
    for (const auto& one : steps_) {
        if (one.at >= period.until) break;
        if (one.after != before) {
            const bool closes = one.after == lifecycle_state::closed && one.at >= period.from;
            closed = closes ? std::optional(one.at) : std::nullopt;
        }
        before = one.after;
    }
    return closed;
}

}  // namespace redress::workflow
