#include "adapters/postgres/history_reader.hpp"

#include "adapters/postgres/session.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

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

/// Cases that begin after the last one, of this bucket or the next that has any.
void history_reader::take_next_cases()
{
    for (; cases_.empty() && bucket_ < stretches_.size(); ++bucket_) {
        auto& left = stretches_.at(bucket_);
        if (left.from >= left.until) continue;
        const auto begun = left.from;
        to_->run("read beginnings", [&](pqxx::work& tx) {
            const auto rows = tx.exec(
                "SELECT e.pos, e.chain_id::text FROM audit_entry e WHERE e.bucket = $1 AND e.pos > $2 AND "
                "e.pos <= $3 AND e.cseq = 1 AND EXISTS (SELECT FROM complaint c WHERE c.bucket = e.bucket "
                "AND c.case_id = e.chain_id) ORDER BY e.pos LIMIT $4",
                pqxx::params{static_cast<std::int16_t>(bucket_), left.from, left.until, pages_.cases});
            for (const auto& row : rows) cases_ += (cases_.empty() ? "{" : ",") + row[1].as<std::string>();
            if (!cases_.empty()) cases_ += '}';
            left.from = std::ssize(rows) < pages_.cases ? left.until : rows.back()[0].as<std::int64_t>();
        });
        done_ += left.from - begun;
        after_ = {};
        if (!cases_.empty()) return;  // the rest of this bucket comes later
    }
}

std::vector<history_entry> history_reader::more_of_these()
{
    return to_->run("read histories", [&](pqxx::work& tx) {
        std::vector<history_entry> list;
        list.reserve(static_cast<std::size_t>(pages_.entries));
        for (const auto& row :
             tx.exec("SELECT chain_id::text, cseq, body FROM audit_entry WHERE bucket = $1 AND chain_id = "
                     "ANY($2::uuid[]) AND pos <= $3 AND (chain_id, cseq) > ($4::uuid, $5::bigint) "
                     "ORDER BY chain_id, cseq LIMIT $6",
                     pqxx::params{static_cast<std::int16_t>(bucket_), cases_, stretches_.at(bucket_).until,
                                  to_string(after_.id), after_.cseq, pages_.entries}))
            list.push_back(
                {.id = id_of(row[0]), .cseq = row[1].as<std::int64_t>(), .body = from_bytes(row[2])});
        return list;
    });
}

history_page history_reader::next()
{
    for (;;) {
        if (cases_.empty()) take_next_cases();
        if (cases_.empty()) return {.entries = {}, .done = done_};
        auto list = more_of_these();
        if (static_cast<int>(list.size()) < pages_.entries)
            cases_.clear();
        else
            after_ = {.id = list.back().id, .cseq = list.back().cseq, .body = {}};
        if (!list.empty()) return {.entries = std::move(list), .done = done_};
    }
}

}  // namespace redress::postgres
