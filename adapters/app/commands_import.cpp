// import and simulate: many commands at once, from a file or from a seed.
#include "adapters/app/cli.hpp"

#include "adapters/app/columns.hpp"
#include "adapters/app/kafka_settings.hpp"
#include "adapters/app/mapping.hpp"
#include "adapters/app/progress.hpp"
#include "adapters/app/refusal_told.hpp"
#include "adapters/app/services.hpp"
#include "adapters/app/simulate.hpp"
#include "adapters/app/this_clock.hpp"
#include "adapters/files/file_error.hpp"
#include "adapters/files/policy_file.hpp"
#include "adapters/json/cloud_event.hpp"
#include "adapters/json/event_json.hpp"
#include "adapters/kafka/producer.hpp"
#include "workflow/firewall/clean_event.hpp"

#include <boost/json.hpp>

#include <cmath>
#include <filesystem>
#include <iostream>
#include <map>
#include <thread>

namespace redress::app {
namespace {

constexpr std::size_t import_batch = 200;
constexpr std::string_view import_actor = "import";

struct import_options {
    std::string mapping;
    std::string file;
    std::string to = "kafka";
    bool dry_run = false;
};

struct import_sums {
    std::size_t sent = 0, accepted = 0, already = 0;
};

std::optional<std::string> refused_by_fields(const boost::json::object& data)
{
    const auto read = json::read_event(event_type::complaint_filed, data);
    if (!read.errors.empty()) return json::sentence_of(read.errors);
    // A topic would keep it.
    if (const auto named = workflow::id_with_a_secret(read.what))
        return json::sentence_of({{std::string(name_of(*named)), "looks like a key, a phrase or a token",
                                   "send an opaque id of yours"}});
    return std::nullopt;
}

json::command_to_send command_of(const mapping& by, const mapped_row& row, const std::string& topic)
{
    auto what = json::read_event(event_type::complaint_filed, row.data).what;
    return {.topic = topic,
            .id = row.id,
            .what = std::move(what),
            .source = by.source,
            .event_id = to_string(row.id),
            .time = row.received,
            .actor_id = std::string(import_actor),
            .actor_role = role::channel};
}

// A topic keeps what it gets; what goes to the engine is cleaned where it is admitted.
workflow::outgoing cleaned_message(const mapping& by, const mapped_row& row, const std::string& topic)
{
    auto sent = command_of(by, row, topic);
    workflow::clean(sent.what);
    return json::encode(sent);
}

// All or an error: what was delivered before is delivered, and sending it again does nothing twice.
void publish_all(workflow::publisher& to, std::span<const workflow::outgoing> messages)
{
    while (!messages.empty()) {
        try {
            messages = messages.subspan(to.publish(messages));
        } catch (const workflow::publisher_unavailable& e) {
            throw command_failed(
                exit_code::dependency_down,
                std::string(e.what()) + "; run the same import again when the broker is back");
        }
    }
}

void to_kafka(services& from, const shared_options& shared, const mapping& by, std::vector<mapped_row>& rows,
              import_sums& sums)
{
    const auto settings = needed_kafka_settings(from.settings(), "redress-import");
    kafka::producer producer(settings);
    progress_bar bar("import", rows.size(), shared.quiet);
    std::vector<workflow::outgoing> messages;
    for (std::size_t i = 0; i <= rows.size(); ++i) {
        if (i < rows.size() && rows[i].reason.empty())
            messages.push_back(cleaned_message(by, rows[i], settings.topics.command));
        if (messages.empty() || (messages.size() < import_batch && i < rows.size())) continue;
        publish_all(producer, messages);
        sums.sent += messages.size();
        messages.clear();
        bar.at(i);
    }
}

void to_engine(services& from, const shared_options& shared, const mapping& by, std::vector<mapped_row>& rows,
               import_sums& sums)
{
    auto& engine = from.engine();
    engine.record("operator.command", from.who(),
                  {{"command", "import"}, {"mapping", by.id}, {"rows", std::to_string(rows.size())}});
    progress_bar bar("import", rows.size(), shared.quiet);
    workflow::batch work;
    std::vector<mapped_row*> of_batch;
    for (std::size_t i = 0; i <= rows.size(); ++i) {
        if (i < rows.size() && rows[i].reason.empty()) {
            // The same way in as a record of a broker, so that both say the same about a row.
            auto sent = json::encode(command_of(by, rows[i], ""));
            work.records.push_back(
                json::read_record({.key = sent.key, .headers = sent.headers, .payload = sent.payload},
                                  from.rules(), {}, now_here()));
            // A row that cannot be a command is a line of the report, not a dead letter.
            if (const auto* letter = std::get_if<workflow::dead_letter>(&work.records.back())) {
                rows[i].reason = letter->reason + ": " + letter->detail;
                work.records.pop_back();
            } else {
                of_batch.push_back(&rows[i]);
            }
        }
        if (work.records.empty() || (work.records.size() < import_batch && i < rows.size())) continue;
        const auto answers = engine.apply(work);
        for (std::size_t n = 0; n < answers.size(); ++n) {
            const auto& answer = answers[n];
            if (answer.what == workflow::disposition::applied)
                ++sums.accepted;
            else if (answer.what == workflow::disposition::duplicate || answer.code == "already_filed")
                ++sums.already;
            else
                of_batch[n]->reason = refusal_told(from.texts(), event_type::complaint_filed, answer.code,
                                                   answer.args, shared.lang())
                                          .words;
        }
        sums.sent += work.records.size();
        work.records.clear();
        of_batch.clear();
        bar.at(i);
    }
}

exit_code import_file(const shared_options& shared, const import_options& options)
{
    services from(shared);
    const auto name = std::filesystem::path(options.mapping).filename().string();
    mapping by;
    std::vector<mapped_row> rows;
    try {
        by = parse_mapping(files::read_file(options.mapping), name);
        rows = map_rows(by, files::read_file(options.file), now_here(), refused_by_fields);
    } catch (const mapping_error& e) {
        throw command_failed(exit_code::config, e.what());
    } catch (const files::file_error& e) {
        throw command_failed(exit_code::not_found, e.what());
    }
    import_sums sums;
    if (!options.dry_run) {
        if (options.to == "engine")
            to_engine(from, shared, by, rows, sums);
        else
            to_kafka(from, shared, by, rows, sums);
    }
    std::size_t refused = 0;
    row_printer refusals(std::cout, shared.output(),
                         columns(from, shared,
                                 {{"row", true},
                                  {"line", true},
                                  {"column", false, 60, as_typed},
                                  {"reason", false, 110, as_typed}}));
    for (const auto& row : rows) {
        if (row.reason.empty()) continue;
        ++refused;
        refusals.row({{"row", row.row}, {"line", row.line}, {"column", row.column}, {"reason", row.reason}});
    }
    refusals.end();
    if (!shared.quiet) {
        const auto sent = options.dry_run         ? rows.size() - refused
                          : options.to == "kafka" ? sums.sent
                                                  : sums.accepted;
        const std::map<std::string, std::string> values{{"mapping", by.id},
                                                        {"version", std::to_string(by.version)},
                                                        {"rows", std::to_string(rows.size())},
                                                        {"sent", std::to_string(sent)},
                                                        {"already", std::to_string(sums.already)},
                                                        {"refused", std::to_string(refused)}};
        std::cerr << from.say(options.dry_run         ? said{"import_dry", values}
                              : options.to == "kafka" ? said{"import_sent", values}
                                                      : said{"import_filed", values})
                  << '\n';
        if (by.shift != time_shift::none) std::cerr << from.say({"times_shifted"}) << '\n';
    }
    return refused > 0 ? exit_code::partial : exit_code::ok;
}

struct simulate_options {
    std::size_t cases = 100;
    double rate = 0;     // commands a second; 0: as fast as the broker takes them
    double seconds = 0;  // 0: until every life is told
    std::uint64_t seed = 1;
    bool standing = false;
};

exit_code simulate_load(const shared_options& shared, const simulate_options& options)
{
    services from(shared);
    const auto settings = needed_kafka_settings(from.settings(), "redress-simulate");
    const auto& rules = from.rules();
    simulated_staff staff;
    for (const auto* id : {"h.lin", "h.osei", "h.park"})
        if (rules.staff(id, role::handler)) staff.handlers.emplace_back(id);
    for (const auto* id : {"c.ito"})
        if (rules.staff(id, role::care_reviewer)) staff.reviewers.emplace_back(id);
    if (staff.handlers.empty())
        throw command_failed(exit_code::config,
                             "the roster has none of the demo's handlers (h.lin, h.osei, h.park): set "
                             "roster.file to schemas/roster/wallet-demo.toml");
    for (const auto& [id, team] : {std::pair("h.lin", "intake"), std::pair("h.osei", "intake"),
                                   std::pair("h.park", "intake"), std::pair("s.okafor", "senior")})
        if (rules.staff(id, role::handler)) staff.teams.emplace_back(id, team);
    simulation load(options.seed, options.cases, staff, from.policies_of_files().in_force(),
                    settings.topics.command, options.standing ? std::optional(now_here()) : std::nullopt);
    kafka::producer producer(settings);

    using clock = std::chrono::steady_clock;
    const auto start = clock::now();
    const auto end = options.seconds > 0 ? start + std::chrono::duration_cast<clock::duration>(
                                                       std::chrono::duration<double>(options.seconds))
                                         : clock::time_point::max();
    std::map<std::string, std::int64_t> by_event;
    std::int64_t sent = 0;
    std::vector<workflow::outgoing> messages;
    json::command_to_send next;
    bool more = true;
    while (more && clock::now() < end) {
        // At a rate: what is owed by now, ten times a second at least; else chunks of 500.
        std::int64_t owed = 500;
        if (options.rate > 0) {
            const std::chrono::duration<double> passed = clock::now() - start;
            owed = std::min<std::int64_t>(static_cast<std::int64_t>(passed.count() * options.rate) + 1 - sent,
                                          5000);
            if (owed <= 0) {
                std::this_thread::sleep_for(std::chrono::duration<double>(std::min(0.05, 1 / options.rate)));
                continue;
            }
        }
        messages.clear();
        for (; owed > 0 && more; --owed) {
            more = load.next(next);
            if (!more) break;
            ++by_event[std::string(name_of(next.what.type))];
            messages.push_back(json::encode(next));
        }
        publish_all(producer, messages);
        sent += static_cast<std::int64_t>(messages.size());
    }
    const std::chrono::duration<double> took = clock::now() - start;
    boost::json::object events;
    for (const auto& [name, count] : by_event) events[name] = count;
    std::cout << boost::json::serialize(
                     boost::json::object{{"seed", options.seed},
                                         {"cases", by_event["complaint_filed"]},
                                         {"sent", sent},
                                         {"milliseconds", std::llround(took.count() * 1000)},
                                         {"complete", !more},
                                         {"events", std::move(events)}})
              << '\n';
    return exit_code::ok;
}

}  // namespace

void add_import_commands(command_line& line, CLI::App& root)
{
    auto options = std::make_shared<import_options>();
    auto* import =
        add_command(line, root, "import", "Files the rows of a CSV file as complaints.",
                    "import --mapping schemas/mappings/ccdb.toml complaints.csv\n"
                    "import --mapping schemas/mappings/ccdb.toml complaints.csv --to engine --as h.lin\n"
                    "import --mapping schemas/mappings/ccdb.toml complaints.csv --dry-run",
                    [&line, options] { return import_file(line.shared, *options); });
    import->add_option("file", options->file, "CSV file")->required();
    import->add_option("--mapping", options->mapping, "mapping file (schemas/mappings/README.md)")
        ->required();
    import
        ->add_option("--to", options->to,
                     "kafka: as commands for a running engine; engine: straight into the database")
        ->check(CLI::IsMember({"kafka", "engine"}))
        ->capture_default_str();
    import->add_flag("--dry-run", options->dry_run, "say what would be refused and send nothing");

    auto load = std::make_shared<simulate_options>();
    auto* simulate = add_command(
        line, root, "simulate", "Sends seeded load to Kafka: complaints and what becomes of them.",
        "simulate --cases 1000 --seed 7\nsimulate --cases 100000 --rate 500 --seconds 60\n"
        "simulate sender --once --undelivered 5",
        [&line, load] { return simulate_load(line.shared, *load); });
    add_sender_command(line, *simulate);
    simulate->add_option("--cases", load->cases, "cases to begin")
        ->check(CLI::Range(1, 10'000'000))
        ->capture_default_str();
    simulate->add_option("--rate", load->rate, "commands a second; 0: as fast as the broker takes them")
        ->check(CLI::NonNegativeNumber)
        ->capture_default_str();
    simulate->add_option("--seconds", load->seconds, "stop after; 0: when every life is told")
        ->check(CLI::NonNegativeNumber)
        ->capture_default_str();
    simulate->add_option("--seed", load->seed, "the same seed sends the same commands")
        ->capture_default_str();
    simulate->add_flag(
        "--standing", load->standing,
        "leave the cases where a house has them: in every state, received over the last sixty days, one "
        "in two hundred with a long history, the first with more than 500 entries");
}

}  // namespace redress::app
