#include "adapters/app/pages/status_look_ups.hpp"

#include "adapters/app/pages/page_person.hpp"
#include "adapters/app/pages/pages.hpp"
#include "adapters/app/pages/public_answer.hpp"
#include "adapters/app/services.hpp"
#include "adapters/json/strict_json.hpp"
#include "adapters/postgres/status_reader.hpp"
#include "workflow/reference.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <exception>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>

namespace redress::app {
namespace {

constexpr std::size_t waiting_max = 4096;
constexpr std::size_t at_once = 256;
constexpr auto together = std::chrono::microseconds(500);

void tell(http::reply& to, http::response with)
{
    std::exchange(to, nullptr)(std::move(with));
}

}  // namespace

status_look_ups::status_look_ups(web_desk& desk, std::shared_ptr<const page_world> world)
    : desk_(desk),
      world_(std::move(world)),
      own_(std::make_unique<services>(desk.shared())),
      thread_([this](const std::stop_token& stop) { run(stop); })
{
}

status_look_ups::~status_look_ups() = default;

void status_look_ups::look_up(std::shared_ptr<const http::request> asked, http::reply reply)
{
    {
        std::unique_lock hold(guard_);
        if (waiting_.size() >= waiting_max) {
            hold.unlock();
            reply(desk_.refusal(503, "busy", *asked));
            return;
        }
        waiting_.push_back({std::move(asked), std::move(reply)});
        if (waiting_.size() != 1 && waiting_.size() != awaited_) return;  // it is awake, or about to be
    }
    changed_.notify_one();
}

void status_look_ups::run(const std::stop_token& stop)
{
    // While the database answers one turn, the one before it is answered here.
    turn now = next(stop, false);
    while (!now.callers.empty()) {
        turn after;
        bool asked = ask(now);
        while (asked) {
            bool more = false;
            answer(now, [&] {
                after = next(stop, true);
                more = !after.callers.empty() && ask(after);
            });
            now = std::exchange(after, {});
            asked = more;
        }
        now = next(stop, false);
    }
}

status_look_ups::turn status_look_ups::next(const std::stop_token& stop, bool busy)
{
    turn made;
    std::unique_lock hold(guard_);
    if (busy) {
        if (waiting_.empty() || waiting_.size() < awaited_) return made;
    } else {
        if (!changed_.wait(hold, stop, [this] { return !waiting_.empty(); })) return made;
        // Whoever was answered a moment ago is likely to ask again at once, and a statement for a few costs almost as much
        // as one for many: a part of them is waited for. A lone caller waits for nobody.
        changed_.wait_for(hold, stop, together, [this] { return waiting_.size() >= awaited_; });
    }
    const auto until = waiting_.begin() + static_cast<std::ptrdiff_t>(std::min(waiting_.size(), at_once));
    made.callers.assign(std::make_move_iterator(waiting_.begin()), std::make_move_iterator(until));
    waiting_.erase(waiting_.begin(), until);
    awaited_ = (last_ + made.callers.size()) / 6;
    last_ = made.callers.size();
    return made;
}

std::optional<status_look_ups::typed> status_look_ups::typed_by(const http::request& asked) const
{
    std::array<unsigned char, 1024> near{};
    boost::json::monotonic_resource room(near.data(), near.size());
    const auto parsed = json::parse_strict(asked.body, &room);
    const auto* value = std::get_if<boost::json::value>(&parsed);
    if (value == nullptr || !value->is_object()) return std::nullopt;
    std::optional<std::string> symbols, secret;
    for (const auto& [name, member] : value->as_object()) {
        if (!member.is_string()) return std::nullopt;
        if (name == "reference") symbols = typed_symbols(std::string_view(member.get_string()));
        if (name == "secret") secret = typed_symbols(std::string_view(member.get_string()));
    }
    const auto reference = symbols ? workflow::parse_reference(*symbols) : std::nullopt;
    typed made;
    const bool admitted = world_->hooks.may_try(reference.value_or(std::string()), asked.peer);
    made.fit = admitted && reference && secret;
    if (reference) made.reference = *reference;
    if (secret) made.secret = *secret;
    return made;
}

bool status_look_ups::ask(turn& of)
{
    try {
        std::vector<std::string> references;
        for (auto& one : of.callers) {
            const auto sent = typed_by(*one.asked);
            if (!sent)
                tell(one.reply,
                     public_problem(*one.asked, 400, "invalid_body",
                                    world_->say("api", "body", page_language(one.asked->language))));
            of.said.push_back(sent.value_or(typed{}));
            references.push_back(of.said.back().reference);
        }
        if (!stored_) stored_ = std::make_unique<postgres::status_reader>(own_->database());
        // The same statement whatever is wrong: whoever guesses learns nothing from its time.
        stored_->ask(std::move(references));
        return true;
    } catch (...) {
        fail(of);
        return false;
    }
}

void status_look_ups::answer(turn& of, const std::function<void()>& meanwhile)
{
    std::optional<postgres::status_reader::found> found;
    try {
        found = stored_->answer();
    } catch (...) {
        fail(of);
    }
    meanwhile();
    if (!found) return;
    // Only whose secret is right has the case looked at, and everybody is answered at the end.
    const auto nothing_there = [this](const http::request& asked) {
        return public_problem(asked, 404, "no_such_case",
                              world_->say("form_error", "not_right", page_language(asked.language)));
    };
    std::vector<http::response> made(of.callers.size());
    for (std::size_t n = 0; n < of.callers.size(); ++n) {
        if (!of.callers[n].reply) continue;
        const auto& asked = *of.callers[n].asked;
        try {
            const auto kept = found->secret(n);
            const bool right = world_->secrets.proves(of.said[n].secret, kept);
            if (!right || !of.said[n].fit) {
                made[n] = nothing_there(asked);
                continue;
            }
            const auto shown = found->shown(n);
            if (!may_look(shown, kept->representative, found->at())) {
                made[n] = nothing_there(asked);
                continue;
            }
            const auto who = speaker_of(shown, kept->representative);
            made[n] = public_text(200, json_text(status_for(*own_, shown, who, found->at())));
        } catch (const std::exception&) {
            // One case that this release cannot show is no reason to show no other.
            made[n] = desk_.failure(std::current_exception(), asked);
        }
    }
    for (std::size_t n = 0; n < of.callers.size(); ++n)
        if (of.callers[n].reply) tell(of.callers[n].reply, std::move(made[n]));
}

void status_look_ups::fail(turn& of)
{
    for (auto& one : of.callers)
        if (one.reply) tell(one.reply, desk_.failure(std::current_exception(), *one.asked));
}

}  // namespace redress::app
