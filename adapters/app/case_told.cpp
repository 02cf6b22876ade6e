#include "adapters/app/case_told.hpp"

#include "adapters/files/text_book.hpp"
#include "states/instant.hpp"

#include <boost/json.hpp>

#include <array>
#include <map>
#include <stdexcept>

namespace redress::app {
namespace {

/// Of what an entry carries, what a reader wants to see, with the section that has the words for it.
constexpr auto shown_fields = std::to_array<std::pair<std::string_view, std::string_view>>(
    {{"category", "category"},
     {"channel", "channel"},
     {"clock", "clock"},
     {"containment_ground", "containment_ground"},
     {"hold_reason", "hold_reason"},
     {"inadmissibility", "inadmissibility"},
     {"item", ""},
     {"items", "missing"},
     {"outcome", "outcome"},
     {"owner", ""},
     {"redress_kind", "redress_kind"},
     {"amount", ""},
     {"currency", ""},
     {"refusal_reason", "containment_refusal"},
     {"release_ground", "release_ground"},
     {"result", "appeal_result"},
     {"body", ""},
     {"route", "route"},
     {"rung", "rung"},
     {"threshold", ""}});

class entry_teller {
public:
    entry_teller(const boost::json::object& entry, const files::text_book& texts, const std::string& language)
        : entry_(entry), texts_(texts), language_(language)
    {
    }

    [[nodiscard]] std::string tell() const
    {
        auto told = day_and_time(text(entry_, "rec")) + "  " + (entry_.contains("cause") ? "↳ " : "") +
                    who() + words("event", text(entry_, "ev")) + details() + "\n";
        if (const auto* set = entry_.if_contains("set")) told += receipt(set->as_object());
        if (const auto* refused = entry_.if_contains("ref")) told += refusal(refused->as_object());
        if (const auto* moves = entry_.if_contains("moves"))
            for (const auto& one : moves->as_array()) told += move(one.as_object());
        // A warning moves nothing: its clock runs on to the same due time.
        if (const auto* clocks = entry_.if_contains("clk"); clocks && text(entry_, "ev") != "deadline_warned")
            for (const auto& one : clocks->as_array()) told += clock(one.as_object());
        return told;
    }

private:
    static std::string text(const boost::json::object& from, std::string_view name)
    {
        const auto* value = from.if_contains(name);
        if (value == nullptr) return {};
        return value->is_string() ? std::string(value->as_string()) : boost::json::serialize(*value);
    }
    /// "2026-11-23 09:30", as entries have it in UTC.
    static std::string day_and_time(const std::string& at)
    {
        return at.size() < 16 ? at : at.substr(0, 10) + " " + at.substr(11, 5);
    }
    [[nodiscard]] std::string words(std::string_view section, const std::string& key) const
    {
        return !section.empty() && texts_.has(section, key, language_) ? texts_.text(section, key, language_)
                                                                       : key;
    }
    static std::string indented(const std::string& line) { return std::string(18, ' ') + line + "\n"; }

    [[nodiscard]] std::string who() const
    {
        const auto* actor = entry_.if_contains("actor");
        if (actor == nullptr) return {};
        const auto& one = actor->as_object();
        const auto id = text(one, "id"), as = text(one, "role");
        const auto absent = text(one, "for");
        return (id == as ? words("role", as) : id + " (" + words("role", as) + ")") +
               (absent.empty() ? "" : " " + words("timeline", "stands_in_for") + " " + absent) + ": ";
    }

    [[nodiscard]] std::string details() const
    {
        const auto* data = entry_.if_contains("data");
        if (data == nullptr) return {};
        std::string all;
        const auto add = [&](std::string_view section, const boost::json::value& value) {
            const auto key =
                value.is_string() ? std::string(value.as_string()) : boost::json::serialize(value);
            all += all.empty() ? "" : ", ";
            all += section == "rung" ? words("timeline", "rung") + " " + key : words(section, key);
        };
        for (const auto& [name, section] : shown_fields) {
            const auto* value = data->as_object().if_contains(name);
            if (value == nullptr) continue;
            if (const auto* list = value->if_array())
                for (const auto& one : *list) add(section, one);
            else
                add(section, *value);
        }
        return all.empty() ? "" : " (" + all + ")";
    }

    /// Of a filing that came in before it was recorded.
    [[nodiscard]] std::string receipt(const boost::json::object& set) const
    {
        const auto at = text(set, "received_at");
        if (at.empty() || at == text(entry_, "rec")) return {};
        return indented(words("timeline", "received") + " " + day_and_time(at));
    }

    [[nodiscard]] std::string refusal(const boost::json::object& no) const
    {
        std::map<std::string, std::string> args;
        for (const auto& [name, value] : no.at("args").as_object())
            args[std::string(name)] = std::string(value.as_string());
        return indented("✗ " + texts_.refusal(text(no, "code"), args, language_));
    }

    [[nodiscard]] std::string move(const boost::json::object& one) const
    {
        const auto machine = text(one, "machine");
        const auto item = text(one, "subject");  // of the redress, which has a machine for each
        return indented("→ " + (item.empty() ? "" : item + ": ") +
                        words(machine == "lifecycle" ? "state" : machine, text(one, "to")));
    }

    [[nodiscard]] std::string clock(const boost::json::object& one) const
    {
        // What is at its default is not written: a clock that runs says no state.
        const auto said = text(one, "state");
        const auto state = said.empty() ? "running" : said;
        auto line = "· " + words("clock", text(one, "clock")) + ": " + words("clock_state", state);
        if (state == "running")
            line += ", " + words("timeline", "due") + " " + day_and_time(text(one, "due"));
        return indented(line);
    }

    const boost::json::object& entry_;
    const files::text_book& texts_;
    const std::string& language_;
};

}  // namespace

std::string told_entry(std::string_view body, const files::text_book& texts, const std::string& language)
{
    boost::system::error_code wrong;
    const auto parsed = boost::json::parse(body, wrong);
    if (wrong || !parsed.is_object())
        throw std::runtime_error("an entry of this case is not JSON: run the checker");
    return entry_teller(parsed.as_object(), texts, language).tell();
}

}  // namespace redress::app
