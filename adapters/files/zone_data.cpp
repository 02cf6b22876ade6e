#include "adapters/files/zone_data.hpp"

#include "adapters/files/file_error.hpp"
#include "adapters/files/toml_reader.hpp"

#include <date/tz.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>

namespace redress::files {
namespace {

using namespace std::chrono_literals;

constexpr instant data_begins = std::chrono::sys_days(1970y / 1 / 1);
constexpr instant data_ends = std::chrono::sys_days(2100y / 1 / 1);
// Compiled files with every change spelt out end with 2037; the last of them may be missing its second half.
constexpr instant yearly_changes_end = std::chrono::sys_days(2037y / 1 / 1);
constexpr auto folder = "/usr/share/zoneinfo/";

std::vector<offset_change> changes_of(const date::time_zone& from)
{
    std::vector<offset_change> changes;
    auto at = std::chrono::time_point_cast<std::chrono::seconds>(data_begins);
    while (at < data_ends) {
        const auto here = from.get_info(at);
        if (changes.empty() || changes.back().offset != here.offset) changes.push_back({at, here.offset});
        if (here.end <= at) break;
        at = here.end;
    }
    return changes;
}

/// The rule for the years after the listed changes: the last line of a compiled file.
std::string rule_of(const std::string& name)
{
    std::error_code none;
    const auto path = folder + name;
    if (!std::filesystem::is_regular_file(path, none)) return {};
    auto bytes = read_file(path);
    if (!bytes.empty() && bytes.back() == '\n') bytes.pop_back();
    return bytes.substr(bytes.rfind('\n') + 1);
}

}  // namespace

const std::string& zone_data_release()
{
    static const std::string release = [] {
        std::ifstream in(std::string(folder) + "tzdata.zi");
        std::string sign, word, version;
        in >> sign >> word >> version;
        return word == "version" && !version.empty() ? version : std::string("unknown");
    }();
    return release;
}

std::string write_zone(const zone& from)
{
    std::string out = "name = \"" + from.name() + "\"\nrelease = \"" + from.version() + "\"\nuntil = \"" +
                      to_string(from.until()) +
                      "\"\n# From when on the clock is how many seconds east of UTC.\n" + "changes = [\n";
    for (const auto& one : from.changes())
        out += "    \"" + to_string(one.at) + " " + std::to_string(one.offset.count()) + "\",\n";
    return out + "]\n";
}

zone parse_zone(std::string_view toml_bytes, const std::string& name)
{
    const auto table = parse_toml(toml_bytes, name);
    toml_reader in(table, name, "the zone");
    const auto called = in.text("name").text;
    const auto release = in.text("release").text;
    const auto until_text = in.text("until");
    const auto until = parse_instant(until_text.text);
    if (!until) in.fail(until_text.at, "until is no instant; write 2100-01-01T00:00:00Z");
    std::vector<offset_change> changes;
    for (const auto& line : in.texts("changes")) {
        const auto blank = line.text.find(' ');
        const auto at = parse_instant(line.text.substr(0, blank));
        int offset = 0;
        const auto digits = std::string_view(line.text).substr(std::min(blank + 1, line.text.size()));
        const auto end = digits.data() + digits.size();
        const bool read = at && std::from_chars(digits.data(), end, offset).ptr == end && !digits.empty();
        if (!read || (!changes.empty() && changes.back().at >= *at))
            in.fail(line.at, "changes must be instants in order, each with its offset in seconds");
        changes.push_back({*at, std::chrono::seconds(offset)});
    }
    if (changes.empty() || changes.back().at >= *until) in.fail("changes", "must lie before until");
    in.finish();
    return {called, release, std::move(changes), *until};
}

std::optional<zone> load_zone(const std::string& name)
{
    const date::time_zone* found = nullptr;
    try {
        found = date::locate_zone(name);
    } catch (const std::runtime_error&) {
        return std::nullopt;
    }
    auto changes = changes_of(*found);
    // Such a file may list no change of these years at all, and the library would take none to happen.
    const bool yearly = rule_of(name).find(',') != std::string::npos;
    if (yearly && changes.back().at < yearly_changes_end)
        throw file_error(folder + name, 0, 0,
                         "lists the changes of its clocks by a rule only; install zone data that spells them "
                         "out (zic -b fat, as Debian's tzdata)");
    const auto until = yearly ? yearly_changes_end : data_ends;
    std::erase_if(changes, [&](const offset_change& one) { return one.at >= until; });
    return zone(name, zone_data_release(), std::move(changes), until);
}

}  // namespace redress::files
