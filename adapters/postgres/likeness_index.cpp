#include "adapters/postgres/likeness_index.hpp"

#include "adapters/postgres/bucket_marks.hpp"
#include "adapters/postgres/case_codec.hpp"

#include <algorithm>

namespace redress::postgres {
namespace {

/// Cases that are looked at for each mark: one that more of them share tells none of them apart.
constexpr int sharers_max = 500;

constexpr const char* told_slots =
    "'{narrative,complainant_account,account,transaction_id,complainant_email,complainant_phone,contact}'";

std::string numbers(std::span<const std::int64_t> list)
{
    return array_literal(list, [](std::int64_t n) { return std::to_string(n); });
}

std::string ids(std::span<const case_id> list)
{
    return array_literal(list, [](const case_id& id) { return to_string(id); });
}

std::string buckets(std::span<const case_id> list)
{
    return array_literal(list, [](const case_id& id) { return std::to_string(bucket_of(id)); });
}

void add_text(workflow::told& to, std::string_view slot, std::string text)
{
    if (slot == "narrative")
        to.narrative = std::move(text);
    else if (slot == "complainant_account" || slot == "account")
        to.accounts.push_back(std::move(text));
    else if (slot == "transaction_id")
        to.transactions.push_back(std::move(text));
    else
        to.contacts.push_back(std::move(text));
}

/// Erased ones say nothing, and are not among them.
std::map<case_id, workflow::told> read_told(pqxx::work& tx, std::span<const case_id> wanted)
{
    std::map<case_id, workflow::told> found;
    if (wanted.empty()) return found;
    const auto in = ids(wanted), of = buckets(wanted);
    for (const auto& row :
         tx.exec("SELECT c.case_id::text, c.facts FROM unnest($1::smallint[], $2::uuid[]) u(bucket, case_id) "
                 "JOIN complaint c ON c.bucket = u.bucket AND c.case_id = u.case_id",
                 pqxx::params{of, in})) {
        const auto id = parse_uuid(row[0].as<std::string>()).value_or(case_id{});
        auto& one = found[id];
        try {
            facts known;
            decode_facts(from_bytes(row[1]), id, known);
            one.complainant = known.complainant;
            if (known.erased_at) found.erase(id);
        } catch (const unknown_state&) {
            continue;  // a row that this release cannot read is found by its texts alone
        }
    }
    for (const auto& row :
         tx.exec("SELECT p.case_id::text, p.slot, p.bytes FROM unnest($1::smallint[], $2::uuid[]) u(bucket, "
                 "case_id) "
                 "JOIN private_text p ON p.bucket = u.bucket AND p.case_id = u.case_id WHERE p.slot = ANY(" +
                     std::string(told_slots) + "::text[])",
                 pqxx::params{of, in})) {
        const auto one = found.find(parse_uuid(row[0].as<std::string>()).value_or(case_id{}));
        if (one != found.end()) add_text(one->second, row[1].as<std::string>(), from_bytes(row[2]));
    }
    return found;
}

}  // namespace

likeness_index::likeness_index(std::string url)
    : to_(std::make_unique<session>(
          url, session_settings{.role = "redress_private", .application = "redress likeness"})),
      marks_(std::make_unique<bucket_marks>(*to_, "likeness_seen"))
{
}
likeness_index::~likeness_index() = default;

std::int64_t likeness_index::behind()
{
    return marks_->behind();
}

std::size_t likeness_index::catch_up(std::chrono::milliseconds at_most)
{
    return marks_->catch_up(
        at_most,
        [](pqxx::work& tx, std::int16_t bucket, std::int64_t after, std::int64_t until) -> std::size_t {
            // The first entry of a chain files the case; matters and processes have none in `complaint`. A case whose
            // words went is marked anew by what is left: an erasure that comes while this runs deletes its marks too
            // early, its own entry lies behind `until`, and so the next slice deletes what this one writes.
            std::vector<case_id> told;
            for (const auto& row : tx.exec(
                     "SELECT DISTINCT chain_id::text FROM audit_entry WHERE bucket = $1 AND pos > $2 AND "
                     "pos <= $3 AND (cseq = 1 OR position('\"ev\":\"content_redacted\"'::bytea IN body) > 0 "
                     "OR position('\"ev\":\"subject_erased\"'::bytea IN body) > 0)",
                     pqxx::params{bucket, after, until}))
                told.push_back(parse_uuid(row[0].as<std::string>()).value_or(case_id{}));
            const auto cases = read_told(tx, told);
            std::vector<case_id> marked;
            std::vector<std::string> marks;
            for (const auto& [id, what] : cases) {
                marked.push_back(id);
                const auto made = workflow::marks_of(what);
                auto all = made.same;
                all.insert(all.end(), made.words.begin(), made.words.end());
                marks.push_back("\"" + numbers(all) + "\"");
            }
            if (!marked.empty())
                tx.exec(
                      "INSERT INTO case_likeness (bucket, case_id, marks) SELECT $1::smallint, u.case_id, "
                      "u.marks::bigint[] FROM unnest($2::uuid[], $3::text[]) u(case_id, marks) "
                      "ON CONFLICT (bucket, case_id) DO UPDATE SET marks = EXCLUDED.marks",
                      pqxx::params{bucket, ids(marked),
                                   array_literal(marks, [](const std::string& one) { return one; })})
                    .no_rows();
            std::erase_if(told, [&](const case_id& id) { return cases.contains(id); });
            if (!told.empty())
                tx.exec("DELETE FROM case_likeness WHERE bucket = $1 AND case_id = ANY($2::uuid[])",
                        pqxx::params{bucket, ids(told)})
                    .no_rows();
            return marked.size();
        });
}

std::vector<case_id> likeness_index::sharing(const case_id& but, std::span<const std::int64_t> marks,
                                             int limit)
{
    if (marks.empty()) return {};
    return to_->run("find cases alike", [&](pqxx::work& tx) {
        // Before statistics exist, a walk over all cases looks cheaper than it is.
        tx.exec("SET LOCAL enable_seqscan = off").no_rows();
        std::vector<case_id> found;
        for (const auto& row : tx.exec(
                 "SELECT l.case_id::text FROM unnest($1::bigint[]) m CROSS JOIN LATERAL (SELECT case_id FROM "
                 "case_likeness WHERE marks @> ARRAY[m] AND case_id <> $2::uuid LIMIT $3) l "
                 "GROUP BY l.case_id ORDER BY count(*) DESC, l.case_id DESC LIMIT $4",
                 pqxx::params{numbers(marks), to_string(but), sharers_max, limit}))
            found.push_back(parse_uuid(row[0].as<std::string>()).value_or(case_id{}));
        return found;
    });
}

std::map<case_id, workflow::told> likeness_index::told(std::span<const case_id> wanted)
{
    return to_->run("read what cases say", [&](pqxx::work& tx) { return read_told(tx, wanted); });
}

}  // namespace redress::postgres
