// Long because it is a list: every key of a policy file with what it may hold and what it means. Names come from the
// tables that the reader uses; that keys and rules are the reader's is proven by tests/differential/policies.
#include "adapters/app/policy_schema.hpp"

#include "adapters/files/policy_file.hpp"
#include "adapters/json/strict_json.hpp"
#include "states/policy.hpp"
#include "states/step.hpp"

#include <boost/json.hpp>

#include <initializer_list>
#include <span>

namespace redress::app {
namespace {

namespace bj = boost::json;

struct key {
    std::string_view name;
    std::string_view meaning;
    bj::object value;
    bool required = false;
};
constexpr bool required = true;

bj::object table(std::string_view title, std::initializer_list<key> keys)
{
    bj::object properties;
    bj::array needed;
    for (const auto& one : keys) {
        auto value = one.value;
        value["description"] = one.meaning;
        properties[one.name] = std::move(value);
        if (one.required) needed.emplace_back(one.name);
    }
    bj::object made{{"title", title}, {"type", "object"}, {"additionalProperties", false}};
    if (!needed.empty()) made["required"] = std::move(needed);
    made["properties"] = std::move(properties);
    return made;
}

bj::object tables(bj::object each)
{
    return {{"type", "array"}, {"items", std::move(each)}};
}

bj::object use(std::string_view definition)
{
    return {{"$ref", "#/$defs/" + std::string(definition)}};
}

bj::object text()
{
    return {{"type", "string"}, {"minLength", 1}};
}

bj::object flag(bool otherwise = false)
{
    return {{"type", "boolean"}, {"default", otherwise}};
}

bj::object number(std::int64_t min, std::int64_t max)
{
    return {{"type", "integer"}, {"minimum", min}, {"maximum", max}};
}

bj::object pattern(std::string_view form)
{
    return {{"type", "string"}, {"pattern", form}};
}

template <class Names>
bj::object one_of(const Names& names)
{
    bj::array all;
    for (const auto& name : names) all.emplace_back(std::string_view(name));
    return {{"type", "string"}, {"enum", std::move(all)}};
}

template <named Enum>
bj::object name_in()
{
    return one_of(names_of<Enum>::list);
}

bj::object list_of(bj::object each)
{
    return {{"type", "array"}, {"minItems", 1}, {"uniqueItems", true}, {"items", std::move(each)}};
}

bj::object said(std::string_view name, const bj::value& value)
{
    return {{"required", bj::array{name}}, {"properties", {{name, {{"const", value}}}}}};
}

bj::object without(std::initializer_list<std::string_view> names)
{
    bj::object properties;
    for (const auto name : names) properties[name] = false;
    return {{"properties", std::move(properties)}};
}

bj::object given(std::string_view name)
{
    return {{"required", bj::array{name}}};
}

bj::object when(bj::object so, bj::object then)
{
    return {{"if", std::move(so)}, {"then", std::move(then)}};
}

bj::object definitions()
{
    std::vector<std::string_view> events, lapses;
    for (std::size_t i = 0; i < event_count; ++i) {
        events.push_back(event_rows[i].name);
        if (roles_of(static_cast<event_type>(i)).has(role::timer)) lapses.push_back(event_rows[i].name);
    }
    const auto define = [](std::string_view title, std::string_view meaning, bj::object form) {
        bj::object made{{"title", title}, {"description", meaning}};
        made.insert(form.begin(), form.end());
        return made;
    };
    return {
        {"name", define("Name", "At most 64 letters, digits and signs of ASCII without spaces.",
                        pattern("^[!-~]{1,64}$"))},
        {"limit", define("Limit",
                         "A number and a unit. s, min, h: elapsed time, of which a day is 24h whatever the "
                         "wall clock does. cd, w, "
                         "mo, y: "
                         "dates of the calendar's zone. bd: business days. bh: working hours. All but "
                         "elapsed time needs a "
                         "calendar.",
                         pattern("^0*[1-9][0-9]{0,6}(s|min|h|cd|w|mo|y|bd|bh)$"))},
        {"length", define("Length of time", "Elapsed time: 30min, 24h, 28d.",
                          pattern("^0{0,6}[1-9][0-9]{0,6}(min|h|d)$"))},
        {"money", define("Amount by currency",
                         "A decimal in quotation marks for each currency: { USDT = \"1000\", EUR = "
                         "\"900.50\" }. A currency that is "
                         "not "
                         "listed counts as above it.",
                         {{"type", "object"},
                          {"minProperties", 1},
                          {"additionalProperties", pattern("^[0-9]{1,18}(\\.[0-9]{1,18})?$")}})},
        {"event", define("Event", "What happened to a case.", one_of(events))},
        {"event_of_a_timer",
         define("Event of a timer", "An event that may be brought by time alone.", one_of(lapses))},
        {"trigger", define("Trigger",
                           "An event; dispatched:<letter> or dispatched:any, a letter having gone out; "
                           "entered:<machine>.<state> or left:<machine>.<state>.",
                           one_of(files::known_triggers()))},
        {"end",
         define(
             "End",
             "Where in its last day a limit ends: instant, at the time of day of the start; cob, at close of "
             "business; "
             "eod, at 24:00.",
             name_in<limit_end>())},
        {"roll", define("Roll", "next_bd: a last day that is no business day gives way to the next one.",
                        name_in<limit_roll>())},
        {"cutoff",
         define(
             "Cut-off",
             "cob: what starts after close of business, or on a day when nobody works, counts from the next "
             "business "
             "day.",
             name_in<limit_cutoff>())},
    };
}

bj::object warning_table()
{
    return table(
        "Warning",
        {{"at",
          "When it is given: at a part of the limit, 1% to 99%, or so long before the due time: 1h, 2bd.",
          pattern("^([0-9]?[1-9]|[1-9]0)%$|^0*[1-9][0-9]{0,6}(s|min|h|cd|w|mo|y|bd|bh)$"), required},
         {"raise_to", "The rung that looks at the case from then on.", number(1, 9)}});
}

bj::object override_table()
{
    auto made =
        table("Limit for some cases",
              {{"channel", "Cases that came by this channel.", name_in<channel>()},
               {"kind", "Cases of this kind.", name_in<case_kind>()},
               {"category",
                "Cases of this category, which must be one of the policy; a regime names one of the house.",
                text()},
               {"item", "Redress items of this kind; for clocks with subject = \"redress_item\".",
                name_in<redress_kind>()},
               {"rung", "The case stands on this rung; for clocks with subject = \"rung\".", number(1, 9)},
               {"severity_min", "Cases of this severity or a higher one.", number(1, 4)},
               {"complexity", "Cases that are as complex as this.", name_in<complexity>()},
               {"amount_above", "Cases about more than this.", use("money")},
               {"as", "The promise is of another kind for these.", name_in<clock_kind>()},
               {"limit",
                "Their limit; none: there is no such clock for them.",
                {{"anyOf", bj::array{use("limit"), bj::object{{"const", "none"}}}}},
                required},
               {"end", "As of the clock, whose own is taken unless it is said here.", use("end")},
               {"roll", "As of the clock.", use("roll")},
               {"cutoff", "As of the clock.", use("cutoff")}});
    bj::array any;
    for (const char* one :
         {"channel", "kind", "category", "item", "rung", "severity_min", "complexity", "amount_above"})
        any.emplace_back(given(one));
    made["anyOf"] = std::move(any);
    made["allOf"] = bj::array{when(said("limit", "none"), without({"end", "roll", "cutoff"}))};
    return made;
}

bj::object on_miss_table()
{
    auto made = table("When it is missed", {{"raise_to", "The rung that looks at the case.", number(1, 9)},
                                            {"raise_next", "The rung after the one that has it.", flag()}});
    made["oneOf"] = bj::array{given("raise_to"), said("raise_next", true)};
    return made;
}

bj::object clock_table()
{
    auto made = table(
        "Clock",
        {{"id", "Name of the clock, once in the policy.", use("name"), required},
         {"kind",
          "statutory, published or internal: a promise, which is kept or missed. window: a period of "
          "somebody's own, "
          "which lapses and counts in no report of misses.",
          name_in<clock_kind>(), required},
         {"subject", "What each instance belongs to: the case unless it says otherwise.",
          name_in<clock_subject>()},
         {"start", "What starts it.", list_of(use("trigger")), required},
         {"stop", "What keeps the promise. A stop comes before a cancel on the same event.",
          list_of(use("trigger"))},
         {"cancel", "What ends it without being kept or missed; it ends a repeat, too.",
          list_of(use("trigger"))},
         {"from_receipt", "It counts from the original receipt.", flag()},
         {"only_before_first_answer", "It does not start again once an answer went out.", flag()},
         {"limit_from_event",
          "The event says when it ends (expires or due); limit is the longest that it may ask for.", flag()},
         {"calendar", "Id of another calendar than the policy's.", text()},
         {"end", "Where in its last day it ends; instant unless it says.", use("end")},
         {"roll", "What happens on a last day when nobody works; none unless it says.", use("roll")},
         {"cutoff", "Whether a late start counts from the next business day; none unless it says.",
          use("cutoff")},
         {"limit", "How long it runs. A clock with overrides and no limit runs for those cases alone.",
          use("limit")},
         {"override", "Limits for some cases; the first that fits is taken.", tables(override_table())},
         {"repeat", "It starts again on its own stop, until a cancel.", flag()},
         {"repeat_limit", "Its limit from the second time on.", use("limit")},
         {"survives_closing", "It runs on when the case closes.", flag()},
         {"extend_days",
          "Days that may be granted on top, once, by another person and with a letter before it is due.",
          number(1, 366)},
         {"kinds", "Kinds of case that have it; all unless it says.", list_of(name_in<case_kind>())},
         {"pause", "While it stands still; never for a statutory clock.",
          list_of(one_of(files::known_pauses()))},
         {"warn", "Warnings before it is due.", tables(warning_table())},
         {"on_miss", "Who looks at the case when it is missed: one of raise_to and raise_next.",
          on_miss_table()},
         {"on_lapse", "Of a window: the event that its end brings.", use("event_of_a_timer")}});
    bj::object has_overrides{{"required", bj::array{"override"}},
                             {"properties", {{"override", {{"minItems", 1}}}}}};
    auto of_a_promise = without({"on_lapse"});
    of_a_promise["required"] = bj::array{"stop"};
    auto of_a_window = when(said("kind", "window"), without({"on_miss", "extend_days"}));
    of_a_window["then"].as_object()["properties"].as_object()["repeat"] = bj::object{{"const", false}};
    of_a_window["else"] = std::move(of_a_promise);
    auto of_an_event = without({"pause"});
    of_an_event["required"] = bj::array{"limit"};
    bj::object of_items{
        {"required", bj::array{"override"}},
        {"properties", {{"override", {{"contains", given("item")}}}}},
    };
    bj::object of_rungs{
        {"required", bj::array{"override"}},
        {"properties", {{"override", {{"contains", given("rung")}}}}},
    };
    made["anyOf"] = bj::array{given("limit"), std::move(has_overrides)};
    made["allOf"] = bj::array{
        when(said("kind", "statutory"), without({"pause"})),
        std::move(of_a_window),
        when(said("limit_from_event", true), std::move(of_an_event)),
        when(given("repeat_limit"), said("repeat", true)),
        when(std::move(of_items), said("subject", "redress_item")),
        when(std::move(of_rungs), said("subject", "rung")),
    };
    return made;
}

bj::object applies_table()
{
    return table("Whom a regime is for",
                 {{"entity_kinds", "Kinds of legal entity that it may be bound to in entities.toml.",
                   list_of(use("name")), required},
                  {"countries", "Of their cases those of these countries alone.", list_of(use("name"))},
                  {"services", "Those about these services alone.", list_of(use("name"))},
                  {"categories", "Those of these categories alone.", list_of(use("name"))},
                  {"channels", "Those that came by these channels alone.", list_of(name_in<channel>())},
                  {"amount_above", "Those about more than this alone.", use("money")}});
}

bj::object identity_table()
{
    return table("How well somebody must be known",
                 {{"methods", "How somebody showed who they are, the weakest first.", list_of(use("name"))},
                  {"needs",
                   "An event and the method that it needs at least, which is one of methods.",
                   {{"title", "Method by act"},
                    {"type", "object"},
                    {"propertyNames", use("event")},
                    {"additionalProperties", text()}}}});
}

bj::object letter_table()
{
    return table(
        "Letter",
        {{"kind", "The kind of letter, once in the policy.", name_in<letter_kind>(), required},
         {"must_contain", "Parts without which it is not taken.",
          list_of(one_of(files::known_letter_parts()))},
         {"dates", "Clocks whose due time its words may name as the part timeframe.", list_of(use("name"))},
         {"durable", "It must reach them in a form that they can keep.", flag()},
         {"automatic", "The engine sends it where a case closes, comes back, is frozen or gets an offer.",
          flag()}});
}

bj::object policy_table()
{
    auto id = pattern("^[!-.0-~]{1,64}$");  // names without /
    auto windows =
        table("Periods of the complainant",
              {{"appeal", "How long a decision may be appealed, from its dispatch.", use("limit"), required},
               {"reopen", "How long a closed case may be reopened.", use("limit"), required},
               {"restart", "How long a window runs again whose lapse was refused.", use("limit"), required},
               {"longest_hold", "How long a case may wait at most.", use("length"), required}});
    return table(
        "Policy",
        {{"id", "Name of the policy, once among those in force; without a /.", std::move(id), required},
         {"rev", "Revision, for people; cases pin the file by its content.", number(1, 1'000'000), required},
         {"zone", "IANA time zone, such as Europe/London; that of the calendar.", text(), required},
         {"status_page_counts_as_dispatch", "Posting on the status page counts as having told them.",
          flag(true)},
         {"title", "What people are shown, in English.", text()},
         {"title_zh", "What people are shown, in Chinese.", text()},
         {"source", "Of a regime: the rule that its figures come from, with its date.", text()},
         {"effective", "From when the rule is in force: an ISO 8601 date in quotation marks.", text()},
         {"evidence", "V read in the rule, S from a secondary source, K general knowledge.",
          one_of(files::known_evidence())},
         {"draft", "Not to be relied on: a lawyer has not seen it, or figures are missing.", flag()},
         {"unconfirmed", "Figures that no source confirms; they start no clock.",
          tables(table("Figure without a source",
                       {{"id", "Name of the clock that it would be.", use("name"), required},
                        {"why", "What is missing.", text(), required}}))},
         {"applies", "Whom a regime is for. A policy without it is the house's own and for every case.",
          applies_table()},
         {"appeal_levels", "How many appeals a case has.", number(0, 9)},
         {"calendar",
          "Id of the calendar that counts windows and clocks; needed by limits in dates and working time.",
          text()},
         {"windows", "Periods in which something is open to the complainant.", std::move(windows)},
         {"retention", "How long what is personal is kept. Without it nothing of a case is erased.",
          table("Retention",
                {{"case", "Words, names and contacts, from the closing on.", use("length"), required}})},
         {"rung", "The ladder: who looks at a case that needs more than its handler. In order, from 1.",
          tables(table(
              "Rung",
              {{"number", "1, 2, 3 without a gap.", number(1, 9), required},
               {"target", "The team that looks at it.", text(), required},
               {"fallback", "The queue that it goes to when nobody there can.", text()},
               {"on_request", "The complainant may ask for it.", flag()},
               {"rating_at_most", "A rating of an open case that is no better raises to it.", number(1, 5)},
               {"on_repeat", "A repeated complaint raises to it.", flag()},
               {"amount_above", "A complaint about more than this raises to it.", use("money")}}))},
         {"category", "What complaints are filed under.",
          tables(table("Category",
                       {{"id", "Its name, once in the policy.", use("name"), required},
                        {"severity", "1 low, 2 ordinary, 3 high, 4 emergency.", number(1, 4), required},
                        {"emergency",
                         "Money or an account is in danger now: containment is asked for at once.", flag()},
                        {"evidence", "What is asked for, once.", list_of(use("name"))}}))},
         {"clock", "What is promised, and how long it may take.", tables(clock_table())},
         {"referral", "When an outside body may be asked; without it never.",
          table("Outside bodies", {{"any_time", "At any time.", flag()},
                                   {"after_decision", "After a decision.", flag()},
                                   {"when_overdue", "When this clock was missed.", text()}})},
         {"identity", "How well somebody must be known for an act.", identity_table()},
         {"letter", "What letters must hold.", tables(letter_table())},
         {"wording", "The words of the letters, by language.",
          tables(table(
              "Wording",
              {{"language", "BCP-47 tag, such as en or zh-CN; once in the policy.", use("name"), required},
               {"file", "Name of a file in letters.dir.", pattern("^[!-.0-~]{1,64}$"), required},
               {"sha256", "SHA-256 of its bytes; redress config check says it.", pattern("^[0-9a-f]{64}$"),
                required}}))},
         {"records_required", "What a file must hold before a decision.",
          list_of(one_of(files::known_records()))},
         {"inadmissibility_reasons", "The reasons for which a complaint may be declared inadmissible.",
          list_of(use("name"))},
         {"hold_reasons", "What a case may wait for.", list_of(use("name"))}});
}

bj::object some(std::string_view name)
{
    return {{"required", bj::array{name}}, {"properties", {{name, {{"minItems", 1}}}}}};
}

}  // namespace

std::string policy_schema()
{
    bj::object schema{
        {"$schema", "https://json-schema.org/draft/2020-12/schema"},
        {"$id", "urn:redress:schemas:policies:policy"},
        {"description",
         "What is promised to those who complain, who looks when a promise is broken, what letters hold. "
         "`redress policy check FILE` also looks at what no schema can: names that point to something, "
         "dates, "
         "contradictions."}};
    auto root = policy_table();
    schema.insert(root.begin(), root.end());
    auto of_the_house = some("category");
    of_the_house["required"] = bj::array{"category", "windows", "appeal_levels"};
    auto of_a_regime = when(given("applies"), given("source"));
    of_a_regime["else"] = std::move(of_the_house);
    auto with_figures_missing = when(some("unconfirmed"), said("draft", true));
    with_figures_missing["else"] = some("clock");
    schema["allOf"] = bj::array{std::move(of_a_regime), std::move(with_figures_missing)};
    schema["$defs"] = definitions();
    return json::pretty(schema);
}

}  // namespace redress::app
