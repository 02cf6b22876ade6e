// Policies as files: TOML under schemas/policies, in the grammar of the README there, checked
// as a whole. Implements workflow/ports/policy_book.hpp.
#pragma once

#include "adapters/files/calendar_file.hpp"
#include "adapters/files/entity_file.hpp"
#include "adapters/files/file_error.hpp"
#include "states/policy.hpp"
#include "workflow/ports/policy_book.hpp"

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace redress::files {

/// A checked policy with the SHA-256 of exactly these bytes. `name` is how errors call the file.
/// Throws `file_error` at the first thing that is wrong.
/// `calendars`: where the calendars that it names must stand; null: taken at its word.
[[nodiscard]] policy load_policy(std::string_view toml_bytes, std::string_view name,
                                 calendar_book* calendars = nullptr);

/// Wording, calendars and zone data are stored beside the policies, by content as they are: their ids there
/// begin so. A zone's id goes on with its name and the release of the data.
inline constexpr std::string_view stored_wording_prefix = "letters/";
inline constexpr std::string_view stored_calendar_prefix = "calendars/";
inline constexpr std::string_view stored_zone_prefix = "zones/";

/// Binds a regime to those of the entities that name it. Throws `file_error` at one that it cannot be bound to.
void bind(policy& rules, const entity_list& entities);

/// What the letters of a policy may be asked to contain, and what records it may require.
[[nodiscard]] std::span<const std::string_view> known_letter_parts();
[[nodiscard]] std::span<const std::string_view> known_records();
/// What clocks may start, stop and cancel on, and when they may pause.
[[nodiscard]] std::span<const std::string> known_triggers();
[[nodiscard]] std::span<const std::string_view> known_pauses();
/// How well the source of a regime's figures is known.
[[nodiscard]] std::span<const std::string_view> known_evidence();

/// A policy together with its bytes, so that it can be stored under its hash.
struct policy_document {
    std::unique_ptr<const redress::policy> rules;
    std::string toml;
};

/// The policies of a folder, all of them in force: the house's own, then those of regimes, each in order of file
/// name; beside them those that cases pinned earlier and that no file holds any more. Addresses stay valid for the book's life.
/// Fill it before engines share it: reading is safe from any thread, adding is not.
class file_policy_book : public workflow::policy_book {
public:
    /// Throws `file_error`: unreadable folder, no policy in it, a bad one, two of one id, a calendar that
    /// one names and the folder of calendars does not hold, no policy of the house's own, an entity bound to a
    /// policy that is not there, is for every case anyway, or is for another kind of entity. The calendars live
    /// elsewhere, as long as this.
    file_policy_book(const std::string& folder, calendar_book& calendars, const entity_list& entities = {});

    /// A policy from the database: found by its hash, never in force. Known hashes are left alone.
    void add(std::string_view toml_bytes, std::string_view name);

    [[nodiscard]] const std::vector<const policy*>& in_force() const override { return in_force_; }
    [[nodiscard]] const policy* find(std::string_view sha256) const override;
    [[nodiscard]] const calendar_source& calendars() const override { return calendars_; }
    [[nodiscard]] const std::vector<policy_document>& documents() const { return documents_; }

private:
    calendar_book& calendars_;
    std::vector<policy_document> documents_;
    std::vector<const policy*> in_force_;
};

}  // namespace redress::files
