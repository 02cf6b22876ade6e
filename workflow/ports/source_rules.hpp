// Whom a Kafka source may speak for, and who the staff are. adapters/files reads both from the
// roster; tests say them in place.
#pragma once

#include "states/actor.hpp"

#include <optional>
#include <string_view>

namespace redress::workflow {

/// What one `ce_source` may do. The default is what an unlisted source may: speak as the channel or
/// for a complainant whom it names, vouch for nobody and for no payment, and have its idea of time ignored.
struct source_rule {
    bool listed = false;
    role_set may_speak_for = role::channel | role::complainant;
    bool trusted_for_time = false;       // its `ce_time` of a filing is the receipt
    actor_kind kind = actor_kind::user;  // `import` for a bulk source
};

class source_rules {
public:
    virtual ~source_rules() = default;
    [[nodiscard]] virtual source_rule rule(std::string_view source) const = 0;
    /// A person of ours in that role; nothing when unknown or when the role is not theirs.
    [[nodiscard]] virtual std::optional<actor> staff(std::string_view id, role as) const = 0;
};

}  // namespace redress::workflow
