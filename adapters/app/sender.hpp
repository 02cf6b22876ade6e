// The channel that the demo and the tests play: it reads commands to send a letter, sends nothing, and
// reports what a mail or message service would. The same seed reports the same of the same letters.
#pragma once

#include "adapters/json/cloud_event.hpp"
#include "workflow/intake.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace redress::app {

/// The source of its reports; the roster says that it may speak as the channel.
inline constexpr std::string_view sender_source = "/channel/simulated";

struct sender_settings {
    std::uint64_t seed = 1;
    int undelivered_percent = 0;  // of letters sent for the first time; a second try arrives
    std::string command_topic;
};

/// `message_dispatched` or `message_undelivered` for the letter, with an id that a repeat has again.
/// Nothing for a record that is no command to send a letter.
[[nodiscard]] std::optional<json::command_to_send> report_of(const workflow::raw_record& record,
                                                             const sender_settings& settings, instant now);

}  // namespace redress::app
