// Every dependency, asked alone, and what to do where one does not answer: what is down must not hide what else is.
#pragma once

#include "adapters/app/exit_code.hpp"

#include <cstdint>
#include <functional>
#include <string>

namespace redress::app {

class services;

enum class health_level : std::uint8_t { ok, warning, down };

/// In the language that was asked for.
struct health_line {
    std::string part;
    health_level level{};
    std::string state;  // in words, with what was found
    std::string since;  // of what has a beginning
    std::string last_error, what_to_do;
};

/// What is worst says the code.
exit_code examine_health(services& from, const std::string& language,
                         const std::function<void(const health_line&)>& tell);

}  // namespace redress::app
