// What a story expects, read from its lines.
#include "adapters/app/nearest.hpp"
#include "adapters/app/story_line.hpp"

#include <algorithm>
#include <cstdlib>

namespace redress::app {

void story_parser::clocks_told(story_expectation& told)
{
    do {
        clock_told one{.name = line_.take("a clock")};
        if (const auto colon = one.name.find(':'); colon != std::string::npos) {
            one.policy = one.name.substr(0, colon);
            one.name.erase(0, colon + 1);
        }
        if (const auto hash = one.name.find('#'); hash != std::string::npos) {
            one.generation = std::atoi(one.name.c_str() + hash + 1);
            one.name.resize(hash);
        }
        if (const auto slash = one.name.find('/'); slash != std::string::npos) {
            one.subject = one.name.substr(slash + 1);
            one.name.resize(slash);
        }
        one.state = line_.name<clock_state>("state of a clock");
        if (line_.accept("until")) one.until = line_.moment();
        if (one.state == clock_state::running && !one.until)
            line_.fail(one.name, "runs until when? say: running until day 14");
        told.clocks.push_back(std::move(one));
    } while (line_.accept_comma());
}

void story_parser::items_told(story_expectation& told)
{
    do {
        auto& item = told.items.emplace_back();
        do item.push_back(line_.take("what is expected"));
        while (!line_.done() && !line_.at_comma());
    } while (line_.accept_comma());
}

void story_parser::known_items(const story_expectation& told)
{
    static const auto facts_known = [] {
        std::vector<std::string_view> all{"state", "version"};
        for (const auto name : names_of<machine>::list) all.push_back(name);
        for_each_member<facts>([&](auto, auto member) { all.push_back(member.name); });
        return all;
    }();
    static const auto events_known = [] {
        std::vector<std::string_view> all{"refused", "nothing"};
        for (const auto& one : event_rows) all.push_back(one.name);
        return all;
    }();
    for (const auto& item : told.items) {
        const auto& known = told.what == story_expectation::about::facts ? facts_known : events_known;
        if (std::find(known.begin(), known.end(), item[0]) == known.end())
            line_.fail(item[0], "nothing that a story can expect" + did_you_mean(item[0], known));
        if (told.what == story_expectation::about::facts && item.size() < 2)
            line_.fail(item[0], "is what? say: " + item[0] + " ...");
    }
}

void story_parser::actor_told(story_expectation& told)
{
    told.as = line_.name<role>("role");
    if (person_ahead()) told.who = line_.take("who");
}

void story_parser::expectation(std::string on)
{
    using about = story_expectation::about;
    story_expectation told{.line = line_.line(), .on = std::move(on)};
    if (line_.accept("refused")) {
        told.what = about::refused;
        items_told(told);
    } else if (line_.accept("then") || line_.accept("derived")) {
        told.what = about::then;
        items_told(told);
        known_items(told);
    } else if (line_.accept("alarm")) {
        told.what = about::alarms;
        items_told(told);
    } else if (line_.accept("clocks")) {
        told.what = about::clocks;
        if (!line_.accept("none")) clocks_told(told);
    } else if (line_.accept("due first")) {
        told.what = about::due_first;
        items_told(told);
        for (const auto& one : told.items)
            if (one.size() != 3 || one[1] != "before")
                line_.fail(one[0], "say: expect due first investigation before final, or: none before final");
    } else if (line_.accept("rungs taken")) {
        told.what = about::rungs;
        items_told(told);
    } else if (line_.accept("item")) {
        told.what = about::item;
        items_told(told);
    } else if (line_.accept("offered to")) {
        told.what = about::offered;
        actor_told(told);
        items_told(told);
        known_items(told);
    } else if (line_.accept("blocked for")) {
        told.what = about::blocked;
        actor_told(told);
        items_told(told);
        known_items(told);
    } else {
        told.what = about::facts;
        items_told(told);
        known_items(told);
    }
    line_.end();
    story_.steps.emplace_back(std::move(told));
}

}  // namespace redress::app
