// simulate sender: plays the channel that carries letters, for the demo and the tests.
#include "adapters/app/cli.hpp"
#include "adapters/app/kafka_settings.hpp"
#include "adapters/app/sender.hpp"
#include "adapters/app/this_clock.hpp"
#include "adapters/kafka/producer.hpp"
#include "adapters/kafka/topic_reader.hpp"

#include <boost/json.hpp>

#include <atomic>
#include <csignal>
#include <iostream>

namespace redress::app {
namespace {

using namespace std::chrono_literals;

std::atomic<bool> asked_to_stop{false};

struct sender_options {
    std::uint64_t seed = 1;
    int undelivered = 0;
    bool once = false;
};

struct sender_sums {
    std::int64_t read = 0, dispatched = 0, undelivered = 0, unreadable = 0;
};

/// Reads what there is, reports it, and only then lets Kafka know: a stop between repeats the reports,
/// whose ids are the same.
void report(kafka::topic_reader& from, kafka::producer& to, const sender_settings& settings,
            sender_sums& sums)
{
    const auto records = from.poll(500, 500ms);
    if (records.empty()) return;
    const auto now = now_here();
    std::vector<workflow::outgoing> messages;
    for (const auto& record : records) {
        ++sums.read;
        const auto said = report_of(record, settings, now);
        if (!said) {
            ++sums.unreadable;
            continue;
        }
        ++(said->what.type == event_type::message_dispatched ? sums.dispatched : sums.undelivered);
        messages.push_back(json::encode(*said));
    }
    for (std::size_t sent = 0; sent < messages.size();) sent += to.publish(std::span(messages).subspan(sent));
    from.commit();
}

exit_code play_sender(const shared_options& shared, const sender_options& options)
{
    auto kafka = needed_kafka_settings(shared.load(), "redress-sender");
    kafka.group = "redress-sender";
    const sender_settings settings{.seed = options.seed,
                                   .undelivered_percent = options.undelivered,
                                   .command_topic = kafka.topics.command};
    sender_sums sums;
    std::signal(SIGINT, [](int) { asked_to_stop = true; });
    std::signal(SIGTERM, [](int) { asked_to_stop = true; });
    try {
        kafka::topic_reader from(kafka, kafka.topics.notify);
        kafka::producer to(kafka);
        while (!asked_to_stop) {
            report(from, to, settings, sums);
            if (options.once && from.at_end()) break;
        }
    } catch (const std::runtime_error& e) {  // the broker is away, or the topic is not there
        throw command_failed(exit_code::dependency_down, e.what());
    }
    std::cout << boost::json::serialize(boost::json::object{{"seed", options.seed},
                                                            {"read", sums.read},
                                                            {"dispatched", sums.dispatched},
                                                            {"undelivered", sums.undelivered},
                                                            {"unreadable", sums.unreadable}})
              << '\n';
    return exit_code::ok;
}

}  // namespace

void add_sender_command(command_line& line, CLI::App& simulate)
{
    auto options = std::make_shared<sender_options>();
    auto* sender = add_command(
        line, simulate, "sender",
        "Plays the channel that carries letters: reads redress.notify.command.v1, sends nothing, and reports "
        "each letter as dispatched or come back.",
        "simulate sender --once\nsimulate sender --seed 7 --undelivered 5",
        [&line, options] { return play_sender(line.shared, *options); });
    sender->add_option("--seed", options->seed, "the same seed brings back the same letters")
        ->capture_default_str();
    sender
        ->add_option("--undelivered", options->undelivered,
                     "percent of letters that come back; one that is sent again arrives")
        ->check(CLI::Range(0, 100))
        ->capture_default_str();
    sender->add_flag("--once", options->once, "end when everything that is there now is reported");
}

}  // namespace redress::app
