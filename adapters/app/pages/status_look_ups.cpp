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
#include <exception>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>

namespace redress::app {
namespace {

constexpr std::size_t waiting_max = 4096;
constexpr std::size_t at_once = 256;

/// What somebody typed, ready to be looked for: of what is no reference a decoy that no case has.
struct typed {
    bool fit = false;  // both are of the right form, and the caller may try
    std::string reference = "0000000000";
    std::string secret = "0000000000";
};

/// Nothing when the body is no object of texts. Counts the try.
std::optional<typed> typed_by(const http::request& asked, const page_world& world)
{
    const auto parsed = json::parse_strict(asked.body);
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
    const bool admitted = world.hooks.may_try(reference.value_or(std::string()), asked.peer);
    made.fit = admitted && reference && secret;
    if (reference) made.reference = *reference;
    if (secret) made.secret = *secret;
    return made;
}

/// Throws std::out_of_range for one that could not be read.
const complaint& case_in(const std::vector<complaint>& cases, const case_id& id)
{
    const auto found = std::ranges::find(cases, id, &complaint::id);
    if (found == cases.end()) throw std::out_of_range("case " + to_string(id) + " could not be read");
    return *found;
}

}  // namespace

status_look_ups::status_look_ups(web_desk& desk, std::shared_ptr<const page_world> world)
    : desk_(desk), world_(std::move(world)), thread_([this](const std::stop_token& stop) { run(stop); })
{
}

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
        if (waiting_.size() > 1) return;  // it is awake, or about to be
    }
    changed_.notify_one();
}

void status_look_ups::run(const std::stop_token& stop)
{
    services own(desk_.shared());
    std::unique_ptr<postgres::status_reader> stored;
    std::vector<caller> now;
    for (;;) {
        {
            std::unique_lock hold(guard_);
            if (!changed_.wait(hold, stop, [this] { return !waiting_.empty(); })) return;
            const auto until =
                waiting_.begin() + static_cast<std::ptrdiff_t>(std::min(waiting_.size(), at_once));
            now.assign(std::make_move_iterator(waiting_.begin()), std::make_move_iterator(until));
            waiting_.erase(waiting_.begin(), until);
        }
        try {
            if (!stored) stored = std::make_unique<postgres::status_reader>(own.database());
            answer(own, *stored, now);
        } catch (...) {
            // Each is answered once: whoever was, is not there any more.
            for (auto& one : now)
                if (one.reply) one.reply(desk_.failure(std::current_exception(), *one.asked));
        }
    }
}

void status_look_ups::answer(services& from, postgres::status_reader& stored, std::vector<caller>& callers)
{
    const auto tell = [](caller& to, http::response with) {
        std::exchange(to.reply, nullptr)(std::move(with));
    };
    std::vector<typed> all;
    std::vector<std::string> references;
    for (auto& one : callers) {
        const auto sent = typed_by(*one.asked, *world_);
        if (!sent)
            tell(one, public_problem(*one.asked, 400, "invalid_body",
                                     world_->say("api", "body", page_language(one.asked->language))));
        all.push_back(sent.value_or(typed{}));
        references.push_back(all.back().reference);
    }
    // The same statement whatever is wrong: whoever guesses learns nothing from its time. Only whose secret is
    // right has the case read, and everybody is answered at the end.
    const auto nothing_there = [this](const http::request& asked) {
        return public_problem(asked, 404, "no_such_case",
                              world_->say("form_error", "not_right", page_language(asked.language)));
    };
    const auto kept = stored.secrets(references);
    std::vector<case_id> proven;
    for (std::size_t n = 0; n < callers.size(); ++n) {
        const bool right =
            world_->secrets.proves(all[n].secret, kept[n] ? std::optional(kept[n]->what) : std::nullopt);
        all[n].fit = all[n].fit && right;
        if (all[n].fit) proven.push_back(kept[n]->of);
    }
    const auto found = stored.cases(proven);
    std::vector<http::response> made(callers.size());
    for (std::size_t n = 0; n < callers.size(); ++n) {
        if (!callers[n].reply) continue;
        const auto& asked = *callers[n].asked;
        if (!all[n].fit) {
            made[n] = nothing_there(asked);
            continue;
        }
        try {
            const auto& of = case_in(found.cases, kept[n]->of);
            if (!may_look(of, kept[n]->what.representative, found.at)) {
                made[n] = nothing_there(asked);
                continue;
            }
            const auto who = speaker_of(of, kept[n]->what.representative);
            made[n] = public_answer(200, as_json(status_for(from, of, who, found.at)));
        } catch (const std::exception&) {
            // One case that this release cannot show is no reason to show no other.
            made[n] = desk_.failure(std::current_exception(), asked);
        }
    }
    for (std::size_t n = 0; n < callers.size(); ++n)
        if (callers[n].reply) tell(callers[n], std::move(made[n]));
}

}  // namespace redress::app
