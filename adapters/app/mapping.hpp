// A mapping file, and what it makes of a CSV file: one `complaint_filed` per row or a reason why not.
// schemas/mappings/README.md is the contract.
#pragma once

#include "states/ids.hpp"
#include "states/instant.hpp"

#include <boost/json/object.hpp>

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <regex>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace redress::app {

/// The mapping or the head of the CSV file cannot be used; nothing was imported. Names file, line and key.
class mapping_error : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

enum class time_shift : std::uint8_t { none, recent, squeeze };

struct mapping {
    struct piece {  // of a template: words, or a column with words for an empty one
        std::string words;
        std::string column;
    };
    struct field_rule {
        std::string to;
        std::string from;
        std::map<std::string, std::string> map;
        bool mapped = false;
        std::optional<std::string> otherwise;
        std::vector<piece> pieces;  // of `template`
        std::size_t cut = 0;        // 0: not
    };
    struct requirement {
        std::string column;
        std::regex pattern;
        std::string why;
    };

    std::string file;  // name in messages
    std::string id;
    std::int64_t version = 0;
    std::string source;
    char delimiter = ',';
    bool header = true;
    std::vector<std::string> columns;
    boost::json::object constant;
    std::string received_column;
    std::string received_format;
    duration received_time{};  // since midnight
    std::string zone = "UTC";
    time_shift shift = time_shift::none;
    duration newest_age{};
    duration spread = std::chrono::days(30);
    std::vector<field_rule> fields;
    std::vector<requirement> required;
};

/// Throws mapping_error. `name` is the file's name in messages.
[[nodiscard]] mapping parse_mapping(std::string_view toml, const std::string& name);

struct mapped_row {
    std::int64_t row = 0;  // from 1
    std::int64_t line = 0;
    case_id id{};
    boost::json::object data;  // of complaint_filed
    instant received{};
    std::string column;  // that was refused, if one was
    std::string reason;  // empty: to be filed
};

/// Says why `data` cannot be a complaint_filed; nothing when it can.
using data_check = std::function<std::optional<std::string>(const boost::json::object& data)>;

/// Every row of the file, in order. Throws mapping_error when columns are missing.
[[nodiscard]] std::vector<mapped_row> map_rows(const mapping& by, std::string_view csv, instant now,
                                               const data_check& check);

/// The case id of a row (from 1) of the file with this SHA-256, in lower-case hexadecimal.
[[nodiscard]] case_id row_case_id(std::string_view mapping_id, std::string_view file_sha256,
                                  std::int64_t row);

/// Parts of a date as a format names them; nothing when the text does not match or is no real date.
struct read_date {
    std::chrono::local_time<std::chrono::seconds> local{};
    bool has_time = false;
    std::optional<std::chrono::minutes> offset;
};
[[nodiscard]] std::optional<read_date> parse_date(std::string_view text, std::string_view format);

}  // namespace redress::app
