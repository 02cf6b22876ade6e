// Entries of the whole log by what stands in them, newest first: every bucket is gone through backwards by position,
// and what is found is put together by the time at which it was recorded. No index knows who did what, so each look
// is over a bounded stretch and says where the next one goes on. Short transactions, nothing is locked.
//
// Role: redress_reader. Throws store_unavailable. Of one thread at a time.
#pragma once

#include "states/complaint.hpp"
#include "states/ids.hpp"
#include "states/instant.hpp"

#include <array>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace redress::postgres {

class session;

/// What is looked for; empty: anything. All of it has to fit.
struct entries_wanted {
    std::string actor;    // id
    std::string event;    // its name
    std::string type;     // of the entry
    std::string policy;   // id or hash: pinned by the entry, or a clock of it started
    std::string refusal;  // guard or code
    std::string fact;     // a fact, machine or clock that changed
    std::optional<chain_id> chain;
    std::optional<instant> since, until;  // recorded; the end is not in it
};

struct entry_found {
    chain_id chain{};
    std::int16_t bucket = 0;
    std::int64_t cseq = 0, pos = 0;
    std::string body;  // canonical JSON, as hashed
    digest leaf{};
    instant recorded{};
};

/// Of each bucket the newest position that was not looked at yet; 0: none is left.
using positions_left = std::array<std::int64_t, bucket_count>;

struct entries_page {
    std::vector<entry_found> entries;  // newest first
    positions_left left{};
    bool whole = false;                   // nothing is left to look at
    std::optional<instant> looked_until;  // everything recorded after it was looked at
};

/// How much is read at once; tests make it small.
struct search_pages {
    std::int64_t first = 64;   // positions of a bucket in a first look
    std::int64_t most = 4096;  // in a later one, which grows while nothing is found
    std::chrono::milliseconds time = std::chrono::milliseconds(1500);
};

class entry_search {
public:
    explicit entry_search(const std::string& url, search_pages pages = {});
    ~entry_search();
    entry_search(const entry_search&) = delete;
    entry_search& operator=(const entry_search&) = delete;

    /// Where to begin: the end of each bucket's log, or its last entry before `until`.
    [[nodiscard]] positions_left begin(const entries_wanted& wanted);
    /// At most `limit` entries from there back. Fewer, even none, when the time is over before they are found.
    [[nodiscard]] entries_page back(const entries_wanted& wanted, const positions_left& from, int limit);

private:
    struct looked;
    [[nodiscard]] looked look(const entries_wanted& wanted, const positions_left& from, std::int64_t width,
                              int limit);

    std::unique_ptr<session> to_;
    search_pages pages_;
};

/// Whether an entry is what is looked for; the database is asked for bytes that may stand elsewhere in it.
[[nodiscard]] bool fits(const entries_wanted& wanted, std::string_view body);

}  // namespace redress::postgres
