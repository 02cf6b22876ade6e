// The IANA zone data of this machine, as states/zone.hpp wants it. A zone that the data of the machine
// cannot tell for the years asked for is an error.
#pragma once

#include "states/zone.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace redress::files {

/// The changes of an IANA zone from 1970 on: to the end of 2099, or of 2036 where clocks are set every
/// year, because the system's compiled files list such changes no further. Nothing when there is no
/// zone of that name.
[[nodiscard]] std::optional<zone> load_zone(const std::string& name);

/// The same as a TOML file, so that it can be kept for the clocks that were counted by it, and back.
[[nodiscard]] std::string write_zone(const zone& from);
/// Throws `file_error`.
[[nodiscard]] zone parse_zone(std::string_view toml_bytes, const std::string& name);

/// Release of the zone data, such as "2025b"; "unknown" where the machine does not say.
[[nodiscard]] const std::string& zone_data_release();

}  // namespace redress::files
