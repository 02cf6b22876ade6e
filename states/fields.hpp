// Each field that an event may carry, once: its name, its type, whether it is personal. Parsing,
// JSON Schema, sealed slots, CLI options and forms derive from this list and `events.hpp`.
#pragma once

#include "states/vocabulary.hpp"

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace redress {

enum class field_type : std::uint8_t {
    text,      // words, at most `max` code points; a person's are personal, ours need not be
    texts,     // several of them
    word,      // an id, code or name of ours: printable ASCII without spaces, at most `max`
    words,     // several of them, at most 64
    code,      // one of a closed list (`codes`)
    language,  // BCP-47 tag
    integer,   // 0 to `max`
    boolean,
    time,    // RFC 3339 with offset
    amount,  // decimal string: up to 18 digits, point, up to 18 digits; never a JSON number
};

// clang-format off
#define REDRESS_FIELDS(X)                                                                                            \
    /* name, type, personal, max, closed list */                                                                     \
    X(about_staff, words, false, 64, none)            X(account, text, true, 200, none)                              \
    X(account_data, boolean, false, 1, none)          /* the message holds data of the account */                     \
    X(amount, amount, false, 37, none)                             \
    X(anonymous, boolean, false, 1, none)             X(app_version, text, true, 100, none)                          \
    X(approved_at, time, false, 0, none)              /* second person: when they approved */                        \
    X(approved_by, word, false, 64, none)             X(approved_digest, word, false, 64, none)                      \
    X(approved_role, code, false, 0, role)            X(attachments, texts, true, 200, none)                         \
    X(body, word, false, 64, none)                    X(bundle, word, false, 128, none)                              \
    X(category, word, false, 64, none)                X(cause, word, false, 64, none)                                \
    X(channel, code, false, 0, channel)               X(clock, word, false, 64, none)                                \
    X(complainant, word, false, 128, none)            X(complainant_account, text, true, 200, none)                  \
    X(complainant_email, text, true, 320, none)       X(complainant_name, text, true, 200, none)                     \
    X(complainant_phone, text, true, 64, none)        X(complexity, code, false, 0, complexity)                      \
    X(contact, text, true, 320, none)                 X(contact_route, code, false, 0, route)                        \
    X(containment_ground, code, false, 0, containment_ground)                                                        \
    X(country, word, false, 2, none)                  X(currency, word, false, 16, none)                             \
    X(customer, code, false, 0, customer_relation)    X(days, integer, false, 366, none)                             \
    X(device, text, true, 200, none)                  X(document, word, false, 128, none)                            \
    X(due, time, false, 0, none)                      X(enquiry, word, false, 64, none)                              \
    X(enquiry_kind, word, false, 64, none)            X(error_message, text, true, 2000, none)                       \
    X(evidence, word, false, 128, none)               X(expires, time, false, 0, none)                               \
    X(findings, words, false, 64, none)               /* "1:upheld" for point 1 */                                   \
    X(generation, integer, false, 1000000, none)      X(grounds, text, true, 8000, none)                             \
    X(happened_at, time, false, 0, none)              X(hold_reason, word, false, 64, none)                          \
    X(identity_method, word, false, 64, none)         X(inadmissibility, word, false, 64, none)                      \
    X(instruction, text, true, 4000, none)            X(items, words, false, 64, none)                               \
    X(item, word, false, 16, none)                    /* of redress: "R1" */                                         \
    X(kind, code, false, 0, case_kind)                X(language, language, false, 35, none)                         \
    X(legal_entity, word, false, 64, none)            X(letter, word, false, 16, none)                               \
    X(letter_body, text, true, 32000, none)           X(letter_kind, code, false, 0, letter_kind)                    \
    X(letter_language, language, false, 35, none)     X(letter_parts, words, false, 64, none)                        \
    X(moves_clocks, boolean, false, 1, none)          /* running clocks go over to the new policies */                \
    X(narrative, text, true, 8000, none)              X(new_facts, text, true, 8000, none)                           \
    X(next_step, text, true, 500, none)               X(next_step_due, time, false, 0, none)                         \
    X(next_step_who, word, false, 64, none)           X(outcome, code, false, 0, outcome)                            \
    X(owner, word, false, 64, none)                   X(party, code, false, 0, hold_party)                           \
    X(payment_reference, word, false, 128, none)                                                                     \
    X(points, texts, true, 2000, none)                X(primary_case, word, false, 36, none)                         \
    X(rating, integer, false, 5, none)                X(read_back, boolean, false, 1, none)                          \
    X(reason, text, true, 4000, none)                 X(reason_code, word, false, 64, none)                          \
    X(redress_kind, code, false, 0, redress_kind)     X(redress_ruled_out, boolean, false, 1, none)                  \
    X(refusal_reason, code, false, 0, containment_refusal) X(release_ground, code, false, 0, release_ground)         \
    X(representative, word, false, 128, none)         X(representative_name, text, true, 200, none)                  \
    X(representative_scope, words, false, 16, none)   X(representative_until, time, false, 0, none)                  \
    X(restricted, boolean, false, 1, none)                                                                           \
    X(result, code, false, 0, appeal_result)          X(root_cause, word, false, 64, none)                           \
    X(route, code, false, 0, route)                   X(rung, integer, false, 9, none)                               \
    X(service, word, false, 64, none)                 X(severity, integer, false, 4, none)                           \
    X(state, word, false, 32, none)                   X(subject, text, true, 200, none)                              \
    X(subject_of, word, false, 64, none)              /* the clock's subject */                                      \
    X(summary, text, true, 4000, none)                X(support_needs, words, false, 64, none)                       \
    X(team, word, false, 64, none)                    X(text, text, true, 8000, none)                                \
    X(threshold, word, false, 16, none)               X(to, word, false, 128, none)                                  \
    X(told_how_to_complain, boolean, false, 1, none)  X(transaction_id, text, true, 200, none)                       \
    X(wished_outcome, text, true, 2000, none)                                                                        \
    /* of what stands beside the case: words of ours that name no person, so they stand in entries as they are */    \
    X(cases, words, false, 36, none)                  X(from, time, false, 0, none)                                  \
    X(measure, text, false, 500, none)                X(posted_by, word, false, 64, none)                            \
    X(remark, text, false, 500, none)                 X(until, time, false, 0, none)                                 \
    X(words_en, text, false, 2000, none)              X(words_zh, text, false, 2000, none)

enum class field : std::uint8_t {
#define X(name, type, personal, max, codes) name,
    REDRESS_FIELDS(X)
#undef X
};
// clang-format on

struct field_row {
    std::string_view name;
    field_type type;
    bool personal;
    std::uint32_t max;
    std::span<const std::string_view> codes;  // names of the closed list, for `code`
};

namespace closed_list {
template <class Enum>
constexpr std::span<const std::string_view> of()
{
    return names_of<Enum>::list;
}
// clang-format off
constexpr std::span<const std::string_view> none() { return {}; }
constexpr std::span<const std::string_view> role() { return of<redress::role>(); }
constexpr std::span<const std::string_view> channel() { return of<redress::channel>(); }
constexpr std::span<const std::string_view> complexity() { return of<redress::complexity>(); }
constexpr std::span<const std::string_view> route() { return of<redress::route>(); }
constexpr std::span<const std::string_view> customer_relation() { return of<redress::customer_relation>(); }
constexpr std::span<const std::string_view> case_kind() { return of<redress::case_kind>(); }
constexpr std::span<const std::string_view> letter_kind() { return of<redress::letter_kind>(); }
constexpr std::span<const std::string_view> outcome() { return of<redress::outcome>(); }
constexpr std::span<const std::string_view> hold_party() { return of<redress::hold_party>(); }
constexpr std::span<const std::string_view> appeal_result() { return of<redress::appeal_result>(); }
constexpr std::span<const std::string_view> containment_ground() { return of<redress::containment_ground>(); }
constexpr std::span<const std::string_view> containment_refusal() { return of<redress::containment_refusal>(); }
constexpr std::span<const std::string_view> release_ground() { return of<redress::release_ground>(); }
constexpr std::span<const std::string_view> redress_kind() { return of<redress::redress_kind>(); }
// clang-format on
}  // namespace closed_list

inline constexpr auto field_rows = std::to_array<field_row>({
#define X(name, type, personal, max, codes) {#name, field_type::type, personal, max, closed_list::codes()},
    REDRESS_FIELDS(X)
#undef X
});

inline constexpr std::size_t field_count = field_rows.size();

constexpr const field_row& row_of(field f)
{
    return field_rows[static_cast<std::size_t>(f)];
}
constexpr std::string_view name_of(field f)
{
    return row_of(f).name;
}

/// Whether the value names a person who is none of ours. Such an id stands in the history for good, so it must say
/// nothing by itself: an address is refused where events are read.
constexpr bool names_a_person(const field_row& row)
{
    return &row == &row_of(field::complainant) || &row == &row_of(field::representative) ||
           &row == &row_of(field::to);
}
/// Whether an id is one that somebody can be written to at.
constexpr bool is_an_address(std::string_view id)
{
    return id.find('@') != std::string_view::npos;
}

}  // namespace redress
