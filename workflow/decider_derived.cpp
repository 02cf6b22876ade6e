// Events that a rule answers an event with: decided right after it, in the same transaction, each with
// its own version, entry and cause.
#include "workflow/decider.hpp"

namespace redress::workflow {
namespace {

/// A lapse that was refused: the window begins again, and its owner is told the guard.
event restart_of(const event& lapsed, const refusal& why)
{
    event again{.type = event_type::window_restarted};
    for (const field f : {field::clock, field::generation, field::subject_of})
        if (const auto* value = lapsed.find(f)) again.set(f, *value);
    again.set(field::reason_code, std::string(why.guard.empty() ? why.code : why.guard));
    return again;
}

}  // namespace

decider::told decider::answer_with(remembered_case& in, const event& what, const actor& who,
                                   const asked& parent, const uuid& cause, std::size_t n, answer* to)
{
    if (parent.depth >= settings_.derived_depth_max) {
        raise_alarm(in.now.id, {.code = "derived_too_deep", .detail = std::string(name_of(what.type))});
        return {};
    }
    const source_ref from{.source = "redress:rule", .id = to_string(cause) + '/' + std::to_string(n)};
    const asked question{.what = what,
                         .who = who,
                         .from = from,
                         .key = key_of(source_digest(from.source, from.id)),
                         .occurred = at_,
                         .traceparent = parent.traceparent,
                         .cause = &cause,
                         .depth = parent.depth + 1,
                         .outside = parent.outside};
    told result = decide(in, question, to);
    if (result.accepted) {
        ++into_->derived;
        if (to) to->derived.emplace_back(name_of(what.type));
    }
    return result;
}

void decider::follow(remembered_case& in, std::vector<derived_event> derived, const asked& parent,
                     const uuid& cause, answer* to)
{
    for (std::size_t n = 0; n < derived.size(); ++n) {
        const told result = answer_with(in, derived[n].event, derived[n].who, parent, cause, n, to);
        if (result.why && derived[n].event.type == event_type::containment_requested)
            raise_alarm(in.now.id,
                        {.code = "containment_not_requested", .detail = std::string(result.why->code)});
        if (result.accepted || !result.why || parent.what.type != event_type::window_lapsed) continue;
        // It answers the refusal, whose entry is its cause.
        const event again = restart_of(parent.what, *result.why);
        answer_with(in, again, timer_actor(), parent, result.entry, 0, to);
    }
}

}  // namespace redress::workflow
