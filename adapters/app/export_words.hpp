// Sentences of an export and of its check, put into words where they are shown: the texts stand in schemas/texts under
// [export], in both languages. One that is not listed here does not compile.
#pragma once

#include "adapters/app/exit_code.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace redress::app {

inline constexpr auto export_words = std::to_array<std::string_view>(
    {"begun_otherwise", "checks", "exporting", "folder_there", "goes_on", "narrow", "next", "no_case",
     "no_heads", "no_seal", "no_value", "no_verifier", "not_signed", "not_whole", "of_others", "one_case",
     "period", "seal_waits", "written"});

struct export_key {
    std::string_view name;
    consteval export_key(const char* of) : name(of)
    {
        if (std::find(export_words.begin(), export_words.end(), name) == export_words.end())
            throw std::logic_error("list the sentence in export_words and give it words");
    }
};

struct export_said {
    export_key key;
    std::map<std::string, std::string> values = {};  // for the places of the text
};

/// No package can be made; says why and what to do.
class export_failed : public std::runtime_error {
public:
    export_failed(exit_code code, export_said what)
        : std::runtime_error(std::string(what.key.name)), code_(code), said_(std::move(what))
    {
    }
    [[nodiscard]] exit_code code() const { return code_; }
    [[nodiscard]] const export_said& what_is_said() const { return said_; }

private:
    exit_code code_;
    export_said said_;
};

}  // namespace redress::app
