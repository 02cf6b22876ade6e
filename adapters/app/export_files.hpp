// Files of an export: written so that a run which is killed at any line leaves what the next one can go on with.
#pragma once

#include "workflow/log/sha256.hpp"

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <utility>

namespace redress::app {

/// Under another name first, then renamed: whoever finds the file finds all of it. Throws std::runtime_error.
void write_whole(const std::filesystem::path& file, std::string_view content);
[[nodiscard]] std::string content_of(const std::filesystem::path& file);
/// Digest and length, read in pieces.
[[nodiscard]] std::pair<tlog::hash, std::uint64_t> digest_of_file(const std::filesystem::path& file);

/// Grows page by page; a run that goes on cuts it back to where the last whole page ended.
class growing_file {
public:
    growing_file(std::filesystem::path file, std::uint64_t size);
    void add(std::string_view text);
    /// Its size, once all that was added is in the file.
    [[nodiscard]] std::uint64_t settled();

private:
    std::filesystem::path file_;
    std::uint64_t size_ = 0;
    std::ofstream out_;
};

}  // namespace redress::app
