#include "adapters/app/stored_policies.hpp"

#include "adapters/files/policy_file.hpp"
#include "adapters/files/zone_data.hpp"
#include "adapters/postgres/case_queries.hpp"

#include <algorithm>

namespace redress::app {

stored_calendars::stored_calendars(files::calendar_book& book, reader stored)
    : book_(book), stored_(std::move(stored))
{
}

const calendar* stored_calendars::in_force(std::string_view id) const
{
    return book_.in_force(id);
}

const calendar* stored_calendars::pinned(std::string_view sha256, std::string_view zone_data) const
{
    if (const auto* known = book_.pinned(sha256, zone_data)) return known;
    const auto rows = stored_();
    const auto file = std::ranges::find_if(rows, [&](const auto& one) {
        return one.sha256 == sha256 && one.id.starts_with(files::stored_calendar_prefix);
    });
    if (file == rows.end()) return nullptr;
    const auto zone =
        std::ranges::find(rows,
                          std::string(files::stored_zone_prefix) +
                              files::zone_of_calendar(file->toml, file->id) + "/" + std::string(zone_data),
                          &postgres::stored_policy::id);
    if (zone == rows.end()) return nullptr;
    book_.add(files::load_calendar(file->toml, file->id, files::parse_zone(zone->toml, zone->id)));
    return book_.pinned(sha256, zone_data);
}

stored_policies::stored_policies(files::file_policy_book& book, files::calendar_book& calendars,
                                 std::string url)
    : book_(book), url_(std::move(url)), calendars_(calendars, [this] { return stored(); })
{
}
stored_policies::~stored_policies() = default;

std::vector<postgres::stored_policy> stored_policies::stored() const
{
    if (!queries_) queries_ = std::make_unique<postgres::case_queries>(url_);
    return queries_->policies();
}

const std::vector<const policy*>& stored_policies::in_force() const
{
    return book_.in_force();
}

const policy* stored_policies::find(std::string_view sha256) const
{
    if (const policy* known = book_.find(sha256)) return known;
    for (const auto& one : stored())
        if (one.sha256 == sha256) book_.add(one.toml, "policy " + one.id + " " + one.sha256);
    return book_.find(sha256);
}

void add_policies(files::file_policy_book& to, const std::vector<postgres::stored_policy>& stored)
{
    for (const auto& one : stored)
        if (one.id.find('/') == std::string::npos && to.find(one.sha256) == nullptr)
            to.add(one.toml, "policy " + one.id + " " + one.sha256);
}

}  // namespace redress::app
