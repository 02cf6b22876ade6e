#include "states/mail_address.hpp"

#include <algorithm>

namespace redress {
namespace {

constexpr std::size_t local_max = 64, label_max = 63, address_max = 254;  // bytes, RFC 5321 4.5.3.1 and 5.3

bool is_letter_or_digit(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           static_cast<unsigned char>(c) >= 0x80;
}

/// Each part between dots holds one; an empty part does not.
template <class Holds>
bool all_parts(std::string_view text, Holds&& holds)
{
    for (;;) {
        const auto dot = text.find('.');
        if (!holds(text.substr(0, dot))) return false;
        if (dot == std::string_view::npos) return true;
        text.remove_prefix(dot + 1);
    }
}

}  // namespace

bool is_mail_address(std::string_view text)
{
    const auto at = text.find('@');
    if (at == std::string_view::npos || text.size() > address_max) return false;
    const auto local = text.substr(0, at), host = text.substr(at + 1);
    constexpr std::string_view marks = "!#$%&'*+-/=?^_`{|}~";
    return local.size() <= local_max &&
           all_parts(local,
                     [&](std::string_view part) {
                         return !part.empty() && std::ranges::all_of(part, [&](char c) {
                             return is_letter_or_digit(c) || marks.find(c) != std::string_view::npos;
                         });
                     }) &&
           host.find('.') != std::string_view::npos && all_parts(host, [](std::string_view label) {
               return !label.empty() && label.size() <= label_max && label.front() != '-' &&
                      label.back() != '-' &&
                      std::ranges::all_of(label, [](char c) { return is_letter_or_digit(c) || c == '-'; });
           });
}

}  // namespace redress
