#include "adapters/postgres/tree_store.hpp"

#include "adapters/postgres/tree_rows.hpp"
#include "workflow/canonical.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace redress::postgres {
namespace {

constexpr const char* reader_name = "sequencer";
constexpr std::int64_t bucket_entries_max = 20'000;  // of one bucket in one transaction
constexpr std::size_t everything = std::numeric_limits<std::int64_t>::max();
constexpr std::size_t heads_per_part = 4096;
constexpr int seals_kept_whole = 3;

/// As an element of an array in text form.
std::string hex_literal(std::string_view bytes)
{
    std::string out = "\"\\\\x";
    workflow::append_hex(out, reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
    return out + "\"";
}

struct waiting {
    std::int16_t bucket = 0;
    std::int64_t mark = 0, head = 0;
};

std::vector<waiting> read_waiting(pqxx::transaction_base& tx)
{
    std::vector<waiting> list;
    for (const auto& row : tx.exec("SELECT h.bucket, coalesce(m.pos, 0), h.pos FROM bucket_head h LEFT JOIN "
                                   "reader_mark m ON m.bucket = h.bucket AND m.reader = $1 ORDER BY h.bucket",
                                   pqxx::params{reader_name}))
        list.push_back({row[0].as<std::int16_t>(), row[1].as<std::int64_t>(), row[2].as<std::int64_t>()});
    return list;
}

}  // namespace

struct tree_store::inside {
    session to;
    std::string holder;
    std::chrono::seconds lease_duration;
    std::int64_t epoch = 0;
    // The right edge as of `edge->size()`; nothing when the database must say.
    std::optional<tlog::tree_edge> edge;
    std::size_t first = 0;  // bucket to begin with: all get their turn

    inside(const std::string& url, std::string name, std::chrono::seconds lasts)
        : to(url, session_settings{.role = "redress_sequencer", .application = "redress sequencer"}),
          holder(std::move(name)),
          lease_duration(lasts)
    {
    }

    /// Whatever fails, the database says next time where the tree stands.
    template <class F>
    auto fresh_after(F&& f)
    {
        try {
            return f();
        } catch (...) {
            edge.reset();
            throw;
        }
    }

    /// The lease is ours for a while; nothing else is in this transaction.
    bool take_lease()
    {
        return to.run("take the sequencer's lease", [&](pqxx::work& tx) {
            const auto rows = tx.exec(
                "INSERT INTO lease AS l (reader, bucket, holder, epoch, until) VALUES ($1, 0, $2, 1, now() + "
                "make_interval(secs => $3)) "
                "ON CONFLICT (bucket, reader) DO UPDATE SET holder = EXCLUDED.holder, until = "
                "EXCLUDED.until, "
                "epoch = l.epoch + CASE WHEN l.holder = EXCLUDED.holder AND l.until > now() THEN 0 ELSE 1 "
                "END "
                "WHERE l.holder = EXCLUDED.holder OR l.until <= now() RETURNING epoch",
                pqxx::params{reader_name, holder, static_cast<std::int64_t>(lease_duration.count())});
            if (rows.empty()) return false;
            const auto now = rows[0][0].as<std::int64_t>();
            if (now != epoch) edge.reset();
            epoch = now;
            return true;
        });
    }

    /// Locks the head. False when the lease went to another meanwhile: its row is locked too, until the end of the
    /// transaction, so that nobody takes it over in between.
    bool fenced(pqxx::work& tx, tree_head& at)
    {
        if (tx.exec("SELECT FROM lease WHERE bucket = 0 AND reader = $1 AND holder = $2 AND epoch = $3 FOR "
                    "UPDATE",
                    pqxx::params{reader_name, holder, epoch})
                .empty())
            return false;
        const auto head = head_where(tx, " WHERE epoch <= " + std::to_string(epoch) + " FOR UPDATE");
        if (!head) throw log_broken("the head of the tree bears a later epoch than the lease");
        at = *head;
        return true;
    }

    /// Appends what waits, up to `most` entries, and writes it down. `at` moves on.
    std::uint64_t append(pqxx::work& tx, std::vector<waiting> todo, std::size_t most, tree_head& at)
    {
        std::erase_if(todo, [](const waiting& one) { return one.head <= one.mark; });
        if (todo.empty()) return 0;
        std::rotate(todo.begin(), todo.begin() + static_cast<std::ptrdiff_t>(first++ % todo.size()),
                    todo.end());
        if (!edge || edge->size() != at.size)
            edge.emplace(at.size,
                         [&](unsigned level, std::uint64_t index) { return read_tile(tx, level, index); });
        if (edge->root() != at.root)
            throw log_broken("the tiles in the database do not give the root of the tree");

        std::string firsts = "{", buckets = "{", positions = "{", counts = "{", ends = "{";
        std::uint64_t added = 0;
        for (const auto& one : todo) {
            if (added >= most) break;
            const auto wanted =
                std::min({one.head - one.mark, bucket_entries_max, static_cast<std::int64_t>(most - added)});
            const auto rows = tx.exec(
                "SELECT pos, leaf FROM audit_entry WHERE bucket = $1 AND pos > $2 AND pos <= $3 ORDER BY pos",
                pqxx::params{one.bucket, one.mark, one.mark + wanted});
            auto expected = one.mark;
            const auto begins = edge->size();
            for (const auto& row : rows) {
                if (row[0].as<std::int64_t>() != ++expected) break;
                edge->append(hash_of(row[1]));
            }
            if (edge->size() - begins != static_cast<std::uint64_t>(wanted))
                throw log_broken(
                    "bucket " + std::to_string(one.bucket) + " has no entry at position " +
                    std::to_string(one.mark + static_cast<std::int64_t>(edge->size() - begins) + 1) +
                    ", though its head says so");
            const char* comma = added == 0 ? "" : ",";
            firsts += comma + std::to_string(begins);
            buckets += comma + std::to_string(one.bucket);
            positions += comma + std::to_string(one.mark + 1);
            counts += comma + std::to_string(wanted);
            ends += comma + std::to_string(one.mark + wanted);
            added += static_cast<std::uint64_t>(wanted);
        }
        tx.exec(
              "INSERT INTO log_range (first_index, bucket, first_pos, entries) SELECT * FROM "
              "unnest($1::bigint[], $2::smallint[], $3::bigint[], $4::bigint[])",
              pqxx::params{firsts + "}", buckets + "}", positions + "}", counts + "}"})
            .no_rows();
        tx.exec(
              "INSERT INTO reader_mark AS m (reader, bucket, pos) SELECT $1::text, u.bucket, u.pos FROM "
              "unnest($2::smallint[], $3::bigint[]) u(bucket, pos) "
              "ON CONFLICT (bucket, reader) DO UPDATE SET pos = EXCLUDED.pos",
              pqxx::params{reader_name, buckets + "}", ends + "}"})
            .no_rows();
        std::string levels = "{", indexes = "{", hashes = "{";
        for (const auto& one : edge->take_changed()) {
            const char* comma = levels.size() == 1 ? "" : ",";
            levels += comma + std::to_string(one.level);
            indexes += comma + std::to_string(one.index);
            hashes += comma + hex_literal(tlog::bytes_of(one.hashes));
        }
        tx.exec(
              "INSERT INTO log_tile AS t (level, tile, hashes) SELECT * FROM unnest($1::smallint[], "
              "$2::bigint[], "
              "$3::bytea[]) ON CONFLICT (level, tile) DO UPDATE SET hashes = EXCLUDED.hashes",
              pqxx::params{levels + "}", indexes + "}", hashes + "}"})
            .no_rows();
        at.size = edge->size();
        at.root = edge->root();
        tx.exec("UPDATE log_head SET size = $1, root = $2, epoch = greatest(epoch, $3)",
                pqxx::params{static_cast<std::int64_t>(at.size), as_bytes(tlog::bytes_of(at.root)), epoch})
            .no_rows();
        return added;
    }
};

tree_store::tree_store(const std::string& url, std::string holder, std::chrono::seconds lease_duration)
    : in_(std::make_unique<inside>(url, std::move(holder), lease_duration))
{
}
tree_store::~tree_store() = default;

sequenced tree_store::sequence(std::size_t most)
{
    return in_->fresh_after([&]() -> sequenced {
        if (!in_->take_lease()) return {.held_elsewhere = true};
        return in_->to.run("put entries into the tree", [&](pqxx::work& tx) {
            // What is signed afterwards must not be lost with a crash of the server.
            tx.exec("SET LOCAL synchronous_commit = on").no_rows();
            sequenced out;
            if (!in_->fenced(tx, out.head)) {
                out.held_elsewhere = true;
                return out;
            }
            auto todo = read_waiting(tx);
            for (const auto& one : todo) {
                if (one.mark > one.head)
                    throw log_broken("bucket " + std::to_string(one.bucket) + " ends at position " +
                                     std::to_string(one.head) + ", and the tree knows " +
                                     std::to_string(one.mark));
                out.behind += static_cast<std::uint64_t>(one.head - one.mark);
            }
            out.added = in_->append(tx, std::move(todo), most, out.head);
            out.behind -= out.added;
            return out;
        });
    });
}

tree_head tree_store::head()
{
    return in_->to.run("read the head of the tree", [](pqxx::work& tx) { return read_head(tx); });
}

std::optional<kept_checkpoint> tree_store::newest()
{
    return in_->to.run("read the newest checkpoint", [](pqxx::work& tx) { return newest_checkpoint(tx); });
}

bool tree_store::keep(const tlog::checkpoint& tree, const std::string& note, int cosigned)
{
    return in_->to.run("keep a checkpoint", [&](pqxx::work& tx) {
        tree_head at;
        if (!in_->fenced(tx, at) || at.size < tree.size) return false;
        const auto size = static_cast<std::int64_t>(tree.size);
        tx.exec(
              "INSERT INTO log_checkpoint AS c (size, root, note, cosigned, signed_at) VALUES ($1, $2, $3, "
              "$4, now()) "
              "ON CONFLICT (size) DO UPDATE SET signed_at = EXCLUDED.signed_at, cosigned = "
              "greatest(c.cosigned, "
              "EXCLUDED.cosigned), note = CASE WHEN c.cosigned <= EXCLUDED.cosigned THEN EXCLUDED.note ELSE "
              "c.note END",
              pqxx::params{size, as_bytes(tlog::bytes_of(tree.root)), note, cosigned})
            .no_rows();
        tx.exec("UPDATE log_head SET signed_size = $1 WHERE signed_size < $1", pqxx::params{size}).no_rows();
        return true;
    });
}

kept_seal tree_store::seal()
{
    return in_->fresh_after([&] {
        return in_->to.run("seal the heads of the cases", [&](pqxx::work& tx) {
            // One look at everything: the heads of the buckets and of the cases are those of one instant. The lock
            // comes first, so that the look is taken when nobody moves the tree; whoever holds the lease waits.
            tx.exec("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ").no_rows();
            tx.exec("SET LOCAL synchronous_commit = on").no_rows();
            tx.exec("LOCK TABLE log_head IN EXCLUSIVE MODE").no_rows();
            auto at = read_head(tx);
            (void)in_->append(tx, read_waiting(tx), everything, at);
            // A bucket with very much waiting is not finished by one reading.
            for (auto left = read_waiting(tx);
                 std::ranges::any_of(left, [](const waiting& one) { return one.head > one.mark; });
                 left = read_waiting(tx))
                (void)in_->append(tx, std::move(left), everything, at);

            std::vector<tlog::case_head> heads;
            for (const auto& row :
                 tx.exec("SELECT case_id::text, cseq, head FROM complaint ORDER BY case_id"))
                heads.push_back({.chain = row[0].as<std::string>(),
                                 .cseq = row[1].as<std::int64_t>(),
                                 .head = hash_of(row[2])});
            kept_seal out{.size = at.size,
                          .root = tlog::root_of(tlog::head_leaves(heads)),
                          .cases = static_cast<std::int64_t>(heads.size())};
            const auto size = static_cast<std::int64_t>(out.size);
            tx.exec(
                  "INSERT INTO log_seal (size, root, cases, sealed_at) VALUES ($1, $2, $3, now()) "
                  "ON CONFLICT (size) DO NOTHING",
                  pqxx::params{size, as_bytes(tlog::bytes_of(out.root)), out.cases})
                .no_rows();
            for (std::size_t part = 0; part * heads_per_part < heads.size(); ++part) {
                std::string bytes;
                for (auto i = part * heads_per_part; i < std::min(heads.size(), (part + 1) * heads_per_part);
                     ++i)
                    bytes += binary_of(heads[i]);
                tx.exec(
                      "INSERT INTO log_seal_heads (size, part, heads) VALUES ($1, $2, $3) ON CONFLICT DO "
                      "NOTHING",
                      pqxx::params{size, static_cast<int>(part), as_bytes(bytes)})
                    .no_rows();
            }
            tx.exec(
                  "DELETE FROM log_seal_heads WHERE size NOT IN (SELECT size FROM log_seal ORDER BY size "
                  "DESC "
                  "LIMIT $1)",
                  pqxx::params{seals_kept_whole})
                .no_rows();
            const auto kept = read_last_seal(tx);
            if (kept) out.at = kept->at;
            return out;
        });
    });
}

std::optional<kept_seal> tree_store::last_seal()
{
    return in_->to.run("read the last seal", [](pqxx::work& tx) { return read_last_seal(tx); });
}

void tree_store::release()
{
    in_->to.run("release the sequencer's lease", [&](pqxx::work& tx) {
        tx.exec("UPDATE lease SET until = now() WHERE bucket = 0 AND reader = $1 AND holder = $2",
                pqxx::params{reader_name, in_->holder})
            .no_rows();
    });
}

}  // namespace redress::postgres
