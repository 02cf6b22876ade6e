#include "adapters/postgres/tree_rows.hpp"

#include <algorithm>
#include <utility>

namespace redress::postgres {

struct tree_reader::inside {
    session to;
    inside(const std::string& url, std::string role)
        : to(url, session_settings{.role = std::move(role), .application = "redress tree"})
    {
    }
};

tree_reader::tree_reader(const std::string& url, std::string role)
    : in_(std::make_unique<inside>(url, std::move(role)))
{
}
tree_reader::~tree_reader() = default;

tree_head tree_reader::head()
{
    return in_->to.run("read the head of the tree", [](pqxx::work& tx) { return read_head(tx); });
}

std::optional<kept_checkpoint> tree_reader::newest()
{
    return in_->to.run("read the newest checkpoint", [](pqxx::work& tx) { return newest_checkpoint(tx); });
}

std::optional<kept_checkpoint> tree_reader::checkpoint(std::uint64_t size)
{
    return in_->to.run("read a checkpoint", [&](pqxx::work& tx) {
        return checkpoint_where(tx, "WHERE size = $1", pqxx::params{static_cast<std::int64_t>(size)});
    });
}

std::vector<tlog::hash> tree_reader::tile(unsigned level, std::uint64_t index)
{
    return in_->to.run("read a tile", [&](pqxx::work& tx) { return read_tile(tx, level, index); });
}

tlog::node_source tree_reader::nodes()
{
    const auto tiles = std::make_shared<tlog::tile_nodes>(
        [this](unsigned level, std::uint64_t index) { return tile(level, index); });
    return [tiles](unsigned level, std::uint64_t index) { return (*tiles)(level, index); };
}

std::optional<std::uint64_t> tree_reader::index_of(std::int16_t bucket, std::int64_t pos)
{
    return in_->to.run("find the index of an entry", [&](pqxx::work& tx) -> std::optional<std::uint64_t> {
        const auto rows = tx.exec(
            "SELECT first_index + $2 - first_pos FROM (SELECT first_index, first_pos, entries FROM "
            "log_range WHERE bucket = $1 AND first_pos <= $2 ORDER BY first_pos DESC LIMIT 1) r "
            "WHERE $2 < first_pos + entries",
            pqxx::params{bucket, pos});
        if (rows.empty()) return std::nullopt;
        return rows[0][0].as<std::uint64_t>();
    });
}

std::optional<std::pair<entry_place, std::uint64_t>> tree_reader::entry_of(const chain_id& chain,
                                                                           std::uint64_t below,
                                                                           std::int64_t cseq)
{
    const auto bucket = bucket_of(chain);
    const auto places = in_->to.run("find entries of a chain", [&](pqxx::work& tx) {
        std::vector<entry_place> list;
        for (const auto& row :
             tx.exec("SELECT pos, cseq, leaf FROM audit_entry WHERE bucket = $1 AND chain_id = $2 AND "
                     "($3 = 0 OR cseq = $3) ORDER BY cseq DESC",
                     pqxx::params{bucket, to_string(chain), cseq}))
            list.push_back({.bucket = bucket,
                            .pos = row[0].as<std::int64_t>(),
                            .cseq = row[1].as<std::int64_t>(),
                            .leaf = hash_of(row[2])});
        return list;
    });
    for (const auto& one : places) {
        const auto index = index_of(one.bucket, one.pos);
        if (index && *index < below) return std::pair{one, *index};
    }
    return std::nullopt;
}

std::vector<std::string> tree_reader::bodies(std::uint64_t first, std::uint64_t count)
{
    return in_->to.run("read entries by index", [&](pqxx::work& tx) {
        std::vector<std::string> list;
        while (list.size() < count) {
            const auto at = static_cast<std::int64_t>(first + list.size());
            const auto ranges = tx.exec(
                "SELECT bucket, first_pos + $1 - first_index, first_index + entries - $1 FROM "
                "(SELECT * FROM log_range WHERE first_index <= $1 ORDER BY first_index DESC LIMIT "
                "1) r WHERE $1 < first_index + entries",
                pqxx::params{at});
            if (ranges.empty()) break;
            const auto many =
                std::min(ranges[0][2].as<std::int64_t>(), static_cast<std::int64_t>(count - list.size()));
            const auto pos = ranges[0][1].as<std::int64_t>();
            const auto rows = tx.exec(
                "SELECT body FROM audit_entry WHERE bucket = $1 AND pos >= $2 AND pos < $3 ORDER BY pos",
                pqxx::params{ranges[0][0].as<std::int16_t>(), pos, pos + many});
            for (const auto& row : rows) list.push_back(from_bytes(row[0]));
            if (static_cast<std::int64_t>(rows.size()) != many)
                throw log_broken("an entry that is in the tree is gone");
        }
        return list;
    });
}

std::optional<kept_seal> tree_reader::last_seal()
{
    return in_->to.run("read the last seal", [](pqxx::work& tx) { return read_last_seal(tx); });
}

std::vector<kept_seal> tree_reader::seals(std::uint64_t below)
{
    return in_->to.run("read the seals", [&](pqxx::work& tx) {
        return seals_where(tx, "WHERE size < $1 ORDER BY size",
                           pqxx::params{static_cast<std::int64_t>(below)});
    });
}

std::vector<tlog::case_head> tree_reader::seal_heads(std::uint64_t size)
{
    return in_->to.run("read the heads of a seal", [&](pqxx::work& tx) {
        std::vector<tlog::case_head> list;
        for (const auto& row : tx.exec("SELECT heads FROM log_seal_heads WHERE size = $1 ORDER BY part",
                                       pqxx::params{static_cast<std::int64_t>(size)})) {
            const auto bytes = from_bytes(row[0]);
            for (std::size_t i = 0; i + head_bytes <= bytes.size(); i += head_bytes)
                list.push_back(head_from(std::string_view(bytes).substr(i, head_bytes)));
        }
        return list;
    });
}

}  // namespace redress::postgres
