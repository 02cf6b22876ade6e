// Lines of a story file as steps. Knows the words of the language and of the closed lists, and no world:
// whether somebody is in the roster, or a letter exists, is found out when the story is told.
#include "adapters/app/nearest.hpp"
#include "adapters/app/story_line.hpp"

#include <algorithm>

namespace redress::app {
namespace {

constexpr auto line_starts =
    std::to_array<std::string_view>({"story", "demo", "times", "entity", "policy", "calendar", "from", "at",
                                     "advance", "away", "the", "then", "expect", "on", "in", "not"});

std::size_t words_in(std::string_view text)
{
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), ' ')) + 1;
}

field_set fields_of(event_type what)
{
    return row_of(what).required.with(row_of(what).optional);
}

}  // namespace

const story_phrase* story_parser::phrase_ahead() const
{
    const story_phrase* longest = nullptr;
    for (const auto& one : story_phrases)
        if (line_.ahead(words_in(one.words)) == one.words &&
            (longest == nullptr || one.words.size() > longest->words.size()))
            longest = &one;
    return longest;
}

void story_parser::no_phrase() const
{
    // Compared at every number of words, so that one wrong letter in a long phrase is still close.
    for (std::size_t count = 5; count > 0; --count) {
        std::vector<std::string_view> known;
        for (const auto& one : story_phrases)
            if (words_in(one.words) == count) known.push_back(one.words);
        for (const auto& one : event_rows)
            if (count == 1) known.push_back(one.name);
        const auto said = line_.ahead(count);
        if (words_in(said) != count) continue;
        if (const auto near = nearest(said, known); !near.empty())
            line_.fail(said, "nobody can do that (did you mean '" + std::string(near) + "'?)");
    }
    line_.fail_here(
        "nobody can do that; say it in a phrase of tests/scenarios/README.md or by the event's name");
}

event_type story_parser::what_happens(story_act& told)
{
    if (const auto* phrase = phrase_ahead()) {
        line_.expect(phrase->words);
        if (phrase->what == event_type::complaint_filed)
            told.fields.emplace_back(field::kind, std::string(name_of(phrase->kind)));
        return phrase->what;
    }
    const auto what = parse_event_type(line_.ahead(1));
    if (!what) no_phrase();
    line_.take("an event");
    return *what;
}

void story_parser::put(story_act& told, field name, story_value value)
{
    if (!fields_of(told.what).has(name))
        line_.fail(name_of(name), "no field of " + std::string(name_of(told.what)));
    std::erase_if(told.fields, [&](const auto& one) { return one.first == name; });
    told.fields.emplace_back(name, std::move(value));
}

std::string story_parser::code_of(field name)
{
    return line_.one_of(name_of(name), row_of(name).codes);
}

story_value story_parser::value_of(field name)
{
    const auto wanted = "a value for " + std::string(name_of(name));
    switch (row_of(name).type) {
        case field_type::texts:
        case field_type::words: {
            std::vector<std::string> list;
            do list.push_back(line_.take(wanted));
            while (line_.accept("and"));
            return list;
        }
        case field_type::integer:
            return line_.number(wanted + ", a whole number");
        case field_type::boolean: {
            constexpr auto both = std::to_array<std::string_view>({"yes", "no"});
            return line_.one_of(wanted, both) == "yes";
        }
        case field_type::time:
            return line_.moment();
        case field_type::code:
            return code_of(name);
        case field_type::text:
            // Words of a person stand in quotes, so that a field that follows is never read as one of them.
            if (!line_.at_quote()) line_.fail_here(wanted + " stands in quotation marks");
            return line_.take(wanted);
        case field_type::word:
        case field_type::language:
        case field_type::amount:
            break;
    }
    return line_.take(wanted);
}

void story_parser::field_told(story_act& told)
{
    static const auto names = [] {
        std::array<std::string_view, field_count> all;
        std::transform(field_rows.begin(), field_rows.end(), all.begin(),
                       [](const field_row& one) { return one.name; });
        return all;
    }();
    const auto said = line_.one_of("field", names);
    const auto at = std::find(names.begin(), names.end(), said) - names.begin();
    const auto name = static_cast<field>(at);
    put(told, name, value_of(name));
}

void story_parser::modifier(story_act& told)
{
    const auto may = fields_of(told.what);
    const bool filing = told.what == event_type::complaint_filed;
    if (line_.accept("about")) return put(told, field::category, line_.take("a category"));
    if (line_.accept("by")) {
        const auto name = filing                  ? field::channel
                          : may.has(field::route) ? field::route
                                                  : field::contact_route;
        return put(told, name, code_of(name));
    }
    if (line_.accept("in"))
        return put(told, filing ? field::language : field::letter_language, line_.take("a language"));
    if (line_.accept("to rung")) return put(told, field::rung, line_.number("the rung's number"));
    if (line_.accept("to")) {
        if (may.has(field::owner)) return put(told, field::owner, line_.take("a person"));
        if (may.has(field::kind)) return put(told, field::kind, code_of(field::kind));
        return put(told, field::to, line_.take("somebody"));
    }
    if (line_.accept("without")) {
        do told.without.push_back(line_.take("a part of the letter"));
        while (line_.accept("and"));
        return;
    }
    if (line_.accept("received")) {
        told.ago = line_.length();
        return line_.expect("ago");
    }
    if (line_.accept("approved by")) {
        const auto as = line_.name<role>("role");
        told.approver.emplace(as, line_.take("who approved it"));
        return;
    }
    line_.accept("with");
    field_told(told);
}

/// What an event needs must be told, as far as nobody fills it in.
void story_parser::complete(const story_act& told) const
{
    auto needed = row_of(told.what).required;
    for (std::size_t i = 0; i < field_count; ++i) {
        const auto name = static_cast<field>(i);
        if (!needed.has(name) || name == field::letter || name == field::letter_parts ||
            name == field::letter_language || name == field::language)
            continue;
        if (name == field::route && row_of(told.what).required.has(field::letter_parts)) continue;
        if (std::any_of(story_defaults.begin(), story_defaults.end(),
                        [&](const auto& one) { return one.what == name; }))
            continue;
        if (std::none_of(told.fields.begin(), told.fields.end(),
                         [&](const auto& one) { return one.first == name; }))
            line_.fail(name_of(told.what), "needs " + std::string(name_of(name)) + "; say it as: with " +
                                               std::string(name_of(name)) + " ...");
    }
}

void story_parser::act(std::string on, story_stage stage, role as)
{
    story_act told{.line = line_.line(), .on = std::move(on), .as = as, .stage = stage};
    if (phrase_ahead() == nullptr && !parse_event_type(line_.ahead(1))) {
        // Not the start of a phrase: somebody's id. The roster says later whether there is such a person.
        if (!person_ahead()) no_phrase();
        told.who = line_.take("who acts");
    }
    told.what = what_happens(told);
    while (!line_.done()) {
        line_.accept_comma();
        modifier(told);
    }
    complete(told);
    story_.steps.emplace_back(std::move(told));
}

void story_parser::then(std::string on, story_stage stage)
{
    story_act told{.line = line_.line(), .on = std::move(on), .as = role::channel, .stage = stage};
    if (!line_.accept("the letter")) {
        line_.accept("the");
        told.letter = line_.take("a letter, such as: the letter, the final_response, L2");
        const bool id =
            told.letter.size() > 1 && told.letter[0] == 'L' && told.letter[1] >= '0' && told.letter[1] <= '9';
        if (!id && !parse_name<letter_kind>(told.letter))
            line_.fail(told.letter,
                       "no kind of letter" + did_you_mean(told.letter, names_of<letter_kind>::list));
    }
    if (line_.accept("comes back")) {
        told.what = event_type::message_undelivered;
    } else {
        line_.expect("is dispatched");
        told.what = event_type::message_dispatched;
        if (line_.accept("by")) put(told, field::route, code_of(field::route));
        if (!line_.done()) {
            told.ago = line_.length();
            line_.expect("ago");
        }
    }
    line_.end();
    story_.steps.emplace_back(std::move(told));
}

void story_parser::demo_header()
{
    if (story_.demo) line_.fail("demo", "stands twice in this story");
    if (!story_.entities.empty() || !story_.rules.empty() || story_.zone != usual_zone)
        line_.fail("demo", "runs under the files in force; leave out entities, rules and zone");
    demo_life life;
    line_.expect("received");
    life.received_ago = line_.length();
    line_.expect("ago");
    line_.accept_comma();
    line_.expect("ends");
    life.ends = line_.name<lifecycle_state>("state");
    line_.end();
    story_.demo = life;
}

void story_parser::statement(std::string on, story_stage stage)
{
    if (line_.accept("then")) return then(std::move(on), stage);
    if (line_.accept("expect")) return expectation(std::move(on));
    std::vector<std::string_view> known(names_of<role>::list.begin(), names_of<role>::list.end());
    if (on == "c1") known.insert(known.end(), line_starts.begin(), line_starts.end());
    const auto said = line_.one_of("line of a story", known);
    const auto as = parse_name<role>(said);
    if (!as) line_.fail(said, "does not begin a line so; see tests/scenarios/README.md");
    act(std::move(on), stage, *as);
}

void story_parser::entity_told()
{
    if (!story_.steps.empty()) line_.fail("entity", "stands before the first act of its story");
    story_entity told{.line = line_.line(), .id = line_.take("the entity's id")};
    if (!line_.accept("is a")) line_.expect("is an");
    told.kind = line_.take("its kind, as a preset's entity_kinds has it");
    if (line_.accept("under")) {
        do told.policies.push_back(line_.take("a preset"));
        while (line_.accept("and"));
    }
    line_.end();
    story_.entities.push_back(std::move(told));
}

void story_parser::rule_told()
{
    story_rule told{.line = line_.line()};
    const bool later = line_.accept("from now on");
    if (later == story_.steps.empty())
        line_.fail_here(later ? "the story has not begun; leave out: from now on"
                              : "the story has begun; say: from now on");
    told.of_calendar = line_.accept("calendar");
    if (!told.of_calendar) line_.expect("policy");
    told.id = line_.take(told.of_calendar ? "a calendar" : "a policy");
    if (told.of_calendar) {
        if (line_.accept("works"))
            told.hours = line_.take("hours, such as 09:00-13:00");
        else
            line_.expect("is closed");
        line_.expect("on");
        told.date = line_.date();
    } else {
        line_.expect("has");
        do {
            auto name = line_.take("a setting, such as clock.investigation.limit");
            told.settings.emplace_back(std::move(name), line_.take("its value"));
        } while (line_.accept_comma());
    }
    line_.end();
    if (later)
        story_.steps.emplace_back(std::move(told));
    else
        story_.rules.push_back(std::move(told));
}

/// What a story says of its world: where, under which policies.
bool story_parser::setting_told()
{
    const auto word = line_.ahead(1);
    if (word != "times" && word != "entity" && word != "policy" && word != "calendar" && word != "from")
        return false;
    if (story_.demo)
        line_.fail(word, "has no place in a life of the demo, which runs under the files in force");
    if (word == "times") {
        line_.expect("times of");
        if (!story_.steps.empty()) line_.fail(word, "stands before the first act of its story");
        story_.zone = line_.take("a zone, such as Europe/London");
        line_.end();
    } else if (line_.accept("entity")) {
        entity_told();
    } else {
        rule_told();
    }
    return true;
}

void story_parser::parse()
{
    if (line_.accept("demo")) return demo_header();
    if (setting_told()) return;
    if (line_.accept("the engine is down for")) {
        story_.steps.emplace_back(
            story_wait{.line = line_.line(), .until = line_.length(), .engine_down = true});
        return line_.end();
    }
    if (line_.accept("away is")) {
        if (story_.demo)
            line_.fail("away", "has no place in a life of the demo, which reads the roster's file");
        story_absence gone{.line = line_.line(), .who = line_.take("somebody of the roster")};
        line_.expect("until");
        gone.until = line_.moment();
        if (line_.accept_comma()) {
            gone.stands_in = line_.take("somebody of the roster");
            line_.expect("stands in");
        }
        line_.end();
        story_.steps.emplace_back(std::move(gone));
        return;
    }
    if (line_.accept("advance")) {
        story_.steps.emplace_back(story_wait{.line = line_.line(), .until = line_.length()});
        return line_.end();
    }
    if (line_.accept("at")) {
        const bool first = story_.steps.empty();
        story_.steps.emplace_back(story_wait{.line = line_.line(), .until = line_.moment(), .begins = first});
        if (line_.done()) return;
    }
    auto stage = story_stage::both;
    if (line_.accept("in the demo")) stage = story_stage::demo;
    if (line_.accept("not in the demo")) stage = story_stage::virtual_time;
    statement(line_.accept("on") ? line_.take("a case") : "c1", stage);
}

std::vector<story> parse_stories(std::string_view text, const std::string& file)
{
    struct numbered {
        std::string words;
        std::size_t number;
    };
    std::vector<numbered> lines;
    std::size_t number = 0;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        auto line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        ++number;
        while (!line.empty() && (line.back() == ' ' || line.back() == '\r')) line.remove_suffix(1);
        const auto begin = line.find_first_not_of(' ');
        if (begin == std::string_view::npos || line[begin] == '#') continue;
        // An indented line goes on with the one before.
        if (begin > 0 && !lines.empty())
            lines.back().words.append(" ").append(line.substr(begin));
        else
            lines.push_back({std::string(line.substr(begin)), number});
    }
    std::vector<story> stories;
    for (const auto& line : lines) {
        constexpr std::string_view heading = "story ";
        if (line.words.starts_with(heading)) {
            stories.push_back(
                {.title = line.words.substr(heading.size()), .file = file, .line = line.number});
            continue;
        }
        story_reader reader(line.words, file, line.number);
        if (stories.empty()) reader.fail_here("no story has begun; write: story, and its sentence");
        story_parser(stories.back(), reader).parse();
    }
    if (stories.empty()) throw story_error(file + ":1: 'end of file': holds no story");
    return stories;
}

}  // namespace redress::app
