// Tells a story to an engine. Long because it is a list: one function for each kind of step and expectation.
#include "tests/scenarios/storyteller.hpp"

#include "adapters/app/nearest.hpp"
#include "states/explain.hpp"
#include "tests/scenarios/story_facts.hpp"
#include "tests/support/cases.hpp"
#include "workflow/act_digest.hpp"
#include "workflow/entry.hpp"
#include "workflow/what_if.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <set>

namespace redress::tests {

using app::story_act;
using app::story_expectation;
using app::story_wait;

void storyteller::tell()
{
    where_ = &app::story_zone(story_.zone);
    beginning_ = app::story_monday(*where_);
    in_.move_to(beginning_);
    for (const auto& one : story_.steps)
        std::visit(
            [&](const auto& what) {
                const bool expects = std::is_same_v<std::decay_t<decltype(what)>, story_expectation>;
                if (!expects) everything_told();
                line_ = what.line;
                step(what);
            },
            one);
    everything_told();
    for (const auto& one : cases_) fired_once(one.second);
    in_.check();
    check_dry_run();
}

/// Under the policy that they had, the cases of a story come to the same clocks once more.
void storyteller::check_dry_run()
{
    const auto slept = [](const auto& one) {
        const auto* wait = std::get_if<story_wait>(&one);
        return wait != nullptr && wait->engine_down;
    };
    const auto changes = [](const auto& one) { return std::holds_alternative<app::story_rule>(one); };
    const bool awake = std::ranges::none_of(story_.steps, slept);
    // Else cases may have had several policies, or calendars, in turn, of which a dry run takes one.
    if (std::ranges::any_of(story_.steps, changes)) return;
    for (const auto& [name, of] : cases_) {
        const auto stands = in_.find(of.id);
        if (!stands) continue;
        const workflow::what_if_policies same{
            .draft = *rules_of(*stands).front(), .against = nullptr, .book = in_.house};
        workflow::what_if replay(same);
        replay.begin();
        for (const auto& body : in_.history(of.id)) replay.add(body);
        if (!replay.recorded().exists()) continue;
        const auto told = replay.end(in_.now());
        for (const auto& one : told.clocks)
            if (one.differs())
                differs("a dry run of the policy that " + name + " has makes " + one.clock + " another");
        if (awake && told.recorded_otherwise) differs("a dry run does not come to the clocks of " + name);
    }
}

void storyteller::fired_once(const cast& of)
{
    std::set<std::string> fired;
    for (const auto& body : in_.history(of.id)) {
        const auto entry = boost::json::parse(body).as_object();
        const auto& event = entry.at("ev").as_string();
        if (event != "deadline_warned" && event != "deadline_missed" && event != "window_lapsed") continue;
        const auto what = std::string(event) + " " + boost::json::serialize(entry.at("data"));
        if (!fired.insert(what).second) differs("it fired twice: " + what);
    }
}

void storyteller::differs(const std::string& why) const
{
    throw story_differs(story_.file + ":" + std::to_string(line_) + ": " + why);
}

app::story_time storyteller::time() const
{
    return {.beginning = beginning_, .now = in_.now(), .where = where_, .in_dates = in_dates_};
}

storyteller::cast& storyteller::case_called(const std::string& name)
{
    const auto found = cases_.find(name);
    if (found == cases_.end()) differs("no case '" + name + "' has been filed");
    return found->second;
}

complaint storyteller::standing(const std::string& name)
{
    if (auto found = in_.find(case_called(name).id)) return *std::move(found);
    differs("case '" + name + "' was refused when it was filed");
}

actor storyteller::who(role as, const std::string& id, const complaint& now) const
{
    switch (as) {
        case role::complainant:
            if (!id.empty()) return {.id = id, .role = as};
            if (now.facts.anonymous) return {.id = "/wallet/web", .role = as, .unnamed = true};
            return {.id = now.exists() ? now.facts.complainant : std::string(app::usual_complainant),
                    .role = as};
        case role::representative:
            if (id.empty() && now.facts.representative.empty())
                differs("which representative? say: representative lawyer-1");
            return {.id = id.empty() ? now.facts.representative : id, .role = as};
        case role::channel:
            return {.id = id.empty() ? "channel" : id, .kind = actor_kind::system, .role = as};
        case role::engine:
        case role::timer:
            differs("rules and timers act by themselves; expect what they do");
        default:
            break;
    }
    if (auto found = shipped_roster().staff(id, as)) return *std::move(found);
    std::vector<std::string> people = shipped_roster().people();
    std::erase_if(people, [&](const auto& one) { return !shipped_roster().staff(one, as); });
    const std::vector<std::string_view> known(people.begin(), people.end());
    differs("'" + id + "': nobody in the roster has this id and the role " + std::string(name_of(as)) +
            app::did_you_mean(id, known));
}

void storyteller::step(const story_act& act)
{
    if (act.stage == app::story_stage::demo) return;
    const bool filing = act.what == event_type::complaint_filed;
    if (filing && !cases_.contains(act.on))
        cases_[act.on].id = uuid_v8(workflow::sha256(story_.title + "/" + act.on));
    auto& on = case_called(act.on);
    const auto now = in_.find(on.id).value_or(complaint{});

    std::map<std::string, case_id> ids;
    for (const auto& [name, one] : cases_) ids.emplace(name, one.id);
    auto what = event_of(act, now, rules_of(now), time(), ids, story_.file);
    if (act.approver && what.type == event_type::policy_repinned) {
        const auto rules = rules_of(now);
        const auto in_force = policies_for(in_.house.in_force(), traits_of(now.facts));
        for (auto& [name, value] : what.fields)
            if (name == field::approved_digest)
                value = workflow::act_digest(
                    now, what, {.rules = rules, .in_force = in_force, .calendars = &in_.house.calendars()});
    }
    auto by = who(act.as, act.who, now);
    if (filing && what.yes(field::anonymous)) by = {.id = "/wallet/web", .role = act.as, .unnamed = true};
    auto asked = order(on.id, std::move(what), std::move(by), std::to_string(++acts_));
    if (act.ago) (filing ? asked.received : asked.occurred) = in_.now() - *act.ago;

    workflow::batch work;
    work.records.emplace_back(std::move(asked));
    const auto said = in_.writer().apply(work).at(0);
    if (said.what != workflow::disposition::applied) refused_ = said;
    // The act's own entry: the story has told it. A filing that is refused leaves none.
    if (in_.history(on.id).size() > on.told) ++on.told;
    fire();
}

void storyteller::step(const story_wait& wait)
{
    const auto* moment = std::get_if<app::story_moment>(&wait.until);
    if (wait.begins) {
        in_dates_ = moment->from == app::story_moment::origin::date;
        beginning_ = time().at(*moment);
        return in_.move_to(beginning_);
    }
    const auto until = moment != nullptr ? time().at(*moment) : in_.now() + std::get<duration>(wait.until);
    if (until < in_.now()) differs("time does not go back: now is " + time().told(in_.now()));
    while (!wait.engine_down) {
        const auto look = in_.next_look();
        if (!look || *look > until) break;
        if (*look > in_.now()) in_.move_to(*look);
        fire();
        if (in_.next_look() == look)
            differs("the deadline pass looks at " + time().told(*look) + " for ever");
    }
    in_.move_to(until);
    fire();
}

void storyteller::step(const app::story_absence& gone)
{
    const auto named = [&](const std::string& id) -> colleague& {
        const auto found = std::ranges::find(in_.people, id, &colleague::id);
        if (found != in_.people.end()) return *found;
        const auto ids = shipped_roster().people();
        differs("'" + id + "': nobody in the roster has this id" +
                app::did_you_mean(id, std::vector<std::string_view>(ids.begin(), ids.end())));
    };
    colleague& away = named(gone.who);
    away.absences.push_back({.from = in_.now(), .until = time().at(gone.until)});
    away.delegate = gone.stands_in.empty() ? std::string{} : named(gone.stands_in).id;
}

void storyteller::step(const app::story_rule& changed)
{
    in_.house.change(changed, story_.file);
}

std::vector<const policy*> storyteller::rules_of(const complaint& now) const
{
    if (!now.exists()) return in_.house.in_force();
    std::vector<const policy*> rules;
    for (const auto& pin : now.facts.policies) rules.push_back(in_.house.find(pin.sha256));
    return rules;
}

void storyteller::fire()
{
    while (in_.writer().fire_due(100) > 0) {
    }
}

std::vector<boost::json::object> storyteller::untold(const cast& of)
{
    std::vector<boost::json::object> entries;
    const auto bodies = in_.history(of.id);
    for (std::size_t i = of.told; i < bodies.size(); ++i)
        entries.push_back(boost::json::parse(bodies[i]).as_object());
    return entries;
}

void storyteller::everything_told()
{
    if (refused_) differs("refused: " + told_refusal(*refused_) + "; say so: expect refused ...");
    std::string happened;
    for (auto& [name, one] : cases_) {
        const auto entries = untold(one);
        for (const auto& entry : entries)
            if (!goes_without_saying(entry)) happened += (happened.empty() ? "" : ", ") + told_entry(entry);
        one.told += entries.size();
    }
    if (!happened.empty()) differs("what came of it is not told: expect then " + happened);
    if (in_.alarms.empty()) return;
    std::string raised;
    for (const auto& [id, text] : in_.alarms) raised += (raised.empty() ? "" : ", ") + text;
    differs("an alarm is not told: expect alarm " + raised);
}

void storyteller::step(const story_expectation& expected)
{
    using about = story_expectation::about;
    if (expected.what != about::refused && refused_)
        differs("refused: " + told_refusal(*refused_) + "; say so: expect refused ...");
    switch (expected.what) {
        case about::refused:
            return expect_refused(expected);
        case about::then:
            return expect_then(expected);
        case about::alarms:
            return expect_alarms(expected);
        case about::clocks:
            return expect_clocks(expected);
        case about::due_first:
            return expect_due_first(expected);
        case about::facts:
            return expect_facts(expected);
        case about::rungs:
            return expect_rungs(expected);
        case about::item:
            return expect_item(expected);
        case about::offered:
        case about::blocked:
            return expect_actions(expected);
    }
}

void storyteller::expect_refused(const story_expectation& expected)
{
    if (!refused_) differs("it was accepted");
    const auto said = *std::exchange(refused_, std::nullopt);
    const auto is = "refused: " + told_refusal(said);
    if (expected.items[0].at(0) != said.code) differs(is);
    for (std::size_t i = 1; i < expected.items.size(); ++i) {
        const auto& words = expected.items[i];
        const auto given = said.args.find(words[0]);
        if (given == said.args.end() || given->second != joined_words(words, 1)) differs(is);
    }
}

void storyteller::expect_then(const story_expectation& expected)
{
    auto& on = case_called(expected.on);
    const auto entries = untold(on);
    // A line that names a warning, or says that nothing came, hides none.
    const bool nothing = expected.items.size() == 1 && expected.items[0][0] == "nothing";
    const bool warnings_told = nothing || std::ranges::any_of(expected.items, [](const auto& words) {
                                   return words[0] == "deadline_warned";
                               });
    const auto unsaid = [&](const boost::json::object& entry) {
        return goes_without_saying(entry) && !(warnings_told && is_warning(entry));
    };
    std::string is;
    for (const auto& entry : entries)
        if (!unsaid(entry)) is += (is.empty() ? "" : ", ") + told_entry(entry);
    on.told += entries.size();
    std::size_t next = nothing ? 1 : 0;
    for (const auto& entry : entries) {
        if (next < expected.items.size() && tells(expected.items[next], entry))
            ++next;
        else if (!unsaid(entry))
            differs("it came otherwise: expect then " + is);
    }
    if (next < expected.items.size())
        differs(is.empty() ? "nothing came of it" : "it came otherwise: expect then " + is);
}

void storyteller::expect_alarms(const story_expectation& expected)
{
    std::string wanted, is;
    for (const auto& words : expected.items) wanted += (wanted.empty() ? "" : ", ") + joined_words(words, 0);
    for (const auto& [id, text] : std::exchange(in_.alarms, {})) is += (is.empty() ? "" : ", ") + text;
    if (wanted != is) differs(is.empty() ? "nobody was alarmed" : "the alarm is: expect alarm " + is);
}

void storyteller::expect_clocks(const story_expectation& expected)
{
    const auto now = standing(expected.on);
    const auto& clocks = now.facts.clocks;
    std::vector<bool> told(clocks.size());
    bool right = true;
    for (const auto& one : expected.clocks) {
        std::optional<std::size_t> found;
        for (std::size_t i = 0; i < clocks.size(); ++i)
            if (clocks[i].clock_id == one.name && (one.policy.empty() || clocks[i].policy == one.policy) &&
                (one.subject.empty() || clocks[i].subject == one.subject) &&
                (!one.generation || clocks[i].generation == *one.generation))
                found = i;
        right = right && found && clocks[*found].state == one.state &&
                (!one.until || (clocks[*found].due && *clocks[*found].due == time().at(*one.until)));
        if (found) told[*found] = true;
    }
    for (std::size_t i = 0; i < clocks.size(); ++i) right = right && (told[i] || !must_be_told(clocks[i]));
    if (!right) differs("the clocks are: expect clocks " + told_clocks(now, told, time()));
}

void storyteller::expect_due_first(const story_expectation& expected)
{
    const auto now = standing(expected.on);
    const auto rules = rules_of(now);
    std::string other;
    for (const auto& words : expected.items) {
        const auto& clocks = now.facts.clocks;
        const auto one = std::find_if(clocks.rbegin(), clocks.rend(), [&](const clock& c) {
            return words[2] == c.clock_id || words[2] == c.policy + ":" + c.clock_id;
        });
        if (one == clocks.rend()) differs("no clock '" + words[2] + "' was ever started");
        const auto* first = due_before(now, rules, *one);
        const auto is = first == nullptr ? "none" : first->clock_id;
        if (is != words[0] && (first == nullptr || first->policy + ":" + is != words[0]))
            other += (other.empty() ? "" : ", ") + is + " before " + words[2];
    }
    if (!other.empty()) differs("it is due otherwise: expect due first " + other);
}

void storyteller::expect_rungs(const story_expectation& expected)
{
    std::string wanted, is;
    for (const auto& words : expected.items) wanted += (wanted.empty() ? "" : ", ") + joined_words(words, 0);
    for (const auto& one : standing(expected.on).facts.rungs)
        is += (is.empty() ? "" : ", ") + std::to_string(one.rung) + " " + one.reason + " at " +
              time().told(*one.at);
    if (wanted != is) differs("the rungs are: expect rungs taken " + is);
}

void storyteller::expect_item(const story_expectation& expected)
{
    const auto now = standing(expected.on);
    const auto& items = now.facts.redress_items;
    const auto& id = expected.items[0][0];
    const auto found = std::ranges::find(items, id, &redress_item::id);
    if (found == items.end()) differs("the case has no item '" + id + "'");
    std::string other;
    for (std::size_t i = 0; i < expected.items.size(); ++i) {
        auto words = expected.items[i];
        if (i == 0) words.erase(words.begin());
        if (words.size() < 2) differs("say of the item what is expected: state approved, amount 10, ...");
        const auto is = told_item(*found, words[0], time());
        if (is.empty()) differs("'" + words[0] + "': nothing that an item has");
        if (is != joined_words(words, 1)) other += (other.empty() ? "" : ", ") + words[0] + " " + is;
    }
    if (!other.empty()) differs("the item stands otherwise: expect item " + id + " " + other);
}

void storyteller::expect_facts(const story_expectation& expected)
{
    const auto now = standing(expected.on);
    std::string other;
    for (const auto& words : expected.items) {
        const auto is = told_fact(now, words[0], time());
        if (is != joined_words(words, 1)) other += (other.empty() ? "" : ", ") + words[0] + " " + is;
    }
    if (!other.empty()) differs("it stands otherwise: expect " + other);
}

void storyteller::expect_actions(const story_expectation& expected)
{
    const auto now = standing(expected.on);
    const auto by = who(expected.as, expected.who, now);
    const auto rules = rules_of(now);
    const auto at = in_.now();
    const auto actions = legal_actions(now, {.who = &by, .rules = rules, .at = at, .occurred = at});
    const auto wanted =
        expected.what == story_expectation::about::offered ? legality::now : legality::blocked;
    for (const auto& words : expected.items) {
        const auto found = std::find_if(actions.begin(), actions.end(),
                                        [&](const auto& one) { return name_of(one.event) == words[0]; });
        static constexpr std::string_view how[] = {"possible", "blocked by ", "for another role"};
        const auto is = std::string(how[static_cast<std::size_t>(found->how)]) + std::string(found->guard);
        if (found->how != wanted) differs(words[0] + " is " + is);
        if (words.size() == 3 && (words[1] != "by" || words[2] != found->guard))
            differs(words[0] + " is " + is);
    }
}

}  // namespace redress::tests
