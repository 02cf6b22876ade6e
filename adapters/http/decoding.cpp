#include "adapters/http/decoding.hpp"

#include "adapters/http/gate.hpp"
#include "states/utf8.hpp"

#include <algorithm>
#include <charconv>

namespace redress::http {
namespace {

int hex_digit(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

std::optional<std::string> decoded(std::string_view text, bool plus, bool line_breaks)
{
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        char c = text[i];
        if (c == '%') {
            if (i + 2 >= text.size()) return std::nullopt;
            const int high = hex_digit(text[i + 1]), low = hex_digit(text[i + 2]);
            if (high < 0 || low < 0) return std::nullopt;
            c = static_cast<char>(high * 16 + low);
            i += 2;
        } else if (c == '+' && plus) {
            c = ' ';
        }
        const auto byte = static_cast<unsigned char>(c);
        const bool may_break = line_breaks && (c == '\r' || c == '\n' || c == '\t');
        if ((byte < 0x20 || byte == 0x7f) && !may_break) return std::nullopt;
        out.push_back(c);
    }
    if (!valid_utf8(out)) return std::nullopt;
    return out;
}

}  // namespace

read_pairs decode_query(std::string_view text, bool line_breaks)
{
    read_pairs out;
    while (!text.empty()) {
        const auto end = text.find('&');
        const auto one = text.substr(0, end);
        text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
        if (one.empty()) continue;
        const auto equals = one.find('=');
        auto key = decoded(one.substr(0, equals), true, false);
        if (!key || key->empty()) {
            out.wrong = "A key is empty or not percent-encoded UTF-8.";
            return out;
        }
        auto value = equals == std::string_view::npos ? std::optional<std::string>(std::string())
                                                      : decoded(one.substr(equals + 1), true, line_breaks);
        if (!value) {
            out.wrong = "The value of `" + *key + "` is not percent-encoded UTF-8 without control bytes.";
            return out;
        }
        if (!out.values.emplace(*key, std::move(*value)).second) {
            out.wrong = "`" + *key + "` is given twice; give it once.";
            return out;
        }
    }
    return out;
}

std::optional<std::vector<std::string>> decode_path(std::string_view path)
{
    std::vector<std::string> out;
    if (path.empty() || path.front() != '/') return std::nullopt;
    path.remove_prefix(1);
    for (;;) {
        const auto slash = path.find('/');
        auto segment = decoded(path.substr(0, slash), false, false);
        if (!segment || *segment == "." || *segment == "..") return std::nullopt;
        if (segment->find_first_of("/\\") != std::string::npos) return std::nullopt;
        out.push_back(std::move(*segment));
        if (slash == std::string_view::npos) return out;
        path.remove_prefix(slash + 1);
    }
}

pairs decode_cookies(std::string_view field)
{
    pairs out;
    while (!field.empty()) {
        const auto end = field.find(';');
        const auto one = trimmed(field.substr(0, end));
        field = end == std::string_view::npos ? std::string_view{} : field.substr(end + 1);
        const auto equals = one.find('=');
        if (equals == std::string_view::npos || equals == 0) continue;
        auto value = one.substr(equals + 1);
        if (value.size() >= 2 && value.front() == '"' && value.back() == '"')
            value = value.substr(1, value.size() - 2);
        out.emplace(std::string(one.substr(0, equals)), std::string(value));
    }
    return out;
}

std::string language_of(std::string_view field)
{
    double english = 0, chinese = 0, any = 0;
    int place = 0;
    while (!field.empty() && place < 32) {
        const auto end = field.find(',');
        const auto one = trimmed(field.substr(0, end));
        field = end == std::string_view::npos ? std::string_view{} : field.substr(end + 1);
        const auto semicolon = one.find(';');
        const auto tag = trimmed(one.substr(0, semicolon));
        double quality = 1;
        if (semicolon != std::string_view::npos) {
            const auto weight = trimmed(one.substr(semicolon + 1));
            if (weight.starts_with("q=")) {
                const auto number = weight.substr(2);
                if (std::from_chars(number.data(), number.data() + number.size(), quality).ec != std::errc{})
                    quality = 0;
            }
        }
        // Of equal weight the earlier one is liked better, as every browser means it.
        quality -= 0.0001 * place++;
        const auto primary = tag.substr(0, tag.find('-'));
        if (same_name(primary, "en")) english = std::max(english, quality);
        if (same_name(primary, "zh")) chinese = std::max(chinese, quality);
        if (tag == "*") any = std::max(any, quality);
    }
    return chinese > std::max(english, any) ? "zh-CN" : "en";
}

std::optional<std::string> trace_of(std::string_view field)
{
    // version "-" trace "-" parent "-" flags, in lower case; later versions may go on behind that.
    if (field.size() < 55 || field[2] != '-' || field[35] != '-' || field[52] != '-') return std::nullopt;
    const auto lower_hex = [](std::string_view part) {
        return std::ranges::all_of(part,
                                   [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
    };
    const auto version = field.substr(0, 2), trace = field.substr(3, 32), parent = field.substr(36, 16),
               flags = field.substr(53, 2);
    if (!lower_hex(version) || !lower_hex(trace) || !lower_hex(parent) || !lower_hex(flags))
        return std::nullopt;
    if (version == "ff" || (version == "00" && field.size() != 55) || (field.size() > 55 && field[55] != '-'))
        return std::nullopt;
    const auto zero = [](std::string_view part) {
        return part.find_first_not_of('0') == std::string_view::npos;
    };
    if (zero(trace) || zero(parent)) return std::nullopt;
    return std::string(trace);
}

}  // namespace redress::http
