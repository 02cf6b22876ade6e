// Decides the events of one batch in memory, one after the other, and folds what they change into one
// `batch_outcome`. Knows no store: the case and, in slow form, the history of its keys are handed in.
// Private to workflow.
#pragma once

#include "workflow/decision.hpp"
#include "workflow/engine.hpp"
#include "workflow/key_book.hpp"
#include "workflow/randomness.hpp"

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace redress::workflow {

class decider {
public:
    decider(case_cache& cache, process_chains& chains, const policy_book& policies,
            const engine_settings& settings);

    void begin(decision& into, instant at, std::uint64_t batch_number);

    /// What is asked of a case, wherever it comes from.
    struct asked {
        const event& what;
        const actor& who;
        const source_ref& from;
        std::int64_t key = 0;
        instant occurred{};
        std::string_view traceparent;
        const uuid* cause = nullptr;
        int depth = 0;
        std::optional<instant> received;
        const redress::outside* outside = nullptr;
        std::string_view reference;  // of a filing
    };
    struct told {
        bool accepted = false;
        uuid entry{};
        std::optional<refusal> why;
    };
    /// Decides by the machine, writes the entry, decides what a rule derives from it. A refusal is
    /// recorded when the case exists; of a filing it is only told. `to` hears of derived events.
    told decide(remembered_case& in, const asked& question, answer* to);
    /// Records a refusal that no machine spoke.
    told refuse(remembered_case& in, const asked& question, refusal why);

    /// The same beside the case (decider_beside.cpp). A refusal is recorded when the matter exists.
    told decide(matter_in_hand& in, const asked& question);
    told refuse(matter_in_hand& in, const asked& question, refusal why);
    void rearm(matter_in_hand& in);

    /// Records a dead letter in the chain of the process. The letter must outlive the write.
    void bury(const dead_letter& letter, std::int16_t bucket, answer& to);
    /// An entry of no case in the chain of the process.
    uuid note(std::string_view type, const actor& who, std::vector<std::pair<std::string, std::string>> data,
              const source_ref* from, std::int16_t bucket);

    /// After a due case was looked at: its row of the agenda is gone, so it is armed again, not before
    /// `not_before`.
    void rearm(remembered_case& in, std::optional<instant> not_before = {});
    /// The same for a case that cannot be asked when it should be looked at.
    void put_off(remembered_case& in, instant until);
    /// The same for a case of which nothing can be read: its row stays as it is.
    void look_again(std::int16_t bucket, const case_id& id, instant when);
    void raise_alarm(const case_id& id, alarm what) { into_->alarms.emplace_back(id, std::move(what)); }

    /// The pins of a case, resolved. Throws unknown_policy.
    void resolve_rules(remembered_case& in) const;
    void touch_bucket(std::int16_t bucket);
    void touch(remembered_case& in);

    /// Folds the touched cases into rows and puts everything in order.
    void finish();

    [[nodiscard]] instant at() const { return at_; }
    [[nodiscard]] randomness& random() { return random_; }

private:
    uuid append(entry_parts& parts, std::int16_t bucket, const chain_id& chain, std::int64_t key,
                std::int64_t& cseq, redress::digest& head);
    void seal(const event& what, std::int16_t bucket, const case_id& id, std::int64_t key);
    void forget_texts(const complaint& of);
    /// Those of one entry.
    void forget_texts(const complaint& of, std::int64_t entry);
    uuid record_refusal(remembered_case& in, const asked& question, const refusal& why);
    void follow(remembered_case& in, std::vector<derived_event> derived, const asked& parent,
                const uuid& cause, answer* to);
    told answer_with(remembered_case& in, const event& what, const actor& who, const asked& parent,
                     const uuid& cause, std::size_t n, answer* to);
    void touch(matter_in_hand& in);
    uuid append(matter_in_hand& in, const asked& question, const matter_changes* moved,
                const refusal* refused);
    void fold_matters();
    /// How many more cases name each incident, of what a case was and is linked to.
    void count_incidents(const remembered_case& in);
    void fold_incidents();
    void arm(remembered_case& in, instant look);
    void arm(std::int16_t bucket, const case_id& id, std::optional<instant>& agenda_at, instant look);
    void fold_case(remembered_case& in);
    void count(std::int16_t bucket, lifecycle_state state, std::int64_t delta);
    void order_rows();

    case_cache& cache_;
    process_chains& chains_;
    const policy_book& policies_;
    const engine_settings& settings_;
    randomness random_;

    decision* into_ = nullptr;
    instant at_{};
    std::uint64_t number_ = 0;
    std::array<std::uint64_t, bucket_count> bucket_touched_{};
    std::array<std::array<std::int64_t, count_of<lifecycle_state>>, bucket_count> counted_{};
    std::map<std::pair<std::int16_t, case_id>, std::int64_t> linked_;  // by bucket and incident
    changes changes_;
    std::vector<sealed_value> sealed_;
    std::string scratch_;
};

}  // namespace redress::workflow
