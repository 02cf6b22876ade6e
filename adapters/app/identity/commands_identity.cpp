// user, token, role: who may sign in, which programs have a way in, and who may do what.
#include "adapters/app/cli.hpp"
#include "adapters/app/columns.hpp"
#include "adapters/app/command_answer.hpp"
#include "adapters/app/identity/identity_acts.hpp"
#include "adapters/app/identity/password_typed.hpp"
#include "adapters/app/nearest.hpp"
#include "adapters/app/services.hpp"
#include "adapters/files/roster_file.hpp"
#include "adapters/files/text_book.hpp"
#include "adapters/postgres/identity_store.hpp"
#include "workflow/permissions.hpp"

#include <boost/json.hpp>

#include <iostream>
#include <memory>

namespace redress::app {
namespace {

/// On the command line whoever may write the database may make accounts, so that there is a first one: the
/// operating system's user stands in the record when the roster does not know them.
std::string who_does_it(services& from)
{
    const auto who = from.reader();
    return who ? who->id : "redress:cli";
}

[[noreturn]] void fail(services& from, const shared_options& shared, const refused& why)
{
    const auto code = why.status == 404   ? exit_code::not_found
                      : why.status == 400 ? exit_code::usage
                                          : exit_code::refused;
    throw command_failed(code, in_words(from, why, shared.lang()));
}

void tell(services& from, const shared_options& shared, said what)
{
    if (!shared.quiet) std::cerr << from.say(what) << '\n';
}

exit_code show_user(services& from, const shared_options& shared, const std::string& person)
{
    if (const auto one = from.identities().account_of(person)) print_thing(from, shared, row_of(from, *one));
    return exit_code::ok;
}

struct user_options {
    std::string person, login, password_file, issuer, subject;
    bool no_password = false;
};

exit_code user_add(const shared_options& shared, const user_options& typed)
{
    services from(shared);
    new_user what{.person = typed.person, .login = typed.login};
    if (!typed.no_password) what.password = password_typed(from, shared, typed.password_file);
    if (const auto no = add_user(from, who_does_it(from), what)) fail(from, shared, *no);
    tell(from, shared, {"user_added", {{"person", typed.person}}});
    return show_user(from, shared, typed.person);
}

exit_code user_password(const shared_options& shared, const user_options& typed)
{
    services from(shared);
    const auto password = password_typed(from, shared, typed.password_file);
    if (const auto no = set_password(from, who_does_it(from), typed.person, password))
        fail(from, shared, *no);
    tell(from, shared, {"password_set", {{"person", typed.person}}});
    return exit_code::ok;
}

exit_code user_state(const shared_options& shared, const user_options& typed, bool active)
{
    services from(shared);
    if (const auto no = set_active(from, who_does_it(from), typed.person, active)) fail(from, shared, *no);
    if (active)
        tell(from, shared, {"user_enabled", {{"person", typed.person}}});
    else
        tell(from, shared, {"user_disabled", {{"person", typed.person}}});
    return exit_code::ok;
}

exit_code user_link(const shared_options& shared, const user_options& typed)
{
    services from(shared);
    const auto& issuer = typed.issuer.empty() ? from.settings().text(setting::oidc_issuer) : typed.issuer;
    if (const auto no = link_user(from, who_does_it(from), typed.person, issuer, typed.subject))
        fail(from, shared, *no);
    tell(from, shared, {"user_linked", {{"person", typed.person}}});
    return show_user(from, shared, typed.person);
}

exit_code user_list(const shared_options& shared)
{
    services from(shared);
    row_printer rows(
        std::cout, shared.output(),
        columns(from, shared,
                {{"person"}, {"login"}, {"account_state"}, {"password"}, {"links"}, {"roles"}, {"created"}}));
    for (const auto& one : from.identities().accounts()) rows.row(row_of(from, one));
    rows.end();
    return exit_code::ok;
}

exit_code token_create(const shared_options& shared, const new_token& what)
{
    services from(shared);
    const auto made = make_token(from, who_does_it(from), what);
    if (const auto* no = std::get_if<refused>(&made)) fail(from, shared, *no);
    const auto& token = std::get<made_token>(made);
    auto row = row_of(token.token, token.token.created);
    row["secret"] = token.secret;
    print_thing(from, shared, row);
    tell(from, shared, {"secret_once", {}});
    return exit_code::ok;
}

exit_code token_list(const shared_options& shared)
{
    services from(shared);
    const auto now = from.identities().now();
    row_printer rows(std::cout, shared.output(),
                     columns(from, shared,
                             {{"token"},
                              {"name"},
                              {"holder"},
                              {"scopes"},
                              {"token_state"},
                              {"expires"},
                              {"used_at"},
                              {"by"},
                              {"created"}}));
    for (const auto& one : from.identities().tokens()) rows.row(row_of(one, now));
    rows.end();
    return exit_code::ok;
}

exit_code token_revoke(const shared_options& shared, const std::string& id)
{
    services from(shared);
    if (const auto no = revoke_token(from, who_does_it(from), id)) fail(from, shared, *no);
    tell(from, shared, {"token_revoked", {{"token", id}}});
    return exit_code::ok;
}

exit_code role_list(const shared_options& shared)
{
    services from(shared);
    row_printer rows(std::cout, shared.output(),
                     columns(from, shared, {{"role", false, 60, as_typed}, {"name"}, {"people"}}));
    for (std::size_t r = 0; r < count_of<role>; ++r) {
        const auto as = static_cast<role>(r);
        boost::json::array people;
        for (const auto& one : from.roster().colleagues())
            if (one.roles.has(as)) people.emplace_back(one.id);
        rows.row({{"role", name_of(as)},
                  {"name", from.texts().text("role", name_of(as), shared.lang())},
                  {"people", std::move(people)}});
    }
    rows.end();
    return exit_code::ok;
}

/// The rows of one role, or of all.
exit_code print_matrix(const shared_options& shared, const std::string& only)
{
    services from(shared);
    if (!only.empty() && !parse_name<role>(only))
        throw command_failed(
            exit_code::not_found,
            said{"no_role_called",
                 {{"value", only}, {"near", std::string(nearest(only, names_of<role>::list))}}});
    row_printer rows(
        std::cout, shared.output(),
        columns(from, shared, {{"role", false, 60, as_typed}, {"permission"}, {"relations", false, 120}}));
    for (const auto& each : matrix_rows())
        if (only.empty() || each.at("role").as_string() == only) rows.row(each.as_object());
    rows.end();
    return exit_code::ok;
}

void add_user_commands(command_line& line, CLI::App& root)
{
    auto* family = add_command(line, root, "user", "Accounts of people of the roster: how they sign in.",
                               "user add l.novak\nuser list\nuser disable h.osei");
    auto typed = std::make_shared<user_options>();
    const auto person = [&](CLI::App* command) {
        command->add_option("person", typed->person, "id of the roster")->required();
    };
    const auto password = [&](CLI::App* command) {
        command->add_option(
            "--password-file", typed->password_file,
            "file whose first line is the password; - for standard input (default: asked for, "
            "else standard input)");
    };
    auto* add = add_command(line, *family, "add", "Lets a person of the roster sign in.",
                            "user add l.novak\nuser add o.ops --login ops --password-file /run/secrets/ops\n"
                            "user add c.ito --no-password",
                            [&line, typed] { return user_add(line.shared, *typed); });
    person(add);
    add->add_option("--login", typed->login, "the name that they type (default: the person's id)");
    password(add);
    add->add_flag("--no-password", typed->no_password, "signs in at the identity provider alone");
    add_command(line, *family, "list", "Lists accounts, never a secret.", "user list -o csv",
                [&line] { return user_list(line.shared); });
    person(add_command(line, *family, "disable", "Ends all sessions and tokens of a person at once.",
                       "user disable h.osei",
                       [&line, typed] { return user_state(line.shared, *typed, false); }));
    person(add_command(line, *family, "enable", "Lets a disabled person sign in again.", "user enable h.osei",
                       [&line, typed] { return user_state(line.shared, *typed, true); }));
    auto* change =
        add_command(line, *family, "password", "Sets a new password and ends the person's sessions.",
                    "user password l.novak\nuser password o.ops --password-file -",
                    [&line, typed] { return user_password(line.shared, *typed); });
    person(change);
    password(change);
    auto* link = add_command(line, *family, "link", "Ties a person to a subject of the identity provider.",
                             "user link l.novak --subject 248289761001",
                             [&line, typed] { return user_link(line.shared, *typed); });
    person(link);
    link->add_option("--subject", typed->subject, "`sub` of the provider's tokens, never an address")
        ->required();
    link->add_option("--issuer", typed->issuer, "`iss` of the provider (default: oidc.issuer)");
}

void add_token_commands(command_line& line, CLI::App& root)
{
    auto* family = add_command(line, root, "token", "Ways in for programs.",
                               "token create --name nightly --person p.haas --scope compliance --scope "
                               "read_only\ntoken list\ntoken revoke 4x7d2m9q1c5t8w3k");
    auto what = std::make_shared<new_token>();
    auto* create =
        add_command(line, *family, "create", "Makes a token; its secret is shown this once and kept nowhere.",
                    "token create --name nightly --person p.haas --scope compliance --scope read_only\n"
                    "token create --name app --source /wallet/app --scope channel --days 30",
                    [&line, what] { return token_create(line.shared, *what); });
    create->add_option("--name", what->name, "what it is for")->required();
    create->add_option("--person", what->person, "for whom of the roster it speaks");
    create->add_option("--source", what->source, "or which source of the roster");
    create->add_option("--scope", what->scopes, "a role that they have, or read_only; once for each")
        ->required()
        ->allow_extra_args(false);
    create->add_option("--days", what->days, "until it expires")->check(CLI::Range(1, 366));
    add_command(line, *family, "list", "Lists tokens, never their secrets.", "token list -o csv",
                [&line] { return token_list(line.shared); });
    auto id = std::make_shared<std::string>();
    auto* revoke =
        add_command(line, *family, "revoke", "Ends a token at once.", "token revoke 4x7d2m9q1c5t8w3k",
                    [&line, id] { return token_revoke(line.shared, *id); });
    revoke->add_option("token", *id, "its name in the list")->required();
}

}  // namespace

void add_identity_commands(command_line& line, CLI::App& root)
{
    add_user_commands(line, root);
    add_token_commands(line, root);
    auto* family = add_command(line, root, "role", "Who may do what.",
                               "role list\nrole show handler\nrole matrix -o csv");
    add_command(line, *family, "list", "Lists the roles and who has them.", "role list",
                [&line] { return role_list(line.shared); });
    auto name = std::make_shared<std::string>();
    auto* show = add_command(line, *family, "show", "Shows what a role may do, and to which cases.",
                             "role show handler\nrole show auditor -o csv",
                             [&line, name] { return print_matrix(line.shared, *name); });
    show->add_option("role", *name, "its name")->required();
    add_command(line, *family, "matrix", "Shows what each role may do, and to which cases.",
                "role matrix -o csv", [&line] { return print_matrix(line.shared, ""); });
}

}  // namespace redress::app
