// Signed notes, checkpoints and cosignatures of C2SP (signed-note, tlog-checkpoint, tlog-cosignature), with Ed25519.
//
// A key is written as `name+id+base64` (the verifier's part) and, for whoever signs,
// `PRIVATE+KEY+name+id+base64`, as other programs for such logs write them.
#pragma once

#include "workflow/log/merkle.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace redress::tlog {

enum class key_kind : std::uint8_t {
    log = 0x01,      // signs the text
    witness = 0x04,  // signs the text with the time it saw it
};

/// The tuple of name and id says which key signed.
struct public_key {
    std::string name;
    std::uint32_t id = 0;
    key_kind kind = key_kind::log;
    std::array<std::uint8_t, 32> key{};

    [[nodiscard]] std::string text() const;
    bool operator==(const public_key&) const = default;
};
/// Nothing when it is none of these kinds or its id is not that of its name and key.
[[nodiscard]] std::optional<public_key> parse_public_key(std::string_view text);
/// First four bytes of SHA-256(name || 0x0A || kind || key).
[[nodiscard]] std::uint32_t key_id(std::string_view name, key_kind kind, std::string_view key);
/// Not empty, no space and no plus.
[[nodiscard]] bool is_key_name(std::string_view name);

/// Its seed is wiped when it goes.
class private_key {
public:
    /// Throws std::invalid_argument for a name that is none.
    private_key(std::string name, key_kind kind, const std::array<std::uint8_t, 32>& seed);
    /// Of 32 random bytes.
    [[nodiscard]] static private_key make(std::string name, key_kind kind);
    ~private_key();
    private_key(const private_key&) = default;
    private_key& operator=(const private_key&) = default;

    [[nodiscard]] const public_key& verifier() const { return verifier_; }
    /// For a file that nobody else reads.
    [[nodiscard]] std::string text() const;
    /// Ed25519 over the message.
    [[nodiscard]] std::array<std::uint8_t, 64> sign(std::string_view message) const;

private:
    public_key verifier_;
    std::array<std::uint8_t, 32> seed_{};
};
[[nodiscard]] std::optional<private_key> parse_private_key(std::string_view text);

[[nodiscard]] bool verify_ed25519(const std::array<std::uint8_t, 32>& key, std::string_view message,
                                  std::string_view signature);

struct signature_line {
    std::string name;
    std::uint32_t id = 0;
    std::string bytes;  // behind the id

    [[nodiscard]] std::string text() const;  // with its newline
};
struct signed_note {
    std::string text;  // with its last newline
    std::vector<signature_line> signatures;

    [[nodiscard]] std::string bytes() const;
};
/// Nothing when it is not a note: no blank line before the signatures, bytes that may not stand in one, more than 64
/// signatures.
[[nodiscard]] std::optional<signed_note> parse_note(std::string_view bytes);
/// Signature lines alone, such as a witness answers with.
[[nodiscard]] std::optional<std::vector<signature_line>> parse_signatures(std::string_view lines);

/// Of a log's key over the text.
[[nodiscard]] signature_line sign_note(const private_key& key, std::string_view text);
/// Of a witness over the text at that second.
[[nodiscard]] signature_line cosign(const private_key& key, std::string_view text, std::int64_t seconds);

enum class signed_by : std::uint8_t {
    nobody_known,  // the key signed nothing here
    them,
    forged,  // a line bears name and id of the key and does not verify: the whole note is worth nothing
};
[[nodiscard]] signed_by verify_note(const signed_note& note, const public_key& key);
/// When the witness signed; nothing when its line is not there or does not verify.
[[nodiscard]] std::optional<std::int64_t> cosigned_at(const signed_note& note, const public_key& witness);

struct checkpoint {
    std::string origin;
    std::uint64_t size = 0;
    hash root{};

    [[nodiscard]] std::string text() const;
    bool operator==(const checkpoint&) const = default;
};
/// Lines behind the third are let stand and not looked at.
[[nodiscard]] std::optional<checkpoint> parse_checkpoint(std::string_view note_text);

/// Decimal without leading zeroes.
[[nodiscard]] std::optional<std::uint64_t> parse_size(std::string_view text);

}  // namespace redress::tlog
