// categories: what complaints are filed under, what is asked for, and what somebody can do at once.
#include "adapters/app/cli.hpp"

#include "adapters/app/columns.hpp"
#include "adapters/app/nearest.hpp"
#include "adapters/app/self_help.hpp"
#include "adapters/app/services.hpp"
#include "adapters/files/policy_file.hpp"
#include "adapters/files/text_book.hpp"

#include <boost/json.hpp>

#include <iostream>

namespace redress::app {
namespace {

boost::json::object row_of(services& from, const shared_options& shared, const policy& rules,
                           const category_rule& one)
{
    const auto language = shared.lang();
    boost::json::array evidence;
    for (const auto& item : one.evidence)
        // A table speaks; scripts read the names that are typed.
        evidence.emplace_back(
            shared.output() == output_format::table ? from.texts().text("missing", item, language) : item);
    boost::json::object row{{"category", one.id},
                            {"name", from.texts().text("category", one.id, language)},
                            {"severity", one.severity},
                            {"emergency", one.emergency},
                            {"evidence", std::move(evidence)}};
    if (const auto help = self_help_for(from, one.id, language); !help.empty()) row["self_help"] = help;
    row["policy"] = rules.id;
    return row;
}

exit_code list_categories(const shared_options& shared)
{
    services from(shared);
    row_printer rows(std::cout, shared.output(),
                     columns(from, shared,
                             {{"category", false, 60, as_typed},
                              {"name"},
                              {"severity", true},
                              {"emergency"},
                              {"evidence", false, 100}},
                             {"self_help", "policy"}));
    for (const auto* rules : from.policies_of_files().in_force())
        for (const auto& one : rules->categories) rows.row(row_of(from, shared, *rules, one));
    rows.end();
    return exit_code::ok;
}

exit_code show_category(const shared_options& shared, const std::string& id)
{
    services from(shared);
    std::vector<std::string_view> known;
    for (const auto* rules : from.policies_of_files().in_force())
        for (const auto& one : rules->categories) {
            known.push_back(one.id);
            if (one.id != id) continue;
            print_thing(from, shared, row_of(from, shared, *rules, one));
            return exit_code::ok;
        }
    throw command_failed(exit_code::not_found,
                         said{"no_category", {{"value", id}, {"near", std::string(nearest(id, known))}}});
}

}  // namespace

std::string self_help_for(services& from, const std::string& category, std::string_view language)
{
    const auto in = language.starts_with("zh") ? "zh-CN" : "en";
    return from.texts().has("self_help", category, in) ? from.texts().text("self_help", category, in)
                                                       : std::string();
}

void add_categories_commands(command_line& line, CLI::App& root)
{
    auto* family =
        add_command(line, root, "categories", "What complaints are filed under, and what helps at once.",
                    "categories list\ncategories show account_theft --lang zh-CN");
    add_command(line, *family, "list", "Lists the categories of the policies in force.",
                "categories list --lang zh-CN -o table", [&line] { return list_categories(line.shared); });
    auto id = std::make_shared<std::string>();
    auto* show = add_command(line, *family, "show", "Shows one, with what to say to whoever is concerned.",
                             "categories show account_theft --lang en",
                             [&line, id] { return show_category(line.shared, *id); });
    show->add_option("category", *id, "category, such as fees")->required();
}

}  // namespace redress::app
