#include "adapters/app/web/web_desk.hpp"

#include "adapters/app/log.hpp"
#include "workflow/firewall/clean_event.hpp"
#include "workflow/ports/case_store.hpp"

#include <exception>
#include <utility>

namespace redress::app {
namespace {

// What went wrong says nothing of where: the log has it under the trace id.
http::response unavailable(unsigned status, std::string_view code, const http::request& asked)
{
    http::response made;
    made.status = status;
    made.content_type = "application/problem+json";
    if (status == 503) made.headers.emplace_back("retry-after", "2");
    made.body = R"({"type":"about:blank","status":)" + std::to_string(status) + R"(,"code":")" +
                std::string(code) + R"(","trace_id":")" + asked.trace_id + "\"}";
    return made;
}

}  // namespace

void web_call::answer_trouble(unsigned status, std::string_view code)
{
    if (trouble_) {
        try {
            trouble_(*this, status);
            return;
        } catch (const std::exception& wrong) {
            log(log_level::error, "request_failed", wrong.what(), {{"trace_id", asked().trace_id}});
        }
    }
    answer(unavailable(status, code, asked()));
}

void web_call::answer_failure(const std::exception_ptr& why)
{
    try {
        std::rethrow_exception(why);
    } catch (const workflow::store_unavailable& away) {
        log(log_level::warn, "store_unavailable", away.what(), {{"trace_id", asked().trace_id}});
        answer_trouble(503, "dependency_unavailable");
    } catch (const std::exception& wrong) {
        log(log_level::error, "request_failed", wrong.what(),
            {{"trace_id", asked().trace_id}, {"path", asked().path}});
        answer_trouble(500, "failure");
    }
}

void web_call::answer(http::response with)
{
    // Kept until here, so that a second answer has nobody to go to.
    if (auto reply = std::exchange(reply_, nullptr)) reply(std::move(with));
}

void web_call::decide(std::vector<workflow::command> commands, after then)
{
    for (auto& one : commands) workflow::clean(one.what);
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
    if (!taken) answer_trouble(503, "busy");
}

web_desk::web_desk(const shared_options& shared, command_queue& engine, settings how)
    : shared_(shared), engine_(engine), how_(how)
{
    for (std::size_t n = 0; n < how_.workers; ++n)
        workers_.emplace_back([this](const std::stop_token& stop) { run(stop); });
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
        if (!post({call, first})) call->answer_trouble(503, "busy");
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

void web_desk::run(const std::stop_token& stop)
{
    auto speaking = shared_;
    services own(speaking);
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
        call.from_ = &own;
        try {
            next.step(call);
        } catch (...) {
            call.answer_failure(std::current_exception());
        }
        call.from_ = nullptr;
    }
}

}  // namespace redress::app
