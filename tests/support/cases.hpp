// What engine tests say a lot: a small policy, people, and commands with sources of their own.
#pragma once

#include "states/policy.hpp"
#include "workflow/command.hpp"
#include "workflow/ports/policy_book.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace redress::tests {

/// Clocks of the small policy: a promise of 24 hours with a warning at half time that raises on a miss,
/// and a window of 48 hours after a decision that closes the case.
[[nodiscard]] policy small_policy();

class one_policy final : public workflow::policy_book {
public:
    one_policy() : rules_(small_policy()), in_force_{&rules_} {}
    one_policy(const one_policy&) = delete;
    one_policy& operator=(const one_policy&) = delete;
    [[nodiscard]] const std::vector<const policy*>& in_force() const override { return in_force_; }
    [[nodiscard]] const policy* find(std::string_view sha256) const override
    {
        return !lost && sha256 == rules_.sha256 ? &rules_ : nullptr;
    }
    bool lost = false;

private:
    policy rules_;
    std::vector<const policy*> in_force_;
};

[[nodiscard]] actor customer();
[[nodiscard]] actor handler(const std::string& id = "h.lin");
[[nodiscard]] actor care_reviewer(const std::string& id = "c.ito");

[[nodiscard]] case_id case_number(std::uint64_t n);

[[nodiscard]] event filing(const std::string& words = "My withdrawal has not arrived.");
[[nodiscard]] event note(const std::string& words);
[[nodiscard]] event assigned_to(const std::string& owner);
[[nodiscard]] event letter_event(event_type type, const std::string& words = "Dear customer, ...");

/// Beside the case.
[[nodiscard]] actor operations();
[[nodiscard]] event incident_opening(const std::string& words = "Transfers are slow.");
[[nodiscard]] event action_opening(instant due, const std::string& owner = "h.lin");
[[nodiscard]] event linked_to(const case_id& incident);

/// A command from source /test under this id; its digest covers case, event and `id`'s content mark.
[[nodiscard]] workflow::command order(const case_id& id, event what, actor who, const std::string& source_id);
/// The same as a record of partition `case's bucket` at an offset.
[[nodiscard]] workflow::command as_record(workflow::command from, std::int64_t offset,
                                          const std::string& topic = "commands");
[[nodiscard]] workflow::batch batch_of(std::vector<workflow::record> records,
                                       workflow::batch_kind kind = workflow::batch_kind::commands);

}  // namespace redress::tests
