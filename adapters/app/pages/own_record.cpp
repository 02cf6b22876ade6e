#include "adapters/app/pages/own_record.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <array>
#include <map>

namespace redress::app {
namespace {

enum class told : std::uint8_t {
    whoever_said_it,  // also when staff wrote it down for them, or to them
    theirs_alone,     // told when they did it; of staff's it is told that it happened, without words
    only_theirs,      // not told at all unless they did it
};

struct told_event {
    event_type what;
    told who;
    field_set words;
};

// What is not listed is not told: notes, reviews, people, enquiries, compartments, keeping.
constexpr auto told_events = std::to_array<told_event>({
    {event_type::complaint_filed,
     told::whoever_said_it,
     {field::subject, field::narrative, field::points, field::wished_outcome, field::error_message,
      field::transaction_id, field::device, field::app_version, field::complainant_account,
      field::complainant_name, field::complainant_email, field::complainant_phone, field::representative_name,
      field::attachments}},
    {event_type::message_received, told::whoever_said_it, {field::text, field::attachments}},
    {event_type::message_sent, told::whoever_said_it, {field::subject, field::text}},
    {event_type::call_recorded, told::whoever_said_it, {field::summary}},
    {event_type::point_added, told::whoever_said_it, {field::text}},
    {event_type::document_added, told::only_theirs, {field::text}},
    {event_type::information_received, told::theirs_alone, {field::text}},
    {event_type::appeal_filed, told::theirs_alone, {field::grounds, field::new_facts, field::wished_outcome}},
    {event_type::appeal_withdrawn, told::theirs_alone, {field::reason}},
    {event_type::withdrawn, told::theirs_alone, {field::reason}},
    {event_type::resolution_accepted, told::theirs_alone, {field::text}},
    {event_type::exit_disputed, told::theirs_alone, {field::text}},
    {event_type::reopened, told::theirs_alone, {field::new_facts}},
    {event_type::escalated, told::only_theirs, {field::reason}},
    {event_type::rating_given, told::only_theirs, {field::text}},
    {event_type::callback_requested, told::only_theirs, {field::contact, field::text}},
    {event_type::contact_changed, told::theirs_alone, {field::contact}},
    {event_type::contact_unsafe_marked, told::theirs_alone, {field::reason}},
    {event_type::support_needs_recorded, told::only_theirs, {field::text}},
    {event_type::representative_authorised, told::theirs_alone, {field::representative_name}},
    {event_type::authority_ended, told::theirs_alone, {}},
    {event_type::containment_requested, told::theirs_alone, {}},
    {event_type::containment_confirmed, told::theirs_alone, {}},
    {event_type::containment_refused, told::theirs_alone, {}},
    {event_type::containment_contested, told::theirs_alone, {field::text}},
    {event_type::containment_released, told::theirs_alone, {}},
    {event_type::redress_accepted, told::theirs_alone, {}},
    {event_type::redress_declined, told::theirs_alone, {field::reason}},
    {event_type::redress_paid, told::theirs_alone, {}},
    {event_type::referral_made, told::theirs_alone, {field::reason}},
    {event_type::marked_duplicate, told::theirs_alone, {}},
    {event_type::duplicate_unmarked, told::theirs_alone, {}},
    {event_type::reclassified, told::theirs_alone, {}},
    {event_type::subject_erased, told::theirs_alone, {}},
});

bool said_by_them(const boost::json::object& entry)
{
    const auto* actor = entry.if_contains("actor");
    if (actor == nullptr || !actor->is_object()) return false;
    const auto* role = actor->as_object().if_contains("role");
    return role != nullptr && (*role == "complainant" || *role == "representative" || *role == "channel");
}

/// Of a list "points.1", "points.2" belong to points.
bool belongs(std::string_view slot, std::string_view name)
{
    return slot == name || (slot.size() > name.size() && slot.starts_with(name) && slot[name.size()] == '.');
}

}  // namespace

std::vector<record_line> own_record(std::span<const postgres::timeline_entry> entries,
                                    std::span<const postgres::private_text> texts,
                                    const std::vector<letter>& letters, const letter_writer& write)
{
    std::map<std::int64_t, std::vector<const postgres::private_text*>> by_entry;
    for (const auto& one : texts) by_entry[one.entry_key].push_back(&one);

    std::vector<record_line> lines;
    for (const auto& one : entries) {
        const auto entry = boost::json::parse(one.body).as_object();
        const auto* named = entry.if_contains("ev");
        if (named == nullptr || entry.at("type").as_string() != "case.event") continue;
        const auto type = parse_event_type(std::string_view(named->as_string()));
        if (!type) continue;
        const auto row = std::ranges::find(told_events, *type, &told_event::what);
        if (row == told_events.end()) continue;
        const bool theirs = said_by_them(entry);
        if (row->who == told::only_theirs && !theirs) continue;
        const auto at = parse_instant(std::string_view(entry.at("at").as_string()));
        record_line line{.at = at.value_or(instant{}), .yours = theirs, .what = *type};
        // A message that staff wrote down is still theirs.
        if (*type == event_type::message_received || *type == event_type::complaint_filed) line.yours = true;
        if (theirs || row->who == told::whoever_said_it)
            for (std::size_t f = 0; f < field_count; ++f) {
                const auto which = static_cast<field>(f);
                if (!row->words.has(which)) continue;
                for (const auto* text : by_entry[one.key])
                    if (belongs(text->slot, name_of(which))) line.words.emplace_back(which, text->bytes);
            }
        lines.push_back(std::move(line));
    }
    for (const auto& one : letters) {
        if (!one.sent) continue;
        auto [subject, text] = write(one);
        lines.push_back({.at = *one.sent,
                         .yours = false,
                         .what = event_type::message_sent,
                         .words = {},
                         .letter = one.kind,
                         .letter_id = one.id,
                         .subject = std::move(subject),
                         .text = std::move(text)});
    }
    std::ranges::stable_sort(lines, {}, &record_line::at);
    return lines;
}

}  // namespace redress::app
