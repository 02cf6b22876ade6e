// Publishes what the buckets say, in position order, and remembers how far it came. The mark moves
// after the delivery reports, so a pass that dies publishes again: at least once, and the same bytes.
#pragma once

#include "workflow/letter_command.hpp"
#include "workflow/outgoing.hpp"

#include <cstdint>
#include <string>

namespace redress::workflow {

struct relay_settings {
    outgoing_settings outgoing;
    std::string notify_topic = "redress.notify.command.v1";
    std::string reader = "relay";
    std::string holder;            // this process: a name that no other has
    int bucket_entries_max = 500;  // of one bucket in one pass
    std::size_t pass_messages_max = 4000;
};

struct relay_counts {
    std::uint64_t events = 0;  // accepted events published
    std::uint64_t refusals = 0;
    std::uint64_t notices = 0;         // of dead letters
    std::uint64_t letters = 0;         // commands to send one
    std::uint64_t skipped = 0;         // entries that go nowhere
    std::uint64_t behind = 0;          // entries still unread after the pass, as the heads said before it
    std::uint64_t held_elsewhere = 0;  // buckets whose lease another relay holds
    [[nodiscard]] std::uint64_t published() const { return events + refusals + notices + letters; }
};

class relay {
public:
    relay(entry_reader& reader, publisher& to, refusal_words words, relay_settings settings);

    /// One pass over the buckets that have something new. Call again at once while `behind` is not 0.
    /// Throws publisher_unavailable (nothing went out), store_unavailable, or
    /// std::runtime_error for an entry that cannot be read: the pass stops there and nothing is skipped.
    relay_counts pass();

    /// Gives the leases back, so that another relay need not wait for them to run out.
    void release();

private:
    entry_reader& reader_;
    publisher& to_;
    refusal_words words_;
    relay_settings settings_;
    std::size_t first_ = 0;  // bucket to begin with: all get their turn under load
};

}  // namespace redress::workflow
