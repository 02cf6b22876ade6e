// An act of a story as an event of the case that it is done to.
#include "adapters/app/story.hpp"
#include "adapters/app/story_phrases.hpp"

#include "adapters/files/zone_data.hpp"
#include "states/lookups.hpp"
#include "states/step.hpp"
#include "workflow/act_digest.hpp"

#include <algorithm>

namespace redress::app {
namespace {

std::string letter_meant(const story_act& act, const complaint& now, const std::string& file)
{
    const auto& letters = now.facts.letters;
    const auto kind = parse_name<letter_kind>(act.letter);
    for (auto one = letters.rbegin(); one != letters.rend(); ++one)
        if (act.letter.empty() || one->id == act.letter || (kind && one->kind == *kind)) return one->id;
    throw story_error(file + ":" + std::to_string(act.line) + ": '" +
                      (act.letter.empty() ? "the letter" : act.letter) +
                      "': the case has sent no such letter");
}

std::vector<std::string> parts_of(letter_kind kind, std::span<const policy* const> rules,
                                  const std::vector<std::string>& without)
{
    std::vector<std::string> parts;
    for (const auto* pinned : rules)
        if (const auto* rule = pinned->letter(kind))
            for (const auto& part : rule->must_contain)
                if (!among(parts, part) && !among(without, part)) parts.push_back(part);
    if (parts.empty() && !among(without, "contact")) parts.emplace_back("contact");
    return parts;
}

field_value value_in(const story_value& said, const story_time& time)
{
    return std::visit(
        [&](const auto& value) -> field_value {
            if constexpr (std::is_same_v<std::decay_t<decltype(value)>, story_moment>)
                return time.at(value);
            else
                return value;
        },
        said);
}

using std::chrono::days;

std::string of_day(local_reading when)
{
    const instant as_utc(when.time_since_epoch());
    return to_string(as_utc).substr(11, when == std::chrono::floor<std::chrono::minutes>(when) ? 5 : 15);
}

}  // namespace

const zone& story_zone(std::string_view name)
{
    static std::map<std::string, zone, std::less<>> read;
    if (const auto known = read.find(name); known != read.end()) return known->second;
    auto found = files::load_zone(std::string(name));
    if (!found)
        throw story_error("'" + std::string(name) +
                          "': no zone of this machine's data; write it as Europe/London");
    return read.emplace(name, *std::move(found)).first->second;
}

instant story_monday(const zone& where)
{
    return where.first_instant(
        local_date(std::chrono::sys_days(std::chrono::year(2020) / 7 / 6).time_since_epoch()) +
        std::chrono::hours(9));
}

instant story_time::at(const story_moment& said) const
{
    const auto& place = zone_told();
    switch (said.from) {
        case story_moment::origin::now:
            return now + said.offset;
        case story_moment::origin::beginning:
            return place.first_instant(place.reading(beginning) + said.offset);
        case story_moment::origin::midnight:
            return place.first_instant(place.date(beginning) + said.offset);
        case story_moment::origin::date:
            return place.first_instant(local_reading(said.offset));
        case story_moment::origin::weekday:
            break;
    }
    const auto today = place.date(now);
    const auto monday = today - (std::chrono::weekday(today) - std::chrono::Monday);
    const auto that = place.first_instant(monday + said.offset);
    return that < now ? place.first_instant(monday + days(7) + said.offset) : that;
}

std::string story_time::told(instant when) const
{
    const auto& place = zone_told();
    const auto reading = place.reading(when);
    auto date = std::chrono::floor<days>(reading);
    // The midnight that ends a day is told as that day's 24:00, as a limit ends with it.
    const bool ends_a_day = reading == date;
    if (ends_a_day) date -= days(1);
    return (in_dates ? to_string(date) : "day " + std::to_string((date - place.date(beginning)) / days(1))) +
           " " + (ends_a_day ? "24:00" : of_day(reading));
}

event event_of(const story_act& act, const complaint& now, std::span<const policy* const> rules,
               const story_time& time, const std::map<std::string, case_id>& cases, const std::string& file)
{
    event what{.type = act.what};
    for (const auto& [name, said] : act.fields) {
        auto value = value_in(said, time);
        // Cases are called by the story's names for them.
        if (name == field::primary_case || name == field::to)
            if (const auto other = cases.find(std::get<std::string>(value)); other != cases.end())
                value = to_string(other->second);
        what.set(name, std::move(value));
    }
    const auto& needed = row_of(act.what).required;
    const auto unless_told = [&](field name, field_value value) {
        if (needed.has(name) && !what.has(name)) what.set(name, std::move(value));
    };
    if (needed.has(field::letter) && !what.has(field::letter))
        unless_told(field::letter, letter_meant(act, now, file));
    if (const auto kind = letter_of(act.what)) {  // whole, whether or not the event demands its parts
        if (!what.has(field::letter_parts))
            what.set(field::letter_parts, parts_of(*kind, rules, act.without));
        if (!what.has(field::letter_language)) what.set(field::letter_language, now.facts.language);
        unless_told(field::route, std::string("email"));
        const auto writes = [&](field name, field_value value) {
            if (row_of(act.what).optional.has(name) && !what.has(name) && !among(act.without, name_of(name)))
                what.set(name, std::move(value));
        };
        const bool chinese = what.text(field::letter_language).starts_with("zh");
        writes(field::letter_body,
               std::string(chinese ? "我们已看过您所写的内容。" : "We have looked at what you wrote."));
        writes(field::next_step, std::string(chinese ? "我们会查清此事。" : "We look into it."));
        if (*kind == letter_kind::holding_response)
            writes(field::next_step_due, time.now + std::chrono::days(7));
    }
    unless_told(field::letter_language, now.facts.language);
    unless_told(field::language, std::string("en"));
    for (const auto& [name, words] : story_defaults) unless_told(name, std::string(words));
    if (act.what == event_type::complaint_filed && !what.yes(field::anonymous) &&
        !what.has(field::complainant))
        what.set(field::complainant,
                 act.as == role::complainant && !act.who.empty() ? act.who : std::string(usual_complainant));
    if (act.approver) {  // the dates that a pinning moves are its teller's to add
        what.set(field::approved_by, act.approver->second)
            .set(field::approved_role, std::string(name_of(act.approver->first)))
            .set(field::approved_at, time.now)
            .set(field::approved_digest, workflow::act_digest(now, what, {}));
    }
    return what;
}

}  // namespace redress::app
