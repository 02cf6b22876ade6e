// The histories of cases one after another, for whoever goes through all of them: entries as they were
// written, no texts, no names. Short transactions, pages by key, memory that does not grow with the cases.
//
// Role: redress_reader. Throws store_unavailable. Of one thread at a time.
#pragma once

#include "states/ids.hpp"
#include "states/instant.hpp"

#include <array>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <vector>

namespace redress::postgres {

class session;

struct history_entry {
    case_id id{};
    std::int64_t cseq = 0;
    std::string body;  // canonical JSON, as hashed
};

struct history_page {
    std::vector<history_entry> entries;
    std::int64_t done = 0;  // positions that the pages so far have gone through
};

/// How much is looked for and read at once; tests make it small.
struct history_pages {
    int cases = 200;
    int entries = 4000;
};

class history_reader {
public:
    /// What stands in the log now, of cases whose first entry was written at `since` or later, and of some
    /// that were earlier by less than an hour: several engines write a bucket, each by its own last look at
    /// the database's clock.
    history_reader(const std::string& url, instant since, history_pages pages = {});
    ~history_reader();
    history_reader(const history_reader&) = delete;
    history_reader& operator=(const history_reader&) = delete;

    /// The database's time when this reader was made.
    [[nodiscard]] instant now() const { return now_; }
    /// Positions to go through.
    [[nodiscard]] std::int64_t whole() const { return whole_; }

    /// The next entries: case by case, each in the order of its chain. A case that does not fit goes on in the
    /// next page. Empty at the end.
    [[nodiscard]] history_page next();

private:
    /// Positions of one bucket, after `from` up to and with `until`.
    struct stretch {
        std::int64_t from = 0, until = 0;
    };
    [[nodiscard]] std::int64_t first_since(std::int16_t bucket, std::int64_t until, instant since);
    /// A case that is to be read, in the bucket of this page.
    struct begun {
        case_id id{};
        std::int64_t entries = 0;
    };
    void find_cases();
    [[nodiscard]] std::vector<history_entry> read(const std::vector<begun>& cases, std::int64_t after,
                                                  std::int64_t until);

    std::unique_ptr<session> to_;
    history_pages pages_;
    instant now_{};
    std::array<stretch, bucket_count> stretches_{};
    std::int64_t whole_ = 0, done_ = 0;
    std::size_t bucket_ = 0;
    std::deque<begun> waiting_;
    std::int64_t read_of_first_ = 0;  // entries of the first that waits, when it does not fit a page
};

}  // namespace redress::postgres
