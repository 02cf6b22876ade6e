// What a query asks for, put together from what somebody filters by. Private to the queries.
#pragma once

#include "adapters/postgres/session.hpp"
#include "states/instant.hpp"

#include <cstdint>
#include <string>
#include <utility>

namespace redress::postgres {

inline std::int64_t micros(instant at)
{
    return at.time_since_epoch().count();
}

/// A condition list with its parameters, numbered as they come.
struct conditions {
    std::string text;
    pqxx::params values;
    int count = 0;

    template <class T>
    std::string value(T&& one)
    {
        values.append(std::forward<T>(one));
        return "$" + std::to_string(++count);
    }
    void add(const std::string& one) { text += (text.empty() ? " WHERE " : " AND ") + one; }
    [[nodiscard]] std::string time(instant at)
    {
        return "(timestamptz 'epoch' + " + value(micros(at)) + "::bigint * interval '1 microsecond')";
    }
};

struct case_filter;

/// What of closed cases stands in no column, looked for in the bytes of the facts (cases_by_facts.cpp): leaves out nearly
/// all that do not fit, and none that does.
void add_facts(conditions& where, const case_filter& filter);

}  // namespace redress::postgres
