// What commands print: rows and single things as table, JSON, JSON lines or CSV. JSON is stable; a
// table is for eyes and may change, so it is the default on a terminal only.
#pragma once

#include <boost/json/fwd.hpp>

#include <cstdint>
#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace redress::app {

enum class output_format : std::uint8_t { table, json, jsonl, csv };
[[nodiscard]] std::optional<output_format> parse_output_format(std::string_view name);

struct column {
    std::string key;          // member of the row
    std::string title;        // head of the table
    bool right = false;       // numbers
    std::size_t widest = 60;  // columns before a cell of a table is cut
};

/// Prints rows one after another: JSON lines and CSV as they come, a JSON array and a table at `end`.
class row_printer {
public:
    row_printer(std::ostream& out, output_format format, std::vector<column> columns);
    ~row_printer();
    row_printer(const row_printer&) = delete;
    row_printer& operator=(const row_printer&) = delete;
    void row(const boost::json::object& row);
    void end();

private:
    struct inside;
    std::unique_ptr<inside> in_;
};

/// One thing: a table of two columns (nested things as JSON), or one JSON object, or CSV of one row.
void print_thing(std::ostream& out, output_format format, const boost::json::object& thing);

/// A cell's text: strings as they are, null and absent empty, everything else as JSON.
[[nodiscard]] std::string cell_text(const boost::json::value* value);
[[nodiscard]] std::string csv_field(std::string_view text);

}  // namespace redress::app
