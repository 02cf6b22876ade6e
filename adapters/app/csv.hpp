// Reading CSV (RFC 4180) the way schemas/mappings/README.md says: forgiving about line ends, never
// about what a field is.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace redress::app {

struct csv_record {
    std::vector<std::string> fields;
    std::int64_t line = 0;  // it starts on, from 1
    std::string fault;      // empty; "text after a closing quote", "quoted field has no end"
};

/// Reads a whole text record by record. Lines with nothing on them are skipped.
class csv_reader {
public:
    csv_reader(std::string_view text, char delimiter);
    /// False at the end.
    bool next(csv_record& record);

private:
    std::string_view text_;
    char delimiter_;
    std::size_t at_ = 0;
    std::int64_t line_ = 1;
};

}  // namespace redress::app
