// Whether the broker answers now. Consumer and producer tell of trouble once and then try on in silence; this asks.
#pragma once

#include "adapters/kafka/settings.hpp"

#include <chrono>
#include <memory>

namespace redress::kafka {

/// One thread at a time. Throws std::runtime_error when no client can be made of the settings.
class broker_watch {
public:
    explicit broker_watch(const kafka_settings& settings);
    ~broker_watch();

    /// Waits for an answer as long as that.
    [[nodiscard]] bool answers(std::chrono::milliseconds wait_max);

private:
    struct inside;
    std::unique_ptr<inside> in_;
};

}  // namespace redress::kafka
