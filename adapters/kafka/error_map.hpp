// librdkafka's errors become ours here and nowhere else.
#pragma once

#include <librdkafka/rdkafkacpp.h>

#include <stdexcept>
#include <string>
#include <string_view>

namespace redress::kafka {

enum class failure : unsigned char {
    none,
    nothing_new,  // a poll that timed out
    end_of_partition,
    wait,  // broker or network away: librdkafka goes on trying, so do we
    topic_missing,
    position_gone,  // the stored offset is out of the broker's range: an operator decides
    too_large,
    not_allowed,  // authentication, authorization
    broken,       // the client is no longer usable: make a new one
    refused,      // anything else: this call will not work however often it is made
};

[[nodiscard]] failure failure_of(RdKafka::ErrorCode code);
/// For logs and metrics.
[[nodiscard]] std::string_view name_of(failure f);
/// What to do about it, for people; empty when waiting is enough.
[[nodiscard]] std::string fix_of(failure f, const std::string& topic);

/// The client cannot go on: the caller makes a new one, after a pause.
class client_failed : public std::runtime_error {
public:
    client_failed(failure why, const std::string& what) : std::runtime_error(what), why_(why) {}
    [[nodiscard]] failure why() const { return why_; }

private:
    failure why_;
};

}  // namespace redress::kafka
