// Cases that may be about the same matter as one: who they share a complainant, an account, a transaction or
// their words with, and what may be done about it.
#pragma once

#include "states/actor.hpp"
#include "states/complaint.hpp"
#include "workflow/likeness.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace redress::postgres {
class case_queries;
class likeness_index;
}  // namespace redress::postgres

namespace redress::app {

struct candidate {
    complaint found;
    workflow::common shared;
    /// The same complainant and still open: only such a case may be the primary of a duplicate. Others may
    /// be linked by cause.
    bool may_be_primary = false;
};

/// By which of the things that both say: transaction, complainant, contact, account, words.
[[nodiscard]] std::vector<std::string_view> names_of_shared(const workflow::common& shared);

/// The best first, at most `n`; never one that `who` may not open (reading.hpp). What was not marked yet is not found.
[[nodiscard]] std::vector<candidate> candidates_of(postgres::likeness_index& index,
                                                   postgres::case_queries& queries, const complaint& of,
                                                   const actor& who, std::size_t n);

}  // namespace redress::app
