// incidents and improvements: what stands beside the case, by the same engine and with the same refusals.
#include "adapters/app/cli.hpp"

#include "adapters/app/case_view.hpp"
#include "adapters/app/columns.hpp"
#include "adapters/app/command_answer.hpp"
#include "adapters/app/event_options.hpp"
#include "adapters/app/matter_view.hpp"
#include "adapters/app/nearest.hpp"
#include "adapters/app/services.hpp"
#include "adapters/app/this_clock.hpp"
#include "adapters/json/event_json.hpp"
#include "adapters/postgres/matter_queries.hpp"
#include "states/matter_step.hpp"
#include "workflow/randomness.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <iostream>

namespace redress::app {
namespace {

struct doing {
    std::string named;  // id of the incident or action
    std::string id;     // of the command, for one that may be sent again
    std::optional<std::int64_t> expected_version;
    std::map<field, std::vector<std::string>> typed;
};

std::vector<column> columns_of(matter_kind kind, services& from, const shared_options& shared)
{
    if (kind == matter_kind::action)
        return columns(from, shared,
                       {{"state"},
                        {"due", false, 27},
                        {"missed_at", false, 27},
                        {"owner"},
                        {"cause"},
                        {"measure"},
                        {"action"}});
    auto made = columns(from, shared,
                        {{"state"},
                         {"from", false, 27},
                         {"until", false, 27},
                         {"linked_cases", true},
                         {"words_en"},
                         {"incident"}});
    if (shared.lang() != "en") made[4].key = "words_zh";  // under the same head
    return made;
}

exit_code list_matters(const shared_options& shared, const postgres::matter_filter& filter)
{
    services from(shared);
    row_printer rows(std::cout, shared.output(), columns_of(filter.kind, from, shared));
    for (const auto& row : matters_json(from, from.matters().list(filter))) rows.row(row);
    rows.end();
    return exit_code::ok;
}

exit_code show_matter(const shared_options& shared, matter_kind kind, const std::string& named)
{
    services from(shared);
    const auto line = matter_named(from, kind, named);
    auto out = matter_json(from, line);
    const bool table = shared.output() == output_format::table;
    auto lines = table ? labelled_lines(from, shared, out) : std::vector<labelled>();
    const auto in = table ? reading_language{&from.texts(), shared.lang()} : reading_language{};
    boost::json::array history;
    for (const auto& body : from.matters().history(line.now.id)) {
        auto row = timeline_row(body, {}, in);
        if (auto* data = row.if_contains("data"); data != nullptr && data->is_object())
            leave_out_hidden_cases(from, data->as_object());
        lines.push_back(history_line(row));
        history.push_back(std::move(row));
    }
    if (table) {
        print_labelled(std::cout, lines);
        return exit_code::ok;
    }
    if (!history.empty()) out["history"] = std::move(history);
    print_thing(from, shared, out);
    return exit_code::ok;
}

exit_code send(const shared_options& shared, event_type type, doing& with, const std::string& command_name)
{
    services from(shared);
    std::erase_if(with.typed, [](const auto& one) { return one.second.empty(); });
    workflow::randomness random(0);
    case_id id;
    if (opens_matter(type)) {
        id = with.named.empty() ? random.id_at(now_here()) : parse_uuid(with.named).value_or(case_id{});
        if (id.is_nil())
            throw command_failed(exit_code::usage,
                                 said{"no_uuid", {{"option", "--id"}, {"value", with.named}}});
        if (with.id.empty()) with.id = with.named;
    } else {
        id = matter_named(from, *matter_of(type), with.named).now.id;
    }
    resolve_cases(from, type, with.typed);
    return send_command(from, shared, id, typed_event(from, shared, type, with.typed, command_name, with.id),
                        {with.id, with.expected_version, command_name});
}

void add_act(command_line& line, CLI::App& family, const std::string& verb, event_type type,
             const std::string& sentence, const std::string& example)
{
    auto with = std::make_shared<doing>();
    const auto path = std::string(family.get_name()) + " " + verb;
    auto* command = add_command(line, family, verb, sentence + " Who: " + roles_text(roles_of(type)) + ".",
                                path + " " + example,
                                [&line, with, type, path] { return send(line.shared, type, *with, path); });
    if (opens_matter(type)) {
        command->add_option("--id", with->named,
                            "id (UUID): opened again with the same words, it is the same");
        command->add_option("--command-id", with->id, "id of this command (default: the id)");
    } else {
        command->add_option("id", with->named, "id of the " + std::string(name_of(*matter_of(type))))
            ->required();
        command->add_option("--command-id", with->id,
                            "id of this command: sent again, it does nothing twice");
        command->add_option("--expected-version", with->expected_version,
                            "refuse when there is another version by now");
    }
    for (const auto& option : options_of(type))
        command->add_option(option.flag, with->typed[option.field], option.hint)
            ->allow_extra_args(false)
            ->group(option.required ? "Fields (required)" : "Fields");
}

void add_looks(command_line& line, CLI::App& family, matter_kind kind)
{
    const std::string name(family.get_name());
    auto filter = std::make_shared<postgres::matter_filter>();
    filter->kind = kind;
    auto state = std::make_shared<std::string>("open");
    auto* list =
        add_command(line, family, "list", "Lists " + name + "; without --state the open ones.",
                    name + " list\n" + name + " list --state '' -o csv", [&line, filter, state] {
                        filter->state = parse_name<matter_state>(*state);
                        if (!state->empty() && !filter->state)
                            throw command_failed(
                                exit_code::usage,
                                said{"no_state",
                                     {{"option", "--state"},
                                      {"value", *state},
                                      {"near", std::string(nearest(*state, names_of<matter_state>::list))}}});
                        return list_matters(line.shared, *filter);
                    });
    list->add_option(
            "--state", *state,
            kind == matter_kind::incident ? "open or ended; empty: any" : "open, done or checked; empty: any")
        ->capture_default_str();
    if (kind == matter_kind::action) list->add_option("--owner", filter->owner, "who has it");
    list->add_option("--limit", filter->limit, "lines at most")
        ->check(CLI::Range(1, 10'000))
        ->capture_default_str();

    auto named = std::make_shared<std::string>();
    auto* show = add_command(line, family, "show", "Shows one with its history.", name + " show ID",
                             [&line, kind, named] { return show_matter(line.shared, kind, *named); });
    show->add_option("id", *named, "id of the " + std::string(name_of(kind)))->required();
}

}  // namespace

void add_beside_commands(command_line& line, CLI::App& root)
{
    auto* incidents =
        add_command(line, root, "incidents", "What many people feel at once, with words for all of them.",
                    "incidents open --words-en 'Transfers are slow.' --words-zh '转账延迟。' --from "
                    "2026-11-23T09:00:00+08:00 "
                    "--posted-by o.ops --as o.ops\nincidents list\ncase do REFERENCE linked --cause incident "
                    "--to ID --as "
                    "h.lin");
    add_looks(line, *incidents, matter_kind::incident);
    add_act(line, *incidents, "open", event_type::incident_opened, "Opens an incident.",
            "--words-en '...' --words-zh '...' --from TIME --posted-by o.ops --as o.ops");
    add_act(line, *incidents, "change", event_type::incident_changed, "Changes words, times or who posts.",
            "ID --until 2026-11-23T18:00:00+08:00 --as o.ops");
    add_act(line, *incidents, "end", event_type::incident_ended, "Ends an incident.", "ID --as o.ops");

    auto* improvements =
        add_command(line, root, "improvements", "What is to change so that a complaint does not come back.",
                    "improvements open --measure 'Retry the gateway.' --cause gateway_timeout --cases "
                    "REFERENCE --owner h.lin --due 2026-12-01T00:00:00+08:00 --as h.lin\nimprovements list "
                    "--owner h.lin\nimprovements check ID --as q.berg");
    add_looks(line, *improvements, matter_kind::action);
    add_act(line, *improvements, "open", event_type::action_opened, "Opens an improvement action.",
            "--measure '...' --cause CODE --owner h.lin --due TIME --as h.lin");
    add_act(line, *improvements, "done", event_type::action_done, "Reports that the change is made.",
            "ID --remark '...' --as h.lin");
    add_act(line, *improvements, "check", event_type::action_checked,
            "Records that it works; never by its owner or whoever reported it done.", "ID --as q.berg");
    add_act(line, *improvements, "reopen", event_type::action_reopened, "Sends it back to be done.",
            "ID --remark 'It came back.' --due TIME --as q.berg");
}

}  // namespace redress::app
