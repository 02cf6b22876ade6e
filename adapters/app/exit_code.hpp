// How a command ends. Scripts depend on these numbers; they never change their meaning.
#pragma once

#include "adapters/app/said.hpp"

#include <optional>
#include <stdexcept>
#include <string>
#include <utility>

namespace redress::app {

enum class exit_code : int {
    ok = 0,
    failure = 1,
    usage = 2,
    config = 3,
    not_found = 4,
    refused = 5,  // by the machine; reasons and fix stand on stderr
    version_conflict = 6,
    auth = 7,  // no actor, or one who may not
    dependency_down = 8,
    verification_failed = 9,
    partial = 10,  // some of many items did not go through
    interrupted = 130,
};

/// Ends a command with a code and one sentence for stderr that says what to do next.
class command_failed : public std::runtime_error {
public:
    command_failed(exit_code code, const std::string& sentence) : std::runtime_error(sentence), code_(code) {}
    /// In the language of whoever looks, where there are texts.
    command_failed(exit_code code, said what)
        : std::runtime_error(in_words(what)), code_(code), said_(std::move(what))
    {
    }
    [[nodiscard]] exit_code code() const { return code_; }
    [[nodiscard]] const std::optional<said>& what_is_said() const { return said_; }

private:
    exit_code code_;
    std::optional<said> said_;
};

}  // namespace redress::app
