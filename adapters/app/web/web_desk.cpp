#include "adapters/app/web/web_desk.hpp"

#include "adapters/app/log.hpp"
#include "adapters/http/problem.hpp"
#include "workflow/ports/case_store.hpp"

#include <exception>
#include <stdexcept>
#include <utility>

namespace redress::app {
namespace {

constexpr std::string_view busy = "busy";

// Belongs to the thread and not to the call: the step after `decide` may begin on another worker before the one before
// it has returned on this.
thread_local services* of_this_worker = nullptr;

}  // namespace

http::response web_desk::refusal(unsigned status, std::string_view code, const http::request& asked) const
{
    return http::answer_of({.status = status, .code = code}, asked.trace_id, asked.language, how_.words);
}

http::response web_desk::failure(const std::exception_ptr& why, const http::request& asked) const
{
    // What went wrong says nothing of where: the log has it under the trace id.
    try {
        std::rethrow_exception(why);
    } catch (const workflow::outcome_unknown& lost) {
        log(log_level::warn, "outcome_unknown", lost.what(), {{"trace_id", asked.trace_id}});
        return refusal(503, "outcome_unknown", asked);
    } catch (const workflow::store_unavailable& away) {
        log(log_level::warn, "store_unavailable", away.what(), {{"trace_id", asked.trace_id}});
        return refusal(503, "dependency_unavailable", asked);
    } catch (const std::exception& wrong) {
        log(log_level::error, "request_failed", wrong.what(),
            {{"trace_id", asked.trace_id}, {"path", asked.path}});
        return refusal(500, "failure", asked);
    }
}

void web_call::answer_instead(http::response with)
{
    if (trouble_) {
        try {
            trouble_(*this, with.status);
            return;
        } catch (const std::exception& wrong) {
            log(log_level::error, "request_failed", wrong.what(), {{"trace_id", asked().trace_id}});
        }
    }
    answer(std::move(with));
}

void web_call::answer_trouble(unsigned status, std::string_view code)
{
    answer_instead(desk_.refusal(status, code, asked()));
}

void web_call::answer_failure(const std::exception_ptr& why)
{
    answer_instead(desk_.failure(why, asked()));
}

services& web_call::from() const
{
    if (of_this_worker == nullptr) throw std::logic_error("services are a worker's: nobody else has any");
    return *of_this_worker;
}

void web_call::answer(http::response with)
{
    // Kept until here, so that a second answer has nobody to go to.
    if (auto reply = std::exchange(reply_, nullptr)) reply(std::move(with));
}

void web_call::decide(std::vector<workflow::command> commands, after then)
{
    const bool taken = desk_.engine_.push(
        std::move(commands), [self = shared_from_this(), then = std::move(then)](
                                 std::vector<workflow::answer> answers, const std::exception_ptr& why) {
            if (why) {
                self->answer_failure(why);
                return;
            }
            self->desk_.post_always(
                {self, [then, answers = std::move(answers)](web_call& call) { then(call, answers); }});
        });
    if (!taken) answer_trouble(503, busy);
}

void web_call::record(std::string type, actor who, std::vector<std::pair<std::string, std::string>> data,
                      step then)
{
    const bool taken =
        desk_.engine_.push(command_queue::note{std::move(type), std::move(who), std::move(data)},
                           [self = shared_from_this(), then = std::move(then)](
                               const std::vector<workflow::answer>&, const std::exception_ptr& why) {
                               if (why)
                                   self->answer_failure(why);
                               else
                                   self->desk_.post_always({self, then});
                           });
    if (!taken) answer_trouble(503, busy);
}

void web_call::answer_once(postgres::answer_of_key under, http::response with, step otherwise)
{
    desk_.keeper_.keep(std::move(under),
                       [self = shared_from_this(), with = std::move(with), otherwise = std::move(otherwise)](
                           bool kept, const std::exception_ptr& why) mutable {
                           if (why)
                               self->answer_failure(why);
                           else if (kept)
                               self->answer(std::move(with));
                           else
                               self->desk_.post_always({self, std::move(otherwise)});
                       });
}

struct web_desk::worker {
    explicit worker(const shared_options& shared) : speaking(shared), from(speaking) {}
    shared_options speaking;
    services from;
};

web_desk::web_desk(const shared_options& shared, command_queue& engine, settings how)
    : shared_(shared), engine_(engine), how_(std::move(how)), keeper_(shared)
{
    for (std::size_t n = 0; n < how_.workers; ++n) {
        auto& one = own_.emplace_back(std::make_unique<worker>(shared_));
        // All from the files as they are now: two workers must not know two rosters.
        (void)one->from.texts();
        (void)one->from.roster();
    }
    for (auto& one : own_)
        workers_.emplace_back([this, &one = *one](const std::stop_token& stop) { run(one, stop); });
}

web_desk::~web_desk()
{
    for (auto& one : workers_) one.request_stop();
    workers_.clear();
    for (auto& [call, step] : waiting_) call->answer_trouble(503, "stopping");
}

http::handler web_desk::on_worker(web_call::step first, web_call::trouble told)
{
    return [this, first = std::move(first), told = std::move(told)](
               const std::shared_ptr<const http::request>& asked, http::reply reply) {
        const auto call = std::make_shared<web_call>(*this, asked, std::move(reply), told);
        if (!post({call, first})) call->answer_trouble(503, busy);
    };
}

bool web_desk::post(work next)
{
    {
        const std::lock_guard hold(guard_);
        if (waiting_.size() >= how_.waiting_max) return false;
        waiting_.push_back(std::move(next));
    }
    changed_.notify_one();
    return true;
}

void web_desk::post_always(work next)
{
    {
        const std::lock_guard hold(guard_);
        waiting_.push_back(std::move(next));
    }
    changed_.notify_one();
}

void web_desk::run(worker& own, const std::stop_token& stop)
{
    auto& speaking = own.speaking;
    of_this_worker = &own.from;
    for (;;) {
        work next;
        {
            std::unique_lock hold(guard_);
            if (!changed_.wait(hold, stop, [this] { return !waiting_.empty(); })) return;
            next = std::move(waiting_.front());
            waiting_.pop_front();
        }
        auto& call = *next.call;
        speaking.language = call.asked().language;
        speaking.as = call.asked().who ? call.asked().who->id : std::string();
        speaking.nobody = !call.asked().who;
        speaking.within.reset();
        if (const auto& who = call.asked().who) {
            role_set roles;
            for (const auto one : who->roles) roles = roles | one;
            speaking.within = roles;
        }
        own.from.look_again();
        try {
            next.step(call);
        } catch (...) {
            call.answer_failure(std::current_exception());
        }
    }
}

}  // namespace redress::app
