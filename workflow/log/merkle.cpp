#include "workflow/log/merkle.hpp"

#include <algorithm>
#include <bit>
#include <optional>
#include <stdexcept>

namespace redress::tlog {
namespace {

/// The largest power of two that is less than n; n is at least 2.
std::uint64_t split_of(std::uint64_t n)
{
    return std::bit_floor(n - 1);
}

/// MTH over the n leaves from `begin` on, as RFC 6962 cuts a tree: `begin` is a multiple of the power of two below n.
hash range_root(std::uint64_t begin, std::uint64_t n, const node_source& node)
{
    if (std::has_single_bit(n)) {
        const auto level = static_cast<unsigned>(std::countr_zero(n));
        return node(level, begin >> level);
    }
    const auto k = split_of(n);
    return node_hash(range_root(begin, k, node), range_root(begin + k, n - k, node));
}

void path(std::uint64_t index, std::uint64_t begin, std::uint64_t n, const node_source& node,
          std::vector<hash>& out)
{
    if (n == 1) return;
    const auto k = split_of(n);
    if (index < k) {
        path(index, begin, k, node, out);
        out.push_back(range_root(begin + k, n - k, node));
    } else {
        path(index - k, begin + k, n - k, node, out);
        out.push_back(range_root(begin, k, node));
    }
}

void subproof(std::uint64_t m, std::uint64_t begin, std::uint64_t n, bool known, const node_source& node,
              std::vector<hash>& out)
{
    if (m == n) {
        if (!known) out.push_back(range_root(begin, n, node));
        return;
    }
    const auto k = split_of(n);
    if (m <= k) {
        subproof(m, begin, k, known, node, out);
        out.push_back(range_root(begin + k, n - k, node));
    } else {
        subproof(m - k, begin + k, n - k, false, node, out);
        out.push_back(range_root(begin, k, node));
    }
}

std::optional<hash> hash_from(raw_hash bytes)
{
    hash out{};
    if (bytes.size() != out.size()) return std::nullopt;
    std::ranges::copy(bytes, reinterpret_cast<char*>(out.data()));
    return out;
}

std::optional<std::vector<hash>> hashes_from(std::span<const raw_hash> list)
{
    std::vector<hash> out;
    for (const auto one : list) {
        const auto h = hash_from(one);
        if (!h) return std::nullopt;
        out.push_back(*h);
    }
    return out;
}

}  // namespace

hash leaf_hash(std::string_view entry)
{
    return sha256({std::string_view("\0", 1), entry});
}

hash node_hash(const hash& left, const hash& right)
{
    return sha256({std::string_view("\1", 1), bytes_of(left), bytes_of(right)});
}

hash empty_root()
{
    return sha256({});
}

hash root_of(std::span<const hash> hashes)
{
    if (hashes.empty()) return empty_root();
    return range_root(0, hashes.size(), [&](unsigned level, std::uint64_t index) {
        std::vector<hash> row(hashes.begin() + static_cast<std::ptrdiff_t>(index << level),
                              hashes.begin() + static_cast<std::ptrdiff_t>((index + 1) << level));
        for (; row.size() > 1; row.resize(row.size() / 2))
            for (std::size_t i = 0; i < row.size() / 2; ++i) row[i] = node_hash(row[2 * i], row[2 * i + 1]);
        return row.front();
    });
}

hash root_at(std::uint64_t size, const node_source& node)
{
    return size == 0 ? empty_root() : range_root(0, size, node);
}

std::vector<hash> inclusion_proof(std::uint64_t index, std::uint64_t size, const node_source& node)
{
    if (index >= size) throw std::invalid_argument("no leaf of that index in a tree of that size");
    std::vector<hash> out;
    path(index, 0, size, node, out);
    return out;
}

std::vector<hash> consistency_proof(std::uint64_t size1, std::uint64_t size2, const node_source& node)
{
    if (size1 > size2) throw std::invalid_argument("the earlier tree is the larger one");
    std::vector<hash> out;
    if (size1 != 0 && size1 != size2) subproof(size1, 0, size2, true, node, out);
    return out;
}

bool verify_inclusion(std::uint64_t index, std::uint64_t size, const hash& leaf, std::span<const hash> proof,
                      const hash& root)
{
    if (index >= size) return false;
    auto fn = index, sn = size - 1;
    auto r = leaf;
    for (const auto& p : proof) {
        if (sn == 0) return false;
        if ((fn & 1) != 0 || fn == sn) {
            r = node_hash(p, r);
            while ((fn & 1) == 0 && fn != 0) fn >>= 1, sn >>= 1;
        } else {
            r = node_hash(r, p);
        }
        fn >>= 1, sn >>= 1;
    }
    return sn == 0 && r == root;
}

bool verify_consistency(std::uint64_t size1, std::uint64_t size2, const hash& root1, const hash& root2,
                        std::span<const hash> proof)
{
    if (size1 > size2) return false;
    if (size1 == size2) return proof.empty() && root1 == root2;
    // Every tree begins with the empty one: that is nothing to be proven, and a proof of it says nothing.
    if (size1 == 0 || proof.empty()) return false;
    std::vector<hash> nodes(proof.begin(), proof.end());
    if (std::has_single_bit(size1)) nodes.insert(nodes.begin(), root1);
    auto fn = size1 - 1, sn = size2 - 1;
    while ((fn & 1) != 0) fn >>= 1, sn >>= 1;
    auto fr = nodes.front(), sr = nodes.front();
    for (std::size_t i = 1; i < nodes.size(); ++i) {
        if (sn == 0) return false;
        if ((fn & 1) != 0 || fn == sn) {
            fr = node_hash(nodes[i], fr);
            sr = node_hash(nodes[i], sr);
            while ((fn & 1) == 0 && fn != 0) fn >>= 1, sn >>= 1;
        } else {
            sr = node_hash(sr, nodes[i]);
        }
        fn >>= 1, sn >>= 1;
    }
    return sn == 0 && fr == root1 && sr == root2;
}

bool verify_inclusion(std::uint64_t index, std::uint64_t size, raw_hash leaf, std::span<const raw_hash> proof,
                      raw_hash root)
{
    const auto l = hash_from(leaf), r = hash_from(root);
    const auto p = hashes_from(proof);
    return l && r && p && verify_inclusion(index, size, *l, std::span<const hash>(*p), *r);
}

bool verify_consistency(std::uint64_t size1, std::uint64_t size2, raw_hash root1, raw_hash root2,
                        std::span<const raw_hash> proof)
{
    // Equal sizes compare what they were given and hash nothing.
    if (size1 == size2) return proof.empty() && root1 == root2;
    const auto a = hash_from(root1), b = hash_from(root2);
    const auto p = hashes_from(proof);
    return a && b && p && verify_consistency(size1, size2, *a, *b, std::span<const hash>(*p));
}

}  // namespace redress::tlog
