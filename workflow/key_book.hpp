// Who has been here already: the keys of one batch, and in slow form those of the history. Decides,
// before any machine does, whether a command is new, a repeat, or an id used for something else.
// Private to workflow.
#pragma once

#include "workflow/command.hpp"
#include "workflow/ports/case_store.hpp"

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

namespace redress::workflow {

/// What a known entry says to somebody who sends the same command again.
[[nodiscard]] answer answer_of(std::string_view body);

class key_book {
public:
    /// Forgets everything and makes room for `records` keys of a batch.
    void clear(std::size_t records);
    /// Takes in what the history holds (slow form).
    void learn(const std::vector<known_entry>& entries);

    struct finding {
        enum class verdict : std::uint8_t {
            fresh,
            repeat,     // same source, id and content
            reused,     // same source and id, other content: the refusal ID_REUSE takes the next key
            exhausted,  // reused so often that no key is left
        } is{};
        std::int64_t key = 0;           // to take, when fresh or reused
        const answer* known = nullptr;  // of a repeat from the history
        std::size_t place = 0;          // of a repeat within the batch: place of the earlier answer
    };
    /// Looks under each of the four keys that the digest of a source gives.
    [[nodiscard]] finding look(const chain_id& chain, const source_ref& from,
                               const redress::digest& source) const;

    /// Whether the history must also be asked for the key after this one: it holds this one under
    /// another source, or with other content.
    [[nodiscard]] bool goes_on(const chain_id& chain, const source_ref& from, std::int64_t key) const;

    /// Takes a key for an entry of this batch. `from` must live as long as the batch.
    void take(const chain_id& chain, std::int64_t key, const source_ref& from, std::size_t place);

private:
    struct taken {
        chain_id chain{};
        std::int64_t key = 0;
        const source_ref* from = nullptr;
        std::size_t place = 0;
    };
    struct recorded {
        chain_id chain{};
        source_ref from;
        answer said;
    };
    [[nodiscard]] const taken* in_batch(const chain_id& chain, std::int64_t key) const;
    [[nodiscard]] const recorded* in_history(const chain_id& chain, std::int64_t key) const;

    std::vector<std::uint32_t> table_;  // open addressing: 1 + place in taken_, 0 for free
    std::vector<taken> taken_;
    std::unordered_multimap<std::int64_t, recorded> history_;
};

}  // namespace redress::workflow
