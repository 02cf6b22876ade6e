#include "adapters/app/case_view.hpp"

#include "workflow/reference.hpp"

#include <boost/json.hpp>

#include <stdexcept>
#include <type_traits>

namespace redress::app {
namespace json = boost::json;
namespace {

json::value value_of(bool v)
{
    return v;
}
json::value value_of(std::int64_t v)
{
    return v;
}
json::value value_of(const std::string& v)
{
    return json::value(v);
}
json::value value_of(instant v)
{
    return json::value(to_string(v));
}
json::value value_of(duration v)
{
    return std::chrono::duration_cast<std::chrono::seconds>(v).count();
}
template <named Enum>
json::value value_of(Enum v)
{
    return json::value(name_of(v));
}
template <class T>
json::value value_of(const std::optional<T>& v)
{
    return v ? value_of(*v) : json::value(nullptr);
}
template <reflected T>
json::value value_of(const T& v);
template <class T>
json::value value_of(const std::vector<T>& v)
{
    json::array list;
    for (const auto& item : v) list.push_back(value_of(item));
    return list;
}

// What is at its default says nothing and is left out.
template <reflected T>
json::object members(const T& v)
{
    [[maybe_unused]] static const T preset{};
    json::object out;
    for_each_member<T>([&](auto, auto m) {
        if (v.*m.where != preset.*m.where) out[m.name] = value_of(v.*m.where);
    });
    return out;
}

template <reflected T>
json::value value_of(const T& v)
{
    auto out = members(v);
    if constexpr (std::is_same_v<T, clock>) {
        out["kind"] = name_of(v.kind);
        out["state"] = name_of(v.state);
    }
    return out;
}

std::string text_of(const json::object& from, std::string_view name)
{
    const auto* v = from.if_contains(name);
    return v && v->is_string() ? std::string(v->as_string()) : std::string();
}

}  // namespace

json::object case_json(const complaint& from)
{
    json::object out{{"id", to_string(from.id)},
                     {"reference", workflow::shown_reference(from.facts.reference)},
                     {"state", name_of(from.lifecycle)},
                     {"hold", name_of(from.hold)},
                     {"ladder", name_of(from.ladder)},
                     {"version", from.version},
                     {"entries", from.cseq},
                     {"bucket", from.bucket}};
    auto facts = members(from.facts);
    facts["kind"] = name_of(from.facts.kind);
    facts["channel"] = name_of(from.facts.channel);
    out["clocks"] = value_of(from.facts.clocks);
    facts.erase("clocks");
    facts.erase("reference");
    out["facts"] = std::move(facts);
    return out;
}

json::object case_summary(const complaint& from)
{
    const auto& f = from.facts;
    json::object out{{"case", to_string(from.id)},
                     {"reference", workflow::shown_reference(f.reference)},
                     {"state", name_of(from.lifecycle)},
                     {"version", from.version},
                     {"category", f.category},
                     {"channel", name_of(f.channel)},
                     {"language", f.language}};
    const auto say = [&](std::string_view name, const std::string& text) {
        if (!text.empty()) out[name] = text;
    };
    say("owner", f.owner);
    say("team", f.team);
    if (f.severity > 0) out["severity"] = f.severity;
    if (f.received_at) say("received", to_string(*f.received_at));
    if (from.hold != hold_state::none)
        say("waiting for",
            std::string(name_of(f.hold_party)) + (f.hold_reason.empty() ? "" : ", " + f.hold_reason));
    if (from.ladder != ladder_state::at_base)
        say("rung", std::to_string(f.rung) + ", " + std::string(name_of(from.ladder)) +
                        (f.rung_target.empty() ? "" : ", " + f.rung_target));
    if (f.outcome != outcome::none) say("outcome", std::string(name_of(f.outcome)));
    if (f.closure_reason != closure_reason::none)
        say("closed because", std::string(name_of(f.closure_reason)));
    if (f.erased_at) say("words erased", to_string(*f.erased_at));
    for (const auto& clock : f.clocks) {
        auto text = std::string(name_of(clock.state));
        if (clock.due) text += ", due " + to_string(*clock.due);
        if (clock.stopped) text += ", stopped " + to_string(*clock.stopped);
        say("clock " + clock.clock_id + (clock.subject.empty() ? "" : " " + clock.subject) +
                (clock.generation > 1 ? " #" + std::to_string(clock.generation) : ""),
            text);
    }
    return out;
}

json::object timeline_row(std::string_view body, const std::optional<instant>& erased_at)
{
    boost::system::error_code wrong;
    const auto parsed = json::parse(body, wrong);
    if (wrong || !parsed.is_object())
        throw std::runtime_error("an entry of this case is not JSON: run the checker");
    const auto& entry = parsed.as_object();
    json::object row;
    for (const auto* name : {"cseq", "ver", "rec", "at", "type", "ev", "id", "cause"})
        if (const auto* v = entry.if_contains(name)) row[name] = *v;
    if (const auto* who = entry.if_contains("actor"))
        row["who"] = text_of(who->as_object(), "id") + " (" + text_of(who->as_object(), "role") + ")";
    std::string what = text_of(entry, "ev");
    if (what.empty()) what = text_of(entry, "type");
    if (const auto* moves = entry.if_contains("moves")) {
        std::string text;
        for (const auto& m : moves->as_array()) {
            const auto& move = m.as_object();
            text += (text.empty() ? "" : "; ") + text_of(move, "machine") + " " + text_of(move, "from") +
                    " > " + text_of(move, "to");
        }
        row["moves"] = text;
    }
    if (const auto* ref = entry.if_contains("ref")) {
        row["refused"] = text_of(ref->as_object(), "code");
        what += " refused: " + text_of(ref->as_object(), "code");
    }
    if (const auto* clocks = entry.if_contains("clk")) {
        std::string text;
        for (const auto& c : clocks->as_array()) {
            const auto& clock = c.as_object();
            const auto state = text_of(clock, "state");
            text += (text.empty() ? "" : "; ") + text_of(clock, "clock") + " " +
                    (state.empty() ? "running" : state);
        }
        row["clocks"] = text;
    }
    row["what"] = what;
    if (const auto* sealed = entry.if_contains("sealed")) {
        row["sealed"] = *sealed;
        // Of an instant alone: what came later in the batch of the erasure is told with its digests.
        const auto recorded = parse_instant(text_of(entry, "rec"));
        if (erased_at && recorded && *recorded < *erased_at) {
            row["erased"] = true;
            row["what"] = what + " (words erased)";
        }
    }
    if (const auto* data = entry.if_contains("data")) row["data"] = *data;
    return row;
}

}  // namespace redress::app
