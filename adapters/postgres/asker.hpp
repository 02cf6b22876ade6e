// A connection for one statement in binary form, made when it is first asked and again after it broke.
#pragma once

#include "adapters/postgres/error_map.hpp"
#include "adapters/postgres/wire.hpp"

#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace redress::postgres {

class asker {
public:
    asker(std::string connection_text, const statement& what) : text_(std::move(connection_text)), what_(what)
    {
    }

    /// Throws store_unavailable, write_rejected.
    result ask(std::span<const column> with)
    {
        say(with);
        return answer();
    }

    /// The first half of `ask`: the database works while the caller does something else. Throws store_unavailable.
    void say(std::span<const column> with)
    {
        if (to_ && to_->ended_while_idle()) to_.reset();
        if (!to_) to_ = std::make_unique<link>(text_, std::span(&what_, 1));
        to_->say(what_.name, with);
        to_->end_flush();
        to_->push();
    }
    /// The second, after each `say` that did not throw. Throws store_unavailable, write_rejected.
    result answer()
    {
        auto answers = to_->answers();
        if (answers.size() == 1 && answers[0].ok() && to_->alive()) return std::move(answers[0]);
        const auto message = answers.empty() ? to_->last_error() : answers[0].message();
        const auto state = answers.empty() ? std::string() : std::string(answers[0].sqlstate());
        to_.reset();
        throw_failure(what_.name, state, message);
    }

private:
    std::string text_;
    statement what_;
    std::unique_ptr<link> to_;
};

}  // namespace redress::postgres
