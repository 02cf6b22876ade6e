#include "adapters/postgres/page_store.hpp"

#include "adapters/postgres/secret_finder.hpp"
#include "adapters/postgres/session.hpp"

namespace redress::postgres {
namespace {

instant time_in(const pqxx::field& micros)
{
    return instant(duration(micros.as<std::int64_t>()));
}

}  // namespace

page_store::page_store(std::string url)
    : url_(std::move(url)),
      to_(std::make_unique<session>(
          url_, session_settings{.role = "redress_pages", .application = "redress pages"}))
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

void page_store::replace_secret(const case_id& of, const kept_secret& what)
{
    to_->run("replace secret", [&](pqxx::work& tx) {
        tx.exec(
            "INSERT INTO case_secret AS s (bucket, case_id, generation, speaks_as, salt, proof) "
            "VALUES ($1, $2, 1, $3, $4, $5) ON CONFLICT (bucket, case_id) DO UPDATE "
            "SET generation = s.generation + 1, speaks_as = excluded.speaks_as, salt = excluded.salt, "
            "proof = excluded.proof, minted_at = now() WHERE s.bucket = $1",
            pqxx::params{bucket_of(of), to_string(of), what.representative ? "representative" : "complainant",
                         as_bytes(what.salt), as_bytes(what.proof)});
        tx.exec("DELETE FROM page_visit WHERE bucket = $1 AND case_id = $2",
                pqxx::params{bucket_of(of), to_string(of)});
    });
}

namespace {
/// From the column `first` on: salt, proof, speaks_as, generation.
kept_secret secret_in(const pqxx::row& row, int first)
{
    return {.salt = from_bytes(row[first]),
            .proof = from_bytes(row[first + 1]),
            .representative = row[first + 2].as<std::string_view>() == "representative",
            .generation = row[first + 3].as<std::int32_t>()};
}
}  // namespace

std::optional<kept_secret> page_store::secret(const case_id& of)
{
    static const std::string sql =
        "SELECT salt, proof, speaks_as, generation FROM case_secret WHERE bucket = $1 AND case_id = $2";
    const auto rows = to_->ask("read secret", sql, pqxx::params{bucket_of(of), to_string(of)});
    if (rows.empty()) return std::nullopt;
    return secret_in(rows[0], 0);
}

std::optional<named_secret> page_store::secret_of(const std::string& reference)
{
    if (!finder_) finder_ = std::make_unique<secret_finder>(url_, "redress pages");
    return std::move(finder_->find({reference}).front());
}

bool page_store::want_secret(const case_id& of)
{
    return to_->run("want secret", [&](pqxx::work& tx) {
        return tx.exec(
                     "INSERT INTO secret_wanted AS w (bucket, case_id) VALUES ($1, $2) ON CONFLICT (bucket, "
                     "case_id) DO UPDATE SET asked_at = now() WHERE w.bucket = $1 AND w.asked_at < now() - "
                     "interval '1 day'",
                     pqxx::params{bucket_of(of), to_string(of)})
                   .affected_rows() > 0;
    });
}

std::vector<wanted_secret> page_store::secrets_wanted()
{
    return to_->run("list wanted secrets", [&](pqxx::work& tx) {
        std::vector<wanted_secret> found;
        for (const auto& row : tx.exec(
                 "SELECT w.case_id::text, (extract(epoch FROM w.asked_at) * 1000000)::bigint FROM "
                 "secret_wanted w LEFT JOIN case_secret s ON s.bucket = w.bucket AND s.case_id = w.case_id "
                 "WHERE s.minted_at IS NULL OR s.minted_at < w.asked_at ORDER BY w.asked_at"))
            found.push_back(
                {.of = parse_uuid(row[0].as<std::string>()).value_or(uuid{}), .asked = time_in(row[1])});
        return found;
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

namespace {

constexpr auto document_columns =
    "SELECT document_id, sha256, size, type, state, (extract(epoch FROM added_at) * 1000000)::bigint "
    "FROM case_document WHERE bucket = $1 AND case_id = $2 ";

kept_document document_in(const pqxx::row& row)
{
    return {.id = row[0].as<std::string>(),
            .sha256 = from_bytes(row[1]),
            .size = row[2].as<std::int64_t>(),
            .type = row[3].as<std::string>(),
            .state = row[4].as<std::string>(),
            .added = time_in(row[5])};
}

}  // namespace

std::vector<kept_document> page_store::documents(const case_id& of)
{
    return to_->run("list documents", [&](pqxx::work& tx) {
        std::vector<kept_document> found;
        for (const auto& row : tx.exec(std::string(document_columns) + "ORDER BY added_at",
                                       pqxx::params{bucket_of(of), to_string(of)}))
            found.push_back(document_in(row));
        return found;
    });
}

std::optional<kept_document> page_store::document(const case_id& of, const std::string& id)
{
    return to_->run("read document", [&](pqxx::work& tx) -> std::optional<kept_document> {
        const auto rows = tx.exec(std::string(document_columns) + "AND document_id = $3",
                                  pqxx::params{bucket_of(of), to_string(of), id});
        if (rows.empty()) return std::nullopt;
        return document_in(rows[0]);
    });
}

void page_store::set_document_state(const case_id& of, const std::string& id, const std::string& state)
{
    to_->run("set document state", [&](pqxx::work& tx) {
        tx.exec(
            "UPDATE case_document SET state = $4 WHERE bucket = $1 AND case_id = $2 AND document_id = $3 AND "
            "state <> 'gone'",
            pqxx::params{bucket_of(of), to_string(of), id, state});
    });
}

std::vector<case_document> page_store::documents_behind(const case_document& after, int most)
{
    return to_->run("walk documents", [&](pqxx::work& tx) {
        std::vector<case_document> found;
        for (const auto& row :
             tx.exec("SELECT case_id::text, document_id FROM case_document WHERE (bucket, case_id, "
                     "document_id) > "
                     "($1, $2::uuid, $3) AND state <> 'gone' ORDER BY bucket, case_id, document_id LIMIT $4",
                     pqxx::params{after.id.empty() ? -1 : int{bucket_of(after.of)}, to_string(after.of),
                                  after.id, most}))
            found.push_back({.of = parse_uuid(row[0].as<std::string>()).value_or(uuid{}),
                             .id = row[1].as<std::string>()});
        return found;
    });
}

std::int64_t page_store::documents_of_bytes(const std::string& sha256)
{
    return to_->run("count documents", [&](pqxx::work& tx) {
        return tx
            .exec("SELECT count(*) FROM case_document WHERE sha256 = $1 AND state <> 'gone'",
                  pqxx::params{as_bytes(sha256)})[0][0]
            .as<std::int64_t>();
    });
}

}  // namespace redress::postgres
