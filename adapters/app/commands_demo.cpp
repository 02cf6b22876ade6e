// demo: what ops/demo does beyond starting and stopping. Not for production: the people it speaks for
// exist in the demo's roster alone.
#include "adapters/app/cli.hpp"
#include "adapters/app/case_told.hpp"
#include "adapters/app/columns.hpp"
#include "adapters/app/demo_feed.hpp"
#include "adapters/app/demo_lives.hpp"
#include "adapters/app/demo_play.hpp"
#include "adapters/app/kafka_settings.hpp"
#include "adapters/app/reading.hpp"
#include "adapters/app/services.hpp"
#include "adapters/files/file_error.hpp"
#include "adapters/files/policy_file.hpp"
#include "adapters/files/text_book.hpp"
#include "adapters/json/event_json.hpp"
#include "adapters/kafka/producer.hpp"
#include "adapters/postgres/case_queries.hpp"
#include "workflow/canonical.hpp"
#include "workflow/intake.hpp"
#include "workflow/reference.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <thread>

namespace redress::app {
namespace {

using namespace std::chrono_literals;

std::int64_t records_read(postgres::case_queries& from)
{
    std::int64_t all = 0;
    for (const auto& one : from.partitions()) all += one.next_offset - one.first_offset - one.skipped;
    return all;
}

/// Polls until the engine has read that many records and its outcomes are published.
void await_outcomes(postgres::case_queries& from, std::int64_t records, int seconds)
{
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(seconds);
    for (;;) {
        const auto read = records_read(from);
        std::int64_t behind = 0;
        bool relayed = false;
        for (const auto& reader : from.readers())
            if (reader.reader == "relay") {
                relayed = true;
                behind = reader.behind;
            }
        if (read >= records && relayed && behind == 0) return;
        if (std::chrono::steady_clock::now() > until)
            throw command_failed(exit_code::partial,
                                 "after " + std::to_string(seconds) + " s the engine has read " +
                                     std::to_string(read) + " of " + std::to_string(records) +
                                     " records and " + std::to_string(behind) +
                                     " entries are not published: is `redress serve` running?");
        std::this_thread::sleep_for(100ms);
    }
}

void send_all(kafka::producer& to, std::span<const workflow::outgoing> messages)
{
    for (std::size_t sent = 0; sent < messages.size();) sent += to.publish(messages.subspan(sent));
}

exit_code feed(const shared_options& shared, const std::string& input, const std::string& mapping,
               const std::string& report, std::uint64_t seed)
{
    services parts(shared);
    const auto kafka = needed_kafka_settings(parts.settings(), "redress-demo");
    const auto text = files::read_file(input);
    const auto now = parts.queries().now();
    const auto records =
        mapping.empty() ? feed_of_samples(text, kafka.topics.command, now, seed)
                        : feed_of_csv(text, files::read_file(mapping), mapping, kafka.topics.command, now);
    const auto before = records_read(parts.queries());
    std::ofstream list(report);
    std::vector<workflow::outgoing> messages;
    for (const auto& one : records) {
        list << boost::json::serialize(boost::json::object{
                    {"label", one.label}, {"source", one.source}, {"id", one.id}, {"expect", one.expect}})
             << '\n';
        messages.push_back(one.message);
    }
    if (!list.flush()) throw command_failed(exit_code::failure, "cannot write " + report);
    kafka::producer producer(kafka);
    send_all(producer, messages);
    if (!shared.quiet)
        std::cerr << "fed " << records.size() << " records to " << kafka.topics.command << '\n';
    await_outcomes(parts.queries(), before + static_cast<std::int64_t>(records.size()), 60);
    return exit_code::ok;
}

exit_code play(const shared_options& shared, std::uint64_t seed)
{
    services parts(shared);
    const auto kafka = needed_kafka_settings(parts.settings(), "redress-demo");
    std::vector<complaint> cases;
    postgres::case_filter filter{.limit = 500};
    for (;;) {
        const auto page = parts.queries().list(filter);
        for (const auto& line : page)
            if (auto found = parts.queries().get(line.id)) cases.push_back(std::move(*found));
        if (page.size() < 500) break;
        filter.after = page.back().id;
    }
    const auto before = records_read(parts.queries());
    std::vector<workflow::outgoing> messages;
    for (const auto& one : play_lives(cases, parts.policies().in_force(), seed, kafka.topics.command))
        messages.push_back(json::encode(one));
    kafka::producer producer(kafka);
    send_all(producer, messages);
    if (!shared.quiet)
        std::cerr << "handlers, reviewers and complainants acted " << messages.size() << " times\n";
    await_outcomes(parts.queries(), before + static_cast<std::int64_t>(messages.size()), 60);
    return exit_code::ok;
}

/// An act that a second person approved: a record cannot say so, a command of somebody logged in can.
void act_here(services& by, const life_act& act)
{
    const auto& send = act.send;
    auto who = by.rules().staff(send.actor_id, send.actor_role.value_or(role::handler));
    if (!who)
        throw command_failed(exit_code::auth, act.label + ": the roster has no '" + send.actor_id + "'");
    workflow::command asked{.id = send.id, .what = send.what, .who = *std::move(who)};
    asked.from = {.source = "redress:cli", .id = send.event_id};
    asked.from.digest = workflow::command_digest(workflow::command_type_of(asked.what.type), asked.id,
                                                 json::write_event(asked.what));
    workflow::batch work;
    work.records.emplace_back(std::move(asked));
    const auto said = by.engine().apply(work).at(0);
    const auto got = said.what == workflow::disposition::refused ? "refused:" + said.code : "accepted";
    if (got != act.expect)
        throw command_failed(exit_code::partial, act.label + ": expected " + act.expect + ", got " + got);
}

/// Polls until no promise of these cases is due any more: the engine has seen what the past brought.
void await_deadlines(postgres::case_queries& from, const std::vector<life_case>& cases)
{
    const auto until = std::chrono::steady_clock::now() + 20s;
    const auto is_due = [&](const life_case& one) {
        const auto found = from.get(one.id);
        const auto now = from.now();
        // One that was missed is settled as far as the engine goes.
        return found && std::ranges::any_of(found->facts.clocks, [&](const clock& promise) {
                   return promise.state == clock_state::running && promise.due && *promise.due <= now;
               });
    };
    while (std::any_of(cases.begin(), cases.end(), is_due)) {
        if (std::chrono::steady_clock::now() > until)
            throw command_failed(exit_code::partial, "a deadline stays due: is `redress serve` running?");
        std::this_thread::sleep_for(50ms);
    }
}

exit_code lives(const shared_options& shared, const std::string& folder, const std::string& report)
{
    services parts(shared);
    const auto kafka = needed_kafka_settings(parts.settings(), "redress-demo");
    const auto stories = stories_in(folder);
    life_player player(stories, parts.policies().in_force(), kafka.topics.command);
    kafka::producer producer(kafka);
    std::ofstream list(report, std::ios::app);
    std::size_t sent = 0;
    for (;;) {
        auto& from = parts.queries();
        const auto acts = player.next(from.now(), [&](const case_id& id) { return from.get(id); });
        if (acts.empty()) break;
        const auto before = records_read(from);
        std::vector<workflow::outgoing> messages;
        for (const auto& one : acts) {
            if (one.approved) {
                act_here(parts, one);
                continue;
            }
            list << boost::json::serialize(boost::json::object{{"label", one.label},
                                                               {"source", one.send.source},
                                                               {"id", one.send.event_id},
                                                               {"expect", one.expect}})
                 << '\n';
            messages.push_back(json::encode(one.send));
        }
        send_all(producer, messages);
        await_outcomes(from, before + static_cast<std::int64_t>(messages.size()), 60);
        await_deadlines(from, player.cases());
        sent += acts.size();
    }
    if (!list.flush()) throw command_failed(exit_code::failure, "cannot write " + report);
    for (const auto& one : player.cases()) {
        const auto found = parts.queries().get(one.id);
        const auto is = found ? name_of(found->lifecycle) : "refused";
        if (one.first && is != name_of(one.of->demo->ends))
            throw command_failed(exit_code::partial, one.of->file + ": ends " + std::string(is) +
                                                         ", expected " +
                                                         std::string(name_of(one.of->demo->ends)));
    }
    if (!shared.quiet)
        std::cerr << "played " << player.cases().size() << " cases of " << folder << " in " << sent
                  << " acts\n";
    return exit_code::ok;
}

exit_code tell(const shared_options& shared, const std::string& file)
{
    services parts(shared);
    const auto stories = parse_stories(files::read_file(file), file);
    const auto& one = stories.front();
    const auto id = life_case_id(one);
    const auto found = parts.queries().get(id);
    if (!found || hidden_from_reader(parts, {id}).contains(id))
        throw command_failed(exit_code::not_found, file + ": has not been played here (redress demo lives)");
    std::cout << '\n'
              << one.title << " (" << workflow::shown_reference(found->facts.reference) << ")\n"
              << parts.texts().text("timeline", "legend", shared.lang()) << "\n\n";
    for (const auto& entry : parts.queries().timeline(found->id, 0, 500))
        std::cout << told_entry(entry.body, parts.texts(), shared.lang());
    return exit_code::ok;
}

exit_code board(const shared_options& shared)
{
    services parts(shared);
    auto& from = parts.queries();
    const auto format = output_format::table;
    std::cout << '\n' << parts.say({"board_states"}) << '\n';
    row_printer states(std::cout, format, columns(parts, shared, format, {{"state"}, {"cases", true}}));
    std::vector<std::pair<std::string, std::int64_t>> sums;
    sums.reserve(count_of<lifecycle_state>);
    for (const auto name : names_of<lifecycle_state>::list) sums.emplace_back(std::string(name), 0);
    const auto counts = cases_by_state(parts);
    for (auto& [name, cases] : sums)
        if (const auto found = counts.find(name); found != counts.end()) cases = found->second;
    for (const auto& [name, cases] : sums)
        if (cases != 0) states.row({{"state", name}, {"cases", cases}});
    states.end();

    std::map<std::int64_t, std::int64_t> on_rungs;
    std::int64_t missed = 0, waiting = 0;
    std::vector<postgres::case_line> due;
    const auto now = from.now();
    postgres::case_filter filter{.limit = 500};
    for (;;) {
        const auto page = from.list(filter);
        std::vector<case_id> ids;
        for (const auto& line : page) ids.push_back(line.id);
        const auto hidden = hidden_from_reader(parts, ids);
        for (const auto& line : page) {
            if (hidden.contains(line.id)) continue;
            if (line.rung > 0) ++on_rungs[line.rung];
            if (line.hold == name_of(hold_state::waiting)) ++waiting;
            const auto whole = from.get(line.id);
            if (whole && std::any_of(whole->facts.clocks.begin(), whole->facts.clocks.end(),
                                     [](const auto& c) { return c.state == clock_state::missed; }))
                ++missed;
            if (line.next_due && *line.next_due > now) due.push_back(line);
        }
        if (page.size() < 500) break;
        filter.after = page.back().id;
    }
    std::cout << '\n' << parts.say({"board_due"}) << '\n';
    std::sort(due.begin(), due.end(), [](const auto& a, const auto& b) { return a.next_due < b.next_due; });
    row_printer soon(
        std::cout, format,
        columns(parts, shared, format,
                {{"reference"}, {"due"}, {"in", true}, {"category"}, {"channel"}, {"state"}, {"owner"}}));
    for (std::size_t i = 0; i < std::min<std::size_t>(due.size(), 8); ++i) {
        const auto& line = due[i];
        const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(*line.next_due - now).count();
        soon.row({{"reference", workflow::shown_reference(line.reference)},
                  {"due", to_string(*line.next_due).substr(0, 16) + "Z"},
                  {"in", std::to_string(minutes / 60) + (minutes % 60 < 10 ? ":0" : ":") +
                             std::to_string(minutes % 60)},
                  {"category", line.category},
                  {"channel", line.channel},
                  {"state", line.state},
                  {"owner", line.owner}});
    }
    soon.end();
    std::string rungs;
    for (const auto& [rung, cases] : on_rungs)
        rungs += parts.say({"board_rung", {{"rung", std::to_string(rung)}, {"n", std::to_string(cases)}}});
    std::cout << '\n'
              << parts.say({"board_missed", {{"n", std::to_string(missed)}}}) << '\n'
              << parts.say({"board_waiting", {{"n", std::to_string(waiting)}}}) << '\n'
              << parts.say({"board_rungs", {{"list", rungs}}}) << '\n';
    return exit_code::ok;
}

exit_code pick(const shared_options& shared)
{
    // The liveliest open case: the one with the most accepted events.
    services parts(shared);
    std::string best;
    std::int64_t most = -1;
    for (const auto& line : lines_for_reader(
             parts, 500, [&](int most_lines) { return parts.queries().list({.limit = most_lines}); }))
        if (const auto whole = parts.queries().get(line.id); whole && whole->version > most) {
            most = whole->version;
            best = workflow::shown_reference(line.reference);
        }
    if (best.empty()) throw command_failed(exit_code::not_found, "there is no open case");
    std::cout << best << '\n';
    return exit_code::ok;
}

}  // namespace

void add_demo_commands(command_line& line, CLI::App& root)
{
    auto& shared = line.shared;
    auto* demo = add_command(line, root, "demo", "Feeds and plays the demonstration; ops/demo calls it.",
                             "demo feed --input schemas/samples/wallet_complaints.jsonl --report "
                             "fed.jsonl\ndemo play\ndemo board");
    struct feed_options {
        std::string input, mapping, report;
        std::uint64_t seed = 1;
    };
    auto fed = std::make_shared<feed_options>();
    auto* feeding = add_command(
        line, *demo, "feed",
        "Sends samples or the rows of a CSV to Kafka and waits until each has its outcome.", "",
        [&shared, fed] { return feed(shared, fed->input, fed->mapping, fed->report, fed->seed); });
    feeding->add_option("--input", fed->input, "JSON lines of schemas/samples, or CSV with --mapping")
        ->required()
        ->check(CLI::ExistingFile);
    feeding->add_option("--mapping", fed->mapping, "mapping of a CSV (schemas/mappings)")
        ->check(CLI::ExistingFile);
    feeding->add_option("--report", fed->report, "where to write what was fed, one JSON object a line")
        ->required();
    feeding->add_option("--seed", fed->seed, "of the ids: another seed feeds other cases");
    auto seed = std::make_shared<std::uint64_t>(20);
    auto* playing =
        add_command(line, *demo, "play", "Lets the demo's handlers, reviewers and complainants act.", "",
                    [&shared, seed] { return play(shared, *seed); });
    playing->add_option("--seed", *seed, "which lives are told");
    auto folder = std::make_shared<std::string>("tests/scenarios");
    auto report = std::make_shared<std::string>();
    auto* living = add_command(line, *demo, "lives",
                               "Plays the lives among the stories of a folder, act by act, over Kafka.", "",
                               [&shared, folder, report] { return lives(shared, *folder, *report); });
    living->add_option("--stories", *folder, "folder of *.story files")
        ->check(CLI::ExistingDirectory)
        ->capture_default_str();
    living->add_option("--report", *report, "where to add what was sent, one JSON object a line")->required();
    auto file = std::make_shared<std::string>();
    auto* telling =
        add_command(line, *demo, "tell", "Tells a life that was played, entry by entry, in words.",
                    "demo tell --story tests/scenarios/life_01_simple_and_accepted.story",
                    [&shared, file] { return tell(shared, *file); });
    telling->add_option("--story", *file, "the life's file")->required()->check(CLI::ExistingFile);
    add_command(line, *demo, "board",
                "Shows cases by state, what is due next, what was missed, who is on which rung.", "",
                [&shared] { return board(shared); });
    add_command(line, *demo, "pick", "Names one case worth a look.", "", [&shared] { return pick(shared); });
}

}  // namespace redress::app
