// What a complainant does on a case, as rows: the path of its page, the event that it is, what its form asks.
#pragma once

#include "adapters/app/pages/form.hpp"
#include "adapters/app/pages/page_world.hpp"
#include "adapters/app/pages/public_status.hpp"
#include "states/event.hpp"

#include <span>
#include <string_view>
#include <vector>

namespace redress::app {

struct act_row {
    std::string_view path;  // "/case/reply"; also the last segment of /api/v1/public
    event_type what{};
    std::span<const form_field> fields;
    bool with_files = false;
};

[[nodiscard]] const act_row* act_of(std::string_view path);
/// The page of an event; null: it has none of its own.
[[nodiscard]] const act_row* act_of(event_type what);

[[nodiscard]] form_choices act_choices(const act_row& act, const page_world& world,
                                       const files::text_book& names, const public_status& of,
                                       std::string_view language);

/// The event that a form which was checked makes.
[[nodiscard]] event event_of_act(const act_row& act, const form_body& sent, const complaint& of,
                                 const page_world& world, std::string_view language);

}  // namespace redress::app
