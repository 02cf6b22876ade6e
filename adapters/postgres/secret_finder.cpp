#include "adapters/postgres/secret_finder.hpp"

#include "adapters/postgres/connection_text.hpp"
#include "workflow/reference.hpp"

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

}  // namespace

void put_references(std::array<column, 2>& into, const std::vector<std::string>& references)
{
    auto& [buckets, named] = into;
    buckets.start(element::int2, references.size());
    named.start(element::text, references.size());
    for (const auto& one : references) {
        buckets.add(workflow::bucket_of_reference(one));
        named.add(std::string_view(one));
    }
}

secret_finder::secret_finder(const std::string& url, std::string_view application)
    : asks_(connection_text(
                url, {.role = "redress_pages", .application = std::string(application), .goes_by_key = true}),
            find_secrets)
{
}

std::vector<std::optional<named_secret>> secret_finder::find(const std::vector<std::string>& references)
{
    std::vector<std::optional<named_secret>> found(references.size());
    if (references.empty()) return found;
    put_references(parameters_, references);
    const auto rows = asks_.ask(parameters_);
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

}  // namespace redress::postgres
