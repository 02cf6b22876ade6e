#include "tests/conformance/matter_suite.hpp"
#include "tests/support/memory_case_store.hpp"

namespace redress::tests {
namespace {

struct memory_under_test final : store_under_test {
    std::shared_ptr<memory_database> db = std::make_shared<memory_database>();
    [[nodiscard]] std::unique_ptr<workflow::case_store> connect() override
    {
        return std::make_unique<memory_case_store>(db);
    }
    void put_offset(const std::string& topic, std::int32_t partition, std::int64_t epoch,
                    std::int64_t next) override
    {
        db->offsets[{topic, partition}] = {.epoch = epoch, .next = next, .first = next};
    }
};

TEST_CASE("the memory store keeps the contract of case stores", "[case_store]")
{
    memory_under_test under;
    case_store_suite(under);
}

TEST_CASE("the memory store keeps what stands beside the case like any other", "[case_store][beside]")
{
    memory_under_test under;
    matter_suite(under);
}

}  // namespace
}  // namespace redress::tests
