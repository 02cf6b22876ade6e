// Calendars as files: TOML under schemas/calendars, one calendar each, in the grammar of the README
// there. A file with a mistake is refused whole.
#pragma once

#include "adapters/files/file_error.hpp"
#include "states/calendar_source.hpp"

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
/// The same with zone data of another release, of the zone that it names.
[[nodiscard]] calendar load_calendar(std::string_view toml_bytes, const std::string& name, zone data);

/// The zone that a calendar names, without reading the rest. Throws `file_error`.
[[nodiscard]] std::string zone_of_calendar(std::string_view toml_bytes, const std::string& name);

struct calendar_document {
    std::unique_ptr<const calendar> rules;
    std::string toml;
};

/// The calendars of a folder, each in <id>.toml, read when first asked for by `find`. As a source it knows
/// those that have been read: asking it is safe from any thread, once reading is over.
class calendar_book final : public calendar_source {
public:
    explicit calendar_book(std::string folder) : folder_(std::move(folder)) {}

    [[nodiscard]] const calendar* in_force(std::string_view id) const override;
    [[nodiscard]] const calendar* pinned(std::string_view sha256, std::string_view zone_data) const override;

    /// Ids of all files, sorted. Throws `file_error` when the folder cannot be read or holds none.
    [[nodiscard]] std::vector<std::string> ids() const;
    /// Null when no file has that id; lives as long as the book. Throws `file_error`: a bad file, or one
    /// whose id is not its name.
    [[nodiscard]] const calendar* find(std::string_view id);
    /// Adds one that some clock pinned earlier; never in force.
    void add(calendar earlier);

    [[nodiscard]] const std::map<std::string, calendar_document, std::less<>>& documents() const
    {
        return read_;
    }

private:
    std::string folder_;
    std::map<std::string, calendar_document, std::less<>> read_;
    std::vector<std::unique_ptr<const calendar>> earlier_;
};

}  // namespace redress::files
