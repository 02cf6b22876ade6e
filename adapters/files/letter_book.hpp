// The words of letters as files: TOML in the folder letters.dir, named by policies through their content.
//
// The book is whole or it is an error with file, line and nearest name: every kind of letter has words in
// both languages, every part that a policy demands occurs in words that its cases have, and every place is known.
#pragma once

#include "adapters/files/policy_file.hpp"
#include "workflow/letter_wording.hpp"

#include <array>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace redress::files {

/// Reads one wording; `name` is how errors call the file. Checks all that needs no policy.
[[nodiscard]] workflow::letter_wording load_wording(std::string_view toml_bytes, std::string_view name);

/// A wording together with its bytes, so that it can be stored under its hash.
struct wording_document {
    std::unique_ptr<const workflow::letter_wording> words;
    std::string toml;
};

/// Languages in which everything that users see has words.
inline constexpr auto letter_languages = std::to_array<std::string_view>({"en", "zh-CN"});

class letter_book {
public:
    letter_book() = default;
    /// The wordings that the policies in force name: whole. Throws `file_error`.
    letter_book(const std::string& folder, const std::vector<const policy*>& in_force);

    /// Those that one policy names, each checked against it, whatever kinds they have words for. Throws
    /// `file_error`.
    void read(const std::string& folder, const policy& rules);
    /// A wording from the database, for cases that pinned it earlier. Known hashes are left alone.
    void add(std::string_view toml_bytes, std::string_view name);

    [[nodiscard]] const workflow::letter_wording* find(std::string_view sha256) const;
    /// Those of some policies in their order; what a policy names and the book has not is left out.
    [[nodiscard]] std::vector<const workflow::letter_wording*> of(std::span<const policy* const> rules) const;
    [[nodiscard]] const std::vector<wording_document>& documents() const { return documents_; }

private:
    std::vector<wording_document> documents_;
};

}  // namespace redress::files
