#include "adapters/files/file_error.hpp"
#include "workflow/canonical.hpp"

#include <openssl/sha.h>

#include <array>
#include <fstream>
#include <iterator>

namespace redress::files {

std::string read_file(const std::string& path)
{
    std::ifstream in(path, std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    if (!in.is_open() || in.bad())
        throw file_error(path, 0, 0, "cannot be read; check that the file exists and who may read it");
    return bytes;
}

std::string sha256_hex(std::string_view bytes)
{
    std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
    SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), digest.data());
    std::string text;
    workflow::append_hex(text, digest);
    return text;
}

}  // namespace redress::files
