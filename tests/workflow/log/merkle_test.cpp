#include "workflow/log/merkle.hpp"

#include "workflow/log/base64.hpp"

#include <boost/json.hpp>
#include <catch2/catch_test_macros.hpp>

#include <fstream>
#include <iostream>
#include <string>

namespace redress::tlog {
namespace {

namespace bj = boost::json;

struct probe {
    bj::object claim;
    std::vector<std::string> proof;
    [[nodiscard]] std::vector<raw_hash> raw() const { return {proof.begin(), proof.end()}; }
    [[nodiscard]] std::string bytes(std::string_view member) const
    {
        return from_base64(std::string(claim.at(member).as_string())).value();
    }
    [[nodiscard]] std::uint64_t number(std::string_view member) const
    {
        return claim.at(member).to_number<std::uint64_t>();
    }
};

std::vector<probe> probes(const std::string& file)
{
    std::ifstream in("tests/data/merkle/" + file);
    std::vector<probe> list;
    for (std::string line; std::getline(in, line);) {
        probe one{.claim = bj::parse(line).as_object()};
        for (const auto& h : one.claim.at("proof").as_array())
            one.proof.push_back(from_base64(std::string(h.as_string())).value());
        list.push_back(std::move(one));
    }
    return list;
}

std::string hex(const hash& h)
{
    std::string out;
    for (const auto byte : h) {
        out += "0123456789abcdef"[byte >> 4];
        out += "0123456789abcdef"[byte & 15];
    }
    return out;
}

/// A tree in the plainest way: every node hashed anew whenever it is asked for.
struct plain_tree {
    std::vector<hash> leaves;
    explicit plain_tree(std::size_t n)
    {
        for (std::size_t i = 0; i < n; ++i) leaves.push_back(leaf_hash("leaf " + std::to_string(i)));
    }
    [[nodiscard]] node_source source() const
    {
        return [this](unsigned level, std::uint64_t index) {
            return root_of(std::span(leaves).subspan(index << level, std::size_t{1} << level));
        };
    }
};

TEST_CASE("the public probes of Merkle proofs: 196 of 196", "[log][vectors]")
{
    std::size_t right = 0;
    const auto inclusion = probes("inclusion.jsonl");
    REQUIRE(inclusion.size() == 98);
    for (const auto& one : inclusion) {
        INFO(bj::serialize(one.claim));
        const bool taken = verify_inclusion(one.number("leafIdx"), one.number("treeSize"),
                                            one.bytes("leafHash"), one.raw(), one.bytes("root"));
        CHECK(taken != one.claim.at("wantErr").as_bool());
        right += taken != one.claim.at("wantErr").as_bool() ? 1U : 0U;
    }
    const auto consistency = probes("consistency.jsonl");
    REQUIRE(consistency.size() == 98);
    for (const auto& one : consistency) {
        INFO(bj::serialize(one.claim));
        const bool taken = verify_consistency(one.number("size1"), one.number("size2"), one.bytes("root1"),
                                              one.bytes("root2"), one.raw());
        CHECK(taken != one.claim.at("wantErr").as_bool());
        right += taken != one.claim.at("wantErr").as_bool() ? 1U : 0U;
    }
    std::cout << "public Merkle vectors: " << right << " of " << inclusion.size() + consistency.size()
              << '\n';
}

TEST_CASE("the four fixed hashes of RFC 6962", "[log][vectors]")
{
    CHECK(hex(empty_root()) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(hex(leaf_hash("")) == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
    CHECK(hex(leaf_hash("L123456")) == "395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56");
}

TEST_CASE("what is proven verifies, and nothing else does, in every tree of up to 70 leaves", "[log]")
{
    const plain_tree tree(70);
    const auto node = tree.source();
    for (std::uint64_t size = 1; size <= 70; ++size) {
        const auto root = root_at(size, node);
        CHECK(root == root_of(std::span(tree.leaves).first(size)));
        for (std::uint64_t index = 0; index < size; ++index) {
            auto proof = inclusion_proof(index, size, node);
            REQUIRE(verify_inclusion(index, size, tree.leaves[index], proof, root));
            REQUIRE_FALSE(verify_inclusion(index, size, tree.leaves[(index + 1) % 70], proof, root));
            if (proof.empty()) continue;
            proof.back()[31] ^= 1;
            REQUIRE_FALSE(verify_inclusion(index, size, tree.leaves[index], proof, root));
        }
        for (std::uint64_t before = 0; before <= size; ++before) {
            auto proof = consistency_proof(before, size, node);
            const auto old = root_at(before, node);
            REQUIRE(verify_consistency(before, size, old, root, proof) == (before != 0));
            if (proof.empty()) continue;
            proof.front()[0] ^= 1;
            REQUIRE_FALSE(verify_consistency(before, size, old, root, proof));
        }
    }
    CHECK_THROWS(inclusion_proof(5, 5, node));
    CHECK_THROWS(consistency_proof(6, 5, node));
}

}  // namespace
}  // namespace redress::tlog
