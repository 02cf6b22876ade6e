#include "adapters/postgres/status_reader.hpp"

#include "adapters/postgres/asker.hpp"
#include "adapters/postgres/case_codec.hpp"
#include "adapters/postgres/connection_text.hpp"
#include "adapters/postgres/secret_finder.hpp"
#include "adapters/postgres/stored_case.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

namespace redress::postgres {
namespace {

constexpr statement find_cases{"find_cases", R"(
SELECT clock_timestamp(), c.bucket, c.case_id, c.reference, c.state, c.hold, c.ladder, c.severity, c.rung, c.version, c.cseq,
       c.agenda_at, c.owner, c.team, c.head, c.facts
FROM unnest($1::smallint[], $2::uuid[]) AS asked(bucket, case_id)
JOIN complaint c ON c.bucket = asked.bucket AND c.case_id = asked.case_id)"};

}  // namespace

struct status_reader::inside {
    explicit inside(const std::string& url)
        : secrets(url, "redress look-ups"),
          cases(connection_text(
                    url, {.role = "redress_reader", .application = "redress look-ups", .goes_by_key = true}),
                find_cases)
    {
    }
    secret_finder secrets;
    asker cases;
    std::array<column, 2> parameters;
};

status_reader::status_reader(std::string url) : in_(std::make_unique<inside>(url)) {}
status_reader::~status_reader() = default;

std::vector<std::optional<named_secret>> status_reader::secrets(const std::vector<std::string>& references)
{
    return in_->secrets.find(references);
}

status_reader::cases_now status_reader::cases(const std::vector<case_id>& ids)
{
    cases_now found;
    if (ids.empty()) return found;
    auto& [buckets, wanted] = in_->parameters;
    buckets.start(element::int2, ids.size());
    wanted.start(element::uuid, ids.size());
    for (const auto& id : ids) {
        buckets.add(bucket_of(id));
        wanted.add(id);
    }
    const auto rows = in_->cases.ask(in_->parameters);
    found.cases.reserve(static_cast<std::size_t>(rows.rows()));
    for (int i = 0; i < rows.rows(); ++i) {
        found.at = rows.time(i, 0);
        try {
            found.cases.push_back(stored_case(rows, i, 2, static_cast<std::int16_t>(rows.integer(i, 1))));
        } catch (const unknown_state&) {
            continue;  // one that this release cannot read spoils no other
        }
    }
    return found;
}

}  // namespace redress::postgres
