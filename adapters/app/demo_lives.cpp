#include "adapters/app/demo_lives.hpp"

#include "adapters/app/demo_feed.hpp"
#include "adapters/files/file_error.hpp"
#include "workflow/entry.hpp"

#include <algorithm>
#include <filesystem>

namespace redress::app {
namespace {

/// What the story expects of an act, if it is refused: said in the line that follows it.
std::string expected_of(const story& of, std::size_t step)
{
    if (step + 1 < of.steps.size())
        if (const auto* next = std::get_if<story_expectation>(&of.steps[step + 1]))
            if (next->what == story_expectation::about::refused) return "refused:" + next->items[0][0];
    return "accepted";
}

std::string speaker_of(const story_act& act, const complaint& now, const event& what)
{
    if (!act.who.empty()) return act.who;
    if (act.as == role::complainant) {
        const bool filing = act.what == event_type::complaint_filed;
        return filing ? std::string(what.text(field::complainant)) : now.facts.complainant;
    }
    if (act.as == role::representative) return now.facts.representative;
    return std::string(name_of(act.as));
}

}  // namespace

case_id life_case_id(const story& of, const std::string& called)
{
    return uuid_v8(workflow::sha256("demo life " + of.title + "/" + called));
}

std::vector<story> stories_in(const std::string& folder)
{
    std::vector<std::string> paths;
    for (const auto& one : std::filesystem::directory_iterator(folder))
        if (one.path().extension() == ".story") paths.push_back(one.path().string());
    if (paths.empty()) throw story_error(folder + ": holds no .story file");
    std::sort(paths.begin(), paths.end());
    std::vector<story> stories;
    for (const auto& path : paths)
        for (auto& one : parse_stories(files::read_file(path), path)) stories.push_back(std::move(one));
    return stories;
}

life_player::life_player(std::span<const story> stories, std::span<const policy* const> rules,
                         std::string topic)
    : rules_(rules.begin(), rules.end()), topic_(std::move(topic))
{
    for (const auto& one : stories)
        if (one.demo) lives_.push_back({.of = &one});
}

std::vector<life_act> life_player::next(instant now, const lookup& stands)
{
    if (!began_) began_ = now;
    std::vector<life_act> acts;
    for (auto& one : lives_)
        for (; one.step < one.of->steps.size(); ++one.step) {
            const auto* act = std::get_if<story_act>(&one.of->steps[one.step]);
            if (act == nullptr || act->stage == story_stage::virtual_time) continue;
            acts.push_back(send(one, *act, now, stands));
            ++one.step;
            break;
        }
    return acts;
}

life_act life_player::send(life& of, const story_act& act, instant now, const lookup& stands)
{
    const bool filing = act.what == event_type::complaint_filed;
    if (filing && of.cases.emplace(act.on, life_case_id(*of.of, act.on)).second)
        cases_.push_back({.of = of.of, .id = of.cases.at(act.on), .first = of.cases.size() == 1});
    const auto found = of.cases.find(act.on);
    if (found == of.cases.end())
        throw story_error(of.of->file + ":" + std::to_string(act.line) + ": no case '" + act.on +
                          "' has been filed");
    const auto stand = stands(found->second).value_or(complaint{});
    auto what = event_of(act, stand, rules_, {.beginning = *began_, .now = now}, of.cases, of.of->file);

    life_act out{.label = of.of->file + ":" + std::to_string(act.line),
                 .expect = expected_of(*of.of, of.step),
                 .approved = act.approver.has_value()};
    out.send = {.topic = topic_,
                .id = found->second,
                .source = std::string(demo_source),
                .event_id = to_string(uuid_v8(workflow::sha256("demo life act " + out.label))),
                .actor_id = speaker_of(act, stand, what),
                .actor_role = act.as};
    if (filing)
        out.send.time = now - of.of->demo->received_ago;
    else if (act.ago)
        out.send.time = now - *act.ago;
    out.send.what = std::move(what);
    return out;
}

}  // namespace redress::app
