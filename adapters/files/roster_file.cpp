#include "adapters/files/roster_file.hpp"

#include "adapters/files/toml_reader.hpp"
#include "workflow/intake.hpp"

#include <algorithm>

namespace redress::files {
namespace {

constexpr role listed_roles[] = {role::handler,         role::care_reviewer,    role::care_lead,
                                 role::appeal_reviewer, role::quality_reviewer, role::restricted_reviewer,
                                 role::compliance,      role::data_protection,  role::operator_,
                                 role::auditor};

instant moment(toml_reader& in, std::string_view key)
{
    const auto text = in.text(key);
    if (const auto at = parse_instant(text.text)) return *at;
    in.fail(text.at, std::string(key) + " must be an instant in UTC: \"2026-12-24T00:00:00Z\"");
}

}  // namespace

std::span<const role> staff_roles()
{
    return listed_roles;
}

roster parse_roster(std::string_view toml, const std::string& name)
{
    roster made;
    const auto table = parse_toml(toml, name);
    toml_reader file(table, name, "the roster");
    std::map<std::string, word> managers;  // by person, with their places
    std::multimap<std::string, word> delegates;
    for (auto& one : file.tables("person")) {
        const auto id = one.id("id");
        one.call("person '" + id.text + "'");
        roster::person who;
        who.as = {.id = id.text, .kind = actor_kind::user, .named_staff = true};
        for (const auto& said : one.texts("roles")) {
            const auto as = one.name<role>(said, "roles");
            if (std::find(std::begin(listed_roles), std::end(listed_roles), as) == std::end(listed_roles))
                one.fail(said.at, "roles '" + said.text +
                                      "' is no role of a member of staff; take one such as handler");
            who.roles.push_back(as);
        }
        if (who.roles.empty()) one.fail("roles", "must name at least one role: roles = [\"handler\"]");
        if (const auto team = one.maybe_text("team")) who.as.team = team->text;
        for (const auto& rung : one.texts("rungs")) {
            if (rung.text.size() != 1 || rung.text[0] < '1' || rung.text[0] > '9')
                one.fail(rung.at, "rungs must hold digits from 1 to 9, as texts: rungs = [\"1\", \"2\"]");
            who.as.rungs = static_cast<std::uint16_t>(who.as.rungs | 1U << (rung.text[0] - '0'));
        }
        who.as.authority_limit = one.maybe_money_limit("authority_limit");
        if (const auto manager = one.maybe_text("manager")) {
            who.as.manager = manager->text;
            managers.emplace(id.text, *manager);
        }
        colleague known{.id = id.text, .team = who.as.team, .rungs = who.as.rungs};
        for (const role as : who.roles) known.roles = known.roles | as;
        for (auto& gone : one.tables("absences")) {
            gone.call("absence of '" + id.text + "'");
            absence span{.from = moment(gone, "from"), .until = moment(gone, "until")};
            if (span.until <= span.from) gone.fail("until", "until must be later than from");
            if (const auto delegate = gone.maybe_text("delegate")) {
                span.delegate = delegate->text;
                delegates.emplace(id.text, *delegate);
            }
            gone.finish();
            known.absences.push_back(span);
        }
        if (const auto delegate = one.maybe_text("delegate")) {
            known.delegate = delegate->text;
            delegates.emplace(id.text, *delegate);
        }
        made.colleagues_.push_back(std::move(known));
        if (const auto user = one.maybe_text("os_user"))
            if (!made.os_users_.emplace(user->text, id.text).second)
                one.fail(user->at, "os_user '" + user->text +
                                       "' belongs to somebody else already; give each account one person");
        one.finish();
        if (!made.people_.emplace(id.text, std::move(who)).second)
            one.fail(id.at, "id stands twice; put everything about a person into one [[person]]");
    }
    const auto must_exist = [&](const std::string& id, const word& other, std::string_view key) {
        if (made.people_.contains(other.text)) return;
        std::vector<std::string_view> known;
        for (const auto& [each, who] : made.people_) known.push_back(each);
        toml_reader(table, name, "person '" + id + "'").unknown_name(other, key, known);
    };
    // A name that nobody has would let a manager decide a complaint about their own people.
    for (const auto& [id, manager] : managers) must_exist(id, manager, "manager");
    for (const auto& [id, delegate] : delegates) must_exist(id, delegate, "delegate");
    made.rotas_ = read_rotas(file, made.people());
    for (auto& one : file.tables("source")) {
        const auto id = one.text("name");
        one.call("source '" + id.text + "'");
        if (id.text.starts_with(workflow::own_source_prefix))
            one.fail(id.at,
                     "name begins with 'redress:', which is the engine's own; name the sender after itself");
        if (id.text.find('*') < id.text.size() - 1)
            one.fail(id.at, "name may have a * at its end only, for every source that begins so");
        workflow::source_rule rule{.listed = true};
        if (const auto said = one.texts("speaks_for"); !said.empty()) {
            rule.may_speak_for = {};
            for (const auto& word : said) {
                const auto as = one.name<role>(word, "speaks_for");
                if (as == role::engine || as == role::timer)
                    one.fail(word.at,
                             "speaks_for '" + word.text + "' is a role of the engine alone; leave it out");
                rule.may_speak_for = rule.may_speak_for | as;
            }
        }
        rule.trusted_for_time = one.yes("trusted_for_time");
        if (one.yes("import")) rule.kind = actor_kind::import;
        one.finish();
        if (!made.sources_.emplace(id.text, rule).second)
            one.fail(id.at, "name stands twice; put everything about a source into one [[source]]");
    }
    file.finish();
    for (auto& [id, who] : made.people_)
        if (const auto lead = made.people_.find(who.as.manager); lead != made.people_.end())
            lead->second.as.manages.push_back(id);
    for (auto& one : made.colleagues_) one.manages = made.people_.at(one.id).as.manages;
    std::ranges::sort(made.colleagues_, {}, &colleague::id);
    return made;
}

roster load_roster(const std::string& path)
{
    return parse_roster(read_file(path), path);
}

workflow::source_rule roster::rule(std::string_view source) const
{
    if (const auto exact = sources_.find(source); exact != sources_.end()) return exact->second;
    std::string_view best;
    workflow::source_rule found;
    for (const auto& [name, rule] : sources_) {
        if (!name.ends_with('*')) continue;
        const auto begins = std::string_view(name).substr(0, name.size() - 1);
        if (source.starts_with(begins) && begins.size() >= best.size()) {
            best = begins;
            found = rule;
        }
    }
    return found;
}

std::optional<actor> roster::staff(std::string_view id, role as) const
{
    const auto found = people_.find(id);
    if (found == people_.end()) return std::nullopt;
    const auto& roles = found->second.roles;
    if (std::find(roles.begin(), roles.end(), as) == roles.end()) return std::nullopt;
    auto who = found->second.as;
    who.role = as;
    return who;
}

std::optional<std::string> roster::os_user(std::string_view name) const
{
    const auto found = os_users_.find(name);
    return found == os_users_.end() ? std::nullopt : std::optional(found->second);
}

std::vector<role> roster::roles_of(std::string_view id) const
{
    const auto found = people_.find(id);
    return found == people_.end() ? std::vector<role>{} : found->second.roles;
}

std::string roster::os_user_of(std::string_view id) const
{
    for (const auto& [account, owner] : os_users_)
        if (owner == id) return account;
    return {};
}

std::vector<std::string> roster::people() const
{
    std::vector<std::string> ids;
    for (const auto& [id, who] : people_) ids.push_back(id);
    return ids;
}

}  // namespace redress::files
