// What the lifecycle's rows write.
#include "states/actions.hpp"
#include "states/guards.hpp"
#include "states/lookups.hpp"

#include <array>
#include <charconv>
#include <utility>

namespace redress::actions {
namespace {

void close(recorder& put, closure_reason why)
{
    // Runs before the machine has moved: `lifecycle` still says where the case was.
    put.set<&facts::closed_at>(put.context.at);
    put.set<&facts::closed_by>(put.who().id);
    put.set<&facts::closed_by_role>(put.who().role);
    put.set<&facts::closed_from>(put.now.lifecycle);
    put.set<&facts::closure_reason>(why);
}

void decide(recorder& put)
{
    put.set<&facts::decided_at>(put.context.at);
    put.set<&facts::decided_by>(put.who().id);
}

/// What a filing may bring of the evidence that policies ask for, by the names that they use.
constexpr auto evidence_fields =
    std::to_array<std::pair<field, std::string_view>>({{field::complainant_account, "account"},
                                                       {field::amount, "amount"},
                                                       {field::app_version, "app_version"},
                                                       {field::device, "device"},
                                                       {field::error_message, "error_message"},
                                                       {field::happened_at, "time"},
                                                       {field::transaction_id, "transaction_id"}});

void answer_points(recorder& put)
{
    put.edit<&facts::points>([&](std::vector<point>& points) {
        bool changed = false;
        for (const auto& text : put.what.list(field::findings)) {
            std::int64_t number = 0;
            const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
            const auto rest = std::string_view(text).substr(static_cast<std::size_t>(end - text.data()));
            const auto said = rest.starts_with(':') ? parse_name<finding>(rest.substr(1)) : std::nullopt;
            if (failed != std::errc{} || !said) continue;
            for (auto& one : points)
                if (one.number == number && one.finding != *said) {
                    one.finding = *said;
                    changed = true;
                }
        }
        return changed;
    });
}

/// What the rows that decide an appeal ask of who hears it.
bool may_hear_it(const view& look)
{
    return guards::independent_reviewer::check(look) && guards::another_team_hears_level_two::check(look);
}

}  // namespace

void file_case::run(recorder& put)
{
    put.set<&facts::filed_at>(put.context.at);
    put.set<&facts::received_at>(put.context.received.value_or(put.context.at));
    put.set<&facts::reference>(put.context.reference);
    put.edit<&facts::policies>([&](std::vector<pin>& pins) {
        pins.clear();
        for (const auto* rules : put.context.rules) pins.push_back({rules->id, rules->rev, rules->sha256});
        return !pins.empty();
    });
    put.out.pins = true;

    put.take<&facts::amount>(field::amount);
    put.take<&facts::category>(field::category);
    put.take<&facts::complainant>(field::complainant);
    put.take<&facts::country>(field::country);
    put.take<&facts::currency>(field::currency);
    put.take<&facts::language>(field::language);
    put.take<&facts::legal_entity>(field::legal_entity);
    put.take<&facts::representative>(field::representative);
    put.take<&facts::service>(field::service);
    put.take_list<&facts::about_staff>(field::about_staff);
    put.take_list<&facts::representative_scope>(field::representative_scope);
    put.take_list<&facts::support_needs>(field::support_needs);
    put.take_code<&facts::channel>(field::channel);
    put.take_code<&facts::contact_route>(field::contact_route);
    put.take_code<&facts::customer>(field::customer);
    put.take_code<&facts::kind>(field::kind);
    put.set<&facts::anonymous>(put.what.yes(field::anonymous));
    put.set<&facts::account_given>(!blank(put.what.text(field::complainant_account)));
    put.set<&facts::team>(first_team);
    put.set<&facts::documents>(static_cast<std::int64_t>(put.what.list(field::attachments).size()));
    bool known = false;
    for (const auto* rules : put.context.rules)
        if (const auto* rule = rules->category(put.what.text(field::category))) {
            put.set<&facts::severity>(rule->severity);
            known = true;
            break;
        }
    if (!known) put.alarm("unknown_category", put.facts().category);
    // A complaint is never turned away for whom it names; who is meant is for the triage to find out.
    if (!put.context.people.empty())
        if (const auto nobody = unknown_staff({put.now, put.what, put.context}); !nobody.empty())
            put.alarm("about_unknown_staff", joined(nobody));
    put.edit<&facts::items_held>([&](std::vector<std::string>& held) {
        for (const auto& [carried, item] : evidence_fields)
            if (put.what.has(carried)) held.emplace_back(item);
        return !held.empty();
    });
    put.edit<&facts::points>([&](std::vector<point>& points) {
        const auto count = static_cast<std::int64_t>(put.what.list(field::points).size());
        for (std::int64_t n = 1; n <= count; ++n) points.push_back({.number = n});
        return count > 0;
    });
}

void record_decision::run(recorder& put)
{
    put.take_code<&facts::outcome>(field::outcome);
    put.take<&facts::root_cause>(field::root_cause);
    put.set<&facts::redress_ruled_out>(put.what.yes(field::redress_ruled_out));
    answer_points(put);
    decide(put);
}

void record_inadmissible::run(recorder& put)
{
    const bool out_of_scope = put.what.text(field::inadmissibility) == name_of(outcome::out_of_scope);
    put.set<&facts::outcome>(out_of_scope ? outcome::out_of_scope : outcome::inadmissible);
    decide(put);
}

void close_accepted::run(recorder& put)
{
    close(put, closure_reason::resolved_and_accepted);
}
void close_lapsed::run(recorder& put)
{
    close(put, closure_reason::window_lapsed);
}
void close_withdrawn::run(recorder& put)
{
    close(put, closure_reason::withdrawn);
}
void close_answered::run(recorder& put)
{
    close(put, closure_reason::query_answered);
}

void close_duplicate::run(recorder& put)
{
    put.take<&facts::primary_case>(field::primary_case);
    close(put, closure_reason::duplicate);
}

void count_appeal::run(recorder& put)
{
    put.set<&facts::appeal_level>(put.facts().appeal_level + 1);
    put.clear<&facts::appeal_result>();
    put.clear<&facts::good_cause_at>();
    if (!put.context.people.empty() &&
        !anybody_could({put.now, put.what, put.context}, role::appeal_reviewer, &may_hear_it))
        put.alarm("no_independent_person", "appeal level " + std::to_string(put.facts().appeal_level));
}

void give_appeal_back::run(recorder& put)
{
    if (put.facts().appeal_level > 0) put.set<&facts::appeal_level>(put.facts().appeal_level - 1);
}

void record_appeal_result::run(recorder& put)
{
    put.take_code<&facts::appeal_result>(field::result);
    put.set<&facts::appeal_team>(put.who().team);
    answer_points(put);
    decide(put);
}

void hand_to_new_handler::run(recorder& put)
{
    put.edit<&facts::decided_before>([&](std::vector<std::string>& before) {
        const auto& by = put.facts().decided_by;
        if (by.empty() || among(before, by)) return false;
        before.push_back(by);
        return true;
    });
    put.take<&facts::owner>(field::owner);
}

void leave_closed::run(recorder& put)
{
    put.clear<&facts::closed_at>();
    put.clear<&facts::closed_by>();
    put.clear<&facts::closed_by_role>();
    put.clear<&facts::closed_from>();
    put.clear<&facts::closure_reason>();
    put.clear<&facts::primary_case>();
    put.clear<&facts::rated_after_closing>();
}

void count_reopening::run(recorder& put)
{
    put.set<&facts::reopenings>(put.facts().reopenings + 1);
    put.clear<&facts::appeal_level>();  // a reopening starts at level 1 again
}

void start_undecided::run(recorder& put)
{
    put.clear<&facts::outcome>();
    put.clear<&facts::appeal_result>();
    put.clear<&facts::decided_at>();
    put.clear<&facts::decided_by>();
}

void be_a_complaint_again::run(recorder& put)
{
    put.set<&facts::kind>(case_kind::complaint);
    put.clear<&facts::reclassified_by>();
}

}  // namespace redress::actions
