// Questions about a case and its pins that several guards, actions and rules ask alike.
#pragma once

#include "states/decide.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace redress {

bool blank(std::string_view text);
bool among(const std::vector<std::string>& list, std::string_view wanted);
/// "a, b, c" for the words of a refusal.
std::string joined(const std::vector<std::string>& list);
bool is_staff(role who);

/// Of a letter's parts, the one that an approval may take the place of.
inline constexpr std::string_view reasons_part = "reasons";
/// Whether the event is a decision whose letter may go out without reasons once that was approved.
bool may_limit_reasons(event_type what);
/// Whether this one does.
bool reasons_left_out(const event& what);

/// A letter by its id; null when the case never sent it.
const letter* find_letter(const complaint& now, std::string_view id);
/// The latest decision that went out: final_response, summary_resolution or appeal_decision.
const letter* last_decision_letter(const complaint& now);
/// Came back, and no second route has been tried since.
bool undelivered(const letter& one);
/// Out and not undelivered.
bool reached(const letter& one);

/// The redress item that an event is about; empty for an offer of a new one.
std::string_view item_named(const event& what);
const redress_item* find_item(const complaint& now, std::string_view id);

/// Whether somebody at work could act here in a role: the guard that would be asked of them says yes.
bool anybody_could(const view& look, role as, bool (*may)(const view&));

/// "zh" of "zh-CN".
std::string_view primary_subtag(std::string_view tag);
/// Whether two tags are the same but for capitals.
bool same_letters(std::string_view left, std::string_view right);

/// How often we and the complainant were in touch: letters that a person wrote, messages, calls.
std::int64_t contacts(const facts& f);

/// Where every case starts.
inline constexpr std::string_view first_team = "intake";

/// Whether somebody of ours is complained about, or manages one who is, as far as the roster is known.
bool complained_about(const facts& f, std::span<const colleague> people, std::string_view person);

/// Of those whom the event names as complained about, whoever is nobody of ours.
std::vector<std::string> unknown_staff(const view& look);

/// The entry, by cseq, whose words a redaction names: of a document by its id, or "#12"; 0: there is none.
std::int64_t entry_of_content(const complaint& now, std::string_view named);

const enquiry* open_enquiry(const complaint& now, std::string_view id);

/// Of a clock's limits of their own, the first that fits the case and the redress item.
const limit_override* special_limit(const complaint& now, const clock_rule& rule, std::string_view item);

/// The instance that the event's `clock`, `subject_of` and `generation` name.
const clock* named_clock(const complaint& now, const event& what);
/// The rule of an instance, from the policy that it was started by.
const clock_rule* rule_of(std::span<const policy* const> rules, const clock& one);
/// The latest generation of the window that ends in `lapse`; null before it first started.
const clock* latest_window(const complaint& now, std::span<const policy* const> rules, event_type lapse);
bool counting(const clock& one);  // running or paused

/// Pins are asked in their order; the first that has the rung names its target.
const rung_rule* find_rung(std::span<const policy* const> rules, std::int64_t n);
/// Where `escalated` leads: the rung it names, the first one open to a request, or the next above.
/// Nothing when there is no such rung above the present one.
std::optional<std::int64_t> rung_after(const view& look);

}  // namespace redress
