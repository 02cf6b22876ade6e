// How we connect: the operator's URL with our role and settings added, as a libpq connection string.
//
// Settings travel in the connection string and never in a SET, so that a connection made anew can
// not forget them.
#pragma once

#include <string>
#include <string_view>

namespace redress::postgres {

struct session_settings {
    std::string role;  // group role to act in; empty: the URL's own user
    std::string application = "redress";
    /// Every statement finds its rows by an index in that index's order. Tables grow faster than their
    /// statistics, and a plan made on none sorted all that was due for the oldest few.
    bool goes_by_key = false;
    std::string
        plan_cache_mode;  // empty: the server's default; force_generic_plan breaks a distributed database
};

/// Throws store_unavailable when `url` is no connection URI or string.
[[nodiscard]] std::string connection_text(std::string_view url, const session_settings& settings = {});

}  // namespace redress::postgres
