// Where in a row of list words a phrase begins and ends, when what stands around it is of the list, too: "Order 12345, legal
// winner ... yellow. Order and amount must wait".
#pragma once

#include "workflow/firewall/english_tokens.hpp"
#include "workflow/firewall/page.hpp"

#include <cstddef>
#include <vector>

namespace redress::workflow {

struct token_range {
    std::size_t begin;
    std::size_t end;
};

/// The phrases in a row of list words that a number, a sentence's end or a label sets apart from others of the row; none
/// when nothing of the row can be left. In their order; a word that may be of a phrase (a passphrase) is in its range.
[[nodiscard]] std::vector<token_range> phrases_set_apart(const page& text, const std::vector<token>& tokens,
                                                         token_range row);

}  // namespace redress::workflow
