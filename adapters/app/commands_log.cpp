// log: the tree over all entries, for whoever runs it and whoever asks for a proof. witness: one that cosigns it.
#include "adapters/app/cli.hpp"

#include "adapters/app/columns.hpp"
#include "adapters/app/log_keeper.hpp"
#include "adapters/app/private_file.hpp"
#include "adapters/app/services.hpp"
#include "adapters/app/witness_server.hpp"
#include "adapters/postgres/tree_store.hpp"
#include "workflow/log/base64.hpp"
#include "workflow/log/proof_text.hpp"

#include <boost/json.hpp>

#include <cerrno>
#include <fstream>
#include <iostream>
#include <iterator>
#include <system_error>

namespace redress::app {
namespace {

/// Whoever runs the system or answers for the log.
constexpr role_set keepers_of_the_log = role::operator_ | role::compliance;

exit_code make_key(const shared_options& shared, const std::string& file, const std::string& name,
                   tlog::key_kind kind)
{
    services from(shared);
    const auto key = tlog::private_key::make(name, kind);
    try {
        write_private_file(file, key.text() + "\n", true);
    } catch (const std::system_error& e) {
        if (e.code() != std::errc::file_exists) throw command_failed(exit_code::failure, e.what());
        throw command_failed(exit_code::refused, said{"log_key_stands", {{"file", file}}});
    }
    const auto text = key.verifier().text();
    print_thing(from, shared, {{"file", file}, {"key", text}});
    if (!shared.quiet) std::cerr << from.say({"log_key_made", {{"file", file}, {"key", text}}}) << '\n';
    return exit_code::ok;
}

exit_code show_key(const shared_options& shared)
{
    services from(shared);
    const auto& file = from.settings().text(setting::log_key_file);
    if (file.empty()) throw command_failed(exit_code::config, said{"log_no_key"});
    std::cout << log_key_in(file, from.settings().text(setting::audit_log)).verifier().text() << '\n';
    return exit_code::ok;
}

postgres::kept_checkpoint signed_tree(postgres::tree_reader& tree)
{
    auto newest = tree.newest();
    if (!newest) throw command_failed(exit_code::not_found, said{"log_not_signed"});
    return *std::move(newest);
}

exit_code show_head(const shared_options& shared, bool note)
{
    services from(shared);
    postgres::tree_reader tree(from.database());
    const auto newest = signed_tree(tree);
    if (note) {
        std::cout << newest.note;
        return exit_code::ok;
    }
    print_thing(from, shared,
                {{"size", newest.size},
                 {"root", hex_of(newest.root)},
                 {"signed", to_string(newest.at)},
                 {"cosigned", newest.cosigned},
                 {"entries", tree.head().size}});
    return exit_code::ok;
}

exit_code show_proof(const shared_options& shared, const std::string& named, std::int64_t cseq,
                     const std::string& entry)
{
    services from(shared);
    const auto id = from.case_of(named).id;
    postgres::tree_reader tree(from.database());
    const auto newest = signed_tree(tree);
    const auto found = tree.entry_of(id, newest.size, cseq);
    if (!found) throw command_failed(exit_code::not_found, said{"log_not_in_tree", {{"value", named}}});
    if (!entry.empty()) {
        std::ofstream out(entry, std::ios::binary);
        out << tree.bodies(found->second, 1).at(0);
        if (!out.flush()) throw command_failed(exit_code::failure, "cannot write " + entry);
    }
    std::cout << tlog::proof_text({.index = found->second,
                                   .proof = tlog::inclusion_proof(found->second, newest.size, tree.nodes()),
                                   .checkpoint_note = newest.note});
    return exit_code::ok;
}

exit_code seal_heads(const shared_options& shared)
{
    services from(shared);
    const auto who = from.who_as(keepers_of_the_log);
    postgres::tree_store tree(from.database(), "redress log seal");
    const auto sealed = tree.seal();
    from.engine().record("index.sealed", who,
                         {{"size", std::to_string(sealed.size)},
                          {"root", hex_of(sealed.root)},
                          {"cases", std::to_string(sealed.cases)}});
    print_thing(from, shared,
                {{"size", sealed.size}, {"root", hex_of(sealed.root)}, {"cases", sealed.cases}});
    return exit_code::ok;
}

exit_code run_witness(const std::string& listen, const std::string& store, const std::string& key_file,
                      const std::vector<std::string>& logs)
{
    std::ifstream in(key_file, std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(in), {}};
    while (!text.empty() && text.back() == '\n') text.pop_back();
    const auto key = tlog::parse_private_key(text);
    if (!key || key->verifier().kind != tlog::key_kind::witness)
        throw command_failed(exit_code::config,
                             key_file + " holds no key of a witness (redress witness keygen)");
    witness_settings settings{.listen = listen, .store = store, .key = *key, .logs = {}};
    for (const auto& one : logs) {
        const auto log = tlog::parse_public_key(one);
        if (!log || log->kind != tlog::key_kind::log)
            throw command_failed(exit_code::usage,
                                 "'" + one + "' is not the public key of a log (redress log key)");
        settings.logs.push_back(*log);
    }
    serve_witness(settings, [&](const std::string& address) {
        std::cout << "ready: witness http://" << address << ' ' << key->verifier().text() << std::endl;
    });
    return exit_code::ok;
}

}  // namespace

void add_log_commands(command_line& line, CLI::App& root)
{
    auto* log =
        add_command(line, root, "log", "The signed tree over all entries of the audit log.",
                    "log keygen /etc/redress/log.key\nlog head\nlog proof REFERENCE > case.tlog-proof");
    struct options {
        std::string file, name, named, entry, listen = "127.0.0.1:0", store, key_file;
        std::int64_t cseq = 0;
        bool note = false;
        std::vector<std::string> logs;
    };
    auto chosen = std::make_shared<options>();
    auto* keygen = add_command(
        line, *log, "keygen", "Makes the key that signs the log, in a file that nobody else may read.",
        "log keygen /etc/redress/log.key", [&line, chosen] {
            return make_key(line.shared, chosen->file, line.shared.load().text(setting::audit_log),
                            tlog::key_kind::log);
        });
    keygen->add_option("file", chosen->file, "the file; one that is there is never written over")->required();
    add_command(line, *log, "key",
                "Prints the public key of the log, which whoever checks it must have from us.", "log key",
                [&line] { return show_key(line.shared); });
    auto* head =
        add_command(line, *log, "head", "Shows the newest signed checkpoint.", "log head\nlog head --note",
                    [&line, chosen] { return show_head(line.shared, chosen->note); });
    head->add_flag("--note", chosen->note, "the signed note itself, as it goes to file, topic and witnesses");
    auto* proof = add_command(
        line, *log, "proof",
        "Prints a proof that an entry of a case stands in the signed tree (C2SP tlog-proof).",
        "log proof REFERENCE > case.tlog-proof\nlog proof REFERENCE --cseq 1 --entry first.json",
        [&line, chosen] { return show_proof(line.shared, chosen->named, chosen->cseq, chosen->entry); });
    proof->add_option("case", chosen->named, "id or reference")->required();
    proof->add_option("--cseq", chosen->cseq, "which entry of the case (default: the newest that is signed)")
        ->check(CLI::Range(std::int64_t{1}, std::int64_t{1} << 53));
    proof->add_option("--entry", chosen->entry, "file for the bytes of the entry that is proven");
    add_command(line, *log, "seal",
                "Makes the case-head index now and records it, so that one case can be proven whole.",
                "log seal --as o.ops", [&line] { return seal_heads(line.shared); });

    auto* witness = add_command(line, root, "witness",
                                "A witness of logs: cosigns what only ever grows (C2SP tlog-witness).",
                                "witness keygen w.key --name witness.example/w\n"
                                "witness serve --key-file w.key --store /var/lib/witness --log KEY");
    auto* made = add_command(
        line, *witness, "keygen", "Makes the key of a witness, in a file that nobody else may read.",
        "witness keygen w.key --name witness.example/w", [&line, chosen] {
            return make_key(line.shared, chosen->file, chosen->name, tlog::key_kind::witness);
        });
    made->add_option("file", chosen->file, "the file; one that is there is never written over")->required();
    made->add_option("--name", chosen->name, "what the witness is called, as an address without its scheme")
        ->required();
    auto* serve = add_command(
        line, *witness, "serve", "Answers POST /add-checkpoint until it is stopped.",
        "witness serve --listen 127.0.0.1:8090 --key-file w.key --store /var/lib/witness --log KEY",
        [chosen] { return run_witness(chosen->listen, chosen->store, chosen->key_file, chosen->logs); });
    serve->add_option("--listen", chosen->listen, "address:port; port 0: any free one")
        ->capture_default_str();
    serve
        ->add_option("--store", chosen->store, "folder of what it has signed; never restore it from a backup")
        ->required();
    serve->add_option("--key-file", chosen->key_file, "file with its key")->required();
    serve->add_option("--log", chosen->logs, "public key of a log that it knows (redress log key)")
        ->required();
}

}  // namespace redress::app
