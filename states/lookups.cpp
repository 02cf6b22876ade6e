#include "states/lookups.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>

namespace redress {

bool blank(std::string_view text)
{
    return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

bool among(const std::vector<std::string>& list, std::string_view wanted)
{
    return std::find(list.begin(), list.end(), wanted) != list.end();
}

std::string joined(const std::vector<std::string>& list)
{
    std::string text;
    for (const auto& one : list) text.append(text.empty() ? "" : ", ").append(one);
    return text;
}

bool is_staff(role who)
{
    return who >= role::handler && who <= role::auditor;
}

const letter* find_letter(const complaint& now, std::string_view id)
{
    for (const auto& one : now.facts.letters)
        if (one.id == id) return &one;
    return nullptr;
}

const letter* last_decision_letter(const complaint& now)
{
    const auto& letters = now.facts.letters;
    for (auto one = letters.rbegin(); one != letters.rend(); ++one)
        if (one->kind == letter_kind::final_response || one->kind == letter_kind::summary_resolution ||
            one->kind == letter_kind::appeal_decision)
            return &*one;
    return nullptr;
}

bool undelivered(const letter& one)
{
    return one.returned && (!one.dispatched || *one.dispatched <= *one.returned);
}

bool reached(const letter& one)
{
    return one.dispatched && !undelivered(one);
}

std::string_view item_named(const event& what)
{
    // A timer names the subject of the clock that fell due.
    return what.has(field::item) ? what.text(field::item) : what.text(field::subject_of);
}

const redress_item* find_item(const complaint& now, std::string_view id)
{
    const auto& items = now.facts.redress_items;
    const auto found =
        std::find_if(items.begin(), items.end(), [&](const redress_item& one) { return one.id == id; });
    return found == items.end() ? nullptr : &*found;
}

bool anybody_could(const view& look, role as, bool (*may)(const view&))
{
    return std::ranges::any_of(look.context.people, [&](const colleague& one) {
        if (!one.roles.has(as) || !is_here(one, look.context.at)) return false;
        const actor they{
            .id = one.id, .role = as, .team = one.team, .rungs = one.rungs, .manages = one.manages};
        step_context as_they = look.context;
        as_they.who = &they;
        return may({look.now, look.what, as_they});
    });
}

std::string_view primary_subtag(std::string_view tag)
{
    return tag.substr(0, tag.find('-'));
}

bool same_letters(std::string_view left, std::string_view right)
{
    const auto lower = [](char c) { return std::tolower(static_cast<unsigned char>(c)); };
    if (left.size() != right.size()) return false;
    for (std::size_t i = 0; i < left.size(); ++i)
        if (lower(left[i]) != lower(right[i])) return false;
    return true;
}

std::int64_t contacts(const facts& f)
{
    const auto written = std::count_if(f.letters.begin(), f.letters.end(),
                                       [](const letter& one) { return one.by != engine_actor().id; });
    return f.calls + f.message_count + written;
}

bool complained_about(const facts& f, std::span<const colleague> people, std::string_view person)
{
    if (f.about_staff.empty()) return false;  // as nearly always: nobody need be looked for
    if (among(f.about_staff, person)) return true;
    const auto* known = find_colleague(people, person);
    return known != nullptr && std::ranges::any_of(known->manages, [&](const std::string& one) {
               return among(f.about_staff, one);
           });
}

std::vector<std::string> unknown_staff(const view& look)
{
    std::vector<std::string> unknown;
    for (const auto& one : look.what.list(field::about_staff))
        if (find_colleague(look.context.people, one) == nullptr) unknown.push_back(one);
    return unknown;
}

std::int64_t entry_of_content(const complaint& now, std::string_view named)
{
    if (named.starts_with('#')) {
        std::int64_t number = 0;
        const auto* last = named.data() + named.size();
        const auto [end, failed] = std::from_chars(named.data() + 1, last, number);
        return failed == std::errc{} && end == last && number > 0 && number <= now.cseq ? number : 0;
    }
    const auto& all = now.facts.document_list;
    const auto found = std::ranges::find(all, named, &document::id);
    return found == all.end() ? 0 : found->entry;
}

const enquiry* open_enquiry(const complaint& now, std::string_view id)
{
    for (const auto& one : now.facts.enquiries)
        if (one.id == id && !one.answered) return &one;
    return nullptr;
}

const clock* named_clock(const complaint& now, const event& what)
{
    const auto id = what.text(field::clock);
    const auto subject = what.text(field::subject_of);
    const auto generation = what.integer(field::generation, 1);
    for (const auto& one : now.facts.clocks)
        if (one.generation == generation && one.clock_id == id && one.subject == subject) return &one;
    return nullptr;
}

const clock_rule* rule_of(std::span<const policy* const> rules, const clock& one)
{
    for (const auto* pinned : rules)
        if (pinned->id == one.policy)
            if (const auto* rule = pinned->clock(one.clock_id)) return rule;
    return nullptr;
}

const clock* latest_window(const complaint& now, std::span<const policy* const> rules, event_type lapse)
{
    const clock* latest = nullptr;
    for (const auto& one : now.facts.clocks) {
        if (one.kind != clock_kind::window) continue;
        const auto* rule = rule_of(rules, one);
        if (rule == nullptr || rule->on_lapse != lapse) continue;
        if (latest == nullptr || one.generation > latest->generation) latest = &one;
    }
    return latest;
}

const limit_override* special_limit(const complaint& now, const clock_rule& rule, std::string_view item)
{
    const facts& f = now.facts;
    const auto* of = find_item(now, item);
    for (const auto& special : rule.overrides)
        if ((special.channel.empty() || special.channel == name_of(f.channel)) &&
            (special.kind.empty() || special.kind == name_of(f.kind)) &&
            (special.category.empty() || special.category == f.category) &&
            (special.item.empty() || (of != nullptr && special.item == name_of(of->kind))) &&
            (special.rung == 0 || special.rung == f.rung) && f.severity >= special.severity_min &&
            (!special.complexity || *special.complexity == f.complexity) &&
            (special.amount_above.empty() || special.amount_above.exceeded_by(f.amount, f.currency)))
            return &special;
    return nullptr;
}

bool may_limit_reasons(event_type what)
{
    return what == event_type::decision_sent || what == event_type::declared_inadmissible ||
           what == event_type::appeal_decided;
}

bool reasons_left_out(const event& what)
{
    return may_limit_reasons(what.type) && what.has(field::letter_parts) &&
           !among(what.list(field::letter_parts), reasons_part);
}

bool counting(const clock& one)
{
    return one.state == clock_state::running || one.state == clock_state::paused;
}

const rung_rule* find_rung(std::span<const policy* const> rules, std::int64_t n)
{
    for (const auto* pinned : rules)
        if (const auto* rule = pinned->rung(n)) return rule;
    return nullptr;
}

std::optional<std::int64_t> rung_after(const view& look)
{
    const auto present = look.now.ladder == ladder_state::at_base ? 0 : look.facts().rung;
    const auto who = look.who().role;
    if (who == role::complainant || who == role::representative) {
        for (auto n = present + 1; find_rung(look.context.rules, n) != nullptr; ++n)
            if (find_rung(look.context.rules, n)->on_request) return n;
        return std::nullopt;
    }
    const auto wanted = look.what.integer(field::rung, present + 1);
    if (wanted <= present || find_rung(look.context.rules, wanted) == nullptr) return std::nullopt;
    return wanted;
}

filing_traits traits_of(const event& filing)
{
    return {.legal_entity = filing.text(field::legal_entity),
            .country = filing.text(field::country),
            .service = filing.text(field::service),
            .category = filing.text(field::category),
            .channel = filing.text(field::channel),
            .amount = filing.text(field::amount),
            .currency = filing.text(field::currency)};
}

filing_traits traits_of(const facts& known)
{
    return {.legal_entity = known.legal_entity,
            .country = known.country,
            .service = known.service,
            .category = known.category,
            .channel = name_of(known.channel),
            .amount = known.amount,
            .currency = known.currency};
}

}  // namespace redress
