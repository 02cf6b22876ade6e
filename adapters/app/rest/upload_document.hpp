// From the file of an upload that is whole to a document of its case, by the rules of those that complainants send.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace redress::postgres {
struct kept_upload;
}

namespace redress::app {
class services;
class upload_file;
}  // namespace redress::app

namespace redress::app::rest {

struct document_made {
    std::string id, type, sha256;
    std::int64_t size = 0;  // bytes
};

/// Named and kept below `folder`, and told to nobody yet. Throws problem 422 for what no document may be, which drops the
/// upload, and std::runtime_error when it cannot be written.
[[nodiscard]] document_made document_of_upload(services& from, const std::filesystem::path& folder,
                                               const postgres::kept_upload& one, upload_file& file);

}  // namespace redress::app::rest
