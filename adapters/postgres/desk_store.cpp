#include "adapters/postgres/desk_store.hpp"

#include "adapters/postgres/session.hpp"

#include <algorithm>
#include <cstring>

namespace redress::postgres {
namespace {

constexpr const char* moment = "(extract(epoch FROM saved_at) * 1000000)::bigint";

instant at_micros(const pqxx::field& f)
{
    return instant(duration(f.as<std::int64_t>()));
}

uuid id_of(const pqxx::field& f)
{
    return parse_uuid(f.as<std::string>()).value_or(uuid{});
}

std::vector<std::pair<std::string, std::string>> read_headers(const std::string& text)
{
    std::vector<std::pair<std::string, std::string>> list;
    for (std::size_t from = 0; from < text.size();) {
        const auto end = text.find('\n', from);
        const auto line = text.substr(from, end - from);
        const auto colon = line.find(": ");
        list.emplace_back(line.substr(0, colon), line.substr(colon + 2));
        from = end + 1;
    }
    return list;
}

std::optional<kept_answer> read_answer(session& over, const std::string& principal, const std::string& key)
{
    static const std::string sql =
        "SELECT fingerprint, answer_code, answer_head, body FROM request_answer WHERE principal = $1 AND "
        "request_key = $2 AND expires_at > now()";
    const auto rows = over.ask("read an answer", sql, pqxx::params{principal, key});
    if (rows.empty()) return std::nullopt;
    kept_answer found{.status = rows[0][1].as<int>(),
                      .headers = read_headers(rows[0][2].as<std::string>()),
                      .body = from_bytes(rows[0][3])};
    const auto bytes = from_bytes(rows[0][0]);
    std::memcpy(found.fingerprint.data(), bytes.data(), std::min(bytes.size(), found.fingerprint.size()));
    return found;
}

kept_view view_of(const pqxx::row& row)
{
    return {.id = id_of(row[0]),
            .owner = row[1].as<std::string>(),
            .name = row[2].as<std::string>(),
            .shared = row[3].as<bool>(),
            .filter = row[4].as<std::string>(),
            .version = row[5].as<std::int64_t>(),
            .saved = at_micros(row[6])};
}

const std::string view_columns =
    "view_id::text, owner, name, shared, filter, version, " + std::string(moment);

}  // namespace

desk_store::desk_store(std::string_view url)
    : to_(std::make_unique<session>(url,
                                    session_settings{.role = "redress_desk", .application = "redress desk"}))
{
}
desk_store::~desk_store() = default;

std::optional<kept_answer> desk_store::answer(const std::string& principal, const std::string& key)
{
    return read_answer(*to_, principal, key);
}

void desk_store::forget_old()
{
    to_->run("forget old answers", [](pqxx::work& tx) {
        tx.exec(
              "DELETE FROM request_answer WHERE (principal, request_key) IN (SELECT principal, request_key "
              "FROM "
              "request_answer "
              "WHERE expires_at <= now() LIMIT 10000)")
            .no_rows();
        tx.exec("DELETE FROM draft WHERE saved_at < now() - interval '30 days'").no_rows();
    });
}

std::vector<kept_draft> desk_store::drafts(const std::string& person, const std::optional<case_id>& about)
{
    return to_->run("read drafts", [&](pqxx::work& tx) {
        std::vector<kept_draft> list;
        for (const auto& row :
             tx.exec("SELECT about::text, composer, words, version, " + std::string(moment) +
                         " FROM draft WHERE person = $1 AND ($2::uuid IS NULL OR about = $2::uuid) ORDER BY "
                         "saved_at DESC, about, composer LIMIT 200",
                     pqxx::params{person, about ? std::optional(to_string(*about)) : std::nullopt}))
            list.push_back({.about = id_of(row[0]),
                            .composer = row[1].as<std::string>(),
                            .words = row[2].as<std::string>(),
                            .version = row[3].as<std::int64_t>(),
                            .saved = at_micros(row[4])});
        return list;
    });
}

kept_as desk_store::save_draft(const std::string& person, kept_draft& one,
                               std::optional<std::int64_t> version)
{
    return to_->run("save a draft", [&](pqxx::work& tx) {
        const auto rows = tx.exec(
            "INSERT INTO draft (person, about, composer, words, saved_at, version) SELECT $1, $2, $3, $4, "
            "now(), 1 WHERE coalesce($5::bigint, 0) = 0 OR EXISTS (SELECT FROM draft WHERE person = $1 "
            "AND about = $2 AND composer = $3) ON CONFLICT (person, about, composer) DO UPDATE SET words = "
            "EXCLUDED.words, saved_at = EXCLUDED.saved_at, version = draft.version + 1 WHERE $5::bigint IS "
            "NULL OR draft.version = $5::bigint RETURNING version, " +
                std::string(moment),
            pqxx::params{person, to_string(one.about), one.composer, one.words, version});
        if (rows.empty()) return kept_as::stale;
        one.version = rows[0][0].as<std::int64_t>();
        one.saved = at_micros(rows[0][1]);
        return kept_as::saved;
    });
}

bool desk_store::drop_draft(const std::string& person, const case_id& about, const std::string& composer)
{
    return to_->run("drop a draft", [&](pqxx::work& tx) {
        return tx.exec("DELETE FROM draft WHERE person = $1 AND about = $2 AND composer = $3",
                       pqxx::params{person, to_string(about), composer})
                   .affected_rows() > 0;
    });
}

std::vector<kept_view> desk_store::views(const std::string& person)
{
    return to_->run("read views", [&](pqxx::work& tx) {
        std::vector<kept_view> list;
        for (const auto& row :
             tx.exec("SELECT " + view_columns +
                         " FROM saved_view WHERE owner = $1 OR shared ORDER BY name, view_id "
                         "LIMIT 500",
                     pqxx::params{person}))
            list.push_back(view_of(row));
        return list;
    });
}

std::optional<kept_view> desk_store::view(const uuid& id)
{
    return to_->run("read a view", [&](pqxx::work& tx) -> std::optional<kept_view> {
        const auto rows = tx.exec("SELECT " + view_columns + " FROM saved_view WHERE view_id = $1",
                                  pqxx::params{to_string(id)});
        if (rows.empty()) return std::nullopt;
        return view_of(rows[0]);
    });
}

kept_as desk_store::add_view(kept_view& one)
{
    return to_->run("add a view", [&](pqxx::work& tx) {
        const auto rows = tx.exec(
            "INSERT INTO saved_view (view_id, owner, name, shared, filter, version, saved_at) VALUES ($1, "
            "$2, $3, "
            "$4, $5, 1, now()) ON CONFLICT DO NOTHING RETURNING version, " +
                std::string(moment),
            pqxx::params{to_string(one.id), one.owner, one.name, one.shared, one.filter});
        if (rows.empty()) return kept_as::name_taken;
        one.version = rows[0][0].as<std::int64_t>();
        one.saved = at_micros(rows[0][1]);
        return kept_as::saved;
    });
}

kept_as desk_store::change_view(kept_view& one, std::optional<std::int64_t> version)
{
    return to_->run("change a view", [&](pqxx::work& tx) {
        const bool taken = !tx.exec("SELECT FROM saved_view WHERE owner = $1 AND name = $2 AND view_id <> $3",
                                    pqxx::params{one.owner, one.name, to_string(one.id)})
                                .empty();
        if (taken) return kept_as::name_taken;
        const auto rows = tx.exec(
            "UPDATE saved_view SET name = $3, shared = $4, filter = $5, version = version + 1, "
            "saved_at = now() WHERE view_id = $1 AND owner = $2 AND ($6::bigint IS NULL OR "
            "version = $6::bigint) RETURNING version, " +
                std::string(moment),
            pqxx::params{to_string(one.id), one.owner, one.name, one.shared, one.filter, version});
        if (rows.empty()) return kept_as::stale;
        one.version = rows[0][0].as<std::int64_t>();
        one.saved = at_micros(rows[0][1]);
        return kept_as::saved;
    });
}

bool desk_store::drop_view(const uuid& id, const std::string& owner)
{
    return to_->run("drop a view", [&](pqxx::work& tx) {
        return tx.exec("DELETE FROM saved_view WHERE view_id = $1 AND owner = $2",
                       pqxx::params{to_string(id), owner})
                   .affected_rows() > 0;
    });
}

namespace {
constexpr const char* upload_columns =
    "SELECT upload_id::text, case_id::text, person, words, size, "
    "(extract(epoch FROM begun_at) * 1000000)::bigint, coalesce(document_id, ''), version "
    "FROM document_upload ";
}  // namespace

bool desk_store::begin_upload(kept_upload& one)
{
    return to_->run("begin an upload", [&](pqxx::work& tx) {
        const auto rows = tx.exec(
            "INSERT INTO document_upload (bucket, case_id, upload_id, person, words, size) VALUES ($1, $2, "
            "$3, $4, $5, $6) ON CONFLICT DO NOTHING RETURNING (extract(epoch FROM begun_at) * "
            "1000000)::bigint",
            pqxx::params{bucket_of(one.about), to_string(one.about), to_string(one.id), one.person, one.words,
                         one.size});
        if (!rows.empty()) one.begun = at_micros(rows[0][0]);
        return !rows.empty();
    });
}

std::optional<kept_upload> desk_store::upload(const case_id& about, const uuid& id)
{
    return to_->run("read an upload", [&](pqxx::work& tx) -> std::optional<kept_upload> {
        const auto rows =
            tx.exec(std::string(upload_columns) + "WHERE bucket = $1 AND case_id = $2 AND upload_id = $3",
                    pqxx::params{bucket_of(about), to_string(about), to_string(id)});
        if (rows.empty()) return std::nullopt;
        const auto row = rows[0];
        return kept_upload{.id = id_of(row[0]),
                           .about = id_of(row[1]),
                           .person = row[2].as<std::string>(),
                           .words = row[3].as<std::string>(),
                           .size = row[4].as<std::int64_t>(),
                           .begun = at_micros(row[5]),
                           .document = row[6].as<std::string>(),
                           .version = row[7].as<std::int64_t>()};
    });
}

std::int64_t desk_store::uploads_of(const case_id& about)
{
    return to_->run("count uploads", [&](pqxx::work& tx) {
        return tx
            .exec(
                "SELECT count(*) FROM document_upload WHERE bucket = $1 AND case_id = $2 AND document_id "
                "IS NULL",
                pqxx::params{bucket_of(about), to_string(about)})[0][0]
            .as<std::int64_t>();
    });
}

std::int64_t desk_store::uploads_of(const std::string& person)
{
    return to_->run("count uploads", [&](pqxx::work& tx) {
        return tx
            .exec("SELECT count(*) FROM document_upload WHERE person = $1 AND document_id IS NULL",
                  pqxx::params{person})[0][0]
            .as<std::int64_t>();
    });
}

void desk_store::end_upload(const case_id& about, const uuid& id, const std::string& document,
                            std::int64_t version)
{
    to_->run("end an upload", [&](pqxx::work& tx) {
        tx.exec(
            "UPDATE document_upload SET document_id = $4, version = $5 WHERE bucket = $1 AND case_id = $2 "
            "AND upload_id = $3 AND document_id IS NULL",
            pqxx::params{bucket_of(about), to_string(about), to_string(id), document, version});
    });
}

bool desk_store::drop_upload(const case_id& about, const uuid& id)
{
    return to_->run("drop an upload", [&](pqxx::work& tx) {
        return tx.exec("DELETE FROM document_upload WHERE bucket = $1 AND case_id = $2 AND upload_id = $3",
                       pqxx::params{bucket_of(about), to_string(about), to_string(id)})
                   .affected_rows() > 0;
    });
}

void desk_store::drop_uploads_older(std::chrono::seconds most)
{
    to_->run("drop old uploads", [&](pqxx::work& tx) {
        tx.exec("DELETE FROM document_upload WHERE begun_at < now() - make_interval(secs => $1)",
                pqxx::params{most.count()});
    });
}

bool desk_store::upload_known(const uuid& id)
{
    return to_->run("look for an upload", [&](pqxx::work& tx) {
        return !tx.exec("SELECT 1 FROM document_upload WHERE upload_id = $1", pqxx::params{to_string(id)})
                    .empty();
    });
}

std::string desk_store::secret(const std::string& name, const std::string& made)
{
    return to_->run("read a secret", [&](pqxx::work& tx) {
        tx.exec("INSERT INTO desk_secret (name, bytes) VALUES ($1, $2) ON CONFLICT DO NOTHING",
                pqxx::params{name, as_bytes(made)})
            .no_rows();
        return from_bytes(
            tx.exec("SELECT bytes FROM desk_secret WHERE name = $1", pqxx::params{name}).one_field());
    });
}

}  // namespace redress::postgres
