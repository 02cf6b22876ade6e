// Seeded load: complaints and what becomes of them, as valid commands in the order in which each
// case's life needs them. The same seed gives the same commands, byte for byte, ids included, so a
// second run of a seed is a run of duplicates.
//
// Two kinds: lives that are all told to their end, as traffic is; and a house as it stands (`standing_at`), with
// cases left in every state, received over the weeks before that instant, some with long histories.
#pragma once

#include "adapters/json/cloud_event.hpp"
#include "states/policy.hpp"

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <random>
#include <span>
#include <string>
#include <vector>

namespace redress::app {

/// The source of simulated commands; the roster lets it speak for staff.
inline constexpr std::string_view simulate_source = "/redress/simulate";

struct simulated_staff {
    std::vector<std::string> handlers;   // never empty
    std::vector<std::string> reviewers;  // of the first rung; empty: nobody climbs
    std::vector<std::pair<std::string, std::string>>
        teams;  // of a house as it stands: who has cases, of which team
};

class simulation {
public:
    /// Letters hold what the policies ask for. `cases` are begun in all, evenly mixed with the lives of those begun.
    simulation(std::uint64_t seed, std::size_t cases, simulated_staff staff,
               std::span<const policy* const> rules, std::string topic,
               std::optional<instant> standing_at = std::nullopt);

    /// What is said in the longest life of a house as it stands: more entries than a page of a timeline.
    static constexpr int longest_talk = 520;

    /// The next command, or false when every life has been told.
    bool next(json::command_to_send& out);

private:
    struct life {
        case_id id{};
        std::uint64_t number = 0;
        std::string language;
        std::string handler;
        std::string team = "intake";
        std::optional<instant> received;
        std::deque<std::pair<event, std::pair<std::string, role>>> ahead;  // event, who speaks as what
        int sent = 0;
    };
    void begin();
    void plan(life& of);
    void leave_standing(life& of);
    void talk(life& of, int acts);
    [[nodiscard]] std::string narrative(const life& of);
    event letter(event_type type, letter_kind kind, const life& of) const;
    std::size_t pick(std::size_t n);  // 0..n-1
    bool chance(int percent);

    std::mt19937_64 random_;
    std::uint64_t seed_;
    std::size_t to_begin_;
    simulated_staff staff_;
    std::map<letter_kind, std::vector<std::string>> parts_;
    std::vector<std::string> categories_;
    std::string topic_;
    std::optional<instant> standing_at_;
    std::uint64_t begun_ = 0;
    std::vector<life> alive_;
};

}  // namespace redress::app
