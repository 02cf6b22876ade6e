// /policies/dry-run: what a draft would have promised in the cases that were. One at a time, over as much of the log as a
// request may take; the command line has no such bound.
#include "adapters/app/exit_code.hpp"
#include "adapters/app/policy_replay.hpp"
#include "adapters/app/rest/house.hpp"
#include "adapters/files/calendar_file.hpp"
#include "adapters/files/file_error.hpp"
#include "adapters/files/policy_file.hpp"
#include "adapters/files/text_book.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <mutex>

namespace redress::app::rest {
namespace {

constexpr std::int64_t entries_max = 200'000;
constexpr std::size_t differences_max = 200;
std::mutex
    running;  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables): of the program, as its memory is

std::string text_member(const boost::json::object& body, std::string_view name)
{
    const auto* found = body.if_contains(name);
    if (found == nullptr || !found->is_string() || found->as_string().empty())
        throw unfit_member("/" + std::string(name), found == nullptr, {"word"});
    return std::string(found->as_string());
}

std::vector<std::string> entities_of(const boost::json::object& body)
{
    std::vector<std::string> names;
    const auto* found = body.if_contains("entities");
    if (found == nullptr) return names;
    if (!found->is_array()) throw unfit_member("/entities", false, {"word"});
    for (const auto& one : found->as_array()) {
        if (!one.is_string()) throw unfit_member("/entities", false, {"word"});
        names.emplace_back(one.as_string());
    }
    return names;
}

}  // namespace

void dry_run_policy(web_call& call)
{
    const parameters none(call.asked(), {});
    static_cast<void>(who_asks(call));
    auto& from = call.from();
    const auto body = body_of(call.asked());
    static constexpr std::string_view known[] = {"toml", "since", "entities"};
    refuse_unknown_members(body, known);
    const auto toml = text_member(body, "toml");
    const auto since = parse_instant(text_member(body, "since"));
    if (!since) throw unfit_member("/since", false, {"time"});
    auto draft = [&] {
        try {
            return files::load_policy(toml, "draft.toml", &from.calendars());
        } catch (const files::file_error& wrong) {
            throw problem(422, "validation_failed").saying(from.say(wrong));
        }
    }();
    try {
        bind_draft(from, draft, entities_of(body));
    } catch (const command_failed& unfit) {
        if (unfit.code() != exit_code::config) throw;
        throw problem(422, "validation_failed").saying(unfit.what());
    }
    std::unique_lock alone(running, std::try_to_lock);
    if (!alone)
        throw problem(429, "rate_limited").saying(from.say(said{"dry_run_busy"})).header("retry-after", "10");
    boost::json::array differences;
    std::int64_t differ = 0;
    const workflow::what_if_policies policies{.draft = draft, .book = from.policies_of_engine()};
    const auto made = replay_cases(from, policies, *since,
                                   {.told =
                                        [&](const workflow::case_twice& one) {
                                            for (const auto& clock : one.clocks) {
                                                if (!clock.differs()) continue;
                                                ++differ;
                                                if (differences.size() < differences_max)
                                                    differences.push_back(difference_json(one, clock));
                                            }
                                        },
                                    .unreadable = [](const case_id&, const std::string&) {}},
                                   entries_max);
    alone.unlock();  // whoever has the answer may ask for the next at once
    if (!made)
        throw problem(422, "validation_failed")
            .saying(from.say(said{"dry_run_too_long", {{"n", std::to_string(entries_max)}}}));
    call.answer(json_response(200, {{"policy", draft.id},
                                    {"rev", draft.rev},
                                    {"as_of", to_string(made->as_of)},
                                    {"sums", sums_json(made->sums, made->counts)},
                                    {"clocks_that_differ", differ},
                                    {"differences", std::move(differences)}}));
}

}  // namespace redress::app::rest
