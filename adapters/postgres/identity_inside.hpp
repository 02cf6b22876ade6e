// How the stores of identity say times and digests in SQL. Private to them.
#pragma once

#include "adapters/postgres/session.hpp"
#include "states/complaint.hpp"
#include "states/instant.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace redress::postgres {

inline std::string micros(std::string_view expression)
{
    return "(extract(epoch FROM " + std::string(expression) + ") * 1000000)::bigint";
}
inline instant time_in(const pqxx::field& in_micros)
{
    return instant(duration(in_micros.as<std::int64_t>()));
}
inline std::optional<instant> maybe_time_in(const pqxx::field& in_micros)
{
    return in_micros.is_null() ? std::nullopt : std::optional(time_in(in_micros));
}
inline std::string_view bytes_of(const digest& of)
{
    return {reinterpret_cast<const char*>(of.data()), of.size()};
}

}  // namespace redress::postgres
