#include "adapters/app/identity/approvals.hpp"

#include "adapters/app/command_answer.hpp"
#include "adapters/app/identity/body_reader.hpp"
#include "adapters/app/identity/identity_endpoints.hpp"
#include "adapters/app/identity/web_guard.hpp"
#include "adapters/app/services.hpp"
#include "adapters/files/calendar_file.hpp"
#include "adapters/files/policy_file.hpp"
#include "adapters/files/roster_file.hpp"
#include "adapters/json/event_json.hpp"
#include "adapters/json/strict_json.hpp"
#include "adapters/postgres/case_queries.hpp"
#include "adapters/postgres/identity_store.hpp"
#include "workflow/act_digest.hpp"
#include "workflow/permissions.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <chrono>

namespace redress::app {
namespace {

using namespace std::chrono_literals;

/// Long enough to be used tomorrow, short enough that nobody relies on what was seen a month ago.
constexpr duration approval_lasts = 7 * 24h;

bool is_digest(std::string_view text)
{
    return text.size() == 64 &&
           std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

/// Their first role that may approve; of a person of the roster.
std::optional<role> approving_role(const workflow::principal& who)
{
    for (const auto as : who.roles)
        if (workflow::may(as, workflow::permission::approve)) return as;
    return std::nullopt;
}

/// The body names the event and its digest, as the refusal said it; or the event's fields, from which the same
/// digest is made here.
void approve(web_call& call)
{
    auto& from = call.from();
    const auto& asked = call.asked();
    const auto no = [&](const refused& why) { call.answer(problem(from, asked, why)); };
    body_reader body(asked);
    const auto named_event = body.text("event", 64);
    auto digest = body.text("digest", 64);
    if (const auto fault = body.fault()) return no(*fault);
    const auto type = parse_event_type(named_event);
    if (!type || !workflow::may_need_approval(*type))
        return no({.status = 400, .code = "event_needs_no_approval", .values = {{"event", named_event}}});
    if (!is_digest(digest)) return no({.status = 400, .code = "digest_wrong"});
    const auto as = approving_role(*asked.who);
    if (!as)
        return no({.status = 403,
                   .code = "not_permitted",
                   .values = {{"who_may", roles_that_may(workflow::permission::approve)}}});
    try {
        // Whom the case concerns finds none, as everywhere.
        const auto of = from.case_of(asked.in_path.at("id"));
        const workflow::given_approval given{.digest = digest,
                                             .person = asked.who->id,
                                             .role = std::string(name_of(*as)),
                                             .event = named_event,
                                             .at = from.queries().now()};
        from.identities().approve(of.id, given);
        call.answer(json_answer(201, boost::json::serialize(boost::json::object{
                                         {"case", to_string(of.id)},
                                         {"event", named_event},
                                         {"digest", digest},
                                         {"approved_by", given.person},
                                         {"approved_role", given.role},
                                         {"approved_at", to_string(given.at)},
                                         {"counts_until", to_string(given.at + approval_lasts)}})));
    } catch (const command_failed& failed) {
        if (failed.code() != exit_code::not_found && failed.code() != exit_code::usage) throw;
        no({.status = 404, .code = "no_case"});
    }
}

}  // namespace

std::string digest_to_approve(services& from, const complaint& of, const event& what)
{
    const auto rules = from.rules_of(of);
    const auto in_force = policies_for(from.policies_of_files().in_force(), traits_of(of.facts));
    return workflow::act_digest(of, what,
                                {.rules = rules, .in_force = in_force, .calendars = &from.calendars()});
}

std::optional<refused> attach_approval(services& from, const complaint& of, event& what, const actor& who)
{
    if (!workflow::may_need_approval(what.type)) return std::nullopt;
    for (const auto one :
         {field::approved_by, field::approved_role, field::approved_at, field::approved_digest})
        if (what.has(one))
            return refused{
                .status = 422,
                .code = "approval_is_given_signed_in",
                .errors = {{"/" + std::string(name_of(one)), "not_yours_to_say",
                            std::string(name_of(one)) +
                                " is filled in from the approval that the second person gave while "
                                "signed in; leave it out"}}};
    const auto digest = digest_to_approve(from, of, what);
    const auto given = from.identities().approval(of.id, digest, who.id, approval_lasts);
    if (!given || given->event != name_of(what.type)) return std::nullopt;
    const auto as = parse_name<role>(given->role);
    // Who left, or lost the role, approves nothing any more.
    if (!as || !from.roster().staff(given->person, *as)) return std::nullopt;
    what.set(field::approved_by, given->person)
        .set(field::approved_role, given->role)
        .set(field::approved_at, given->at)
        .set(field::approved_digest, given->digest);
    return std::nullopt;
}

http::endpoint_table approval_endpoints(web_desk& desk)
{
    constexpr std::size_t small = 4096;
    // A token approves nothing: the second person is a person.
    return {{http::verb::post, "/api/v1/complaints/{id}/approvals", "approve_act", http::needs::session,
             "approve", small, desk.on_worker(&approve)}};
}

}  // namespace redress::app
