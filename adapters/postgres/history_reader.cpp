#include "adapters/postgres/history_reader.hpp"

#include "adapters/postgres/session.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

namespace redress::postgres {
namespace {

constexpr std::chrono::hours engines_apart{1};

/// When an entry was recorded; nothing for bytes that are no entry.
std::optional<instant> recorded(const std::string& body)
{
    boost::system::error_code failed;
    const auto entry = boost::json::parse(body, failed);
    const auto* object = failed ? nullptr : entry.if_object();
    const auto* at = object == nullptr ? nullptr : object->if_contains("rec");
    if (at == nullptr || !at->is_string()) return std::nullopt;
    return parse_instant(std::string_view(at->get_string()));
}

case_id id_of(const pqxx::field& text)
{
    return parse_uuid(text.as<std::string>()).value_or(case_id{});
}

}  // namespace

history_reader::history_reader(const std::string& url, instant since, history_pages pages)
    : to_(std::make_unique<session>(url, session_settings{.role = "redress_reader",
                                                          .application = "redress histories",
                                                          .goes_by_key = true})),
      pages_(pages)
{
    std::array<std::int64_t, bucket_count> heads{};
    to_->run("look at the heads", [&](pqxx::work& tx) {
        now_ = instant(duration(tx.exec("SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint")
                                    .one_field()
                                    .as<std::int64_t>()));
        for (const auto& row : tx.exec("SELECT bucket, pos FROM bucket_head"))
            heads.at(row[0].as<std::size_t>()) = row[1].as<std::int64_t>();
    });
    for (std::size_t b = 0; b < heads.size(); ++b) {
        stretches_.at(b) = {
            .from = first_since(static_cast<std::int16_t>(b), heads.at(b), since - engines_apart) - 1,
            .until = heads.at(b)};
        whole_ += stretches_.at(b).until - stretches_.at(b).from;
    }
}

history_reader::~history_reader() = default;

/// The first position that was not recorded before: by halves, because positions follow time.
std::int64_t history_reader::first_since(std::int16_t bucket, std::int64_t until, instant since)
{
    return to_->run("find the first entry", [&](pqxx::work& tx) {
        std::int64_t low = 1, high = until + 1;
        while (low < high) {
            const auto middle = low + (high - low) / 2;
            const auto rows = tx.exec("SELECT body FROM audit_entry WHERE bucket = $1 AND pos = $2",
                                      pqxx::params{bucket, middle});
            // What cannot be read is looked at again with all the rest.
            const auto at = rows.empty() ? std::nullopt : recorded(from_bytes(rows[0][0]));
            if (at && *at < since)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    });
}

/// The next cases that begin in this bucket, or in the next one where any do. Statements are kept apart, so
/// that each goes along one index: joined, the beginnings were looked for in every history of the bucket.
void history_reader::find_cases()
{
    for (; bucket_ < stretches_.size(); ++bucket_) {
        auto& left = stretches_.at(bucket_);
        while (waiting_.empty() && left.from < left.until) {
            const auto from = left.from;
            to_->run("find cases", [&](pqxx::work& tx) {
                const auto rows = tx.exec(
                    "WITH begun AS MATERIALIZED (SELECT pos, chain_id FROM audit_entry WHERE bucket = $1 AND "
                    "pos > $2 "
                    "AND pos <= $3 AND cseq = 1 ORDER BY pos LIMIT $4) "
                    "SELECT b.pos, b.chain_id::text, (SELECT c.cseq FROM complaint c WHERE c.bucket = $1 AND "
                    "c.case_id = b.chain_id) FROM begun b ORDER BY b.pos",
                    pqxx::params{static_cast<std::int16_t>(bucket_), left.from, left.until, pages_.cases});
                for (const auto& row : rows)
                    if (!row[2].is_null())  // else a chain of no case
                        waiting_.push_back({.id = id_of(row[1]), .entries = row[2].as<std::int64_t>()});
                left.from = std::ssize(rows) < pages_.cases ? left.until : rows.back()[0].as<std::int64_t>();
            });
            done_ += left.from - from;
        }
        if (!waiting_.empty()) return;
    }
}

std::vector<history_entry> history_reader::read(const std::vector<begun>& cases, std::int64_t after,
                                                std::int64_t until)
{
    std::string ids;
    for (const auto& one : cases) ids += (ids.empty() ? "{" : ",") + to_string(one.id);
    auto list = to_->run("read histories", [&](pqxx::work& tx) {
        std::vector<history_entry> found;
        const auto rows = tx.exec(
            "SELECT chain_id::text, cseq, body FROM audit_entry WHERE bucket = $1 AND chain_id = "
            "ANY($2::uuid[]) "
            "AND pos <= $3 AND cseq > $4 AND cseq <= $5",
            pqxx::params{static_cast<std::int16_t>(bucket_), ids + "}", stretches_.at(bucket_).until, after,
                         until});
        found.reserve(static_cast<std::size_t>(rows.size()));
        for (const auto& row : rows)
            found.push_back(
                {.id = id_of(row[0]), .cseq = row[1].as<std::int64_t>(), .body = from_bytes(row[2])});
        return found;
    });
    // Here and not there: the server would sort the bodies along, on disk.
    std::ranges::sort(list, {}, [](const history_entry& one) { return std::pair(one.id, one.cseq); });
    return list;
}

history_page history_reader::next()
{
    for (;;) {
        if (waiting_.empty()) find_cases();
        if (waiting_.empty()) return {.entries = {}, .done = done_};
        std::vector<begun> cases;
        std::int64_t entries = 0;
        while (!waiting_.empty() && (cases.empty() || entries + waiting_.front().entries <= pages_.entries)) {
            entries += waiting_.front().entries;
            cases.push_back(waiting_.front());
            waiting_.pop_front();
        }
        const auto after = read_of_first_;
        auto until = std::numeric_limits<std::int64_t>::max();
        read_of_first_ = 0;
        if (cases.size() == 1 && entries - after > pages_.entries) {
            until = after + pages_.entries;
            read_of_first_ = until;
            waiting_.push_front(cases.front());
        }
        auto list = read(cases, after, until);
        if (!list.empty()) return {.entries = std::move(list), .done = done_};
    }
}

}  // namespace redress::postgres
