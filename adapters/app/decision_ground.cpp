#include "adapters/app/decision_ground.hpp"

#include "adapters/app/services.hpp"
#include "adapters/files/calendar_file.hpp"
#include "adapters/files/policy_file.hpp"
#include "adapters/files/roster_file.hpp"
#include "adapters/postgres/case_queries.hpp"
#include "adapters/postgres/compartment_store.hpp"
#include "adapters/postgres/matter_queries.hpp"
#include "states/limited_reasons.hpp"
#include "states/lookups.hpp"
#include "workflow/act_digest.hpp"

namespace redress::app {

decision_ground::decision_ground(services& from, const complaint& of, const actor& who)
    : from_(from),
      of_(of),
      rules_(of.exists() ? from.rules_of(of) : std::vector<const policy*>()),
      newest_(policies_for(from.policies_of_files().in_force(), traits_of(of.facts)))
{
    const auto at = from.queries().now();
    // Asked of every case alike, for whoever may decide; the guard tells it to those who do decide.
    if (who.role == role::handler || who.role == role::care_reviewer || who.role == role::appeal_reviewer)
        if (const auto limited = from.compartments().reasons_limited(of.id);
            limited && (!limited->until || at < *limited->until))
            elsewhere_.limited_reasons_by = limited->by;
    context_ = {.who = &who,
                .rules = rules_,
                .at = at,
                .occurred = at,
                .in_force = newest_,
                .outside = &elsewhere_,
                .people = from.colleagues(),
                .calendars = &from.calendars()};
}

const step_context& decision_ground::context_for(const event& what)
{
    if (what.type == event_type::linked && what.text(field::cause) == incident_cause) {
        const auto incident = parse_uuid(what.text(field::to));
        const auto found = incident ? from_.matters().get(*incident) : std::nullopt;
        elsewhere_.incident_known = found && found->now.kind == matter_kind::incident;
    }
    if (what.type == event_type::marked_duplicate)
        if (const auto primary = parse_uuid(what.text(field::primary_case)))
            if (const auto found = from_.queries().get(*primary)) {
                elsewhere_.primary_complainant = found->facts.complainant;
                elsewhere_.primary_state = found->lifecycle;
            }
    if (what.type == event_type::complaint_filed) {
        newest_ = policies_for(from_.policies_of_files().in_force(), traits_of(what));
        rules_ = newest_;
        context_.in_force = newest_;
        context_.rules = rules_;
    } else if (workflow::may_need_approval(what.type)) {
        digest_ = workflow::act_digest(of_, what, context_);
        context_.act_digest = digest_;
    }
    return context_;
}

}  // namespace redress::app
