#include "adapters/app/config.hpp"

#include "adapters/app/nearest.hpp"
#include "adapters/files/file_error.hpp"

#include <toml++/toml.h>

#include <charconv>
#include <cstring>
#include <regex>
#include <sstream>

#include <unistd.h>

namespace redress::app {
namespace {

namespace fs = std::filesystem;

std::vector<std::string_view> names()
{
    std::vector<std::string_view> all;
    for (const auto& row : setting_rows) all.push_back(row.name);
    return all;
}

std::optional<setting> find_setting(std::string_view name)
{
    for (std::size_t i = 0; i < setting_count; ++i)
        if (setting_rows[i].name == name) return static_cast<setting>(i);
    return std::nullopt;
}

std::string read_whole(const fs::path& path)
{
    try {
        return files::read_file(path.string());
    } catch (const files::file_error& wrong) {
        throw config_error(wrong.what());
    }
}

// REDRESS_DATABASE__URL for database.url; the two that every script sets also with one underscore.
std::string variable_of(const setting_row& row)
{
    std::string name = "REDRESS_";
    for (const char c : row.name) {
        if (c == '.')
            name += "__";
        else
            name += (c >= 'a' && c <= 'z') ? static_cast<char>(c - 'a' + 'A') : c;
    }
    return name;
}

}  // namespace

class config_reader {
public:
    config_reader()
    {
        for (std::size_t i = 0; i < setting_count; ++i) made_.values_[i].text = setting_rows[i].preset;
    }

    void file(std::string_view toml_text, const std::string& name)
    {
        made_.file_ = name;
        try {
            const auto root = toml::parse(toml_text, name);
            table(root, "", name);
        } catch (const toml::parse_error& e) {
            throw config_error(place(name, e.source()) + ": " + std::string(e.description()));
        }
    }

    void environment(const std::vector<std::pair<std::string, std::string>>& variables)
    {
        std::vector<std::string> known;
        for (const auto& row : setting_rows) known.push_back(variable_of(row));
        for (const auto& [name, value] : variables) {
            std::string full = name;
            if (name == "REDRESS_DATABASE_URL") full = "REDRESS_DATABASE__URL";
            if (name == "REDRESS_KAFKA_BROKERS") full = "REDRESS_KAFKA__BROKERS";
            if (full.find("__") == std::string::npos) continue;  // of the scripts around us, not a setting
            const auto at = std::find(known.begin(), known.end(), full);
            if (at == known.end()) {
                const std::vector<std::string_view> views(known.begin(), known.end());
                throw config_error("environment " + name + ": no such setting" + did_you_mean(full, views));
            }
            put(static_cast<setting>(at - known.begin()), value, origin::environment, "environment " + name);
        }
    }

    void flag(const std::string& text)
    {
        const auto equals = text.find('=');
        if (equals == std::string::npos)
            throw config_error("flag --setting " + text + ": write it as section.key=value");
        const auto name = text.substr(0, equals);
        const auto found = find_setting(name);
        if (!found)
            throw config_error("flag --setting " + name + ": no such setting" + did_you_mean(name, names()));
        put(*found, text.substr(equals + 1), origin::flag, "flag --setting");
    }

    config finish() { return std::move(made_); }

private:
    static std::string place(const std::string& name, const toml::source_region& at)
    {
        return name + ":" + std::to_string(at.begin.line) + ":" + std::to_string(at.begin.column);
    }

    void table(const toml::table& from, const std::string& prefix, const std::string& name)
    {
        for (auto&& [key, node] : from) {
            const auto full = prefix + std::string(key.str());
            const auto where = place(name, key.source());
            const auto found = find_setting(full);
            if (!found && node.is_table() && section(full)) {
                table(*node.as_table(), full + ".", name);
                continue;
            }
            if (!found)
                throw config_error(where + ": no setting '" + full + "'" +
                                   did_you_mean(full, known_like(prefix)));
            std::string text;
            if (const auto* s = node.as_string())
                text = s->get();
            else if (const auto* n = node.as_integer())
                text = std::to_string(n->get());
            else
                throw config_error(where + ": '" + full + "' must be " + wanted(*found));
            if (node.is_integer() != (row_of(*found).type == setting_type::integer))
                throw config_error(where + ": '" + full + "' must be " + wanted(*found));
            if (row_of(*found).type == setting_type::path && !text.empty() && fs::path(text).is_relative())
                text = (fs::path(name).parent_path() / text).lexically_normal().string();
            put(*found, text, origin::file, "file " + where, where);
        }
    }

    static bool section(const std::string& name)
    {
        for (const auto& row : setting_rows)
            if (row.name.starts_with(name + ".")) return true;
        return false;
    }

    // Sections for a slip in a section's name, settings otherwise.
    static std::vector<std::string_view> known_like(const std::string& prefix)
    {
        if (!prefix.empty()) return names();
        std::vector<std::string_view> sections;
        for (const auto& row : setting_rows) {
            const auto section = row.name.substr(0, row.name.find('.'));
            if (sections.empty() || sections.back() != section) sections.push_back(section);
        }
        return sections;
    }

    static std::string wanted(setting s)
    {
        const auto& row = row_of(s);
        switch (row.type) {
            case setting_type::integer:
                return "a whole number from " + std::to_string(row.min) + " to " + std::to_string(row.max);
            case setting_type::choice:
                return "one of " + std::regex_replace(std::string(row.choices), std::regex("\\|"), ", ");
            case setting_type::text:
            case setting_type::path:
                break;
        }
        return "a string";
    }

    void put(setting s, const std::string& text, origin from, const std::string& where,
             const std::string& blame = {})
    {
        const auto& row = row_of(s);
        const auto wrong = [&](const std::string& more = {}) {
            return config_error((blame.empty() ? where : blame) + ": '" + std::string(row.name) +
                                "' must be " + wanted(s) + ", not '" + text + "'" + more);
        };
        if (row.type == setting_type::integer) {
            std::int64_t n = 0;
            const auto [end, bad] = std::from_chars(text.data(), text.data() + text.size(), n);
            if (bad != std::errc{} || end != text.data() + text.size() || n < row.min || n > row.max)
                throw wrong();
        }
        if (row.type == setting_type::choice) {
            std::vector<std::string_view> choices;
            for (std::string_view rest = row.choices; !rest.empty();) {
                const auto bar = rest.find('|');
                choices.push_back(rest.substr(0, bar));
                rest = bar == std::string_view::npos ? std::string_view{} : rest.substr(bar + 1);
            }
            if (std::find(choices.begin(), choices.end(), text) == choices.end())
                throw wrong(did_you_mean(text, choices));
        }
        made_.values_[static_cast<std::size_t>(s)] = {text, from, where};
    }

    config made_;
};

std::int64_t config::integer(setting s) const
{
    std::int64_t n = 0;
    const auto& t = text(s);
    std::from_chars(t.data(), t.data() + t.size(), n);
    return n;
}

std::string config::shown(setting s) const
{
    if (!row_of(s).secret || text(s).empty()) return text(s);
    // user:password@ of a URL, and password=... of a key=value list.
    static const std::regex in_url("//[^@/]*@");
    static const std::regex in_list(
        "(password|passfile|sslpassword)\\s*=\\s*('(?:\\\\.|[^'\\\\])*'|(?:\\\\.|[^\\s&\\\\])+)");
    static const std::regex in_query("([?&](?:password|sslpassword)=)[^&]*");
    auto t = std::regex_replace(text(s), in_query, "$1***");
    return std::regex_replace(std::regex_replace(t, in_url, "//***@"), in_list, "$1=***");
}

std::vector<std::pair<std::string, std::string>> redress_environment()
{
    std::vector<std::pair<std::string, std::string>> found;
    for (char** at = environ; at != nullptr && *at != nullptr; ++at) {
        const std::string_view line(*at);
        const auto equals = line.find('=');
        if (line.starts_with("REDRESS_") && equals != std::string_view::npos)
            found.emplace_back(line.substr(0, equals), line.substr(equals + 1));
    }
    std::sort(found.begin(), found.end());
    return found;
}

config load_config(const config_sources& from)
{
    config_reader reader;
    std::string file = from.file;
    for (const auto& [name, value] : from.environment)
        if (file.empty() && name == "REDRESS_CONFIG") file = value;
    if (file.empty() && from.look_for_file)
        for (const char* usual : {"redress.toml", "/etc/redress/redress.toml"})
            if (std::error_code ignored; file.empty() && fs::is_regular_file(usual, ignored)) file = usual;
    if (!file.empty()) reader.file(read_whole(file), file);
    reader.environment(from.environment);
    for (const auto& flag : from.flags) reader.flag(flag);
    return reader.finish();
}

config parse_config(std::string_view toml, const std::string& name)
{
    config_reader reader;
    reader.file(toml, name);
    return reader.finish();
}

std::string database_url(const config& from)
{
    const auto& file = from.text(setting::database_url_file);
    if (file.empty()) {
        if (from.text(setting::database_url).empty())
            throw config_error("database.url is not set: put it into redress.toml or REDRESS_DATABASE_URL");
        return from.text(setting::database_url);
    }
    auto text = read_whole(file);
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.pop_back();
    return text;
}

}  // namespace redress::app
