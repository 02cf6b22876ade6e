// case explain: why a clock is due when it is, interval by interval, at any instant of its life.
#include "adapters/app/cli.hpp"

#include "adapters/app/clock_explanation.hpp"
#include "adapters/app/columns.hpp"
#include "adapters/app/services.hpp"
#include "adapters/app/zone_clock.hpp"
#include "adapters/files/text_book.hpp"
#include "adapters/postgres/case_queries.hpp"

#include <boost/json.hpp>

#include <iostream>

namespace redress::app {
namespace {

struct explain_options {
    clock_asked which;
    std::string at;
};

/// Where the policy's days begin; UTC when it is not known any more.
std::string shown(const clock_explanation& why, instant at)
{
    return zone_clock(why.rules() == nullptr ? "UTC" : why.rules()->zone).text(at);
}

std::string calendar_text(services& from, const clock_explanation& why)
{
    if (why.told().without_calendar) return from.say({"counted_without_calendar"});
    const auto* found = why.pin();
    if (found == nullptr) return from.say({"counted_as_elapsed"});
    return found->id + " " + found->sha256.substr(0, 12) + ", " + found->zone_data;
}

void print_table(services& from, const shared_options& shared, const clock_explanation& why)
{
    const auto& texts = from.texts();
    const auto lang = shared.lang();
    const auto label = [&](std::string_view key) { return texts.text("column", key, lang); };
    std::vector<labelled> head;
    head.emplace_back(label("clock"),
                      texts.text("clock", why.of().clock_id, lang) +
                          (why.of().subject.empty() ? "" : " " + why.of().subject) +
                          (why.of().generation > 1 ? " #" + std::to_string(why.of().generation) : ""));
    head.emplace_back(label("state"), texts.text("clock_state", name_of(why.of().state), lang));
    head.emplace_back(label("kind"), texts.text("clock_kind", name_of(why.of().kind), lang));
    const auto pinned = why.policy();
    head.emplace_back(
        label("policy"),
        why.of().policy + (pinned.is_object() ? " " + cell_text(pinned.as_object().if_contains("rev")) : ""));
    head.emplace_back(label("limit"), why.limit().is_null() ? from.say({"due_named_by_event"})
                                                            : to_string(why.told().promise));
    head.emplace_back(label("calendar"), calendar_text(from, why));
    if (why.of().started) head.emplace_back(label("started"), shown(why, *why.of().started));
    if (why.told().due) head.emplace_back(label("due"), shown(why, *why.told().due));
    if (why.told().left) head.emplace_back(label("left"), from.say_length(*why.told().left));
    if (why.told().work_left) head.emplace_back(label("work_left"), from.say_length(*why.told().work_left));
    for (const auto& one : why.told().warnings)
        head.emplace_back(label("warning") + " " + one.threshold,
                          (one.at ? shown(why, *one.at) : std::string("-")) +
                              (one.given ? ", " + from.say({"warning_given"}) : ""));
    if (const auto* first = why.due_first())
        head.emplace_back(texts.text("timeline", "due_first", lang),
                          texts.text("clock", first->clock_id, lang) + ", " + first->policy);
    if (why.rules() != nullptr && why.rules()->draft)
        head.emplace_back(label("draft"), texts.text("policy_words", "draft", lang));
    print_labelled(std::cout, head);
    std::cout << '\n';
    row_printer parts(std::cout, output_format::table,
                      columns(from, shared,
                              {{"from", false, 27},
                               {"until", false, 27},
                               {"counted"},
                               {"counting"},
                               {"days", true},
                               {"name"}}));
    for (const auto& part : why.told().parts) {
        auto row = row_of(part);
        row["from"] = shown(why, part.span.from);
        row["until"] = shown(why, part.span.until);
        if (lang.starts_with("zh") && !part.name_zh.empty()) row["name"] = part.name_zh;
        parts.row(row);
    }
    parts.end();
    std::cout << '\n';
    row_printer history(
        std::cout, output_format::table,
        columns(from, shared,
                {{"at", false, 27}, {"event", false, 60, "event"}, {"clock_state"}, {"due", false, 27}}));
    for (const auto& one : why.touches()) {
        boost::json::object row{
            {"at", shown(why, one->at)}, {"event", one->event}, {"clock_state", name_of(one->after.state)}};
        if (one->after.due) row["due"] = shown(why, *one->after.due);
        history.row(row);
    }
    history.end();
}

exit_code explain(const shared_options& shared, const explain_options& options)
{
    services from(shared);
    const auto found = from.case_of(options.which.named);
    auto at = from.queries().now();
    if (!options.at.empty()) {
        const auto asked = parse_instant(options.at);
        if (!asked)
            throw command_failed(exit_code::usage,
                                 said{"no_time", {{"option", "--at"}, {"value", options.at}}});
        at = *asked;
    }
    const auto seen = look_back(from, found.id, at);
    const clock_explanation told(from, seen, find_clock(seen.now, options.which), at);
    if (shared.output() == output_format::table)
        print_table(from, shared, told);
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
    command->add_option("case", options->which.named, "case id or reference")->required();
    command->add_option("clock", options->which.clock, "id of the clock, with its subject as in rung_ack/2")
        ->required();
    command->add_option("--generation", options->which.generation,
                        "which of several that ran one after another; the latest without it");
    command->add_option("--policy", options->which.policy, "of two clocks of one id, the one of this policy");
    command->add_option("--at", options->at, "as it stood at this time, with offset; now without it");
}

}  // namespace redress::app
