// Guards of what stands beside the case: what an event must bring, and who may not judge their own work.
#include "states/guards.hpp"
#include "states/lookups.hpp"
#include "states/matter_rows.hpp"
#include "states/secrets.hpp"

#include <algorithm>

namespace redress::matter_rows {
namespace {

bool has_latin(std::string_view text)
{
    return std::any_of(text.begin(), text.end(),
                       [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
}

/// A character of U+4E00 to U+9FFF: three bytes of UTF-8, the first e4 to e9.
bool has_chinese(std::string_view text)
{
    return std::any_of(text.begin(), text.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte >= 0xe4 && byte <= 0xe9;
    });
}

bool both_languages(const matter_view& look)
{
    if (look.now.exists() && !look.what.has(field::words_en) && !look.what.has(field::words_zh))
        return true;  // the words stay as they are
    return has_latin(look.what.text(field::words_en)) && has_chinese(look.what.text(field::words_zh));
}

bool changes_something(const matter_view& look)
{
    for (const field f : {field::words_en, field::words_zh, field::from, field::until, field::posted_by})
        if (look.what.has(f)) return true;
    return false;
}

/// The value that a time has once the event is written down.
std::optional<instant> after(const matter_view& look, field of, const std::optional<instant>& before)
{
    return look.what.has(of) ? look.what.time(of) : before;
}

bool ends_after_it_began(const matter_view& look)
{
    const auto from = after(look, field::from, look.now.facts.from);
    const auto until = after(look, field::until, look.now.facts.until);
    return !from || !until || *from < *until;
}

bool lies_ahead(const matter_view& look)
{
    const auto due = after(look, field::due, look.now.facts.due);
    return due && *due > look.context.at;
}

bool are_ids(const matter_view& look)
{
    const auto& cases = look.what.list(field::cases);
    return std::all_of(cases.begin(), cases.end(), [](const std::string& text) {
        const auto id = parse_uuid(text);
        return id && to_string(*id) == text;
    });
}

bool checks_the_work_of_others(const matter_view& look)
{
    const auto& who = look.context.who->id;
    return who != look.now.facts.owner && who != look.now.facts.done_by;
}

bool is_due(const matter_view& look)
{
    return due_event(look.now, look.context.at).has_value();
}

/// What we post is read by everybody whom a thief writes to in our name.
bool asks_for_nothing_secret(const matter_view& look)
{
    return !asks_for_a_secret(look.what.text(field::words_en)) &&
           !asks_for_a_secret(look.what.text(field::words_zh));
}

/// One of ours, or a team of ours.
bool poster_works_here(const matter_view& look)
{
    const auto poster = look.what.text(field::posted_by);
    const auto is_it = [&](const colleague& one) { return one.id == poster || one.team == poster; };
    return !look.what.has(field::posted_by) || look.context.people.empty() ||
           std::ranges::any_of(look.context.people, is_it);
}

bool owner_works_here(const matter_view& look)
{
    return !look.what.has(field::owner) || look.context.people.empty() ||
           find_colleague(look.context.people, look.what.text(field::owner)) != nullptr;
}

/// Asked like a guard of the case itself.
bool not_concerned_in_the_case(const matter_view& look)
{
    const auto* of = look.context.of;
    if (of == nullptr) return false;
    const step_context context{.who = look.context.who, .at = look.context.at, .occurred = look.context.at};
    return guards::not_concerned::check({*of, look.what, context});
}

/// Whoever decides, may decide or looks at it from a rung.
bool leaves_the_decision_to_others(const matter_view& look)
{
    const auto* of = look.context.of;
    const auto& who = look.context.who->id;
    return of != nullptr && who != of->facts.owner && who != of->facts.decided_by &&
           who != of->facts.rung_reviewer;
}

bool ends_later(const matter_view& look)
{
    const auto until = look.what.time(field::until);
    return !until || *until > look.context.at;
}

}  // namespace

const matter_guard words_in_both_languages{"words_in_both_languages", "words_zh", &both_languages};
const matter_guard something_changes{"something_changes", "words_en", &changes_something};
const matter_guard until_is_after_from{"until_is_after_from", "until", &ends_after_it_began};
const matter_guard due_lies_ahead{"due_lies_ahead", "due", &lies_ahead};
const matter_guard cases_are_ids{"cases_are_ids", "cases", &are_ids};
const matter_guard checker_is_not_owner{"checker_is_not_owner", "action_checked", &checks_the_work_of_others};
const matter_guard action_is_due{"action_is_due", "due", &is_due};

const matter_guard incident_asks_for_no_secret{"asks_for_no_secret", "words_en", &asks_for_nothing_secret};
const matter_guard poster_is_known{"poster_is_known", "posted_by", &poster_works_here};
const matter_guard action_owner_is_known{"action_owner_is_known", "owner", &owner_works_here};

const matter_guard writer_not_concerned{"not_concerned", "handed_over", &not_concerned_in_the_case};
const matter_guard approver_is_not_decider{"approver_is_not_decider", "limited_reasons_approved",
                                           &leaves_the_decision_to_others};
const matter_guard until_lies_ahead{"until_lies_ahead", "until", &ends_later};

}  // namespace redress::matter_rows
