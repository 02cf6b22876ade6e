// Publishes with an idempotent producer, acks=all: each partition gets its messages once and in
// order for as long as the client lives; a client that fails for good is replaced by a new one.
#pragma once

#include "adapters/kafka/settings.hpp"
#include "workflow/ports/publisher.hpp"

#include <memory>

namespace redress::kafka {

/// One thread at a time.
class producer final : public workflow::publisher {
public:
    explicit producer(kafka_settings settings, trouble told = {});
    ~producer() override;

    [[nodiscard]] std::size_t publish(std::span<const workflow::outgoing> messages) override;

    /// How often a client was thrown away and made anew.
    [[nodiscard]] std::uint64_t renewals() const;

private:
    struct inside;
    std::unique_ptr<inside> in_;
};

}  // namespace redress::kafka
