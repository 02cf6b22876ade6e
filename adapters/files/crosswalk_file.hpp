// schemas/crosswalks.toml: how codes are said in the taxonomies of others. Throws file_error.
#pragma once

#include "workflow/crosswalk.hpp"

#include <string>

namespace redress::files {

[[nodiscard]] workflow::crosswalks load_crosswalks(const std::string& path);

}  // namespace redress::files
