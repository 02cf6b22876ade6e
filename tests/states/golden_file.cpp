#include "tests/states/golden_file.hpp"

#include <cstdlib>
#include <fstream>
#include <sstream>

namespace redress::tests {
namespace {

std::string content_of(const std::string& path)
{
    std::ifstream in(path, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

}  // namespace

std::string golden_difference(const std::string& path, std::string_view expected)
{
    const char* write = std::getenv("REDRESS_WRITE_GOLDEN");
    if (write != nullptr && std::string_view(write) == "1") {
        std::ofstream out(path, std::ios::binary | std::ios::trunc);
        out << expected;
    }
    const auto stored = content_of(path);
    if (stored == expected) return {};

    std::istringstream before(stored);
    std::istringstream now{std::string(expected)};
    std::string was;
    std::string is;
    for (int line = 1;; ++line) {
        const bool more_before = static_cast<bool>(std::getline(before, was));
        const bool more_now = static_cast<bool>(std::getline(now, is));
        if (more_before == more_now && more_before && was == is) continue;
        std::ostringstream text;
        text << path << ", line " << line << "\n  has:     " << (more_before ? was : "(end)")
             << "\n  now is:  " << (more_now ? is : "(end)")
             << "\nRun the tests with REDRESS_WRITE_GOLDEN=1 to write it, and review `git diff`.";
        return text.str();
    }
}

}  // namespace redress::tests
