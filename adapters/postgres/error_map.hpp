// SQLSTATEs become ours here and nowhere else (table test: tests/adapters/postgres/error_map_test).
#pragma once

#include <string>
#include <string_view>

namespace redress::postgres {

enum class failure_kind {
    rejected,  // the database refuses what we say (22, 23, 42, 54): our own code is wrong, it counts as a try
    retry,     // nothing wrong with the connection: deadlock, lock wait, cancelled statement
    connection_lost,  // everything else, also what is unknown: drop the connection, wait, try again
};

[[nodiscard]] failure_kind failure_of(std::string_view sqlstate);

/// Throws write_rejected or store_unavailable, with the operation's name first.
[[noreturn]] void throw_failure(std::string_view operation, std::string_view sqlstate,
                                std::string_view message);

}  // namespace redress::postgres
