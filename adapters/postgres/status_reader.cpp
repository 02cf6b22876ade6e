#include "adapters/postgres/status_reader.hpp"

#include "adapters/postgres/asker.hpp"
#include "adapters/postgres/case_codec.hpp"
#include "adapters/postgres/connection_text.hpp"
#include "adapters/postgres/stored_case.hpp"
#include "workflow/reference.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

namespace redress::postgres {
namespace {

// One row of one width for each, whatever is there: its time does not tell.
constexpr statement find_secrets{"find_secrets", R"(
SELECT asked.n, coalesce(c.case_id, nobody), coalesce(s.salt, decode(repeat('00', 16), 'hex')),
       coalesce(s.proof, decode(repeat('00', 32), 'hex')), coalesce(s.speaks_as, 'complainant'), coalesce(s.generation, 0)
FROM unnest($1::smallint[], $2::text[]) WITH ORDINALITY AS asked(bucket, reference, n)
CROSS JOIN (VALUES ('00000000-0000-0000-0000-000000000000'::uuid)) AS constant(nobody)
LEFT JOIN complaint c ON c.bucket = asked.bucket AND c.reference = asked.reference
LEFT JOIN case_secret s ON s.bucket = asked.bucket AND s.case_id = coalesce(c.case_id, nobody))"};

constexpr statement find_cases{"find_cases", R"(
SELECT clock_timestamp(), c.bucket, c.case_id, c.reference, c.state, c.hold, c.ladder, c.severity, c.rung, c.version, c.cseq,
       c.agenda_at, c.owner, c.team, c.head, c.facts
FROM unnest($1::smallint[], $2::uuid[]) AS asked(bucket, case_id)
JOIN complaint c ON c.bucket = asked.bucket AND c.case_id = asked.case_id)"};

}  // namespace

struct status_reader::inside {
    explicit inside(const std::string& url)
        : secrets(connection_text(
                      url, {.role = "redress_pages", .application = "redress look-ups", .goes_by_key = true}),
                  find_secrets),
          cases(connection_text(
                    url, {.role = "redress_reader", .application = "redress look-ups", .goes_by_key = true}),
                find_cases)
    {
    }
    asker secrets, cases;
    std::array<column, 2> parameters;
};

status_reader::status_reader(std::string url) : in_(std::make_unique<inside>(url)) {}
status_reader::~status_reader() = default;

std::vector<std::optional<named_secret>> status_reader::secrets(const std::vector<std::string>& references)
{
    std::vector<std::optional<named_secret>> found(references.size());
    if (references.empty()) return found;
    auto& [buckets, named] = in_->parameters;
    buckets.start(element::int2, references.size());
    named.start(element::text, references.size());
    for (const auto& one : references) {
        buckets.add(workflow::bucket_of_reference(one));
        named.add(std::string_view(one));
    }
    const auto rows = in_->secrets.ask(in_->parameters);
    for (int i = 0; i < rows.rows(); ++i) {
        named_secret one{.of = rows.id(i, 1),
                         .what = {.salt = std::string(rows.bytes(i, 2)),
                                  .proof = std::string(rows.bytes(i, 3)),
                                  .representative = rows.bytes(i, 4) == "representative",
                                  .generation = static_cast<std::int32_t>(rows.integer(i, 5))}};
        if (one.what.generation > 0)
            found.at(static_cast<std::size_t>(rows.integer(i, 0)) - 1) = std::move(one);
    }
    return found;
}

status_reader::cases_now status_reader::cases(const std::vector<case_id>& ids)
{
    cases_now found;
    if (ids.empty()) return found;
    auto& [buckets, wanted] = in_->parameters;
    buckets.start(element::int2, ids.size());
    wanted.start(element::uuid, ids.size());
    for (const auto& id : ids) {
        buckets.add(bucket_of(id));
        wanted.add(id);
    }
    const auto rows = in_->cases.ask(in_->parameters);
    found.cases.reserve(static_cast<std::size_t>(rows.rows()));
    for (int i = 0; i < rows.rows(); ++i) {
        found.at = rows.time(i, 0);
        try {
            found.cases.push_back(stored_case(rows, i, 2, static_cast<std::int16_t>(rows.integer(i, 1))));
        } catch (const unknown_state&) {
            continue;  // one that this release cannot read spoils no other
        }
    }
    return found;
}

}  // namespace redress::postgres
