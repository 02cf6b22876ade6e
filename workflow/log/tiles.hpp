// Tiles of C2SP tlog-tiles: the tree in rows of up to 256 hashes, eight levels of it to a tile, and the entries in
// bundles of as many. A tile that is not full is a prefix of what it will be, so that earlier sizes are read from the
// same tiles.
#pragma once

#include "workflow/log/merkle.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace redress::tlog {

inline constexpr unsigned tile_height = 8;
inline constexpr std::uint64_t tile_width = 256;
inline constexpr std::size_t entry_bytes_max = 65'535;  // a length has 16 bits in a bundle

struct tile {
    unsigned level = 0;
    std::uint64_t index = 0;
    std::vector<hash> hashes;  // 1 to tile_width
};

/// "tile/0/x001/234", of one that is not full "tile/0/x001/234.p/5".
[[nodiscard]] std::string tile_path(unsigned level, std::uint64_t index, std::uint64_t width = tile_width);
/// "tile/entries/..." likewise.
[[nodiscard]] std::string entries_path(std::uint64_t index, std::uint64_t width = tile_width);
/// How many hashes stand in a tile of a tree of that size; 0 when there is none.
[[nodiscard]] std::uint64_t width_at(unsigned level, std::uint64_t index, std::uint64_t size);

/// As stored and served: the hashes, one after another.
[[nodiscard]] std::string bytes_of(std::span<const hash> hashes);
/// Nothing when it is no whole number of hashes.
[[nodiscard]] std::optional<std::vector<hash>> hashes_of(std::string_view bytes);

/// Appends an entry to a bundle. Throws std::length_error above entry_bytes_max.
void append_entry(std::string& bundle, std::string_view entry);
/// The entries of a bundle; nothing when it ends within one.
[[nodiscard]] std::optional<std::vector<std::string_view>> entries_of(std::string_view bundle);

/// The right edge of a tree: what appending needs to know of it.
class tree_edge {
public:
    tree_edge() = default;
    /// Goes on with a tree: `rightmost` gives the tile (its level, its index) that is not yet full.
    using tile_source = std::function<std::vector<hash>(unsigned level, std::uint64_t index)>;
    tree_edge(std::uint64_t size, const tile_source& rightmost);

    void append(const hash& leaf);
    [[nodiscard]] std::uint64_t size() const { return size_; }
    [[nodiscard]] hash root() const;
    /// Tiles that appending made or made longer since the last call, whole.
    [[nodiscard]] std::vector<tile> take_changed();

private:
    void push(unsigned level, const hash& h);

    std::uint64_t size_ = 0;
    std::vector<std::vector<hash>> rows_;  // of each level the tile that is not full
    std::map<std::pair<unsigned, std::uint64_t>, std::vector<hash>> changed_;  // that became full meanwhile
    std::vector<bool> touched_;
};

/// Nodes of a tree for proofs, out of its tiles. A tile is asked for once and may be longer than it was at `size`.
class tile_nodes {
public:
    using tile_source = std::function<std::vector<hash>(unsigned level, std::uint64_t index)>;
    explicit tile_nodes(tile_source read) : read_(std::move(read)) {}
    /// Throws std::runtime_error when a tile is shorter than it must be.
    [[nodiscard]] hash operator()(unsigned level, std::uint64_t index);
    [[nodiscard]] node_source source()
    {
        return [this](unsigned level, std::uint64_t index) { return (*this)(level, index); };
    }

private:
    tile_source read_;
    std::map<std::pair<unsigned, std::uint64_t>, std::vector<hash>> known_;
};

}  // namespace redress::tlog
