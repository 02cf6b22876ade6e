// What is counted over all cases of the house: gone through once a minute by one request for all that ask, since it
// looks at every open case. Each audience is told what is there for them: cases that concern a person are not in
// their numbers, and which ones these are is looked up once a minute for each person who asks. Which cases an outside
// body looks at stands in no column, and is looked up in the same way.
#pragma once

#include "adapters/postgres/case_queries.hpp"
#include "states/complaint.hpp"

#include <boost/json/object.hpp>

#include <chrono>
#include <compare>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace redress::app {
class services;
}

namespace redress::app::rest {

/// Open cases that a report tells together. `age` is a name such as "7_to_14_days", empty where no receipt is known; `owner`
/// is empty for what nobody has.
struct counted_group {
    std::string state, team, category, age, owner;
    auto operator<=>(const counted_group&) const = default;
};

struct counted_cases {
    std::int64_t open = 0, overdue = 0, due_within_day = 0, unowned = 0, raised = 0, waiting = 0;

    counted_cases& operator+=(const counted_cases& more);
    counted_cases& operator-=(const counted_cases& less);
    [[nodiscard]] boost::json::object json() const;
};

/// As somebody may see it.
struct house_told {
    instant as_of{};  // by the database's clock
    std::map<counted_group, counted_cases> open;
    std::map<std::string, std::int64_t> by_state;  // closed ones, too
    postgres::deadline_summary deadlines;
    std::vector<postgres::reader_lag> readers;
    std::vector<postgres::partition_line> partitions;
    std::int64_t letters_open = 0;  // counted to `letters_counted_to`
};

/// Cases with an outside body, whoever may see them.
struct referred_cases {
    instant as_of{};
    std::vector<case_id> cases;  // sorted
};

inline constexpr int letters_counted_to = 1000;

/// A value that is made anew when it is older than that. Who asks while another request makes it gets the one before,
/// and waits only when there is none yet. Thread-safe.
template <class T>
class made_now_and_then {
public:
    template <class Make>
    std::shared_ptr<T> get(std::chrono::seconds kept, Make&& make)
    {
        if (auto there = fresh(kept)) return there;
        std::unique_lock making(making_, std::try_to_lock);
        if (!making) {
            if (auto before = fresh(std::chrono::seconds::max())) return before;
            making.lock();
            if (auto there = fresh(kept)) return there;
        }
        std::shared_ptr<T> made = make();
        const std::lock_guard hold(guard_);
        made_at_ = std::chrono::steady_clock::now();
        return value_ = std::move(made);
    }

private:
    [[nodiscard]] std::shared_ptr<T> fresh(std::chrono::seconds kept)
    {
        const std::lock_guard hold(guard_);
        if (!value_) return nullptr;
        const auto age = std::chrono::steady_clock::now() - made_at_;
        return std::chrono::duration_cast<std::chrono::seconds>(age) < kept ? value_ : nullptr;
    }

    std::mutex guard_, making_;
    std::chrono::steady_clock::time_point made_at_;
    std::shared_ptr<T> value_;
};

/// Thread-safe.
class house_counts {
public:
    explicit house_counts(std::chrono::seconds kept) : kept_(kept) {}

    /// For whoever reads. Throws what a store throws.
    [[nodiscard]] std::shared_ptr<const house_told> for_reader(services& from);
    [[nodiscard]] std::shared_ptr<const referred_cases> referred(services& from);

private:
    struct counted;

    const std::chrono::seconds kept_;
    made_now_and_then<counted> counted_;
    made_now_and_then<const referred_cases> referred_;
};

}  // namespace redress::app::rest
