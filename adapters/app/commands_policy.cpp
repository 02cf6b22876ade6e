// policy list, check, explain: what is promised, whether a file of it is right, and what it means in plain words.
#include "adapters/app/cli.hpp"

#include "adapters/app/columns.hpp"
#include "adapters/app/policy_in_file.hpp"
#include "adapters/app/policy_schema.hpp"
#include "adapters/app/services.hpp"
#include "adapters/files/calendar_file.hpp"
#include "adapters/files/file_error.hpp"
#include "adapters/files/letter_book.hpp"
#include "adapters/files/policy_file.hpp"
#include "adapters/files/text_book.hpp"

#include <boost/json.hpp>

#include <iostream>

namespace redress::app {
namespace {

const std::vector<const policy*>& in_force(services& from)
{
    try {
        return from.policies_of_files().in_force();
    } catch (const files::file_error& wrong) {
        throw command_failed(exit_code::config, from.say(wrong));
    }
}

/// The house's own policy, as far as the files in force can be read: the one that is checked may be among them.
const policy* own_policy(services& from)
{
    try {
        for (const auto* one : from.policies_of_files().in_force())
            if (!one->applies) return one;
    } catch (const files::file_error&) {  // `config check` says it
    }
    return nullptr;
}

exit_code list_policies(const shared_options& shared)
{
    services from(shared);
    const auto& all = in_force(from);
    row_printer rows(
        std::cout, shared.output(),
        columns(from, shared,
                {{"policy"}, {"rev", true}, {"title"}, {"calendar"}, {"draft"}, {"entities"}, {"source"}},
                {"sha256"}));
    for (const auto* one : all) {
        boost::json::array entities;
        for (const auto& entity : one->entities)
            if (!entity.empty()) entities.emplace_back(entity);
        rows.row({{"policy", one->id},
                  {"rev", one->rev},
                  {"title",
                   shared.lang().starts_with("zh") && !one->title_zh.empty() ? one->title_zh : one->title},
                  {"calendar", one->calendar},
                  {"draft", one->draft},
                  {"entities", std::move(entities)},
                  {"source", one->source},
                  {"sha256", one->sha256}});
    }
    rows.end();
    return exit_code::ok;
}

policy read_policy(services& from, const std::string& file)
{
    return files::load_policy(files::read_file(file), file, &from.calendars());
}

/// A file, or the id of a policy in force.
policy named(services& from, const std::string& name)
{
    for (const auto* one : in_force(from))
        if (one->id == name) return *one;
    return policy_in_file(from, name);
}

exit_code check_policies(const shared_options& shared, const std::vector<std::string>& files)
{
    services from(shared);
    row_printer rows(
        std::cout, shared.output(),
        columns(from, shared, {{"file"}, {"policy"}, {"clock", false, 60, as_typed}, {"finding", false, 120}},
                {"code", "letter", "language"}));
    std::vector<files::file_error> refused;
    bool unfit = false;
    for (const auto& file : files) {
        policy rules;
        std::vector<policy_finding> found;
        try {
            rules = read_policy(from, file);
        } catch (const files::file_error& wrong) {
            refused.push_back(wrong);  // the other files are looked at, too
            continue;
        }
        try {
            found = findings_in_file(from, rules);
        } catch (const files::file_error& wrong) {  // of the words that it names: the policy itself is right
            std::cerr << "redress: " << file << ": " << from.say(wrong) << '\n';
            unfit = true;
            continue;
        }
        if (found.empty())
            rows.row({{"file", file},
                      {"policy", rules.id},
                      {"clock", ""},
                      {"finding", from.say({"policy_in_order"})},
                      {"code", ""},
                      {"letter", ""},
                      {"language", ""}});
        for (const auto& one : found) {
            unfit = unfit || is_unfit(rules, one);
            rows.row({{"file", file},
                      {"policy", rules.id},
                      {"clock", one.clock},
                      {"finding", in_words(one, from.texts(), shared.lang())},
                      {"code", one.code},
                      {"letter", one.letter ? name_of(*one.letter) : std::string_view()},
                      {"language", one.language}});
        }
    }
    rows.end();
    for (const auto& wrong : refused) std::cerr << "redress: " << from.say(wrong) << '\n';
    if (!refused.empty()) return exit_code::usage;
    return unfit ? exit_code::config : exit_code::ok;
}

exit_code explain_policy(const shared_options& shared, const std::string& name)
{
    services from(shared);
    const auto rules = named(from, name);
    const auto lines = policy_words(rules, from.texts(), shared.lang());
    if (shared.output() == output_format::table) {
        for (const auto& line : lines) std::cout << line << '\n';
        return exit_code::ok;
    }
    boost::json::array told(lines.begin(), lines.end());
    print_thing(
        std::cout, shared.output(),
        boost::json::object{
            {"policy", rules.id}, {"rev", rules.rev}, {"sha256", rules.sha256}, {"words", std::move(told)}});
    return exit_code::ok;
}

}  // namespace

policy policy_in_file(services& from, const std::string& file)
{
    try {
        return read_policy(from, file);
    } catch (const files::file_error& wrong) {
        throw command_failed(exit_code::usage, from.say(wrong));
    }
}

std::vector<policy_finding> findings_in_file(services& from, const policy& rules)
{
    files::letter_book words;  // those that it names, and no other's
    words.read(from.letters_folder(), rules);
    const policy* const one_policy[] = {&rules};
    const auto* by = rules.calendar.empty() ? nullptr : from.calendars().find(rules.calendar);
    auto found = findings_in(rules, by, words.of(one_policy), own_policy(from));
    std::erase_if(found, [](const auto& one) { return one.code == "bound_to_nobody"; });  // files bind nobody
    return found;
}

void add_policy_commands(command_line& line, CLI::App& root)
{
    auto* policies = add_command(line, root, "policy",
                                 "What is promised: policies in force, and files that may become one.",
                                 "policy list\n"
                                 "policy explain wallet-default\n"
                                 "policy check my-policy.toml");
    add_command(line, *policies, "list", "Lists the policies in force.", "policy list",
                [&line] { return list_policies(line.shared); });
    auto files = std::make_shared<std::vector<std::string>>();
    auto* check =
        add_command(line, *policies, "check",
                    "Reads policy files as the engine would, and says what in them is worth a second look.",
                    "policy check schemas/presets/uk-disp.toml",
                    [&line, files] { return check_policies(line.shared, *files); });
    check->add_option("file", *files, "policy file")->required();
    add_command(line, *policies, "schema",
                "Prints the JSON Schema of policy files, for editors and for checks elsewhere.",
                "policy schema > policy.schema.json", [] {
                    std::cout << policy_schema();
                    return exit_code::ok;
                });
    auto name = std::make_shared<std::string>();
    auto* explain = add_command(line, *policies, "explain", "Says in plain words what a policy promises.",
                                "policy explain wallet-default --lang zh-CN\n"
                                "policy explain schemas/presets/eu-mica-casp.toml",
                                [&line, name] { return explain_policy(line.shared, *name); });
    explain->add_option("policy", *name, "id of a policy in force, or a file")->required();
    add_dry_run_command(line, *policies);
}

}  // namespace redress::app
