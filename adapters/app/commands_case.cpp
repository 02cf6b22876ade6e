// case and queue: what people do with one complaint, and which they should look at next.
#include "adapters/app/cli.hpp"

#include "adapters/app/candidates.hpp"
#include "adapters/app/case_view.hpp"
#include "adapters/app/columns.hpp"
#include "adapters/app/command_answer.hpp"
#include "adapters/app/event_options.hpp"
#include "adapters/app/line_view.hpp"
#include "adapters/app/log.hpp"
#include "adapters/app/nearest.hpp"
#include "adapters/app/reading.hpp"
#include "adapters/app/self_help.hpp"
#include "adapters/app/services.hpp"
#include "adapters/app/this_clock.hpp"
#include "adapters/files/text_book.hpp"
#include "adapters/json/event_json.hpp"
#include "adapters/postgres/case_queries.hpp"
#include "adapters/postgres/likeness_index.hpp"
#include "states/matter_step.hpp"
#include "workflow/canonical.hpp"
#include "workflow/intake.hpp"
#include "workflow/randomness.hpp"
#include "workflow/reference.hpp"

#include <boost/json.hpp>

#include <iostream>

namespace redress::app {
namespace {

using typed_fields = std::map<field, std::vector<std::string>>;

/// What `case file` and `case do` take beside the fields.
struct doing {
    std::string named;  // case
    std::string id;     // of the command, for one that may be sent again
    std::optional<std::int64_t> expected_version;
    std::vector<std::string> set;
    typed_fields typed;
};

event event_of(services& from, const shared_options& shared, event_type type, doing& with,
               const std::string& command_name)
{
    for (const auto& text : with.set) add_setting(type, text, with.typed);
    resolve_cases(from, type, with.typed);
    return typed_event(from, shared, type, with.typed,
                       command_name == "case do"
                           ? command_name + " " + with.named + " " + std::string(name_of(type))
                           : command_name,
                       with.id);
}

exit_code send(services& from, const shared_options& shared, event_type type, const case_id& id, doing& with,
               std::string command_name)
{
    auto what = event_of(from, shared, type, with, command_name);
    check_approval(from, what);
    return send_command(from, shared, id, std::move(what),
                        {with.id, with.expected_version, std::move(command_name)});
}

/// For staff: how many cases may be about the same matter. Whoever looks without a name in the roster is
/// told nothing of it. A count that cannot be made is left out, for the case is what was asked for: `case
/// candidates` says why.
std::size_t count_candidates(services& from, const complaint& of)
{
    constexpr std::size_t most = 20;
    try {
        const auto who = from.reader();
        if (!who) return 0;
        auto& index = from.likeness();
        return candidates_of(index, from.queries(), of, *who, most).size();
    } catch (const std::exception& failed) {
        log(log_level::info, "candidates_not_counted", failed.what());
        return 0;
    }
}

/// In words, for a person.
void show_case(services& from, const shared_options& shared, const complaint& found,
               const boost::json::object& beside, const std::vector<postgres::private_text>& texts)
{
    auto lines = case_summary(found, from.texts(), shared.lang(), from.rules_of(found));
    for (auto& line : labelled_lines(from, shared, beside)) lines.push_back(std::move(line));
    for (const auto& one : texts)
        lines.emplace_back(slot_label(one.slot, from.texts(), shared.lang()) + " (" +
                               to_string(one.created).substr(0, 19) + "Z)",
                           one.bytes);
    print_labelled(std::cout, lines);
}

exit_code get_case(const shared_options& shared, const std::string& named, bool text)
{
    services from(shared);
    const auto found = from.case_of(named);
    boost::json::object beside;
    if (auto help = self_help_for(from, found.facts.category, found.facts.language); !help.empty())
        beside["self_help"] = std::move(help);
    if (const auto n = count_candidates(from, found); n > 0) beside["candidates"] = n;
    std::vector<postgres::private_text> texts;
    if (text) {
        if (const auto no = refused_reading(from, shared, found, {})) return *no;
        texts = from.queries().texts(found.id);
    }
    if (shared.output() == output_format::table) {
        show_case(from, shared, found, beside, texts);
        return exit_code::ok;
    }
    auto out = case_json(found, from.rules_of(found));
    for (const auto& [name, value] : beside) out[name] = value;
    if (text) {
        boost::json::array told;
        if (found.facts.erased_at) out["texts_erased_at"] = to_string(*found.facts.erased_at);
        for (const auto& one : texts)
            told.push_back(
                boost::json::object{{"slot", one.slot}, {"at", to_string(one.created)}, {"text", one.bytes}});
        out["texts"] = std::move(told);
    }
    print_thing(std::cout, shared.output(), out);
    return exit_code::ok;
}

std::vector<column> line_columns(services& from, const shared_options& shared)
{
    return columns(from, shared,
                   {{"reference"},
                    {"state"},
                    {"category"},
                    {"severity", true},
                    {"rung", true},
                    {"owner"},
                    {"team"},
                    {"next_due"},
                    {"case"}},
                   {"hold", "channel", "kind", "filed_at"});
}

std::optional<instant> time_of(const std::string& option, const std::string& text)
{
    if (text.empty()) return std::nullopt;
    if (const auto at = parse_instant(text)) return at;
    throw command_failed(exit_code::usage, said{"no_time", {{"option", option}, {"value", text}}});
}

void print_lines(services& from, const shared_options& shared, const std::vector<postgres::case_line>& lines,
                 int limit)
{
    row_printer rows(std::cout, shared.output(), line_columns(from, shared));
    for (const auto& line : lines) rows.row(line_json(line));
    rows.end();
    if (!shared.quiet && static_cast<int>(lines.size()) == limit && shared.output() == output_format::table)
        std::cerr << from.say({"there_may_be_more",
                               {{"value", workflow::shown_reference(lines.back().reference)}}})
                  << '\n';
}

exit_code show_timeline(const shared_options& shared, const std::string& named)
{
    services from(shared);
    const auto found = from.case_of(named);
    row_printer rows(std::cout, shared.output(),
                     columns(from, shared,
                             {{"cseq", true},
                              {"rec", false, 27},
                              {"what", false, 80},
                              {"who", false, 50},
                              {"moves", false, 50},
                              {"clocks"}}));
    reading_language in;
    if (shared.output() == output_format::table) in = {&from.texts(), shared.lang()};
    constexpr int page = 500;
    std::int64_t after = 0;
    for (;;) {
        const auto entries = from.queries().timeline(found.id, after, page);
        for (const auto& entry : entries) {
            auto row = timeline_row(entry.body, {found.facts.erased_at, found.facts.redacted}, in);
            leave_out_hidden_link(from, row);
            rows.row(row);
        }
        if (static_cast<int>(entries.size()) < page) break;
        after = entries.back().cseq;
    }
    rows.end();
    return exit_code::ok;
}

void add_fields(CLI::App& command, event_type type, doing& with)
{
    const auto* group = &row_of(type);
    command.add_option("--set", with.set, "a field as field=value; lists: once per item")
        ->allow_extra_args(false);
    for (const auto& option : options_of(type)) {
        if (command.get_parent() != nullptr && command.get_option_no_throw(option.flag) != nullptr) continue;
        command.add_option(option.flag, with.typed[option.field], option.hint)
            ->allow_extra_args(false)
            ->group(group->required.has(option.field) ? "Fields (required)" : "Fields");
    }
}

// CLI11 fills the map's vectors; those that nobody named are no fields.
void drop_untyped(doing& with)
{
    std::erase_if(with.typed, [](const auto& one) { return one.second.empty(); });
}

void add_do(command_line& line, CLI::App& parent)
{
    auto with = std::make_shared<doing>();
    auto* command = add_command(
        line, parent, "do", "Does something to a case: one event.",
        "case do ZSQD1-S1K8H triaged --severity 3 --as h.lin\n"
        "case do ZSQD1-S1K8H assigned --owner h.lin --as h.lin\n"
        "case do ZSQD1-S1K8H note_added --set text='Called back.' --as h.lin --expected-version 4");
    command->add_option("case", with->named, "case id or reference")->required();
    command->add_option("--expected-version", with->expected_version,
                        "refuse when the case has another version by now");
    command->add_option("--command-id", with->id, "id of this command: sent again, it does nothing twice");
    for (std::size_t e = 0; e < event_count; ++e) {
        const auto type = static_cast<event_type>(e);
        if (matter_of(type)) continue;  // incidents and improvements have commands of their own
        std::string sentence =
            std::string(owner_of(type)) == "record" ? "Records" : "Moves the " + std::string(owner_of(type));
        auto* event =
            add_command(line, *command, std::string(name_of(type)),
                        sentence + "; who: " + roles_text(roles_of(type)) + ".", "", [&line, with, type] {
                            drop_untyped(*with);
                            services from(line.shared);
                            const auto found = from.case_to_act_on(with->named);
                            return send(from, line.shared, type, found.id, *with, "case do");
                        });
        add_fields(*event, type, *with);
    }
}

}  // namespace

void add_case_commands(command_line& line, CLI::App& root, bool events)
{
    auto* cases = add_command(line, root, "case", "Files, reads and moves complaints.",
                              "case file --channel hotline --category transfer_failed --language zh-CN "
                              "--narrative '...' --as h.lin\n"
                              "case get ZSQD1-S1K8H\ncase letters ZSQD1-S1K8H\ncase money ZSQD1-S1K8H\ncase "
                              "actions ZSQD1-S1K8H --as h.lin\ncase do "
                              "ZSQD1-S1K8H assigned --owner h.lin --as h.lin");

    auto filing = std::make_shared<doing>();
    auto* file = add_command(
        line, *cases, "file", "Files a complaint on behalf of somebody.",
        "case file --channel hotline --category fees --language en --narrative 'Charged twice.' --as h.lin",
        [&line, filing] {
            drop_untyped(*filing);
            workflow::randomness random(0);
            const auto id = filing->named.empty() ? random.id_at(now_here())
                                                  : parse_uuid(filing->named).value_or(case_id{});
            if (id.is_nil())
                throw command_failed(exit_code::usage,
                                     said{"no_uuid", {{"option", "--id"}, {"value", filing->named}}});
            if (filing->id.empty()) filing->id = filing->named;
            services from(line.shared);
            return send(from, line.shared, event_type::complaint_filed, id, *filing, "case file");
        });
    file->add_option("--id", filing->named,
                     "case id (UUID): filed again with the same words, it is the same case");
    file->add_option("--command-id", filing->id, "id of this command (default: the case id)");
    add_fields(*file, event_type::complaint_filed, *filing);

    auto named = std::make_shared<std::string>();
    auto text = std::make_shared<bool>(false);
    auto* get = add_command(line, *cases, "get", "Shows a case.",
                            "case get ZSQD1-S1K8H\ncase get ZSQD1-S1K8H --text --as h.lin -o json",
                            [&line, named, text] { return get_case(line.shared, *named, *text); });
    get->add_option("case", *named, "case id or reference")->required();
    get->add_flag("--text", *text, "also names, contacts and words; that you read them is recorded");

    auto filter = std::make_shared<postgres::case_filter>();
    auto due = std::make_shared<std::string>();
    auto after = std::make_shared<std::string>();
    auto* list = add_command(
        line, *cases, "list", "Lists cases by id; without --state the open ones.",
        "case list --state decided\ncase list --owner h.lin -o csv", [&line, filter, due, after] {
            filter->due_before = time_of("--due-before", *due);
            if (!filter->state.empty() && !parse_name<lifecycle_state>(filter->state))
                throw command_failed(
                    exit_code::usage,
                    said{"no_state",
                         {{"option", "--state"},
                          {"value", filter->state},
                          {"near", std::string(nearest(filter->state, names_of<lifecycle_state>::list))}}});
            services from(line.shared);
            // An id is a place in the order, whether or not its case is there.
            if (!after->empty() && !(filter->after = parse_uuid(*after)))
                filter->after = case_in_option(from, "--after", *after);
            const auto lines = lines_for_reader(from, filter->limit, [&](int at_most) {
                auto asked = *filter;
                asked.limit = at_most;
                return from.queries().list(asked);
            });
            print_lines(from, line.shared, lines, filter->limit);
            return exit_code::ok;
        });
    list->add_option("--state", filter->state, "lifecycle state");
    list->add_option("--team", filter->team, "team");
    list->add_option("--owner", filter->owner, "who has it");
    list->add_option("--due-before", *due, "due before this time");
    list->add_option("--limit", filter->limit, "cases at most")
        ->check(CLI::Range(1, 10'000))
        ->capture_default_str();
    list->add_option("--after", *after, "last case of the page before, by id or reference");

    add_actions_command(line, *cases);
    add_candidates_command(line, *cases);
    if (events) {
        add_do(line, *cases);
    } else {
        add_command(line, *cases, "do", "Does something to a case: one event.",
                    "case do ZSQD1-S1K8H assigned --owner h.lin --as h.lin");
    }
    auto* timeline = add_command(line, *cases, "timeline", "Shows the history of a case, entry by entry.",
                                 "case timeline ZSQD1-S1K8H",
                                 [&line, named] { return show_timeline(line.shared, *named); });
    timeline->add_option("case", *named, "case id or reference")->required();

    add_letters_command(line, *cases);
    add_secret_commands(line, *cases);
    add_print_command(line, *cases);
    add_money_command(line, *cases);
    add_explain_command(line, *cases);
    add_repin_command(line, *cases);

    auto queue_filter = std::make_shared<postgres::queue_filter>();
    auto mine = std::make_shared<bool>(false);
    auto* queue = add_command(
        line, root, "queue", "Lists open cases, what is due first on top.",
        "queue --team intake\nqueue --mine --as h.lin\nqueue --unowned", [&line, queue_filter, mine] {
            services from(line.shared);
            if (*mine) queue_filter->owner = from.who().id;
            row_printer rows(std::cout, line.shared.output(), line_columns(from, line.shared));
            const auto lines = lines_for_reader(from, queue_filter->limit, [&](int at_most) {
                auto asked = *queue_filter;
                asked.limit = at_most;
                return from.queries().queue(asked);
            });
            for (const auto& one : lines) rows.row(line_json(one));
            rows.end();
            return exit_code::ok;
        });
    queue->add_option("--team", queue_filter->team, "team");
    queue->add_option("--owner", queue_filter->owner, "who has it");
    queue->add_flag("--mine", *mine, "what I have");
    queue->add_flag("--unowned", queue_filter->unowned, "what nobody has");
    queue->add_option("--limit", queue_filter->limit, "cases at most")
        ->check(CLI::Range(1, 10'000))
        ->capture_default_str();
}

}  // namespace redress::app
