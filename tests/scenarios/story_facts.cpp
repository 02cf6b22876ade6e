#include "tests/scenarios/story_facts.hpp"

#include <boost/json/serialize.hpp>

#include <algorithm>
#include <array>

namespace redress::tests {
namespace {

struct fact_words {
    const app::story_time& time;

    std::string operator()(const std::string& one) const { return one.empty() ? "none" : one; }
    std::string operator()(bool one) const { return one ? "yes" : "no"; }
    std::string operator()(std::int64_t one) const { return std::to_string(one); }
    std::string operator()(duration one) const
    {
        return std::to_string(std::chrono::duration_cast<std::chrono::hours>(one).count()) + " h";
    }
    template <named Enum>
    std::string operator()(Enum one) const
    {
        return std::string(name_of(one));
    }
    std::string operator()(const std::optional<instant>& one) const { return one ? time.told(*one) : "none"; }
    std::string operator()(const std::vector<std::string>& list) const
    {
        std::string all;
        for (const auto& one : list) all += (all.empty() ? "" : " and ") + one;
        return all.empty() ? "none" : all;
    }
    template <class One>
    std::string operator()(const std::vector<One>& list) const
    {
        return std::to_string(list.size());
    }
};

std::string text_of(const boost::json::value& value)
{
    if (value.is_string()) return std::string(value.as_string());
    return boost::json::serialize(value);
}

/// Everything an entry carries besides its event, as words.
std::vector<std::string> carried(const boost::json::object& entry)
{
    std::vector<std::string> words;
    const auto take = [&](const boost::json::value& value) {
        if (const auto* list = value.if_array())
            for (const auto& one : *list) words.push_back(text_of(one));
        else
            words.push_back(text_of(value));
    };
    if (const auto* refused = entry.if_contains("ref")) take(refused->at("code"));
    if (const auto* data = entry.if_contains("data"))
        for (const auto& [name, value] : data->as_object())
            if (name != "generation") take(value);
    return words;
}

std::string event_in(const boost::json::object& entry)
{
    return std::string(entry.at("ev").as_string());
}

bool is_refusal(const boost::json::object& entry)
{
    return entry.at("type").as_string() == "case.refused";
}

std::string told_clock(const clock& one, bool with_policy, bool with_generation, const app::story_time& time)
{
    auto text = with_policy ? one.policy + ":" + one.clock_id : one.clock_id;
    if (!one.subject.empty()) text += "/" + one.subject;
    if (with_generation) text += "#" + std::to_string(one.generation);
    text += " " + std::string(name_of(one.state));
    if (one.state == clock_state::running && one.due) text += " until " + time.told(*one.due);
    return text;
}

}  // namespace

std::string joined_words(const std::vector<std::string>& words, std::size_t from)
{
    std::string text;
    for (auto i = from; i < words.size(); ++i) text += (text.empty() ? "" : " ") + words[i];
    return text;
}

std::string told_refusal(const workflow::answer& said)
{
    auto text = said.code;
    for (const auto& [name, value] : said.args)
        text += ", " + name + " " +
                (value.find(',') != std::string::npos || value.empty() ? "\"" + value + "\"" : value);
    return text;
}

std::string told_entry(const boost::json::object& entry)
{
    auto text = (is_refusal(entry) ? "refused " : "") + event_in(entry);
    for (const auto& word : carried(entry)) text += " " + word;
    return text;
}

bool tells(const std::vector<std::string>& words, const boost::json::object& entry)
{
    // Words that only make a sentence of it.
    constexpr auto between = std::to_array<std::string_view>({"to", "rung", "of", "for", "by"});
    std::size_t first = 0;
    const bool refusal = words[0] == "refused";
    if (refusal != is_refusal(entry)) return false;
    if (refusal) ++first;
    if (first >= words.size() || words[first] != event_in(entry)) return false;
    const auto all = carried(entry);
    return std::all_of(words.begin() + static_cast<std::ptrdiff_t>(first) + 1, words.end(),
                       [&](const std::string& word) {
                           return std::find(all.begin(), all.end(), word) != all.end() ||
                                  std::find(between.begin(), between.end(), word) != between.end();
                       });
}

bool goes_without_saying(const boost::json::object& entry)
{
    const auto event = event_in(entry);
    return !is_refusal(entry) && (is_warning(entry) || event == "message_dispatched");
}

bool is_warning(const boost::json::object& entry)
{
    return event_in(entry) == "deadline_warned";
}

bool must_be_told(const clock& one)
{
    return one.state == clock_state::running || one.state == clock_state::paused ||
           one.state == clock_state::missed;
}

std::string told_clocks(const complaint& now, const std::vector<bool>& also, const app::story_time& time)
{
    const auto& clocks = now.facts.clocks;
    std::string text;
    for (std::size_t i = 0; i < clocks.size(); ++i) {
        if (!also[i] && !must_be_told(clocks[i])) continue;
        // The latest is meant unless a story says otherwise.
        const bool earlier = std::any_of(
            clocks.begin() + static_cast<std::ptrdiff_t>(i) + 1, clocks.end(), [&](const clock& later) {
                return later.clock_id == clocks[i].clock_id && later.subject == clocks[i].subject &&
                       later.policy == clocks[i].policy;
            });
        const bool of_two = std::ranges::any_of(clocks, [&](const clock& other) {
            return other.clock_id == clocks[i].clock_id && other.policy != clocks[i].policy;
        });
        text += (text.empty() ? "" : ", ") + told_clock(clocks[i], of_two, earlier, time);
    }
    return text.empty() ? "none" : text;
}

std::string told_fact(const complaint& now, const std::string& name, const app::story_time& time)
{
    const fact_words words{time};
    if (name == "state" || name == "lifecycle") return words(now.lifecycle);
    if (name == "hold") return words(now.hold);
    if (name == "ladder") return words(now.ladder);
    if (name == "version") return words(now.version);
    std::string text;
    if (name == "redress") {  // a machine for each item
        for (const auto& item : now.facts.redress_items)
            text += (text.empty() ? "" : " and ") + item.id + " " + words(item.state);
        return text.empty() ? "none" : text;
    }
    for_each_member<facts>([&](auto, auto member) {
        if (member.name == name) text = words(now.facts.*member.where);
    });
    return text;
}

std::string told_item(const redress_item& one, const std::string& name, const app::story_time& time)
{
    const fact_words words{time};
    std::string text;
    for_each_member<redress_item>([&](auto, auto member) {
        if (member.name == name) text = words(one.*member.where);
    });
    return text;
}

}  // namespace redress::tests
