// Reads a TOML table key by key and refuses what nobody asked for. Private to this folder.
//
// Every error says where, which field, which rule it breaks and what mends it; a misspelt key or
// name is answered with the nearest one that is known.
#pragma once

#include "adapters/files/file_error.hpp"
#include "states/money.hpp"
#include "states/vocabulary.hpp"

#include <toml++/toml.h>

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace redress::files {

/// The known name that is most like a typed one; empty when none is near.
[[nodiscard]] std::string_view nearest(std::string_view typed, std::span<const std::string_view> known);
/// " Did you mean 'x'?", or empty when nothing is near.
[[nodiscard]] std::string did_you_mean(std::string_view typed, std::span<const std::string_view> known);
/// "a, b, c"
[[nodiscard]] std::string enumerate(std::span<const std::string_view> names);

/// Parses; a syntax error becomes a `file_error` at its place. Tabs count as one column.
[[nodiscard]] toml::table parse_toml(std::string_view bytes, const std::string& file);

/// A value with the place where it stands.
struct word {
    std::string text;
    toml::source_region at;
};

class toml_reader {
public:
    /// `path` is how errors call the table: "clock 'update'".
    toml_reader(const toml::table& table, std::string file, std::string path)
        : table_(table), file_(std::move(file)), path_(std::move(path))
    {
    }

    void call(std::string path) { path_ = std::move(path); }

    [[nodiscard]] std::optional<word> maybe_text(std::string_view key);
    [[nodiscard]] word text(std::string_view key);
    /// A name that events carry: printable ASCII without spaces, at most 64.
    [[nodiscard]] word id(std::string_view key);
    /// A decimal in quotation marks, as amounts are written; empty when absent.
    [[nodiscard]] money_limit maybe_money_limit(std::string_view key);
    [[nodiscard]] std::vector<word> texts(std::string_view key);
    /// Several names that events carry.
    [[nodiscard]] std::vector<word> ids(std::string_view key);
    [[nodiscard]] std::optional<std::int64_t> maybe_integer(std::string_view key, std::int64_t min,
                                                            std::int64_t max);
    [[nodiscard]] std::int64_t integer(std::string_view key, std::int64_t min, std::int64_t max);
    [[nodiscard]] bool yes(std::string_view key, bool otherwise = false);
    /// A date without quotation marks: 2026-12-24.
    [[nodiscard]] std::chrono::local_days date(std::string_view key);
    /// Every key with its text, for tables whose keys are free names.
    [[nodiscard]] std::vector<std::pair<std::string, word>> entries();
    /// The tables of an array [[key]] or a list of inline tables; none when absent.
    [[nodiscard]] std::vector<toml_reader> tables(std::string_view key);
    [[nodiscard]] std::optional<toml_reader> maybe_table(std::string_view key);

    template <named Enum>
    [[nodiscard]] Enum name(const word& value, std::string_view key) const
    {
        if (const auto found = parse_name<Enum>(value.text)) return *found;
        unknown_name(value, key, names_of<Enum>::list);
    }
    [[noreturn]] void unknown_name(const word& value, std::string_view key,
                                   std::span<const std::string_view> known) const;

    /// Call it when everything has been asked for: a key that nobody asked for is an error.
    void finish() const;

    [[noreturn]] void fail(const toml::source_region& at, const std::string& why) const;
    /// At the key's value; when it is absent at a key that may be it misspelt, else at the table.
    [[noreturn]] void fail(std::string_view key, std::string why) const;
    /// A contradiction (contradictions.hpp), with what its sentence names.
    [[noreturn]] void contradict(const toml::source_region& at, std::string_view code,
                                 const std::map<std::string, std::string>& args) const;
    /// Of a key that is missing: a key that may be it misspelt is pointed at instead.
    [[noreturn]] void contradict(std::string_view missing, std::string_view code,
                                 const std::map<std::string, std::string>& args) const;
    [[nodiscard]] const toml::source_region& where() const { return table_.source(); }
    /// Of the key's value; of the table when it is absent.
    [[nodiscard]] const toml::source_region& place_of(std::string_view key) const
    {
        const auto* node = table_.get(key);
        return node ? node->source() : where();
    }

private:
    const toml::node* find(std::string_view key);
    [[noreturn]] void missing(std::string_view key) const;
    /// A key that nobody asked for and that may be this one misspelt.
    [[nodiscard]] const toml::key* lookalike(std::string_view key) const;
    void check_id(const word& value, std::string_view key) const;

    const toml::table& table_;
    std::string file_;
    std::string path_;
    std::vector<std::string_view> asked_;
};

}  // namespace redress::files
