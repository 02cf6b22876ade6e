#include "tests/bench/options.hpp"

#include <cstdio>
#include <cstdlib>

namespace redress::bench {

options::options(int argc, char** argv, const option_list& defaults)
    : values_(defaults.begin(), defaults.end())
{
    for (int i = 1; i < argc; ++i) {
        const std::string word = argv[i];
        const auto equals = word.find('=');
        const auto known = values_.find(word.substr(0, equals));
        if (equals == std::string::npos || known == values_.end()) {
            std::fprintf(stderr, "%s: unknown '%s'; known, with their defaults:\n", argv[0], word.c_str());
            for (const auto& [name, value] : values_)
                std::fprintf(stderr, "  %s=%s\n", name.c_str(), value.c_str());
            std::exit(2);
        }
        known->second = word.substr(equals + 1);
    }
}

}  // namespace redress::bench
