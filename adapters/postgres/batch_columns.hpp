// A batch's rows as parameters: one column per array. The buffers live as long as the writer.
#pragma once

#include "adapters/postgres/wire.hpp"
#include "workflow/batch_outcome.hpp"

#include <span>
#include <string>
#include <vector>

namespace redress::postgres {

/// Parameters of one statement; `of(n)` hands out n columns, whose memory is reused.
class parameters {
public:
    std::span<column> of(std::size_t count)
    {
        if (columns_.size() < count) columns_.resize(count);
        return std::span(columns_).first(count);
    }

private:
    std::vector<column> columns_;
};

std::span<const column> columns_of(std::span<const workflow::head_move> rows, parameters& into);
/// For `add_cases` the third column is the reference, for `move_cases` the expected version.
std::span<const column> columns_of_new(std::span<const workflow::case_write> rows, parameters& into);
std::span<const column> columns_of_moved(std::span<const workflow::case_write> rows, parameters& into);
std::span<const column> columns_of_new_matters(std::span<const workflow::matter_write> rows,
                                               parameters& into);
std::span<const column> columns_of_moved_matters(std::span<const workflow::matter_write> rows,
                                                 parameters& into);
std::span<const column> columns_of(std::span<const workflow::incident_delta> rows, parameters& into);
std::span<const column> columns_of(std::span<const workflow::entry_row> rows, parameters& into);
std::span<const column> columns_of(std::span<const workflow::private_row> rows, parameters& into);
std::span<const column> columns_of(std::span<const workflow::agenda_row> rows, parameters& into);
/// Of rows that have had their look: where each was seen, and its case.
std::span<const column> columns_of_done(std::span<const workflow::due_case> rows, parameters& into);
std::span<const column> columns_of(std::span<const workflow::counter_delta> rows, parameters& into);
std::span<const column> columns_of(std::span<const workflow::offset_write> rows, parameters& into);
std::span<const column> columns_of(std::span<const workflow::dead_letter_row> rows, parameters& into);
/// Work items to put, to move and to drop; empty when there are none.
std::span<const column> columns_of_put(std::span<const workflow::work_item> rows, parameters& into);
std::span<const column> columns_of_moved(std::span<const workflow::work_item> rows, parameters& into);
std::span<const column> columns_of(std::span<const workflow::erased_case> rows, parameters& into);
std::span<const column> columns_of(std::span<const workflow::redacted_entry> rows, parameters& into);
std::span<const column> columns_of_gone(std::span<const workflow::work_item> rows, parameters& into);

/// Valid UTF-8 without U+0000, whatever came in: of a record that nobody could read, PostgreSQL
/// must still be able to say where it came from.
[[nodiscard]] std::string storable(std::string_view text);

}  // namespace redress::postgres
