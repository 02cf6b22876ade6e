// C2SP tlog-proof: where an entry stands, how it hangs in the tree, and the checkpoint of that tree, as one text that
// is checked without us.
#pragma once

#include "workflow/log/note.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace redress::tlog {

struct inclusion {
    std::uint64_t index = 0;
    std::vector<hash> proof;
    std::string checkpoint_note;  // as it was signed, every byte of it
    std::string extra;            // opaque, and believed by nobody
};

[[nodiscard]] std::string proof_text(const inclusion& what);
[[nodiscard]] std::optional<inclusion> parse_proof(std::string_view text);

enum class proof_says : std::uint8_t {
    proven,
    not_a_proof,     // it cannot be read
    another_log,     // the checkpoint is of another origin
    not_signed,      // by the key that was asked for
    not_in_the_tree  // the leaf and the hashes do not lead to the root
};
[[nodiscard]] proof_says check_proof(std::string_view text, std::string_view entry, const public_key& log);

/// A line of the case-head index: canonical JSON {case, cseq, head}, the last entry of a case at the seal.
struct case_head {
    std::string chain;  // as an id is written
    std::int64_t cseq = 0;
    hash head{};
};
[[nodiscard]] std::string head_line(const case_head& one);
/// Leaf hashes of the lines, sorted by case; their root is what `index.sealed` says.
[[nodiscard]] std::vector<hash> head_leaves(std::vector<case_head> heads);

}  // namespace redress::tlog
