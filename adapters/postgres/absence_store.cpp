#include "adapters/postgres/absence_store.hpp"

#include "adapters/postgres/identity_inside.hpp"

namespace redress::postgres {
namespace {

const std::string columns = "absence_id::text, person, " + micros("from_at") + ", " + micros("until_at") +
                            ", coalesce(delegate, ''), said_by, " + micros("said_at") + ", " +
                            micros("ended_at") + ", coalesce(ended_by, '')";
/// Until when it holds. One that was called off before it began held never.
constexpr auto held_until = "least(until_at, coalesce(ended_at, until_at))";

workflow::said_absence absence_in(const pqxx::row& row)
{
    return {.id = parse_uuid(row[0].as<std::string>()).value(),
            .person = row[1].as<std::string>(),
            .from = time_in(row[2]),
            .until = time_in(row[3]),
            .delegate = row[4].as<std::string>(),
            .said_by = row[5].as<std::string>(),
            .said_at = time_in(row[6]),
            .ended_at = maybe_time_in(row[7]),
            .ended_by = row[8].as<std::string>()};
}

}  // namespace

absence_store::absence_store(std::string url)
    : to_(std::make_unique<session>(
          std::move(url), session_settings{.role = "redress_identity", .application = "redress identity"}))
{
}
absence_store::~absence_store() = default;

instant absence_store::now()
{
    return to_->run("read the clock", [](pqxx::work& tx) {
        return time_in(tx.exec("SELECT " + micros("now()")).one_row()[0]);
    });
}

std::vector<workflow::said_absence> absence_store::not_over(std::chrono::seconds ago)
{
    return to_->run("list absences", [&](pqxx::work& tx) {
        std::vector<workflow::said_absence> found;
        for (const auto& row :
             tx.exec("SELECT " + columns + " FROM absence WHERE " + held_until +
                         " > now() - make_interval(secs => $1) ORDER BY from_at DESC, absence_id",
                     pqxx::params{static_cast<std::int64_t>(ago.count())}))
            found.push_back(absence_in(row));
        return found;
    });
}

std::optional<workflow::said_absence> absence_store::find(const uuid& id)
{
    return to_->run("read absence", [&](pqxx::work& tx) -> std::optional<workflow::said_absence> {
        const auto rows = tx.exec("SELECT " + columns + " FROM absence WHERE absence_id = $1::uuid",
                                  pqxx::params{to_string(id)});
        return rows.empty() ? std::nullopt : std::optional(absence_in(rows[0]));
    });
}

bool absence_store::add(workflow::said_absence& one)
{
    return to_->run("add absence", [&](pqxx::work& tx) {
        // Two who say it of one person at once wait for each other here, and the second sees what the first said.
        tx.exec("SELECT pg_advisory_xact_lock(hashtextextended('absence ' || $1, 0))",
                pqxx::params{one.person});
        const auto rows = tx.exec(
            "INSERT INTO absence (absence_id, person, from_at, until_at, delegate, said_by) "
            "SELECT $1::uuid, $2, $3::timestamptz, $4::timestamptz, nullif($5, ''), $6 "
            "WHERE NOT EXISTS (SELECT FROM absence WHERE person = $2 AND from_at < $4::timestamptz AND " +
                std::string(held_until) + " > greatest(from_at, $3::timestamptz)) RETURNING " +
                micros("said_at"),
            pqxx::params{to_string(one.id), one.person, to_string(one.from), to_string(one.until),
                         one.delegate, one.said_by});
        if (rows.empty()) return false;
        one.said_at = time_in(rows[0][0]);
        return true;
    });
}

bool absence_store::end(const uuid& id, std::string_view by)
{
    return to_->run("end absence", [&](pqxx::work& tx) {
        return tx.exec(
                     "UPDATE absence SET ended_at = now(), ended_by = $2 WHERE absence_id = $1::uuid AND "
                     "ended_at IS NULL AND until_at > now()",
                     pqxx::params{to_string(id), std::string(by)})
                   .affected_rows() == 1;
    });
}

}  // namespace redress::postgres
