// Reads a whole topic by one reader, who remembers in Kafka how far they came: for programs beside the
// engine, such as the channel that the demo plays. What is read and not committed is read again.
#pragma once

#include "adapters/kafka/settings.hpp"
#include "workflow/intake.hpp"

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace redress::kafka {

class topic_reader {
public:
    /// Takes every partition from where `settings.group` committed, else from its beginning. Throws
    /// client_failed, or std::runtime_error when the topic is not there.
    topic_reader(kafka_settings settings, std::string topic);
    ~topic_reader();
    topic_reader(const topic_reader&) = delete;
    topic_reader& operator=(const topic_reader&) = delete;

    /// At most `records_max`; waits up to `wait` for the first. A broker that is away gives nothing.
    [[nodiscard]] std::vector<workflow::raw_record> poll(std::size_t records_max,
                                                         std::chrono::milliseconds wait);
    /// What was polled is dealt with.
    void commit();
    /// Every partition was read to the end that it had then.
    [[nodiscard]] bool at_end() const;

private:
    struct inside;
    std::unique_ptr<inside> in_;
};

}  // namespace redress::kafka
