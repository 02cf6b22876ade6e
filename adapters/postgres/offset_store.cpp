#include "adapters/postgres/offset_store.hpp"

#include "adapters/postgres/session.hpp"
#include "states/ids.hpp"

namespace redress::postgres {
namespace {

int bucket_of_partition(std::int32_t partition)
{
    return partition % bucket_count;
}

}  // namespace

offset_store::offset_store(std::string_view url)
    : to_(std::make_unique<session>(
          url, session_settings{.role = "redress_engine", .application = "redress positions"}))
{
}
offset_store::~offset_store() = default;

workflow::partition_position offset_store::take(std::string_view topic, std::int32_t partition,
                                                std::int64_t low_watermark)
{
    return to_->run("take partition", [&](pqxx::work& tx) {
        // A new epoch shuts the last holder out at its next commit. A try is added when that holder
        // did not say goodbye: what it died of may be the very record it stood at. `xmax = 0` is a
        // row of this statement's own making.
        const auto row =
            tx.exec(
                  "INSERT INTO consumer_offset AS o (bucket, topic, partition, epoch, first_offset, "
                  "next_offset) "
                  "VALUES ($1, $2, $3, 1, $4, $4) ON CONFLICT (bucket, topic, partition) DO UPDATE "
                  "SET epoch = o.epoch + 1, tries = o.tries + CASE WHEN o.released THEN 0 ELSE 1 END, "
                  "released = false "
                  "RETURNING epoch, next_offset, tries, xmax = 0",
                  pqxx::params{bucket_of_partition(partition), topic, partition, low_watermark})
                .one_row();
        return workflow::partition_position{.epoch = row[0].as<std::int64_t>(),
                                            .next_offset = row[1].as<std::int64_t>(),
                                            .tries = row[2].as<std::int32_t>(),
                                            .fresh = row[3].as<bool>()};
    });
}

void offset_store::release(std::string_view topic, std::int32_t partition, std::int64_t epoch)
{
    to_->run("release partition", [&](pqxx::work& tx) {
        tx.exec(
              "UPDATE consumer_offset SET released = true WHERE bucket = $1 AND topic = $2 AND partition = "
              "$3 AND epoch = $4",
              pqxx::params{bucket_of_partition(partition), topic, partition, epoch})
            .no_rows();
    });
}

std::int32_t offset_store::add_try(std::string_view topic, std::int32_t partition, std::int64_t epoch)
{
    return to_->run("add a try", [&](pqxx::work& tx) {
        const auto rows = tx.exec(
            "UPDATE consumer_offset SET tries = tries + 1 WHERE bucket = $1 AND topic = $2 AND partition = "
            "$3 AND epoch = $4 "
            "RETURNING tries",
            pqxx::params{bucket_of_partition(partition), topic, partition, epoch});
        // Another holder counts for itself.
        return rows.empty() ? 0 : rows[0][0].as<std::int32_t>();
    });
}

}  // namespace redress::postgres
