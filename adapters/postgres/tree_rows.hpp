// How the tree of the audit log stands in the database: what the sequencer and whoever reads share. Private to them.
#pragma once

#include "adapters/postgres/session.hpp"
#include "adapters/postgres/tree_store.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace redress::postgres {

/// Of a case in an index: its id, the number of its last entry, big end first, and the hash of that.
inline constexpr std::size_t head_bytes = 16 + 8 + 32;
[[nodiscard]] std::string binary_of(const tlog::case_head& one);
[[nodiscard]] tlog::case_head head_from(std::string_view bytes);

/// Throws log_broken for what is no hash.
[[nodiscard]] tlog::hash hash_of(const pqxx::field& field);
[[nodiscard]] std::vector<tlog::hash> read_tile(pqxx::transaction_base& tx, unsigned level,
                                                std::uint64_t index);
/// `how`: a condition, and whether it is locked; nothing when the one row does not meet it.
[[nodiscard]] std::optional<tree_head> head_where(pqxx::transaction_base& tx, const std::string& how);
[[nodiscard]] tree_head read_head(pqxx::transaction_base& tx);
[[nodiscard]] std::optional<kept_checkpoint> checkpoint_where(pqxx::transaction_base& tx,
                                                              const std::string& what,
                                                              const pqxx::params& values);
[[nodiscard]] std::optional<kept_checkpoint> newest_checkpoint(pqxx::transaction_base& tx);
/// `what`: condition and order.
[[nodiscard]] std::vector<kept_seal> seals_where(pqxx::transaction_base& tx, const std::string& what,
                                                 const pqxx::params& values);
[[nodiscard]] std::optional<kept_seal> read_last_seal(pqxx::transaction_base& tx);

}  // namespace redress::postgres
