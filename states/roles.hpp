// Sets of roles that several rows name alike.
#pragma once

#include "states/vocabulary.hpp"

namespace redress::who {

inline constexpr role_set complaining = role::complainant | role::representative;
inline constexpr role_set complaining_or_handler = complaining | role::handler;
inline constexpr role_set deciding = role::handler | role::care_reviewer;

/// Who writes records unless a row says otherwise.
inline constexpr role_set recording =
    role::handler | role::care_reviewer | role::care_lead | role::compliance | role::appeal_reviewer;
inline constexpr role_set recording_or_channel = recording | role::channel;
inline constexpr role_set anyone_near = recording_or_channel | complaining;
inline constexpr role_set relaying = recording_or_channel | role::engine;
inline constexpr role_set any_staff = recording | role::quality_reviewer | role::restricted_reviewer |
                                      role::data_protection | role::operator_ | role::auditor;

}  // namespace redress::who
