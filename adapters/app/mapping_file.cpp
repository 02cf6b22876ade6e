// Parsing a mapping: every key is known, of its type and complete before the first row is read.
#include "adapters/app/mapping.hpp"

#include "adapters/app/nearest.hpp"
#include "states/events.hpp"

#include <date/tz.h>
#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace redress::app {
namespace {

class mapping_reader {
public:
    explicit mapping_reader(const std::string& name) { made_.file = name; }

    mapping read(std::string_view text)
    {
        toml::table root;
        try {
            root = toml::parse(text, made_.file);
        } catch (const toml::parse_error& e) {
            fail(e.source().begin.line, std::string(e.description()));
        }
        only(root, "",
             {"id", "version", "description", "source", "csv", "constant", "received", "field", "require"});
        made_.id = needed(root, "id", "");
        if (made_.id.empty() ||
            made_.id.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") != std::string::npos)
            fail(line_of(root, "id"), "'id' must be lower-case letters, digits and '-'");
        const auto version = root["version"].value_exact<std::int64_t>();
        if (!version || *version < 1)
            fail(line_of(root, "version"), "'version' must be a whole number from 1");
        made_.version = *version;
        (void)optional(root, "description", "");
        made_.source = needed(root, "source", "");
        csv(part(root, "csv"));
        constants(part(root, "constant"));
        received(part(root, "received"));
        for_each_table(root, "field", [&](const toml::table& t) { field(t); });
        for_each_table(root, "require", [&](const toml::table& t) { require(t); });
        known_columns(root);
        return std::move(made_);
    }

private:
    [[noreturn]] void fail(std::size_t line, const std::string& sentence) const
    {
        throw mapping_error(made_.file + ":" + std::to_string(line) + ": " + sentence);
    }

    static std::size_t line_of(const toml::table& in, std::string_view key)
    {
        const auto* node = in.get(key);
        return node ? node->source().begin.line : in.source().begin.line;
    }

    void only(const toml::table& in, const std::string& prefix,
              const std::vector<std::string_view>& known) const
    {
        for (auto&& [key, node] : in)
            if (std::find(known.begin(), known.end(), key.str()) == known.end())
                fail(key.source().begin.line, "unknown key '" + prefix + std::string(key.str()) + "'" +
                                                  did_you_mean(key.str(), known));
    }

    std::optional<std::string> optional(const toml::table& in, std::string_view key,
                                        const std::string& prefix) const
    {
        const auto* node = in.get(key);
        if (!node) return std::nullopt;
        if (const auto* s = node->as_string()) return s->get();
        fail(node->source().begin.line, "'" + prefix + std::string(key) + "' must be a string");
    }

    std::string needed(const toml::table& in, std::string_view key, const std::string& prefix) const
    {
        if (auto text = optional(in, key, prefix)) return *text;
        fail(in.source().begin.line, "'" + prefix + std::string(key) + "' is missing");
    }

    const toml::table& part(const toml::table& root, std::string_view key) const
    {
        static const toml::table nothing;
        const auto* node = root.get(key);
        if (!node) return nothing;
        if (const auto* t = node->as_table()) return *t;
        fail(node->source().begin.line, "'" + std::string(key) + "' must be a table");
    }

    template <class F>
    void for_each_table(const toml::table& root, std::string_view key, F&& f) const
    {
        const auto* node = root.get(key);
        if (!node) return;
        const auto* list = node->as_array();
        if (!list)
            fail(node->source().begin.line,
                 "write [[" + std::string(key) + "]], not [" + std::string(key) + "]");
        for (const auto& item : *list) {
            if (!item.is_table()) fail(item.source().begin.line, "write [[" + std::string(key) + "]]");
            f(*item.as_table());
        }
    }

    duration length(const toml::table& in, std::string_view key, duration preset) const
    {
        const auto text = optional(in, key, "received.");
        if (!text) return preset;
        std::int64_t n = -1;
        const auto [end, bad] = std::from_chars(text->data(), text->data() + text->size(), n);
        const std::string_view unit(end, static_cast<std::size_t>(text->data() + text->size() - end));
        if (bad == std::errc{} && n >= 0 && n <= 1'000'000'000) {
            if (unit == "s") return std::chrono::seconds(n);
            if (unit == "min") return std::chrono::minutes(n);
            if (unit == "h") return std::chrono::hours(n);
            if (unit == "d" && n <= 100'000) return std::chrono::hours(24 * n);
        }
        fail(line_of(in, key),
             "'received." + std::string(key) + "' must be a whole number and s, min, h or d");
    }

    void csv(const toml::table& in)
    {
        only(in, "csv.", {"delimiter", "encoding", "header", "columns"});
        if (const auto text = optional(in, "delimiter", "csv.")) {
            if (text->size() != 1 || static_cast<unsigned char>((*text)[0]) > 0x7E || *text == "\"" ||
                *text == "\n" || *text == "\r")
                fail(line_of(in, "delimiter"), "'csv.delimiter' must be one ASCII character");
            made_.delimiter = (*text)[0];
        }
        if (optional(in, "encoding", "csv.").value_or("utf-8") != "utf-8")
            fail(line_of(in, "encoding"), "'csv.encoding' must be utf-8");
        if (const auto* node = in.get("header")) {
            if (!node->is_boolean()) fail(node->source().begin.line, "'csv.header' must be true or false");
            made_.header = node->as_boolean()->get();
        }
        if (const auto* node = in.get("columns")) {
            const auto* list = node->as_array();
            if (!list) fail(node->source().begin.line, "'csv.columns' must be a list of strings");
            for (const auto& item : *list) {
                if (!item.is_string())
                    fail(item.source().begin.line, "'csv.columns' must be a list of strings");
                made_.columns.push_back(item.as_string()->get());
            }
        }
        if (!made_.header && made_.columns.empty())
            fail(line_of(in, "header"), "'csv.columns' is missing: without a header it names the columns");
    }

    void check_target(const std::string& to, std::size_t line)
    {
        static const auto known = [] {
            std::vector<std::string_view> all;
            for (std::size_t i = 0; i < field_count; ++i) {
                const auto& row = row_of(event_type::complaint_filed);
                const auto f = static_cast<redress::field>(i);
                if (row.required.has(f) || row.optional.has(f)) all.push_back(name_of(f));
            }
            return all;
        }();
        if (std::find(known.begin(), known.end(), to) == known.end())
            fail(line, "complaint_filed has no field '" + to + "'" + did_you_mean(to, known));
        if (std::find(set_.begin(), set_.end(), to) != set_.end()) fail(line, "'" + to + "' is set twice");
        set_.push_back(to);
    }

    void constants(const toml::table& in)
    {
        for (auto&& [key, node] : in) {
            const std::string to(key.str());
            const auto line = key.source().begin.line;
            check_target(to, line);
            if (const auto* s = node.as_string()) {
                made_.constant[to] = s->get();
            } else if (const auto* b = node.as_boolean()) {
                made_.constant[to] = b->get();
            } else if (const auto* list = node.as_array()) {
                boost::json::array items;
                for (const auto& item : *list) {
                    if (!item.is_string()) fail(line, "'constant." + to + "' must be a list of strings");
                    items.emplace_back(item.as_string()->get());
                }
                made_.constant[to] = std::move(items);
            } else {
                fail(line, "'constant." + to + "' must be a string, true, false or a list of strings");
            }
        }
    }

    void received(const toml::table& in)
    {
        only(in, "received.", {"column", "format", "time", "zone", "shift", "newest_age", "spread"});
        made_.received_column = needed(in, "column", "received.");
        made_.received_format = needed(in, "format", "received.");
        for (std::size_t i = 0; i < made_.received_format.size(); ++i) {
            if (made_.received_format[i] != '%') continue;
            if (++i >= made_.received_format.size() ||
                std::string_view("YmdHMSz%").find(made_.received_format[i]) == std::string_view::npos)
                fail(line_of(in, "format"), "'received.format' knows %Y %m %d %H %M %S %z and %%");
        }
        const auto time = parse_date(optional(in, "time", "received.").value_or("00:00"), "%H:%M");
        if (!time) fail(line_of(in, "time"), "'received.time' must be a time of day such as 12:00");
        made_.received_time = time->local.time_since_epoch();
        made_.zone = optional(in, "zone", "received.").value_or("UTC");
        try {
            (void)date::locate_zone(made_.zone);
        } catch (const std::runtime_error&) {
            fail(line_of(in, "zone"), "'received.zone': no IANA zone '" + made_.zone + "'");
        }
        const auto shift = optional(in, "shift", "received.").value_or("none");
        if (shift != "none" && shift != "recent" && shift != "squeeze")
            fail(line_of(in, "shift"), "'received.shift' must be none, recent or squeeze");
        made_.shift = shift == "none"     ? time_shift::none
                      : shift == "recent" ? time_shift::recent
                                          : time_shift::squeeze;
        made_.newest_age = length(in, "newest_age", duration{});
        made_.spread = length(in, "spread", std::chrono::hours(24 * 30));
    }

    void field(const toml::table& in)
    {
        only(in, "field.", {"to", "from", "map", "default", "template", "cut"});
        mapping::field_rule rule;
        rule.to = needed(in, "to", "field.");
        check_target(rule.to, line_of(in, "to"));
        const auto from = optional(in, "from", "field.");
        const auto words = optional(in, "template", "field.");
        if (from.has_value() == words.has_value())
            fail(in.source().begin.line, "'field' needs either 'from' or 'template'");
        if (from) rule.from = *from;
        if (words) rule.pieces = pieces(*words, line_of(in, "template"));
        if (const auto* node = in.get("map")) {
            if (!node->is_table() || !from)
                fail(node->source().begin.line, "'field.map' must be a table and needs 'from'");
            rule.mapped = true;
            for (auto&& [key, value] : *node->as_table()) {
                if (!value.is_string()) fail(key.source().begin.line, "'field.map' must hold strings");
                rule.map.emplace(key.str(), value.as_string()->get());
            }
        }
        rule.otherwise = optional(in, "default", "field.");
        if (rule.otherwise && !rule.mapped) fail(line_of(in, "default"), "'field.default' needs 'field.map'");
        if (const auto* node = in.get("cut")) {
            const auto n = node->value_exact<std::int64_t>();
            if (!n || *n < 1 || *n > 1'000'000)
                fail(node->source().begin.line, "'field.cut' must be a whole number from 1");
            rule.cut = static_cast<std::size_t>(*n);
        }
        made_.fields.push_back(std::move(rule));
    }

    std::vector<mapping::piece> pieces(const std::string& text, std::size_t line) const
    {
        std::vector<mapping::piece> found(1);
        for (std::size_t i = 0; i < text.size(); ++i) {
            const char c = text[i];
            if ((c == '{' || c == '}') && i + 1 < text.size() && text[i + 1] == c) {
                found.back().words += c;
                ++i;
            } else if (c == '}') {
                fail(line, "'field.template': write }} for a brace");
            } else if (c == '{') {
                const auto end = text.find('}', i);
                if (end == std::string::npos) fail(line, "'field.template': a { without }");
                const auto inside = text.substr(i + 1, end - i - 1);
                const auto bar = inside.find('|');
                found.push_back(
                    {bar == std::string::npos ? "" : inside.substr(bar + 1), inside.substr(0, bar)});
                if (found.back().column.empty()) fail(line, "'field.template': {} names no column");
                found.emplace_back();
                i = end;
            } else {
                found.back().words += c;
            }
        }
        return found;
    }

    void require(const toml::table& in)
    {
        only(in, "require.", {"column", "pattern", "why"});
        mapping::requirement rule;
        rule.column = needed(in, "column", "require.");
        rule.why = needed(in, "why", "require.");
        try {
            rule.pattern =
                std::regex(needed(in, "pattern", "require."), std::regex::ECMAScript | std::regex::optimize);
        } catch (const std::regex_error& e) {
            fail(line_of(in, "pattern"), std::string("'require.pattern': ") + e.what());
        }
        made_.required.push_back(std::move(rule));
    }

    // Columns named by rules must be among `columns`, where that list is given.
    void known_columns(const toml::table& root) const
    {
        if (made_.columns.empty()) return;
        const std::vector<std::string_view> known(made_.columns.begin(), made_.columns.end());
        const auto check = [&](const std::string& column) {
            if (!column.empty() && std::find(known.begin(), known.end(), column) == known.end() &&
                !made_.header)
                fail(root.source().begin.line, "no column '" + column + "'" + did_you_mean(column, known));
        };
        check(made_.received_column);
        for (const auto& f : made_.fields) {
            check(f.from);
            for (const auto& p : f.pieces) check(p.column);
        }
        for (const auto& r : made_.required) check(r.column);
    }

    mapping made_;
    std::vector<std::string> set_;
};

}  // namespace

mapping parse_mapping(std::string_view toml, const std::string& name)
{
    return mapping_reader(name).read(toml);
}

}  // namespace redress::app
