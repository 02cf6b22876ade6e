// migrate and topics: the shape of what Redress stands on.
#include "adapters/app/cli.hpp"

#include "adapters/app/columns.hpp"
#include "adapters/app/kafka_settings.hpp"
#include "adapters/app/services.hpp"
#include "adapters/kafka/topics.hpp"
#include "adapters/postgres/migrator.hpp"
#include "adapters/postgres/upkeep.hpp"

#include <boost/json.hpp>

#include <iostream>

namespace redress::app {
namespace {

exit_code print_names(const shared_options& shared, const std::vector<std::string>& names, said_key done,
                      said_key nothing)
{
    services from(shared);
    row_printer rows(std::cout, shared.output(), columns(from, shared, {{"migration"}}));
    for (const auto& name : names) rows.row({{"migration", name}});
    rows.end();
    if (!shared.quiet)
        std::cerr << from.say({names.empty() ? nothing : done, {{"n", std::to_string(names.size())}}})
                  << '\n';
    return exit_code::ok;
}

postgres::migrator migrator_of(const shared_options& shared)
{
    return postgres::migrator(database_url(shared.load()), REDRESS_VERSION);
}

kafka::topic_admin topics_of(const shared_options& shared)
{
    return kafka::topic_admin(needed_kafka_settings(shared.load(), "redress-topics"));
}

template <class F>
auto asking_broker(F&& f)
{
    return [f = std::forward<F>(f)] {
        try {
            return f();
        } catch (const config_error&) {
            throw;
        } catch (const std::runtime_error& e) {
            throw command_failed(exit_code::dependency_down, e.what());
        }
    };
}

exit_code apply_topics(const shared_options& shared, std::optional<int> replication)
{
    const auto factor =
        replication ? *replication : static_cast<int>(shared.load().integer(setting::kafka_replication));
    const auto done = topics_of(shared).apply(factor);
    services from(shared);
    row_printer rows(std::cout, shared.output(), columns(from, shared, {{"topic"}, {"state"}}));
    for (const auto& name : done.made) rows.row({{"topic", name}, {"state", "made"}});
    for (const auto& name : done.there) rows.row({{"topic", name}, {"state", "there"}});
    rows.end();
    return exit_code::ok;
}

exit_code check_topics(const shared_options& shared)
{
    services from(shared);
    row_printer rows(std::cout, shared.output(),
                     columns(from, shared, {{"topic"}, {"what", false, 80}, {"mend", false, 80}, {"grave"}}));
    bool grave = false;
    for (const auto& one : topics_of(shared).check()) {
        grave = grave || one.grave;
        rows.row({{"topic", one.topic}, {"what", one.what}, {"mend", one.mend}, {"grave", one.grave}});
    }
    rows.end();
    return grave ? exit_code::verification_failed : exit_code::ok;
}

// A schema that is not ours, or another's: nothing to repair by trying again.
template <class F>
auto refusing(F&& f)
{
    return [f = std::forward<F>(f)] {
        try {
            return f();
        } catch (const postgres::schema_refused& e) {
            throw command_failed(exit_code::verification_failed, e.what());
        }
    };
}

}  // namespace

void add_schema_commands(command_line& line, CLI::App& root)
{
    auto& shared = line.shared;
    auto* migrate =
        add_command(line, root, "migrate", "Brings the database's schema to what this program needs.",
                    "migrate plan\nmigrate up\nmigrate status");
    add_command(line, *migrate, "plan", "Lists the migrations that `up` would apply.", "migrate plan",
                refusing([&shared] {
                    return print_names(shared, migrator_of(shared).plan(), "migrations_to_apply",
                                       "nothing_to_apply");
                }));
    add_command(line, *migrate, "up", "Applies the migrations that are missing.", "migrate up",
                refusing([&shared] {
                    const auto names = migrator_of(shared).up();
                    // The agenda's days, so that a case can be filed before the first engine runs.
                    postgres::upkeep(database_url(shared.load())).run();
                    return print_names(shared, names, "migrations_applied", "schema_up_to_date");
                }));
    auto* down =
        add_command(line, *migrate, "down", "Takes migrations back; loses data, for tests and development.",
                    "migrate down --to 0 --yes");
    auto to = std::make_shared<int>(-1);
    down->add_option("--to", *to, "version to go back to; 0: nothing is left")
        ->required()
        ->check(CLI::NonNegativeNumber);
    down->final_callback([&line, to] {
        line.run = refusing([&line, to] {
            const auto migrator = migrator_of(line.shared);
            if (!confirmed(line.shared, services(line.shared).say({"take_back_all"})))
                throw command_failed(exit_code::usage, said{"say_yes"});
            return print_names(line.shared, migrator.down(*to), "migrations_taken_back",
                               "nothing_to_take_back");
        });
    });
    add_command(
        line, *migrate, "status",
        "Lists every migration and when it was applied; exit code 9 when one is missing.",
        "migrate status -o json", refusing([&shared] {
            services from(shared);
            row_printer rows(
                std::cout, shared.output(),
                columns(from, shared, {{"version", true}, {"name"}, {"applied"}, {"applied_at"}, {"by"}}));
            bool all = true;
            for (const auto& m : migrator_of(shared).status()) {
                all = all && m.applied;
                rows.row({{"version", m.version},
                          {"name", m.name},
                          {"applied", m.applied},
                          {"applied_at", m.applied_at},
                          {"by", m.engine_version}});
            }
            rows.end();
            return all ? exit_code::ok : exit_code::verification_failed;
        }));

    auto* topics = add_command(line, root, "topics", "The Kafka topics as Redress needs them.",
                               "topics apply\ntopics check");
    auto factor = std::make_shared<std::optional<int>>();
    auto* apply = add_command(line, *topics, "apply", "Makes the topics that are missing; changes none.",
                              "topics apply --replication-factor 3",
                              asking_broker([&shared, factor] { return apply_topics(shared, *factor); }));
    apply
        ->add_option("--replication-factor", *factor,
                     "copies of each partition (default: kafka.replication_factor)")
        ->check(CLI::Range(1, 9));
    add_command(line, *topics, "check",
                "Compares the topics with what is needed; exit code 9 for a grave difference.",
                "topics check", asking_broker([&shared] { return check_topics(shared); }));
}

}  // namespace redress::app
