#include "tests/bench/mix.hpp"

namespace redress::bench {

option_list with_mix(option_list more)
{
    const option_list own{{"batch", "500"},    {"buckets", "1"},     {"cases", "0.85"},
                          {"filings", "0.05"}, {"closings", "0.04"}, {"work", "0.35"},
                          {"work_hot", "0.5"}, {"texts", "0.6"},     {"agenda", "0.10"},
                          {"counters", "4"},   {"facts", "600"},     {"facts_moved", "300"},
                          {"body", "800"},     {"text", "60"},       {"offsets", "0"}};
    more.insert(more.end(), own.begin(), own.end());
    return more;
}

mix mix_of(const options& given)
{
    return {.batch = given.count("batch"),
            .buckets = given.count("buckets"),
            .cases = given.real("cases"),
            .filings = given.real("filings"),
            .closings = given.real("closings"),
            .work = given.real("work"),
            .work_hot = given.real("work_hot"),
            .texts = given.real("texts"),
            .agenda = given.real("agenda"),
            .counters = given.real("counters"),
            .facts = given.count("facts"),
            .facts_moved = given.count("facts_moved"),
            .body = given.count("body"),
            .text = given.count("text"),
            .offsets = given.count("offsets") != 0};
}

}  // namespace redress::bench
