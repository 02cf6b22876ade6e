#include "adapters/postgres/entry_pages.hpp"

#include "adapters/postgres/asker.hpp"
#include "adapters/postgres/connection_text.hpp"
#include "adapters/postgres/tree_store.hpp"

#include <array>

namespace redress::postgres {
namespace {

// The range that holds the first one begins at or before it.
constexpr statement by_index{
    "entries_by_index",
    "SELECT r.first_index + (e.pos - r.first_pos), e.chain_id, e.cseq, e.body "
    "FROM log_range r JOIN audit_entry e ON e.bucket = r.bucket "
    "AND e.pos >= r.first_pos + greatest($1 - r.first_index, 0) "
    "AND e.pos < r.first_pos + least(r.entries, $2 - r.first_index) "
    "WHERE r.first_index >= (SELECT max(first_index) FROM log_range WHERE first_index <= $1) "
    "AND r.first_index < $2 ORDER BY 1"};
constexpr statement by_case{
    "entries_by_case",
    "SELECT r.first_index + (e.pos - r.first_pos), e.chain_id, e.cseq, e.body "
    "FROM audit_entry e CROSS JOIN LATERAL (SELECT first_index, first_pos, entries FROM log_range "
    "WHERE bucket = e.bucket AND first_pos <= e.pos ORDER BY first_pos DESC LIMIT 1) r "
    "WHERE e.bucket = $1 AND e.chain_id = ANY($2) AND e.pos < r.first_pos + r.entries "
    "AND r.first_index + (e.pos - r.first_pos) < $3 ORDER BY e.chain_id, e.cseq"};
constexpr statement next_cases{
    "next_cases",
    "SELECT case_id FROM complaint WHERE bucket = $1 AND case_id > $2 ORDER BY case_id LIMIT $3"};

std::vector<placed_entry> entries_in(const result& rows)
{
    std::vector<placed_entry> out;
    out.reserve(static_cast<std::size_t>(rows.rows()));
    for (int row = 0; row < rows.rows(); ++row)
        out.push_back({.index = static_cast<std::uint64_t>(rows.integer(row, 0)),
                       .chain = rows.id(row, 1),
                       .cseq = rows.integer(row, 2),
                       .body = std::string(rows.bytes(row, 3))});
    return out;
}

}  // namespace

struct entry_pages::inside {
    explicit inside(const std::string& url)
        : text(connection_text(
              url, {.role = "redress_reader", .application = "redress export", .goes_by_key = true}))
    {
    }

    std::string text;
    asker index{text, by_index}, cases{text, by_case}, next{text, next_cases};
};

entry_pages::entry_pages(const std::string& url) : in_(std::make_unique<inside>(url)) {}
entry_pages::~entry_pages() = default;

std::vector<placed_entry> entry_pages::between(std::uint64_t first, std::uint64_t until)
{
    std::array<column, 2> with;
    with[0].scalar(static_cast<std::int64_t>(first));
    with[1].scalar(static_cast<std::int64_t>(until));
    auto out = entries_in(in_->index.ask(with));
    for (std::uint64_t i = 0; i < until - first; ++i)
        if (i >= out.size() || out[i].index != first + i)
            throw log_broken("the entry at index " + std::to_string(first + i) +
                             " of the log is not in the database");
    return out;
}

std::vector<placed_entry> entry_pages::of(std::int16_t bucket, std::span<const case_id> cases,
                                          std::uint64_t size)
{
    std::array<column, 3> with;
    with[0].scalar(bucket);
    with[1].start(element::uuid, cases.size());
    for (const auto& one : cases) with[1].add(one);
    with[2].scalar(static_cast<std::int64_t>(size));
    return entries_in(in_->cases.ask(with));
}

std::vector<case_id> entry_pages::cases_after(std::int16_t bucket, const case_id& after, int limit)
{
    std::array<column, 3> with;
    with[0].scalar(bucket);
    with[1].scalar(after);
    with[2].scalar(static_cast<std::int64_t>(limit));
    const auto rows = in_->next.ask(with);
    std::vector<case_id> out;
    for (int row = 0; row < rows.rows(); ++row) out.push_back(rows.id(row, 0));
    return out;
}

}  // namespace redress::postgres
