#include "adapters/app/web/command_queue.hpp"

#include <iterator>
#include <utility>

namespace redress::app {

bool command_queue::push(std::vector<workflow::command> commands, told then)
{
    {
        const std::lock_guard hold(guard_);
        // One call is taken by an empty queue however long it is.
        if (closed_ || (commands_ > 0 && commands_ + commands.size() > commands_max_)) return false;
        commands_ += commands.size();
        calls_.push_back({std::move(commands), std::move(then)});
    }
    if (woken_) woken_();
    return true;
}

bool command_queue::push(note what, told then)
{
    {
        const std::lock_guard hold(guard_);
        if (closed_ || notes_.size() >= commands_max_) return false;
        notes_.emplace_back(std::move(what), std::move(then));
    }
    if (woken_) woken_();
    return true;
}

void command_queue::close()
{
    const std::lock_guard hold(guard_);
    closed_ = true;
}

bool command_queue::waiting() const
{
    const std::lock_guard hold(guard_);
    return !calls_.empty() || !notes_.empty();
}

std::optional<command_queue::filled> command_queue::take(std::size_t records_max)
{
    filled next;
    next.work.kind = workflow::batch_kind::commands;
    const std::lock_guard hold(guard_);
    while (!calls_.empty()) {
        auto& oldest = calls_.front();
        if (!next.calls.empty() && next.work.records.size() + oldest.commands.size() > records_max) break;
        commands_ -= oldest.commands.size();
        next.calls.emplace_back(oldest.commands.size(), std::move(oldest.then));
        for (auto& one : oldest.commands) next.work.records.emplace_back(std::move(one));
        calls_.pop_front();
    }
    if (next.calls.empty()) return std::nullopt;
    return next;
}

std::optional<std::pair<command_queue::note, command_queue::told>> command_queue::take_note()
{
    const std::lock_guard hold(guard_);
    if (notes_.empty()) return std::nullopt;
    auto oldest = std::move(notes_.front());
    notes_.pop_front();
    return oldest;
}

void command_queue::tell(filled& batch, std::vector<workflow::answer> answers)
{
    auto from = std::make_move_iterator(answers.begin());
    for (auto& [records, then] : batch.calls) {
        const auto until = from + static_cast<std::ptrdiff_t>(records);
        then({from, until}, nullptr);
        from = until;
    }
}

void command_queue::fail(filled& batch, const std::exception_ptr& why)
{
    for (auto& [records, then] : batch.calls) then({}, why);
}

}  // namespace redress::app
