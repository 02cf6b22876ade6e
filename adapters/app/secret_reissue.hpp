// A new secret for whoever lost theirs, handed out by customer care: on a call that we make to a contact on file, after
// two facts of the case were told right. Which facts, and by whom, stands in the case's history; the secret stands
// nowhere but in the answer, and the old one opens nothing from then on.
#pragma once

#include "adapters/app/said.hpp"
#include "states/complaint.hpp"
#include "workflow/command.hpp"

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace redress::app {

class services;

inline constexpr std::size_t facts_to_tell = 2;
inline constexpr auto contact_rests = std::chrono::hours(24);  // after a change, before a secret may go there
inline constexpr role_set handing_out = role_set(role::care_reviewer) | role::care_lead;
/// What may be asked: what whoever filed typed, and nobody sees on an envelope.
inline constexpr auto facts_to_ask = std::to_array<std::string_view>(
    {"account", "amount", "app_version", "country", "device", "name", "transaction_id"});

struct reissue {
    std::map<std::string, std::string, std::less<>> facts;  // by name, as the caller told them
    bool representative = false;                            // for whom it is
};

/// Why what a caller told does not show that the case is theirs; nothing when it does. Reads words of the case.
[[nodiscard]] std::optional<said> facts_refused(services& from, const complaint& of,
                                                const std::map<std::string, std::string, std::less<>>& facts);

/// Why none is handed out; nothing when one may be. Reads words of the case.
[[nodiscard]] std::optional<said> reissue_refused(services& from, const complaint& of, const reissue& asked);
/// What stands on record of a try that was refused: of which case, for whom, and with which facts, never what was
/// said. It goes into the process's chain, so that the case does not move under those who work on it; whoever tries
/// facts until some fit is seen.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> tried_in_vain(const complaint& of,
                                                                             const reissue& asked,
                                                                             std::string_view code);
/// That it is handed out, for the history: decided before anybody sees it. `source`: of whoever asks for it.
[[nodiscard]] workflow::command reissue_command(const complaint& of, const reissue& asked, const actor& who,
                                                std::string_view source);
/// The ten symbols. Ends the secret before and its visits. Throws config_error without pages.pepper_file.
[[nodiscard]] std::string hand_out(services& from, const complaint& of, const reissue& asked);

}  // namespace redress::app
