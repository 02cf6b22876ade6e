#include "adapters/app/serve_log.hpp"

#include "adapters/app/history_replay.hpp"
#include "adapters/app/log.hpp"
#include "adapters/app/services.hpp"

#include <algorithm>
#include <exception>

namespace redress::app {
namespace {

using clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

constexpr int heartbeat_turns = 10;  // of turns in which nothing happened, the one that signs again
constexpr auto seal_asked_every = 1min;
constexpr auto log_back_off = 5s;

}  // namespace

void keep_log_until(const std::stop_token& stop, const log_thread_parts& with, wake& woken)
{
    auto& [keeper, commands, state, counted, cadence, seal_age] = with;
    auto next_seal = clock::now();
    auto signed_at = clock::now();
    bool ours = true;
    int idle = 0;
    for (bool last = false; !last;) {
        last = stop.stop_requested();
        auto pause = cadence;
        try {
            const auto now = keeper.turn(++idle >= heartbeat_turns);
            if (now.signed_at != clock::time_point{} && now.signed_at != signed_at) {
                signed_at = now.signed_at;
                idle = 0;
            }
            ours = now.ours;
            counted.tree(static_cast<double>(now.behind), static_cast<double>(now.size));
            if (now.ours && clock::now() >= next_seal) {
                next_seal = clock::now() + seal_asked_every;
                if (const auto sealed = keeper.seal_after(seal_age))
                    (void)commands.push(
                        command_queue::note{"index.sealed",
                                            engine_actor(),
                                            {{"size", std::to_string(sealed->size)},
                                             {"root", hex_of(sealed->root)},
                                             {"cases", std::to_string(sealed->cases)}}},
                        [](const std::vector<workflow::answer>&, const std::exception_ptr&) {});
            }
            state.good("log");
        } catch (const std::exception& failed) {
            const bool grave = dynamic_cast<const rolled_back*>(&failed) != nullptr ||
                               dynamic_cast<const postgres::log_broken*>(&failed) != nullptr;
            if (state.bad("log", failed.what())) {
                log(grave ? log_level::error : log_level::warn, grave ? "log_not_signed" : "log_failed",
                    failed.what());
                if (grave) counted.alarm("log_not_signed");
            }
            pause = std::max<std::chrono::milliseconds>(cadence, log_back_off);
        }
        // Also while nothing can be signed. Of what another process keeps, that process tells.
        counted.checkpoint_age(ours ? std::chrono::duration<double>(clock::now() - signed_at).count() : 0);
        if (!last) woken.wait(pause);
    }
    try {
        keeper.release();
    } catch (const std::exception& failed) {
        log(log_level::warn, "log_release_failed", failed.what());  // the lease runs out by itself
    }
}

void replay_until(const std::stop_token& stop, const std::string& url, std::int64_t cases_per_minute,
                  health& state, metrics& counted, wake& woken)
{
    constexpr postgres::history_pages small{.cases = 20, .entries = 400};
    bool same = true;  // once something differed, only a whole pass that finds nothing says otherwise
    while (!stop.stop_requested()) {
        try {
            history_replay pass(url, instant{}, small);
            std::int64_t before = 0;
            bool same_now = true;
            for (bool more = true; more && !stop.stop_requested();) {
                more = pass.next([&](const workflow::replay_difference& found) {
                    same = same_now = false;
                    counted.alarm("history_differs");
                    const auto which = to_string(found.id), entry = std::to_string(found.cseq);
                    log(log_level::error, "history_differs", found.what, {{"case", which}, {"cseq", entry}});
                    (void)state.bad("replay", "case " + which + ", entry " + entry + ": " + found.what);
                });
                const auto done = pass.cases() - before;
                before = pass.cases();
                counted.replayed(static_cast<double>(done));
                if (!more) same = same_now;
                if (same) state.good("replay");
                woken.wait(
                    std::chrono::milliseconds(std::max<std::int64_t>(done, 1) * 60'000 / cases_per_minute));
            }
        } catch (const std::exception& failed) {
            // What was found to differ stays in sight.
            if (same && state.bad("replay", failed.what()))
                log(log_level::warn, "replay_failed", failed.what());
        }
        if (!stop.stop_requested()) woken.wait(1min);
    }
}

}  // namespace redress::app
