// Policies as files: TOML under schemas/policies, in the grammar of policy.schema.json, checked
// beyond what a schema can say. Implements workflow/ports/policy_book.hpp.
#pragma once

#include "adapters/files/file_error.hpp"
#include "states/policy.hpp"
#include "workflow/ports/policy_book.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace redress::files {

/// A checked policy with the SHA-256 of exactly these bytes. `name` is how errors call the file.
/// Throws `file_error` at the first thing that is wrong.
[[nodiscard]] policy load_policy(std::string_view toml_bytes, std::string_view name);

/// Wording is stored beside the policies, by content as they are: its id there begins so.
inline constexpr std::string_view stored_wording_prefix = "letters/";

/// What the letters of a policy may be asked to contain, and what records it may require.
[[nodiscard]] std::span<const std::string_view> known_letter_parts();
[[nodiscard]] std::span<const std::string_view> known_records();

/// A policy together with its bytes, so that it can be stored under its hash.
struct policy_document {
    std::unique_ptr<const redress::policy> rules;
    std::string toml;
};

/// The policies of a folder, all of them in force, in order of file name; beside them those that
/// cases pinned earlier and that no file holds any more. Addresses stay valid for the book's life.
/// Fill it before engines share it: reading is safe from any thread, adding is not.
class file_policy_book : public workflow::policy_book {
public:
    /// Throws `file_error`: unreadable folder, no policy in it, a bad one, two of one id.
    explicit file_policy_book(const std::string& folder);

    /// A policy from the database: found by its hash, never in force. Known hashes are left alone.
    void add(std::string_view toml_bytes, std::string_view name);

    [[nodiscard]] const std::vector<const policy*>& in_force() const override { return in_force_; }
    [[nodiscard]] const policy* find(std::string_view sha256) const override;
    [[nodiscard]] const std::vector<policy_document>& documents() const { return documents_; }

private:
    std::vector<policy_document> documents_;
    std::vector<const policy*> in_force_;
};

}  // namespace redress::files
