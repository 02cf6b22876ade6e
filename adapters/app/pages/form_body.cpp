#include "adapters/app/pages/form_body.hpp"

#include "states/utf8.hpp"

#include <algorithm>

namespace redress::app {
namespace {

constexpr std::size_t values_max = 200;

std::optional<std::string> decoded(std::string_view text)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '+') {
            out += ' ';
        } else if (text[i] == '%') {
            if (i + 2 >= text.size()) return std::nullopt;
            int byte = 0;
            for (const char c : text.substr(i + 1, 2)) {
                const auto at = digits.find(static_cast<char>(c | (c >= 'A' && c <= 'F' ? 0x20 : 0)));
                if (at == std::string_view::npos) return std::nullopt;
                byte = byte << 4 | static_cast<int>(at);
            }
            out += static_cast<char>(byte);
            i += 2;
        } else {
            out += text[i];
        }
    }
    return out;
}

/// Control bytes but for the line end have no place in words.
bool is_words(std::string_view text)
{
    return valid_utf8(text) && std::ranges::none_of(text, [](char c) {
               const auto byte = static_cast<unsigned char>(c);
               return (byte < 0x20 && c != '\n' && c != '\r' && c != '\t') || byte == 0x7f;
           });
}

std::string_view value_in(std::string_view header, std::string_view key)
{
    const auto at = header.find(std::string(key) + "=\"");
    if (at == std::string_view::npos) return {};
    const auto from = at + key.size() + 2;
    const auto end = header.find('"', from);
    return end == std::string_view::npos ? std::string_view{} : header.substr(from, end - from);
}

}  // namespace

bool form_body::read_pairs(std::string_view body)
{
    std::size_t count = 0;
    while (!body.empty()) {
        const auto end = body.find('&');
        const auto pair = body.substr(0, end);
        body.remove_prefix(end == std::string_view::npos ? body.size() : end + 1);
        if (pair.empty()) continue;
        const auto equals = pair.find('=');
        const auto name = decoded(pair.substr(0, equals));
        const auto value =
            decoded(equals == std::string_view::npos ? std::string_view{} : pair.substr(equals + 1));
        if (!name || !value || ++count > values_max || !is_words(*name) || !is_words(*value)) return false;
        values_[*name].push_back(*value);
    }
    return true;
}

bool form_body::read_parts(std::string_view body, std::string_view boundary)
{
    const std::string mark = "--" + std::string(boundary);
    if (!body.starts_with(mark)) return false;
    body.remove_prefix(mark.size());
    for (std::size_t count = 0; !body.starts_with("--");) {
        if (!body.starts_with("\r\n") || ++count > values_max) return false;
        body.remove_prefix(2);
        const auto head_end = body.find("\r\n\r\n");
        if (head_end == std::string_view::npos) return false;
        const auto head = body.substr(0, head_end);
        body.remove_prefix(head_end + 4);
        const auto end = body.find("\r\n" + mark);
        if (end == std::string_view::npos) return false;
        const auto content = body.substr(0, end);
        body.remove_prefix(end + 2 + mark.size());

        // Names alone are read: of a type that the browser claims nothing is believed.
        const auto name = value_in(head, " name");
        if (name.empty() || !is_words(name)) return false;
        if (head.find(" filename=\"") == std::string_view::npos) {
            if (!is_words(content)) return false;
            values_[std::string(name)].emplace_back(content);
            continue;
        }
        auto called = value_in(head, " filename");
        if (const auto slash = called.find_last_of("/\\"); slash != std::string_view::npos)
            called.remove_prefix(slash + 1);
        if (!is_words(called)) return false;
        if (!called.empty() || !content.empty()) files_.push_back({std::string(called), content});
    }
    return true;
}

std::optional<form_body> form_body::read(const http::request& from)
{
    const auto type = from.header("content-type");
    form_body out;
    if (type.starts_with("application/x-www-form-urlencoded")) {
        if (!out.read_pairs(from.body)) return std::nullopt;
        return out;
    }
    if (type.starts_with("multipart/form-data")) {
        const auto at = type.find("boundary=");
        if (at == std::string_view::npos) return std::nullopt;
        auto boundary = type.substr(at + 9);
        boundary = boundary.substr(0, boundary.find(';'));
        if (boundary.size() > 2 && boundary.front() == '"')
            boundary = boundary.substr(1, boundary.size() - 2);
        if (boundary.empty() || boundary.size() > 70 || !out.read_parts(from.body, boundary))
            return std::nullopt;
        return out;
    }
    if (from.body.empty()) return out;
    return std::nullopt;
}

std::string form_body::text(std::string_view name) const
{
    const auto found = values_.find(name);
    if (found == values_.end()) return {};
    std::string out;
    for (const char c : found->second.back())
        if (c != '\r') out += c;
    const auto first = out.find_first_not_of(" \t\n");
    if (first == std::string::npos) return {};
    return out.substr(first, out.find_last_not_of(" \t\n") - first + 1);
}

std::vector<std::string> form_body::list(std::string_view name) const
{
    const auto found = values_.find(name);
    return found == values_.end() ? std::vector<std::string>{} : found->second;
}

}  // namespace redress::app
