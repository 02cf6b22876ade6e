#include "workflow/intake.hpp"

#include "states/matter_step.hpp"
#include "workflow/entry.hpp"
#include "workflow/firewall/clean_event.hpp"
#include "workflow/firewall/firewall.hpp"

#include <algorithm>
#include <charconv>
#include <numeric>

namespace redress::workflow {
namespace {

constexpr role_set outsiders = role::complainant | role::representative | role::channel;
constexpr role_set nobody_outside = role::engine | role::timer;

void append_sized(std::string& out, std::string_view bytes)
{
    const auto size = static_cast<std::uint32_t>(bytes.size());
    for (const int shift : {24, 16, 8, 0}) out += static_cast<char>(size >> shift & 0xff);
    out += bytes;
}

/// The role that a record without an actor speaks in.
std::optional<role> role_unsaid(const source_rule& rule)
{
    if (rule.may_speak_for.has(role::complainant)) return role::complainant;
    if (rule.may_speak_for.has(role::channel)) return role::channel;
    return std::nullopt;
}

/// What rests on the word of the source alone: whatever is a channel's to say and not the complainant's, such as that
/// an account is frozen, a letter has left or an identity was checked; and the new contact.
bool vouches(event_type what)
{
    const auto who = roles_of(what);
    return what == event_type::contact_changed || (who.has(role::channel) && !who.has(role::complainant));
}

std::variant<actor, rejection> speaker(const incoming& claim, const source_rule& rule,
                                       const source_rules& rules)
{
    const auto as = claim.actor_role ? claim.actor_role : role_unsaid(rule);
    if (!as)
        return rejection{"source_may_not_speak",
                         "actor.role: this source speaks for staff only; say who acts in data.actor"};
    if (!rule.listed && vouches(claim.what.type))
        return rejection{"source_may_not_speak",
                         "source: only a source that the roster lists may say what a channel alone can know, "
                         "such as an identity, a payment, a freeze or a dispatch; list it there"};
    if (nobody_outside.has(*as) || !rule.may_speak_for.has(*as))
        return rejection{"source_may_not_speak",
                         "actor.role: this source may not speak for '" + std::string(name_of(*as)) +
                             "'; list the role for it in the roster, or send as complainant or channel"};
    if (!outsiders.has(*as)) {
        if (claim.actor_id.empty())
            return rejection{"invalid_data", "actor.id: required with a staff role; give the handle"};
        auto found = rules.staff(claim.actor_id, *as);
        if (!found)
            return rejection{"not_permitted", "actor: nobody in the roster has this id and the role '" +
                                                  std::string(name_of(*as)) +
                                                  "'; correct the id or the roster"};
        if (rule.kind == actor_kind::import) found->kind = actor_kind::import;
        return *std::move(found);
    }
    if (is_an_address(claim.actor_id))
        return rejection{"invalid_data",
                         "actor.id: an address would stay in the history; send an opaque id of yours"};
    actor who{.id = claim.actor_id, .kind = rule.kind, .role = *as};
    if (who.id.empty() && *as == role::complainant) who.id = claim.what.text(field::complainant);
    if (who.id.empty()) {
        who.id = claim.source;
        who.unnamed = rule.listed;  // anybody else would speak for whoever complained by naming nobody
    }
    return who;
}

dead_letter as_it_came(raw_record&& raw, rejection why)
{
    dead_letter letter;
    letter.sha256 = digest_of(raw);
    letter.reason = std::move(why.reason);
    letter.detail = std::move(why.detail);
    letter.source = std::move(why.source);
    letter.id = std::move(why.id);
    letter.topic = std::move(raw.topic);
    letter.partition = raw.partition;
    letter.offset = raw.offset;
    letter.key = std::move(raw.key);
    letter.headers = std::move(raw.headers);
    letter.payload = std::move(raw.payload);
    return letter;
}

}  // namespace

std::size_t raw_record::size() const
{
    return std::accumulate(
        headers.begin(), headers.end(), key.size() + payload.size(),
        [](std::size_t sum, const auto& h) { return sum + h.first.size() + h.second.size(); });
}

redress::digest digest_of(const raw_record& raw)
{
    std::string bytes;
    bytes.reserve(raw.size() + 16 + 8 * raw.headers.size());
    append_sized(bytes, raw.key);
    const auto count = static_cast<std::uint32_t>(raw.headers.size());
    for (const int shift : {24, 16, 8, 0}) bytes += static_cast<char>(count >> shift & 0xff);
    for (const auto& [name, value] : raw.headers) {
        append_sized(bytes, name);
        append_sized(bytes, value);
    }
    append_sized(bytes, raw.payload);
    return sha256(bytes);
}

std::string command_type_of(event_type e)
{
    return std::string(command_type_prefix) + std::string(name_of(e)) + ".v1";
}

std::variant<event_type, rejection> command_type(std::string_view ce_type)
{
    if (!ce_type.starts_with(command_type_prefix)) {
        if (ce_type.starts_with(outcome_type_prefix))
            return rejection{
                "unknown_event",
                "type: an outcome is not a command; send io.redress.complaint.command.<event>.v1"};
        return rejection{"unknown_event",
                         "type: not a command; send io.redress.complaint.command.<event>.v1"};
    }
    auto name = ce_type.substr(command_type_prefix.size());
    const auto dot = name.rfind(".v");
    if (dot == std::string_view::npos)
        return rejection{"unknown_version", "type: ends without a version; end it with .v1"};
    const auto version = name.substr(dot + 2);
    name = name.substr(0, dot);
    if (version != "1")
        return rejection{"unknown_version", "type: only version 1 is known here; end it with .v1"};
    for (std::size_t i = 0; i < event_count; ++i)
        if (event_rows[i].name == name && !is_restricted(static_cast<event_type>(i)))
            return static_cast<event_type>(i);

    // What a topic may carry; a topic is read by many.
    static const auto names = [] {
        std::vector<std::string_view> list;
        for (std::size_t i = 0; i < event_count; ++i)
            if (!is_restricted(static_cast<event_type>(i))) list.push_back(event_rows[i].name);
        return list;
    }();
    std::string detail = "type: no such event; the names are the files of schemas/events/commands";
    if (const auto near = nearest_name(name, names); !near.empty())
        detail += ", did you mean '" + std::string(near) + "'?";
    return rejection{"unknown_event", std::move(detail)};
}

dead_letter as_dead_letter(raw_record&& raw, rejection why)
{
    auto letter = as_it_came(std::move(raw), std::move(why));
    clean(letter);
    return letter;
}

record admit(incoming&& claim, raw_record&& raw, const source_rules& rules, const intake_settings& settings,
             instant now)
{
    const auto refuse = [&](std::string reason, std::string detail) -> record {
        return as_dead_letter(std::move(raw), {std::move(reason), std::move(detail), claim.source, claim.id});
    };

    if (raw.key != to_string(claim.subject))
        return refuse("key_mismatch",
                      "key: not the case id of the event; send the id as lower-case UUID text");
    if (settings.scope == batch_scope::bucket && raw.partition >= 0 &&
        raw.partition % bucket_count != bucket_of(claim.subject))
        return refuse("misplaced",
                      "partition: not the one of this key; set partitioner=murmur2_random at the producer");
    if (claim.source.starts_with(own_source_prefix))
        return refuse("source_may_not_speak",
                      "source: 'redress:' is the engine's own; name the sender after itself");

    std::string_view named;
    for (const auto& [name, value] : {std::pair("id", &claim.id), std::pair("source", &claim.source),
                                      std::pair("actor.id", &claim.actor_id)})
        if (named.empty() && holds_a_secret(*value)) named = name;
    if (const auto one = id_with_a_secret(claim.what); one && named.empty()) named = name_of(*one);
    if (!named.empty())
        return refuse("invalid_data", std::string(named) +
                                          ": looks like a key, a phrase or a token, and would stay in the "
                                          "history; send an opaque id of yours");

    const auto rule = rules.rule(claim.source);
    auto who = speaker(claim, rule, rules);
    if (auto* no = std::get_if<rejection>(&who)) return refuse(std::move(no->reason), std::move(no->detail));

    // Whoever may write to the topic could name anybody as having agreed.
    if (claim.what.has(field::approved_by))
        return refuse(
            "invalid_data",
            "approved_by: an approval cannot be given by a record; give it where the approver is known");

    command out;
    // The two instants that a source may state: receipt of a filing, if it is trusted with that, and
    // the dispatch of a letter. Every other event happens when it is decided.
    const bool filing = claim.what.type == event_type::complaint_filed && rule.trusted_for_time;
    const bool report = claim.what.type == event_type::message_dispatched && rule.listed;
    if (claim.time && (filing || report)) {
        if (*claim.time > now + settings.future_max)
            return refuse(filing ? "received_in_future" : "invalid_data",
                          "time: more than a minute ahead of our clock; correct the sender's clock");
        if (*claim.time < now - settings.past_max)
            return refuse("invalid_data", "time: more than ten years ago; state when it really was");
        // Within the tolerance both clocks are right: never later than now.
        (filing ? out.received : out.occurred) = std::min(*claim.time, now);
    }

    out.id = claim.subject;
    out.what = std::move(claim.what);
    clean(out.what);
    out.who = std::get<actor>(std::move(who));
    out.from = {.source = std::move(claim.source),
                .id = std::move(claim.id),
                .digest = claim.digest,
                .topic = raw.topic,
                .partition = raw.partition,
                .offset = raw.offset};
    out.expected_version = claim.expected_version;
    out.traceparent = std::move(claim.traceparent);
    // Cleaned when it becomes a dead letter, which next to none does: in memory the bytes stay as the broker gave them.
    out.as_came = std::make_shared<const dead_letter>(as_it_came(std::move(raw), {}));
    return out;
}

std::string_view nearest_name(std::string_view wrong, std::span<const std::string_view> known)
{
    // Longer input is no slip of the pen, and the table below must not grow with what a stranger sends.
    constexpr std::size_t length_max = 64;
    if (wrong.empty() || wrong.size() > length_max) return {};
    std::string_view best;
    std::size_t best_distance = std::max<std::size_t>(1, wrong.size() / 3) + 1;
    std::array<std::size_t, length_max + 1> row{};
    for (const auto name : known) {
        std::iota(row.begin(), row.end(), std::size_t{0});
        for (std::size_t i = 0; i < name.size(); ++i) {
            std::size_t diagonal = row[0];
            row[0] = i + 1;
            for (std::size_t j = 0; j < wrong.size(); ++j) {
                const std::size_t above = row[j + 1];
                row[j + 1] = std::min({above + 1, row[j] + 1, diagonal + (name[i] == wrong[j] ? 0U : 1U)});
                diagonal = above;
            }
        }
        if (row[wrong.size()] < best_distance) {
            best_distance = row[wrong.size()];
            best = name;
        }
    }
    return best;
}

}  // namespace redress::workflow
