#include "workflow/log/base64.hpp"

#include <openssl/evp.h>

namespace redress::tlog {
namespace {

const unsigned char* as_unsigned(std::string_view text)
{
    return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace

std::string base64(std::string_view bytes)
{
    std::string out((bytes.size() + 2) / 3 * 4 + 1, '\0');  // and the zero that OpenSSL sets behind
    const auto length = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data()), as_unsigned(bytes),
                                        static_cast<int>(bytes.size()));
    out.resize(static_cast<std::size_t>(length));
    return out;
}

std::optional<std::string> from_base64(std::string_view text)
{
    if (text.size() % 4 != 0) return std::nullopt;
    std::string out(text.size() / 4 * 3, '\0');
    if (EVP_DecodeBlock(reinterpret_cast<unsigned char*>(out.data()), as_unsigned(text),
                        static_cast<int>(text.size())) < 0)
        return std::nullopt;
    // OpenSSL counts the bytes behind the padding, too.
    out.resize(out.size() - (text.ends_with("==") ? 2 : text.ends_with('=') ? 1 : 0));
    // It passes over what is not strict: only what is written so is taken.
    return base64(out) == text ? std::optional(std::move(out)) : std::nullopt;
}

}  // namespace redress::tlog
