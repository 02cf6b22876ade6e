// Cases by what stands in no column: looked for in the bytes of the stored facts, without reading them one by one.
#include "adapters/postgres/case_queries.hpp"

#include "adapters/postgres/cbor.hpp"
#include "adapters/postgres/concern_marks.hpp"
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

}  // namespace redress::postgres
