// A file that somebody sent: what it is by its content, whatever it is called; without the place where a photo was
// taken; and kept under its digest in a folder, where nothing runs it and no page shows it.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace redress::app {

/// A media type that we take, by the first bytes; empty: of no kind that we take. SVG, HTML and archives are none.
[[nodiscard]] std::string type_by_content(std::string_view bytes);

/// JPEG, PNG and WebP without what a camera or an editor wrote beside the picture: EXIF, XMP, comments. Others as they
/// are. A picture that is broken is returned as it came.
[[nodiscard]] std::string without_whereabouts(std::string bytes, std::string_view type);

/// 32 bytes.
[[nodiscard]] std::string sha256_of(std::string_view bytes);

/// Writes under the digest of the bytes, whole or not at all. Throws std::runtime_error.
void keep_document(const std::filesystem::path& folder, std::string_view bytes);

/// Where a document of that digest lies.
[[nodiscard]] std::filesystem::path place_of(const std::filesystem::path& folder, std::string_view sha256);

}  // namespace redress::app
