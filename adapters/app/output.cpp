#include "adapters/app/output.hpp"

#include "adapters/app/width.hpp"
#include "states/utf8.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <ostream>

namespace redress::app {
namespace json = boost::json;
namespace {

// Control characters would move the cursor or colour the screen of whoever lists foreign text.
std::string for_screen(std::string_view text)
{
    std::string shown;
    while (!text.empty()) {
        const auto before = text;
        const char32_t c = take_code_point(text);
        if (c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E) ||
            (c >= 0x2066 && c <= 0x2069))
            shown += ' ';
        else
            shown += before.substr(0, before.size() - text.size());
    }
    return shown;
}

void pad(std::ostream& out, std::size_t n)
{
    for (; n > 0; --n) out << ' ';
}

}  // namespace

std::optional<output_format> parse_output_format(std::string_view name)
{
    if (name == "table") return output_format::table;
    if (name == "json") return output_format::json;
    if (name == "jsonl") return output_format::jsonl;
    if (name == "csv") return output_format::csv;
    return std::nullopt;
}

std::string cell_text(const json::value* value)
{
    if (value == nullptr || value->is_null()) return {};
    if (const auto* s = value->if_string()) return std::string(*s);
    if (const auto* list = value->if_array()) {
        std::string joined;
        for (const auto& item : *list) {
            if (!joined.empty()) joined += ", ";
            joined += cell_text(&item);
        }
        return joined;
    }
    return json::serialize(*value);
}

std::string named_text(const json::value* value, const name_of_code& names)
{
    if (value == nullptr || !names) return cell_text(value);
    if (value->is_bool()) return names(value->as_bool() ? "true" : "false");
    if (const auto* list = value->if_array()) {
        std::string joined;
        for (const auto& item : *list) joined += (joined.empty() ? "" : ", ") + named_text(&item, names);
        return joined;
    }
    if (!value->is_string() || value->as_string().empty()) return cell_text(value);
    return names(std::string(value->as_string()));
}

std::string csv_field(std::string_view written)
{
    // A spreadsheet takes a cell that begins so for a formula; what a complainant wrote is none.
    const auto begins = [&](std::string_view with) {
        return !written.empty() && with.find(written.front()) != std::string_view::npos;
    };
    const bool number = written.find_first_not_of("0123456789.", 1) == std::string_view::npos;
    // Some take the full-width signs for the same: ＝ ＋ － ＠.
    const bool wide = written.starts_with("\xef\xbc\x9d") || written.starts_with("\xef\xbc\x8b") ||
                      written.starts_with("\xef\xbc\x8d") || written.starts_with("\xef\xbc\xa0");
    const bool formula = begins("=+@\t\r") || wide || (begins("-") && !(number && written.size() > 1));
    std::string text(written);
    if (formula) text.insert(0, "'");
    if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
    std::string quoted = "\"";
    for (const char c : text) {
        if (c == '"') quoted += '"';
        quoted += c;
    }
    return quoted + '"';
}

struct row_printer::inside {
    std::ostream& out;
    output_format format;
    std::vector<column> columns;
    std::vector<std::vector<std::string>> cells;  // of a table, until its widths are known
    std::vector<std::size_t> widths;
    std::size_t rows = 0;
    bool ended = false;

    template <class Text>
    void line(Text text_of)
    {
        for (std::size_t i = 0; i < columns.size(); ++i) {
            const std::string& text = text_of(i);
            const auto taken = columns_of(text);
            const auto gap = widths[i] > taken ? widths[i] - taken : 0;
            if (columns[i].right) pad(out, gap);
            out << text;
            if (i + 1 < columns.size()) pad(out, (columns[i].right ? 0 : gap) + 2);
        }
        out << '\n';
    }
    /// The head and the rows so far; further rows follow as they come.
    void begin_table()
    {
        for (std::size_t i = 0; i < columns.size(); ++i) {
            std::size_t width = columns_of(columns[i].title);
            for (const auto& row : cells) width = std::max(width, columns_of(row[i]));
            widths.push_back(width);
        }
        line([&](std::size_t i) -> const std::string& { return columns[i].title; });
        for (const auto& row : cells) line([&](std::size_t i) -> const std::string& { return row[i]; });
        cells.clear();
    }
};

row_printer::row_printer(std::ostream& out, output_format format, std::vector<column> columns)
    : in_(new inside{.out = out, .format = format, .columns = std::move(columns), .cells = {}, .widths = {}})
{
    if (format == output_format::json) out << '[';
    if (format == output_format::csv) {
        for (std::size_t i = 0; i < in_->columns.size(); ++i)
            out << (i ? "," : "") << csv_field(in_->columns[i].key);
        out << "\r\n";
    }
}

row_printer::~row_printer() = default;

void row_printer::row(const json::object& row)
{
    auto& in = *in_;
    switch (in.format) {
        case output_format::json:
            in.out << (in.rows ? ",\n " : "\n ") << json::serialize(row);
            break;
        case output_format::jsonl:
            in.out << json::serialize(row) << '\n';
            break;
        case output_format::csv:
            for (std::size_t i = 0; i < in.columns.size(); ++i)
                in.out << (i ? "," : "") << csv_field(cell_text(row.if_contains(in.columns[i].key)));
            in.out << "\r\n";
            break;
        case output_format::table: {
            std::vector<std::string> cells;
            for (const auto& column : in.columns)
                cells.push_back(
                    fitted(for_screen(named_text(row.if_contains(column.key), column.names)), column.widest));
            if (!in.widths.empty()) {
                in.line([&](std::size_t i) -> const std::string& { return cells[i]; });
                break;
            }
            in.cells.push_back(std::move(cells));
            if (in.cells.size() == rows_for_widths) in.begin_table();
            break;
        }
    }
    ++in.rows;
}

void row_printer::end()
{
    auto& in = *in_;
    if (std::exchange(in.ended, true)) return;
    if (in.format == output_format::json) in.out << (in.rows ? "\n]\n" : "]\n");
    if (in.format == output_format::table && in.widths.empty()) in.begin_table();
}

void print_thing(std::ostream& out, output_format format, const json::object& thing)
{
    if (format == output_format::json || format == output_format::jsonl) {
        out << json::serialize(thing) << '\n';
        return;
    }
    if (format == output_format::csv) {
        std::vector<column> columns;
        for (const auto& [key, value] : thing) columns.push_back({.key = key, .title = key});
        row_printer printer(out, format, std::move(columns));
        printer.row(thing);
        return;
    }
    std::vector<labelled> lines;
    for (const auto& [key, value] : thing) lines.emplace_back(key, cell_text(&value));
    print_labelled(out, lines);
}

void print_labelled(std::ostream& out, const std::vector<labelled>& lines)
{
    std::size_t width = 0;
    for (const auto& [label, value] : lines) width = std::max(width, columns_of(label));
    for (const auto& [label, value] : lines) {
        out << label;
        pad(out, width - columns_of(label) + 2);
        out << for_screen(value) << '\n';
    }
}

}  // namespace redress::app
