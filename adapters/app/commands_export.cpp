// audit export, audit verify: entries taken out of the house so that a stranger can check them, and that check.
#include "adapters/app/commands_export.hpp"

#include "adapters/app/cli.hpp"
#include "adapters/app/export_package.hpp"
#include "adapters/app/export_words.hpp"
#include "adapters/app/log_keeper.hpp"
#include "adapters/app/progress.hpp"
#include "adapters/app/reading.hpp"
#include "adapters/app/services.hpp"
#include "adapters/files/text_book.hpp"
#include "adapters/postgres/case_queries.hpp"
#include "adapters/postgres/tree_store.hpp"
#include "workflow/permissions.hpp"

#include <boost/json.hpp>

#include <array>
#include <chrono>
#include <functional>
#include <iostream>
#include <memory>

#include <unistd.h>

namespace redress::app {
namespace {

struct export_options {
    std::string folder;
    std::string scope = "full";
    std::vector<std::string> values;
    std::string from, until;
    std::vector<std::string> formats{"jsonl"};
    std::string profile = "court";
    std::string purpose;
    std::string key_file;
};

std::string instant_typed(const std::string& typed)
{
    const auto at = parse_instant(typed.size() == 10 ? typed + "T00:00:00Z" : typed);
    if (!at) throw command_failed(exit_code::usage, said{"no_time", {{"value", typed}}});
    return to_string(*at);
}

export_request request_of(const export_options& options)
{
    export_request out{.kind = *parse_export_kind(options.scope),
                       .values = options.values,
                       .from = {},
                       .until = {},
                       .formats = {options.formats.begin(), options.formats.end()},
                       .profile = options.profile,
                       .purpose = options.purpose,
                       .by = {},
                       .tenant = {},
                       .made = {}};
    const auto& profile = export_profile_called(options.profile);
    if (profile.named_cases && out.kind != export_kind::cases)
        throw export_failed(exit_code::usage, export_said{"narrow", {{"profile", options.profile}}});
    if (out.kind == export_kind::period) {
        if (options.from.empty() || options.until.empty())
            throw export_failed(exit_code::usage, export_said{"period"});
        out.from = instant_typed(options.from);
        out.until = instant_typed(options.until);
    } else if (out.kind != export_kind::full && out.values.empty()) {
        throw export_failed(exit_code::usage, export_said{"no_value", {{"scope", options.scope}}});
    }
    if (profile.name == "complainant" && out.values.size() != 1)
        throw export_failed(exit_code::usage, export_said{"one_case"});
    return out;
}

/// Who did what in all of the house, the people of the audit see; cases, whoever may export cases.
role_set who_may(export_kind kind)
{
    const bool all = kind == export_kind::full || kind == export_kind::actor;
    return workflow::roles_of(all ? workflow::permission::audit : workflow::permission::export_cases);
}

std::set<case_id> hidden_from(services& from, const actor& who)
{
    return hidden_from_reader(from, from.queries().may_concern(who.id));
}

std::string in_words(services& from, const export_said& what)
{
    return files::filled(from.texts().text("export", what.key.name, from.language()), what.values);
}

/// Runs what may fail so, and says it in the language of whoever looks.
exit_code in_their_language(const shared_options& shared,
                            const std::function<exit_code(services& from)>& what)
{
    services from(shared);
    try {
        return what(from);
    } catch (const export_failed& failed) {
        throw command_failed(failed.code(), in_words(from, failed.what_is_said()));
    }
}

void tell_what_next(services& from, const export_options& options, const export_result& made,
                    const tlog::private_key& key)
{
    const auto pin = key.verifier().text();
    for (const auto& line :
         {export_said{"written",
                      {{"entries", std::to_string(made.entries)},
                       {"cases", std::to_string(made.cases)},
                       {"folder", options.folder},
                       {"size", std::to_string(made.tree)}}},
          export_said{"checks",
                      {{"command", "redress audit verify " + options.folder + " --key '" + pin + "'"}}},
          export_said{"next", {{"key", pin}}}})
        std::cerr << in_words(from, line) << '\n';
}

exit_code export_package(services& from, const shared_options& shared, const export_options& options)
{
    auto request = request_of(options);
    const auto who = from.who_as(who_may(request.kind));
    const auto file =
        options.key_file.empty() ? from.settings().text(setting::log_key_file) : options.key_file;
    if (file.empty()) throw command_failed(exit_code::config, said{"log_no_key"});
    const auto key = log_key_in(file, from.settings().text(setting::audit_log));
    request.by = who.id;
    request.tenant = from.settings().text(setting::audit_tenant);
    request.made = to_string(std::chrono::time_point_cast<duration>(std::chrono::system_clock::now()));
    if (request.kind == export_kind::cases)
        for (auto& one : request.values) one = to_string(from.case_of(one).id);
    export_terms terms{.hidden = hidden_from(from, who)};
    if (request.kind == export_kind::full && !terms.hidden.empty())
        throw export_failed(exit_code::auth, export_said{"of_others"});
    // Before the first byte is read: that somebody began is on record, whatever becomes of it.
    from.engine().record("operator.command", who,
                         {{"command", "audit export"},
                          {"scope", options.scope},
                          {"profile", options.profile},
                          {"purpose", options.purpose}});
    std::optional<progress_bar> bar;
    terms.begun = [&](std::uint64_t size, bool resumed) {
        if (resumed && !shared.quiet)
            std::cerr << in_words(from, {"goes_on", {{"size", std::to_string(size)}}}) << '\n';
        bar.emplace(in_words(from, {"exporting"}), static_cast<std::size_t>(size), shared.quiet);
    };
    terms.progress = [&](std::uint64_t done, std::uint64_t) { bar->at(static_cast<std::size_t>(done)); };
    try {
        const auto made = write_package(from.database(), options.folder, request, key, terms);
        bar.reset();
        from.engine().record("operator.command", who,
                             {{"command", "audit export"},
                              {"entries", std::to_string(made.entries)},
                              {"manifest", made.manifest_sha256}});
        // On a terminal the sentences say it all.
        if (shared.output() != output_format::table)
            print_thing(std::cout, shared.output(),
                        {{"folder", options.folder},
                         {"entries", made.entries},
                         {"cases", made.cases},
                         {"manifest", made.manifest_sha256},
                         {"resumed", made.resumed},
                         {"key", key.verifier().text()}});
        if (!shared.quiet) tell_what_next(from, options, made, key);
        return exit_code::ok;
    } catch (const postgres::log_broken& wrong) {
        throw export_failed(exit_code::verification_failed,
                            export_said{"not_whole", {{"error", wrong.what()}}});
    }
}

struct verify_options {
    std::string package, key, witness_policy, as_of, max_lag, older, keys;
};

/// The verifier stands beside this program and shares nothing with it: what we run is what strangers run.
exit_code verify_package(const shared_options& shared, const verify_options& options)
{
    std::array<char, 4096> self{};
    const auto size = ::readlink("/proc/self/exe", self.data(), self.size() - 1);
    std::string program(self.data(), size > 0 ? static_cast<std::size_t>(size) : 0);
    program.resize(program.rfind('/') + 1);
    program += "redress_verify";
    std::vector<std::string> words{program, options.package};
    for (const auto& [name, value] : {std::pair{"--key", options.key},
                                      {"--witness-policy", options.witness_policy},
                                      {"--as-of", options.as_of},
                                      {"--max-lag", options.max_lag},
                                      {"--older", options.older},
                                      {"--keys", options.keys}})
        if (!value.empty()) words.insert(words.end(), {name, value});
    if (shared.format == "json") words.emplace_back("--json");
    std::vector<char*> arguments;
    for (auto& one : words) arguments.push_back(one.data());
    arguments.push_back(nullptr);
    ::execv(program.c_str(), arguments.data());
    throw export_failed(exit_code::failure, export_said{"no_verifier", {{"program", program}}});
}

}  // namespace

void add_export_commands(command_line& line, CLI::App& audit)
{
    auto options = std::make_shared<export_options>();
    auto* out = add_command(
        line, audit, "export",
        "Writes a package that a stranger can check: the whole log, or chosen cases with their proofs.\n\n"
        "It is written beside its place as FOLDER.partial and named FOLDER when it is whole; cut off, the "
        "same "
        "command goes on. That it was made is an entry of the log. Cases that concern whoever makes it are "
        "not "
        "among those chosen.",
        "audit export out --purpose 'yearly audit' --as p.haas\n"
        "audit export out --scope case --value ZSQD1-S1K8H --profile ombudsman --format xes --purpose 'their "
        "case 12' --as p.haas\n"
        "audit export out --scope period --from 2026-01-01 --until 2026-04-01 --format csv --purpose q1",
        [&line, options] {
            return in_their_language(
                line.shared, [&](services& from) { return export_package(from, line.shared, *options); });
        });
    out->add_option("folder", options->folder, "where to; it must not be there yet")->required();
    std::vector<std::string> kinds(export_kind_names.begin(), export_kind_names.end()), profiles;
    std::string meanings = "for whom";
    for (const auto& one : export_profiles) {
        profiles.emplace_back(one.name);
        meanings += "; " + std::string(one.name) + ": " + std::string(one.meaning);
    }
    out->add_option("--scope", options->scope, "which entries")
        ->check(CLI::IsMember(kinds))
        ->capture_default_str();
    out->add_option("--value", options->values,
                    "case, category, policy or staff id of the scope; again for more")
        ->allow_extra_args(false);
    out->add_option("--from", options->from, "of a period: cases filed at or after; a day, or RFC 3339");
    out->add_option("--until", options->until, "of a period: cases filed before");
    out->add_option("--format", options->formats,
                    "for reading, beside the log: jsonl, csv, xes; again for more")
        ->allow_extra_args(false)
        ->check(CLI::IsMember({"jsonl", "csv", "xes"}));
    out->add_option("--profile", options->profile, meanings)
        ->check(CLI::IsMember(profiles))
        ->capture_default_str();
    out->add_option("--purpose", options->purpose, "why, in words; stands in the package and in the log")
        ->required();
    out->add_option("--key-file", options->key_file,
                    "the log's key, which signs the manifest (default: log.key_file)");

    auto asked = std::make_shared<verify_options>();
    auto* verify = add_command(
        line, audit, "verify",
        "Checks a package with the stand-alone verifier: exit 0 proven, 1 tampered, 2 cannot conclude.\n\n"
        "It asks no database and no network, and trusts no key that is in the package.",
        "audit verify out --key 'example.org/log+1a2b3c4d+AQ...' --as-of 2026-04-01T00:00:00Z\n"
        "audit verify out --key KEY --witness-policy policy.txt --older checkpoint-of-last-year",
        [&line, asked] {
            return in_their_language(line.shared,
                                     [&](services&) { return verify_package(line.shared, *asked); });
        });
    verify->add_option("package", asked->package, "the folder")->required();
    verify->add_option("--key", asked->key, "public key of the log, as it was got outside of the package")
        ->required();
    verify->add_option("--witness-policy", asked->witness_policy,
                       "file that names the witnesses and how many of them are needed (C2SP tlog-policy)");
    verify->add_option("--as-of", asked->as_of, "the package must reach so far: RFC 3339");
    verify->add_option("--max-lag", asked->max_lag, "by how many seconds it may be older than that");
    verify->add_option("--older", asked->older, "file with a checkpoint that you kept earlier");
    verify->add_option("--keys", asked->keys, "file with disclosed keys of sealed values");
}

}  // namespace redress::app
