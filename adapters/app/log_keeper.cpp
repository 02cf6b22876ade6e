#include "adapters/app/log_keeper.hpp"

#include "adapters/app/exit_code.hpp"
#include "adapters/app/outgoing_call.hpp"
#include "adapters/app/private_file.hpp"
#include "workflow/log/witnessing.hpp"

#include <sys/stat.h>

#include <fstream>
#include <iterator>

namespace redress::app {
namespace {

using clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

constexpr std::size_t entries_at_once = 20'000;
constexpr auto witness_pause = 10s;  // after one did not answer

std::optional<std::string> text_of(const std::string& file)
{
    std::ifstream in(file, std::ios::binary);
    if (!in) return std::nullopt;
    return std::string(std::istreambuf_iterator<char>(in), {});
}

/// The next checkpoint waits meanwhile.
std::optional<call_answer> ask(const log_witness& one, const tlog::add_checkpoint& what, std::string& why)
{
    return answer_to({.url = one.url + "/add-checkpoint",
                      .headers = {"Content-Type: text/plain", "Expect:"},
                      .body = tlog::request_text(what),
                      .answer_max = 64 * 1024,
                      .connect_max = 1s,
                      .whole_max = 2s},
                     why);
}

std::string trimmed(std::string text)
{
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r' || text.back() == ' '))
        text.pop_back();
    return text;
}

constexpr const char* what_to_do =
    " Nothing is signed. See ops/runbooks/audit-log.md: restore a newer backup, or replay what is missing "
    "from Kafka "
    "until the trees agree; a log that cannot be made whole goes on under a new origin and a new key, with "
    "both "
    "checkpoints kept.";

}  // namespace

std::vector<log_witness> witnesses_of(const std::string& setting)
{
    std::vector<log_witness> list;
    for (std::size_t at = 0; at < setting.size();) {
        const auto comma = std::min(setting.find(',', at), setting.size());
        auto one = trimmed(setting.substr(at, comma - at));
        at = comma + 1;
        while (one.starts_with(' ')) one.erase(0, 1);
        if (one.empty()) continue;
        const auto space = one.find(' ');
        const auto url = one.substr(0, space);
        const auto key =
            space == std::string::npos ? std::nullopt : tlog::parse_public_key(one.substr(space + 1));
        if (!is_safe_address(url) || !key || key->kind != tlog::key_kind::witness)
            throw command_failed(exit_code::config, said{"log_witness_setting", {{"value", one}}});
        list.push_back({url.ends_with('/') ? url.substr(0, url.size() - 1) : url, *key});
    }
    return list;
}

tlog::private_key log_key_in(const std::string& file, const std::string& origin)
{
    const auto text = text_of(file);
    auto key = text ? tlog::parse_private_key(trimmed(*text)) : std::nullopt;
    struct stat found {};
    const bool shared = ::stat(file.c_str(), &found) == 0 && (found.st_mode & 077) != 0;
    if (!key || shared || key->verifier().kind != tlog::key_kind::log || key->verifier().name != origin)
        throw command_failed(exit_code::config, said{"log_bad_key", {{"file", file}, {"log", origin}}});
    return *std::move(key);
}

log_keeper::log_keeper(const std::string& database, log_keeper_settings settings)
    : database_(database),
      settings_(std::move(settings)),
      store_(database, settings_.holder),
      reader_(database, "redress_sequencer"),
      witness_states_(settings_.witnesses.size())
{
}
log_keeper::~log_keeper() = default;

void log_keeper::compare_with(const tlog::checkpoint& outside, const std::string& where, std::uint64_t size)
{
    if (outside.size > size)
        throw rolled_back("The database holds a tree of " + std::to_string(size) + " entries, and " + where +
                          " a signed checkpoint of " + std::to_string(outside.size) +
                          ": the database was restored from an older backup, or cut." + what_to_do);
    if (tlog::root_at(outside.size, reader_.nodes()) != outside.root)
        throw rolled_back("The tree in the database is another one than that of the signed checkpoint of " +
                          std::to_string(outside.size) + " entries in " + where + "." + what_to_do);
}

void log_keeper::compare()
{
    const auto size = store_.head().size;
    if (const auto text =
            settings_.checkpoint_file.empty() ? std::nullopt : text_of(settings_.checkpoint_file)) {
        const auto note = tlog::parse_note(*text);
        const auto outside = note ? tlog::parse_checkpoint(note->text) : std::nullopt;
        if (!outside || tlog::verify_note(*note, settings_.key.verifier()) != tlog::signed_by::them)
            throw rolled_back(settings_.checkpoint_file +
                              " holds no checkpoint that this log's key has signed." + what_to_do);
        compare_with(*outside, settings_.checkpoint_file, size);
    }
    if (signed_last_) compare_with(*signed_last_, "this process", size);
    const auto newest = store_.newest();
    if (newest)
        compare_with({.origin = {}, .size = newest->size, .root = newest->root}, "its own table", size);
    // A witness says what it signed last to whoever shows it a checkpoint: one that was signed before will do.
    for (std::size_t i = 0; newest && i < settings_.witnesses.size(); ++i) {
        std::string why;
        const auto answer =
            ask(settings_.witnesses[i], {.old_size = newest->size, .proof = {}, .note = newest->note}, why);
        if (!answer) continue;  // it is asked again with the first checkpoint
        if (answer->status == 200) witness_states_[i].size = newest->size;
        if (answer->status != 409) continue;
        const auto signed_last = tlog::parse_size(trimmed(answer->body));
        if (!signed_last) continue;
        if (*signed_last > size || *signed_last == newest->size)
            throw rolled_back("The witness " + settings_.witnesses[i].key.name + " has signed " +
                              std::to_string(*signed_last) + " entries, and the database holds " +
                              std::to_string(size) +
                              " or another tree: it was restored from an older backup, or cut." + what_to_do);
        witness_states_[i].size = *signed_last;
    }
    compared_ = true;
}

int log_keeper::ask_witnesses(const tlog::checkpoint& tree, tlog::signed_note& note)
{
    int cosigned = 0;
    const auto alone = note;
    for (std::size_t i = 0; i < settings_.witnesses.size(); ++i) {
        const auto& witness = settings_.witnesses[i];
        auto& state = witness_states_[i];
        if (clock::now() < state.not_before) continue;
        std::string why = "it knows another size than it says";
        bool done = false;
        // Once more when it says from where the proof must lead.
        for (int tries = 0; tries < 2 && !done; ++tries) {
            const auto from = state.size.value_or(0);
            if (from > tree.size) break;
            const auto answer = ask(witness,
                                    {.old_size = from,
                                     .proof = tlog::consistency_proof(from, tree.size, reader_.nodes()),
                                     .note = alone.bytes()},
                                    why);
            if (!answer) break;
            if (answer->status == 409) {
                const auto says = tlog::parse_size(trimmed(answer->body));
                if (!says) break;
                if (*says > tree.size || (*says == tree.size && state.size == says))
                    throw rolled_back("The witness " + witness.key.name + " has signed another tree, of " +
                                      std::to_string(*says) + " entries." + what_to_do);
                state.size = *says;
                continue;
            }
            if (answer->status == 422)
                throw rolled_back("The witness " + witness.key.name + " has signed " + std::to_string(from) +
                                  " entries of another tree, which this one does not continue." + what_to_do);
            if (answer->status != 200) {
                why = "it answered " + std::to_string(answer->status);
                break;
            }
            const auto lines = tlog::parse_signatures(answer->body);
            auto with = alone;
            for (const auto& line : lines.value_or(std::vector<tlog::signature_line>{}))
                if (line.name == witness.key.name && line.id == witness.key.id)
                    with.signatures.push_back(line);
            if (!tlog::cosigned_at(with, witness.key)) {
                why = "its answer bears no signature of its key";
                break;
            }
            note.signatures.push_back(with.signatures.back());
            state.size = tree.size;
            ++cosigned;
            done = true;
        }
        if (!done) {
            state.not_before = clock::now() + witness_pause;
            if (settings_.trouble) settings_.trouble("witness_silent", witness.key.name + ": " + why);
        }
    }
    return cosigned;
}

log_keeper::kept log_keeper::turn(bool heartbeat)
{
    try {
        return turn_once(heartbeat);
    } catch (...) {
        compared_ = false;  // whatever it was, another database may answer next time
        throw;
    }
}

log_keeper::kept log_keeper::turn_once(bool heartbeat)
{
    if (!compared_) compare();
    auto did = store_.sequence(entries_at_once);
    while (!did.held_elsewhere && did.behind != 0 && did.added != 0) did = store_.sequence(entries_at_once);
    if (did.held_elsewhere) {
        compared_ = false;  // before we sign again, somebody else has
        last_.ours = false;
        return last_;
    }
    if (did.head.size < last_.size) compare();
    last_.ours = true;
    last_.size = did.head.size;
    last_.behind = did.behind;
    if (did.head.size == did.head.signed_size && !heartbeat && last_.signed_at != clock::time_point{})
        return last_;
    if (did.head.size == 0) return last_;

    const tlog::checkpoint tree{
        .origin = settings_.key.verifier().name, .size = did.head.size, .root = did.head.root};
    tlog::signed_note note{.text = tree.text(), .signatures = {tlog::sign_note(settings_.key, tree.text())}};
    last_.cosigned = ask_witnesses(tree, note);
    if (!store_.keep(tree, note.bytes(), last_.cosigned)) {
        last_.ours = compared_ = false;
        return last_;
    }
    if (!settings_.checkpoint_file.empty())
        write_private_file(settings_.checkpoint_file, note.bytes(), false);
    if (settings_.publish) settings_.publish(tree, note.bytes());
    signed_last_ = tree;
    last_.signed_size = tree.size;
    last_.signed_at = clock::now();
    return last_;
}

std::optional<postgres::kept_seal> log_keeper::seal_after(std::chrono::hours age)
{
    if (!last_.ours || !compared_ || age.count() == 0) return std::nullopt;
    const auto last = store_.last_seal();
    const auto now = std::chrono::time_point_cast<duration>(std::chrono::system_clock::now());
    if (last && now - last->at < age) return std::nullopt;
    return store_.seal();
}

void log_keeper::release()
{
    store_.release();
}

}  // namespace redress::app
