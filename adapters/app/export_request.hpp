// What an export is of and for whom: its scope decides which entries, its profile what stands beside them for reading.
#pragma once

#include "states/ids.hpp"

#include <boost/json/fwd.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace redress::app {

enum class export_kind : std::uint8_t { full, cases, period, category, policy, actor };
inline constexpr std::array<std::string_view, 6> export_kind_names = {"full",     "case",   "period",
                                                                      "category", "policy", "actor"};
[[nodiscard]] std::optional<export_kind> parse_export_kind(std::string_view name);
[[nodiscard]] std::string_view name_of(export_kind kind);

/// Entries are proven whole or not at all, so a profile leaves out of `lines` and `mining` alone.
struct export_profile {
    std::string_view name;
    bool named_cases;   // of cases that are named, and nothing wider
    bool names_staff;   // by their ids; else by their roles
    bool tells_inside;  // refusals, and entries of no case: processes, operators, readings
    std::string_view meaning;
};
inline constexpr auto export_profiles = std::to_array<export_profile>({
    {"complainant", true, false, false,
     "one case; staff by their roles, what happened and nothing that was refused"},
    {"ombudsman", true, true, false, "named cases; what happened and who did it"},
    {"regulator", false, true, false, "any scope; what happened and who did it"},
    {"court", false, true, true, "any scope; refusals and entries of no case, too"},
});
[[nodiscard]] const export_profile& export_profile_called(std::string_view name);

struct export_request {
    export_kind kind = export_kind::full;
    std::vector<std::string> values;  // case ids, categories, policy ids or staff ids
    std::string from, until;          // of a period: filed at or after, and before; instants as in entries
    std::set<std::string> formats;    // jsonl, csv, xes
    std::string profile, purpose, by, tenant;
    std::string made;  // instant
};

/// Whether an entry makes its case one of those that are asked for. Not asked of a whole log, nor of named cases.
[[nodiscard]] bool chooses(const export_request& asked, std::string_view body);
/// The case of an entry of a case; nothing of any other.
[[nodiscard]] std::optional<case_id> case_of_entry(const boost::json::object& entry);

}  // namespace redress::app
