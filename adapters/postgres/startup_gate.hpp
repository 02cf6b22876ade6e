// Whether this database may carry complaints: durable, of our schema, with our grants. Asked once
// before serving; whoever finds a refusal does not serve.
#pragma once

#include <chrono>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace redress::postgres {

struct gate_finding {
    bool refuses = true;   // false: a warning
    std::string code;      // stable: "fsync_off", "schema_behind", ...
    std::string sentence;  // what is wrong and how to mend it, in English
    std::map<std::string, std::string>
        args{};  // what the sentence says of this database, for other languages
};

/// Empty when all is well. Throws store_unavailable when the database cannot be asked.
[[nodiscard]] std::vector<gate_finding> startup_gate(
    std::string_view url, std::string_view plan_cache_mode = "force_generic_plan",
    std::chrono::milliseconds clock_skew_max = std::chrono::seconds(2));

}  // namespace redress::postgres
