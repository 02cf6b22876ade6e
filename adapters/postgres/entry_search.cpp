#include "adapters/postgres/entry_search.hpp"

#include "adapters/postgres/session.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <utility>

namespace redress::postgres {
namespace {

namespace json = boost::json;

/// Several engines write a bucket, each by its own last look at the database's clock.
constexpr std::chrono::hours engines_apart{1};

std::optional<json::object> read(std::string_view body)
{
    boost::system::error_code failed;
    auto entry = json::parse(body, failed);
    if (failed || !entry.is_object()) return std::nullopt;
    return std::move(entry.as_object());
}

std::string_view text_in(const json::object* of, std::string_view name)
{
    const auto* found = of == nullptr ? nullptr : of->if_contains(name);
    return found == nullptr || !found->is_string() ? std::string_view{}
                                                   : std::string_view(found->get_string());
}

const json::object* object_in(const json::object& of, std::string_view name)
{
    const auto* found = of.if_contains(name);
    return found == nullptr ? nullptr : found->if_object();
}

template <class F>
bool any_in(const json::object& of, std::string_view name, F fits_one)
{
    const auto* found = of.if_contains(name);
    const auto* list = found == nullptr ? nullptr : found->if_array();
    if (list == nullptr) return false;
    return std::ranges::any_of(*list, [&](const json::value& one) {
        const auto* object = one.if_object();
        return object != nullptr && fits_one(*object);
    });
}

bool changed(const json::object& entry, std::string_view what)
{
    const auto* set = object_in(entry, "set");
    return (set != nullptr && set->contains(what)) ||
           any_in(entry, "moves",
                  [&](const json::object& one) { return text_in(&one, "machine") == what; }) ||
           any_in(entry, "clk", [&](const json::object& one) { return text_in(&one, "clock") == what; });
}

bool fits(const entries_wanted& wanted, const json::object& entry)
{
    const auto is = [](const std::string& asked, std::string_view there) {
        return asked.empty() || asked == there;
    };
    const auto* refused = object_in(entry, "ref");
    return is(wanted.actor, text_in(object_in(entry, "actor"), "id")) &&
           is(wanted.event, text_in(&entry, "ev")) && is(wanted.type, text_in(&entry, "type")) &&
           (wanted.refusal.empty() || text_in(refused, "guard") == wanted.refusal ||
            text_in(refused, "code") == wanted.refusal) &&
           (wanted.policy.empty() || any_in(entry, "pol",
                                            [&](const json::object& one) {
                                                return text_in(&one, "id") == wanted.policy ||
                                                       text_in(&one, "sha256") == wanted.policy;
                                            })) &&
           (wanted.fact.empty() || changed(entry, wanted.fact));
}

instant recorded_in(const std::optional<json::object>& entry)
{
    return entry ? parse_instant(text_in(&*entry, "rec")).value_or(instant{}) : instant{};
}

/// Bytes that stand in every entry that fits: "name":"value", as canonical JSON writes it.
std::vector<std::string> bytes_of(const entries_wanted& wanted)
{
    std::vector<std::string> all;
    const auto member = [&](std::string_view name, const std::string& value) {
        if (!value.empty())
            all.push_back('"' + std::string(name) + "\":" + json::serialize(json::value(value)));
    };
    member("id", wanted.actor);
    member("ev", wanted.event);
    member("type", wanted.type);
    for (const auto* anywhere : {&wanted.policy, &wanted.refusal, &wanted.fact})
        if (!anywhere->empty()) all.push_back(json::serialize(json::value(*anywhere)));
    return all;
}

std::string numbers(const std::vector<std::int64_t>& list)
{
    return array_literal(list, [](std::int64_t n) { return std::to_string(n); });
}

}  // namespace

bool fits(const entries_wanted& wanted, std::string_view body)
{
    const auto entry = read(body);
    if (!entry || !fits(wanted, *entry)) return false;
    const auto at = recorded_in(entry);
    return (!wanted.since || at >= *wanted.since) && (!wanted.until || at < *wanted.until);
}

/// A stretch of each bucket, from `high` down to `low`.
struct entry_search::looked {
    struct stretch {
        std::int64_t low = 0, high = 0;
        instant recorded{};             // the earliest that is known: of the entry at `low` and of the hits
        std::vector<entry_found> hits;  // newest first
    };
    std::array<stretch, bucket_count> stretches{};
};

entry_search::entry_search(const std::string& url, search_pages pages)
    : to_(std::make_unique<session>(url, session_settings{.role = "redress_reader",
                                                          .application = "redress search of the log",
                                                          .goes_by_key = true})),
      pages_(pages)
{
}

entry_search::~entry_search() = default;

positions_left entry_search::begin(const entries_wanted& wanted)
{
    positions_left heads{};
    to_->run("look at the heads", [&](pqxx::work& tx) {
        for (const auto& row : tx.exec("SELECT bucket, pos FROM bucket_head"))
            heads.at(row[0].as<std::size_t>()) = row[1].as<std::int64_t>();
    });
    if (wanted.chain) {
        const auto only = static_cast<std::size_t>(bucket_of(*wanted.chain));
        for (std::size_t b = 0; b < heads.size(); ++b)
            if (b != only) heads.at(b) = 0;
    }
    if (!wanted.until) return heads;
    // By halves, all buckets at once, because positions follow time.
    const auto until = *wanted.until + engines_apart;
    positions_left low{};
    auto high = heads;
    for (;;) {
        std::vector<std::int64_t> buckets, middles;
        for (std::size_t b = 0; b < heads.size(); ++b) {
            if (low.at(b) >= high.at(b)) continue;
            buckets.push_back(static_cast<std::int64_t>(b));
            middles.push_back(low.at(b) + (high.at(b) - low.at(b) + 1) / 2);
        }
        if (buckets.empty()) return low;
        std::vector<bool> before(heads.size(), false);
        to_->run("find the last entry before a time", [&](pqxx::work& tx) {
            for (const auto& row : tx.exec(
                     "SELECT a.bucket, a.body FROM unnest($1::smallint[], $2::bigint[]) w(bucket, pos) JOIN "
                     "audit_entry a ON a.bucket = w.bucket AND a.pos = w.pos",
                     pqxx::params{numbers(buckets), numbers(middles)}))
                before.at(row[0].as<std::size_t>()) = recorded_in(read(from_bytes(row[1]))) < until;
        });
        for (std::size_t i = 0; i < buckets.size(); ++i) {
            const auto b = static_cast<std::size_t>(buckets[i]);
            if (before.at(b))
                low.at(b) = middles[i];
            else
                high.at(b) = middles[i] - 1;
        }
    }
}

entry_search::looked entry_search::look(const entries_wanted& wanted, const positions_left& from,
                                        std::int64_t width, int limit)
{
    looked at;
    std::vector<std::int64_t> buckets, lows, highs;
    for (std::size_t b = 0; b < from.size(); ++b) {
        if (from.at(b) <= 0) continue;
        auto& one = at.stretches.at(b);
        one.high = from.at(b);
        one.low = std::max<std::int64_t>(1, one.high - width + 1);
        buckets.push_back(static_cast<std::int64_t>(b));
        lows.push_back(one.low);
        highs.push_back(one.high);
    }
    pqxx::params values{numbers(buckets), numbers(lows), numbers(highs), limit};
    std::string where;
    const auto looked_for = bytes_of(wanted);  // the parameters point into it
    for (const auto& bytes : looked_for) {
        values.append(as_bytes(bytes));
        where += " AND position($" + std::to_string(values.size()) + "::bytea IN body) > 0";
    }
    if (wanted.chain) where += " AND chain_id = '" + to_string(*wanted.chain) + "'::uuid";
    const auto list = to_->run("search the log", [&](pqxx::work& tx) {
        return tx.exec(
            "SELECT w.bucket, e.chain_id::text, e.cseq, e.pos, e.body, e.leaf FROM unnest($1::smallint[], "
            "$2::bigint[], $3::bigint[]) w(bucket, low, high), LATERAL ((SELECT chain_id, cseq, pos, body, "
            "leaf "
            "FROM audit_entry WHERE bucket = w.bucket AND pos BETWEEN w.low AND w.high" +
                where +
                " ORDER BY pos DESC LIMIT $4) UNION ALL (SELECT NULL, NULL, pos, body, NULL FROM audit_entry "
                "WHERE bucket = w.bucket AND pos = w.low)) e",
            values);
    });
    for (const auto& row : list) {
        auto& one = at.stretches.at(row[0].as<std::size_t>());
        auto body = from_bytes(row[4]);
        const auto entry = read(body);
        if (row[1].is_null()) {
            one.recorded = recorded_in(entry);
            continue;
        }
        entry_found found{.chain = parse_uuid(row[1].as<std::string>()).value_or(chain_id{}),
                          .bucket = row[0].as<std::int16_t>(),
                          .cseq = row[2].as<std::int64_t>(),
                          .pos = row[3].as<std::int64_t>(),
                          .body = std::move(body),
                          .leaf = {},
                          .recorded = recorded_in(entry)};
        std::ranges::copy(from_bytes(row[5]), found.leaf.begin());
        one.hits.push_back(std::move(found));
    }
    for (auto& one : at.stretches) {
        std::ranges::sort(one.hits, std::greater{}, &entry_found::pos);
        // Cut off at as many as were asked for: what lies below them was not looked at.
        if (std::ssize(one.hits) == limit) {
            one.low = one.hits.back().pos;
            one.recorded = one.hits.back().recorded;
        }
        std::erase_if(one.hits, [&](const entry_found& found) { return !fits(wanted, found.body); });
        for (const auto& hit : one.hits) one.recorded = std::min(one.recorded, hit.recorded);
    }
    return at;
}

entries_page entry_search::back(const entries_wanted& wanted, const positions_left& from, int limit)
{
    const auto over = std::chrono::steady_clock::now() + pages_.time;
    entries_page page{.entries = {}, .left = from};
    auto width = pages_.first;
    for (;;) {
        page.whole = std::ranges::all_of(page.left, [](std::int64_t pos) { return pos <= 0; });
        if (page.whole || std::ssize(page.entries) >= limit ||
            (page.looked_until && std::chrono::steady_clock::now() >= over))
            return page;
        auto at = look(wanted, page.left, width, limit);
        // Below the newest place where a bucket was left others may have what was recorded earlier still.
        instant floor{};
        for (const auto& one : at.stretches)
            if (one.low > 1) floor = std::max(floor, one.recorded);
        std::vector<entry_found> ready;
        for (auto& one : at.stretches)
            for (auto& hit : one.hits)
                if (hit.recorded >= floor) ready.push_back(std::move(hit));
        std::ranges::stable_sort(ready, std::greater{}, &entry_found::recorded);
        const auto room = static_cast<std::size_t>(limit) - page.entries.size();
        const bool cut = ready.size() > room;
        if (cut) ready.resize(room);
        if (cut) floor = std::max(floor, ready.back().recorded);
        for (std::size_t b = 0; b < page.left.size(); ++b) {
            const auto& one = at.stretches[b];
            if (one.high == 0) continue;
            auto& left = page.left.at(b);
            left = one.low - 1;
            // What was found and not told yet is found again.
            for (const auto& hit : one.hits) {
                const bool told = std::ranges::any_of(ready, [&](const entry_found& other) {
                    return other.pos == hit.pos && other.bucket == hit.bucket;
                });
                if (!told) left = std::max(left, hit.pos);
            }
            // By an hour less than asked for: a bucket's times may go back by that.
            if (wanted.since && one.recorded < *wanted.since - engines_apart && left == one.low - 1) left = 0;
        }
        if (ready.empty()) width = std::min(width * 4, pages_.most);
        page.looked_until = floor;
        std::ranges::move(ready, std::back_inserter(page.entries));
    }
}

}  // namespace redress::postgres
