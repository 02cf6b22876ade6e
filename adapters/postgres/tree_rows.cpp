#include "adapters/postgres/tree_rows.hpp"

#include <algorithm>

namespace redress::postgres {
namespace {

std::string as_instant(const std::string& column)
{
    return "to_char(" + column + " AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')";
}

}  // namespace

std::string binary_of(const tlog::case_head& one)
{
    const auto id = parse_uuid(one.chain).value_or(uuid{});
    std::string out(reinterpret_cast<const char*>(id.bytes.data()), id.bytes.size());
    for (int shift = 56; shift >= 0; shift -= 8)
        out += static_cast<char>(static_cast<std::uint64_t>(one.cseq) >> shift & 0xff);
    return out += tlog::bytes_of(one.head);
}

tlog::case_head head_from(std::string_view bytes)
{
    uuid id{};
    std::ranges::copy(bytes.substr(0, 16), reinterpret_cast<char*>(id.bytes.data()));
    std::uint64_t cseq = 0;
    for (const char c : bytes.substr(16, 8)) cseq = cseq << 8 | static_cast<unsigned char>(c);
    tlog::case_head out{.chain = to_string(id), .cseq = static_cast<std::int64_t>(cseq)};
    std::ranges::copy(bytes.substr(24, 32), reinterpret_cast<char*>(out.head.data()));
    return out;
}

tlog::hash hash_of(const pqxx::field& field)
{
    const auto bytes = field.as<pqxx::bytes>();
    tlog::hash out{};
    if (bytes.size() != out.size()) throw log_broken("a hash in the database has not 32 bytes");
    std::ranges::transform(bytes, out.begin(), [](std::byte b) { return static_cast<std::uint8_t>(b); });
    return out;
}

std::vector<tlog::hash> read_tile(pqxx::transaction_base& tx, unsigned level, std::uint64_t index)
{
    const auto rows =
        tx.exec("SELECT hashes FROM log_tile WHERE level = $1::smallint AND tile = $2::bigint",
                pqxx::params{static_cast<std::int16_t>(level), static_cast<std::int64_t>(index)});
    if (rows.empty()) return {};
    auto hashes = tlog::hashes_of(from_bytes(rows[0][0]));
    if (!hashes) throw log_broken("a tile in the database is no whole number of hashes");
    return *std::move(hashes);
}

std::optional<tree_head> head_where(pqxx::transaction_base& tx, const std::string& how)
{
    const auto rows = tx.exec("SELECT size, root, signed_size FROM log_head" + how);
    if (rows.empty()) return std::nullopt;
    return tree_head{.size = rows[0][0].as<std::uint64_t>(),
                     .root = hash_of(rows[0][1]),
                     .signed_size = rows[0][2].as<std::uint64_t>()};
}

tree_head read_head(pqxx::transaction_base& tx)
{
    const auto head = head_where(tx, "");
    if (!head) throw log_broken("the head of the tree is gone from the database");
    return *head;
}

std::optional<kept_checkpoint> checkpoint_where(pqxx::transaction_base& tx, const std::string& what,
                                                const pqxx::params& values)
{
    const auto rows = tx.exec(
        "SELECT size, root, note, cosigned, " + as_instant("signed_at") + " FROM log_checkpoint " + what,
        values);
    if (rows.empty()) return std::nullopt;
    return kept_checkpoint{.size = rows[0][0].as<std::uint64_t>(),
                           .root = hash_of(rows[0][1]),
                           .note = rows[0][2].as<std::string>(),
                           .cosigned = rows[0][3].as<int>(),
                           .at = parse_instant(rows[0][4].as<std::string>()).value_or(instant{})};
}

std::optional<kept_checkpoint> newest_checkpoint(pqxx::transaction_base& tx)
{
    return checkpoint_where(tx, "ORDER BY size DESC LIMIT 1", {});
}

std::vector<kept_seal> seals_where(pqxx::transaction_base& tx, const std::string& what,
                                   const pqxx::params& values)
{
    std::vector<kept_seal> list;
    for (const auto& row :
         tx.exec("SELECT size, root, cases, " + as_instant("sealed_at") + " FROM log_seal " + what, values))
        list.push_back({.size = row[0].as<std::uint64_t>(),
                        .root = hash_of(row[1]),
                        .cases = row[2].as<std::int64_t>(),
                        .at = parse_instant(row[3].as<std::string>()).value_or(instant{})});
    return list;
}

std::optional<kept_seal> read_last_seal(pqxx::transaction_base& tx)
{
    const auto last = seals_where(tx, "ORDER BY size DESC LIMIT 1", {});
    if (last.empty()) return std::nullopt;
    return last[0];
}

}  // namespace redress::postgres
