// The secret firewall: finds in words what nobody should ever have been sent, and takes it out before anything is
// stored, queued or logged. Pure: the same text has the same findings, whoever wrote it and wherever it came in.
//
// A finding is replaced by a mark that says its kind in a code of ours, `⟦seed_phrase⟧`, the same in every language:
// screens have words for it (`schemas/texts`), and a text that was cleaned has no findings when it is cleaned again.
//
// What decides, by kind. Whatever proves itself needs no words beside it: a seed phrase's words, base58 with a right
// checksum, an Ed25519 secret whose second half is the public key of its first, a PEM head, a token's prefix.
// 64 hexadecimal digits prove nothing: a private key and a transaction's hash look the same, and complaints are full
// of hashes, which must pass or nobody could be helped. So the nearest word decides ("private key", 私钥; "tx", 哈希),
// and without any the digits pass. The same goes for digits with a card's checksum, which one order number in
// ten has, for codes of four to eight digits and for passwords, which are anything at all.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace redress::workflow {

enum class secret_kind : std::uint8_t {
    seed_phrase,
    private_key,
    card_number,
    card_code,  // the three or four digits on the back
    one_time_code,
    password,  // and a PIN
    bearer_token,
};
inline constexpr std::size_t secret_kind_count = 7;
[[nodiscard]] std::string_view name_of(secret_kind kind);

struct finding {
    secret_kind kind;
    std::size_t begin;  // bytes, the end not with it
    std::size_t end;
    std::size_t begin_point;  // the same in code points; a byte that is not UTF-8 counts as one
    std::size_t end_point;
    friend bool operator==(const finding&, const finding&) = default;
};

/// What is secret in a text, in its order, no two over each other. Time is linear in the text, which need not be
/// UTF-8: what is not separates. Escapes of JSON and of addresses (`\n`, `\u52a9`, `%20`) are read as what they mean.
[[nodiscard]] std::vector<finding> find_secrets(std::string_view text);

/// The text with a mark in place of each finding.
[[nodiscard]] std::string without(std::string_view text, const std::vector<finding>& findings);

/// The mark of a kind: "⟦seed_phrase⟧".
[[nodiscard]] std::string mark_of(secret_kind kind);

/// Whether whoever sent it should move what they own now: with a seed phrase or a key of theirs anybody can take it.
[[nodiscard]] constexpr bool funds_in_danger(secret_kind kind)
{
    return kind == secret_kind::seed_phrase || kind == secret_kind::private_key;
}

}  // namespace redress::workflow
