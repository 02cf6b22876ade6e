// Whoever goes through the histories of all cases says of one that cannot be read why, and goes on with the next; a
// database that is away ends it all.
#pragma once

#include "states/actor.hpp"
#include "states/ids.hpp"
#include "workflow/ports/case_store.hpp"

#include <exception>
#include <optional>
#include <string>

namespace redress::app {

class services;

/// Whether a case whose history cannot be read may be named to whoever reads: whom it concerns is then taken from its
/// row, and nobody hears of one whose row cannot be read either.
[[nodiscard]] bool may_hear_of(services& from, const std::optional<actor>& who, const case_id& id);

/// Why `step` failed; empty when it did not. Throws store_unavailable.
template <class Step>
[[nodiscard]] std::string trouble_in(Step&& step)
{
    try {
        step();
        return {};
    } catch (const workflow::store_unavailable&) {
        throw;
    } catch (const std::exception& wrong) {
        const std::string why = wrong.what();
        return why.empty() ? "?" : why;
    }
}

}  // namespace redress::app
