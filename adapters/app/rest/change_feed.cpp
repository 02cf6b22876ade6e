#include "adapters/app/rest/change_feed.hpp"

#include "adapters/app/log.hpp"
#include "adapters/app/reading.hpp"
#include "adapters/app/rest/sealed_text.hpp"
#include "adapters/postgres/case_codec.hpp"
#include "adapters/postgres/case_queries.hpp"

#include <boost/json.hpp>

#include <charconv>
#include <deque>
#include <map>

namespace redress::app::rest {
namespace {

constexpr std::size_t waiting_bytes_max = std::size_t{256} * 1024;
constexpr int entries_max = 500;

std::string block_of(const boost::json::object& told)
{
    return "event: case\ndata: " + boost::json::serialize(told) + "\n\n";
}

}  // namespace

std::string sealed_positions(const std::string& secret, const postgres::log_tail::positions& at)
{
    std::string text;
    for (const auto pos : at) text += (text.empty() ? "" : ",") + std::to_string(pos);
    return sealed_text(secret, text);
}

std::optional<postgres::log_tail::positions> opened_positions(const std::string& secret, std::string_view id)
{
    const auto text = opened_text(secret, id);
    if (!text) return std::nullopt;
    postgres::log_tail::positions at{};
    const char* from = text->data();
    const char* const end = from + text->size();
    for (auto& pos : at) {
        const auto [next, bad] = std::from_chars(from, end, pos);
        if (bad != std::errc{} || pos < 0) return std::nullopt;
        from = next == end ? end : next + 1;
    }
    return at;
}

/// One that listens: what it has not been sent yet, and how far it has read.
class feed_listener final : public http::body_stream {
public:
    actor who;
    std::optional<case_id> about;
    std::string secret;
    std::optional<postgres::log_tail::positions> at;  // nothing: from now on
    std::optional<bool> exchange_waits;               // as they were told
    std::chrono::steady_clock::time_point began = std::chrono::steady_clock::now(), told = began;

    explicit feed_listener(std::string first) { waiting_.push_back(std::move(first)); }

    void next(std::function<void(std::optional<std::string>)> ready) override
    {
        std::optional<std::string> piece;
        {
            const std::lock_guard hold(guard_);
            if (!waiting_.empty()) {
                piece = taken();
            } else if (!over_) {
                ready_ = std::move(ready);
                return;
            }
        }
        ready(std::move(piece));
    }
    void gone() override { end(); }
    void draining() override { end(); }

    void say(std::string text)
    {
        std::function<void(std::optional<std::string>)> ready;
        std::optional<std::string> piece;
        {
            const std::lock_guard hold(guard_);
            if (over_) return;
            waiting_.push_back(std::move(text));
            if (!ready_) return;
            ready = std::exchange(ready_, nullptr);
            piece = taken();
        }
        told = std::chrono::steady_clock::now();
        ready(std::move(piece));
    }
    void end()
    {
        std::function<void(std::optional<std::string>)> ready;
        {
            const std::lock_guard hold(guard_);
            over_ = true;
            ready = std::exchange(ready_, nullptr);
        }
        if (ready) ready(std::nullopt);
    }
    [[nodiscard]] bool over() const
    {
        const std::lock_guard hold(guard_);
        return over_;
    }
    /// Whoever reads slowly is read for slowly.
    [[nodiscard]] bool full() const
    {
        const std::lock_guard hold(guard_);
        std::size_t bytes = 0;
        for (const auto& one : waiting_) bytes += one.size();
        return bytes >= waiting_bytes_max;
    }

private:
    std::string taken()
    {
        std::string all;
        for (auto& one : waiting_) all += one;
        waiting_.clear();
        return all;
    }
    mutable std::mutex guard_;
    std::deque<std::string> waiting_;
    std::function<void(std::optional<std::string>)> ready_;
    bool over_ = false;
};

namespace {

class logs final : public feed_source {
public:
    explicit logs(const std::string& database) : tail_(database), queries_(database) {}

    postgres::log_tail::positions heads() override { return tail_.heads(); }
    std::vector<postgres::tail_entry> between(std::int16_t bucket, std::int64_t from, std::int64_t until,
                                              int limit) override
    {
        return tail_.between(bucket, from, until, limit);
    }
    std::optional<complaint> case_of(const chain_id& chain) override
    {
        try {
            return queries_.get(chain);
        } catch (const postgres::unknown_state&) {
            return std::nullopt;
        }
    }

private:
    postgres::log_tail tail_;
    postgres::case_queries queries_;
};

}  // namespace

std::unique_ptr<feed_source> logs_of(const std::string& database)
{
    return std::make_unique<logs>(database);
}

/// One look at the ends of the logs, shared by everybody who has read as far.
class feed_reader {
public:
    explicit feed_reader(std::unique_ptr<feed_source> from) : from_(std::move(from)) {}

    void begin()
    {
        heads = from_->heads();
        read_.clear();
        cases_.clear();
    }
    const std::vector<postgres::tail_entry>& after(std::int16_t bucket, std::int64_t pos)
    {
        const auto key = std::pair(bucket, pos);
        const auto found = read_.find(key);
        if (found != read_.end()) return found->second;
        return read_
            .emplace(key,
                     from_->between(bucket, pos, heads.at(static_cast<std::size_t>(bucket)), entries_max))
            .first->second;
    }
    /// Null when it is no case, or one that this release cannot read.
    const complaint* of(const chain_id& chain)
    {
        const auto found = cases_.find(chain);
        if (found != cases_.end()) return found->second ? &*found->second : nullptr;
        const auto& kept = cases_.emplace(chain, from_->case_of(chain)).first->second;
        return kept ? &*kept : nullptr;
    }
    postgres::log_tail::positions heads{};

private:
    std::unique_ptr<feed_source> from_;
    std::map<std::pair<std::int16_t, std::int64_t>, std::vector<postgres::tail_entry>> read_;
    std::map<chain_id, std::optional<complaint>> cases_;
};

namespace {

std::optional<boost::json::object> told_of(const postgres::tail_entry& one, const complaint& of)
{
    boost::system::error_code wrong;
    const auto parsed = boost::json::parse(one.body, wrong);
    if (wrong || !parsed.is_object()) return std::nullopt;
    const auto& entry = parsed.as_object();
    const auto* ev = entry.if_contains("ev");
    const auto* rec = entry.if_contains("rec");
    if (ev == nullptr || rec == nullptr) return std::nullopt;
    boost::json::object told{
        {"case", to_string(one.chain)}, {"event", *ev}, {"at", *rec}, {"state", name_of(of.lifecycle)}};
    if (const auto* version = entry.if_contains("ver")) told["version"] = *version;
    told["refused"] = entry.contains("ref");
    return told;
}

/// Reads on for one listener; true when something was said.
bool tell(feed_listener& one, feed_reader& reader)
{
    if (!one.at) {
        one.at = reader.heads;
        one.say("id: " + sealed_positions(one.secret, *one.at) + "\n\n");
        return true;
    }
    // A copy, put in place when all of it was said: a failure half-way leaves the listener where they were, and
    // what was read already is read again.
    auto at = *one.at;
    std::string all;
    for (std::int16_t bucket = 0; bucket < bucket_count; ++bucket) {
        auto& pos = at.at(static_cast<std::size_t>(bucket));
        if (pos >= reader.heads.at(static_cast<std::size_t>(bucket))) continue;
        const auto& entries = reader.after(bucket, pos);
        if (entries.empty()) pos = reader.heads.at(static_cast<std::size_t>(bucket));
        for (const auto& entry : entries) {
            pos = entry.pos;
            if (one.about && entry.chain != *one.about) continue;
            const auto* of = reader.of(entry.chain);
            if (of == nullptr || !may_open(one.who, *of)) continue;
            if (const auto told = told_of(entry, *of)) all += block_of(*told);
        }
    }
    if (!all.empty()) one.say(all + "id: " + sealed_positions(one.secret, at) + "\n\n");
    one.at = at;
    return !all.empty();
}

}  // namespace

change_feed::~change_feed()
{
    if (thread_) {
        thread_->request_stop();
        thread_->join();
    }
    for (const auto& one : listeners_) one->end();
}

std::shared_ptr<http::body_stream> change_feed::listen(const std::string& database, const std::string& secret,
                                                       actor who, std::optional<case_id> about,
                                                       std::string_view from)
{
    const auto at = from.empty() ? std::nullopt : opened_positions(secret, from);
    const auto one = std::make_shared<feed_listener>(
        std::string("retry: 5000\n\n") + (at || from.empty() ? "" : "event: reset\ndata: {}\n\n"));
    one->who = std::move(who);
    one->about = about;
    one->secret = secret;
    one->at = at;
    {
        const std::lock_guard hold(guard_);
        listeners_.push_back(one);
        database_ = database;
        if (!thread_) thread_.emplace([this](const std::stop_token& stop) { run(stop); });
    }
    changed_.notify_one();
    return one;
}

void change_feed::look(feed_reader& reader)
{
    std::vector<std::shared_ptr<feed_listener>> now;
    {
        const std::lock_guard hold(guard_);
        std::erase_if(listeners_, [](const auto& one) { return one->over(); });
        now = listeners_;
    }
    reader.begin();
    const auto moment = std::chrono::steady_clock::now();
    for (const auto& one : now) {
        if (moment - one->began >= how_.lasts) {
            one->end();
            continue;
        }
        if (one->full()) continue;
        if (!tell(*one, reader) && moment - one->told >= how_.heartbeat) one->say(": still here\n\n");
    }
}

/// That nothing can be looked at is said at once: whoever listens must not take silence for calm.
void change_feed::tell_all(const std::string& block)
{
    const std::lock_guard hold(guard_);
    for (const auto& one : listeners_)
        if (!one->full()) one->say(block);
}

/// To each listener at first and whenever it changes: work goes on meanwhile, but nothing comes or goes.
void change_feed::tell_exchange()
{
    if (!how_.exchange_waits) return;
    const bool waits = how_.exchange_waits();
    const std::lock_guard hold(guard_);
    for (const auto& one : listeners_) {
        if (one->exchange_waits == waits || one->full()) continue;
        one->exchange_waits = waits;
        one->say(std::string("event: exchange\ndata: {\"waits\":") + (waits ? "true" : "false") + "}\n\n");
    }
}

void change_feed::run(const std::stop_token& stop)
{
    std::optional<feed_reader> reader;
    bool paused = false;
    while (!stop.stop_requested()) {
        auto pause = how_.look_every;
        std::string database;
        {
            std::unique_lock hold(guard_);
            if (!changed_.wait(hold, stop, [this] { return !listeners_.empty(); })) return;
            database = database_;
        }
        tell_exchange();
        try {
            if (!reader) reader.emplace(how_.open(database));
            look(*reader);
            if (std::exchange(paused, false)) tell_all("event: resumed\ndata: {}\n\n");
        } catch (const std::exception& failed) {
            // Who listens goes on where it was.
            log(log_level::warn, "stream_waits", failed.what());
            if (!std::exchange(paused, true)) tell_all("event: paused\ndata: {}\n\n");
            pause = how_.look_after_failure;
        }
        std::unique_lock hold(guard_);
        changed_.wait_for(hold, stop, pause, [] { return false; });
    }
}

}  // namespace redress::app::rest
