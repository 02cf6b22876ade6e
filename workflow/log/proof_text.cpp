#include "workflow/log/proof_text.hpp"

#include "workflow/log/base64.hpp"

#include <algorithm>

namespace redress::tlog {
namespace {

constexpr std::string_view first_line = "c2sp.org/tlog-proof@v1";
constexpr std::size_t proof_hashes_max = 63;

std::optional<std::string_view> take_line(std::string_view& text)
{
    const auto end = text.find('\n');
    if (end == std::string_view::npos) return std::nullopt;
    const auto line = text.substr(0, end);
    text.remove_prefix(end + 1);
    return line;
}

}  // namespace

std::string proof_text(const inclusion& what)
{
    auto out = std::string(first_line) + "\n";
    if (!what.extra.empty()) out += "extra " + base64(what.extra) + "\n";
    out += "index " + std::to_string(what.index) + "\n";
    for (const auto& one : what.proof) out += base64(bytes_of(one)) + "\n";
    return out + "\n" + what.checkpoint_note;
}

std::optional<inclusion> parse_proof(std::string_view text)
{
    auto line = take_line(text);
    if (!line || *line != first_line) return std::nullopt;
    inclusion out;
    line = take_line(text);
    if (line && line->starts_with("extra ")) {
        const auto extra = from_base64(line->substr(6));
        if (!extra) return std::nullopt;
        out.extra = *extra;
        line = take_line(text);
    }
    if (!line || !line->starts_with("index ")) return std::nullopt;
    const auto index = parse_size(line->substr(6));
    if (!index) return std::nullopt;
    out.index = *index;
    for (line = take_line(text); line && !line->empty(); line = take_line(text)) {
        const auto bytes = from_base64(*line);
        if (!bytes || bytes->size() != sizeof(hash) || out.proof.size() == proof_hashes_max)
            return std::nullopt;
        std::ranges::copy(*bytes, reinterpret_cast<char*>(out.proof.emplace_back().data()));
    }
    if (!line) return std::nullopt;
    out.checkpoint_note = text;
    return out;
}

proof_says check_proof(std::string_view text, std::string_view entry, const public_key& log)
{
    const auto proof = parse_proof(text);
    const auto note = proof ? parse_note(proof->checkpoint_note) : std::nullopt;
    const auto tree = note ? parse_checkpoint(note->text) : std::nullopt;
    if (!tree) return proof_says::not_a_proof;
    if (tree->origin != log.name) return proof_says::another_log;
    if (verify_note(*note, log) != signed_by::them) return proof_says::not_signed;
    return verify_inclusion(proof->index, tree->size, leaf_hash(entry), std::span<const hash>(proof->proof),
                            tree->root)
               ? proof_says::proven
               : proof_says::not_in_the_tree;
}

std::string head_line(const case_head& one)
{
    constexpr std::string_view digits = "0123456789abcdef";
    auto line = R"({"case":")" + one.chain + R"(","cseq":)" + std::to_string(one.cseq) + R"(,"head":")";
    for (const auto byte : one.head) {
        line += digits[byte >> 4];
        line += digits[byte & 15];
    }
    return line + "\"}";
}

std::vector<hash> head_leaves(std::vector<case_head> heads)
{
    std::ranges::sort(heads, {}, &case_head::chain);
    std::vector<hash> leaves;
    leaves.reserve(heads.size());
    for (const auto& one : heads) leaves.push_back(leaf_hash(head_line(one)));
    return leaves;
}

}  // namespace redress::tlog
