#include "adapters/app/pages/document_file.hpp"

#include "adapters/app/pages/case_secret.hpp"
#include "workflow/entry.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <stdexcept>

#include <fcntl.h>
#include <unistd.h>

namespace redress::app {
namespace {

namespace fs = std::filesystem;
using namespace std::string_view_literals;

std::uint32_t big_endian(std::string_view four)
{
    std::uint32_t value = 0;
    for (const char c : four.substr(0, 4)) value = value << 8 | static_cast<unsigned char>(c);
    return value;
}
std::uint32_t little_endian(std::string_view four)
{
    std::uint32_t value = 0;
    for (int i = 3; i >= 0; --i)
        value = value << 8 | static_cast<unsigned char>(four[static_cast<std::size_t>(i)]);
    return value;
}

// What is broken, or goes on behind its end, is gone through all the same: a reader that forgives finds a place there,
// too. A part that tells a place and is cut off takes with it what follows, for nobody can say where it ends.

/// Segments APP1 (EXIF, XMP), APP13 (IPTC) and COM go, and what follows the picture, which is often another with its
/// own; the picture and its colours stay.
std::string clean_jpeg(const std::string& bytes)
{
    std::string out;
    std::size_t at = 0;
    const auto keep = [&](std::size_t count) {
        out.append(bytes, at, count);
        at = std::min(at + count, bytes.size());
    };
    keep(2);
    while (at + 4 <= bytes.size()) {
        if (bytes[at] != '\xff') {  // the picture itself
            keep(std::min(bytes.find('\xff', at), bytes.size()) - at);
            continue;
        }
        const auto mark = static_cast<unsigned char>(bytes[at + 1]);
        if (mark == 0xff) {  // a byte that fills
            ++at;
            continue;
        }
        if (mark == 0xd9) break;
        const std::size_t length = static_cast<std::size_t>(static_cast<unsigned char>(bytes[at + 2])) << 8 |
                                   static_cast<unsigned char>(bytes[at + 3]);
        const bool whole = length >= 2 && length <= bytes.size() - at - 2;
        const bool alone = mark <= 0x01 || (mark >= 0xd0 && mark <= 0xd8);  // has no length
        if (mark == 0xe1 || mark == 0xed || mark == 0xfe) {
            if (!whole) return out;
            at += 2 + length;
        } else {
            keep(alone || !whole ? 2 : 2 + length);
        }
    }
    return out.append(bytes, at, bytes.substr(at, 2) == "\xff\xd9" ? 2 : bytes.npos);
}

std::string clean_png(const std::string& bytes)
{
    std::string out = bytes.substr(0, 8);
    std::size_t at = 8;
    while (at + 12 <= bytes.size()) {
        const std::size_t length = big_endian(std::string_view(bytes).substr(at));
        const auto name = std::string_view(bytes).substr(at + 4, 4);
        const bool whole = length <= bytes.size() - at - 12;
        const bool goes =
            name == "eXIf" || name == "tEXt" || name == "zTXt" || name == "iTXt" || name == "tIME";
        if (!whole) return goes ? out : out + bytes.substr(at);
        if (!goes) out.append(bytes, at, 12 + length);
        at += 12 + length;
        if (name == "IEND") return out;
    }
    return out + bytes.substr(at);
}

std::string clean_webp(const std::string& bytes)
{
    std::string body;
    std::size_t at = 12;
    while (at + 8 <= bytes.size()) {
        const std::size_t length = little_endian(std::string_view(bytes).substr(at + 4));
        // Many leave out the byte that makes the last one even.
        const std::size_t taken = std::min(length + (length & 1), bytes.size() - at - 8);
        const auto name = std::string_view(bytes).substr(at, 4);
        if (name != "EXIF" && name != "XMP ") {
            auto chunk = bytes.substr(at, 8 + taken);
            if (name == "VP8X" && taken >= 1)
                chunk[8] = static_cast<char>(chunk[8] & ~0x0c);  // says so itself
            body += chunk;
        }
        at += 8 + taken;
    }
    std::string out = "RIFF";
    const auto size = static_cast<std::uint32_t>(body.size() + 4);
    for (const unsigned shift : {0U, 8U, 16U, 24U}) out += static_cast<char>(size >> shift & 0xffU);
    return out + "WEBP" + body;
}

}  // namespace

std::string type_by_content(std::string_view bytes)
{
    if (bytes.starts_with("\xff\xd8\xff"sv)) return "image/jpeg";
    if (bytes.starts_with("\x89PNG\r\n\x1a\n"sv)) return "image/png";
    if (bytes.starts_with("GIF87a"sv) || bytes.starts_with("GIF89a"sv)) return "image/gif";
    if (bytes.starts_with("%PDF-"sv)) return "application/pdf";
    if (bytes.size() > 12 && bytes.starts_with("RIFF"sv) && bytes.substr(8, 4) == "WEBP"sv)
        return "image/webp";
    if (bytes.starts_with("\x1a\x45\xdf\xa3"sv)) return "video/webm";
    if (bytes.size() > 12 && bytes.substr(4, 4) == "ftyp"sv) {
        const auto brand = bytes.substr(8, 4);
        for (const auto photo : {"heic"sv, "heix"sv, "mif1"sv, "msf1"sv, "hevc"sv})
            if (brand == photo) return "image/heic";
        if (brand == "qt  "sv) return "video/quicktime";
        return "video/mp4";
    }
    return {};
}

std::string without_whereabouts(std::string bytes, std::string_view type)
{
    if (type == "image/jpeg") return clean_jpeg(bytes);
    if (type == "image/png") return clean_png(bytes);
    if (type == "image/webp") return clean_webp(bytes);
    return bytes;
}

fs::path place_of(const fs::path& folder, std::string_view sha256)
{
    const auto name = hex(sha256);
    return folder / name.substr(0, 2) / name;
}

std::string sha256_of(std::string_view bytes)
{
    const auto digest = workflow::sha256(bytes);
    return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

void keep_document(const fs::path& folder, std::string_view bytes)
{
    const auto at = place_of(folder, sha256_of(bytes));
    std::error_code failed;
    if (fs::exists(at, failed)) return;
    fs::create_directories(at.parent_path());
    // Nobody else reads it, nobody runs it; it has its name once it is whole.
    const auto half = at.string() + "." + hex(random_bytes(8)) + ".part";
    const int to = ::open(half.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (to < 0) throw std::runtime_error("documents.dir: cannot write: " + std::string(std::strerror(errno)));
    bool good = true;
    for (auto rest = bytes; good && !rest.empty();) {
        const auto written = ::write(to, rest.data(), rest.size());
        good = written > 0 || errno == EINTR;
        if (written > 0) rest.remove_prefix(static_cast<std::size_t>(written));
    }
    good = ::fsync(to) == 0 && good;
    good = ::close(to) == 0 && good;
    if (good) fs::rename(half, at, failed);
    if (!good || failed) {
        std::error_code ignored;
        fs::remove(half, ignored);
        throw std::runtime_error("documents.dir: a document could not be written");
    }
}

}  // namespace redress::app
