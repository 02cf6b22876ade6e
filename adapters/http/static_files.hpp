// Files that are part of the program, such as styles and scripts: compressed when it is built, and named by
// what they hold, so that whoever has one never asks again.
#pragma once

#include "adapters/http/endpoint.hpp"

#include <span>
#include <string>
#include <string_view>

namespace redress::http {

/// As embed_assets.cmake makes them.
struct asset {
    std::string_view name;         // "page.css"
    std::string_view hashed_name;  // "page.1f0c9a3b5d7e.css"
    std::string_view content_type;
    std::string_view bytes;
    std::string_view gzip;    // empty: not smaller
    std::string_view brotli;  // empty: not made
    std::string_view etag;    // with its quotes
};

class static_files {
public:
    /// `prefix`: "/assets/". The assets outlive it.
    static_files(std::string prefix, std::span<const asset> assets)
        : prefix_(std::move(prefix)), assets_(assets)
    {
    }

    /// "/assets/page.1f0c9a3b5d7e.css". Throws std::out_of_range: a page names a file that is not there.
    [[nodiscard]] std::string url(std::string_view name) const;

    /// By the name with the hash for a year, by the plain one asked about each time; 404 for any other.
    [[nodiscard]] response answer(const request& asked, std::string_view name) const;

    /// `prefix{file}`, for everybody. The row uses this object.
    [[nodiscard]] endpoint row(std::string_view path, std::string_view operation) const;

private:
    std::string prefix_;
    std::span<const asset> assets_;
};

/// Does a client take `coding`, such as "gzip" or "br"? By Accept-Encoding, with its weights.
[[nodiscard]] bool takes(std::string_view accept_encoding, std::string_view coding);
/// Is this ETag among those of If-None-Match? Compared weakly, as RFC 9110 says.
[[nodiscard]] bool etag_matches(std::string_view if_none_match, std::string_view etag);

}  // namespace redress::http
