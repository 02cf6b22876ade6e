// What a bench program is told: name=value words, each with a default. A name that the program does
// not know ends it with exit code 2, so that a typo never measures something else.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace redress::bench {

using option_list = std::vector<std::pair<std::string, std::string>>;

class options {
public:
    options(int argc, char** argv, const option_list& defaults);

    [[nodiscard]] const std::string& text(const std::string& name) const { return values_.at(name); }
    [[nodiscard]] std::int64_t integer(const std::string& name) const { return std::stoll(text(name)); }
    [[nodiscard]] int count(const std::string& name) const { return std::stoi(text(name)); }
    [[nodiscard]] double real(const std::string& name) const { return std::stod(text(name)); }

private:
    std::map<std::string, std::string> values_;
};

}  // namespace redress::bench
