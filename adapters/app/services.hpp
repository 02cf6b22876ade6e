// What commands and the engine are made of, put together from the configuration: policies, texts and
// roster from files, cases from PostgreSQL. Each part is made at its first use, so that a command
// needs no more than it asks for.
#pragma once

#include "adapters/app/exit_code.hpp"
#include "adapters/app/shared_options.hpp"
#include "states/actor.hpp"
#include "states/colleague.hpp"
#include "states/step.hpp"
#include "workflow/engine.hpp"
#include "workflow/ports/source_rules.hpp"

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace redress::files {
class calendar_book;
struct entity_list;
class file_error;
class file_policy_book;
class letter_book;
class roster;
class text_book;
}  // namespace redress::files
namespace redress::postgres {
class absence_store;
class case_queries;
class compartment_store;
class desk_store;
class entry_search;
class identity_store;
class likeness_index;
class matter_queries;
class page_store;
class session_store;
class word_index;
}  // namespace redress::postgres

namespace redress::app {

class services {
public:
    explicit services(const shared_options& shared);
    ~services();
    services(const services&) = delete;
    services& operator=(const services&) = delete;

    [[nodiscard]] const config& settings() const { return settings_; }
    /// Of whoever looks: "zh-CN" or "en".
    [[nodiscard]] std::string language() const { return shared_.lang(); }
    [[nodiscard]] const std::string& database();  // URL; throws config_error
    /// Where a file or folder of ours is: a path that nobody set is found from wherever the program runs.
    [[nodiscard]] std::string path_of(setting s) const;
    [[nodiscard]] postgres::case_queries& queries();
    [[nodiscard]] postgres::matter_queries& matters();
    [[nodiscard]] postgres::compartment_store& compartments();
    /// What the REST desk keeps.
    [[nodiscard]] postgres::desk_store& desk();
    /// Cases by the words that were said in them.
    [[nodiscard]] postgres::word_index& word_index();
    [[nodiscard]] postgres::page_store& pages();
    /// Cases that look alike; the entries of the log by what they say.
    [[nodiscard]] postgres::likeness_index& likeness();
    [[nodiscard]] postgres::entry_search& entries();
    /// Accounts and tokens; sessions of whoever is signed in.
    [[nodiscard]] postgres::identity_store& identities();
    [[nodiscard]] postgres::session_store& sessions();
    /// Files in force, and what earlier cases pinned, from the database.
    [[nodiscard]] files::file_policy_book& policies();
    /// The same for an engine, and what other processes pinned since.
    [[nodiscard]] const workflow::policy_book& policies_of_engine();
    /// From files alone; for those who do not look at cases.
    [[nodiscard]] files::file_policy_book& policies_of_files();
    /// The legal entities of the house.
    [[nodiscard]] files::entity_list entities() const;
    /// Read one by one, each when it is asked for.
    [[nodiscard]] files::calendar_book& calendars();
    [[nodiscard]] const files::text_book& texts();
    /// Where the words of letters stand.
    [[nodiscard]] std::string letters_folder() const;
    /// The words of letters that the files name, checked; with `of` also what that case pinned earlier.
    [[nodiscard]] const files::letter_book& letters();
    [[nodiscard]] const files::letter_book& letters(const complaint& of);
    [[nodiscard]] const workflow::source_rules& rules();
    /// The same file, with everybody and every source of it by name.
    [[nodiscard]] const files::roster& roster();
    /// Everybody of the roster with all that is known of their absences, also what was said since it was written. As of
    /// the first use; in a process that runs on, as of the last `look_again`. The roster's alone without a database.
    [[nodiscard]] std::span<const colleague> colleagues();
    void look_again();
    /// What somebody says of their absence.
    [[nodiscard]] postgres::absence_store& absences();
    /// It was said through these services: whoever decides in this process knows it from here on.
    void absences_changed();
    /// An engine of this process, without a cache. Agenda and policies are in order before it is handed out.
    [[nodiscard]] workflow::engine& engine();
    [[nodiscard]] workflow::engine_settings engine_settings();

    /// Who acts: --as, else the operating system's user; as --role, else as the first role that may.
    /// Throws command_failed(auth) that says what to do.
    [[nodiscard]] actor who(std::optional<event_type> to_do = {});
    /// The same for what is no event: in the first of their roles that `admitted` has, else an error that names them.
    [[nodiscard]] actor who_as(role_set admitted);

    /// Whoever acts, in this role; nothing when it is not theirs or --role names another.
    [[nodiscard]] std::optional<actor> who_in(redress::role as);

    /// Whoever reads: as `who`; nothing at a shell whose user is nobody of the roster and names nobody.
    [[nodiscard]] std::optional<actor> reader();

    /// For whoever reads, by id or reference; one that concerns them is not there (reading.hpp). Throws
    /// command_failed: not_found, or usage when it is neither.
    [[nodiscard]] complaint case_of(const std::string& named);
    /// The same for a command of which the engine says whether they may: whoever is concerned steps aside by one.
    [[nodiscard]] complaint case_to_act_on(const std::string& named);
    /// Policies that the case runs under.
    [[nodiscard]] std::vector<const policy*> rules_of(const complaint& of);

    /// A sentence of our own, in the language of whoever looks.
    [[nodiscard]] std::string say(const said& what);
    /// "1d 2h 5min", down to the minute; with a minus what is over.
    [[nodiscard]] std::string say_length(duration length);
    /// What is wrong with a file, and where: a contradiction of a policy in that language.
    [[nodiscard]] std::string say(const files::file_error& wrong);

private:
    /// Somebody of the roster in a role, as far as whoever acts may take it on.
    [[nodiscard]] std::optional<actor> in_role(const std::string& id, redress::role as);

    const shared_options& shared_;
    config settings_;
    struct parts;
    std::unique_ptr<parts> parts_;
};

/// What whoever asks for a case hears when there is none; or none that they may know anything of.
[[nodiscard]] command_failed no_such_case(const std::string& named);

/// Stores the policies in force, their wording, their calendars and the zone data of these under their
/// hashes; names those that were new.
std::vector<std::string> save_policies(postgres::case_queries& to, const files::file_policy_book& from,
                                       const files::letter_book& letters,
                                       const files::calendar_book& calendars);

/// Lower-case hexadecimal.
[[nodiscard]] std::string hex_of(std::span<const std::uint8_t> bytes);

}  // namespace redress::app
