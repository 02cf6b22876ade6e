// Guards about what we write to the complainant, and whether it reached them.
#include "states/guards.hpp"
#include "states/limited_reasons.hpp"
#include "states/lookups.hpp"
#include "states/secrets.hpp"

#include <algorithm>

namespace redress {

bool may_leave_reasons_out(const view& look)
{
    const auto* other = look.context.outside;
    if (other == nullptr || other->limited_reasons_by.empty() || other->limited_reasons_by == look.who().id)
        return false;
    if (!guards::not_concerned::check(look)) return false;
    switch (look.what.type) {
        case event_type::decision_sent:
        case event_type::declared_inadmissible:
            // The team may decide at base, too; only the owner is told, and need know.
            return guards::decider_holds_the_rung::check(look) &&
                   (look.now.ladder != ladder_state::at_base || look.facts().owner == look.who().id);
        case event_type::appeal_decided:
            return guards::independent_reviewer::check(look);
        default:
            return false;
    }
}

}  // namespace redress

namespace redress::guards {
namespace {

bool holds_part(const view& look, const std::string& part)
{
    return among(look.what.list(field::letter_parts), part) ||
           (part == reasons_part && may_leave_reasons_out(look));
}

/// The parts that the pinned policies demand and the letter does not hold, each once.
std::vector<std::string> missing_parts(const view& look)
{
    std::vector<std::string> missing;
    const auto kind = letter_of(look.what.type);
    if (!kind) return missing;
    for (const auto* pinned : look.context.rules)
        if (const auto* rule = pinned->letter(*kind))
            for (const auto& part : rule->must_contain)
                if (!among(missing, part) && !holds_part(look, part)) missing.push_back(part);
    return missing;
}

/// A date that the letter can name: of the next step, or of a running promise that its words know.
bool names_a_date(const view& look, const letter_rule& rule)
{
    return look.what.time(field::next_step_due) ||
           std::ranges::any_of(look.facts().clocks, [&](const clock& one) {
               return one.state == clock_state::running && one.due && among(rule.dates, one.clock_id);
           });
}

/// Until when an answer counts: said, or by a window that a pinned policy opens with this letter.
bool has_a_window(const view& look)
{
    const auto opens = [&](const clock_rule& rule) {
        return rule.kind == clock_kind::window &&
               (rule.start.test(trigger_of(look.what.type)) ||
                rule.start.test(entered(machine::hold, static_cast<std::size_t>(hold_state::waiting))));
    };
    return look.what.time(field::expires) ||
           std::ranges::any_of(look.context.rules, [&](const policy* pinned) {
               return std::ranges::any_of(pinned->clocks, opens);
           });
}

/// Whether the decision gives something that only its writer can say.
bool gives_something(const event& what)
{
    switch (what.code<outcome>(field::outcome).value_or(outcome::none)) {
        case outcome::upheld:
        case outcome::partly_upheld:
        case outcome::settled:
            return true;
        default:
            break;
    }
    const auto result = what.code<appeal_result>(field::result).value_or(appeal_result::none);
    return result == appeal_result::varied || result == appeal_result::overturned;
}

/// Whether the letter answers somebody in words of its own, whatever parts a policy demands.
bool answers_in_words(event_type what)
{
    return what == event_type::initial_response_sent || what == event_type::query_answered;
}

/// Whether the date of the next step is later than the final answer that we still promise: the same letter says both.
/// Not asked of what tells that the answer itself will be late.
bool is_later_than_the_answer(const view& look)
{
    const auto said = look.what.time(field::next_step_due);
    if (!said || look.what.type == event_type::holding_response_sent ||
        look.what.type == event_type::extension_granted)
        return false;
    const auto& clocks = look.facts().clocks;
    return std::ranges::any_of(clocks, [&](const clock& one) {
        const auto* rule = rule_of(look.context.rules, one);
        return one.state == clock_state::running && one.due && *one.due < *said && rule != nullptr &&
               !rule->repeat && rule->kind != clock_kind::window &&
               rule->stop.test(dispatched(letter_kind::final_response)) &&
               !rule->stop.test(dispatched(letter_kind::initial_response));
    });
}

/// The fields that the letter takes these parts from, and that the event leaves empty, each once. What
/// stands in the wording or on the file is not asked for.
std::vector<std::string> unwritten(const view& look)
{
    std::vector<std::string> empty;
    const auto add = [&](field f) {
        std::string name(name_of(f));
        if (!among(empty, name)) empty.push_back(std::move(name));
    };
    const auto says = [&](field f) { return !blank(look.what.text(f)); };
    const auto kind = letter_of(look.what.type);
    if (!kind) return empty;
    if (answers_in_words(look.what.type) && !says(field::letter_body)) add(field::letter_body);
    // Who has no contact reads it on the status page.
    if (look.what.code<route>(field::route) == route::none) add(field::route);
    // A date that lies behind is no date to wait for.
    for (const field date : {field::next_step_due, field::expires})
        if (const auto said = look.what.time(date); said && *said <= look.context.at) add(date);
    if (is_later_than_the_answer(look)) add(field::next_step_due);
    for (const auto* pinned : look.context.rules) {
        const auto* rule = pinned->letter(*kind);
        if (rule == nullptr) continue;
        for (const auto& part : rule->must_contain) {
            if (part == "next_step" && !says(field::next_step)) add(field::next_step);
            if (part == "timeframe" && !names_a_date(look, *rule)) add(field::next_step_due);
            if (part == "new_date" && !look.what.has(field::clock) && !look.what.time(field::next_step_due))
                add(field::next_step_due);
            if (part == "answer_until" && !has_a_window(look)) add(field::expires);
            if (part == "remedies" && gives_something(look.what) && !says(field::letter_body))
                add(field::letter_body);
            // A letter whose event has no reason tells it in its own words.
            if (part == reasons_part && !row_of(look.what.type).required.has(field::reason) &&
                !says(field::letter_body))
                add(field::letter_body);
        }
    }
    return empty;
}

}  // namespace

bool letter_complete::check(const view& look)
{
    const auto kind = letter_of(look.what.type);
    if (!kind) return true;
    for (const auto* pinned : look.context.rules)
        if (const auto* rule = pinned->letter(*kind))
            for (const auto& part : rule->must_contain)
                if (!holds_part(look, part)) return false;
    return true;
}

void letter_complete::explain(const view& look, refusal& no)
{
    const auto kind = letter_of(look.what.type);
    no.args.emplace_back("letter", kind ? name_of(*kind) : "");
    no.args.emplace_back("missing", joined(missing_parts(look)));
}

bool letter_complete_when_staff_write::check(const view& look)
{
    return !is_staff(look.who().role) || letter_complete::check(look);
}

void letter_complete_when_staff_write::explain(const view& look, refusal& no)
{
    letter_complete::explain(look, no);
}

bool letter_is_written_by_staff::check(const view& look)
{
    return !is_staff(look.who().role) || letter_is_written::check(look);
}

void letter_is_written_by_staff::explain(const view& look, refusal& no)
{
    letter_is_written::explain(look, no);
}

bool in_their_language_by_staff::check(const view& look)
{
    return !is_staff(look.who().role) || in_complainants_language::check(look);
}

void in_their_language_by_staff::explain(const view& look, refusal& no)
{
    in_complainants_language::explain(look, no);
}

bool letter_is_written::check(const view& look)
{
    return unwritten(look).empty();
}

void letter_is_written::explain(const view& look, refusal& no)
{
    const auto kind = letter_of(look.what.type);
    no.args.emplace_back("letter", kind ? name_of(*kind) : "");
    no.args.emplace_back("needs", joined(unwritten(look)));
}

namespace {

/// Languages in which a policy of the case has words, each once.
std::vector<std::string> worded_languages(const view& look)
{
    std::vector<std::string> all;
    for (const auto* pinned : look.context.rules)
        for (const auto& one : pinned->wordings)
            if (!among(all, one.language)) all.push_back(one.language);
    return all;
}

bool has_words_in(const view& look, std::string_view language)
{
    return std::ranges::any_of(look.context.rules, [&](const policy* pinned) {
        return std::ranges::any_of(pinned->wordings, [&](const wording_rule& one) {
            return same_letters(primary_subtag(one.language), language);
        });
    });
}

/// Whether the writer's own words are in the letters of the language that the event names. Chinese says at least
/// something in Chinese characters, English not mostly in them; of other languages nothing is known.
bool is_written_in(const view& look, std::string_view language)
{
    for (const field words : {field::letter_body, field::next_step}) {
        std::size_t latin = 0, chinese = 0;
        for (const char c : look.what.text(words)) {
            const auto byte = static_cast<unsigned char>(c);
            if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) ++latin;
            if (byte >= 0xe4 && byte <= 0xe9) ++chinese;  // the first byte of U+4E00 to U+9FFF
        }
        if (same_letters(language, "zh") && chinese == 0 && latin > 0) return false;
        if (same_letters(language, "en") && chinese > latin) return false;
    }
    return true;
}

}  // namespace

bool in_complainants_language::check(const view& look)
{
    const auto theirs = primary_subtag(look.facts().language);
    const auto ours = primary_subtag(look.what.text(field::letter_language));
    // What no policy of the case has words for could not be written at all. Where none has words in theirs, one in
    // which it has is better than silence.
    const bool worded =
        std::ranges::any_of(look.context.rules, [](const policy* one) { return !one->wordings.empty(); });
    if (worded && !has_words_in(look, ours)) return false;
    if (!theirs.empty() && !same_letters(ours, theirs) && (!worded || has_words_in(look, theirs)))
        return false;
    return is_written_in(look, ours);
}

void in_complainants_language::explain(const view& look, refusal& no)
{
    const auto& theirs = look.facts().language;
    const auto worded = worded_languages(look);
    no.args.emplace_back(
        "language", worded.empty() || has_words_in(look, primary_subtag(theirs)) ? theirs : joined(worded));
}

bool asks_for_no_secret::check(const view& look)
{
    // Everything that a letter or message shows of what the event brings.
    static constexpr field shown[] = {field::text, field::letter_body, field::subject, field::reason,
                                      field::next_step};
    return std::ranges::none_of(shown, [&](field one) { return asks_for_a_secret(look.what.text(one)); }) &&
           std::ranges::none_of(look.what.list(field::items), names_a_secret);
}

bool reason_asks_for_no_secret::check(const view& look)
{
    return asks_for_no_secret::check(look);
}

bool contact_is_safe::check(const view& look)
{
    if (!look.facts().contact_unsafe) return true;
    // The page needs the complainant's own secret, and a letter by post or a call is not read by
    // whoever took over a mailbox or a telephone.
    switch (look.what.code<route>(field::route).value_or(route::none)) {
        case route::email:
        case route::phone:
        case route::sms:
        case route::in_app:
        case route::live_chat:
            break;
        case route::status_page:
        case route::post:
        case route::call:
        case route::none:
            return true;
    }
    return false;
}

bool letter_is_known::check(const view& look)
{
    // A message that names no letter is not one sent again.
    if (!look.what.has(field::letter))
        return look.what.type == event_type::message_sent || !look.facts().letters.empty();
    return find_letter(look.now, look.what.text(field::letter)) != nullptr;
}

void letter_is_known::explain(const view& look, refusal& no)
{
    no.args.emplace_back("letter", look.what.text(field::letter));
}

bool decision_reached_them::check(const view& look)
{
    const auto* decision = last_decision_letter(look.now);
    return decision != nullptr && reached(*decision);
}

bool tried_to_reach::check(const view& look)
{
    const auto& f = look.facts();
    if (f.support_needs.empty()) return true;
    return f.tried_to_reach_at && (!f.decided_at || *f.tried_to_reach_at >= *f.decided_at);
}

}  // namespace redress::guards
