// The configuration of one process: read once at the start, passed down as values, never looked at
// again from deep inside. Flag beats environment beats file beats default.
#pragma once

#include "adapters/app/config_keys.hpp"

#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace redress::app {

/// A setting that cannot be used. `what()` is file:line:column (or the variable or flag), the
/// sentence and, for a slip of the fingers, the nearest name.
class config_error : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

enum class origin : std::uint8_t { preset, file, environment, flag };

class config {
public:
    /// As text in any type. Paths are absolute or relative to the working directory.
    [[nodiscard]] const std::string& text(setting s) const { return values_[index(s)].text; }
    [[nodiscard]] std::int64_t integer(setting s) const;
    [[nodiscard]] std::filesystem::path path(setting s) const { return text(s); }
    [[nodiscard]] redress::app::origin origin_of(setting s) const { return values_[index(s)].from; }
    /// "default", "environment REDRESS_LOG__LEVEL", "file redress.toml:3:1", "flag --setting".
    [[nodiscard]] const std::string& origin_text(setting s) const { return values_[index(s)].where; }
    /// As shown to people: secrets keep host and database, and lose user and password.
    [[nodiscard]] std::string shown(setting s) const;
    [[nodiscard]] const std::string& file() const { return file_; }  // empty when none was read

private:
    friend class config_reader;
    struct value {
        std::string text;
        redress::app::origin from = redress::app::origin::preset;
        std::string where = "default";
    };
    static std::size_t index(setting s) { return static_cast<std::size_t>(s); }
    std::array<value, setting_count> values_;
    std::string file_;
};

struct config_sources {
    std::string file;                                              // of --config; empty: looked for
    std::vector<std::string> flags;                                // "section.key=value"
    std::vector<std::pair<std::string, std::string>> environment;  // REDRESS_ names with their values
    bool look_for_file = true;  // ./redress.toml, then /etc/redress/redress.toml
};

/// The environment of this process: its REDRESS_ variables.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> redress_environment();

/// Throws config_error for the first thing wrong.
[[nodiscard]] config load_config(const config_sources& from);
/// For `config check` and tests: from the text of a file.
[[nodiscard]] config parse_config(std::string_view toml, const std::string& name);

/// JSON Schema of the file, draft 2020-12.
[[nodiscard]] std::string config_schema();

/// The database URL, read from database.url_file when that is set. Throws config_error when
/// neither is set or the file cannot be read.
[[nodiscard]] std::string database_url(const config& from);

}  // namespace redress::app
