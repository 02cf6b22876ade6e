// What a witness decides (C2SP tlog-witness): it signs a checkpoint only when the tree it last signed is a prefix of
// it. Pure; whoever keeps the state must read, decide and keep in one piece, or two requests at once could roll it back.
#pragma once

#include "workflow/log/note.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace redress::tlog {

struct add_checkpoint {
    std::uint64_t old_size = 0;
    std::vector<hash> proof;
    std::string note;  // as it came
};
[[nodiscard]] std::string request_text(const add_checkpoint& request);
[[nodiscard]] std::optional<add_checkpoint> parse_request(std::string_view body);

/// What a witness remembers of a log: the last tree it signed.
struct witnessed {
    std::uint64_t size = 0;
    hash root{};
};

struct witness_answer {
    unsigned status = 400;
    std::string content_type = "text/plain; charset=utf-8";
    std::string body;
    std::optional<witnessed> keep;  // before the answer goes out
    std::string log;                // origin, where the log is one that is known
    std::string note;               // what was signed
};

/// `known` gives what is remembered of a log, by its origin. Answers 400, 403, 404, 409, 422 or 200.
template <class Known>
[[nodiscard]] witness_answer answer_checkpoint(std::string_view body, std::span<const public_key> logs,
                                               const private_key& key, std::int64_t seconds, Known&& known);

/// The same in two halves: who asks, and what of it.
[[nodiscard]] std::optional<checkpoint> checkpoint_in(const add_checkpoint& request);
[[nodiscard]] witness_answer decide(const add_checkpoint& request, std::span<const public_key> logs,
                                    const std::optional<witnessed>& before, const private_key& key,
                                    std::int64_t seconds);

template <class Known>
witness_answer answer_checkpoint(std::string_view body, std::span<const public_key> logs,
                                 const private_key& key, std::int64_t seconds, Known&& known)
{
    const auto request = parse_request(body);
    const auto tree = request ? checkpoint_in(*request) : std::nullopt;
    if (!tree) return {.status = 400, .body = "not an add-checkpoint request\n"};
    return decide(*request, logs, known(tree->origin), key, seconds);
}

}  // namespace redress::tlog
