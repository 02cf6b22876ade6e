#include "adapters/kafka/producer.hpp"

#include "adapters/kafka/client_conf.hpp"
#include "adapters/kafka/error_map.hpp"

#include <algorithm>
#include <vector>

namespace redress::kafka {
namespace {

using steady = std::chrono::steady_clock;

/// The state of each message of one publish, as its delivery reports come in.
class delivery_book final : public RdKafka::DeliveryReportCb {
public:
    void open(std::size_t messages)
    {
        outcomes_.assign(messages, RdKafka::ERR__IN_PROGRESS);
        waiting_ = 0;
    }
    void* slot(std::size_t i) { return &outcomes_[i]; }
    void handed_over() { ++waiting_; }
    [[nodiscard]] std::size_t waiting() const { return waiting_; }
    [[nodiscard]] RdKafka::ErrorCode outcome(std::size_t i) const { return outcomes_[i]; }

    // Called from C inside poll(): only writes two words.
    void dr_cb(RdKafka::Message& message) override
    {
        *static_cast<RdKafka::ErrorCode*>(message.msg_opaque()) = message.err();
        --waiting_;
    }

private:
    std::vector<RdKafka::ErrorCode> outcomes_;
    std::size_t waiting_ = 0;
};

}  // namespace

struct producer::inside {
    kafka_settings settings;
    trouble told;
    event_tap tap;
    delivery_book book;
    std::unique_ptr<RdKafka::Producer> client;  // last: its destruction calls nothing of the above
    std::uint64_t renewals = 0;
    // After a message was refused for good: one at a time, until a publish goes through. The broker cannot
    // know yet that what a new client sends behind it is out of sequence.
    bool careful = false;

    inside(kafka_settings s, trouble t) : settings(std::move(s)), told(t), tap(std::move(t)) {}

    RdKafka::Producer& ready()
    {
        if (client) return *client;
        auto conf = producer_conf(settings);
        std::string error;
        if (conf->set("dr_cb", &book, error) != RdKafka::Conf::CONF_OK ||
            conf->set("event_cb", &tap, error) != RdKafka::Conf::CONF_OK)
            throw std::invalid_argument("kafka: " + error);
        client.reset(RdKafka::Producer::create(conf.get(), error));
        if (!client) throw workflow::publisher_unavailable("kafka: no producer: " + error);
        return *client;
    }

    /// Throws the client away with all that it still holds, so that nothing of it goes out later.
    void renew(const std::string& why)
    {
        if (!client) return;
        client->purge(RdKafka::Producer::PURGE_QUEUE | RdKafka::Producer::PURGE_INFLIGHT);
        for (int i = 0; i < 50 && book.waiting() > 0; ++i) client->poll(100);
        client.reset();
        ++renewals;
        if (told) told("kafka_producer_renewed", why);
    }

    void wait_for_reports(steady::time_point until)
    {
        std::string fatal;
        while (book.waiting() > 0 && steady::now() < until &&
               client->fatal_error(fatal) == RdKafka::ERR_NO_ERROR)
            client->poll(20);
    }

    RdKafka::ErrorCode hand_over(const workflow::outgoing& message, std::size_t i, steady::time_point until)
    {
        auto& to = ready();
        for (;;) {
            std::unique_ptr<RdKafka::Headers> headers(RdKafka::Headers::create());
            for (const auto& [name, value] : message.headers) headers->add(name, value.data(), value.size());
            const auto code = to.produce(
                message.topic, RdKafka::Topic::PARTITION_UA, RdKafka::Producer::RK_MSG_COPY,
                const_cast<char*>(message.payload.data()), message.payload.size(),  // copied: never written
                message.key.data(), message.key.size(), 0, headers.get(), book.slot(i));
            if (code == RdKafka::ERR_NO_ERROR) {
                (void)headers.release();  // librdkafka's from here on
                book.handed_over();
                return code;
            }
            if (code != RdKafka::ERR__QUEUE_FULL || steady::now() >= until) return code;
            to.poll(20);
        }
    }
};

producer::producer(kafka_settings settings, trouble told)
    : in_(std::make_unique<inside>(std::move(settings), std::move(told)))
{
}

producer::~producer() = default;

std::uint64_t producer::renewals() const
{
    return in_->renewals;
}

std::size_t producer::publish(std::span<const workflow::outgoing> messages)
{
    if (messages.empty()) return 0;
    auto& in = *in_;
    auto& client = in.ready();
    const auto until = steady::now() + in.settings.delivery_wait_max;
    in.book.open(messages.size());

    RdKafka::ErrorCode stopped = RdKafka::ERR_NO_ERROR;
    std::size_t handed = 0;
    for (; handed < messages.size(); ++handed) {
        stopped = in.hand_over(messages[handed], handed, until);
        if (stopped != RdKafka::ERR_NO_ERROR) break;
        if (handed % 256 == 255) client.poll(0);
        if (!in.careful) continue;
        in.wait_for_reports(until);
        if (in.book.outcome(handed) != RdKafka::ERR_NO_ERROR) {
            ++handed;
            break;
        }
    }
    in.wait_for_reports(until);
    std::string fatal;
    const bool late = in.book.waiting() > 0;
    const bool broken = client.fatal_error(fatal) != RdKafka::ERR_NO_ERROR;
    if (late || broken) in.renew(broken ? fatal : "no delivery reports within the wait");
    in.careful = broken || (in.careful && late);

    std::size_t delivered = 0;
    while (delivered < handed && in.book.outcome(delivered) == RdKafka::ERR_NO_ERROR) ++delivered;
    if (delivered == messages.size()) return delivered;

    const auto& first = messages[delivered];
    const auto code = delivered < handed ? in.book.outcome(delivered) : stopped;
    const auto why = failure_of(code);
    const std::string detail = RdKafka::err2str(code) + ". " + fix_of(why, first.topic);
    if (in.told) in.told("kafka_publish_" + std::string(name_of(why)), detail);
    if (delivered == 0)
        throw workflow::publisher_unavailable("kafka: topic '" + first.topic + "': " + detail);
    return delivered;
}

}  // namespace redress::kafka
