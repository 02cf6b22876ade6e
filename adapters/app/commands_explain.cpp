// case explain: why a clock is due when it is, interval by interval, at any instant of its life.
#include "adapters/app/cli.hpp"

#include "adapters/app/columns.hpp"
#include "adapters/app/nearest.hpp"
#include "adapters/app/services.hpp"
#include "adapters/app/zone_clock.hpp"
#include "adapters/files/text_book.hpp"
#include "adapters/postgres/case_queries.hpp"
#include "states/explain.hpp"
#include "workflow/entry.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <iostream>

namespace redress::app {
namespace {

struct explain_options {
    std::string named;  // case
    std::string clock;  // "rung_ack" or "rung_ack/2"
    std::int64_t generation = 0;
    std::string policy;
    std::string at;
};

/// What an entry did to the clock.
struct touch {
    instant at;
    std::string event;
    std::string entry;
    clock after;
};

/// The case as it stood, and what had happened to each of its clocks.
struct looked_back {
    complaint now;
    std::vector<touch> touches;
};

/// The clock that an entry tells of, in the case that the entry has been folded into.
clock as_it_stands(const complaint& now, const boost::json::object& told)
{
    const auto text = [&](std::string_view key) {
        const auto* value = told.if_contains(key);
        return value == nullptr ? std::string() : std::string(value->as_string());
    };
    const auto* generation = told.if_contains("generation");  // the first one goes without saying
    const auto number = generation == nullptr ? clock{}.generation : generation->as_int64();
    const auto id = text("clock"), subject = text("subject");
    const auto found = std::ranges::find_if(now.facts.clocks, [&](const clock& one) {
        return one.clock_id == id && one.subject == subject && one.generation == number;
    });
    return found == now.facts.clocks.end() ? clock{} : *found;
}

looked_back look_back(services& from, const case_id& id, instant at)
{
    looked_back seen;
    constexpr int page = 500;
    std::int64_t after = 0;
    for (;;) {
        const auto entries = from.queries().timeline(id, after, page);
        for (const auto& one : entries) {
            const auto entry = boost::json::parse(one.body).as_object();
            const auto recorded = parse_instant(std::string_view(entry.at("rec").as_string()));
            if (!recorded || *recorded > at) return seen;
            workflow::fold(seen.now, one.body);
            const auto* touched = entry.if_contains("clk");
            if (touched == nullptr) continue;
            for (const auto& one_clock : touched->as_array()) {
                const auto* event = entry.if_contains("ev");
                seen.touches.push_back(
                    {.at = *recorded,
                     .event = event == nullptr ? std::string() : std::string(event->as_string()),
                     .entry = std::string(entry.at("id").as_string()),
                     .after = as_it_stands(seen.now, one_clock.as_object())});
            }
        }
        if (static_cast<int>(entries.size()) < page) return seen;
        after = entries.back().cseq;
    }
}

std::string name_of_clock(const clock& one)
{
    return one.clock_id + (one.subject.empty() ? "" : "/" + one.subject);
}

/// The one that is named; of several generations the latest.
const clock& find_clock(const complaint& of, const explain_options& options)
{
    const clock* latest = nullptr;
    std::vector<std::string> names;
    for (const auto& one : of.facts.clocks) {
        names.push_back(name_of_clock(one));
        if (options.clock != names.back() && options.clock != one.clock_id) continue;
        if (options.generation > 0 && one.generation != options.generation) continue;
        if (!options.policy.empty() && one.policy != options.policy) continue;
        if (latest == nullptr || one.generation >= latest->generation) latest = &one;
    }
    if (latest != nullptr) return *latest;
    const std::vector<std::string_view> known(names.begin(), names.end());
    throw command_failed(exit_code::not_found, said{"no_clock",
                                                    {{"value", options.clock},
                                                     {"near", std::string(nearest(options.clock, known))},
                                                     {"case", options.named}}});
}

boost::json::value time_or_null(const std::optional<instant>& at)
{
    return at ? boost::json::value(to_string(*at)) : boost::json::value();
}

std::int64_t seconds_of(duration length)
{
    return std::chrono::duration_cast<std::chrono::seconds>(length).count();
}

boost::json::object row_of(const explained_part& part)
{
    boost::json::object row{{"from", to_string(part.span.from)},
                            {"until", to_string(part.span.until)},
                            {"counted", counts(part.why)},
                            {"counting", name_of(part.why)},
                            {"seconds", seconds_of(part.span.until - part.span.from)}};
    if (part.dates > 0) row["days"] = part.dates;
    if (!part.name.empty()) row["name"] = part.name;
    if (!part.name_zh.empty()) row["name_zh"] = part.name_zh;
    return row;
}

class explanation {
public:
    explanation(services& from, const shared_options& shared, const looked_back& seen, const clock& one,
                instant at)
        : from_(from), shared_(shared), seen_(seen), clock_(one), at_(at)
    {
        pinned_ = from.rules_of(seen.now);
        for (const auto* rules : pinned_)
            if (rules->id == one.policy) rules_ = rules;
        told_ = explain_clock(seen.now.facts, one, rules_ == nullptr ? nullptr : rules_->clock(one.clock_id),
                              from.policies_of_engine().calendars(), at);
    }

    [[nodiscard]] boost::json::object as_json() const
    {
        boost::json::object out{
            {"case", to_string(seen_.now.id)},
            {"clock", clock_.clock_id},
            {"subject", clock_.subject},
            {"generation", clock_.generation},
            {"kind", name_of(clock_.kind)},
            {"state", name_of(clock_.state)},
            {"at", to_string(at_)},
            {"policy", policy()},
            {"limit", limit()},
            {"calendar", calendar()},
            {"without_calendar", told_.without_calendar},
            {"started", time_or_null(clock_.started)},
            {"stopped", time_or_null(clock_.stopped)},
            {"due", time_or_null(told_.due)},
            {"left_s", told_.left ? boost::json::value(seconds_of(*told_.left)) : nullptr},
            {"work_left_s", told_.work_left ? boost::json::value(seconds_of(*told_.work_left)) : nullptr}};
        if (const auto* first = due_before(seen_.now, pinned_, clock_))
            out["due_first"] = first->policy + "/" + first->clock_id;
        boost::json::array parts, warnings, history;
        for (const auto& part : told_.parts) parts.push_back(row_of(part));
        for (const auto& one : told_.warnings)
            warnings.push_back(boost::json::object{
                {"threshold", one.threshold}, {"at", time_or_null(one.at)}, {"given", one.given}});
        for (const auto& one : touches())
            history.push_back(boost::json::object{{"at", to_string(one->at)},
                                                  {"event", one->event},
                                                  {"entry", one->entry},
                                                  {"clock_state", name_of(one->after.state)},
                                                  {"due", time_or_null(one->after.due)}});
        out["parts"] = std::move(parts);
        out["warnings"] = std::move(warnings);
        out["history"] = std::move(history);
        return out;
    }

    void print_table() const
    {
        const auto& texts = from_.texts();
        const auto lang = shared_.lang();
        const auto label = [&](std::string_view key) { return texts.text("column", key, lang); };
        std::vector<labelled> head;
        head.emplace_back(label("clock"),
                          texts.text("clock", clock_.clock_id, lang) +
                              (clock_.subject.empty() ? "" : " " + clock_.subject) +
                              (clock_.generation > 1 ? " #" + std::to_string(clock_.generation) : ""));
        head.emplace_back(label("state"), texts.text("clock_state", name_of(clock_.state), lang));
        head.emplace_back(label("kind"), texts.text("clock_kind", name_of(clock_.kind), lang));
        const auto pinned = policy();
        head.emplace_back(
            label("policy"),
            clock_.policy +
                (pinned.is_object() ? " " + cell_text(pinned.as_object().if_contains("rev")) : ""));
        head.emplace_back(label("limit"),
                          limit().is_null() ? from_.say({"due_named_by_event"}) : to_string(told_.promise));
        head.emplace_back(label("calendar"), calendar_text());
        if (clock_.started) head.emplace_back(label("started"), shown(*clock_.started));
        if (told_.due) head.emplace_back(label("due"), shown(*told_.due));
        if (told_.left) head.emplace_back(label("left"), from_.say_length(*told_.left));
        if (told_.work_left) head.emplace_back(label("work_left"), from_.say_length(*told_.work_left));
        for (const auto& one : told_.warnings)
            head.emplace_back(label("warning") + " " + one.threshold,
                              (one.at ? shown(*one.at) : std::string("-")) +
                                  (one.given ? ", " + from_.say({"warning_given"}) : ""));
        if (const auto* first = due_before(seen_.now, pinned_, clock_))
            head.emplace_back(texts.text("timeline", "due_first", lang),
                              texts.text("clock", first->clock_id, lang) + ", " + first->policy);
        if (rules_ != nullptr && rules_->draft)
            head.emplace_back(label("draft"), texts.text("policy_words", "draft", lang));
        print_labelled(std::cout, head);
        std::cout << '\n';
        row_printer parts(std::cout, output_format::table,
                          columns(from_, shared_,
                                  {{"from", false, 27},
                                   {"until", false, 27},
                                   {"counted"},
                                   {"counting"},
                                   {"days", true},
                                   {"name"}}));
        for (const auto& part : told_.parts) {
            auto row = row_of(part);
            row["from"] = shown(part.span.from);
            row["until"] = shown(part.span.until);
            if (lang.starts_with("zh") && !part.name_zh.empty()) row["name"] = part.name_zh;
            parts.row(row);
        }
        parts.end();
        std::cout << '\n';
        row_printer history(
            std::cout, output_format::table,
            columns(from_, shared_,
                    {{"at", false, 27}, {"event", false, 60, "event"}, {"clock_state"}, {"due", false, 27}}));
        for (const auto& one : touches()) {
            boost::json::object row{
                {"at", shown(one->at)}, {"event", one->event}, {"clock_state", name_of(one->after.state)}};
            if (one->after.due) row["due"] = shown(*one->after.due);
            history.row(row);
        }
        history.end();
    }

private:
    [[nodiscard]] std::vector<const touch*> touches() const
    {
        std::vector<const touch*> mine;
        for (const auto& one : seen_.touches)
            if (one.after.clock_id == clock_.clock_id && one.after.subject == clock_.subject &&
                one.after.generation == clock_.generation)
                mine.push_back(&one);
        return mine;
    }
    [[nodiscard]] boost::json::value policy() const
    {
        for (const auto& pin : seen_.now.facts.policies)
            if (pin.id == clock_.policy)
                return boost::json::object{{"id", pin.id}, {"rev", pin.rev}, {"sha256", pin.sha256}};
        return nullptr;
    }
    [[nodiscard]] boost::json::value limit() const
    {
        return told_.promise.given() ? boost::json::value(to_string(told_.promise)) : nullptr;
    }
    [[nodiscard]] const calendar_pin* pin() const
    {
        const auto& pins = seen_.now.facts.calendars;
        const auto n = static_cast<std::size_t>(clock_.calendar);
        return n == 0 || n > pins.size() ? nullptr : &pins[n - 1];
    }
    [[nodiscard]] boost::json::value calendar() const
    {
        const auto* found = pin();
        if (found == nullptr) return nullptr;
        return boost::json::object{
            {"id", found->id}, {"sha256", found->sha256}, {"zone_data", found->zone_data}};
    }
    [[nodiscard]] std::string calendar_text() const
    {
        if (told_.without_calendar) return from_.say({"counted_without_calendar"});
        const auto* found = pin();
        if (found == nullptr) return from_.say({"counted_as_elapsed"});
        return found->id + " " + found->sha256.substr(0, 12) + ", " + found->zone_data;
    }
    /// Where the policy's days begin; UTC when it is not known any more.
    [[nodiscard]] std::string shown(instant at) const
    {
        return zone_clock(rules_ == nullptr ? "UTC" : rules_->zone).text(at);
    }

    services& from_;
    const shared_options& shared_;
    const looked_back& seen_;
    const clock& clock_;
    instant at_;
    std::vector<const redress::policy*> pinned_;
    const redress::policy* rules_ = nullptr;
    explained_clock told_;
};

exit_code explain(const shared_options& shared, const explain_options& options)
{
    services from(shared);
    const auto found = from.case_of(options.named);
    auto at = from.queries().now();
    if (!options.at.empty()) {
        const auto asked = parse_instant(options.at);
        if (!asked)
            throw command_failed(exit_code::usage,
                                 said{"no_time", {{"option", "--at"}, {"value", options.at}}});
        at = *asked;
    }
    const auto seen = look_back(from, found.id, at);
    const explanation told(from, shared, seen, find_clock(seen.now, options), at);
    if (shared.output() == output_format::table)
        told.print_table();
    else
        print_thing(std::cout, shared.output(), told.as_json());
    return exit_code::ok;
}

}  // namespace

void add_explain_command(command_line& line, CLI::App& cases)
{
    auto options = std::make_shared<explain_options>();
    auto* command = add_command(line, cases, "explain",
                                "Shows why a clock is due when it is: what counted, what did not, and why.",
                                "case explain ZSQD1-S1K8H investigation\n"
                                "case explain ZSQD1-S1K8H rung_ack/2 --at 2026-12-01T09:00:00+08:00 -o json",
                                [&line, options] { return explain(line.shared, *options); });
    command->add_option("case", options->named, "case id or reference")->required();
    command->add_option("clock", options->clock, "id of the clock, with its subject as in rung_ack/2")
        ->required();
    command->add_option("--generation", options->generation,
                        "which of several that ran one after another; the latest without it");
    command->add_option("--policy", options->policy, "of two clocks of one id, the one of this policy");
    command->add_option("--at", options->at, "as it stood at this time, with offset; now without it");
}

}  // namespace redress::app
