// What an accepted event was, as clocks hear of it: the event, dispatches, and what machines left and
// entered, each once. A decision and a replay of it say so in the same words.
#pragma once

#include "states/step.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <span>

namespace redress {

class happenings {
public:
    happenings(event_type what, std::optional<letter_kind> left_us, std::span<const move> moves)
    {
        add(trigger_of(what));
        if (left_us) {
            add(dispatched(*left_us));
            add(any_dispatch);
        }
        for (const auto& one : moves) {
            add(left(one.which, one.from));
            add(entered(one.which, one.to));
        }
    }

    [[nodiscard]] std::span<const trigger> all() const { return {list_.data(), size_}; }

private:
    void add(trigger one)
    {
        const auto so_far = all();
        if (std::find(so_far.begin(), so_far.end(), one) == so_far.end()) list_.at(size_++) = one;
    }

    std::array<trigger, 32> list_{};
    std::size_t size_ = 0;
};

}  // namespace redress
