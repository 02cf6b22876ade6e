#include "adapters/postgres/case_store.hpp"

#include "adapters/postgres/writer.hpp"

#include <algorithm>
#include <chrono>
#include <optional>
#include <set>
#include <utility>

namespace redress::postgres {
namespace {

using namespace workflow;

/// For the planner alone: leaves out the days that have no index yet. What is due is decided by the
/// database's clock.
std::string planner_bound()
{
    const auto day_after_tomorrow =
        std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()) + std::chrono::days(2);
    return "look_at < '" + to_string(instant(day_after_tomorrow)) + "'";
}

/// `from`: nothing older is left but what another engine holds; so the rows that the slices before have
/// deleted are not gone through again.
std::string due_bound(const std::optional<instant>& from)
{
    return planner_bound() + (from ? " AND look_at >= '" + to_string(*from) + "'" : std::string{});
}

std::string ahead_statement(int limit, const std::optional<instant>& from)
{
    return "SELECT look_at, bucket, case_id, clock_timestamp(), ctid::text FROM deadline_agenda WHERE " +
           due_bound(from) + " AND look_at <= now() ORDER BY look_at LIMIT " + std::to_string(limit);
}

std::string look_statement()
{
    return "SELECT EXISTS (SELECT FROM deadline_agenda WHERE " + planner_bound() + " AND look_at <= now())";
}

/// Takes and deletes.
std::string take_statement(int limit, const std::optional<instant>& from)
{
    return "WITH due AS MATERIALIZED (SELECT tableoid AS part, ctid AS place FROM deadline_agenda WHERE " +
           due_bound(from) + " AND look_at <= now() ORDER BY look_at LIMIT " + std::to_string(limit) +
           " FOR UPDATE SKIP LOCKED) "
           "DELETE FROM deadline_agenda d USING due WHERE d." +
           planner_bound() +
           " AND d.ctid = due.place AND d.tableoid = due.part "
           "RETURNING d.look_at, d.bucket, d.case_id";
}

}  // namespace

class case_store::locked final : public locked_buckets {
public:
    locked(std::shared_ptr<inside> in, std::span<const std::int16_t> buckets)
        : in_(std::move(in)), buckets_(buckets.begin(), buckets.end())
    {
        const auto c = in_->buffers().of(1);
        c[0].start(element::int2, buckets_.size());
        for (const std::int16_t bucket : buckets_) c[0].add(bucket);
        (void)in_->ask("lock heads", sql::lock_heads, c);
    }
    ~locked() override
    {
        if (!over_) in_->roll_back();
    }
    [[nodiscard]] snapshot read(std::span<const case_id> ids) override
    {
        in_->expect_transaction("read cases");
        return in_->read(ids, buckets_);
    }
    [[nodiscard]] std::vector<known_entry> seen(std::span<const entry_row> keys) override
    {
        in_->expect_transaction("find entries");
        return in_->seen(keys);
    }
    [[nodiscard]] bool reference_taken(std::int16_t bucket, std::string_view reference) override
    {
        in_->expect_transaction("find reference");
        const auto c = in_->buffers().of(2);
        c[0].scalar(bucket);
        c[1].scalar(reference);
        return in_->ask("find reference", sql::find_reference, c).boolean(0, 0);
    }
    [[nodiscard]] std::optional<known_entry> first_of(std::int16_t bucket, const chain_id& chain) override
    {
        in_->expect_transaction("find the first entry");
        const auto c = in_->buffers().of(2);
        c[0].scalar(bucket);
        c[1].scalar(chain);
        const result rows = in_->ask("find the first entry", sql::find_first, c);
        if (rows.rows() == 0) return std::nullopt;
        return known_entry{
            .chain = rows.id(0, 1), .key = rows.integer(0, 2), .body = std::string(rows.bytes(0, 3))};
    }
    [[nodiscard]] matters_read matters(std::span<const case_id> ids) override
    {
        in_->expect_transaction("read matters");
        return in_->matters(ids);
    }
    [[nodiscard]] std::optional<limited_reasons> reasons_limited(const case_id& id) override
    {
        in_->expect_transaction("read limited reasons");
        return in_->reasons_limited(id);
    }
    [[nodiscard]] write_status write(const batch_outcome& out) override
    {
        over_ = true;
        in_->queue(out, false);
        in_->send_off();
        return in_->collect().status;
    }

private:
    std::shared_ptr<inside> in_;
    std::vector<std::int16_t> buckets_;
    bool over_ = false;
};

case_store::case_store(store_settings settings) : in_(std::make_shared<inside>(std::move(settings))) {}
case_store::~case_store() = default;

snapshot case_store::read(std::span<const case_id> ids, std::span<const std::int16_t> more)
{
    return in_->read(ids, more);
}

void case_store::prepare(batch_outcome& out)
{
    in_->prepare(out);
}

void case_store::send(const batch_outcome& out, std::span<const case_id> behind)
{
    in_->queue(out, true);
    if (!behind.empty()) in_->queue_read(behind);
    in_->send_off();
}

case_store::received case_store::receive()
{
    return in_->collect();
}

std::unique_ptr<locked_buckets> case_store::lock(std::span<const std::int16_t> buckets)
{
    in_->begin();
    try {
        return std::make_unique<locked>(in_, buckets);
    } catch (...) {
        in_->roll_back();
        throw;
    }
}

case_store::agenda case_store::look_ahead(int limit, std::optional<instant> from)
{
    const result rows = in_->ask_text("look for due cases", ahead_statement(limit, from).c_str());
    agenda ahead;
    for (int i = 0; i < rows.rows(); ++i)
        ahead.due.push_back({.bucket = static_cast<std::int16_t>(rows.integer(i, 1)),
                             .id = rows.id(i, 2),
                             .look_at = rows.time(i, 0),
                             .place = std::string(rows.bytes(i, 4))});
    if (rows.rows() > 0) ahead.at = rows.time(0, 3);
    return ahead;
}

case_store::taken case_store::take_due(int limit)
{
    // An idle pass is one statement. After a full slice more is due: then it is not asked for.
    if (!in_->due_from() && !in_->ask_text("look for due cases", look_statement().c_str()).boolean(0, 0))
        return {};
    const auto from = std::exchange(in_->due_from(), std::nullopt);
    in_->begin();
    try {
        const result rows = in_->ask_text("take due cases", take_statement(limit, from).c_str());
        if (rows.rows() == 0) {
            in_->roll_back();
            return {};
        }
        std::vector<std::pair<instant, due_case>> found;
        for (int i = 0; i < rows.rows(); ++i)
            found.emplace_back(rows.time(i, 0), due_case{static_cast<std::int16_t>(rows.integer(i, 1)),
                                                         rows.id(i, 2), rows.time(i, 0)});
        std::ranges::stable_sort(found, {}, [](const auto& one) { return one.first; });
        if (rows.rows() >= limit) in_->due_from() = found.back().first;

        taken done;
        std::set<case_id> known;
        std::set<std::int16_t> buckets;
        for (const auto& [at, one] : found) {
            if (!known.insert(one.id).second) continue;
            done.due.push_back(one);
            buckets.insert(one.bucket);
        }
        done.locked = std::make_unique<locked>(in_, std::vector(buckets.begin(), buckets.end()));
        return done;
    } catch (...) {
        in_->roll_back();
        throw;
    }
}

bool case_store::committed(const batch_outcome& out)
{
    in_->drop();  // the answer must come over a fresh connection
    try {
        return in_->written(out);
    } catch (...) {
        in_->roll_back();
        throw;
    }
}

std::vector<known_entry> case_store::seen(std::span<const entry_row> keys)
{
    return in_->seen(keys);
}

matters_read case_store::matters(std::span<const case_id> ids)
{
    return in_->matters(ids);
}

std::optional<limited_reasons> case_store::reasons_limited(const case_id& id)
{
    return in_->reasons_limited(id);
}

instant case_store::now()
{
    return in_->ask("ask the time", sql::what_time, {}).time(0, 0);
}

int case_store::backend() const
{
    return in_->current() != nullptr ? in_->current()->backend() : 0;
}

}  // namespace redress::postgres
