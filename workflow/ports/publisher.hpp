// Where outgoing events go. adapters/kafka implements it; tests record.
#pragma once

#include <span>
#include <string>
#include <utility>
#include <vector>

namespace redress::workflow {

struct outgoing {
    std::string topic;
    std::string key;                    // case id
    std::vector<std::pair<std::string, std::string>> headers;  // ce_* and content-type, traceparent
    std::string payload;
};

class publisher {
public:
    virtual ~publisher() = default;
    /// Publishes in order and waits for every delivery report. Returns how many of the first were
    /// delivered without a gap; throws `store_unavailable`-like `publisher_unavailable` when the broker is away.
    [[nodiscard]] virtual std::size_t publish(std::span<const outgoing> messages) = 0;
};

}  // namespace redress::workflow
