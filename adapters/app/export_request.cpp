#include "adapters/app/export_request.hpp"

#include "adapters/app/json_text.hpp"

#include <boost/json.hpp>

#include <algorithm>

namespace redress::app {
namespace {

namespace json = boost::json;

/// Bytes that stand in each entry that may choose its case, so that few are read as JSON.
bool may_choose(const export_request& asked, std::string_view body)
{
    if (asked.kind == export_kind::period) return body.find("\"cseq\":1,") != std::string_view::npos;
    return std::ranges::any_of(asked.values, [&](const std::string& value) {
        return body.find(json::serialize(json::value(value))) != std::string_view::npos;
    });
}

bool pins(const json::object& entry, const auto& named)
{
    const auto* list = entry.if_contains("pol");
    return list != nullptr && list->is_array() &&
           std::ranges::any_of(list->get_array(), [&](const json::value& one) {
               return one.is_object() && named(text_in(one.get_object(), "id"));
           });
}

}  // namespace

std::optional<export_kind> parse_export_kind(std::string_view name)
{
    const auto found = std::ranges::find(export_kind_names, name);
    if (found == export_kind_names.end()) return std::nullopt;
    return static_cast<export_kind>(found - export_kind_names.begin());
}

std::string_view name_of(export_kind kind)
{
    return export_kind_names.at(static_cast<std::size_t>(kind));
}

const export_profile& export_profile_called(std::string_view name)
{
    const auto* found = std::ranges::find(export_profiles, name, &export_profile::name);
    return found == export_profiles.end() ? export_profiles.front() : *found;
}

std::optional<case_id> case_of_entry(const json::object& entry)
{
    return entry.contains("chain") ? std::nullopt : parse_uuid(text_in(entry, "case"));
}

bool chooses(const export_request& asked, std::string_view body)
{
    if (!may_choose(asked, body)) return false;
    boost::system::error_code failed;
    const auto read = json::parse(body, failed);
    if (failed || !read.is_object()) return false;
    const auto& entry = read.get_object();
    if (!case_of_entry(entry)) return false;
    const auto named = [&](std::string_view value) {
        return std::ranges::find(asked.values, value) != asked.values.end();
    };
    switch (asked.kind) {
        case export_kind::period: {
            const auto* cseq = entry.if_contains("cseq");
            const auto at = text_in(entry, "at");
            return cseq != nullptr && *cseq == 1 && at >= asked.from && at < asked.until;
        }
        case export_kind::category:
            return named(text_in(entry, "set", "category"));
        case export_kind::actor:
            return named(text_in(entry, "actor", "id"));
        case export_kind::policy:
            return pins(entry, named);
        case export_kind::full:
        case export_kind::cases:
            return false;
    }
    return false;
}

}  // namespace redress::app
