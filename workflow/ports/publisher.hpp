// Where outgoing events go. adapters/kafka implements it; tests record.
#pragma once

#include <span>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace redress::workflow {

struct outgoing {
    std::string topic;
    std::string key;                                           // case id
    std::vector<std::pair<std::string, std::string>> headers;  // ce_* and content-type, traceparent
    std::string payload;
};

/// The broker is away: what was not delivered goes out again later.
class publisher_unavailable : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

class publisher {
public:
    virtual ~publisher() = default;
    /// Publishes in order and waits for every delivery report. Returns how many of the first were
    /// delivered without a gap, fewer than all when the broker refused or went away on the way; throws
    /// `publisher_unavailable` when none was.
    [[nodiscard]] virtual std::size_t publish(std::span<const outgoing> messages) = 0;
};

}  // namespace redress::workflow
