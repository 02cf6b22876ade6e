// The suite that every case store passes, over PostgreSQL.
#include "adapters/postgres/case_store.hpp"
#include "tests/adapters/postgres/scratch_database.hpp"
#include "tests/conformance/case_store_suite.hpp"
#include "tests/conformance/matter_suite.hpp"

namespace {

class postgres_under_test final : public redress::tests::store_under_test {
public:
    std::unique_ptr<redress::workflow::case_store> connect() override
    {
        return std::make_unique<redress::postgres::case_store>(
            redress::postgres::store_settings{.url = database_.url()});
    }
    void put_offset(const std::string& topic, std::int32_t partition, std::int64_t epoch,
                    std::int64_t next) override
    {
        database_.sql(
            "INSERT INTO consumer_offset (bucket, topic, partition, epoch, first_offset, next_offset) VALUES "
            "(" +
            std::to_string(partition % redress::bucket_count) + ", '" + topic + "', " +
            std::to_string(partition) + ", " + std::to_string(epoch) + ", " + std::to_string(next) + ", " +
            std::to_string(next) + ")");
    }

private:
    redress::tests::scratch_database database_;
};

}  // namespace

TEST_CASE("PostgreSQL is a case store like any other", "[conformance]")
{
    postgres_under_test under;
    redress::tests::case_store_suite(under);
}

TEST_CASE("PostgreSQL keeps what stands beside the case like any other", "[conformance][matter]")
{
    postgres_under_test under;
    redress::tests::matter_suite(under);
}
