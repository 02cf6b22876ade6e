#include "adapters/kafka/message.hpp"

#include <librdkafka/rdkafka.h>

namespace redress::kafka {
namespace {

void read_headers(RdKafka::Message& from, workflow::raw_record& to)
{
    rd_kafka_headers_t* headers = nullptr;
    if (rd_kafka_message_headers(from.c_ptr(), &headers) != RD_KAFKA_RESP_ERR_NO_ERROR) return;
    to.headers.reserve(rd_kafka_header_cnt(headers));
    const char* name = nullptr;
    const void* value = nullptr;
    std::size_t size = 0;
    for (std::size_t i = 0;
         rd_kafka_header_get_all(headers, i, &name, &value, &size) == RD_KAFKA_RESP_ERR_NO_ERROR; ++i)
        to.headers.emplace_back(name,
                                value ? std::string(static_cast<const char*>(value), size) : std::string{});
}

}  // namespace

workflow::raw_record record_of(RdKafka::Message& message, const std::string& topic)
{
    workflow::raw_record out{.topic = topic, .partition = message.partition(), .offset = message.offset()};
    if (message.key_pointer())
        out.key.assign(static_cast<const char*>(message.key_pointer()), message.key_len());
    if (message.payload()) out.payload.assign(static_cast<const char*>(message.payload()), message.len());
    read_headers(message, out);
    return out;
}

}  // namespace redress::kafka
