// What a complainant is shown of their case, as a type that can hold nothing else: no note of ours, no name of
// staff, nobody else's words. Pages and the public API are both made from it, and it is made here alone, from the
// case and its policies.
#pragma once

#include "states/complaint.hpp"
#include "states/policy.hpp"
#include "states/step.hpp"

#include <boost/json/object.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace redress::app {

enum class public_stage : std::uint8_t { received, being_looked_at, decision, appeal, closed };
enum class whose_turn : std::uint8_t { ours, yours, outside_body, nobody };

/// A date that we promised, and whether we kept it.
struct public_promise {
    std::string clock;
    instant due;
    bool operator==(const public_promise&) const = default;
};

struct public_offer {
    std::string item;
    redress_kind kind{};
    std::string amount, currency;
    redress_state state{};
};

struct public_freeze {
    containment_state state{};
    containment_refusal refusal{};
    std::optional<instant> confirmed;
};

/// Something that they may do, or the rule that says why not now.
struct public_act {
    event_type what{};
    bool possible = false;
    std::string guard;                        // of one that is not possible
    std::map<std::string, std::string> args;  // for the guard's words
};

struct public_status {
    std::string reference;  // as people read it
    std::string language;
    std::string category;
    case_kind kind{};
    public_stage stage{};
    bool waits_for_you = false;
    bool with_outside_body = false;
    whose_turn next_is{};
    std::optional<instant> received;
    std::optional<instant> first_answered;
    std::optional<instant> closed;
    redress::outcome outcome{};
    redress::appeal_result appeal_result{};
    redress::closure_reason closure_reason{};
    std::optional<public_promise> next;      // of what is promised, the first that is to come
    std::vector<public_promise> late;        // missed and still owed
    std::vector<std::string> missing;        // evidence that we asked for, by name
    std::optional<instant> answer_until;     // for that
    std::optional<instant> appeal_until;     // while the window runs
    std::optional<instant> final_answer_at;  // from which outside bodies count
    std::int64_t raised_to = 0;              // rung; 0: with whoever handles it
    public_freeze freeze;
    std::vector<public_offer> offers;
    std::vector<public_act> acts;
    std::int64_t documents = 0;
};

/// What a complainant does on our pages, in the order in which it is offered.
[[nodiscard]] std::span<const event_type> acts_of_pages();

/// `may`: what legal_actions says of whoever asks. `at`: of the database.
[[nodiscard]] public_status status_of(const complaint& of, std::span<const policy* const> rules,
                                      std::span<const legal_action> may, instant at);

/// Total: every state of a case has its stage.
[[nodiscard]] public_stage stage_of(lifecycle_state state);

/// Whether a clock is a promise to whoever complains: by law or in public, or a date that letters name.
[[nodiscard]] bool is_promised(const clock& one, std::span<const policy* const> rules);

/// The JSON text that the public API gives; times as RFC 3339.
[[nodiscard]] std::string json_text(const public_status& of);
/// The same as a value, to stand in another answer.
[[nodiscard]] boost::json::object as_json(const public_status& of);

}  // namespace redress::app

namespace redress {
REDRESS_NAMES(app::public_stage, "received", "being_looked_at", "decision", "appeal", "closed")
REDRESS_NAMES(app::whose_turn, "ours", "yours", "outside_body", "nobody")
}  // namespace redress
