#include "adapters/app/web/answer_keeper.hpp"

#include "adapters/app/services.hpp"

#include <utility>

namespace redress::app {

answer_keeper::answer_keeper(const shared_options& shared)
    : shared_(shared), thread_([this](const std::stop_token& stop) { run(stop); })
{
}

void answer_keeper::keep(postgres::answer_of_key what, told then)
{
    {
        const std::lock_guard hold(guard_);
        waiting_.push_back(std::move(what));
        whose_.push_back(std::move(then));
    }
    changed_.notify_one();
}

void answer_keeper::run(const std::stop_token& stop)
{
    services own(shared_);
    std::unique_ptr<postgres::answer_store> store;
    for (;;) {
        std::vector<postgres::answer_of_key> now;
        std::vector<told> whose;
        {
            std::unique_lock hold(guard_);
            if (!changed_.wait(hold, stop, [this] { return !waiting_.empty(); })) return;
            now.swap(waiting_);
            whose.swap(whose_);
        }
        std::vector<bool> kept(now.size(), false);
        std::exception_ptr why;
        try {
            if (!store) store = std::make_unique<postgres::answer_store>(own.database());
            kept = store->keep(now);
        } catch (...) {
            why = std::current_exception();
        }
        for (std::size_t n = 0; n < whose.size(); ++n) whose[n](kept[n], why);
    }
}

}  // namespace redress::app
