// The Latin words of a page as the reader of English seed phrases sees them: words of the list, what may stand between two
// of them, what ends a row of them, and all others.
#pragma once

#include "workflow/firewall/page.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace redress::workflow {

enum class worth : std::uint8_t {
    listed,
    filling,  // between words of a phrase it says nothing: tags, labels, "and"
    joining,  // in no phrase and never mistyped into one: "the", "to"
    unknown,
};

struct token {
    std::size_t begin;  // glyphs
    std::size_t end;
    worth is;
    bool prose;        // of the list, and what sentences are made of
    bool introducing;  // of the list, and what stands before a phrase: "seed", "wallet"
    [[nodiscard]] bool listed() const { return is == worth::listed; }
};

[[nodiscard]] std::vector<token> tokens_of(const page& text);

/// Words of the list in letters that nobody set a space between, with nothing left over between two of them.
struct words_together {
    std::size_t count = 0;
    std::size_t begin = 0;  // letters
    std::size_t end = 0;
};
/// The most of them that stand together.
[[nodiscard]] words_together words_run_together(std::string_view letters);

}  // namespace redress::workflow
