// roster duty, roster handover: who is there now and next, and what whoever goes leaves to whoever comes. Nothing is
// changed: the hand-over itself is an event of each case, which the handler sends.
#include "adapters/app/cli.hpp"

#include "adapters/app/columns.hpp"
#include "adapters/app/nearest.hpp"
#include "adapters/app/policy_words.hpp"
#include "adapters/app/reading.hpp"
#include "adapters/app/services.hpp"
#include "adapters/files/policy_file.hpp"
#include "adapters/files/roster_file.hpp"
#include "adapters/postgres/case_queries.hpp"
#include "states/guards.hpp"
#include "states/lookups.hpp"
#include "workflow/reference.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <iostream>
#include <span>
#include <tuple>

namespace redress::app {
namespace {

using files::rota;
using files::turn;

struct rota_options {
    std::string team;
    std::string at;
    int limit = 200;
};

/// The instant that was asked for; without one now, by this machine's clock: a rota needs no database.
instant when_of(const rota_options& options)
{
    if (options.at.empty()) return std::chrono::time_point_cast<duration>(std::chrono::system_clock::now());
    if (const auto asked = parse_instant(options.at)) return *asked;
    throw command_failed(exit_code::usage, said{"no_time", {{"option", "--at"}, {"value", options.at}}});
}

const rota& rota_of(const std::vector<rota>& all, const std::string& team)
{
    std::vector<std::string_view> known;
    for (const auto& one : all) {
        if (one.team() == team) return one;
        known.push_back(one.team());
    }
    throw command_failed(exit_code::not_found,
                         said{"no_rota", {{"value", team}, {"near", std::string(nearest(team, known))}}});
}

boost::json::object row_of(std::span<const colleague> people, const rota& of, const turn& one, bool now)
{
    boost::json::object row{{"team", of.team()},
                            {"duty", one.on_call ? "on_call" : "on_duty"},
                            {"when", now ? "now" : "next"},
                            {"person", one.person},
                            {"from", to_string(one.from)},
                            {"until", to_string(one.until)}};
    const auto* known = find_colleague(people, one.person);
    const bool away = known != nullptr && !is_here(*known, one.from);
    row["away"] = away;
    row["delegate"] = away ? deputy_of(*known, one.from) : std::string_view();
    return row;
}

/// One who is there now is away if they are so now, whenever their turn began.
boost::json::object row_now(std::span<const colleague> people, const rota& of, const turn& one, instant when)
{
    auto row = row_of(people, of, {one.person, one.on_call, when, one.until}, true);
    row["from"] = to_string(one.from);
    return row;
}

exit_code show_duty(const shared_options& shared, const rota_options& options)
{
    services from(shared);
    const auto when = when_of(options);
    const auto& roster = from.roster();
    const auto people = from.colleagues();
    if (!options.team.empty()) (void)rota_of(roster.rotas(), options.team);
    row_printer rows(std::cout, shared.output(),
                     columns(from, shared,
                             {{"team"},
                              {"duty", false, 60, "duty"},
                              {"when", false, 60, "when"},
                              {"person"},
                              {"from", false, 27},
                              {"until", false, 27},
                              {"away", false, 60, "yes_no"},
                              {"delegate"}}));
    for (const auto& of : roster.rotas()) {
        if (!options.team.empty() && of.team() != options.team) continue;
        const auto now = of.at(when);
        if (std::ranges::none_of(now, [](const turn& one) { return !one.on_call; }))
            rows.row({{"team", of.team()}, {"duty", "on_duty"}, {"when", "now"}, {"person", ""}});
        for (const bool on_call : {false, true}) {
            for (const auto& one : now)
                if (one.on_call == on_call) rows.row(row_now(people, of, one, when));
            for (const auto& one : of.next(when, on_call)) rows.row(row_of(people, of, one, false));
        }
    }
    rows.end();
    return exit_code::ok;
}

/// Whoever is on duty and goes first, and whoever is there then.
struct change_of_shift {
    std::vector<std::string> going;
    std::vector<std::string> coming;
    instant at{};
};

change_of_shift next_change(std::span<const colleague> people, const rota& of, instant when)
{
    auto on_duty = of.at(when);
    std::erase_if(on_duty, [](const turn& one) { return one.on_call; });
    change_of_shift found;
    if (on_duty.empty()) return found;
    found.at = std::ranges::min(on_duty, {}, &turn::until).until;
    for (const auto& one : on_duty)
        if (one.until == found.at) found.going.push_back(one.person);
    const auto add = [&](const turn& one) {
        const auto* known = find_colleague(people, one.person);
        const bool goes = std::ranges::find(found.going, one.person) != found.going.end();
        if (!one.on_call && !goes && known != nullptr && is_here(*known, std::max(one.from, found.at)))
            found.coming.push_back(one.person);
    };
    for (const auto& one : of.at(found.at)) add(one);
    if (found.coming.empty())
        for (const auto& one : of.next(found.at, false)) add(one);
    return found;
}

/// The promise of a case that is due first; null when none runs.
const clock* due_first(const complaint& of)
{
    const clock* first = nullptr;
    for (const auto& one : of.facts.clocks)
        if (one.state == clock_state::running && one.kind != clock_kind::window && one.due &&
            (first == nullptr || *one.due < *first->due))
            first = &one;
    return first;
}

struct left_behind {
    std::optional<instant> due;
    std::string reference;
    boost::json::object row;
};

class hand_over {
public:
    hand_over(services& from, const shared_options& shared, const change_of_shift& change, instant when)
        : from_(from), shared_(shared), change_(change), when_(when)
    {
    }

    void add(const complaint& of)
    {
        const auto reference = workflow::shown_reference(of.facts.reference);
        boost::json::object row{
            {"reference", reference}, {"owner", of.facts.owner}, {"state", name_of(of.lifecycle)},
            {"clock", nullptr},       {"due", nullptr},          {"left", nullptr},
            {"next_step", nullptr}};
        left_behind made{.reference = reference};
        if (const auto* first = due_first(of)) {
            made.due = first->due;
            row["clock"] = first->clock_id;
            row["due"] = to_string(*first->due);
            row["left"] = from_.say_length(*first->due - when_);
            if (const auto* rule = rule_of(from_.rules_of(of), *first))
                row["next_step"] = trigger_words(rule->stop, from_.texts(), shared_.lang());
        }
        row["hand_over"] =
            "redress case do " + reference + " handed_over --owner " + next_owner(of) + " --next-step '...'";
        row["case"] = to_string(of.id);
        made.row = std::move(row);
        all_.push_back(std::move(made));
    }

    /// Least time left first; what has no due time last.
    [[nodiscard]] std::vector<left_behind> in_order()
    {
        std::ranges::sort(all_, {}, [](const left_behind& one) {
            return std::tuple(!one.due.has_value(), one.due, one.reference);
        });
        return std::move(all_);
    }

private:
    /// Whoever comes takes them in turns, as far as the case may be handed to them; a proposal, as everything here.
    [[nodiscard]] std::string next_owner(const complaint& of)
    {
        for (std::size_t tried = 0; tried < change_.coming.size(); ++tried) {
            const auto& person = change_.coming[given_++ % change_.coming.size()];
            if (may_take(of, person)) return person;
        }
        return "OWNER";
    }

    /// Asks the guards that the hand-over itself will meet.
    [[nodiscard]] bool may_take(const complaint& of, const std::string& person) const
    {
        event handed{.type = event_type::handed_over};
        handed.set(field::owner, person);
        const actor hands_over{.id = of.facts.owner, .role = role::handler};
        step_context context{.who = &hands_over, .at = change_.at};
        context.people = from_.colleagues();
        return guards::new_owner_is_here::check({of, handed, context}) &&
               guards::new_owner_handles_cases::check({of, handed, context}) &&
               guards::new_owner_not_concerned::check({of, handed, context});
    }

    services& from_;
    const shared_options& shared_;
    const change_of_shift& change_;
    instant when_;
    std::size_t given_ = 0;
    std::vector<left_behind> all_;
};

exit_code prepare_handover(const shared_options& shared, const rota_options& options)
{
    services from(shared);
    const auto when = when_of(options);
    const auto& of = rota_of(from.roster().rotas(), options.team);
    const auto change = next_change(from.colleagues(), of, when);
    hand_over made(from, shared, change, when);
    for (const auto& person : change.going) {
        const auto lines = lines_for_reader(from, options.limit, [&](int at_most) {
            return from.queries().queue({.owner = person, .limit = at_most});
        });
        for (const auto& line : lines) made.add(from.case_of(to_string(line.id)));
    }
    const auto rows = made.in_order();
    row_printer out(std::cout, shared.output(),
                    columns(from, shared,
                            {{"reference"},
                             {"owner"},
                             {"state"},
                             {"clock"},
                             {"due", false, 27},
                             {"left", true},
                             {"next_step", false, 50},
                             {"hand_over", false, 120}},
                            {"case"}));
    for (const auto& one : rows) out.row(one.row);
    out.end();
    if (shared.quiet) return exit_code::ok;
    if (change.going.empty()) {
        std::cerr << from.say({"handover_nobody_ends", {{"team", options.team}, {"at", to_string(when)}}})
                  << '\n';
        return exit_code::ok;
    }
    const auto listed = [](const std::vector<std::string>& people) {
        std::string text;
        for (const auto& one : people) text += (text.empty() ? "" : ", ") + one;
        return text.empty() ? std::string("-") : text;
    };
    std::cerr << from.say({"handover_sums",
                           {{"at", to_string(change.at)},
                            {"going", listed(change.going)},
                            {"coming", listed(change.coming)},
                            {"cases", std::to_string(rows.size())}}})
              << '\n';
    return exit_code::ok;
}

}  // namespace

void add_rota_commands(command_line& line, CLI::App& roster)
{
    auto options = std::make_shared<rota_options>();
    const std::string at = "time with offset, such as 2026-12-24T16:00:00+08:00 (default: now)";
    auto* duty = add_command(line, roster, "duty",
                             "Says who is on duty and who is on call, now and next, team by team.",
                             "roster duty\nroster duty --team care --at 2026-12-24T08:00:00Z",
                             [&line, options] { return show_duty(line.shared, *options); });
    duty->add_option("--team", options->team, "this team alone");
    duty->add_option("--at", options->at, at);
    auto* handover = add_command(
        line, roster, "handover",
        "Lists the open cases of those whose shift ends first, least time left first, with what to type to "
        "hand each "
        "over. It changes nothing.",
        "roster handover --team care\nroster handover --team care --at 2026-12-24T09:00:00Z -o csv",
        [&line, options] { return prepare_handover(line.shared, *options); });
    handover->add_option("--team", options->team, "the team")->required();
    handover->add_option("--at", options->at, at);
    handover->add_option("--limit", options->limit, "cases of each of them at most")
        ->check(CLI::Range(1, 10'000))
        ->capture_default_str();
}

}  // namespace redress::app
