// What the filing forms ask, and the commands that come of it.
#pragma once

#include "adapters/app/pages/form.hpp"
#include "adapters/app/pages/page_world.hpp"
#include "states/policy.hpp"
#include "workflow/command.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace redress::app {

inline constexpr std::size_t filing_steps = 4;

/// Of step 1 to 4.
[[nodiscard]] std::span<const form_field> filing_fields(std::size_t step);
[[nodiscard]] std::span<const form_field> emergency_fields();
[[nodiscard]] std::span<const form_field> callback_fields();

/// What the forms let somebody choose from. `rules`: the house's policy, whose categories they are.
[[nodiscard]] form_choices filing_choices(const page_world& world, const files::text_book& names,
                                          const policy& rules, std::string_view language);

/// What one form cannot see by a single field: an amount has a currency, somebody who acts for another says
/// for whom.
[[nodiscard]] std::vector<form_error> check_filing(std::size_t step, const form_body& sent,
                                                   const page_world& world, std::string_view language);

struct filing {
    case_id id{};
    std::string number;  // that the form carried; the secret follows from it
    bool representative = false;
    std::vector<workflow::command> commands;  // the filing first
};
enum class filing_kind : std::uint8_t { complaint, emergency, callback };

/// The same form twice makes the same commands. `zone`: of the house, in which days and hours were typed.
[[nodiscard]] filing filing_of(filing_kind kind, const form_body& sent, const page_world& world,
                               const redress::zone& zone, std::string_view language);

/// Somebody's words for a case, by its own page. `id`: of the command, so that it counts once.
[[nodiscard]] workflow::command page_command(const case_id& about, event what, actor who, std::string id);

inline constexpr std::string_view page_source = "redress:pages";

/// Carried by every filing form from its first page on: case and number, made when they are missing.
void begin_filing(form_body& sent);

}  // namespace redress::app
