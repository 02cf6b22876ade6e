// What commands need, each made when it is first asked for. Long because it is a list: apart, nobody would see what a
// process of commands may hold.
#include "adapters/app/services.hpp"

#include "adapters/app/colleague_watch.hpp"
#include "adapters/app/log.hpp"
#include "adapters/app/nearest.hpp"
#include "adapters/app/reading.hpp"
#include "adapters/app/stored_policies.hpp"
#include "adapters/files/calendar_file.hpp"
#include "adapters/files/file_error.hpp"
#include "adapters/files/letter_book.hpp"
#include "adapters/files/policy_file.hpp"
#include "adapters/files/roster_file.hpp"
#include "adapters/files/text_book.hpp"
#include "adapters/files/zone_data.hpp"
#include "adapters/postgres/absence_store.hpp"
#include "adapters/postgres/case_queries.hpp"
#include "adapters/postgres/case_store.hpp"
#include "adapters/postgres/compartment_store.hpp"
#include "adapters/postgres/desk_store.hpp"
#include "adapters/postgres/entry_search.hpp"
#include "adapters/postgres/identity_store.hpp"
#include "adapters/postgres/likeness_index.hpp"
#include "adapters/postgres/matter_queries.hpp"
#include "adapters/postgres/page_store.hpp"
#include "adapters/postgres/session_store.hpp"
#include "adapters/postgres/upkeep.hpp"
#include "adapters/postgres/word_index.hpp"
#include "workflow/canonical.hpp"
#include "workflow/reference.hpp"

#include <filesystem>

#include <pwd.h>
#include <unistd.h>

namespace redress::app {
namespace fs = std::filesystem;
namespace {

// A preset path is the repository's: found from wherever the binary is called, next to what it was
// built from or installed with.
std::string found_path(const config& settings, setting s)
{
    const fs::path said = settings.path(s);
    std::error_code ignored;
    if (settings.origin_of(s) != origin::preset || said.is_absolute() || fs::exists(said, ignored))
        return said.string();
    const auto program = fs::read_symlink("/proc/self/exe", ignored).parent_path();
    fs::path inside;
    for (auto part = std::next(said.begin()); part != said.end(); ++part)
        inside /= *part;  // without "schemas"
    for (const auto& at :
         {program / "../.." / said, program / "../../.." / said, program / "../share/redress" / inside})
        if (fs::exists(at, ignored)) return fs::weakly_canonical(at, ignored).string();
    return said.string();
}

std::string system_user()
{
    const auto* entry = ::getpwuid(::geteuid());
    return entry != nullptr ? entry->pw_name : std::to_string(::geteuid());
}

/// Each part of the database at its first use.
template <class T>
T& made_once(std::unique_ptr<T>& kept, const std::string& url)
{
    if (!kept) kept = std::make_unique<T>(url);
    return *kept;
}

}  // namespace

struct services::parts {
    std::string database;
    std::unique_ptr<postgres::case_queries> queries;
    std::unique_ptr<postgres::matter_queries> matters;
    std::unique_ptr<postgres::compartment_store> compartments;
    std::unique_ptr<postgres::desk_store> desk;
    std::unique_ptr<postgres::word_index> word_index;
    std::unique_ptr<postgres::page_store> pages;
    std::unique_ptr<postgres::likeness_index> likeness;
    std::unique_ptr<postgres::entry_search> entries;
    std::unique_ptr<postgres::identity_store> identities;
    std::unique_ptr<postgres::session_store> sessions;
    std::unique_ptr<files::calendar_book> calendars;
    std::unique_ptr<files::file_policy_book> policies;
    bool policies_of_database = false;
    std::unique_ptr<files::text_book> texts;
    std::unique_ptr<files::letter_book> letters;
    std::unique_ptr<files::roster> roster;
    std::shared_ptr<const std::vector<colleague>> people;
    std::unique_ptr<postgres::absence_store> absences;
    std::unique_ptr<postgres::case_store> store;
    std::unique_ptr<stored_policies> policies_of_engine;
    std::unique_ptr<workflow::engine> engine;  // last: it uses store and policies
};

services::services(const shared_options& shared)
    : shared_(shared), settings_(shared.load()), parts_(std::make_unique<parts>())
{
}
services::~services() = default;

const std::string& services::database()
{
    if (parts_->database.empty()) parts_->database = database_url(settings_);
    return parts_->database;
}

postgres::case_queries& services::queries()
{
    return made_once(parts_->queries, database());
}

postgres::matter_queries& services::matters()
{
    return made_once(parts_->matters, database());
}

postgres::compartment_store& services::compartments()
{
    return made_once(parts_->compartments, database());
}

postgres::desk_store& services::desk()
{
    return made_once(parts_->desk, database());
}

postgres::word_index& services::word_index()
{
    return made_once(parts_->word_index, database());
}

postgres::page_store& services::pages()
{
    return made_once(parts_->pages, database());
}

postgres::likeness_index& services::likeness()
{
    return made_once(parts_->likeness, database());
}

postgres::entry_search& services::entries()
{
    return made_once(parts_->entries, database());
}

postgres::identity_store& services::identities()
{
    return made_once(parts_->identities, database());
}

postgres::session_store& services::sessions()
{
    return made_once(parts_->sessions, database());
}

files::file_policy_book& services::policies_of_files()
{
    if (!parts_->policies)
        parts_->policies = std::make_unique<files::file_policy_book>(
            found_path(settings_, setting::policies_dir), calendars(), entities());
    return *parts_->policies;
}

files::entity_list services::entities() const
{
    return files::load_entities(found_path(settings_, setting::entities_file));
}

files::file_policy_book& services::policies()
{
    auto& book = policies_of_files();
    if (!parts_->policies_of_database) {
        add_policies(book, queries().policies());
        parts_->policies_of_database = true;
    }
    return book;
}

const workflow::policy_book& services::policies_of_engine()
{
    if (!parts_->policies_of_engine)
        parts_->policies_of_engine = std::make_unique<stored_policies>(policies(), calendars(), database());
    return *parts_->policies_of_engine;
}

std::string services::path_of(setting s) const
{
    return found_path(settings_, s);
}

std::string services::letters_folder() const
{
    return path_of(setting::letters_dir);
}

const files::letter_book& services::letters()
{
    if (!parts_->letters)
        parts_->letters =
            std::make_unique<files::letter_book>(letters_folder(), policies_of_files().in_force());
    return *parts_->letters;
}

const files::letter_book& services::letters(const complaint& of)
{
    (void)letters();
    for (const auto* rules : rules_of(of))
        for (const auto& named : rules->wordings) {
            if (parts_->letters->find(named.sha256) != nullptr) continue;
            for (const auto& one : queries().policies())
                if (one.sha256 == named.sha256) parts_->letters->add(one.toml, "wording " + one.id);
        }
    return *parts_->letters;
}

files::calendar_book& services::calendars()
{
    if (!parts_->calendars)
        parts_->calendars =
            std::make_unique<files::calendar_book>(found_path(settings_, setting::calendars_dir));
    return *parts_->calendars;
}

const files::text_book& services::texts()
{
    if (!parts_->texts)
        parts_->texts = std::make_unique<files::text_book>(found_path(settings_, setting::texts_dir));
    return *parts_->texts;
}

const files::roster& services::roster()
{
    if (!parts_->roster)
        parts_->roster =
            std::make_unique<files::roster>(files::load_roster(found_path(settings_, setting::roster_file)));
    return *parts_->roster;
}

std::span<const colleague> services::colleagues()
{
    if (parts_->people) return *parts_->people;
    if (shared_.people)
        parts_->people = shared_.people->now();
    else if (settings_.text(setting::database_url).empty() &&
             settings_.text(setting::database_url_file).empty())
        return roster().colleagues();
    else
        parts_->people = std::make_shared<const std::vector<colleague>>(
            people_as_of_now(roster().colleagues(), absences()));
    return *parts_->people;
}

void services::look_again()
{
    if (shared_.people) parts_->people = nullptr;
}

postgres::absence_store& services::absences()
{
    return made_once(parts_->absences, database());
}

void services::absences_changed()
{
    if (shared_.people) shared_.people->read();
    look_again();
}

const workflow::source_rules& services::rules()
{
    return roster();
}

workflow::engine_settings services::engine_settings()
{
    workflow::engine_settings made;
    made.log = {settings_.text(setting::audit_log), settings_.text(setting::audit_tenant)};
    made.people = colleagues();
    made.cache_cases_max = static_cast<std::size_t>(settings_.integer(setting::engine_cache_cases));
    return made;
}

workflow::engine& services::engine()
{
    if (!parts_->engine) {
        auto& book = policies();
        postgres::upkeep(database()).run();
        const auto fresh = save_policies(queries(), book, letters(), calendars());
        parts_->store = std::make_unique<postgres::case_store>(
            postgres::store_settings{.url = database(),
                                     .application = "redress command",
                                     .plan_cache_mode = settings_.text(setting::database_plan_cache)});
        auto made = engine_settings();
        made.cache_cases_max = 0;
        parts_->engine = std::make_unique<workflow::engine>(
            *parts_->store, policies_of_engine(), made, [](const case_id& id, const alarm& what) {
                log(log_level::warn, "alarm", std::string(what.code),
                    {{what.about, to_string(id)}, {"detail", what.detail}});
            });
        for (const auto& name : fresh)
            parts_->engine->record("policy.loaded", engine_actor(), {{"policy", name}});
    }
    return *parts_->engine;
}

std::optional<actor> services::in_role(const std::string& id, redress::role as)
{
    if (shared_.within && !shared_.within->has(as)) return std::nullopt;
    return roster().staff(id, as);
}

actor services::who(std::optional<event_type> to_do)
{
    const auto& people = roster();
    std::string id = shared_.as;
    if (shared_.nobody) throw command_failed(exit_code::auth, said{"not_signed_in", {}});
    if (id.empty()) {
        const auto user = system_user();
        const auto known = people.os_user(user);
        if (!known)
            throw command_failed(
                exit_code::auth,
                said{"user_unknown", {{"user", user}, {"file", settings_.text(setting::roster_file)}}});
        id = *known;
    }
    if (!shared_.role.empty()) {
        const auto role = parse_name<redress::role>(shared_.role);
        if (!role)
            throw command_failed(
                exit_code::usage,
                said{"no_role",
                     {{"option", "--role"},
                      {"value", shared_.role},
                      {"near", std::string(nearest(shared_.role, names_of<redress::role>::list))}}});
        if (const auto found = in_role(id, *role)) return *found;
        throw command_failed(
            exit_code::auth,
            said{"not_in_role",
                 {{"value", id}, {"role", shared_.role}, {"file", settings_.text(setting::roster_file)}}});
    }
    std::optional<actor> any;
    const auto admitted = to_do ? roles_of(*to_do) : role_set{};
    for (std::size_t r = 0; r < count_of<redress::role>; ++r) {
        const auto role = static_cast<redress::role>(r);
        const auto found = in_role(id, role);
        if (!found) continue;
        if (!to_do || admitted.has(role)) return *found;
        if (!any) any = found;
    }
    if (any) return *any;  // the machine says no, with the roles that may
    throw command_failed(
        exit_code::auth,
        said{"nobody_in_roster", {{"value", id}, {"file", settings_.text(setting::roster_file)}}});
}

actor services::who_as(role_set admitted)
{
    const auto id = who().id;
    std::string names;
    for (std::size_t r = 0; r < count_of<redress::role>; ++r) {
        const auto role = static_cast<redress::role>(r);
        if (!admitted.has(role)) continue;
        names += (names.empty() ? "" : ", ") + std::string(name_of(role));
        if (!shared_.role.empty() && shared_.role != name_of(role)) continue;
        if (const auto found = in_role(id, role)) return *found;
    }
    throw command_failed(exit_code::auth, said{"for_roles", {{"roles", names}, {"value", id}}});
}

std::optional<actor> services::who_in(redress::role as)
{
    const auto id = who().id;
    if (!shared_.role.empty() && shared_.role != name_of(as)) return std::nullopt;
    return in_role(id, as);
}

command_failed no_such_case(const std::string& named)
{
    return {exit_code::not_found, said{"no_such_case", {{"case", named}}}};
}

std::optional<actor> services::reader()
{
    if (shared_.nobody) return std::nullopt;
    if (shared_.as.empty() && !roster().os_user(system_user())) return std::nullopt;
    return who();
}

complaint services::case_of(const std::string& named)
{
    // Asked before the case is, so that nobody who is unknown learns whether it is there.
    const auto who = reader();
    auto found = case_to_act_on(named);
    if (who && !may_open(*who, found)) throw no_such_case(named);
    leave_out_hidden_links(*this, found);
    return found;
}

complaint services::case_to_act_on(const std::string& named)
{
    std::optional<complaint> found;
    if (const auto id = parse_uuid(named))
        found = queries().get(*id);
    else if (const auto reference = workflow::parse_reference(named))
        found = queries().get_by_reference(*reference, workflow::bucket_of_reference(*reference));
    else
        throw command_failed(exit_code::usage, said{"no_case_name", {{"value", named}}});
    if (!found) throw no_such_case(named);
    return *std::move(found);
}

std::vector<const policy*> services::rules_of(const complaint& of)
{
    std::vector<const policy*> rules;
    for (const auto& pin : of.facts.policies) {
        const auto* found = policies_of_engine().find(pin.sha256);
        if (found == nullptr)
            throw command_failed(
                exit_code::failure,
                said{"policy_missing",
                     {{"policy", pin.id}, {"rev", std::to_string(pin.rev)}, {"sha256", pin.sha256}}});
        rules.push_back(found);
    }
    return rules;
}

std::string services::say(const said& what)
{
    return in_words(what, texts(), shared_.lang());
}

std::string services::say(const files::file_error& wrong)
{
    if (wrong.code.empty()) return wrong.what();
    return wrong.place() + ": " +
           files::filled(texts().text("policy_contradiction", wrong.code, shared_.lang()), wrong.args);
}

std::string services::say_length(duration length)
{
    const bool over = length < duration{};
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(over ? -length : length).count();
    return (over ? "-" : "") + say({"length",
                                    {{"days", std::to_string(minutes / 1440)},
                                     {"hours", std::to_string(minutes % 1440 / 60)},
                                     {"minutes", std::to_string(minutes % 60)}}});
}

std::vector<std::string> save_policies(postgres::case_queries& to, const files::file_policy_book& from,
                                       const files::letter_book& letters,
                                       const files::calendar_book& calendars)
{
    std::vector<std::string> fresh;
    // Before the policies, so that no case pins one whose wording or calendar is not stored.
    for (const auto& [id, document] : calendars.documents()) {
        const auto& zone = document.rules->zone();
        const auto data = files::write_zone(zone);
        (void)to.save_policy(
            {.sha256 = files::sha256_hex(data),
             .id = std::string(files::stored_zone_prefix) + zone.name() + "/" + zone.version(),
             .rev = 1,
             .toml = data});
        const auto& version = document.rules->rules().version;
        if (to.save_policy({.sha256 = version,
                            .id = std::string(files::stored_calendar_prefix) + id,
                            .rev = 1,
                            .toml = document.toml}))
            fresh.push_back("calendar " + id + " sha256 " + version);
    }
    for (const auto& document : letters.documents()) {
        const auto& words = *document.words;
        const auto name = std::filesystem::path(words.file).filename().string();
        if (to.save_policy({.sha256 = words.sha256,
                            .id = std::string(files::stored_wording_prefix) + name,
                            .rev = words.rev,
                            .toml = document.toml}))
            fresh.push_back("wording " + name + " revision " + std::to_string(words.rev) + " sha256 " +
                            words.sha256);
    }
    const auto& in_force = from.in_force();
    for (const auto& document : from.documents()) {
        if (std::find(in_force.begin(), in_force.end(), document.rules.get()) == in_force.end()) continue;
        const auto& rules = *document.rules;
        if (to.save_policy({.sha256 = rules.sha256, .id = rules.id, .rev = rules.rev, .toml = document.toml}))
            fresh.push_back(rules.id + " revision " + std::to_string(rules.rev) + " sha256 " + rules.sha256);
    }
    return fresh;
}

std::string hex_of(std::span<const std::uint8_t> bytes)
{
    std::string text;
    workflow::append_hex(text, bytes.data(), bytes.size());
    return text;
}

}  // namespace redress::app
