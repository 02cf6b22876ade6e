#include "adapters/http/switchboard.hpp"

#include "adapters/http/connection.hpp"
#include "workflow/identity/throttle.hpp"

#include <boost/asio/post.hpp>

#include <algorithm>
#include <iterator>
#include <stdexcept>
#include <utility>

namespace redress::http {

switchboard::switchboard(endpoint_table table, server_settings given)
    : how(std::move(given)), routes(std::move(table))
{
    const auto needed = [](const endpoint& row) { return row.needs != needs::nobody; };
    const auto row = std::ranges::find_if(routes.table(), needed);
    if (row != routes.table().end() && !how.authorise)
        throw std::invalid_argument("endpoint " + std::string(row->path) +
                                    ": needs somebody to be signed in, and nothing here can tell");
}

std::optional<switchboard::place> switchboard::join(const ip::address& peer)
{
    place mine;
    if (!how.proxies.contains(peer)) mine.network = workflow::network_of(peer.to_string());
    const std::lock_guard hold(guard_);
    if (!mine.network.empty()) {
        auto& count = by_network_[mine.network];
        if (count >= how.within.connections_per_network) {
            ++turned_away_;
            return std::nullopt;
        }
        ++count;
    }
    ++open_;
    ++taken_;
    mine.at = working_.emplace(working_.end());
    return mine;
}

void switchboard::seated(place& mine, const std::shared_ptr<connection>& one)
{
    const std::lock_guard hold(guard_);
    *mine.at = one;
}

void switchboard::leave(place& mine)
{
    {
        const std::lock_guard hold(guard_);
        (mine.resting ? resting_ : working_).erase(mine.at);
        --open_;
        if (!mine.network.empty()) {
            const auto count = by_network_.find(mine.network);
            if (--count->second == 0) by_network_.erase(count);
        }
    }
    changed_.notify_all();
    ask_again();
}

void switchboard::rests(place& mine)
{
    {
        const std::lock_guard hold(guard_);
        if (mine.resting) return;
        resting_.splice(resting_.end(), working_, mine.at);
        mine.resting = true;
    }
    changed_.notify_all();
    ask_again();
}

void switchboard::works(place& mine)
{
    const std::lock_guard hold(guard_);
    if (!mine.resting) return;
    working_.splice(working_.end(), resting_, mine.at);
    mine.resting = false;
}

void switchboard::deliver(const std::shared_ptr<connection>& to, std::uint64_t turn, response with)
{
    if (context.get_executor().running_in_this_thread()) return to->take(turn, std::move(with));
    {
        const std::lock_guard hold(delivering_);
        if (closed()) return;
        delivered_.push_back({to, turn, std::move(with)});
        if (delivered_.size() > 1) return;  // somebody is on the way
    }
    boost::asio::post(context, [this] { take_up(); });
}

void switchboard::take_up()
{
    std::vector<delivery> mine;
    bool more = false;
    {
        const std::lock_guard hold(delivering_);
        // Half of them, and another thread the rest.
        const auto until = delivered_.begin() + static_cast<std::ptrdiff_t>((delivered_.size() + 1) / 2);
        mine.assign(std::make_move_iterator(delivered_.begin()), std::make_move_iterator(until));
        delivered_.erase(delivered_.begin(), until);
        more = !delivered_.empty();
    }
    if (more) boost::asio::post(context, [this] { take_up(); });
    for (auto& one : mine) one.to->take(one.turn, std::move(one.with));
}

void switchboard::close()
{
    std::vector<delivery> nobody_takes_them;
    const std::lock_guard hold(delivering_);
    closed_.store(true);
    nobody_takes_them.swap(delivered_);
}

void switchboard::ask_again()
{
    if (wanted_.exchange(false) && room) room();
}

bool switchboard::has_room()
{
    std::shared_ptr<connection> longest;
    {
        const std::lock_guard hold(guard_);
        if (open_ < how.within.connections_max) return true;
        wanted_ = true;
        for (const auto& one : resting_)
            if ((longest = one.lock())) break;
        if (longest) ++made_room_;
    }
    if (longest) longest->yield_place();
    return false;
}

void switchboard::wait_idle(std::chrono::milliseconds most)
{
    std::unique_lock hold(guard_);
    changed_.wait_for(hold, most, [this] { return working_.empty(); });
}

std::vector<std::shared_ptr<connection>> switchboard::everyone() const
{
    std::vector<std::shared_ptr<connection>> out;
    const std::lock_guard hold(guard_);
    for (const auto* list : {&working_, &resting_})
        for (const auto& one : *list)
            if (auto there = one.lock()) out.push_back(std::move(there));
    return out;
}

server_counts switchboard::counts() const
{
    const std::lock_guard hold(guard_);
    return {open_, working_.size(), taken_, turned_away_, made_room_, too_late_.load()};
}

void switchboard::trouble(std::string_view code, const std::string& detail, std::string_view trace_id) const
{
    if (how.trouble) how.trouble(code, detail, trace_id);
}

void switchboard::observed(const observation& what) const
{
    if (how.observed) how.observed(what);
}

}  // namespace redress::http
