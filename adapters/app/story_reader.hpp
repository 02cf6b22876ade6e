// One line of a story as words. Private to the story's parser.
#pragma once

#include "adapters/app/story.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace redress::app {

class story_reader {
public:
    struct token {
        std::string text;
        bool quoted = false;
        bool comma = false;
    };

    /// Throws story_error for a quotation without an end.
    story_reader(std::string_view line, const std::string& file, std::size_t number);

    [[nodiscard]] bool done() const { return next_ >= tokens_.size(); }
    [[nodiscard]] std::size_t line() const { return number_; }
    /// The words ahead, as many as there are before a comma; empty words beyond.
    [[nodiscard]] std::string ahead(std::size_t count) const;
    [[nodiscard]] bool at_comma() const { return !done() && tokens_[next_].comma; }
    [[nodiscard]] bool at_quote() const { return !done() && tokens_[next_].quoted; }
    /// The next word, whatever it is; `wanted` says what a missing one should have been.
    std::string take(std::string_view wanted);
    /// Takes these words when they come next.
    bool accept(std::string_view words);
    void expect(std::string_view words);
    bool accept_comma();
    /// Nothing may be left.
    void end();

    /// "3 h", "2 days 30 min".
    [[nodiscard]] duration length();
    [[nodiscard]] bool at_number() const;
    std::int64_t number(std::string_view wanted);
    [[nodiscard]] bool at_date() const;
    /// "2020-10-25"
    std::string date();
    /// "in 7 days", "3 h ago", "day 14", "day 14 10:30", "tue 09:00", "2020-10-25 09:00".
    [[nodiscard]] story_moment moment();
    [[nodiscard]] bool at_moment() const;

    /// One of `known`, else an error with the nearest.
    std::string one_of(std::string_view what, std::span<const std::string_view> known);
    template <named Enum>
    Enum name(std::string_view what)
    {
        return *parse_name<Enum>(one_of(what, names_of<Enum>::list));
    }

    [[noreturn]] void fail(std::string_view word, const std::string& why) const;
    /// About the word that comes next.
    [[noreturn]] void fail_here(const std::string& why) const;

private:
    [[nodiscard]] duration time_of_day(std::string_view text);
    const std::string& file_;
    std::size_t number_;
    std::vector<token> tokens_;
    std::size_t next_ = 0;
};

}  // namespace redress::app
