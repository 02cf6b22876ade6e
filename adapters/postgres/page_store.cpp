#include "adapters/postgres/page_store.hpp"

#include "adapters/postgres/session.hpp"

namespace redress::postgres {
namespace {

instant time_in(const pqxx::field& micros)
{
    return instant(duration(micros.as<std::int64_t>()));
}

}  // namespace

page_store::page_store(std::string url)
    : to_(std::make_unique<session>(
          std::move(url), session_settings{.role = "redress_pages", .application = "redress pages"}))
{
}
page_store::~page_store() = default;

void page_store::keep_secret(const case_id& of, const kept_secret& what)
{
    to_->run("keep secret", [&](pqxx::work& tx) {
        tx.exec(
            "INSERT INTO case_secret (bucket, case_id, generation, speaks_as, salt, proof) "
            "VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
            pqxx::params{bucket_of(of), to_string(of), what.generation,
                         what.representative ? "representative" : "complainant", as_bytes(what.salt),
                         as_bytes(what.proof)});
    });
}

void page_store::replace_secret(const case_id& of, const std::string& salt, const std::string& proof)
{
    to_->run("replace secret", [&](pqxx::work& tx) {
        tx.exec(
            "UPDATE case_secret SET generation = generation + 1, salt = $3, proof = $4, minted_at = now() "
            "WHERE bucket = $1 AND case_id = $2",
            pqxx::params{bucket_of(of), to_string(of), as_bytes(salt), as_bytes(proof)});
        tx.exec("DELETE FROM page_visit WHERE bucket = $1 AND case_id = $2",
                pqxx::params{bucket_of(of), to_string(of)});
    });
}

std::optional<kept_secret> page_store::secret(const case_id& of)
{
    return to_->run("read secret", [&](pqxx::work& tx) -> std::optional<kept_secret> {
        // One row of one width whatever is there, read in the same way: its time does not tell which cases have one.
        const auto row =
            tx.exec(
                  "SELECT coalesce(s.salt, decode(repeat('00', 16), 'hex')), coalesce(s.proof, "
                  "decode(repeat('00', 32), 'hex')), coalesce(s.speaks_as, 'complainant'), "
                  "coalesce(s.generation, 0) FROM (VALUES (1)) one LEFT JOIN case_secret s ON s.bucket = $1 "
                  "AND s.case_id = $2",
                  pqxx::params{bucket_of(of), to_string(of)})
                .one_row();
        kept_secret kept{.salt = from_bytes(row[0]),
                         .proof = from_bytes(row[1]),
                         .representative = row[2].as<std::string>() == "representative",
                         .generation = row[3].as<std::int32_t>()};
        return kept.generation == 0 ? std::nullopt : std::optional(std::move(kept));
    });
}

void page_store::want_secret(const case_id& of)
{
    to_->run("want secret", [&](pqxx::work& tx) {
        tx.exec(
            "INSERT INTO secret_wanted AS w (bucket, case_id) VALUES ($1, $2) ON CONFLICT (bucket, case_id) "
            "DO UPDATE SET asked_at = now() WHERE w.bucket = $1 AND w.asked_at < now() - interval '1 day'",
            pqxx::params{bucket_of(of), to_string(of)});
    });
}

std::optional<instant> page_store::secret_wanted(const case_id& of)
{
    return to_->run("read wanted secret", [&](pqxx::work& tx) -> std::optional<instant> {
        const auto rows = tx.exec(
            "SELECT (extract(epoch FROM asked_at) * 1000000)::bigint FROM secret_wanted "
            "WHERE bucket = $1 AND case_id = $2",
            pqxx::params{bucket_of(of), to_string(of)});
        if (rows.empty()) return std::nullopt;
        return time_in(rows[0][0]);
    });
}

void page_store::open_visit(const case_id& of, const std::string& proof, std::int32_t generation)
{
    to_->run("open visit", [&](pqxx::work& tx) {
        // Those that have ended are swept by whoever comes next to the same bucket.
        tx.exec("DELETE FROM page_visit WHERE bucket = $1 AND seen_at < now() - interval '1 day'",
                pqxx::params{bucket_of(of)});
        tx.exec("INSERT INTO page_visit (bucket, proof, case_id, generation) VALUES ($1, $2, $3, $4)",
                pqxx::params{bucket_of(of), as_bytes(proof), to_string(of), generation});
    });
}

std::optional<page_visit> page_store::visit(std::int16_t bucket, const std::string& proof)
{
    return to_->run("read visit", [&](pqxx::work& tx) -> std::optional<page_visit> {
        const auto rows = tx.exec(
            "UPDATE page_visit v SET seen_at = now() FROM case_secret s WHERE v.bucket = $1 AND v.proof = $2 "
            "AND v.seen_at > now() - interval '30 minutes' AND v.begun_at > now() - interval '4 hours' "
            "AND s.bucket = v.bucket AND s.case_id = v.case_id AND s.generation = v.generation "
            "RETURNING v.case_id::text, s.speaks_as",
            pqxx::params{bucket, as_bytes(proof)});
        if (rows.empty()) return std::nullopt;
        return page_visit{.of = parse_uuid(rows[0][0].as<std::string>()).value_or(uuid{}),
                          .representative = rows[0][1].as<std::string>() == "representative"};
    });
}

void page_store::end_visit(std::int16_t bucket, const std::string& proof)
{
    to_->run("end visit", [&](pqxx::work& tx) {
        tx.exec("DELETE FROM page_visit WHERE bucket = $1 AND proof = $2",
                pqxx::params{bucket, as_bytes(proof)});
    });
}

bool page_store::add_document(const case_id& of, const kept_document& what)
{
    return to_->run("add document", [&](pqxx::work& tx) {
        return tx.exec(
                     "INSERT INTO case_document (bucket, case_id, document_id, sha256, size, type, state) "
                     "VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING",
                     pqxx::params{bucket_of(of), to_string(of), what.id, as_bytes(what.sha256), what.size,
                                  what.type, what.state})
                   .affected_rows() > 0;
    });
}

std::vector<kept_document> page_store::documents(const case_id& of)
{
    return to_->run("list documents", [&](pqxx::work& tx) {
        std::vector<kept_document> found;
        for (const auto& row : tx.exec(
                 "SELECT document_id, sha256, size, type, state, (extract(epoch FROM added_at) * "
                 "1000000)::bigint FROM case_document WHERE bucket = $1 AND case_id = $2 ORDER BY added_at",
                 pqxx::params{bucket_of(of), to_string(of)}))
            found.push_back({.id = row[0].as<std::string>(),
                             .sha256 = from_bytes(row[1]),
                             .size = row[2].as<std::int64_t>(),
                             .type = row[3].as<std::string>(),
                             .state = row[4].as<std::string>(),
                             .added = time_in(row[5])});
        return found;
    });
}

}  // namespace redress::postgres
