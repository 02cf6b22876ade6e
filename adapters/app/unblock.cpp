#include "adapters/app/unblock.hpp"

#include "adapters/app/event_options.hpp"
#include "adapters/app/who_could.hpp"
#include "adapters/json/event_json.hpp"
#include "states/matter_step.hpp"
#include "states/tables.hpp"

#include <array>
#include <utility>

namespace redress::app {
namespace {

/// What a file lacks, by the names of `records_required`, and the event that records it.
constexpr auto events_that_record = std::to_array<std::pair<std::string_view, event_type>>(
    {{"owner", event_type::assigned},
     {"points", event_type::points_agreed},
     {"calls", event_type::call_recorded},
     {"evidence", event_type::document_added},
     {"root_cause_when_upheld", event_type::root_cause_recorded}});

std::vector<std::string> items_of(const refusal_args& args, const std::string& name)
{
    std::vector<std::string> items;
    const auto found = args.find(name);
    if (found == args.end()) return items;
    constexpr std::string_view between = ", ";
    for (std::string_view rest = found->second; !rest.empty();) {
        const auto end = rest.find(between);
        if (const auto item = rest.substr(0, end); !item.empty()) items.emplace_back(item);
        rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + between.size());
    }
    return items;
}

bool carries(event_type e, field f)
{
    return row_of(e).required.has(f) || row_of(e).optional.has(f);
}

/// What stands for a value in a command line that somebody is to complete.
std::string metavar(field f)
{
    const auto& row = row_of(f);
    switch (row.type) {
        case field_type::text:
        case field_type::texts:
            return "'...'";
        case field_type::language:
            return "LANGUAGE";
        case field_type::integer:
            return "N";
        case field_type::boolean:
            return "true";
        case field_type::time:
            return "TIME";
        case field_type::amount:
            return "AMOUNT";
        case field_type::word:
        case field_type::words:
        case field_type::code:
            break;
    }
    std::string name(row.name);
    for (auto& c : name) c = c == '_' ? '-' : static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
    return name;
}

/// The values that the refusal names for a field; what stands for one when it names none.
std::vector<std::string> values_for(field f, const refusal_args& args)
{
    std::vector<std::string> values;
    if (f == field::letter_parts || f == field::items) values = items_of(args, "missing");
    if (f == field::letter_language) values = items_of(args, "language");
    if (f == field::expires) values = items_of(args, "latest");
    if (f == field::approved_digest) values = items_of(args, "digest");
    if (f == field::findings)
        for (const auto& point : items_of(args, "points")) values.push_back(point + ":FINDING");
    if (values.empty()) values.push_back(metavar(f));
    return values;
}

void add_options(std::vector<std::string>& to, field f, const refusal_args& args)
{
    for (const auto& value : values_for(f, args)) to.push_back(flag_of(f) + " " + value);
}

/// Which fields of the event mend it, most telling first; none when it has no such field.
std::vector<field> fields_that_mend(event_type tried, std::string_view fix, const refusal_args& args)
{
    std::vector<field> found;
    for (const auto& name : items_of(args, "needs"))
        if (const auto* f = json::find_field(name); f && carries(tried, *f)) found.push_back(*f);
    if (!found.empty()) return found;
    const auto* named = json::find_field(fix);
    if (!named) return {};
    // The approval of a second person is four fields that go together.
    if (*named == field::approved_by && carries(tried, *named))
        return {field::approved_by, field::approved_role, field::approved_at, field::approved_digest};
    if (carries(tried, *named)) return {*named};
    // Letters have their words in a field of their own.
    if (*named == field::text && carries(tried, field::letter_body)) return {field::letter_body};
    return {};
}

/// "incident_changed" is sent by `incidents change`, "restricted_note_added" by `restricted note`.
constexpr auto verbs = std::to_array<std::pair<event_type, std::string_view>>(
    {{event_type::incident_opened, "open"},
     {event_type::incident_changed, "change"},
     {event_type::incident_ended, "end"},
     {event_type::action_opened, "open"},
     {event_type::action_done, "done"},
     {event_type::action_checked, "check"},
     {event_type::action_reopened, "reopen"},
     {event_type::restricted_opened, "open"},
     {event_type::restricted_note_added, "note"},
     {event_type::limited_reasons_approved, "approve-limited-reasons"}});

/// Where whoever types finds the names that a guard asks for.
constexpr auto looks = std::to_array<std::pair<std::string_view, std::string_view>>(
    {{guards::staff_named_are_known::name, "redress roster list"},
     {guards::team_is_known::name, "redress roster list"},
     {"poster_is_known", "redress roster list"},
     {"action_owner_is_known", "redress roster list"},
     {guards::incident_is_known::name, "redress incidents list"},
     {"cases_are_ids", "redress case list"}});

std::string_view family_of(matter_kind kind)
{
    switch (kind) {
        case matter_kind::incident:
            return "incidents";
        case matter_kind::action:
            return "improvements";
        case matter_kind::restricted:
            break;
    }
    return "restricted";
}

/// Of what stands beside the case and cannot be done where it stands: a look at it, or its beginning.
std::string command_before(event_type tried, matter_kind kind, const refusal_args& args,
                           const std::string& about)
{
    const auto state = args.find("state");
    const bool missing = state != args.end() && state->second == name_of(matter_state::none);
    if (kind == matter_kind::restricted && missing && !opens_matter(tried))
        return command_that_sends(event_type::restricted_opened, about);
    return "redress " + std::string(family_of(kind)) + " show " + about;
}

}  // namespace

std::string_view fix_of(event_type tried, std::string_view guard)
{
    for (const auto& one : tables::all)
        for (const auto& line : one.rows)
            if (line.event == tried)
                for (const auto* asked : line.guards)
                    if (asked->name == guard) return asked->fix;
    if (const auto kind = matter_of(tried))
        for (const auto& line : rows_of_matter(*kind))
            if (line.event == tried)
                for (const auto* asked : line.guards)
                    if (asked->name == guard) return asked->fix;
    // Whoever a complaint is about is refused before any row is asked.
    if (guard == guards::not_concerned::name) return guards::not_concerned::fix;
    return {};
}

std::string command_that_sends(event_type e, const std::string& about)
{
    std::string line = "redress ";
    if (e == event_type::complaint_filed) {
        line += "case file";
    } else if (const auto kind = matter_of(e)) {
        std::string_view verb;
        for (const auto& [sends, word] : verbs)
            if (sends == e) verb = word;
        if (verb.empty()) return {};
        // A compartment has the name of its case before it is there.
        const bool named = !opens_matter(e) || *kind == matter_kind::restricted;
        line += std::string(family_of(*kind)) + " " + std::string(verb) + (named ? " " + about : "");
    } else {
        line += "case do " + about + " " + std::string(name_of(e));
    }
    for (const auto& option : options_of(e))
        if (option.required) line += " " + option.flag + " " + metavar(option.field);
    return line;
}

unblock unblocked_by(event_type tried, std::string_view guard, std::string_view fix, const refusal_args& args,
                     const std::string& about)
{
    unblock how;
    if (guard == guards::records_complete::name) {
        for (const auto& wanted : items_of(args, "missing"))
            for (const auto& [name, records] : events_that_record)
                if (name == wanted) how.run.push_back(command_that_sends(records, about));
        if (!how.run.empty()) return how;
    }
    if (mended_by_somebody_else(guard)) {
        const auto could = items_of(args, "could");
        if (!could.empty())
            how.add.push_back("--as " + could.front());
        else if (!args.contains("could"))
            how.add.emplace_back("--as PERSON");
        return how;
    }
    if (const auto kind = matter_of(tried); kind && guard.empty() && args.contains("state")) {
        if (!args.contains("role")) how.run.push_back(command_before(tried, *kind, args, about));
        return how;
    }
    // A first answer is its owner's: nothing in the event is wrong but who sends it.
    if (guard == guards::staff_author::name) {
        how.add.emplace_back("--as OWNER");
        return how;
    }
    // Where it stands or whose it is blocks it: what is possible there is listed.
    if (guard.empty() && args.contains("event") && tried != event_type::complaint_filed) {
        how.run.push_back("redress case actions " + about + (args.contains("role") ? " --all" : ""));
        return how;
    }
    if (guard == guards::letter_is_known::name) how.run.push_back("redress case letters " + about);
    if (guard == guards::clock_is_known::name) how.run.push_back("redress case get " + about);
    for (const auto& [asked, line] : looks)
        if (guard == asked) how.run.emplace_back(line);
    for (const auto f : fields_that_mend(tried, fix, args)) add_options(how.add, f, args);
    if (!how.add.empty()) return how;
    if (const auto other = parse_event_type(fix)) {
        if (const auto line = command_that_sends(*other, about); !line.empty()) how.run.push_back(line);
    } else if (guard == guards::refund_is_owed::name) {
        // What is owed is said when it is offered, so the approval has no field for it.
        how.run.push_back(command_that_sends(event_type::redress_offered, about));
    } else if (guard == guards::running_clocks_known::name) {
        // The policy must keep the clock, or the case outlive it: there it says which and until when.
        how.run.push_back("redress case get " + about);
    }
    return how;
}

}  // namespace redress::app
