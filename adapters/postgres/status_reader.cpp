#include "adapters/postgres/status_reader.hpp"

#include "adapters/postgres/case_codec.hpp"
#include "adapters/postgres/connection_text.hpp"
#include "adapters/postgres/secret_finder.hpp"
#include "workflow/reference.hpp"

#include <utility>

namespace redress::postgres {
namespace {

// Of a case that is not there every column has something, and the facts as many bytes as those of a new complaint.
constexpr statement look_up_status{"look_up_status", R"(
SELECT asked.n, clock_timestamp(), coalesce(s.salt, no_salt), coalesce(s.proof, no_proof), coalesce(s.speaks_as, 'complainant'),
       coalesce(s.generation, 0), coalesce(c.case_id, nobody), coalesce(c.state, ''), coalesce(c.hold, ''), coalesce(c.ladder, ''),
       coalesce(c.severity, 0::smallint), coalesce(c.rung, 0::smallint), coalesce(c.owner, ''), coalesce(c.team, ''),
       coalesce(c.facts, no_facts)
FROM unnest($1::smallint[], $2::text[]) WITH ORDINALITY AS asked(bucket, reference, n)
CROSS JOIN (VALUES ('00000000-0000-0000-0000-000000000000'::uuid, decode(repeat('00', 16), 'hex'), decode(repeat('00', 32), 'hex'),
                    decode(repeat('00', 700), 'hex'))) AS constant(nobody, no_salt, no_proof, no_facts)
LEFT JOIN complaint c ON c.bucket = asked.bucket AND c.reference = asked.reference
LEFT JOIN case_secret s ON s.bucket = asked.bucket AND s.case_id = coalesce(c.case_id, nobody))"};

}  // namespace

status_reader::status_reader(const std::string& url)
    : asks_(connection_text(
                url, {.role = "redress_status", .application = "redress look-ups", .goes_by_key = true}),
            look_up_status)
{
}

void status_reader::ask(std::vector<std::string> references)
{
    put_references(parameters_, references);
    asks_.say(parameters_);
    asked_ = std::move(references);
}

status_reader::found status_reader::answer()
{
    return {asks_.answer(), std::move(asked_)};
}

status_reader::found::found(result rows, std::vector<std::string> references)
    : rows_(std::move(rows)), references_(std::move(references)), row_of_(references_.size(), -1)
{
    for (int row = 0; row < rows_.rows(); ++row)
        row_of_.at(static_cast<std::size_t>(rows_.integer(row, 0)) - 1) = row;
    if (rows_.rows() > 0) at_ = rows_.time(0, 1);
}

std::optional<kept_secret> status_reader::found::secret(std::size_t n) const
{
    const int row = row_of_.at(n);
    kept_secret kept{.salt = std::string(rows_.bytes(row, 2)),
                     .proof = std::string(rows_.bytes(row, 3)),
                     .representative = rows_.bytes(row, 4) == "representative",
                     .generation = static_cast<std::int32_t>(rows_.integer(row, 5))};
    if (kept.generation == 0) return std::nullopt;
    return kept;
}

complaint status_reader::found::shown(std::size_t n) const
{
    const int row = row_of_.at(n);
    complaint now;
    now.id = rows_.id(row, 6);
    now.bucket = workflow::bucket_of_reference(references_.at(n));
    decode_facts(rows_.bytes(row, 14), now.id, now.facts);
    now.facts.reference = references_.at(n);
    now.lifecycle = stored_name<lifecycle_state>(rows_.bytes(row, 7), now.id, "state");
    now.hold = stored_name<hold_state>(rows_.bytes(row, 8), now.id, "hold");
    now.ladder = stored_name<ladder_state>(rows_.bytes(row, 9), now.id, "ladder");
    now.facts.severity = rows_.integer(row, 10);
    now.facts.rung = rows_.integer(row, 11);
    now.facts.owner = rows_.bytes(row, 12);
    now.facts.team = rows_.bytes(row, 13);
    return now;
}

}  // namespace redress::postgres
