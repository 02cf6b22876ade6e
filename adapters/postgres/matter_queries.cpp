#include "adapters/postgres/matter_queries.hpp"

#include "adapters/postgres/case_codec.hpp"
#include "adapters/postgres/session.hpp"

namespace redress::postgres {
namespace {

constexpr std::string_view columns =
    "m.bucket, m.matter_id::text, m.kind, m.state, m.version, m.cseq, "
    "(extract(epoch FROM m.agenda_at) * 1000000)::bigint, m.head, m.facts, "
    "(SELECT coalesce(sum(c.cases), 0) FROM incident_case_counter c WHERE c.incident_id = m.matter_id)";

matter_line line_of(const pqxx::row& row)
{
    const auto kind = row[2].as<std::string>();
    const auto state = row[3].as<std::string>();
    const auto head = from_bytes(row[7]);
    const auto facts = from_bytes(row[8]);
    std::optional<instant> agenda_at;
    if (!row[6].is_null()) agenda_at = instant(duration(row[6].as<std::int64_t>()));
    return {.now = stored_matter({.bucket = row[0].as<std::int16_t>(),
                                  .id = parse_uuid(row[1].as<std::string>()).value_or(uuid{}),
                                  .kind = kind,
                                  .state = state,
                                  .version = row[4].as<std::int64_t>(),
                                  .cseq = row[5].as<std::int64_t>(),
                                  .agenda_at = agenda_at,
                                  .head = head,
                                  .facts = facts}),
            .cases = row[9].as<std::int64_t>()};
}

}  // namespace

matter_queries::matter_queries(std::string url)
    : to_(std::make_unique<session>(
          std::move(url), session_settings{.role = "redress_reader", .application = "redress queries"}))
{
}
matter_queries::~matter_queries() = default;

std::optional<matter_line> matter_queries::get(const case_id& id)
{
    return to_->run("read matter", [&](pqxx::work& tx) -> std::optional<matter_line> {
        const auto rows = tx.exec(
            "SELECT " + std::string(columns) + " FROM matter m WHERE m.bucket = $1 AND m.matter_id = $2",
            pqxx::params{bucket_of(id), to_string(id)});
        if (rows.empty()) return std::nullopt;
        return line_of(rows[0]);
    });
}

std::vector<matter_line> matter_queries::list(const matter_filter& filter)
{
    return to_->run("list matters", [&](pqxx::work& tx) {
        // The owner stands in the facts: whoever asks for theirs goes through what there is.
        const bool all = !filter.owner.empty();
        const std::string behind =
            filter.after
                ? " AND EXISTS (SELECT FROM matter a WHERE a.bucket = $3 AND a.matter_id = $4 AND "
                  "(m.due > a.due OR (m.due IS NULL AND a.due IS NOT NULL) OR (m.due IS NOT DISTINCT FROM "
                  "a.due AND (m.opened_at < a.opened_at OR (m.opened_at = a.opened_at AND (m.bucket, "
                  "m.matter_id) > (a.bucket, a.matter_id))))))"
                : "";
        pqxx::params values{std::string(name_of(filter.kind)),
                            std::string(filter.state ? name_of(*filter.state) : std::string_view{})};
        if (filter.after) {
            values.append(bucket_of(*filter.after));
            values.append(to_string(*filter.after));
        }
        const auto rows = tx.exec("SELECT " + std::string(columns) +
                                      " FROM matter m WHERE m.kind = $1 AND ($2 = '' OR m.state = $2)" +
                                      behind + " ORDER BY m.due, m.opened_at DESC, m.bucket, m.matter_id" +
                                      (all ? std::string{} : " LIMIT " + std::to_string(filter.limit)),
                                  values);
        std::vector<matter_line> lines;
        for (const auto& row : rows) {
            if (static_cast<int>(lines.size()) == filter.limit) break;
            auto line = line_of(row);
            if (!all || line.now.facts.owner == filter.owner) lines.push_back(std::move(line));
        }
        return lines;
    });
}

std::vector<std::string> matter_queries::history(const case_id& id)
{
    return to_->run("read history", [&](pqxx::work& tx) {
        std::vector<std::string> bodies;
        for (const auto& row :
             tx.exec("SELECT body FROM audit_entry WHERE bucket = $1 AND chain_id = $2 ORDER BY cseq",
                     pqxx::params{bucket_of(id), to_string(id)}))
            bodies.push_back(from_bytes(row[0]));
        return bodies;
    });
}

}  // namespace redress::postgres
