// Between the threads that talk HTTP and the writer: commands wait here until the writer is free, and then
// go in one batch. Nothing is waited for on purpose: what comes while a batch is written makes the next one.
#pragma once

#include "workflow/command.hpp"

#include <cstddef>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace redress::app {

class command_queue {
public:
    /// What became of the commands of one call, or why nobody knows: given again under the same ids, what was
    /// written after all is answered from its entries.
    using told = std::function<void(std::vector<workflow::answer>, std::exception_ptr)>;

    explicit command_queue(std::size_t commands_max = 2000, std::function<void()> woken = {})
        : commands_max_(commands_max), woken_(std::move(woken))
    {
    }

    /// An entry of no case: who looked at what, which operator did what.
    struct note {
        std::string type;
        actor who;
        std::vector<std::pair<std::string, std::string>> data;
    };

    /// False when it is full or closed: `then` is not kept. Else `then` is called once, by the writer's thread.
    [[nodiscard]] bool push(std::vector<workflow::command> commands, told then);
    /// The same; there are no answers to it.
    [[nodiscard]] bool push(note what, told then);
    void close();

    // --- the writing thread ---
    struct filled {
        workflow::batch work;
        std::vector<std::pair<std::size_t, told>> calls;  // how many of its records, in order, are whose
    };
    /// Everything that waits up to `records_max`, whole calls; nothing when there is none.
    [[nodiscard]] std::optional<filled> take(std::size_t records_max);
    /// The oldest entry of no case that waits.
    [[nodiscard]] std::optional<std::pair<note, told>> take_note();
    [[nodiscard]] bool waiting() const;

    /// Tells each call its part of the answers.
    static void tell(filled& batch, std::vector<workflow::answer> answers);
    static void fail(filled& batch, const std::exception_ptr& why);

private:
    struct call {
        std::vector<workflow::command> commands;
        told then;
    };
    const std::size_t commands_max_;
    const std::function<void()> woken_;
    mutable std::mutex guard_;
    std::deque<call> calls_;
    std::deque<std::pair<note, told>> notes_;
    std::size_t commands_ = 0;
    bool closed_ = false;
};

}  // namespace redress::app
