// A document on its way: its bytes lie in a file of their own beside the documents, which says how many there are, so that
// whatever breaks (a connection, this process) it can be gone on with. Nothing runs it, no page shows it, nobody but this
// program reads it.
#pragma once

#include "states/ids.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string_view>

namespace redress::postgres {
class desk_store;
}

namespace redress::app {

/// How long an upload is kept from when it was begun.
inline constexpr auto uploads_last = std::chrono::hours(24);

/// One that nobody else writes meanwhile, in whatever process; the system lets go of it with the process.
class upload_file {
public:
    /// Null while another has it. Made where it is not there. Throws std::runtime_error.
    [[nodiscard]] static std::unique_ptr<upload_file> open(const std::filesystem::path& folder,
                                                           const uuid& id);
    ~upload_file();
    upload_file(const upload_file&) = delete;
    upload_file& operator=(const upload_file&) = delete;

    [[nodiscard]] std::int64_t size() const;
    /// Throws std::runtime_error; what was written until then stays.
    void append(std::string_view piece);
    /// Until it survives a loss of power.
    void sync();
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    upload_file(int file, std::filesystem::path path);
    int file_;
    std::filesystem::path path_;
};

/// Bytes that are here; 0 when none came.
[[nodiscard]] std::int64_t upload_size(const std::filesystem::path& folder, const uuid& id);
void drop_upload_file(const std::filesystem::path& folder, const uuid& id);

/// Drops uploads whose time is over, and files of none.
void sweep_uploads(postgres::desk_store& desk, const std::filesystem::path& folder,
                   std::chrono::seconds most = uploads_last);

}  // namespace redress::app
