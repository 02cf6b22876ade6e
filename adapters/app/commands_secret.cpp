// case secret: a new secret for a complainant who lost theirs, and who asked for one.
#include "adapters/app/cli.hpp"
#include "adapters/app/columns.hpp"
#include "adapters/app/command_answer.hpp"
#include "adapters/app/pages/case_secret.hpp"
#include "adapters/app/reading.hpp"
#include "adapters/app/secret_reissue.hpp"
#include "adapters/postgres/case_queries.hpp"
#include "adapters/postgres/page_store.hpp"
#include "workflow/reference.hpp"

#include <boost/json.hpp>

#include <iostream>

namespace redress::app {
namespace {

struct secret_options {
    std::string named;  // case
    std::vector<std::string> facts;
    std::string speaks_as = "complainant";
};

reissue asked_by(const secret_options& options)
{
    reissue asked{.facts = {}, .representative = options.speaks_as == "representative"};
    for (const auto& one : options.facts) {
        const auto equals = one.find('=');
        if (equals == std::string::npos)
            throw command_failed(exit_code::usage, said{"no_equals", {{"option", "--fact"}, {"value", one}}});
        asked.facts[one.substr(0, equals)] = one.substr(equals + 1);
    }
    return asked;
}

exit_code reissue_secret(const shared_options& shared, const secret_options& options)
{
    services from(shared);
    const auto who = from.who_as(handing_out);
    const auto found = from.case_of(options.named);
    const auto asked = asked_by(options);
    if (const auto no = reissue_refused(from, found, asked)) {
        from.engine().record("access.given", who, tried_in_vain(found, asked, "secret_not_given"));
        throw command_failed(exit_code::refused, *no);
    }
    const auto sent = reissue_command(found, asked, who, typed_here);
    workflow::batch work;
    work.records.emplace_back(sent);
    const auto answers = from.engine().apply(work);
    if (answers.at(0).what != workflow::disposition::applied)
        return tell_answer(from, shared, sent, answers.at(0));
    const auto symbols = hand_out(from, found, asked);
    print_thing(std::cout, shared.output(),
                {{"reference", workflow::shown_reference(found.facts.reference)},
                 {"secret", in_groups(symbols)},
                 {"value", in_digits(symbols)}});
    return exit_code::ok;
}

exit_code list_wanted(const shared_options& shared)
{
    services from(shared);
    const auto who = from.who_as(handing_out);
    const auto wanted = from.pages().secrets_wanted();
    std::vector<case_id> ids;
    for (const auto& one : wanted) ids.push_back(one.of);
    const auto cases = cases_read(from, ids);
    row_printer rows(std::cout, shared.output(),
                     columns(from, shared, {{"reference"}, {"at", false, 27}, {"owner"}, {"team"}}));
    for (const auto& one : wanted) {
        const auto of = cases.find(one.of);
        if (of == cases.end() || !may_open(who, of->second)) continue;
        const auto& facts = of->second.facts;
        rows.row({{"reference", workflow::shown_reference(facts.reference)},
                  {"at", to_string(one.asked)},
                  {"owner", facts.owner},
                  {"team", facts.team}});
    }
    rows.end();
    return exit_code::ok;
}

}  // namespace

void add_secret_commands(command_line& line, CLI::App& cases)
{
    auto* secret =
        add_command(line, cases, "secret", "The secret by which complainants open their case.",
                    "case secret wanted\ncase secret reissue ZSQD1-S1K8H --fact amount=120.50 --fact "
                    "account=138-0000");
    add_command(line, *secret, "wanted", "Lists who asked for a new secret and has none yet.",
                "case secret wanted --as c.ito", [&line] { return list_wanted(line.shared); });
    auto options = std::make_shared<secret_options>();
    auto* command =
        add_command(line, *secret, "reissue",
                    "Makes a new secret for somebody whom you called at a contact on file, and who told two "
                    "facts of the case "
                    "right. The old secret ends at once. Only care reviewers and leads may.",
                    "case secret reissue ZSQD1-S1K8H --fact amount=120.50 --fact account=138-0000 --as c.ito",
                    [&line, options] { return reissue_secret(line.shared, *options); });
    command->add_option("case", options->named, "case id or reference")->required();
    command->add_option(
        "--fact", options->facts,
        "NAME=VALUE as the caller said it, at least two: account, amount, app_version, country, "
        "device, name or transaction_id");
    command->add_option("--for", options->speaks_as, "who it is for: complainant (default) or representative")
        ->check(CLI::IsMember({"complainant", "representative"}));
}

}  // namespace redress::app
