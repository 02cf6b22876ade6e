// Calendars as files: TOML under schemas/calendars, one calendar each, in the grammar of the README
// there. A file with a mistake is refused whole.
#pragma once

#include "adapters/files/file_error.hpp"
#include "states/calendar.hpp"

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace redress::files {

/// A checked calendar with the SHA-256 of exactly these bytes as its version, compiled with this
/// machine's zone data. `name` is how errors call the file. Throws `file_error` at the first thing
/// that is wrong.
[[nodiscard]] calendar load_calendar(std::string_view toml_bytes, const std::string& name);

/// The calendars of a folder, each in <id>.toml, read when first asked for.
class calendar_book {
public:
    explicit calendar_book(std::string folder) : folder_(std::move(folder)) {}

    /// Ids of all files, sorted. Throws `file_error` when the folder cannot be read or holds none.
    [[nodiscard]] std::vector<std::string> ids() const;
    /// Null when no file has that id; lives as long as the book. Throws `file_error`: a bad file, or one
    /// whose id is not its name.
    [[nodiscard]] const calendar* find(std::string_view id);

private:
    std::string folder_;
    std::map<std::string, std::unique_ptr<const calendar>, std::less<>> read_;
};

}  // namespace redress::files
