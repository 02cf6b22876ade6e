// doctor: every dependency, asked alone, and what to do where one does not answer.
#include "adapters/app/cli.hpp"

#include "adapters/app/kafka_settings.hpp"
#include "adapters/app/services.hpp"
#include "adapters/files/letter_book.hpp"
#include "adapters/files/policy_file.hpp"
#include "adapters/kafka/topics.hpp"
#include "adapters/postgres/case_queries.hpp"
#include "adapters/postgres/migrator.hpp"
#include "adapters/postgres/startup_gate.hpp"

#include <boost/json.hpp>

#include <functional>
#include <iostream>

namespace redress::app {
namespace {

// One line a dependency. Each is asked alone: what is down must not hide what else is.
class doctor {
public:
    doctor(const shared_options& shared)
        : from_(shared),
          rows_(std::cout, shared.output(),
                {{"part", "Part"},
                 {"state", "State"},
                 {"since", "Since", false, 27},
                 {"last_error", "Last error", false, 80},
                 {"what_to_do", "What to do", false, 80}})
    {
    }

    exit_code examine()
    {
        ask("policies", exit_code::config, "mend the file named",
            [&] { return std::to_string(from_.policies_of_files().in_force().size()) + " in force"; });
        ask("letters", exit_code::config, "mend the file named",
            [&] { return std::to_string(from_.letters().documents().size()) + " files of words"; });
        ask("texts", exit_code::config, "set texts.dir", [&] {
            (void)from_.texts();
            return std::string();
        });
        ask("roster", exit_code::config, "set roster.file", [&] {
            (void)from_.rules();
            return std::string();
        });
        const bool database = ask(
            "database", exit_code::dependency_down, "start PostgreSQL or mend database.url",
            [&] {
                (void)from_.database();
                (void)postgres::migrator(from_.database()).status();
                return std::string();
            },
            [&] { return postgres::migrator(from_.database()).server_started(); });
        if (database) {
            gate();
            ask("relay", exit_code::dependency_down, "", [&] { return lag(); });
            ask("deadlines", exit_code::dependency_down, "", [&] { return due(); });
            ask("dead letters", exit_code::dependency_down, "", [&] { return letters(); });
        }
        broker();
        rows_.end();
        return worst_;
    }

private:
    void say(const std::string& part, const std::string& state, const std::string& error,
             const std::string& fix, const std::string& since = {})
    {
        rows_.row(
            {{"part", part}, {"state", state}, {"since", since}, {"last_error", error}, {"what_to_do", fix}});
    }

    void fail(exit_code code)
    {
        if (worst_ == exit_code::ok || code == exit_code::dependency_down) worst_ = code;
    }

    /// `since`: of what has a beginning, asked when the part answers.
    bool ask(const std::string& part, exit_code code, const std::string& fix,
             const std::function<std::string()>& f, const std::function<std::string()>& since = {})
    {
        try {
            const std::string found = f();
            say(part, found.empty() ? "ok" : "ok: " + found, "", "", since ? since() : std::string());
            return true;
        } catch (const std::exception& e) {
            say(part, "down", e.what(), fix);
            fail(code);
            return false;
        }
    }

    void gate()
    {
        try {
            bool refuses = false;
            for (const auto& finding : postgres::startup_gate(
                     from_.database(), from_.settings().text(setting::database_plan_cache))) {
                say("database " + finding.code, finding.refuses ? "refuses to serve" : "warning", "",
                    finding.sentence);
                refuses = refuses || finding.refuses;
            }
            if (refuses) fail(exit_code::verification_failed);
        } catch (const std::exception& e) {
            say("start-up gate", "down", e.what(), "redress migrate up");
            fail(exit_code::dependency_down);
        }
    }

    std::string lag()
    {
        std::string text;
        for (const auto& one : from_.queries().readers())
            text += (text.empty() ? "" : "; ") + one.reader + " " + std::to_string(one.behind) + " behind" +
                    (one.holder ? ", held by " + *one.holder : ", held by nobody");
        return text.empty() ? "nobody has read yet" : text;
    }

    std::string due()
    {
        const auto sums = from_.queries().deadlines();
        return std::to_string(sums.overdue) + " overdue cases, " + std::to_string(sums.agenda_due) +
               " waiting for the pass" + (sums.oldest ? ", oldest " + to_string(*sums.oldest) : "");
    }

    std::string letters()
    {
        const auto open = from_.queries().dead_letters("open", 101);
        if (open.empty()) return "none open";
        return (open.size() > 100 ? "more than 100" : std::to_string(open.size())) +
               " open: redress dlq list";
    }

    void broker()
    {
        const auto settings = kafka_settings_of(from_.settings(), "redress-doctor");
        if (settings.brokers.empty())
            return say("kafka", "not configured", "", "set kafka.brokers to read and publish");
        try {
            bool grave = false;
            const auto found = kafka::topic_admin(settings).check();
            for (const auto& one : found) {
                say("topic " + one.topic, one.grave ? "wrong" : "differs", one.what, one.mend);
                grave = grave || one.grave;
            }
            if (!grave) say("kafka", "ok", "", "");
            if (grave) fail(exit_code::verification_failed);
        } catch (const std::exception& e) {
            say("kafka", "down", e.what(), "start the broker or mend kafka.brokers");
            fail(exit_code::dependency_down);
        }
    }

    services from_;
    row_printer rows_;
    exit_code worst_ = exit_code::ok;
};

}  // namespace

void add_doctor_command(command_line& line, CLI::App& root)
{
    add_command(line, root, "doctor", "Asks every dependency and says what to do.", "doctor\ndoctor -o json",
                [&line] { return doctor(line.shared).examine(); });
}

}  // namespace redress::app
