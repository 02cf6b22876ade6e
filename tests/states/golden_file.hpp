// Files of the repository that a test writes anew and compares: what the code says today against what
// a reviewer has read. To accept a difference, run the tests with REDRESS_WRITE_GOLDEN=1 and read
// what `git diff` says.
#pragma once

#include <string>
#include <string_view>

namespace redress::tests {

/// Empty when the file (a path from the root of the tree) holds exactly `expected`; else the first
/// line that differs, and how to accept it. With REDRESS_WRITE_GOLDEN=1 the file is written first.
[[nodiscard]] std::string golden_difference(const std::string& path, std::string_view expected);

}  // namespace redress::tests
