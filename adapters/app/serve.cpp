#include "adapters/app/serve.hpp"

#include "adapters/app/calendar_watch.hpp"
#include "adapters/app/colleague_watch.hpp"
#include "adapters/app/document_upkeep.hpp"
#include "adapters/app/kafka_settings.hpp"
#include "adapters/app/log.hpp"
#include "adapters/app/log_keeper.hpp"
#include "adapters/app/metrics.hpp"
#include "adapters/app/ops_server.hpp"
#include "adapters/app/refusal_told.hpp"
#include "adapters/app/serve_log.hpp"
#include "adapters/app/serve_writer.hpp"
#include "adapters/app/services.hpp"
#include "adapters/app/web/web_front.hpp"
#include "adapters/files/letter_book.hpp"
#include "adapters/files/policy_file.hpp"
#include "adapters/files/roster_file.hpp"
#include "adapters/kafka/broker_watch.hpp"
#include "adapters/kafka/intake_loop.hpp"
#include "adapters/kafka/producer.hpp"
#include "adapters/postgres/case_queries.hpp"
#include "adapters/postgres/case_store.hpp"
#include "adapters/postgres/desk_store.hpp"
#include "adapters/postgres/entry_reader.hpp"
#include "adapters/postgres/likeness_index.hpp"
#include "adapters/postgres/offset_store.hpp"
#include "adapters/postgres/startup_gate.hpp"
#include "adapters/postgres/upkeep.hpp"
#include "adapters/postgres/word_index.hpp"
#include "workflow/relay.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <csignal>
#include <iostream>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>

#include <unistd.h>

namespace redress::app {
namespace {

using clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

constexpr auto relay_idle = 1000ms;  // other processes write, too; our own writer wakes us at once
constexpr auto relay_back_off = 1000ms;
constexpr auto watch_every = 10min;
constexpr auto upkeep_every = 1h;
constexpr auto gauges_every = 15s;
// Together well within the five seconds in which people at a desk are told.
constexpr auto broker_look_every = 1s;
constexpr auto broker_answer_max = 2s;
constexpr auto catching_up_every = 1s;

/// Signals arrive at the main thread alone: blocked before any other thread is made.
class signals {
public:
    signals()
    {
        sigemptyset(&set_);
        sigaddset(&set_, SIGTERM);
        sigaddset(&set_, SIGINT);
        pthread_sigmask(SIG_BLOCK, &set_, nullptr);
        std::signal(SIGPIPE, SIG_IGN);  // NOLINT: a peer that hangs up is an error code, not a death
    }
    /// True when one came.
    bool wait(std::chrono::milliseconds most)
    {
        const timespec bound{most.count() / 1000, most.count() % 1000 * 1'000'000};
        return sigtimedwait(&set_, nullptr, &bound) > 0;
    }

private:
    sigset_t set_{};
};

/// Retries until it works or a signal says stop. PostgreSQL may come up after us.
template <class F>
bool insist(signals& heard, health& state, const char* part, F&& f)
{
    for (auto pause = 100ms;; pause = std::min<std::chrono::milliseconds>(pause * 2, 2s)) {
        try {
            f();
            state.good(part);
            return true;
        } catch (const workflow::store_unavailable& away) {
            if (state.bad(part, away.what())) log(log_level::warn, "waiting_for_database", away.what());
        }
        if (heard.wait(pause)) return false;
    }
}

/// The gate's findings. Days that the agenda lacks, after a time without any engine, are made first: that
/// is found only when the schema is ours.
std::vector<postgres::gate_finding> ask_the_gate(const std::string& url, const std::string& plan_mode)
{
    auto findings = postgres::startup_gate(url, plan_mode);
    const auto short_agenda = [](const postgres::gate_finding& one) { return one.code == "agenda_short"; };
    if (std::ranges::none_of(findings, short_agenda)) return findings;
    postgres::upkeep(url).run();
    return postgres::startup_gate(url, plan_mode);
}

bool gate_opens(const std::string& url, const std::string& plan_mode)
{
    bool opens = true;
    for (const auto& found : ask_the_gate(url, plan_mode)) {
        log(found.refuses ? log_level::error : log_level::warn, "startup_gate", found.sentence,
            {{"code", found.code}});
        if (found.refuses) {
            std::cerr << "redress: " << found.sentence << '\n';
            opens = false;
        }
    }
    return opens;
}

std::string readiness(const health& state)
{
    boost::json::object parts;
    for (const auto& [name, part] : state.parts())
        parts[name] = {
            {"state", part.good ? "up" : "down"}, {"since", part.since}, {"last_error", part.last_error}};
    return boost::json::serialize(boost::json::object{{"ready", state.ready()}, {"parts", parts}});
}

/// The relay thread: passes until asked to stop, then one last time, so that nothing committed waits.
void relay_until(const std::atomic<bool>& stop, workflow::relay& relay, wake& woken, health& state,
                 metrics& counted)
{
    std::uint64_t published = 0;
    for (;;) {
        const bool ending = stop.load();
        auto pause = relay_idle;
        try {
            const auto did = relay.pass();
            published += did.published();
            counted.relay(static_cast<double>(did.behind), static_cast<double>(published));
            state.good("relay");
            if (did.behind != 0) continue;  // of what others hold nothing is counted
            if (ending) break;
        } catch (const std::exception& failed) {
            if (state.bad("relay", failed.what())) log(log_level::warn, "relay_failed", failed.what());
            if (ending) break;  // the next relay goes on from the mark
            pause = relay_back_off;
        }
        woken.wait(pause);
    }
    try {
        relay.release();
    } catch (const std::exception& failed) {
        log(log_level::warn, "relay_release_failed", failed.what());  // the lease runs out by itself
    }
}

/// Kafka works when it answers and nothing went wrong since the last look. Its clients go on by themselves.
void look_at_kafka(const kafka::intake_loop& intake, const std::atomic<bool>& away,
                   std::atomic<unsigned>& troubles, health& state, metrics& counted)
{
    counted.intake(intake.counts());
    if (troubles.exchange(0) == 0 && !away.load()) state.good("kafka");
}

/// Its clients tell of a broker that is away once, and of one that hangs late; whoever works is told sooner.
void watch_broker(const std::stop_token& stop, const kafka::kafka_settings& settings, std::atomic<bool>& away,
                  health& state)
{
    kafka::broker_watch watch(settings);
    std::mutex guard;
    std::condition_variable_any woken;
    while (!stop.stop_requested()) {
        const bool answers = watch.answers(broker_answer_max);
        if (!answers) (void)state.bad("kafka", "the broker does not answer");
        if (away.exchange(!answers) == answers)
            log(log_level::warn, answers ? "kafka_answers" : "kafka_away",
                answers ? "events are exchanged with other systems again"
                        : "events from and to other systems wait; everything else goes on");
        std::unique_lock hold(guard);
        woken.wait_for(hold, stop, broker_look_every, [] { return false; });
    }
}

void look_at_web(const web_front& web, metrics& counted)
{
    const auto now = web.counts();
    counted.http_connections(static_cast<double>(now.open), static_cast<double>(now.turned_away),
                             static_cast<double>(now.too_late));
}

void upkeep_until(const std::atomic<bool>& stop, const std::string& url, wake& woken, health& state,
                  metrics& counted, const std::function<void()>& also, const std::function<void()>& watch)
{
    postgres::upkeep keep(url);
    postgres::case_queries queries(url);
    postgres::likeness_index likeness(url);
    postgres::word_index words(url);
    postgres::desk_store desk(url);
    auto next_upkeep = clock::now() + upkeep_every;
    auto next_watch = clock::now();
    while (!stop.load()) {
        std::chrono::milliseconds pause = gauges_every;
        try {
            if (clock::now() >= next_upkeep) {
                keep.run();
                desk.forget_old();
                next_upkeep = clock::now() + upkeep_every;
            }
            if (clock::now() >= next_watch) {
                counted.open_without_date(static_cast<double>(queries.deadlines().undated));
                watch();
                next_watch = clock::now() + watch_every;
            }
            for (const auto& [name, cases] : queries.counts())
                counted.open_cases(name, static_cast<double>(cases));
            also();
            // A second in fifteen for each: what it does not come to waits, and the path of a write never does. Where
            // less is written than that second takes in, the rest is gone through without the pause.
            (void)likeness.catch_up(1s);
            const auto behind = words.behind();
            (void)words.catch_up(1s);
            const auto left = words.behind();
            pause = left > 0 && left < behind ? catching_up_every : gauges_every;
            state.good("upkeep");
        } catch (const std::exception& failed) {
            if (state.bad("upkeep", failed.what())) log(log_level::warn, "upkeep_failed", failed.what());
        }
        for (const auto& [name, part] : state.parts()) counted.part_up(name, part.good);
        woken.wait(pause);
    }
}

}  // namespace

exit_code serve(const shared_options& given)
{
    signals heard;
    auto shared = given;
    services parts(shared);
    const auto& settings = parts.settings();
    start_log(settings.text(setting::log_level), settings.text(setting::log_format));
    const auto url = parts.database();
    const auto plan_mode = settings.text(setting::database_plan_cache);
    health state;
    metrics counted;
    state.require("database");

    (void)parts.letters();  // policies and words that are wrong end the start before anything waits
    bool opens = false;
    std::vector<std::string> fresh;
    const bool there = insist(heard, state, "database", [&] {
        opens = gate_opens(url, plan_mode);
        if (!opens) return;
        postgres::upkeep(url).run();
        fresh = save_policies(parts.queries(), parts.policies(), parts.letters(), parts.calendars());
        const auto people = parts.roster().colleagues();
        shared.people = std::make_shared<colleague_watch>(std::vector(people.begin(), people.end()), url);
    });
    if (!there) return exit_code::ok;  // asked to stop while waiting
    if (!opens) return exit_code::config;

    wake writer_wake, relay_wake, upkeep_wake;
    std::atomic<bool> stop_writer{false}, stop_relay{false}, stop_upkeep{false};

    postgres::case_store store({.url = url, .plan_cache_mode = plan_mode});
    workflow::engine engine(store, parts.policies_of_engine(), parts.engine_settings(),
                            [&](const case_id& id, const alarm& what) {
                                counted.alarm(std::string(what.code));
                                log(log_level::warn, "alarm", std::string(what.code),
                                    {{what.about, to_string(id)}, {"detail", what.detail}});
                            });
    kafka::batch_queue queue(2, [&] { writer_wake.up(); });
    command_queue commands(2000, [&] { writer_wake.up(); });
    const bool started = insist(heard, state, "database", [&] {
        engine.record("process.started", engine_actor(),
                      {{"program", "serve"}, {"version", REDRESS_VERSION}});
        for (const auto& name : fresh) engine.record("policy.loaded", engine_actor(), {{"policy", name}});
    });
    if (!started) return exit_code::ok;

    std::shared_ptr<const std::vector<colleague>> deciding_with;  // of the writer's thread
    writer writing({.engine = engine,
                    .queue = queue,
                    .commands = commands,
                    .state = state,
                    .counted = counted,
                    .woken = writer_wake,
                    .renew =
                        [&] {
                            if (auto now = shared.people->now(); now != deciding_with) {
                                engine.people_are(*now);
                                deciding_with = std::move(now);
                            }
                        },
                    .committed = [&] { relay_wake.up(); },
                    .deadline_slice = static_cast<int>(settings.integer(setting::engine_slice)),
                    .commands_max = static_cast<std::size_t>(settings.integer(setting::engine_batch_max))});

    const auto kafka_settings = kafka_settings_of(settings, "redress-serve");
    const bool with_kafka = !kafka_settings.brokers.empty();
    std::atomic<unsigned> troubles{0};
    std::atomic<bool> broker_away{false};
    const auto trouble = [&](std::string_view code, const std::string& detail) {
        ++troubles;
        (void)state.bad("kafka", detail);
        log(log_level::warn, "kafka", detail, {{"code", std::string(code)}});
    };
    std::optional<postgres::offset_store> positions;
    std::optional<kafka::intake_loop> intake;
    std::optional<postgres::entry_reader> entries;
    std::optional<kafka::producer> producer;
    std::optional<workflow::relay> relay;
    if (with_kafka) {
        positions.emplace(url);
        kafka::intake_loop_settings how;
        how.batch_max = static_cast<std::size_t>(settings.integer(setting::engine_batch_max));
        how.wait_max = std::chrono::milliseconds(settings.integer(setting::engine_wait_max_ms));
        how.pool_records_max = how.batch_max * 4;
        how.intake.scope = *parse_name<workflow::batch_scope>(settings.text(setting::kafka_batch_scope));
        intake.emplace(kafka_settings, *positions, parts.rules(), queue, how, trouble);
        entries.emplace(url);
        producer.emplace(kafka_settings, trouble);
        workflow::relay_settings relaying;
        relaying.outgoing.event_topic = kafka_settings.topics.event;
        relaying.outgoing.command_topic = kafka_settings.topics.command;
        relaying.notify_topic = kafka_settings.topics.notify;
        relaying.holder = "serve-" + std::to_string(::getpid()) + "-" + to_string(store.now());
        (void)parts.texts();  // read here: a file that is wrong ends the start, and no thread reads it first
        relay.emplace(
            *entries, *producer,
            [&](event_type tried, std::string_view code, const std::map<std::string, std::string>& args,
                std::string_view language) {
                return refusal_told(parts.texts(), tried, code, args, language);
            },
            relaying);
    } else {
        log(log_level::warn, "no_kafka",
            "kafka.brokers is not set: deadlines and commands of the CLI alone; outcomes wait in the "
            "database");
    }

    std::optional<web_front> web;
    if (!settings.text(setting::http_listen).empty()) {
        std::function<bool()> waits;
        if (with_kafka) waits = [&broker_away] { return broker_away.load(); };
        web.emplace(shared, parts, commands, counted, std::move(waits));
    }

    std::optional<log_keeper> keeper;
    std::optional<kafka::producer> checkpoints;
    if (const auto& key_file = settings.text(setting::log_key_file); !key_file.empty()) {
        log_keeper_settings how{
            .key = log_key_in(key_file, settings.text(setting::audit_log)),
            .holder = "serve-" + std::to_string(::getpid()) + "-" + to_string(store.now()),
            .checkpoint_file = settings.text(setting::log_checkpoint_file),
            .witnesses = witnesses_of(settings.text(setting::log_witnesses)),
            .publish = {},
            .trouble = [](const std::string& code, const std::string& detail) {
                log(log_level::warn, code, detail);
            }};
        if (with_kafka && settings.text(setting::log_topic) == "on") {
            checkpoints.emplace(kafka_settings, trouble);
            how.publish = [&, topic = kafka_settings.topics.checkpoint](const tlog::checkpoint& tree,
                                                                        const std::string& note) {
                try {
                    const workflow::outgoing message{.topic = topic,
                                                     .key = tree.origin,
                                                     .headers = {{"content-type", "text/plain"}},
                                                     .payload = note};
                    (void)checkpoints->publish({&message, 1});
                } catch (const workflow::publisher_unavailable& away) {
                    log(log_level::warn, "checkpoint_not_published", away.what());  // the next one is
                }
            };
        }
        keeper.emplace(url, std::move(how));
    } else {
        log(log_level::warn, "log_not_kept",
            "log.key_file is not set: entries wait for the tree of the audit log, and nothing is signed");
    }

    ops_server ops(settings.text(setting::ops_listen),
                   {.ready = [&] { return state.ready(); },
                    .readiness = [&] { return readiness(state); },
                    .metrics = [&] { return counted.text(); },
                    .version = boost::json::serialize(boost::json::object{{"version", REDRESS_VERSION}})});

    std::jthread writer_thread([&] { writing.run(stop_writer); });
    std::jthread intake_thread([&](const std::stop_token& stop) {
        if (intake) intake->run(stop);
    });
    std::jthread watch_thread([&](const std::stop_token& stop) {
        if (!with_kafka) return;
        try {
            watch_broker(stop, kafka_settings, broker_away, state);
        } catch (const std::exception& wrong) {
            trouble("kafka_not_watched", wrong.what());
        }
    });
    std::jthread relay_thread([&] {
        if (relay) relay_until(stop_relay, *relay, relay_wake, state, counted);
    });
    // Fixed since the start, so that another thread may read them.
    const auto& in_force = parts.policies_of_files().in_force();
    const calendar_source& calendars = parts.calendars();
    std::jthread upkeep_thread([&] {
        upkeep_until(
            stop_upkeep, url, upkeep_wake, state, counted,
            [&] {
                shared.people->read();
                if (intake) look_at_kafka(*intake, broker_away, troubles, state, counted);
                if (web) look_at_web(*web, counted);
            },
            [&] {
                const auto now = std::chrono::time_point_cast<duration>(std::chrono::system_clock::now());
                for (const auto& [id, days] : calendar_days_left(in_force, calendars, now))
                    counted.calendar_left(id, static_cast<double>(days));
            });
    });

    std::jthread documents_thread(
        [&](const std::stop_token& stop) { keep_documents_until(stop, shared, state); });

    wake log_wake, replay_wake;
    std::jthread log_thread([&](const std::stop_token& stop) {
        if (keeper)
            keep_log_until(stop,
                           {.keeper = *keeper,
                            .commands = commands,
                            .state = state,
                            .counted = counted,
                            .cadence = std::chrono::milliseconds(settings.integer(setting::log_cadence_ms)),
                            .seal_age = std::chrono::hours(settings.integer(setting::log_seal_hours))},
                           log_wake);
    });
    std::jthread replay_thread([&](const std::stop_token& stop) {
        if (const auto rate = settings.integer(setting::log_replay_cases); rate > 0)
            replay_until(stop, url, rate, state, counted, replay_wake);
    });

    std::cout << "ready: ops http://" << ops.address();
    if (web) std::cout << " http " << web->address();
    std::cout << std::endl;
    log(log_level::info, "ready", "taking work",
        {{"ops", ops.address()},
         {"http", web ? web->address() : "off"},
         {"kafka", with_kafka ? "yes" : "no"}});
    while (!heard.wait(1h)) {
    }

    // What stops first feeds what stops later: reading, writing, publishing.
    log(log_level::info, "stopping", "asked to stop");
    std::jthread impatience([&](const std::stop_token& done) {
        const auto asked = clock::now();
        const auto until = asked + std::chrono::seconds(settings.integer(setting::ops_stop_s));
        while (!done.stop_requested()) {
            // Whoever ends a process group asks each of us once, and us twice: that is no impatience yet.
            const bool again = heard.wait(100ms) && clock::now() - asked > 1s;
            if (!again && clock::now() < until) continue;
            log(log_level::error, "stop_forced", again ? "asked to stop twice" : "not stopped in time");
            ::_exit(again ? static_cast<int>(exit_code::interrupted) : static_cast<int>(exit_code::failure));
        }
    });
    watch_thread.request_stop();
    intake_thread.request_stop();
    if (web) web->drain();
    intake_thread.join();
    queue.close();
    commands.close();
    stop_writer = true;
    writer_wake.up();
    writer_thread.join();
    try {
        engine.record("process.stopped", engine_actor(), {{"program", "serve"}});
    } catch (const std::exception& failed) {
        log(log_level::warn, "farewell_not_written", failed.what());
    }
    stop_relay = true;
    relay_wake.up();
    log_thread.request_stop();
    log_wake.up();
    replay_thread.request_stop();
    replay_wake.up();
    relay_thread.join();
    log_thread.join();
    replay_thread.join();
    documents_thread.request_stop();
    documents_thread.join();
    stop_upkeep = true;
    upkeep_wake.up();
    upkeep_thread.join();
    impatience.request_stop();
    impatience.join();
    log(log_level::info, "stopped", "all that was taken is written");
    return exit_code::ok;
}

}  // namespace redress::app
