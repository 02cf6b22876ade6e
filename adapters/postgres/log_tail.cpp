#include "adapters/postgres/log_tail.hpp"

#include "adapters/postgres/session.hpp"

namespace redress::postgres {

log_tail::log_tail(std::string_view url)
    : to_(std::make_unique<session>(
          url, session_settings{.role = "redress_reader", .application = "redress stream"}))
{
}
log_tail::~log_tail() = default;

log_tail::positions log_tail::heads()
{
    return to_->run("look where the logs end", [](pqxx::work& tx) {
        positions ends{};
        for (const auto& row : tx.exec("SELECT bucket, pos FROM bucket_head"))
            ends.at(row[0].as<std::size_t>()) = row[1].as<std::int64_t>();
        return ends;
    });
}

std::vector<tail_entry> log_tail::between(std::int16_t bucket, std::int64_t from, std::int64_t until,
                                          int limit)
{
    return to_->run("read the end of a log", [&](pqxx::work& tx) {
        std::vector<tail_entry> list;
        for (const auto& row : tx.exec("SELECT pos, chain_id::text, body FROM audit_entry WHERE bucket = $1 "
                                       "AND pos > $2 AND pos <= $3 "
                                       "ORDER BY pos LIMIT $4",
                                       pqxx::params{bucket, from, until, limit}))
            list.push_back({.bucket = bucket,
                            .pos = row[0].as<std::int64_t>(),
                            .chain = parse_uuid(row[1].as<std::string>()).value_or(chain_id{}),
                            .body = from_bytes(row[2])});
        return list;
    });
}

}  // namespace redress::postgres
