// Cases by what stands in no column: looked for in the bytes of the stored facts, without reading them one by one.
#include "adapters/postgres/case_queries.hpp"

#include "adapters/postgres/cbor.hpp"
#include "adapters/postgres/concern_marks.hpp"
#include "adapters/postgres/conditions.hpp"
#include "adapters/postgres/session.hpp"

namespace redress::postgres {
namespace {

/// The bytes of a fact's name, and of a text that is its value.
std::string written(std::initializer_list<std::string_view> texts)
{
    std::string bytes;
    cbor_writer out(bytes);
    for (const auto text : texts) out.text(text);
    return bytes;
}

/// A text of the facts as it is stored, or none: a fact at its default is not written.
template <named Enum>
bool is_written(std::string_view name)
{
    return !name.empty() && name != name_of(Enum{});
}

}  // namespace

// A fact at its default is not written, so a case that concerns nobody of ours holds none of these bytes.
std::array<std::string, 4> concern_marks(std::string_view person)
{
    return {written({"about_staff"}), written({"interests"}), written({"complainant", person}),
            written({"representative", person})};
}

std::vector<case_id> case_queries::may_concern(std::string_view person)
{
    const auto [about, interests, complainant, representative] = concern_marks(person);
    return to_->run("look for whom cases concern", [&](pqxx::work& tx) {
        std::vector<case_id> found;
        for (const auto& row :
             tx.exec("SELECT case_id::text FROM complaint WHERE position($1::bytea IN facts) > 0 OR "
                     "position($2::bytea IN facts) > 0 OR position($3::bytea IN facts) > 0 OR "
                     "position($4::bytea IN facts) > 0",
                     pqxx::params{as_bytes(about), as_bytes(interests), as_bytes(complainant),
                                  as_bytes(representative)}))
            found.push_back(parse_uuid(row[0].as<std::string>()).value_or(case_id{}));
        return found;
    });
}

std::vector<case_id> case_queries::referred()
{
    return to_->run("look for referred cases", [&](pqxx::work& tx) {
        std::vector<case_id> found;
        for (const auto& row :
             tx.exec("SELECT case_id::text FROM complaint WHERE position($1::bytea IN facts) > 0",
                     pqxx::params{as_bytes(written({"referral"}))}))
            found.push_back(parse_uuid(row[0].as<std::string>()).value_or(case_id{}));
        return found;
    });
}

void add_facts(conditions& where, const case_filter& filter)
{
    const auto place = [&](const std::string& bytes) {
        return "position(" + where.value(pqxx::bytes(as_bytes(bytes))) + "::bytea IN facts)";
    };
    if (!filter.category.empty()) where.add(place(written({"category", filter.category})) + " > 0");
    if (is_written<channel>(filter.channel)) where.add(place(written({"channel", filter.channel})) + " > 0");
    if (is_written<case_kind>(filter.kind)) where.add(place(written({"kind", filter.kind})) + " > 0");
    if (!filter.hold.empty()) where.add("hold = " + where.value(filter.hold));
    // Microseconds behind a head of their own, highest byte first, so that bytes are in the order of times. No other fact
    // holds these bytes: words and codes have no such head, which is no character of theirs.
    const auto filed = [&](const char* compared, const std::optional<instant>& at) {
        constexpr std::int64_t eight_bytes = std::int64_t{1} << 32;
        if (!at || micros(*at) < eight_bytes) return;
        std::string when;
        cbor_writer(when).integer(micros(*at));
        const auto name = written({"filed_at"}) + when.substr(0, 1);
        const auto found = place(name);
        where.add("(" + found + " = 0 OR substring(facts FROM " + found + " + " +
                  std::to_string(name.size()) + " FOR 8) " + compared + " " +
                  where.value(pqxx::bytes(as_bytes(when.substr(1)))) + "::bytea)");
    };
    filed(">=", filter.filed_from);
    filed("<", filter.filed_until);
}

}  // namespace redress::postgres
