// What a package says of itself: its manifest, and how a stranger checks it.
#pragma once

#include "adapters/app/export_package.hpp"
#include "adapters/postgres/tree_store.hpp"

#include <filesystem>
#include <span>
#include <string>

namespace redress::app {

/// Canonical JSON (schemas/export/README.md). `folder`: the package, all but the manifest written.
[[nodiscard]] std::string manifest_of(const export_request& request, const std::string& origin,
                                      const postgres::kept_checkpoint& tree,
                                      std::span<const postgres::kept_seal> seals, const export_result& made,
                                      const std::filesystem::path& folder);

/// For VERIFY.txt, in English and Chinese.
[[nodiscard]] std::string how_to_verify(const std::string& origin);

}  // namespace redress::app
