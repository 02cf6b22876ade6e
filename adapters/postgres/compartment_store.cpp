#include "adapters/postgres/compartment_store.hpp"

#include "adapters/postgres/session.hpp"

namespace redress::postgres {
namespace {

instant time_in(const pqxx::field& micros)
{
    return instant(duration(micros.as<std::int64_t>()));
}

std::string_view bytes_of(const digest& of)
{
    return {reinterpret_cast<const char*>(of.data()), of.size()};
}

}  // namespace

compartment_store::compartment_store(std::string url)
    : to_(std::make_unique<session>(
          std::move(url), session_settings{.role = "redress_restricted", .application = "redress queries"}))
{
}
compartment_store::~compartment_store() = default;

std::vector<std::string> compartment_store::history(const case_id& of)
{
    return to_->run("read compartment", [&](pqxx::work& tx) {
        std::vector<std::string> bodies;
        for (const auto& row :
             tx.exec("SELECT body FROM restricted_entry WHERE bucket = $1 AND case_id = $2 ORDER BY cseq",
                     pqxx::params{bucket_of(of), to_string(of)}))
            bodies.push_back(from_bytes(row[0]));
        return bodies;
    });
}

std::vector<workflow::private_row> compartment_store::texts(const case_id& of)
{
    return to_->run("read compartment", [&](pqxx::work& tx) {
        std::vector<workflow::private_row> texts;
        for (const auto& row :
             tx.exec("SELECT entry_key, slot, bytes, (extract(epoch FROM created_at) * 1000000)::bigint FROM "
                     "restricted_text WHERE bucket = $1 AND case_id = $2 ORDER BY created_at, slot",
                     pqxx::params{bucket_of(of), to_string(of)}))
            texts.push_back({.bucket = bucket_of(of),
                             .id = of,
                             .entry_key = row[0].as<std::int64_t>(),
                             .slot = row[1].as<std::string>(),
                             .bytes = from_bytes(row[2]),
                             .created = time_in(row[3])});
        return texts;
    });
}

bool compartment_store::write(const workflow::compartment_write& what)
{
    const auto& entry = what.entry;
    const auto id = to_string(entry.chain);
    return to_->run("write compartment", [&](pqxx::work& tx) {
        const auto added = tx.exec(
            "INSERT INTO restricted_entry (bucket, case_id, cseq, key, body, leaf) VALUES ($1, $2, $3, "
            "$4, $5, $6) ON CONFLICT DO NOTHING",
            pqxx::params{entry.bucket, id, entry.cseq, entry.key, as_bytes(entry.body),
                         as_bytes(bytes_of(entry.leaf))});
        if (added.affected_rows() == 0) return false;
        for (const auto& text : what.texts)
            tx.exec(
                "INSERT INTO restricted_text (bucket, case_id, entry_key, slot, bytes, digest, created_at) "
                "VALUES ($1, $2, $3, $4, $5, $6, $7)",
                pqxx::params{text.bucket, id, text.entry_key, text.slot, as_bytes(text.bytes),
                             as_bytes(bytes_of(text.digest)), to_string(text.created)});
        if (what.limited)
            tx.exec(
                "INSERT INTO limited_reasons (bucket, case_id, approved_by, until) VALUES ($1, $2, $3, $4) "
                "ON CONFLICT (bucket, case_id) DO UPDATE SET approved_by = EXCLUDED.approved_by, until = "
                "EXCLUDED.until",
                pqxx::params{
                    entry.bucket, id, what.limited->by,
                    what.limited->until ? std::optional(to_string(*what.limited->until)) : std::nullopt});
        return true;
    });
}

std::optional<workflow::limited_reasons> compartment_store::reasons_limited(const case_id& of)
{
    return to_->run("read limited reasons", [&](pqxx::work& tx) -> std::optional<workflow::limited_reasons> {
        const auto rows = tx.exec(
            "SELECT approved_by, (extract(epoch FROM until) * 1000000)::bigint FROM "
            "limited_reasons WHERE bucket = $1 AND case_id = $2",
            pqxx::params{bucket_of(of), to_string(of)});
        if (rows.empty()) return std::nullopt;
        workflow::limited_reasons found{.by = rows[0][0].as<std::string>()};
        if (!rows[0][1].is_null()) found.until = time_in(rows[0][1]);
        return found;
    });
}

instant compartment_store::now()
{
    return to_->run("ask the time", [](pqxx::work& tx) {
        return time_in(tx.exec("SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint")[0][0]);
    });
}

}  // namespace redress::postgres
