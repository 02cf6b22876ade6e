// "My record": all that somebody sent us and all that we sent them, from the case's history. Like the status it is a
// type that can hold nothing else: which events and which of their words are told stands in one list here.
#pragma once

#include "adapters/postgres/case_queries.hpp"
#include "states/complaint.hpp"
#include "states/events.hpp"

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace redress::app {

struct record_line {
    instant at;
    bool yours = false;  // sent by them or for them; else by us
    event_type what{};
    std::vector<std::pair<field, std::string>> words;  // in the order of the fields; of a list one each
    std::optional<letter_kind> letter;
    std::string letter_id;
    std::string subject, text;  // of a letter, as they read it; empty when its words are gone
};

/// Writes a letter of the case by its id; empty texts when its words are gone or cannot be written.
using letter_writer = std::function<std::pair<std::string, std::string>(const letter&)>;

/// In the order in which it happened. `entries`: the case's, from the first on. Throws std::runtime_error for an
/// entry that cannot be read.
[[nodiscard]] std::vector<record_line> own_record(std::span<const postgres::timeline_entry> entries,
                                                  std::span<const postgres::private_text> texts,
                                                  const std::vector<letter>& letters,
                                                  const letter_writer& write);

}  // namespace redress::app
