#include "adapters/app/policy_words.hpp"
#include "adapters/files/letter_book.hpp"

#include "adapters/files/text_book.hpp"
#include "states/calendar.hpp"
#include "states/machine_step.hpp"

#include <algorithm>
#include <map>

namespace redress::app {
namespace {

class teller {
public:
    teller(const files::text_book& texts, const std::string& language) : texts_(texts), language_(language) {}

    [[nodiscard]] std::string name(std::string_view section, std::string_view key) const
    {
        return texts_.text(section, std::string(key), language_);
    }
    [[nodiscard]] std::string say(std::string_view key, const std::map<std::string, std::string>& args) const
    {
        return files::filled(name("policy_words", key), args);
    }
    [[nodiscard]] std::string limit(const limit_rule& of) const
    {
        auto text = std::to_string(of.limit.count) + name("limit_unit", name_of(of.limit.unit));
        if (of.end != limit_end::instant_) text += name("limit_end", name_of(of.end));
        if (of.cutoff == limit_cutoff::cob) text += name("policy_words", "cutoff");
        if (of.roll == limit_roll::next_bd) text += name("policy_words", "roll");
        return text;
    }
    [[nodiscard]] std::string lead(const redress::limit& of) const
    {
        return std::to_string(of.count) + name("limit_unit", name_of(of.unit));
    }
    [[nodiscard]] std::string triggers(const trigger_set& set) const
    {
        std::string all;
        for (trigger t = 0; t < trigger_count; ++t)
            if (set.test(t)) all += (all.empty() ? "" : name("policy_words", "or")) + trigger_name(t);
        return all;
    }
    [[nodiscard]] std::string clock(const clock_rule& rule) const
    {
        const bool window = rule.kind == clock_kind::window;
        std::string text =
            say(window ? "window" : "clock",
                {{"clock", name("clock", rule.id)},
                 {"id", rule.id},
                 {"kind", name("clock_kind", name_of(rule.kind))},
                 {"limit", rule.limit.given() ? limit(rule.limit) : name("policy_words", "for_some")},
                 {"start", triggers(rule.start)},
                 {"stop", triggers(rule.stop)}});
        if (rule.start_from_receipt) text += name("policy_words", "from_receipt");
        if (rule.from_event) text += name("policy_words", "from_event");
        if (rule.cancel.any()) text += say("cancel", {{"cancel", triggers(rule.cancel)}});
        if (rule.pause_hold_complainant) text += name("policy_words", "pause_hold");
        if (rule.pause_appealed) text += name("policy_words", "pause_appealed");
        if (rule.repeat)
            text +=
                say("repeat", {{"limit", limit(rule.repeat_limit.given() ? rule.repeat_limit : rule.limit)}});
        for (const auto& special : rule.overrides) text += exception(special);
        for (const auto& one : rule.warn)
            text += say(one.raise_to > 0 ? "warn_and_raise" : "warn",
                        {{"at", one.percent > 0 ? one.text : say("before", {{"lead", lead(one.before)}})},
                         {"rung", std::to_string(one.raise_to)}});
        if (rule.on_miss_raise_to > 0)
            text += say("on_miss", {{"rung", std::to_string(rule.on_miss_raise_to)}});
        if (rule.on_miss_next) text += name("policy_words", "on_miss_next");
        if (rule.on_lapse) text += say("on_lapse", {{"event", name("event", name_of(*rule.on_lapse))}});
        if (rule.survives_closing) text += name("policy_words", "survives");
        return text;
    }

private:
    [[nodiscard]] std::string exception(const limit_override& special) const
    {
        std::string whom;
        const auto add = [&](std::string_view section, const std::string& code) {
            if (!code.empty()) whom += (whom.empty() ? "" : ", ") + name(section, code);
        };
        add("channel", special.channel);
        add("kind", special.kind);
        add("category", special.category);
        add("redress_kind", special.item);
        if (special.rung > 0)
            whom += (whom.empty() ? "" : ", ") + say("on_rung", {{"rung", std::to_string(special.rung)}});
        if (special.complexity) add("complexity", std::string(name_of(*special.complexity)));
        if (special.severity_min > 0)
            whom += (whom.empty() ? "" : ", ") +
                    say("severity_from", {{"n", std::to_string(special.severity_min)}});
        if (!special.amount_above.empty())
            whom +=
                (whom.empty() ? "" : ", ") + say("amount_above", {{"amount", written(special.amount_above)}});
        return say("except",
                   {{"whom", whom},
                    {"limit", special.limit.given() ? limit(special.limit) : name("policy_words", "none")}});
    }

    [[nodiscard]] std::string trigger_name(trigger t) const
    {
        if (t < first_dispatch) return name("event", event_rows[t].name);
        if (t == any_dispatch) return name("policy_words", "any_letter");
        if (t < any_dispatch)
            return say("sent",
                       {{"letter", name("letter", name_of(static_cast<letter_kind>(t - first_dispatch)))}});
        const bool goes = t >= first_left;
        const auto first = goes ? first_left : first_entered;
        const auto which = static_cast<machine>((t - first) / states_per_machine);
        const auto state =
            machines()[static_cast<std::size_t>(which)].states[(t - first) % states_per_machine];
        const auto section = which == machine::lifecycle ? std::string("state") : std::string(name_of(which));
        return say(goes ? "left" : "entered", {{"state", name(section, state)}});
    }

    const files::text_book& texts_;
    const std::string& language_;
};

bool elapsed_promise(const clock_rule& rule)
{
    return rule.kind != clock_kind::window && rule.limit.given() && !needs_calendar(rule.limit) &&
           !rule.from_event;
}

bool works_all_hours(const calendar& by)
{
    const auto first = by.first_date();
    const auto from = by.zone().first_instant(first);
    return by.worked(from + std::chrono::days(7)) == std::chrono::days(7);
}

/// The first override that fits is taken: whether it fits wherever a later one does.
bool takes_all_of(const limit_override& first, const limit_override& later)
{
    const auto wider = [](const std::string& one, const std::string& other) {
        return one.empty() || one == other;
    };
    return wider(first.channel, later.channel) && wider(first.kind, later.kind) &&
           wider(first.category, later.category) && wider(first.item, later.item) &&
           (first.rung == 0 || first.rung == later.rung) && first.severity_min <= later.severity_min &&
           (!first.complexity || first.complexity == later.complexity) && first.amount_above.empty();
}

/// What a promise by law or in public says of letters, and what of them the policy leaves open: what they hold,
/// or their words in a language. `any` letter demands none.
std::vector<policy_finding> open_letters(const clock_rule& rule, const policy& rules,
                                         std::span<const workflow::letter_wording* const> words)
{
    std::vector<policy_finding> found;
    if (rule.kind != clock_kind::statutory && rule.kind != clock_kind::published) return found;
    for (std::size_t k = 0; k < count_of<letter_kind>; ++k) {
        const auto kind = static_cast<letter_kind>(k);
        if (!rule.start.test(dispatched(kind)) && !rule.stop.test(dispatched(kind))) continue;
        if (rules.letter(kind) == nullptr) {
            found.push_back({.clock = rule.id,
                             .code = "letter_without_rule",
                             .args = {},
                             .letter = kind,
                             .language = {}});
            continue;
        }
        for (const auto language : files::letter_languages)
            if (std::none_of(words.begin(), words.end(), [&](const auto* one) {
                    return one->language == language && one->letter(kind) != nullptr;
                }))
                found.push_back({.clock = rule.id,
                                 .code = "letter_without_words",
                                 .args = {},
                                 .letter = kind,
                                 .language = std::string(language)});
    }
    return found;
}

/// What is worth a second look in one clock.
struct clock_findings {
    const policy& rules;
    const clock_rule& rule;
    const policy* house;
    std::vector<policy_finding>& into;

    void add(std::string code, std::map<std::string, std::string> args = {}) const
    {
        args.emplace("clock", rule.id);
        into.push_back({.clock = rule.id,
                        .code = std::move(code),
                        .args = std::move(args),
                        .letter = {},
                        .language = {}});
    }

    /// A regime climbs the house's ladder, of which its file knows nothing.
    void at_rungs() const
    {
        if (!rules.applies || house == nullptr) return;
        int highest = std::max(rule.on_miss_raise_to, rule.on_miss_next ? 1 : 0);
        for (const auto& one : rule.warn) highest = std::max(highest, one.raise_to);
        if (highest > static_cast<int>(house->ladder.size()))
            add("rung_nowhere", {{"rung", std::to_string(highest)},
                                 {"policy", house->id},
                                 {"rungs", std::to_string(house->ladder.size())}});
    }

    void at_overrides() const
    {
        for (auto one = rule.overrides.begin(); one != rule.overrides.end(); ++one) {
            const auto wider = std::find_if(rule.overrides.begin(), one, [&](const limit_override& before) {
                return takes_all_of(before, *one);
            });
            const auto number = std::to_string(one - rule.overrides.begin() + 1);
            if (wider != one)
                add("override_never_reached",
                    {{"number", number}, {"wider", std::to_string(wider - rule.overrides.begin() + 1)}});
            if (one->as == clock_kind::statutory && (rule.pause_hold_complainant || rule.pause_appealed))
                add("statutory_override_pauses", {{"number", number}});
            at_category(*one);
            at_warnings(*one, number);
        }
    }

private:
    void at_category(const limit_override& special) const
    {
        if (special.category.empty() || !rules.applies) return;  // the house's own are checked by the reader
        const auto& only = rules.applies->categories;
        if (!only.empty() && std::ranges::find(only, special.category) == only.end())
            add("category_excluded", {{"category", special.category}});
        else if (only.empty() && house != nullptr && !house->category(special.category))
            add("category_nowhere", {{"category", special.category}});
    }

    void at_warnings(const limit_override& special, const std::string& number) const
    {
        if (!special.limit.given() || needs_calendar(special.limit)) return;  // dates decide
        for (const auto& one : rule.warn)
            if (one.percent == 0 && !needs_calendar(one.before.unit) &&
                shortest(one.before) >= shortest(special.limit.limit))
                add("warning_before_start",
                    {{"number", number}, {"at", one.text}, {"limit", to_string(special.limit.limit)}});
    }
};

}  // namespace

std::vector<std::string> policy_words(const policy& rules, const files::text_book& texts,
                                      const std::string& language)
{
    const teller tell(texts, language);
    std::vector<std::string> lines;
    const bool chinese = language.starts_with("zh");
    const auto& title = chinese && !rules.title_zh.empty() ? rules.title_zh : rules.title;
    lines.push_back(
        tell.say("policy", {{"id", rules.id}, {"rev", std::to_string(rules.rev)}, {"title", title}}));
    if (!rules.source.empty()) {
        // Marks are capital letters in a policy; a source without one is of general knowledge.
        const auto mark = rules.evidence == "V" ? "v" : rules.evidence == "S" ? "s" : "k";
        lines.push_back(
            tell.say("source", {{"source", rules.source}, {"evidence", tell.name("evidence", mark)}}));
    }
    if (rules.draft) lines.push_back(tell.name("policy_words", "draft"));
    for (const auto& one : rules.unconfirmed)
        lines.push_back(tell.say("unconfirmed", {{"clock", tell.name("clock", one.id)}, {"why", one.why}}));
    if (rules.applies) {
        std::string kinds, entities;
        for (const auto& kind : rules.applies->entity_kinds) kinds += (kinds.empty() ? "" : ", ") + kind;
        for (const auto& entity : rules.entities)
            if (!entity.empty()) entities += (entities.empty() ? "" : ", ") + entity;
        lines.push_back(tell.say(
            "applies", {{"kinds", kinds},
                        {"entities", entities.empty() ? tell.name("policy_words", "nobody") : entities}}));
    }
    for (const auto& rule : rules.clocks) lines.push_back(tell.clock(rule));
    for (const auto& rung : rules.ladder)
        lines.push_back(tell.say(
            "rung",
            {{"rung", std::to_string(rung.rung)}, {"target", rung.target}, {"fallback", rung.fallback}}));
    if (rules.appeal_window.given())
        lines.push_back(tell.say("windows", {{"levels", std::to_string(rules.appeal_levels)},
                                             {"appeal", tell.limit(rules.appeal_window)},
                                             {"reopen", tell.limit(rules.reopen_window)}}));
    return lines;
}

std::string trigger_words(const trigger_set& set, const files::text_book& texts, const std::string& language)
{
    return teller(texts, language).triggers(set);
}

std::vector<policy_finding> findings_in(const policy& rules, const calendar* by,
                                        std::span<const workflow::letter_wording* const> words,
                                        const policy* house)
{
    std::vector<policy_finding> found;
    const auto note = [&](std::string code, std::map<std::string, std::string> args = {}) {
        found.push_back(
            {.clock = {}, .code = std::move(code), .args = std::move(args), .letter = {}, .language = {}});
    };
    if (rules.draft) note("draft");
    if (rules.applies && rules.entities.empty()) note("bound_to_nobody");
    if (rules.applies && house != nullptr)
        for (const auto& category : rules.applies->categories)
            if (!house->category(category)) note("category_nowhere", {{"category", category}});
    for (const auto& rule : rules.clocks) {
        const clock_findings look{rules, rule, house, found};
        if (by != nullptr && !works_all_hours(*by) && elapsed_promise(rule))
            look.add("due_when_nobody_works");
        if (rule.kind != clock_kind::window && rule.on_miss_raise_to == 0 && !rule.on_miss_next &&
            !rule.repeat)
            look.add("a_miss_reaches_nobody");
        if (rule.repeat && rule.survives_closing && rule.cancel.none()) look.add("never_ends");
        if (rule.kind == clock_kind::window && !rule.on_lapse && rule.stop.none())
            look.add("window_without_effect");
        look.at_rungs();
        look.at_overrides();
        const auto open = open_letters(rule, rules, words);
        found.insert(found.end(), open.begin(), open.end());
    }
    return found;
}

bool is_unfit(const policy& rules, const policy_finding& one)
{
    return one.letter.has_value() && !rules.draft;
}

std::string in_words(const policy_finding& one, const files::text_book& texts, const std::string& language)
{
    auto values = one.args;
    if (one.letter) values.emplace("letter", texts.text("letter", name_of(*one.letter), language));
    values.emplace("language", one.language);
    return files::filled(texts.text("policy_finding", one.code, language), values);
}

}  // namespace redress::app
