#include "adapters/postgres/word_index.hpp"

#include "adapters/postgres/session.hpp"

#include <algorithm>
#include <map>
#include <string>

namespace redress::postgres {
namespace {

/// Positions of a bucket that one transaction goes through.
constexpr std::int64_t slice = 2000;

/// As an item of an array literal, or a lexeme of a query: quotes and backslashes are escaped by doubling.
std::string escaped(std::string_view text, char quote)
{
    std::string out(1, quote);
    for (const char c : text) {
        if (c == quote || c == '\\') out += c == '\\' ? '\\' : (quote == '"' ? '\\' : quote);
        out += c;
    }
    return out + quote;
}

std::string array_of(const std::vector<std::string>& items)
{
    std::string list = "{";
    for (const auto& item : items) list += (list.size() > 1 ? "," : "") + escaped(item, '"');
    return list + "}";
}

std::int64_t micros(instant at)
{
    return at.time_since_epoch().count();
}

}  // namespace

word_index::word_index(std::string_view url)
    : to_(std::make_unique<session>(
          url, session_settings{.role = "redress_private", .application = "redress words"}))
{
}
word_index::~word_index() = default;

std::int64_t word_index::behind()
{
    return to_->run("look how far words are read", [](pqxx::work& tx) {
        return tx
            .exec(
                "SELECT coalesce(sum(h.pos - s.pos), 0)::bigint FROM bucket_head h JOIN words_seen s ON "
                "s.bucket "
                "= h.bucket")
            .one_field()
            .as<std::int64_t>();
    });
}

std::size_t word_index::catch_up(std::chrono::milliseconds at_most)
{
    const auto until = std::chrono::steady_clock::now() + at_most;
    std::size_t read = 0;
    for (;;) {
        const auto waiting = to_->run("look what is to be read", [](pqxx::work& tx) {
            std::vector<std::int16_t> list;
            for (const auto& row :
                 tx.exec("SELECT h.bucket FROM bucket_head h JOIN words_seen s ON s.bucket = "
                         "h.bucket WHERE h.pos > s.pos ORDER BY h.pos - s.pos DESC"))
                list.push_back(row[0].as<std::int16_t>());
            return list;
        });
        if (waiting.empty()) return read;
        for (const auto bucket : waiting) {
            if (std::chrono::steady_clock::now() >= until) return read;
            read += read_slice(bucket);
        }
    }
}

std::size_t word_index::read_slice(std::int16_t bucket)
{
    return to_->run("read words", [&](pqxx::work& tx) -> std::size_t {
        // Waits for whoever is in this bucket, and then goes on behind them.
        const auto seen =
            tx.exec("SELECT pos FROM words_seen WHERE bucket = $1 FOR UPDATE", pqxx::params{bucket})
                .one_field()
                .as<std::int64_t>();
        const auto head = tx.exec("SELECT pos FROM bucket_head WHERE bucket = $1", pqxx::params{bucket})
                              .one_field()
                              .as<std::int64_t>();
        const auto to = std::min(head, seen + slice);
        if (to <= seen) return 0;
        // Of each case that said something, or whose words went, all that stands there now.
        std::map<std::string, std::string> said;
        for (const auto& row : tx.exec(
                 "SELECT c.case_id::text, p.bytes FROM (SELECT DISTINCT chain_id FROM audit_entry WHERE "
                 "bucket "
                 "= $1 AND pos > $2 AND pos <= $3 AND (position('\"sealed\":'::bytea IN body) > 0 OR "
                 "position('\"ev\":\"content_redacted\"'::bytea IN body) > 0)) e JOIN complaint c ON "
                 "c.bucket = "
                 "$1 AND c.case_id = e.chain_id LEFT JOIN private_text p ON p.bucket = $1 AND p.case_id = "
                 "e.chain_id",
                 pqxx::params{bucket, seen, to})) {
            auto& words = said[row[0].as<std::string>()];
            if (!row[1].is_null()) words += from_bytes(row[1]) + "\n";
        }
        for (const auto& [id, text] : said)
            tx.exec(
                  "INSERT INTO case_words (bucket, case_id, filed_at, words) SELECT $1, $2, coalesce((SELECT "
                  "created_at FROM private_text WHERE bucket = $1 AND case_id = $2 ORDER BY created_at LIMIT "
                  "1), "
                  "now()), array_to_tsvector($3::text[]) ON CONFLICT (bucket, case_id) DO UPDATE SET words = "
                  "EXCLUDED.words",
                  pqxx::params{bucket, id, array_of(workflow::words_found(text))})
                .no_rows();
        tx.exec("UPDATE words_seen SET pos = $2 WHERE bucket = $1", pqxx::params{bucket, to}).no_rows();
        return said.size();
    });
}

std::vector<found_case> word_index::find(std::span<const workflow::word_asked> all, int limit,
                                         const std::optional<found_case>& after)
{
    std::string query;
    for (const auto& one : all)
        query += (query.empty() ? "" : " & ") + escaped(one.word, '\'') + (one.begins ? ":*" : "");
    if (query.empty()) return {};
    return to_->run("find words", [&](pqxx::work& tx) {
        // Before statistics exist, a walk over all cases looks cheaper than it is.
        tx.exec("SET LOCAL enable_seqscan = off").no_rows();
        std::vector<found_case> found;
        for (const auto& row :
             tx.exec("SELECT case_id::text, (extract(epoch FROM filed_at) * 1000000)::bigint FROM case_words "
                     "WHERE "
                     "words @@ $1::tsquery AND ($2::bigint IS NULL OR (filed_at, case_id) < (timestamptz "
                     "'epoch' + "
                     "$2::bigint * interval '1 microsecond', $3::uuid)) ORDER BY filed_at DESC, case_id DESC "
                     "LIMIT "
                     "$4",
                     pqxx::params{query, after ? std::optional(micros(after->filed)) : std::nullopt,
                                  after ? std::optional(to_string(after->id)) : std::nullopt, limit}))
            found.push_back({parse_uuid(row[0].as<std::string>()).value_or(case_id{}),
                             instant(duration(row[1].as<std::int64_t>()))});
        return found;
    });
}

}  // namespace redress::postgres
