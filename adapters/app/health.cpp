#include "adapters/app/health.hpp"

#include "adapters/app/calendar_watch.hpp"
#include "adapters/app/forecast.hpp"
#include "adapters/app/kafka_settings.hpp"
#include "adapters/app/log_keeper.hpp"
#include "adapters/app/services.hpp"
#include "adapters/files/file_error.hpp"
#include "adapters/files/letter_book.hpp"
#include "adapters/files/policy_file.hpp"
#include "adapters/files/text_book.hpp"
#include "adapters/kafka/topics.hpp"
#include "adapters/postgres/case_queries.hpp"
#include "adapters/postgres/migrator.hpp"
#include "adapters/postgres/startup_gate.hpp"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

namespace redress::app {
namespace {

// What the doctor says, in the language of whoever looks; scripts read English. It must speak when the
// texts cannot be read, too: then by the names of its sentences.
class doctor_words {
public:
    doctor_words(services& from, std::string language) : language_(std::move(language))
    {
        try {
            texts_ = &from.texts();
        } catch (const std::exception&) {
            texts_ = nullptr;  // said in the line of the texts
        }
    }

    [[nodiscard]] std::string operator()(std::string name,
                                         const std::map<std::string, std::string>& values = {}) const
    {
        if (texts_ != nullptr) return files::filled(texts_->text("doctor", name, language_), values);
        std::replace(name.begin(), name.end(), '_', ' ');
        for (const auto& [place, value] : values) name.append(", ").append(place).append(" ").append(value);
        return name;
    }

    /// English stands in the finding itself, for logs and scripts.
    [[nodiscard]] std::string of_gate(const postgres::gate_finding& found) const
    {
        if (texts_ == nullptr || language_ == "en") return found.sentence;
        return files::filled(texts_->text("gate", found.code, language_), found.args);
    }

private:
    const files::text_book* texts_ = nullptr;
    std::string language_;
};

// One line a dependency. Each is asked alone: what is down must not hide what else is.
class doctor {
public:
    doctor(services& from, std::string language, const std::function<void(const health_line&)>& tell)
        : from_(from), word_(from_, std::move(language)), tell_(tell)
    {
    }

    exit_code examine()
    {
        const auto number = [](auto n) {
            return std::map<std::string, std::string>{{"n", std::to_string(n)}};
        };
        ask("policies", exit_code::config, "mend_file",
            [&] { return word_("in_force", number(from_.policies_of_files().in_force().size())); });
        calendars();
        ask("letters", exit_code::config, "mend_file",
            [&] { return word_("files_of_words", number(from_.letters().documents().size())); });
        ask("texts", exit_code::config, "set_texts", [&] {
            (void)from_.texts();
            return std::string();
        });
        ask("roster", exit_code::config, "set_roster", [&] {
            (void)from_.rules();
            return std::string();
        });
        const bool database = ask(
            "database", exit_code::dependency_down, "start_database",
            [&] {
                (void)from_.database();
                (void)postgres::migrator(from_.database()).status();
                return std::string();
            },
            [&] { return postgres::migrator(from_.database()).server_started(); });
        if (database) {
            gate();
            ask("relay", exit_code::dependency_down, "", [&] { return lag(); });
            tree();
            ask("deadlines", exit_code::dependency_down, "", [&] { return due(); });
            unattended();
            ask("dead_letters", exit_code::dependency_down, "", [&] { return letters(); });
        }
        broker();
        return worst_;
    }

private:
    void say(const std::string& part, health_level level, const std::string& state, const std::string& error,
             const std::string& fix, const std::string& since = {})
    {
        tell_({.part = part,
               .level = level,
               .state = state,
               .since = since,
               .last_error = error,
               .what_to_do = fix});
    }

    void fail(exit_code code)
    {
        if (worst_ == exit_code::ok || code == exit_code::dependency_down) worst_ = code;
    }

    /// `since`: of what has a beginning, asked when the part answers. `fix`: a name in the texts, or none.
    bool ask(const std::string& part, exit_code code, const std::string& fix,
             const std::function<std::string()>& f, const std::function<std::string()>& since = {})
    {
        try {
            const std::string found = f();
            say(word_(part), health_level::ok, word_("ok") + (found.empty() ? "" : ": " + found), "", "",
                since ? since() : std::string());
            return true;
        } catch (const std::exception& e) {
            say(word_(part), health_level::down, word_("down"), e.what(), fix.empty() ? "" : word_(fix));
            fail(code);
            return false;
        }
    }

    /// A calendar whose years run out is no fault yet, and nobody would notice until a promise needs them.
    void calendars()
    {
        try {
            const auto now = std::chrono::time_point_cast<duration>(std::chrono::system_clock::now());
            const auto left =
                calendar_days_left(from_.policies_of_files().in_force(), from_.calendars(), now);
            for (const auto& [id, days] : left) {
                const auto until =
                    word_("calendar_until", {{"calendar", id},
                                             {"date", to_string(from_.calendars().find(id)->last_date())},
                                             {"n", std::to_string(days)}});
                if (days < calendar_days_wanted)
                    say(word_("calendars"), health_level::warning, word_("warning"), until,
                        word_("renew_calendar"));
                else
                    say(word_("calendars"), health_level::ok, word_("ok") + ": " + until, "", "");
            }
            for (const auto* rules : from_.policies_of_files().in_force()) {
                if (rules->applies && rules->entities.empty())
                    say(word_("policies"), health_level::warning, word_("warning"),
                        word_("bound_to_nobody", {{"policy", rules->id}}), word_("bind_policy"));
                if (rules->draft)
                    say(word_("policies"), health_level::warning, word_("warning"),
                        word_("draft_in_force", {{"policy", rules->id}}), "");
            }
        } catch (const files::file_error&) {  // the line about policies says it
        }
    }

    void gate()
    {
        try {
            bool refuses = false;
            for (const auto& finding : postgres::startup_gate(
                     from_.database(), from_.settings().text(setting::database_plan_cache))) {
                say(word_("database") + " " + finding.code,
                    finding.refuses ? health_level::down : health_level::warning,
                    word_(finding.refuses ? "refuses" : "warning"), "", word_.of_gate(finding));
                refuses = refuses || finding.refuses;
            }
            if (refuses) fail(exit_code::verification_failed);
        } catch (const std::exception& e) {
            say(word_("gate"), health_level::down, word_("down"), e.what(), word_("migrate"));
            fail(exit_code::dependency_down);
        }
    }

    std::string lag()
    {
        std::string text;
        for (const auto& one : from_.queries().readers())
            text += (text.empty() ? "" : "; ") + word_(one.holder ? "reader_behind" : "reader_unheld",
                                                       {{"reader", one.reader},
                                                        {"n", std::to_string(one.behind)},
                                                        {"holder", one.holder.value_or("")}});
        return text.empty() ? word_("nobody_has_read") : text;
    }

    // The health of the engine, whole: these are no cases that somebody reads.
    std::string due()
    {
        const auto sums = from_.queries().deadlines();
        return word_("due", {{"overdue", std::to_string(sums.overdue)},
                             {"waiting", std::to_string(sums.agenda_due)},
                             {"undated", std::to_string(sums.undated)}}) +
               (sums.oldest ? word_("oldest", {{"at", to_string(*sums.oldest)}}) : "");
    }

    /// What the coming nights and days off hold; nothing is wrong with it, so it is no warning.
    void unattended()
    {
        try {
            const policy* own = nullptr;
            for (const auto* rules : from_.policies_of_files().in_force())
                if (!rules->applies && own == nullptr) own = rules;
            if (own == nullptr || own->calendar.empty()) return;  // nobody says when the house works
            const working_hours hours(from_.calendars().find(own->calendar));
            std::int64_t cases = 0;
            for (const auto& [minute, count] :
                 from_.queries().due_by_minute(from_.queries().now() + std::chrono::days(3)))
                // A minute that has begun is told apart from the end of working time.
                if (hours.unattended(minute)) cases += count;
            say(word_("unattended"), health_level::ok,
                word_("ok") + ": " + word_("due_unattended", {{"n", std::to_string(cases)}}), "",
                cases > 0 ? word_("list_unattended") : "");
        } catch (const std::exception&) {  // policies, calendars and the database have lines of their own
        }
    }

    /// The tree of the audit log: whether this configuration signs it, and how far it is signed.
    void tree()
    {
        const auto& settings = from_.settings();
        const auto& file = settings.text(setting::log_key_file);
        if (file.empty())
            return say(word_("audit_log"), health_level::warning, word_("unset"), "", word_("make_log_key"));
        ask("audit_log", exit_code::config, "", [&] {
            (void)log_key_in(file, settings.text(setting::audit_log));
            (void)witnesses_of(settings.text(setting::log_witnesses));
            postgres::tree_reader reader(from_.database());
            const auto newest = reader.newest();
            if (!newest) return word_("nothing_signed");
            return word_("signed_until", {{"n", std::to_string(newest->size)},
                                          {"at", to_string(newest->at)},
                                          {"witnesses", std::to_string(newest->cosigned)}});
        });
    }

    std::string letters()
    {
        const auto open = from_.queries().dead_letters("open", 101);
        if (open.empty()) return word_("none_open");
        return open.size() > 100 ? word_("more_open") : word_("open", {{"n", std::to_string(open.size())}});
    }

    void broker()
    {
        const auto settings = kafka_settings_of(from_.settings(), "redress-doctor");
        if (settings.brokers.empty())
            return say("kafka", health_level::warning, word_("unset"), "", word_("set_brokers"));
        try {
            bool grave = false;
            const auto found = kafka::topic_admin(settings).check();
            for (const auto& one : found) {
                say(word_("topic") + " " + one.topic, one.grave ? health_level::down : health_level::warning,
                    word_(one.grave ? "wrong" : "differs"), one.what, one.mend);
                grave = grave || one.grave;
            }
            if (!grave) say("kafka", health_level::ok, word_("ok"), "", "");
            if (grave) fail(exit_code::verification_failed);
        } catch (const std::exception& e) {
            say("kafka", health_level::down, word_("down"), e.what(), word_("start_broker"));
            fail(exit_code::dependency_down);
        }
    }

    services& from_;
    doctor_words word_;
    const std::function<void(const health_line&)>& tell_;
    exit_code worst_ = exit_code::ok;
};

}  // namespace

exit_code examine_health(services& from, const std::string& language,
                         const std::function<void(const health_line&)>& tell)
{
    return doctor(from, language, tell).examine();
}

}  // namespace redress::app
