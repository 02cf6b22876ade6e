// The traffic of the bench: cases that live through one script of twenty acts, each act valid where
// it stands, so that what is measured is accepted transitions and not refusals.
//
// The mix, by act: filing 5 %; notes, messages, calls, documents 40 %; triage, assignment, progress
// update 15 %; life-cycle, hold and ladder moves 40 %. The two letters posted on the status page each
// derive a `message_dispatched`, and information that was asked for ends its hold.
//
// Seeded: the same seed and number of cases give the same ids, places in the script and order of
// commands in every program, so that one may fill a database and another go on with it.
#pragma once

#include "states/policy.hpp"
#include "workflow/command.hpp"

#include <array>
#include <cstdint>
#include <random>
#include <span>
#include <string>
#include <vector>

namespace redress::bench {

inline constexpr std::string_view story_source = "/redress/demo";  // as the demo's roster knows it

class story {
public:
    static constexpr int acts = 20;

    /// The first of the policies has the categories.
    story(std::span<const policy* const> in_force, std::size_t cases, std::uint64_t seed);

    /// Commands that bring every case of a bucket to its first place, in waves of one act each.
    [[nodiscard]] std::vector<workflow::record> fill(std::int16_t bucket);
    /// As if `fill` had been written.
    void filled();

    /// The next batch: `size` acts of cases of one bucket, of all when `bucket` is negative. A case that
    /// is over makes room for a new one, filed in the same bucket.
    [[nodiscard]] std::vector<workflow::record> next(int size, std::int16_t bucket);
    [[nodiscard]] std::int16_t any_bucket();
    /// The cases of a bucket that are filed and not over.
    [[nodiscard]] std::vector<case_id> alive(std::int16_t bucket) const;

private:
    struct life {
        case_id id{};
        int at = 0;     // acts done
        int first = 0;  // acts done by filling
        std::uint32_t number = 0;
        std::uint32_t sent = 0;
    };
    static std::size_t index(std::int16_t bucket) { return static_cast<std::size_t>(bucket); }
    [[nodiscard]] case_id fresh_id(std::int16_t bucket);
    [[nodiscard]] workflow::command act(life& of);
    [[nodiscard]] event letter(event_type type, std::string_view route) const;

    std::mt19937_64 random_;
    std::array<std::vector<life>, bucket_count> of_bucket_;
    std::uint32_t number_ = 0;
    std::vector<std::string> parts_;  // everything any letter of the policies must contain
    std::string category_;
    actor customer_, handler_, reviewer_;
};

}  // namespace redress::bench
