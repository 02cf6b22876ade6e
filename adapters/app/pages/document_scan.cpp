#include "adapters/app/pages/document_scan.hpp"

#include "adapters/app/log.hpp"
#include "adapters/app/pages/document_file.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <fstream>
#include <iterator>
#include <map>
#include <sstream>
#include <stdexcept>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace redress::app {
namespace {

namespace fs = std::filesystem;

constexpr auto waiting_folder = "waiting";
constexpr auto stop_looked_at = std::chrono::milliseconds(250);
constexpr auto mark_lasts = std::chrono::hours(24);  // without a document, when an upload was cut off

/// What a child gets: the file, no output of ours, signals that end it (we ignore SIGPIPE, and it would inherit that),
/// a group of its own.
class spawned {
public:
    spawned(std::vector<std::string> words, const fs::path& file)
    {
        std::vector<char*> argv;
        for (auto& word : words) argv.push_back(word.data());
        argv.push_back(nullptr);
        static char path[] = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
        char* environment[] = {path, nullptr};
        posix_spawn_file_actions_t files{};
        posix_spawn_file_actions_init(&files);
        posix_spawn_file_actions_addopen(&files, 0, file.c_str(), O_RDONLY, 0);
        posix_spawn_file_actions_addopen(&files, 1, "/dev/null", O_WRONLY, 0);
        posix_spawn_file_actions_addopen(&files, 2, "/dev/null", O_WRONLY, 0);
        posix_spawn_file_actions_addclosefrom_np(&files, 3);
        posix_spawnattr_t how{};
        posix_spawnattr_init(&how);
        sigset_t none{};
        sigemptyset(&none);
        posix_spawnattr_setsigmask(&how, &none);
        sigset_t preset{};
        sigemptyset(&preset);
        sigaddset(&preset, SIGPIPE);
        posix_spawnattr_setsigdefault(&how, &preset);
        posix_spawnattr_setflags(&how,
                                 POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
        if (posix_spawnp(&child_, argv.front(), &files, &how, argv.data(), environment) != 0) child_ = -1;
        posix_spawn_file_actions_destroy(&files);
        posix_spawnattr_destroy(&how);
    }
    spawned(const spawned&) = delete;
    spawned& operator=(const spawned&) = delete;
    ~spawned()
    {
        if (child_ < 0) return;
        ::kill(-child_, SIGKILL);
        ::waitpid(child_, nullptr, 0);
    }

    /// Nothing when it did not start, did not end in time or before `stop`, or ended by a signal.
    std::optional<int> exit_within(std::chrono::seconds most, const std::stop_token& stop)
    {
        if (child_ < 0) return std::nullopt;
        // By number: the header of glibc 2.36 has the function without its C linkage.
        const int watched = static_cast<int>(::syscall(SYS_pidfd_open, child_, 0));
        if (watched < 0) return std::nullopt;
        pollfd end{.fd = watched, .events = POLLIN, .revents = 0};
        const auto until = std::chrono::steady_clock::now() + most;
        int came = 0;
        auto left = std::chrono::milliseconds(most);
        do {
            came = ::poll(&end, 1, static_cast<int>(std::min(left, stop_looked_at).count()));
            left = std::chrono::ceil<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
        } while ((came == 0 || (came < 0 && errno == EINTR)) && left.count() > 0 && !stop.stop_requested());
        ::close(watched);
        if (came <= 0) return std::nullopt;
        int status = 0;
        if (::waitpid(child_, &status, 0) != child_) return std::nullopt;
        child_ = -1;
        return WIFEXITED(status) ? std::optional(WEXITSTATUS(status)) : std::nullopt;
    }

private:
    pid_t child_ = -1;
};

}  // namespace

scan_verdict scan(const std::string& command, std::chrono::seconds most, const fs::path& file,
                  const std::stop_token& stop)
{
    std::vector<std::string> words;
    std::istringstream in(command);
    for (std::string word; in >> word;) words.push_back(std::move(word));
    if (words.empty()) return scan_verdict::unknown;
    const auto code = spawned(std::move(words), file).exit_within(most, stop);
    return code == 0 ? scan_verdict::clean : code == 1 ? scan_verdict::infected : scan_verdict::unknown;
}

bool document_gone(const complaint& of, std::string_view id, instant added)
{
    const auto& f = of.facts;
    if (f.erased_at && added <= *f.erased_at) return true;
    return std::ranges::any_of(f.document_list, [&](const document& one) {
        return one.id == id && std::ranges::find(f.redacted, one.entry) != f.redacted.end();
    });
}

void mark_waiting(const fs::path& folder, const case_id& of, const std::string& id)
{
    fs::create_directories(folder / waiting_folder);
    const std::ofstream mark(folder / waiting_folder / (to_string(of) + "." + id));
    if (!mark) throw std::runtime_error("documents.dir: cannot write the mark of a document");
}

document_keeper::document_keeper(postgres::page_store& pages, case_reader cases, settings how)
    : pages_(pages), cases_(std::move(cases)), how_(std::move(how))
{
}

std::vector<fs::path> document_keeper::marks_in_turn()
{
    std::error_code none;
    std::vector<fs::path> marks, again;
    std::map<std::string, std::uint64_t> silent;
    for (const auto& one : fs::directory_iterator(how_.folder / waiting_folder, none)) {
        const auto before = silent_.find(one.path().filename().string());
        if (before != silent_.end()) silent.insert(*before);
        (before == silent_.end() ? marks : again).push_back(one.path());
    }
    silent_ = std::move(silent);
    std::ranges::sort(marks);
    // A file that a scanner cannot tell must hold up no other: those come behind, what was tried longest ago first.
    std::ranges::sort(again, {}, [this](const fs::path& one) { return silent_.at(one.filename().string()); });
    std::ranges::move(again, std::back_inserter(marks));
    return marks;
}

bool document_keeper::scan_waiting(const std::stop_token& stop)
{
    if (how_.scanner.empty()) return true;
    std::error_code none;
    bool silent = false, told = false;
    for (const auto& mark : marks_in_turn()) {
        if (stop.stop_requested()) break;
        const auto name = mark.filename().string();
        const auto dot = name.find('.');
        const auto of = parse_uuid(name.substr(0, dot));
        const auto found =
            of && dot != std::string::npos ? pages_.document(*of, name.substr(dot + 1)) : std::nullopt;
        if (!found) {
            // Marked, and not named yet; or never, when whoever sent it was cut off.
            if (fs::file_time_type::clock::now() - fs::last_write_time(mark, none) > mark_lasts)
                fs::remove(mark, none);
            continue;
        }
        if (found->state == "quarantined") {
            const auto verdict = scan(how_.scanner, how_.most, place_of(how_.folder, found->sha256), stop);
            if (verdict == scan_verdict::unknown) {
                silent = true;
                if (std::exchange(silent_[name], ++tries_) > 0) break;  // again: the others may wait as well
                continue;
            }
            told = true;
            const bool clean = verdict == scan_verdict::clean;
            pages_.set_document_state(*of, found->id, clean ? "clean" : "infected");
            if (!clean)
                log(log_level::warn, "document_held_back", "a scan refused a document",
                    {{"case", to_string(*of)}, {"document", found->id}});
        }
        fs::remove(mark, none);
    }
    return told || !silent;
}

void document_keeper::drop(const case_id& of, const postgres::kept_document& what)
{
    pages_.set_document_state(of, what.id, "gone");
    // The same picture may be another case's, too.
    if (pages_.documents_of_bytes(what.sha256) > 0) return;
    std::error_code none;
    fs::remove(place_of(how_.folder, what.sha256), none);
}

bool document_keeper::drop_gone(int most)
{
    const auto some = pages_.documents_behind(at_, most);
    std::optional<complaint> of;
    for (const auto& one : some) {
        if (!of || of->id != one.of) of = cases_(one.of);
        const auto found = of ? pages_.document(one.of, one.id) : std::nullopt;
        if (found && document_gone(*of, one.id, found->added)) drop(one.of, *found);
    }
    if (static_cast<int>(some.size()) < most) {
        at_ = {};
        return false;
    }
    at_ = some.back();
    return true;
}

}  // namespace redress::app
