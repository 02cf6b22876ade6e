// What commands print: rows and single things as table, JSON, JSON lines or CSV. JSON is stable; a
// table is for eyes and may change, so it is the default on a terminal only.
#pragma once

#include <boost/json/fwd.hpp>

#include <cstdint>
#include <functional>
#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace redress::app {

enum class output_format : std::uint8_t { table, json, jsonl, csv };
[[nodiscard]] std::optional<output_format> parse_output_format(std::string_view name);

/// How a table says a code.
using name_of_code = std::function<std::string(const std::string&)>;

struct column {
    std::string key;          // member of the row
    std::string title;        // head of the table
    bool right = false;       // numbers
    std::size_t widest = 60;  // columns before a cell of a table is cut
    name_of_code names = {};  // of the codes in its cells, as a table says them; none: as they are
};

/// A label and what stands beside it.
using labelled = std::pair<std::string, std::string>;

/// Prints rows one after another, in memory that does not grow with them: JSON and CSV as they come, a table
/// once it has the widths of its first `rows_for_widths` rows, which later rows keep to as far as they fit.
inline constexpr std::size_t rows_for_widths = 1000;
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

/// A table of two columns.
void print_labelled(std::ostream& out, const std::vector<labelled>& lines);

/// A cell's text: strings as they are, null and absent empty, everything else as JSON.
[[nodiscard]] std::string cell_text(const boost::json::value* value);
/// The same with the codes in it by name: of a string, of each string of a list, of true and false.
[[nodiscard]] std::string named_text(const boost::json::value* value, const name_of_code& names);
[[nodiscard]] std::string csv_field(std::string_view text);

}  // namespace redress::app
