#include "workflow/log/tiles.hpp"

#include "workflow/log/note.hpp"

#include <catch2/catch_test_macros.hpp>

#include <fstream>
#include <iterator>
#include <map>
#include <sstream>

namespace redress::tlog {
namespace {

std::string file(const std::string& name)
{
    std::ifstream in("tests/data/tessera/" + name, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

TEST_CASE("paths of tiles are those of C2SP tlog-tiles", "[log]")
{
    CHECK(tile_path(0, 0) == "tile/0/000");
    CHECK(tile_path(1, 999) == "tile/1/999");
    CHECK(tile_path(0, 1234067) == "tile/0/x001/x234/067");
    CHECK(tile_path(2, 1000, 7) == "tile/2/x001/000.p/7");
    CHECK(entries_path(0, 15) == "tile/entries/000.p/15");
    CHECK(width_at(0, 0, 15) == 15);
    CHECK(width_at(0, 0, 256) == 256);
    CHECK(width_at(0, 1, 256) == 0);
    CHECK(width_at(1, 0, 600) == 2);
    CHECK(width_at(9, 0, 600) == 0);
}

TEST_CASE("a public tile log of 1 to 15 entries: roots, tiles, bundles and signatures are made again",
          "[log][vectors]")
{
    const auto key =
        parse_public_key("example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx");
    REQUIRE(key);
    tree_edge tree;
    std::string bundle;
    for (std::uint64_t size = 0; size <= 15; ++size) {
        INFO(size);
        if (size > 0) {
            const auto public_bundle = file(entries_path(0, size));
            const auto entries = entries_of(public_bundle);
            REQUIRE(entries);
            REQUIRE(entries->size() == size);
            append_entry(bundle, entries->back());
            CHECK(bundle == public_bundle);
            tree.append(leaf_hash(entries->back()));
            const auto changed = tree.take_changed();
            REQUIRE(changed.size() == 1);
            CHECK(bytes_of(changed[0].hashes) == file(tile_path(0, 0, size)));
        }
        const auto note = parse_note(file("checkpoint." + std::to_string(size)));
        REQUIRE(note);
        CHECK(verify_note(*note, *key) == signed_by::them);
        const auto said = parse_checkpoint(note->text);
        REQUIRE(said);
        CHECK(said->size == size);
        CHECK(said->root == tree.root());
        CHECK(said->text() == note->text);
    }
}

TEST_CASE("a tree grows over tiles, goes on from its right edge, and proofs come out of its tiles", "[log]")
{
    std::map<std::pair<unsigned, std::uint64_t>, std::vector<hash>> kept;
    const auto read = [&](unsigned level, std::uint64_t index) { return kept[{level, index}]; };
    std::vector<hash> leaves;
    tree_edge tree;
    // Steps that end within tiles, at their ends and beyond several of them.
    for (const std::size_t step : {1U, 255U, 1U, 254U, 1U, 600U, 65'000U, 700U}) {
        for (std::size_t i = 0; i < step; ++i) {
            leaves.push_back(leaf_hash("entry " + std::to_string(leaves.size())));
            tree.append(leaves.back());
        }
        for (auto& one : tree.take_changed()) kept[{one.level, one.index}] = std::move(one.hashes);
        CHECK(tree.take_changed().empty());
        CHECK(tree.root() == root_of(leaves));
        tree = tree_edge(leaves.size(), read);  // another process takes over
        CHECK(tree.root() == root_of(leaves));
    }
    tile_nodes nodes(read);
    const auto node = nodes.source();
    const auto size = leaves.size();
    const auto root = root_at(size, node);
    CHECK(root == tree.root());
    for (const std::uint64_t index : {std::uint64_t{0}, std::uint64_t{255}, std::uint64_t{256},
                                      std::uint64_t{65'535}, std::uint64_t{65'536}, size - 1})
        CHECK(verify_inclusion(index, size, leaves[index], inclusion_proof(index, size, node), root));
    for (const std::uint64_t before :
         {std::uint64_t{1}, std::uint64_t{256}, std::uint64_t{511}, std::uint64_t{65'536}, size - 1})
        CHECK(verify_consistency(before, size, root_at(before, node), root,
                                 consistency_proof(before, size, node)));
}

TEST_CASE("bundles and tiles that are cut are none", "[log]")
{
    std::string bundle;
    append_entry(bundle, "abc");
    CHECK(entries_of(bundle).value() == std::vector<std::string_view>{"abc"});
    CHECK_FALSE(entries_of(bundle.substr(0, 4)));
    CHECK_FALSE(entries_of(bundle.substr(0, 1)));
    CHECK_THROWS(append_entry(bundle, std::string(65'536, 'x')));
    CHECK_FALSE(hashes_of(std::string(33, 'x')));
    CHECK_THROWS(tree_edge(5, [](unsigned, std::uint64_t) { return std::vector<hash>(4); }));
}

}  // namespace
}  // namespace redress::tlog
