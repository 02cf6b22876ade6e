// Secrets of the REST desk: made at first use, kept in the database, the same for every process that serves it.
#pragma once

#include <string>

namespace redress::app {
class services;
}

namespace redress::app::rest {

/// 32 bytes. `name`: what it is for, "cursor". Read once a thread: the secret of a database never changes.
[[nodiscard]] const std::string& desk_secret(services& from, const std::string& name);

}  // namespace redress::app::rest
