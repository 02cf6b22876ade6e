// Facts of a case as deterministic CBOR: what stands in complaint.facts.
//
// A map of fact name to value, keys in the order of their encoded bytes (shorter first). A fact at
// its default is absent, also inside nested maps. Enums stand by name, instants as microseconds
// since 1970 (UTC), durations as microseconds. Owner, team, severity, rung and reference are columns
// of their own and do not stand here.
#pragma once

#include "states/complaint.hpp"
#include "states/matter.hpp"

#include <stdexcept>
#include <string>
#include <string_view>

namespace redress::postgres {

/// A row holds a name that this program does not know: a newer one wrote it, or it is damaged.
/// Never guessed at: the case is not touched.
class unknown_state : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// Appends to `out`.
void encode_facts(std::string& out, const facts& from);

/// Throws unknown_state, naming the case and what is unknown.
void decode_facts(std::string_view bytes, const case_id& id, facts& into);

/// The same of what stands beside the case: every fact stands in the column.
void encode_facts(std::string& out, const matter_facts& from);

/// A row of `matter` as it was read, whatever read it.
struct matter_columns {
    std::int16_t bucket = 0;
    case_id id{};
    std::string_view kind, state;
    std::int64_t version = 0, cseq = 0;
    std::optional<instant> agenda_at;
    std::string_view head, facts;
};
/// Throws unknown_state.
[[nodiscard]] matter stored_matter(const matter_columns& row);

/// An enumerator by its stored name; throws unknown_state naming case, column and name.
template <named Enum>
Enum stored_name(std::string_view name, const case_id& id, std::string_view column)
{
    if (const auto value = parse_name<Enum>(name)) return *value;
    throw unknown_state("case " + to_string(id) + ": unknown " + std::string(column) + " '" +
                        std::string(name) + "'; a newer release wrote it, or the row is damaged");
}

}  // namespace redress::postgres
