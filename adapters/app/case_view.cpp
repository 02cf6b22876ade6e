#include "adapters/app/case_view.hpp"

#include "adapters/files/text_book.hpp"
#include "states/explain.hpp"
#include "workflow/reference.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <map>
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

std::string joined(const std::vector<std::string>& parts)
{
    std::string all;
    for (const auto& part : parts)
        if (!part.empty()) all += (all.empty() ? "" : ", ") + part;
    return all;
}

std::string label_of(const clock& of, const files::text_book& texts, const std::string& language)
{
    return texts.text("column", "clock", language) + " " + texts.text("clock", of.clock_id, language) +
           (of.subject.empty() ? "" : " " + of.subject) +
           (of.generation > 1 ? " #" + std::to_string(of.generation) : "");
}

std::string told(const clock& of, const files::text_book& texts, const std::string& language)
{
    auto text = texts.text("clock_state", name_of(of.state), language);
    if (of.due) text += ", " + texts.text("timeline", "due", language) + " " + to_string(*of.due);
    if (of.stopped) text += ", " + texts.text("timeline", "stopped", language) + " " + to_string(*of.stopped);
    return text;
}

// What a row of a timeline says of its entry: in words where there are texts, else as it is stored.
class entry_speaker {
public:
    explicit entry_speaker(const reading_language& in) : in_(in) {}

    [[nodiscard]] std::string name(std::string_view section, const std::string& code) const
    {
        return in_.texts == nullptr || code.empty() ? code : in_.texts->text(section, code, in_.language);
    }

    /// Of an entry that no event made: "restricted.read".
    [[nodiscard]] std::string type(std::string name_of_type) const
    {
        if (in_.texts == nullptr) return name_of_type;
        std::replace(name_of_type.begin(), name_of_type.end(), '.', '_');
        return name("timeline", name_of_type);
    }

    /// Behind whoever acted.
    [[nodiscard]] std::string stands_in_for(const std::string& absent) const
    {
        if (in_.texts == nullptr) return " for " + absent;
        return " " + in_.texts->text("timeline", "stands_in_for", in_.language) + " " + absent;
    }

    [[nodiscard]] std::string moves(const json::array& made) const
    {
        std::string text;
        for (const auto& one : made) {
            const auto& move = one.as_object();
            const auto machine = text_of(move, "machine");
            const auto section = machine == "lifecycle" ? "state" : machine;
            text += text.empty() ? "" : "; ";
            if (in_.texts == nullptr) text += machine + " ";
            text += name(section, text_of(move, "from")) + " > " + name(section, text_of(move, "to"));
        }
        return text;
    }

    [[nodiscard]] std::string clocks(const json::array& touched) const
    {
        std::string text;
        for (const auto& one : touched) {
            const auto& clock = one.as_object();
            const auto state = text_of(clock, "state");
            text += (text.empty() ? "" : "; ") + name("clock", text_of(clock, "clock")) + " " +
                    name("clock_state", state.empty() ? "running" : state);
        }
        return text;
    }

    [[nodiscard]] std::string refusal(const json::object& no) const
    {
        const auto code = text_of(no, "code");
        if (in_.texts == nullptr) return " refused: " + code;
        std::map<std::string, std::string> values;
        if (const auto* args = no.if_contains("args"); args != nullptr && args->is_object())
            for (const auto& [place, value] : args->as_object())
                values[std::string(place)] = std::string(value.as_string());
        return " ✗ " + in_.texts->refusal(code, values, in_.language);
    }

    [[nodiscard]] std::string gone(std::string_view why, std::string as_stored) const
    {
        return in_.texts == nullptr ? std::move(as_stored)
                                    : " (" + in_.texts->text("timeline", why, in_.language) + ")";
    }

private:
    const reading_language& in_;
};

}  // namespace

json::object case_json(const complaint& from, std::span<const policy* const> rules)
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
    auto& clocks = out["clocks"].emplace_array();
    for (const auto& clock : from.facts.clocks) {
        auto told = value_of(clock);
        if (const auto* first = due_before(from, rules, clock))
            told.as_object()["due_first"] = first->policy + "/" + first->clock_id;
        clocks.push_back(std::move(told));
    }
    facts.erase("clocks");
    facts.erase("reference");
    out["facts"] = std::move(facts);
    return out;
}

std::vector<labelled> case_summary(const complaint& from, const files::text_book& texts,
                                   const std::string& language, std::span<const policy* const> rules)
{
    const auto& f = from.facts;
    std::vector<labelled> out;
    const auto say = [&](std::string_view label, const std::string& text) {
        if (!text.empty()) out.emplace_back(texts.text("column", label, language), text);
    };
    const auto named = [&](std::string_view section, std::string_view code) {
        return code.empty() ? std::string() : texts.text(section, code, language);
    };
    const auto shown = [](const std::optional<instant>& at) { return at ? to_string(*at) : std::string(); };
    say("case", to_string(from.id));
    say("reference", workflow::shown_reference(f.reference));
    say("state", named("state", name_of(from.lifecycle)));
    say("version", std::to_string(from.version));
    say("category", named("category", f.category));
    say("channel", named("channel", name_of(f.channel)));
    say("language", f.language);
    say("owner", f.owner);
    say("team", f.team);
    if (f.severity > 0) say("severity", std::to_string(f.severity));
    say("received", shown(f.received_at));
    if (from.hold != hold_state::none)
        say("waiting_for",
            joined({named("hold_party", name_of(f.hold_party)), named("hold_reason", f.hold_reason)}));
    if (from.ladder != ladder_state::at_base)
        say("rung", joined({std::to_string(f.rung), named("ladder", name_of(from.ladder)), f.rung_target}));
    if (f.outcome != outcome::none) say("outcome", named("outcome", name_of(f.outcome)));
    if (f.closure_reason != closure_reason::none)
        say("closed_because", named("closure_reason", name_of(f.closure_reason)));
    say("words_erased", shown(f.erased_at));
    for (const auto& clock : f.clocks) {
        auto text = told(clock, texts, language);
        if (const auto* first = due_before(from, rules, clock))
            text += " (" + texts.text("timeline", "due_first", language) + " " +
                    texts.text("clock", first->clock_id, language) +
                    (first->policy == clock.policy ? "" : ", " + first->policy) + ")";
        out.emplace_back(label_of(clock, texts, language), std::move(text));
    }
    return out;
}

std::string slot_label(std::string_view slot, const files::text_book& texts, const std::string& language)
{
    const auto point = std::min(slot.find('.'), slot.size());
    auto label = texts.text("slot", slot.substr(0, point), language);
    return point < slot.size() ? label + " " + std::string(slot.substr(point + 1)) : label;
}

json::object timeline_row(std::string_view body, const gone_words& gone, const reading_language& in)
{
    boost::system::error_code wrong;
    const auto parsed = json::parse(body, wrong);
    if (wrong || !parsed.is_object())
        throw std::runtime_error("an entry of this case is not JSON: run the checker");
    const auto& entry = parsed.as_object();
    const entry_speaker say(in);
    json::object row;
    for (const auto* name : {"cseq", "ver", "rec", "at", "type", "ev", "id", "cause"})
        if (const auto* v = entry.if_contains(name)) row[name] = *v;
    if (const auto* who = entry.if_contains("actor")) {
        auto named = text_of(who->as_object(), "id") + " (" +
                     say.name("role", text_of(who->as_object(), "role")) + ")";
        if (const auto absent = text_of(who->as_object(), "for"); !absent.empty())
            named += say.stands_in_for(absent);
        row["who"] = std::move(named);
    }
    const auto ev = text_of(entry, "ev");
    auto what = ev.empty() ? say.type(text_of(entry, "type")) : say.name("event", ev);
    if (const auto* moves = entry.if_contains("moves")) row["moves"] = say.moves(moves->as_array());
    if (const auto* ref = entry.if_contains("ref")) {
        row["refused"] = text_of(ref->as_object(), "code");
        what += say.refusal(ref->as_object());
    }
    if (const auto* clocks = entry.if_contains("clk")) row["clocks"] = say.clocks(clocks->as_array());
    row["what"] = what;
    if (const auto* sealed = entry.if_contains("sealed")) {
        row["sealed"] = *sealed;
        // Of an instant alone: what came later in the batch of the erasure is told with its digests.
        const auto recorded = parse_instant(text_of(entry, "rec"));
        if (gone.erased_at && recorded && *recorded < *gone.erased_at) {
            row["erased"] = true;
            row["what"] = what + say.gone("words_erased", " (words erased)");
        } else if (std::ranges::find(gone.redacted, entry.at("cseq").to_number<std::int64_t>()) !=
                   gone.redacted.end()) {
            row["redacted"] = true;
            row["what"] = what + say.gone("words_redacted", " (words redacted)");
        }
    }
    if (const auto* data = entry.if_contains("data")) row["data"] = *data;
    return row;
}

labelled history_line(const json::object& row)
{
    const auto text = [&](std::string_view name) { return cell_text(row.if_contains(name)); };
    return {"#" + text("cseq") + " " + text("rec"), text("what") + ", " + text("who")};
}

}  // namespace redress::app
