#include "workflow/log/tiles.hpp"

#include <algorithm>
#include <stdexcept>

namespace redress::tlog {
namespace {

/// Groups of three digits, an x before each but the last.
std::string number_path(std::uint64_t n)
{
    const auto three = [](std::uint64_t group) {
        auto text = std::to_string(group);
        return std::string(3 - text.size(), '0') + text;
    };
    auto text = three(n % 1000);
    while ((n /= 1000) != 0) text = "x" + three(n % 1000) + "/" + text;
    return text;
}

std::string path_of(std::string_view kind, std::uint64_t index, std::uint64_t width)
{
    auto path = "tile/" + std::string(kind) + "/" + number_path(index);
    if (width != tile_width) path += ".p/" + std::to_string(width);
    return path;
}

/// How many hashes a level of tiles has in all.
std::uint64_t row_length(unsigned level, std::uint64_t size)
{
    const auto bits = level * tile_height;
    return bits >= 64 ? 0 : size >> bits;
}

}  // namespace

std::string tile_path(unsigned level, std::uint64_t index, std::uint64_t width)
{
    return path_of(std::to_string(level), index, width);
}

std::string entries_path(std::uint64_t index, std::uint64_t width)
{
    return path_of("entries", index, width);
}

std::uint64_t width_at(unsigned level, std::uint64_t index, std::uint64_t size)
{
    const auto row = row_length(level, size);
    const auto begin = index * tile_width;
    return begin >= row ? 0 : std::min(tile_width, row - begin);
}

std::string bytes_of(std::span<const hash> hashes)
{
    std::string out;
    out.reserve(hashes.size() * sizeof(hash));
    for (const auto& h : hashes) out += bytes_of(h);
    return out;
}

std::optional<std::vector<hash>> hashes_of(std::string_view bytes)
{
    if (bytes.size() % sizeof(hash) != 0) return std::nullopt;
    std::vector<hash> out(bytes.size() / sizeof(hash));
    for (std::size_t i = 0; i < out.size(); ++i)
        std::ranges::copy(bytes.substr(i * sizeof(hash), sizeof(hash)),
                          reinterpret_cast<char*>(out[i].data()));
    return out;
}

void append_entry(std::string& bundle, std::string_view entry)
{
    if (entry.size() > entry_bytes_max) throw std::length_error("an entry of more than 65,535 bytes");
    bundle += static_cast<char>(entry.size() >> 8);
    bundle += static_cast<char>(entry.size() & 0xff);
    bundle += entry;
}

std::optional<std::vector<std::string_view>> entries_of(std::string_view bundle)
{
    std::vector<std::string_view> out;
    while (!bundle.empty()) {
        if (bundle.size() < 2) return std::nullopt;
        const auto length = static_cast<std::size_t>(static_cast<unsigned char>(bundle[0])) << 8 |
                            static_cast<unsigned char>(bundle[1]);
        bundle.remove_prefix(2);
        if (bundle.size() < length) return std::nullopt;
        out.push_back(bundle.substr(0, length));
        bundle.remove_prefix(length);
    }
    return out;
}

tree_edge::tree_edge(std::uint64_t size, const tile_source& rightmost) : size_(size)
{
    for (unsigned level = 0; row_length(level, size) != 0; ++level) {
        const auto row = row_length(level, size);
        std::vector<hash> hashes;
        if (row % tile_width != 0) {
            hashes = rightmost(level, row / tile_width);
            if (hashes.size() < row % tile_width)
                throw std::runtime_error("tile " + tile_path(level, row / tile_width) + " is too short");
            hashes.resize(row % tile_width);
        }
        rows_.push_back(std::move(hashes));
        touched_.push_back(false);
    }
}

void tree_edge::push(unsigned level, const hash& h)
{
    if (rows_.size() <= level) {
        rows_.resize(level + 1);
        touched_.resize(level + 1);
    }
    auto& row = rows_[level];
    row.push_back(h);
    touched_[level] = true;
    if (row.size() < tile_width) return;
    const auto root = root_of(row);
    changed_[{level, row_length(level, size_) / tile_width - 1}] = std::move(row);
    rows_[level].clear();
    touched_[level] = false;
    push(level + 1, root);
}

void tree_edge::append(const hash& leaf)
{
    ++size_;
    push(0, leaf);
}

hash tree_edge::root() const
{
    std::optional<hash> right;
    for (const auto& row : rows_) {
        auto end = row.size();
        for (std::size_t length = 1; end != 0; length *= 2) {
            if ((row.size() & length) == 0) continue;
            const auto left = root_of(std::span(row).subspan(end - length, length));
            right = right ? node_hash(left, *right) : left;
            end -= length;
        }
    }
    return right.value_or(empty_root());
}

std::vector<tile> tree_edge::take_changed()
{
    std::vector<tile> out;
    for (auto& [where, hashes] : changed_) out.push_back({where.first, where.second, std::move(hashes)});
    changed_.clear();
    for (unsigned level = 0; level < rows_.size(); ++level) {
        if (!touched_[level]) continue;
        out.push_back({level, row_length(level, size_) / tile_width, rows_[level]});
        touched_[level] = false;
    }
    return out;
}

hash tile_nodes::operator()(unsigned level, std::uint64_t index)
{
    const auto inside = level % tile_height;
    const auto first = index << inside;
    const auto at = std::pair{level / tile_height, first / tile_width};
    auto known = known_.find(at);
    if (known == known_.end()) known = known_.emplace(at, read_(at.first, at.second)).first;
    const auto offset = first % tile_width, length = std::uint64_t{1} << inside;
    if (known->second.size() < offset + length)
        throw std::runtime_error("tile " + tile_path(at.first, at.second) + " is too short");
    return root_of(std::span(known->second).subspan(offset, length));
}

}  // namespace redress::tlog
