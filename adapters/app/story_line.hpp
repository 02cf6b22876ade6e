// The parser of one line of a story. Private: story_parser.cpp reads acts, story_expectation.cpp reads what is expected.
#pragma once

#include "adapters/app/story.hpp"
#include "adapters/app/story_phrases.hpp"
#include "adapters/app/story_reader.hpp"

#include <string>

namespace redress::app {

class story_parser {
public:
    story_parser(story& into, story_reader& line) : story_(into), line_(line) {}

    void parse();

private:
    void demo_header();
    bool setting_told();
    void entity_told();
    void rule_told();
    void statement(std::string on, story_stage stage);
    void act(std::string on, story_stage stage, role as);
    void then(std::string on, story_stage stage);
    void expectation(std::string on);
    void clocks_told(story_expectation& told);
    void items_told(story_expectation& told);
    void known_items(const story_expectation& told);
    void actor_told(story_expectation& told);
    void modifier(story_act& told);
    void field_told(story_act& told);
    void put(story_act& told, field name, story_value value);
    [[nodiscard]] const story_phrase* phrase_ahead() const;
    /// Ids of people and sources have a dot, a hyphen or a slash; words of phrases have none.
    [[nodiscard]] bool person_ahead() const
    {
        return line_.ahead(1).find_first_of(".-/") != std::string::npos;
    }
    [[noreturn]] void no_phrase() const;
    [[nodiscard]] event_type what_happens(story_act& told);
    [[nodiscard]] story_value value_of(field name);
    [[nodiscard]] std::string code_of(field name);
    void complete(const story_act& told) const;

    story& story_;
    story_reader& line_;
};

}  // namespace redress::app
