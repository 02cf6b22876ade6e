#include "workflow/firewall/clean_event.hpp"

#include <algorithm>

namespace redress::workflow {
namespace {

bool holds_words(field name)
{
    const auto type = row_of(name).type;
    return type == field_type::text || type == field_type::texts;
}

// An account, a phone or a transaction by its number: it may have a card's checksum and stays.
bool holds_a_number(field name)
{
    return name == field::transaction_id || name == field::complainant_phone || name == field::contact ||
           name == field::account || name == field::complainant_account;
}

void clean(std::string& text, std::optional<field> name = std::nullopt)
{
    if (const auto found = secrets_in(text, name); !found.empty()) text = without(text, found);
}

void read_marks(std::string_view text, const std::string& slot, std::vector<removed_secret>& into)
{
    if (text.find("⟦") == std::string_view::npos) return;
    for (std::size_t k = 0; k < secret_kind_count; ++k) {
        const auto kind = static_cast<secret_kind>(k);
        if (text.find(mark_of(kind)) != std::string_view::npos) into.push_back({slot, kind});
    }
}

}  // namespace

std::vector<finding> secrets_in(std::string_view text, std::optional<field> name)
{
    auto found = find_secrets(text);
    if (name && holds_a_number(*name))
        std::erase_if(found, [](const finding& one) { return one.kind == secret_kind::card_number; });
    return found;
}

bool holds_a_secret(std::string_view id)
{
    constexpr std::size_t too_short = 40;
    return (id.size() > too_short || id.find(' ') != std::string_view::npos) && !find_secrets(id).empty();
}

std::optional<field> id_with_a_secret(const event& what)
{
    for (const auto& [name, value] : what.fields) {
        const auto type = row_of(name).type;
        if (type != field_type::word && type != field_type::words) continue;
        if (const auto* one = std::get_if<std::string>(&value); one != nullptr && holds_a_secret(*one))
            return name;
        if (const auto* several = std::get_if<std::vector<std::string>>(&value);
            several != nullptr && std::ranges::any_of(*several, holds_a_secret))
            return name;
    }
    return std::nullopt;
}

std::vector<removed_secret> clean(event& what)
{
    for (auto& [name, value] : what.fields) {
        if (!holds_words(name)) continue;
        if (auto* text = std::get_if<std::string>(&value)) {
            clean(*text, name);
        } else if (auto* several = std::get_if<std::vector<std::string>>(&value)) {
            for (auto& one : *several) clean(one, name);
        }
    }
    return removed_from(what);
}

std::vector<removed_secret> removed_from(const event& what)
{
    std::vector<removed_secret> all;
    for (const auto& [name, value] : what.fields) {
        if (!holds_words(name)) continue;
        if (const auto* text = std::get_if<std::string>(&value)) {
            read_marks(*text, std::string(name_of(name)), all);
        } else if (const auto* several = std::get_if<std::vector<std::string>>(&value)) {
            for (std::size_t n = 0; n < several->size(); ++n)
                read_marks((*several)[n], std::string(name_of(name)) + '.' + std::to_string(n + 1), all);
        }
    }
    return all;
}

bool funds_in_danger(const std::vector<removed_secret>& removed)
{
    return std::any_of(removed.begin(), removed.end(),
                       [](const removed_secret& one) { return funds_in_danger(one.kind); });
}

void clean(dead_letter& letter)
{
    clean(letter.detail);
    clean(letter.source);
    clean(letter.id);
    clean(letter.key);
    for (auto& [name, value] : letter.headers) {
        clean(name);
        clean(value);
    }
    clean(letter.payload);
}

}  // namespace redress::workflow
