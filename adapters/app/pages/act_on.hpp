// From a form that was checked to the commands of an act: the same for the pages and the public API.
#pragma once

#include "adapters/app/pages/acts.hpp"
#include "adapters/app/pages/pages.hpp"

namespace redress::app {

inline constexpr std::size_t files_max = 5;  // at once

/// The commands; `errors` when files cannot be taken, and then none.
[[nodiscard]] std::vector<workflow::command> commands_of_act(services& from, const page_world& world,
                                                             const act_row& row, const form_body& sent,
                                                             const complaint& of, const actor& who,
                                                             std::string_view language,
                                                             std::vector<form_error>& errors);

/// The way in again, with what was typed carried along.
void show_look_up(page_call& page, const form_body& sent);

}  // namespace redress::app
