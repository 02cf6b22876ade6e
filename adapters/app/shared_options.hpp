// What every command shares, apart from the command line itself, so that whoever takes a request needs no parser
// of options.
#pragma once

#include "adapters/app/config.hpp"
#include "adapters/app/output.hpp"
#include "states/vocabulary.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace redress::app {

class colleague_watch;

/// Options that stand before or after any command.
struct shared_options {
    std::string config_file;
    std::vector<std::string> settings;
    std::string format;              // empty: table on a terminal, else json
    std::string language;            // empty: of the locale
    std::string as;                  // actor
    std::string role;                // which of the actor's roles; empty: the first that may
    std::optional<role_set> within;  // of the actor's roles only these: what a token was made for
    bool nobody = false;  // a request that nobody signed in for: the account that runs us speaks for no one
    bool quiet = false;
    bool verbose = false;
    bool no_color = false;
    bool yes = false;       // answers every question
    bool no_input = false;  // never asks
    std::shared_ptr<colleague_watch>
        people;  // of a process that runs on; null: who is away is read at its first use

    [[nodiscard]] config load() const;
    [[nodiscard]] output_format output() const;
    [[nodiscard]] std::string lang() const;  // "zh-CN" or "en"
};

}  // namespace redress::app
