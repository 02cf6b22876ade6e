// What the demo feeds: sample complaints (schemas/samples) or the rows of a CSV by a mapping, as records
// for Kafka, each with what is expected to become of it. ops/lib/demo_account adds up.
#pragma once

#include "states/instant.hpp"
#include "workflow/ports/publisher.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace redress::app {

struct fed_record {
    std::string label;   // sample, or row of the file
    std::string source;  // CloudEvents source and id
    std::string id;
    std::string expect;  // accepted, duplicate, refused:<code>, dead_letter:<reason>; empty: any
    workflow::outgoing message;
};

/// The samples' source. Configuration lets it state when a complaint was received.
inline constexpr std::string_view demo_source = "/redress/demo";

/// Lines of schemas/samples/README.md. `seed` makes the ids, so that one feed's ids are its own.
/// Throws std::runtime_error naming the line that cannot be read.
[[nodiscard]] std::vector<fed_record> feed_of_samples(std::string_view jsonl, const std::string& topic,
                                                      instant now, std::uint64_t seed);

/// Rows of a CSV by a mapping. A row that the mapping refuses is sent, too, with the reason as CloudEvents
/// attribute `rejected`, so that the engine records it as a dead letter and nothing is left out.
[[nodiscard]] std::vector<fed_record> feed_of_csv(std::string_view csv, std::string_view mapping_toml,
                                                  const std::string& mapping_name, const std::string& topic,
                                                  instant now);

}  // namespace redress::app
