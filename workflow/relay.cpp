#include "workflow/relay.hpp"

#include <algorithm>
#include <exception>
#include <utility>

namespace redress::workflow {
namespace {

/// What was read of one bucket, and where its messages stand among those of the pass.
struct portion {
    std::int16_t bucket = 0;
    std::int64_t epoch = 0;
    std::int64_t mark = 0;
    std::size_t first = 0;                                   // messages of the pass before this bucket's
    std::vector<std::pair<std::int64_t, std::size_t>> ends;  // (position, messages up to and with it)
    std::int64_t reached = 0;                                // last position whose messages were delivered
};

std::string_view type_of(const outgoing& message)
{
    for (const auto& [name, value] : message.headers)
        if (name == "ce_type") return value;
    return {};
}

}  // namespace

relay::relay(entry_reader& reader, publisher& to, refusal_words words, relay_settings settings)
    : reader_(reader), to_(to), words_(std::move(words)), settings_(std::move(settings))
{
}

relay_counts relay::pass()
{
    relay_counts counts;
    auto lags = reader_.behind(settings_.reader);
    std::erase_if(lags, [](const lag& l) { return l.head <= l.mark; });
    std::ranges::sort(lags, {}, &lag::bucket);
    if (!lags.empty())
        std::rotate(lags.begin(), lags.begin() + static_cast<std::ptrdiff_t>(first_++ % lags.size()),
                    lags.end());

    std::vector<outgoing> messages;
    std::vector<portion> portions;
    std::exception_ptr unreadable;
    for (const auto& lag : lags) {
        counts.behind += static_cast<std::uint64_t>(lag.head - lag.mark);
        if (messages.size() >= settings_.pass_messages_max || unreadable) continue;
        const auto epoch = reader_.lease(settings_.reader, lag.bucket, settings_.holder);
        if (!epoch) {
            ++counts.held_elsewhere;
            counts.behind -= static_cast<std::uint64_t>(lag.head - lag.mark);
            continue;
        }
        portion part{.bucket = lag.bucket,
                     .epoch = *epoch,
                     .mark = lag.mark,
                     .first = messages.size(),
                     .reached = lag.mark};
        for (const auto& entry : reader_.after(lag.bucket, lag.mark, settings_.bucket_entries_max)) {
            try {
                auto outcome = outgoing_of(entry, settings_.outgoing, words_);
                auto letter =
                    outcome ? letter_command_of(entry, *outcome, settings_.notify_topic) : std::nullopt;
                if (outcome) messages.push_back(*std::move(outcome));
                if (letter) messages.push_back(*std::move(letter));
            } catch (const std::runtime_error&) {
                unreadable = std::current_exception();  // what stands before it still goes out
                break;
            }
            part.ends.emplace_back(entry.pos, messages.size());
        }
        portions.push_back(std::move(part));
    }

    std::size_t delivered = 0;
    if (!messages.empty()) delivered = to_.publish(messages);

    for (auto& part : portions) {
        std::uint64_t silent = 0;
        auto before = part.first;
        for (const auto& [pos, count] : part.ends) {
            if (count > delivered) break;
            silent += count == before ? 1 : 0;
            before = count;
            part.reached = pos;
        }
        if (part.reached == part.mark) continue;
        // The lease went to another: what we published may go out twice, never not at all.
        if (!reader_.mark(settings_.reader, part.bucket, part.reached, part.epoch)) continue;
        counts.skipped += silent;
        counts.behind -= std::min(counts.behind, static_cast<std::uint64_t>(part.reached - part.mark));
    }
    for (std::size_t i = 0; i < delivered; ++i) {
        const auto type = type_of(messages[i]);
        ++(type == send_letter_type                ? counts.letters
           : type.ends_with(".command_refused.v1") ? counts.refusals
           : type.ends_with(".dead_letter.v1")     ? counts.notices
                                                   : counts.events);
    }
    if (unreadable) std::rethrow_exception(unreadable);
    return counts;
}

void relay::release()
{
    reader_.release(settings_.reader, settings_.holder);
}

}  // namespace redress::workflow
