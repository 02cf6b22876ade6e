// What two cases have in common: who complains, which account and transaction it is about, and the words.
//
// A case leaves a set of marks: numbers that equal cases share, so that an index finds them without reading
// a text. A mark is a digest of a normalised value; of the narrative there are 20, each over four minima of
// its terms' hashes (MinHash, 20 bands of 4 rows): of narratives that share half of their terms 72 in 100
// have one in common, of those that share seven tenths 99, of those that share a tenth none in 400. Marks
// only find; what is shared is then told from the values themselves.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace redress::workflow {

/// What a filing says, as far as cases are told alike by it. Empty values say nothing.
struct told {
    std::string complainant;  // the channel's opaque id
    std::vector<std::string> contacts;
    std::vector<std::string> accounts;
    std::vector<std::string> transactions;
    std::string narrative;
};

/// Of an account, transaction or contact: letters and digits alone, lower-case, full-width forms as plain
/// ones, so that "ACC 12-34" is "acc1234".
[[nodiscard]] std::string normalised(std::string_view value);

/// Terms of a narrative, sorted, each once: words of letters and digits in lower case without the commonest
/// of English, and pairs of neighbouring characters where a script puts no spaces.
[[nodiscard]] std::vector<std::string> terms_of(std::string_view narrative);

/// Shared terms as a share of all terms of both (Jaccard): 0 to 1. Fewer than four terms say nothing.
[[nodiscard]] double likeness_of(const std::vector<std::string>& left, const std::vector<std::string>& right);

/// Of each kind sorted, each once.
struct marks {
    std::vector<std::int64_t> same;   // complainant, contacts, accounts, transactions
    std::vector<std::int64_t> words;  // one for each band, none of a narrative with fewer than four terms
};
[[nodiscard]] marks marks_of(const told& what);

/// What two cases share, and how much it says: 40 for a transaction, 20 each for the complainant (or, failing
/// that, a contact) and an account, and up to 20 for the words.
struct common {
    bool complainant = false;
    bool contact = false;
    bool account = false;
    bool transaction = false;
    double words = 0;

    [[nodiscard]] int score() const;  // 0 to 100
    /// Worth a look: something is the same, or two narratives share two fifths of their terms.
    [[nodiscard]] bool alike() const;
};
[[nodiscard]] common common_of(const told& left, const told& right);

}  // namespace redress::workflow
