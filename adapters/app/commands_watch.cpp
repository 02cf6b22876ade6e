// dlq, deadlines, relay: whether everything goes on, and what to do where it does not.
#include "adapters/app/cli.hpp"

#include "adapters/app/columns.hpp"
#include "adapters/app/dead_letter_view.hpp"
#include "adapters/app/reading.hpp"
#include "adapters/app/refusal_told.hpp"
#include "adapters/app/services.hpp"
#include "adapters/app/width.hpp"
#include "adapters/postgres/case_queries.hpp"
#include "workflow/reference.hpp"

#include <boost/json.hpp>

#include <iostream>
#include <map>

namespace redress::app {
namespace {

exit_code list_letters(const shared_options& shared, const std::string& state, int limit)
{
    services from(shared);
    row_printer rows(
        std::cout, shared.output(),
        columns(
            from, shared,
            {{"letter"}, {"created", false, 27}, {"reason"}, {"detail"}, {"source", false, 24}, {"state"}},
            {"source_id", "topic", "partition", "offset", "sha256", "redrives"}));
    for (const auto& line : dead_letters_for_reader(from, state, limit)) rows.row(dead_letter_json(line));
    rows.end();
    return exit_code::ok;
}

exit_code show_letter(const shared_options& shared, const std::string& text)
{
    services from(shared);
    const auto who = from.who_as(keepers_of_letters);
    const auto found = dead_letter_named(from, text);
    // Personal text may stand in it: that it was read is recorded before it is shown.
    from.engine().record("access.given", who,
                         {{"letter", to_string(found.line.id)}, {"reason_code", "dead_letter"}});
    const auto out = dead_letter_json(found);
    print_thing(from, shared, out);
    return exit_code::ok;
}

exit_code redrive_letter(const shared_options& shared, const std::string& text)
{
    services from(shared);
    const auto who = from.who_as(keepers_of_letters);
    const auto found = dead_letter_named(from, text);
    const auto asked = command_redriven(from, found);
    const auto kind = matter_of(asked.what.type);
    auto& engine = from.engine();
    engine.record("operator.command", who,
                  {{"command", "dlq redrive"}, {"letter", to_string(found.line.id)}});
    workflow::batch work;
    work.records.emplace_back(asked);
    const auto answer = engine.apply(work).at(0);
    static constexpr std::string_view results[] = {"applied", "refused", "duplicate", "dead_lettered"};
    boost::json::object out{{"letter", to_string(found.line.id)},
                            {kind ? name_of(*kind) : "case", to_string(asked.id)},
                            {"event", name_of(asked.what.type)},
                            {"result", results[static_cast<std::size_t>(answer.what)]}};
    if (!answer.code.empty()) out["code"] = answer.code;
    if (answer.version > 0) out["version"] = answer.version;
    // A refusal is an outcome, too: recorded and published, so the letter has done its work.
    if (answer.what != workflow::disposition::dead_lettered)
        (void)from.queries().settle_dead_letter(found.line.id, "redriven");
    print_thing(from, shared, out);
    if (!answer.code.empty())
        std::cerr
            << refusal_told(from.texts(), asked.what.type, answer.code, answer.args, shared.lang()).words
            << " [" << answer.code << "]\n";
    return answer.what == workflow::disposition::refused ||
                   answer.what == workflow::disposition::dead_lettered
               ? exit_code::refused
               : exit_code::ok;
}

exit_code discard_letter(const shared_options& shared, const std::string& text, const std::string& why)
{
    services from(shared);
    const auto who = from.who_as(keepers_of_letters);
    const auto id = dead_letter_named(from, text).line.id;
    from.engine().record("operator.command", who,
                         {{"command", "dlq discard"}, {"letter", to_string(id)}, {"reason", why}});
    if (!from.queries().settle_dead_letter(id, "discarded"))
        throw command_failed(exit_code::refused, said{"letter_settled", {{"value", text}}});
    print_thing(from, shared, {{"letter", to_string(id)}, {"state", "discarded"}});
    return exit_code::ok;
}

exit_code show_deadlines(const shared_options& shared, bool summary, int limit)
{
    services from(shared);
    const auto sums = deadlines_for_reader(from);
    boost::json::object out{
        {"overdue", sums.overdue}, {"due_within_day", sums.due_within_day}, {"agenda_due", sums.agenda_due}};
    if (sums.oldest) out["agenda_oldest"] = to_string(*sums.oldest);
    if (summary) {
        print_thing(from, shared, out);
        return exit_code::ok;
    }
    row_printer rows(std::cout, shared.output(),
                     columns(from, shared,
                             {{"next_due", false, 27},
                              {"reference"},
                              {"state"},
                              {"category"},
                              {"owner"},
                              {"team"},
                              {"case"}}));
    for (const auto& line :
         lines_for_reader(from, limit, [&](int at_most) { return from.queries().due_next(at_most); })) {
        boost::json::object row{
            {"case", to_string(line.id)}, {"reference", workflow::shown_reference(line.reference)},
            {"state", line.state},        {"category", line.category},
            {"owner", line.owner},        {"team", line.team}};
        row["next_due"] =
            line.next_due ? boost::json::value(to_string(*line.next_due)) : boost::json::value(nullptr);
        rows.row(row);
    }
    rows.end();
    if (!shared.quiet)
        std::cerr << from.say({"deadline_sums",
                               {{"overdue", std::to_string(sums.overdue)},
                                {"soon", std::to_string(sums.due_within_day)},
                                {"waiting", std::to_string(sums.agenda_due)}}})
                  << '\n';
    return exit_code::ok;
}

exit_code show_relay(const shared_options& shared)
{
    services from(shared);
    row_printer rows(std::cout, shared.output(),
                     columns(from, shared, {{"reader"}, {"behind", true}, {"holder"}}));
    for (const auto& one : from.queries().readers()) {
        boost::json::object row{{"reader", one.reader}, {"behind", one.behind}};
        row["holder"] = one.holder ? boost::json::value(*one.holder) : boost::json::value(nullptr);
        rows.row(row);
    }
    rows.end();
    return exit_code::ok;
}

}  // namespace

void add_watch_commands(command_line& line, CLI::App& root)
{
    auto* dlq = add_command(line, root, "dlq", "Records that could not be commands.",
                            "dlq list\ndlq show LETTER --as o.ops\ndlq redrive LETTER --as o.ops");
    auto state = std::make_shared<std::string>("open");
    auto limit = std::make_shared<int>(50);
    auto* list =
        add_command(line, *dlq, "list", "Lists dead letters, newest first.", "dlq list --state redriven",
                    [&line, state, limit] { return list_letters(line.shared, *state, *limit); });
    list->add_option("--state", *state, "open, redriven, discarded; empty: any")
        ->check(CLI::IsMember({"open", "redriven", "discarded", ""}))
        ->capture_default_str();
    list->add_option("--limit", *limit, "letters at most")
        ->check(CLI::Range(1, 10'000))
        ->capture_default_str();

    auto letter = std::make_shared<std::string>();
    auto why = std::make_shared<std::string>();
    auto* show = add_command(line, *dlq, "show", "Shows a dead letter whole; that you read it is recorded.",
                             "dlq show LETTER --as o.ops -o json",
                             [&line, letter] { return show_letter(line.shared, *letter); });
    show->add_option("letter", *letter, "id of the letter")->required();
    auto* redrive = add_command(
        line, *dlq, "redrive", "Sends a dead letter through the engine again, under its own id.",
        "dlq redrive LETTER --as o.ops", [&line, letter] { return redrive_letter(line.shared, *letter); });
    redrive->add_option("letter", *letter, "id of the letter")->required();
    auto* discard =
        add_command(line, *dlq, "discard", "Settles a dead letter that nobody needs; it stays on record.",
                    "dlq discard LETTER --reason test_traffic --as o.ops",
                    [&line, letter, why] { return discard_letter(line.shared, *letter, *why); });
    discard->add_option("letter", *letter, "id of the letter")->required();
    discard->add_option("--reason", *why, "why, as a code such as test_traffic; it stands in the audit trail")
        ->check(CLI::Validator(
            [](const std::string& text) {
                const bool code =
                    text.size() <= 40 &&
                    text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string::npos;
                return code ? std::string()
                            : std::string(
                                  "a code of lower-case letters, digits and _, at most 40; no words of a "
                                  "person");
            },
            "CODE"));

    auto summary = std::make_shared<bool>(false);
    auto* deadlines = add_command(line, root, "deadlines", "Lists open cases by their next due time.",
                                  "deadlines\ndeadlines --summary -o json", [&line, summary, limit] {
                                      return show_deadlines(line.shared, *summary, *limit);
                                  });
    deadlines->add_flag("--summary", *summary, "numbers alone");
    deadlines->add_option("--limit", *limit, "cases at most")
        ->check(CLI::Range(1, 10'000))
        ->capture_default_str();

    add_forecast_command(line, *deadlines);

    add_command(line, root, "relay", "Shows how far each reader of the buckets has come.", "relay",
                [&line] { return show_relay(line.shared); });
    add_doctor_command(line, root);
}

}  // namespace redress::app
