// One request on its way through the engine's process: worked on by a thread that has services of its own,
// and put aside, holding no thread, while the engine decides.
//
// A handler is an ordinary function that reads through `from()` and ends with `answer`, or hands commands to
// the engine with `decide` and goes on in the function that it gave, perhaps on another worker.
#pragma once

#include "adapters/app/services.hpp"
#include "adapters/http/endpoint.hpp"
#include "adapters/postgres/answer_store.hpp"

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace redress::app {

class web_desk;

class web_call : public std::enable_shared_from_this<web_call> {
public:
    using step = std::function<void(web_call&)>;
    using after = std::function<void(web_call&, const std::vector<workflow::answer>&)>;

    /// Answers that it cannot be done now (503) or that something broke (500), for whoever reads pages. Holds no
    /// services; what it throws is answered in JSON.
    using trouble = std::function<void(web_call&, unsigned status)>;

    web_call(web_desk& at, std::shared_ptr<const http::request> asked, http::reply reply, trouble told = {})
        : desk_(at), asked_(std::move(asked)), reply_(std::move(reply)), trouble_(std::move(told))
    {
    }

    [[nodiscard]] const http::request& asked() const { return *asked_; }
    /// Of the worker that runs this step, speaking as whoever asks in the language of the request. Not to be
    /// kept: the step after `decide` has its own.
    [[nodiscard]] services& from() const;
    /// Once; what comes later is dropped.
    void answer(http::response with);
    /// Has the engine decide these, made by `command_of_words`, in this order, and goes on with its answers: those
    /// of one call share a batch with whatever else came. A failure of the store is answered 503 here. The step ends with it.
    void decide(std::vector<workflow::command> commands, after then);

    /// Has the engine write an entry of no case, such as who looked at what, and goes on once it is written. A failure
    /// of the store is answered 503 here. The step ends with it.
    void record(std::string type, actor who, std::vector<std::pair<std::string, std::string>> data,
                step then);

    /// Gives the answer once it is kept under the key of its request; when another stands there already, goes on
    /// with `otherwise`. The step ends with it.
    void answer_once(postgres::answer_of_key under, http::response with, step otherwise);

private:
    friend class web_desk;
    /// Through `trouble`, where there is one.
    void answer_instead(http::response with);
    void answer_trouble(unsigned status, std::string_view code);
    void answer_failure(const std::exception_ptr& why);
    web_desk& desk_;
    std::shared_ptr<const http::request> asked_;
    http::reply reply_;
    trouble trouble_;
};

}  // namespace redress::app
