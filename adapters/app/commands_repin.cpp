// case repin: the policies in force for the rest of a case's life, with a look at what that changes first.
#include "adapters/app/cli.hpp"
#include "adapters/app/columns.hpp"
#include "adapters/app/command_answer.hpp"
#include "adapters/app/event_options.hpp"
#include "adapters/app/repin_preview.hpp"
#include "adapters/json/event_json.hpp"

#include <boost/json.hpp>

#include <iostream>

namespace redress::app {
namespace {

struct repin_options {
    std::string named;  // case
    std::string id;     // of the command
    bool preview = false;
    std::map<field, std::vector<std::string>> typed;
};

exit_code show_preview(services& from, const shared_options& shared, const complaint& of, const event& act)
{
    const auto shown = preview_of_repin(from, of, act);
    if (shared.output() != output_format::table) {
        boost::json::object out{
            {"case", to_string(of.id)}, {"policies", shown.policies}, {"clocks_if_moved", shown.clocks}};
        if (!shown.digest.empty()) out["approved_digest"] = shown.digest;
        print_thing(std::cout, shared.output(), out);
        return exit_code::ok;
    }
    row_printer rows(std::cout, shared.output(),
                     columns(from, shared,
                             {{"clock"}, {"generation", true}, {"due", false, 27}, {"due_then", false, 27}}));
    for (const auto& row : shown.clocks) rows.row(row.as_object());
    rows.end();
    std::cout << from.say(shown.digest.empty() ? said{"digest_needs_reason"}
                                               : said{"digest_to_approve", {{"value", shown.digest}}})
              << '\n';
    return exit_code::ok;
}

exit_code repin(const shared_options& shared, repin_options& options)
{
    services from(shared);
    std::erase_if(options.typed, [](const auto& one) { return one.second.empty(); });
    if (options.preview) {
        const auto read = json::read_event(event_type::policy_repinned, data_from(options.typed));
        return show_preview(from, shared, from.case_of(options.named), read.what);
    }
    const auto found = from.case_to_act_on(options.named);
    auto what =
        typed_event(from, shared, event_type::policy_repinned, options.typed, "case repin", options.id);
    check_approval(from, what);
    return send_command(from, shared, found.id, std::move(what), {options.id, {}, "case repin"});
}

}  // namespace

void add_repin_command(command_line& line, CLI::App& cases)
{
    auto options = std::make_shared<repin_options>();
    auto* command = add_command(
        line, cases, "repin",
        "Pins the policies in force for what a case starts from now on; --preview shows what would change.",
        "case repin ZSQD1-S1K8H --preview --reason '...'\n"
        "case repin ZSQD1-S1K8H --reason '...' --approved-by c.ito --approved-role care_reviewer "
        "--approved-at "
        "TIME --approved-digest DIGEST --as l.novak",
        [&line, options] { return repin(line.shared, *options); });
    command->add_option("case", options->named, "case id or reference")->required();
    command->add_flag("--preview", options->preview,
                      "changes nothing: every due time that --moves-clocks would change; with --reason also "
                      "the digest to approve");
    command->add_option("--command-id", options->id, "id of this command: sent again, it does nothing twice");
    for (const auto& option : options_of(event_type::policy_repinned))
        command->add_option(option.flag, options->typed[option.field], option.hint)
            ->allow_extra_args(false)
            ->group("Fields");
}

}  // namespace redress::app
