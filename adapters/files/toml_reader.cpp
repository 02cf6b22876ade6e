#include "adapters/files/toml_reader.hpp"

#include "adapters/files/contradictions.hpp"
#include "adapters/files/text_book.hpp"

#include <algorithm>
#include <numeric>

namespace redress::files {
namespace {

std::size_t distance(std::string_view a, std::string_view b)
{
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i + 1;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t changed = diagonal + (a[i] == b[j] ? 0U : 1U);
            diagonal = row[j + 1];
            row[j + 1] = std::min({changed, row[j] + 1, row[j + 1] + 1});
        }
    }
    return row.back();
}

bool is_decimal(std::string_view text)
{
    const auto dot = std::min(text.find('.'), text.size());
    const auto digits = [](std::string_view part) {
        return !part.empty() && part.size() <= 18 &&
               part.find_first_not_of("0123456789") == std::string_view::npos;
    };
    return digits(text.substr(0, dot)) && (dot == text.size() || digits(text.substr(dot + 1)));
}

}  // namespace

std::string_view nearest(std::string_view typed, std::span<const std::string_view> known)
{
    std::string_view best;
    // Between words of two or three letters two slips are no likeness.
    std::size_t least = (typed.size() <= 3 ? 1 : std::max<std::size_t>(2, typed.size() / 3)) + 1;
    for (const auto name : known)
        if (const auto d = distance(typed, name); d < least) {
            least = d;
            best = name;
        }
    return best;
}

std::string did_you_mean(std::string_view typed, std::span<const std::string_view> known)
{
    const auto best = nearest(typed, known);
    return best.empty() ? std::string() : " Did you mean '" + std::string(best) + "'?";
}

std::string enumerate(std::span<const std::string_view> names)
{
    std::string all;
    for (const auto name : names) all.append(all.empty() ? "" : ", ").append(name);
    return all;
}

toml::table parse_toml(std::string_view bytes, const std::string& file)
{
    try {
        return toml::parse(bytes, file);
    } catch (const toml::parse_error& e) {
        throw file_error(file, e.source().begin.line, e.source().begin.column, std::string(e.description()));
    }
}

void toml_reader::fail(const toml::source_region& at, const std::string& why) const
{
    throw file_error(file_, at.begin.line, at.begin.column, (path_.empty() ? "" : path_ + ": ") + why);
}

void toml_reader::fail(std::string_view key, std::string why) const
{
    why = std::string(key) + " " + std::move(why);
    if (const auto* node = table_.get(key)) fail(node->source(), why);
    if (const auto* other = lookalike(key))
        fail(other->source(), why + ". Here stands '" + std::string(other->str()) + "'. Did you mean '" +
                                  std::string(key) + "'?");
    fail(table_.source(), why);
}

const toml::key* toml_reader::lookalike(std::string_view key) const
{
    for (const auto& [other, value] : table_)
        if (std::find(asked_.begin(), asked_.end(), other.str()) == asked_.end() &&
            3 * distance(other.str(), key) <= key.size())
            return &other;
    return nullptr;
}

void toml_reader::contradict(const toml::source_region& at, std::string_view code,
                             const std::map<std::string, std::string>& args) const
{
    const auto row = std::ranges::find(contradictions, code, &contradiction_row::code);
    throw file_error(file_, at.begin.line, at.begin.column, filled(row->sentence, args), std::string(code),
                     args);
}

void toml_reader::contradict(std::string_view missing, std::string_view code,
                             const std::map<std::string, std::string>& args) const
{
    if (lookalike(missing)) fail(missing, "is missing");
    contradict(table_.source(), code, args);
}

void toml_reader::missing(std::string_view key) const
{
    fail(key, "is missing");
}

void toml_reader::unknown_name(const word& value, std::string_view key,
                               std::span<const std::string_view> known) const
{
    const std::string hint = did_you_mean(value.text, known);
    fail(value.at, std::string(key) + " '" + value.text + "' is not known." +
                       (hint.empty() ? " One of: " + enumerate(known) : hint));
}

const toml::node* toml_reader::find(std::string_view key)
{
    asked_.push_back(key);
    return table_.get(key);
}

std::optional<word> toml_reader::maybe_text(std::string_view key)
{
    const auto* node = find(key);
    if (!node) return std::nullopt;
    const auto* value = node->as_string();
    if (!value) fail(key, "must be a text in quotation marks");
    if (value->get().empty()) fail(key, "is empty; leave the line out instead");
    return word{value->get(), node->source()};
}

word toml_reader::text(std::string_view key)
{
    auto value = maybe_text(key);
    if (!value) missing(key);
    return std::move(*value);
}

void toml_reader::check_id(const word& value, std::string_view key) const
{
    const auto& text = value.text;
    const bool plain = std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c <= '~'; });
    if (!plain || text.size() > 64)
        fail(value.at, std::string(key) + " '" + text +
                           "' is no name: at most 64 letters, digits and signs of ASCII without spaces");
}

word toml_reader::id(std::string_view key)
{
    auto value = text(key);
    check_id(value, key);
    return value;
}

std::vector<word> toml_reader::ids(std::string_view key)
{
    auto all = texts(key);
    for (const auto& one : all) check_id(one, key);
    return all;
}

money_limit toml_reader::maybe_money_limit(std::string_view key)
{
    money_limit limit;
    const auto* node = find(key);
    if (!node) return limit;
    constexpr auto rule =
        "must say a decimal for each currency, in quotation marks: { USDT = \"1000\", EUR = \"900.50\" }";
    const auto* of = node->as_table();
    if (!of || of->empty()) fail(key, rule);
    for (const auto& [currency, amount] : *of) {
        const auto* text = amount.as_string();
        if (!text || !is_decimal(text->get()))
            fail(amount.source(), std::string(key) + "." + std::string(currency.str()) + " " + rule);
        limit.of.push_back({.amount = text->get(), .currency = std::string(currency.str())});
    }
    std::ranges::sort(limit.of, {}, &money::currency);
    return limit;
}

std::vector<word> toml_reader::texts(std::string_view key)
{
    std::vector<word> all;
    const auto* node = find(key);
    if (!node) return all;
    const auto* list = node->as_array();
    if (!list) fail(key, "must be a list: [\"a\", \"b\"]");
    if (list->empty()) fail(key, "is empty; leave the line out instead");
    for (const auto& item : *list) {
        const auto* value = item.as_string();
        if (!value || value->get().empty())
            fail(item.source(), std::string(key) + " must hold texts in quotation marks only, none empty");
        const bool again =
            std::any_of(all.begin(), all.end(), [&](const word& w) { return w.text == value->get(); });
        if (again)
            fail(item.source(), std::string(key) + " names '" + value->get() + "' twice; write it once");
        all.push_back({value->get(), item.source()});
    }
    return all;
}

std::optional<std::int64_t> toml_reader::maybe_integer(std::string_view key, std::int64_t min,
                                                       std::int64_t max)
{
    const auto* node = find(key);
    if (!node) return std::nullopt;
    const auto* value = node->as_integer();
    if (!value || value->get() < min || value->get() > max)
        fail(key, "must be a whole number from " + std::to_string(min) + " to " + std::to_string(max));
    return value->get();
}

std::int64_t toml_reader::integer(std::string_view key, std::int64_t min, std::int64_t max)
{
    const auto value = maybe_integer(key, min, max);
    if (!value) missing(key);
    return *value;
}

bool toml_reader::yes(std::string_view key, bool otherwise)
{
    const auto* node = find(key);
    if (!node) return otherwise;
    const auto* value = node->as_boolean();
    if (!value) fail(key, "must be true or false");
    return value->get();
}

std::chrono::local_days toml_reader::date(std::string_view key)
{
    const auto* node = find(key);
    if (!node) missing(key);
    const auto* value = node->as_date();
    if (!value) fail(key, "must be a date without quotation marks: 2026-12-24");
    return std::chrono::local_days(std::chrono::year(value->get().year) /
                                   std::chrono::month(value->get().month) /
                                   std::chrono::day(value->get().day));
}

std::vector<std::pair<std::string, word>> toml_reader::entries()
{
    std::vector<std::pair<std::string, word>> all;
    for (const auto& [key, value] : table_) all.emplace_back(std::string(key.str()), text(key.str()));
    return all;
}

std::vector<toml_reader> toml_reader::tables(std::string_view key)
{
    std::vector<toml_reader> all;
    const auto* node = find(key);
    if (!node) return all;
    const auto* list = node->as_array();
    if (!list) fail(key, "must be a list of tables: [[" + std::string(key) + "]]");
    for (const auto& item : *list) {
        const auto* table = item.as_table();
        if (!table) fail(item.source(), std::string(key) + " must hold tables only");
        all.emplace_back(*table, file_, path_.empty() ? std::string(key) : path_ + ", " + std::string(key));
    }
    return all;
}

std::optional<toml_reader> toml_reader::maybe_table(std::string_view key)
{
    const auto* node = find(key);
    if (!node) return std::nullopt;
    const auto* table = node->as_table();
    if (!table) fail(key, "must be a table: [" + std::string(key) + "]");
    return toml_reader(*table, file_, path_.empty() ? std::string(key) : path_ + ", " + std::string(key));
}

void toml_reader::finish() const
{
    for (const auto& [key, value] : table_) {
        if (std::find(asked_.begin(), asked_.end(), key.str()) != asked_.end()) continue;
        const std::string hint = did_you_mean(key.str(), asked_);
        fail(key.source(), "unknown key '" + std::string(key.str()) + "'." +
                               (hint.empty() ? " Known keys: " + enumerate(asked_) : hint));
    }
}

}  // namespace redress::files
