// The topics as Redress needs them: made by `apply`, compared by `check`. Nothing that exists is
// changed: a difference comes with what to do about it.
#pragma once

#include "adapters/kafka/settings.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace redress::kafka {

struct topic_plan {
    std::string name;
    std::int32_t partitions = 64;
    std::map<std::string, std::string> config;  // cleanup.policy, retention.ms, max.message.bytes
    std::string what;                           // for people
};

/// All topics of interfaces.md, with 64 partitions each.
[[nodiscard]] std::vector<topic_plan> planned_topics(const topic_names& names);

struct topic_difference {
    std::string topic;
    std::string what;    // "missing", "partitions: 12, needs a multiple of 64", ...
    std::string mend;    // a command or what to decide
    bool grave = false;  // false: works, but not as meant
};

struct applied_topics {
    std::vector<std::string> made, there;
};

class topic_admin {
public:
    explicit topic_admin(kafka_settings settings) : settings_(std::move(settings)) {}

    /// Makes what is missing. Throws std::runtime_error that names the topic and the broker's reason.
    applied_topics apply(int replication_factor) const;
    /// Empty: all is as it should be. Throws std::runtime_error when the broker does not answer.
    [[nodiscard]] std::vector<topic_difference> check() const;

private:
    kafka_settings settings_;
};

}  // namespace redress::kafka
