// restricted: what a few people write and read of a case. Everybody else is answered as about a case that
// is not there: the same questions to the database, the same words, the same exit code. No entry of a
// process, no log line and no engine, because many may read those.
#include "adapters/app/cli.hpp"
#include "adapters/app/columns.hpp"
#include "adapters/app/command_answer.hpp"
#include "adapters/app/compartment_view.hpp"
#include "adapters/app/event_options.hpp"
#include "adapters/json/event_json.hpp"
#include "workflow/reference.hpp"

#include <boost/json.hpp>

#include <iostream>

namespace redress::app {
namespace {

struct restricted_options {
    std::string named;  // case
    std::string id;     // of the command
    std::map<field, std::vector<std::string>> typed;
};

struct admission {
    complaint of;
    actor who;
};

/// The case is asked for in any event, so that the time tells nothing.
admission admitted(services& from, const std::string& named)
{
    const auto who = from.who_in(role::restricted_reviewer);
    auto of = from.case_of(named);
    if (!who) throw no_such_case(named);
    return {std::move(of), *who};
}

exit_code write(const shared_options& shared, event_type type, restricted_options& options,
                const std::string& command_name)
{
    services from(shared);
    const auto [of, who] = admitted(from, options.named);
    std::erase_if(options.typed, [](const auto& one) { return one.second.empty(); });
    auto what = typed_event(from, shared, type, options.typed, command_name, options.id);
    const auto sent = own_command(of.id, std::move(what), who, typed_here, options.id);
    const auto told = compartment_desk(from).tell(of, sent.what, who, sent.from);
    return tell_answer(from, shared, sent, told);
}

exit_code show(const shared_options& shared, const std::string& named)
{
    services from(shared);
    const auto [of, who] = admitted(from, named);
    auto desk = compartment_desk(from);
    if (!desk.find(of.id).exists())
        throw command_failed(
            exit_code::not_found,
            said{"no_compartment",
                 {{"how", command_that_sends(event_type::restricted_opened,
                                             workflow::shown_reference(of.facts.reference))}}});
    desk.note_reading(of, who, own_command(of.id, {}, who, typed_here).from);
    auto out = compartment_json(from, of);
    if (shared.output() != output_format::table) {
        out["history"] = compartment_history(from, of.id, {});
        print_thing(from, shared, out);
        return exit_code::ok;
    }
    auto lines = labelled_lines(from, shared, out);
    for (const auto& one : compartment_history(from, of.id, {&from.texts(), shared.lang()})) {
        auto line = history_line(one.as_object());
        for (const auto* slot : {"reason", "text"})
            if (const auto* words = one.as_object().if_contains(slot)) line.second += ": " + cell_text(words);
        lines.push_back(std::move(line));
    }
    print_labelled(std::cout, lines);
    return exit_code::ok;
}

void add_act(command_line& line, CLI::App& family, const std::string& verb, event_type type,
             const std::string& sentence, const std::string& example)
{
    auto options = std::make_shared<restricted_options>();
    auto* command = add_command(
        line, family, verb, sentence, "restricted " + verb + " " + example,
        [&line, type, options, verb] { return write(line.shared, type, *options, "restricted " + verb); });
    command->add_option("case", options->named, "case id or reference")->required();
    command->add_option("--command-id", options->id, "id of this command: sent again, it does nothing twice");
    for (const auto& option : options_of(type))
        command->add_option(option.flag, options->typed[option.field], option.hint)
            ->allow_extra_args(false)
            ->group(option.required ? "Fields (required)" : "Fields");
}

}  // namespace

void add_restricted_commands(command_line& line, CLI::App& root)
{
    auto* family = add_command(
        line, root, "restricted",
        "What restricted reviewers alone know of a case; nobody else learns whether there is any.",
        "restricted show ZSQD1-S1K8H --as r.ahn");
    add_act(line, *family, "open", event_type::restricted_opened,
            "Opens the restricted compartment of a case.", "ZSQD1-S1K8H --reason '...' --as r.ahn");
    add_act(line, *family, "note", event_type::restricted_note_added, "Adds a note to it.",
            "ZSQD1-S1K8H --text '...' --as r.ahn");
    add_act(line, *family, "approve-limited-reasons", event_type::limited_reasons_approved,
            "Approves that a decision of the case goes out without its reasons.",
            "ZSQD1-S1K8H --reason '...' --until 2027-01-31T00:00:00+08:00 --as r.ahn");
    auto named = std::make_shared<std::string>();
    auto* look = add_command(
        line, *family, "show", "Shows it with its words; that you read them is recorded.",
        "restricted show ZSQD1-S1K8H --as r.ahn", [&line, named] { return show(line.shared, *named); });
    look->add_option("case", *named, "case id or reference")->required();
}

}  // namespace redress::app
