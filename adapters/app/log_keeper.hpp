// Keeps the tree of the audit log going: puts entries into it, signs what is committed, asks witnesses, and puts the
// signed checkpoint where the database's keepers cannot reach it. In this order: what is signed was committed, what is
// published was signed.
//
// Before the first signature the tree is compared with what is known outside: the checkpoint file and the witnesses. A
// database that was restored from an older backup, or changed, is not signed for; `rolled_back` says what to do.
#pragma once

#include "adapters/app/config.hpp"
#include "adapters/postgres/tree_store.hpp"
#include "workflow/log/note.hpp"
#include "workflow/ports/publisher.hpp"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace redress::app {

class rolled_back : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

struct log_witness {
    std::string url;
    tlog::public_key key;
};

/// What `log.witnesses` says. Throws command_failed.
[[nodiscard]] std::vector<log_witness> witnesses_of(const std::string& setting);
/// The key in a file that nobody else may read, of the log of that origin. Throws command_failed.
[[nodiscard]] tlog::private_key log_key_in(const std::string& file, const std::string& origin);
struct log_keeper_settings {
    tlog::private_key key;
    std::string holder;
    std::string checkpoint_file;  // empty: none
    std::vector<log_witness> witnesses;
    std::function<void(const tlog::checkpoint&, const std::string& note)>
        publish;  // to the topic; may be empty
    std::function<void(const std::string& code, const std::string& detail)> trouble;
};

class log_keeper {
public:
    log_keeper(const std::string& database, log_keeper_settings settings);
    ~log_keeper();
    log_keeper(const log_keeper&) = delete;
    log_keeper& operator=(const log_keeper&) = delete;

    struct kept {
        bool ours = false;  // else another process keeps the tree
        std::uint64_t size = 0, signed_size = 0, behind = 0;
        int cosigned = 0;
        std::chrono::steady_clock::time_point signed_at{};  // of this process
    };
    /// Puts in what waits and signs it; `heartbeat` signs what is signed already once more, and asks witnesses anew.
    /// Throws rolled_back, postgres::log_broken, store_unavailable.
    kept turn(bool heartbeat);
    /// Nothing when the last index is younger than that.
    [[nodiscard]] std::optional<postgres::kept_seal> seal_after(std::chrono::hours age);
    void release();

private:
    kept turn_once(bool heartbeat);
    void compare();
    void compare_with(const tlog::checkpoint& outside, const std::string& where, std::uint64_t size);
    int ask_witnesses(const tlog::checkpoint& tree, tlog::signed_note& note);

    std::string database_;
    log_keeper_settings settings_;
    postgres::tree_store store_;
    postgres::tree_reader reader_;
    bool compared_ = false;
    kept last_;
    // What was signed here last: a database that is restored beneath a running process is noticed by it.
    std::optional<tlog::checkpoint> signed_last_;
    struct witness_state {
        std::optional<std::uint64_t> size;  // what it signed last; nothing: it has not said
        std::chrono::steady_clock::time_point not_before{};
    };
    std::vector<witness_state> witness_states_;
};

}  // namespace redress::app
