#include "adapters/files/official_file.hpp"

#include "adapters/files/toml_reader.hpp"

#include <algorithm>

namespace redress::files {
namespace {

std::string lower(std::string_view text)
{
    std::string out;
    for (const char c : text)
        if (c != ' ' && c != '\t') out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return out;
}

std::string digits(std::string_view text)
{
    std::string out;
    for (const char c : text)
        if (c >= '0' && c <= '9') out += c;
    if (out.starts_with("00")) out.erase(0, 2);  // as "+" is dialled
    return out;
}

/// Of a link; of anything else the whole. Who stands before an @ is no host: that is how links lie.
std::string host_of(std::string_view text)
{
    auto host = lower(text);
    if (const auto at = host.find("://"); at != std::string::npos) host.erase(0, at + 3);
    if (const auto end = host.find_first_of("/?#\\"); end != std::string::npos) host.erase(end);
    if (const auto user = host.rfind('@'); user != std::string::npos) host.erase(0, user + 1);
    if (const auto port = host.find(':'); port != std::string::npos) host.erase(port);
    if (host.ends_with('.')) host.pop_back();
    return host;
}

bool is_or_is_under(std::string_view host, std::string_view domain)
{
    return host == domain || (host.size() > domain.size() && host.ends_with(domain) &&
                              host[host.size() - domain.size() - 1] == '.');
}

/// As from abroad, with 00 or without a sign before the country, and as at home, with or without a 0 before it: the country
/// ends at the first space of a listed number.
bool is_called_so(std::string_view typed, std::string_view number, std::string_view listed)
{
    if (typed.starts_with("00")) typed.remove_prefix(2);
    if (typed == number) return true;
    const auto country = listed.starts_with('+') ? listed.find(' ') : std::string_view::npos;
    if (country == std::string_view::npos) return false;
    const auto at_home = number.substr(country - 1);
    return typed == at_home || (typed.starts_with('0') && typed.substr(1) == at_home);
}

bool names(const official_thing& one, std::string_view typed)
{
    const auto value = lower(one.value);
    switch (one.kind) {
        case official_kind::phone: {
            const auto number = digits(one.value);
            const bool only_a_number =
                typed.find_first_not_of("0123456789+()-./ \t") == std::string_view::npos;
            return only_a_number && is_called_so(digits(typed), number, one.value);
        }
        case official_kind::domain:
            // An address of e-mail must be listed itself: anybody can put our host behind an @ of theirs in a link,
            // and a mail host says nothing of who writes.
            if (typed.find('@') != std::string_view::npos && typed.find("://") == std::string_view::npos)
                return false;
            return is_or_is_under(host_of(typed), value);
        default:
            return lower(typed) == value;
    }
}

}  // namespace

const official_thing* official_list::find(std::string_view typed) const
{
    const auto found =
        std::ranges::find_if(things, [&](const official_thing& one) { return names(one, typed); });
    return found == things.end() ? nullptr : &*found;
}

official_list load_official(const std::string& path)
{
    const auto table = parse_toml(read_file(path), path);
    toml_reader in(table, path, "");
    official_list list;
    list.house_en = in.text("house_en").text;
    list.house_zh = in.text("house_zh").text;
    list.leave = in.text("leave").text;
    if (!list.leave.starts_with("https://")) in.fail("leave", "must be an address that begins with https://");
    for (auto& one : in.tables("phone")) {
        list.phones.push_back({.number = one.text("number").text, .emergency = one.yes("emergency")});
        one.finish();
        list.things.push_back({official_kind::phone, list.phones.back().number});
    }
    if (std::ranges::none_of(list.phones, &official_phone::emergency))
        in.fail("phone", "one of them must say emergency = true: whoever is being robbed calls it");
    for (auto& one : in.tables("official")) {
        const auto kind = one.text("kind");
        list.things.push_back({one.name<official_kind>(kind, "kind"), one.text("value").text});
        one.finish();
    }
    for (auto& one : in.tables("outside_body")) {
        outside_body body;
        body.id = one.id("id").text;
        one.call("outside_body '" + body.id + "'");
        body.name_en = one.text("name_en").text;
        body.name_zh = one.text("name_zh").text;
        body.how_en = one.text("how_en").text;
        body.how_zh = one.text("how_zh").text;
        body.days = static_cast<int>(one.maybe_integer("days", 1, 3660).value_or(0));
        one.finish();
        list.bodies.push_back(std::move(body));
    }
    in.finish();
    return list;
}

}  // namespace redress::files
