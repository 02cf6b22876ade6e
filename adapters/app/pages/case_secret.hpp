// The secret of a case: ten symbols that can be read aloud, as letters or as digits. Shown once; kept as an HMAC
// under a key of this house that stands in a file and in no database.
//
// What is shown at filing follows from that key and from a number that the form carries, so that whoever lost
// the signal and sends the same form again is shown the same secret, and nobody else can make it.
#pragma once

#include "adapters/postgres/page_store.hpp"
#include "states/ids.hpp"
#include "states/instant.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace redress::app {

/// Ten symbols as sixteen digits in groups: "AB3D7K9XQ2" as "0361 8871 2230 4418".
[[nodiscard]] std::string in_digits(std::string_view symbols);
/// "AB3D7-K9XQ2"
[[nodiscard]] std::string in_groups(std::string_view symbols);
/// What a person typed, either way: ten symbols, or nothing. Lower case, full-width forms, spaces and hyphens are
/// accepted, O is 0, I and L are 1.
[[nodiscard]] std::optional<std::string> typed_symbols(std::string_view typed);

/// From the system's generator.
[[nodiscard]] std::string random_bytes(std::size_t count);
[[nodiscard]] std::string hex(std::string_view bytes);
/// Nothing when it is no lower-case hexadecimal of that many bytes.
[[nodiscard]] std::optional<std::string> from_hex(std::string_view text, std::size_t bytes);

inline constexpr auto visit_lasts = std::chrono::hours(4);  // at most, from where it began

class secret_keeper {
public:
    /// Reads the file; throws config_error with what to do when there is none, or too little in it.
    explicit secret_keeper(const std::string& pepper_file, const std::string& setting_name);

    /// The ten symbols of a case that was filed by a form carrying `number`.
    [[nodiscard]] std::string mint(const case_id& of, std::string_view number) const;
    /// Ten symbols that follow from nothing.
    [[nodiscard]] static std::string mint_another();
    [[nodiscard]] postgres::kept_secret kept(std::string_view symbols, bool representative) const;
    /// The same work whether there is a secret or not.
    [[nodiscard]] bool proves(std::string_view symbols,
                              const std::optional<postgres::kept_secret>& kept) const;
    /// A visit's token, of which we can tell without looking anywhere that we made it, and when.
    [[nodiscard]] std::string mint_visit(instant at) const;
    /// Whether we did, and not longer ago than a visit can last.
    [[nodiscard]] bool made_visit(std::string_view token, instant now) const;
    /// What a visit is known by in the database.
    [[nodiscard]] std::string visit_proof(std::string_view token) const;
    /// What forms of a visit carry, so that no other site can send one.
    [[nodiscard]] std::string form_mark(std::string_view token) const;

private:
    [[nodiscard]] std::string mac(std::string_view purpose, std::string_view a, std::string_view b) const;
    std::string pepper_;
};

}  // namespace redress::app
