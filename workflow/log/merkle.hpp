// The Merkle tree of RFC 6962 over the leaves of the log: hashing, proofs and their verification. Pure: where hashes
// are kept is asked of the caller. Verification follows RFC 9162 2.1.3.2 and 2.1.4.2 and is strict where the public
// vectors are: a hash has 32 bytes, and nothing is proven of an empty tree.
#pragma once

#include "workflow/log/sha256.hpp"

#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

namespace redress::tlog {

/// SHA-256(0x00 || entry).
[[nodiscard]] hash leaf_hash(std::string_view entry);
/// SHA-256(0x01 || left || right).
[[nodiscard]] hash node_hash(const hash& left, const hash& right);
/// Of a tree without leaves: SHA-256 of nothing.
[[nodiscard]] hash empty_root();

/// The root over so many hashes of one level, from left to right; of none, that of the empty tree.
[[nodiscard]] hash root_of(std::span<const hash> hashes);

/// The root of a whole subtree of 2^level leaves, the index-th of its level from the left.
using node_source = std::function<hash(unsigned level, std::uint64_t index)>;

/// The root at an earlier size, or at this one.
[[nodiscard]] hash root_at(std::uint64_t size, const node_source& node);
/// Proof that the leaf stands in the tree of that size, from its sibling up. `index` must be less than `size`.
[[nodiscard]] std::vector<hash> inclusion_proof(std::uint64_t index, std::uint64_t size,
                                                const node_source& node);
/// Proof that the tree of the one size is a prefix of the other; empty when the sizes are equal or the first is 0.
[[nodiscard]] std::vector<hash> consistency_proof(std::uint64_t size1, std::uint64_t size2,
                                                  const node_source& node);

/// Hashes as they came over a border, of any length.
using raw_hash = std::string_view;
[[nodiscard]] bool verify_inclusion(std::uint64_t index, std::uint64_t size, raw_hash leaf,
                                    std::span<const raw_hash> proof, raw_hash root);
[[nodiscard]] bool verify_consistency(std::uint64_t size1, std::uint64_t size2, raw_hash root1,
                                      raw_hash root2, std::span<const raw_hash> proof);
/// The same over hashes that have their length.
[[nodiscard]] bool verify_inclusion(std::uint64_t index, std::uint64_t size, const hash& leaf,
                                    std::span<const hash> proof, const hash& root);
[[nodiscard]] bool verify_consistency(std::uint64_t size1, std::uint64_t size2, const hash& root1,
                                      const hash& root2, std::span<const hash> proof);

[[nodiscard]] inline std::string_view bytes_of(const hash& h)
{
    return {reinterpret_cast<const char*>(h.data()), h.size()};
}

}  // namespace redress::tlog
