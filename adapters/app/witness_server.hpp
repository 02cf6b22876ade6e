// A witness (C2SP tlog-witness): a small process with a key and a store of its own, which cosigns what grows from what
// it cosigned before. It needs nothing else of Redress, and runs where the database's keepers have no say.
//
// One thread: what it remembers of a log is read, decided on and kept on disk before the next request is looked at, so
// that two requests at once cannot roll it back. A lock on the store keeps a second witness out of it.
#pragma once

#include "workflow/log/note.hpp"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace redress::app {

struct witness_settings {
    std::string listen;  // address:port; port 0: any free one
    std::string store;   // folder, made when it is missing
    tlog::private_key key;
    std::vector<tlog::public_key> logs;
};

/// Serves until a signal says stop. `ready` is told the address. Throws std::runtime_error when the address or the
/// store cannot be had.
void serve_witness(const witness_settings& settings,
                   const std::function<void(const std::string& address)>& ready);

}  // namespace redress::app
