#include "adapters/app/sender.hpp"

#include "workflow/entry.hpp"
#include "workflow/letter_command.hpp"

#include <boost/json.hpp>

namespace redress::app {
namespace {

std::string_view header(const workflow::raw_record& record, std::string_view name)
{
    for (const auto& [key, value] : record.headers)
        if (key == name) return value;
    return {};
}

std::string text_in(const boost::json::object& from, std::string_view name)
{
    const auto* value = from.if_contains(name);
    return value != nullptr && value->is_string() ? std::string(value->as_string()) : std::string();
}

bool comes_back(const std::string& name, const sender_settings& settings)
{
    const auto drawn = workflow::sha256("redress sender\n" + std::to_string(settings.seed) + "\n" + name);
    const auto number = static_cast<unsigned>(drawn[0]) << 8 | drawn[1];
    return number % 100 < static_cast<unsigned>(settings.undelivered_percent);
}

}  // namespace

std::optional<json::command_to_send> report_of(const workflow::raw_record& record,
                                               const sender_settings& settings, instant now)
{
    if (header(record, "ce_type") != workflow::send_letter_type || header(record, "ce_id").empty())
        return std::nullopt;
    boost::system::error_code wrong;
    const auto parsed = boost::json::parse(record.payload, wrong);
    if (wrong || !parsed.is_object()) return std::nullopt;
    const auto& asked = parsed.as_object();
    const auto id = parse_uuid(text_in(asked, "case"));
    const auto letter = text_in(asked, "letter");
    const auto by = text_in(asked, "route");
    if (!id || letter.empty() || !parse_name<route>(by)) return std::nullopt;

    const auto* again = asked.if_contains("again");
    const bool first = again == nullptr || !again->is_bool() || !again->as_bool();
    const bool back = first && comes_back(to_string(*id) + "/" + letter, settings);
    json::command_to_send out{
        .topic = settings.command_topic,
        .id = *id,
        .what = {.type = back ? event_type::message_undelivered : event_type::message_dispatched},
        .source = std::string(sender_source),
        .event_id = "report-" + std::string(header(record, "ce_id")),
        .actor_role = role::channel};
    out.what.set(field::letter, letter);
    if (back) {
        out.what.set(field::reason_code, std::string("no_such_address"));
    } else {
        out.what.set(field::route, by);
        out.time = now;
    }
    return out;
}

}  // namespace redress::app
