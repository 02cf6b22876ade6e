// What is no case and yet has a history: an incident that many people feel, an improvement that a
// complaint led to, the restricted compartment of a case. A matter has a state, facts and a chain of
// entries of its own, and is decided by rows like everything else (matter_rows.hpp).
//
// As with a case, state is the fold of entries, and a fact is whatever `members_of<matter_facts>`
// lists. Nothing personal stands here at all: the words of an incident are ours and are posted, those of
// a compartment are sealed and kept where it is kept (decision 0010), never among the others.
#pragma once

#include "states/complaint.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace redress {

enum class matter_kind : std::uint8_t { incident, action, restricted };
REDRESS_NAMES(matter_kind, "incident", "action", "restricted")

/// `none` is a matter that does not exist yet. An incident is open, then ended; an action is open, then
/// done, then checked by somebody else, and may come back from either. A compartment is open for good.
enum class matter_state : std::uint8_t { none, open, ended, done, checked };
REDRESS_NAMES(matter_state, "none", "open", "ended", "done", "checked")

/// Sorted by name, as stored.
struct matter_facts {
    std::vector<std::string> cases;  // of an action: ids of the cases that led to it
    std::string cause;               // of an action: the root cause that it removes
    std::optional<instant> checked_at;
    std::string checked_by;
    std::optional<instant> done_at;
    std::string done_by;
    std::optional<instant> due;
    std::optional<instant> ended_at;
    std::optional<instant> from;        // of an incident: since when people feel it
    std::optional<instant> limited_at;  // of a compartment: reasons may stay out of a decision
    std::string limited_by;
    std::optional<instant> limited_until;  // no longer than this; empty: until the end
    std::string measure;                   // of an action: what is to change
    std::optional<instant> missed_at;      // the due time passed; told once for each due time
    std::int64_t notes = 0;                // of a compartment
    std::optional<instant> opened_at;
    std::string opened_by;
    std::string owner;
    std::string posted_by;  // of an incident: who posts its words
    std::int64_t reopenings = 0;
    std::optional<instant> until;  // of an incident: when it is expected to end, or did
    std::string words_en;
    std::string words_zh;

    bool operator==(const matter_facts&) const = default;
};

struct matter {
    case_id id{};  // of the matter; of the same kind as a case's, and never the same
    std::int16_t bucket = 0;
    matter_kind kind{};
    matter_state state = matter_state::none;
    std::int64_t version = 0;
    std::int64_t cseq = 0;
    digest head{};
    std::optional<instant> agenda_at;
    matter_facts facts;

    [[nodiscard]] bool exists() const { return state != matter_state::none; }
    bool operator==(const matter&) const = default;
};

/// Of a case's links, those that count a case for an incident.
inline constexpr std::string_view incident_cause = "incident";

// clang-format off
template <> struct members_of<matter_facts> { static constexpr auto list = std::tuple{
#define F(name) member{#name, &matter_facts::name}
    F(cases), F(cause), F(checked_at), F(checked_by), F(done_at), F(done_by), F(due), F(ended_at), F(from),
    F(limited_at), F(limited_by), F(limited_until), F(measure), F(missed_at), F(notes), F(opened_at), F(opened_by), F(owner), F(posted_by), F(reopenings), F(until), F(words_en), F(words_zh)
#undef F
    }; };
// clang-format on
static_assert(members_sorted<matter_facts>());

inline constexpr std::size_t matter_fact_count = member_count<matter_facts>;

}  // namespace redress
