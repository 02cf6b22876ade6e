// Lives of the demo: the stories of tests/scenarios that say `demo`, sent act by act as records for Kafka.
//
// Nothing is pretended about time: a trusted source says when a complaint was received, everything else is
// decided now. Where a story lets days pass the demo does not wait, so it plays what people did and what fell
// due since the receipt; acts that need the days are told `not in the demo`.
#pragma once

#include "adapters/app/story.hpp"
#include "adapters/json/cloud_event.hpp"

#include <functional>
#include <span>
#include <string>
#include <vector>

namespace redress::app {

struct life_act {
    json::command_to_send send;
    std::string label;      // file and line
    std::string expect;     // accepted, refused:<code>
    bool approved = false;  // by a second person: no record may say so, a command can
};

struct life_case {
    const story* of = nullptr;
    case_id id{};
    bool first = false;  // of its story: the one whose end the story states
};

class life_player {
public:
    using lookup = std::function<std::optional<complaint>(const case_id&)>;

    /// Those of the stories that are lives. The stories must outlive it.
    life_player(std::span<const story> stories, std::span<const policy* const> rules, std::string topic);

    /// The next act of every life that has one left; nothing when all have come to their end.
    [[nodiscard]] std::vector<life_act> next(instant now, const lookup& stands);
    [[nodiscard]] const std::vector<life_case>& cases() const { return cases_; }

private:
    struct life {
        const story* of = nullptr;
        std::size_t step = 0;
        std::map<std::string, case_id> cases;
    };
    [[nodiscard]] life_act send(life& of, const story_act& act, instant now, const lookup& stands);
    std::vector<life> lives_;
    std::vector<life_case> cases_;
    std::vector<const policy*> rules_;
    std::string topic_;
    std::optional<instant> began_;
};

/// The stories of a folder's *.story files, in order of file name.
[[nodiscard]] std::vector<story> stories_in(const std::string& folder);

/// The first case of a life: its id follows from the story's sentence.
[[nodiscard]] case_id life_case_id(const story& of, const std::string& called = "c1");

}  // namespace redress::app
