#include "adapters/postgres/word_index.hpp"

#include "adapters/postgres/bucket_marks.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>

namespace redress::postgres {
namespace {

/// Of all words of a case together. A tsvector ends at 1048575 bytes, and a case that had more would stop its bucket.
constexpr std::size_t words_bytes_max = std::size_t{768} * 1024;

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

/// What was said in a case, text by text: what comes when there are too many words is not found.
struct said_words {
    std::set<std::string> all;
    std::size_t bytes = 0;
    bool any = false;

    void add(std::string_view text)
    {
        any = true;
        for (auto& word : workflow::words_found(text)) {
            if (bytes + word.size() > words_bytes_max) return;
            const auto size = word.size();
            if (all.insert(std::move(word)).second) bytes += size;
        }
    }
};

std::int64_t micros(instant at)
{
    return at.time_since_epoch().count();
}

}  // namespace

word_index::word_index(std::string_view url)
    : to_(std::make_unique<session>(
          url, session_settings{.role = "redress_private", .application = "redress words"})),
      marks_(std::make_unique<bucket_marks>(*to_, "words_seen"))
{
}
word_index::~word_index() = default;

std::int64_t word_index::behind()
{
    return marks_->behind();
}

std::size_t word_index::catch_up(std::chrono::milliseconds at_most)
{
    return marks_->catch_up(
        at_most,
        [](pqxx::work& tx, std::int16_t bucket, std::int64_t after, std::int64_t until) -> std::size_t {
            // Of each case that said something, or whose words went, all that stands there now. An erasure or
            // redaction that comes while this runs deletes its row too early; its own entry lies behind `until`,
            // and so the next slice deletes what this one writes.
            std::map<std::string, said_words> said;
            for (const auto& row : tx.exec(
                     "SELECT c.case_id::text, p.bytes FROM (SELECT DISTINCT chain_id FROM audit_entry WHERE "
                     "bucket = $1 AND pos > $2 AND pos <= $3 AND (position('\"sealed\":'::bytea IN body) > 0 "
                     "OR "
                     "position('\"ev\":\"content_redacted\"'::bytea IN body) > 0 OR "
                     "position('\"ev\":\"subject_erased\"'::bytea IN body) > 0)) e JOIN complaint c ON "
                     "c.bucket = $1 AND c.case_id = e.chain_id LEFT JOIN private_text p ON p.bucket = $1 AND "
                     "p.case_id = e.chain_id ORDER BY p.created_at",
                     pqxx::params{bucket, after, until})) {
                auto& words = said[row[0].as<std::string>()];
                if (!row[1].is_null()) words.add(from_bytes(row[1]));
            }
            for (const auto& [id, words] : said) {
                if (!words.any)
                    tx.exec("DELETE FROM case_words WHERE bucket = $1 AND case_id = $2",
                            pqxx::params{bucket, id})
                        .no_rows();
                else
                    tx.exec(
                          "INSERT INTO case_words (bucket, case_id, filed_at, words) SELECT $1, $2, "
                          "coalesce((SELECT created_at FROM private_text WHERE bucket = $1 AND case_id = $2 "
                          "ORDER BY created_at LIMIT 1), now()), array_to_tsvector($3::text[]) ON CONFLICT "
                          "(bucket, case_id) DO UPDATE SET words = EXCLUDED.words",
                          pqxx::params{
                              bucket, id,
                              array_literal(words.all,
                                            [](const std::string& word) { return escaped(word, '"'); })})
                        .no_rows();
            }
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
