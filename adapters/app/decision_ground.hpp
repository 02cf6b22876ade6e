// All that a decision about a case looks at, read as an engine would read it now: for whoever asks what may be
// done and what would come of it, without doing it.
#pragma once

#include "states/actor.hpp"
#include "states/complaint.hpp"
#include "states/policy.hpp"
#include "states/step.hpp"

#include <optional>
#include <string>
#include <vector>

namespace redress::app {

class services;

class decision_ground {
public:
    /// `who` and `of` must outlive it.
    decision_ground(services& from, const complaint& of, const actor& who);
    decision_ground(const decision_ground&) = delete;
    decision_ground& operator=(const decision_ground&) = delete;

    [[nodiscard]] const step_context& context() const { return context_; }
    /// The same for one act, whose fields may name an incident, another case or an approval.
    [[nodiscard]] const step_context& context_for(const event& what);

private:
    services& from_;
    const complaint& of_;
    std::vector<const policy*> rules_, newest_;
    outside elsewhere_;
    std::string digest_;  // of the act, where one may have to be approved
    step_context context_;
};

}  // namespace redress::app
