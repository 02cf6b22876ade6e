#include "workflow/letter_command.hpp"

#include "states/events.hpp"

#include <boost/json/array.hpp>
#include <boost/json/monotonic_resource.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <stdexcept>

namespace redress::workflow {
namespace {

namespace bj = boost::json;

std::string_view text_in(const bj::object& object, bj::string_view name)
{
    const auto* value = object.if_contains(name);
    const auto* text = value ? value->if_string() : nullptr;
    return text ? std::string_view(text->data(), text->size()) : std::string_view{};
}

const bj::object* object_in(const bj::object& object, bj::string_view name)
{
    const auto* value = object.if_contains(name);
    return value ? value->if_object() : nullptr;
}

void say(bj::object& to, bj::string_view as, std::string_view text)
{
    if (!text.empty()) to[as] = bj::string_view(text.data(), text.size());
}

/// A letter that is sent again is told by the message that names it.
bj::object sent_again(const bj::object& body, const bj::storage_ptr& storage)
{
    bj::object out(storage);
    const auto* data = object_in(body, "data");
    if (!data || text_in(*data, "letter").empty()) return out;
    say(out, "letter", text_in(*data, "letter"));
    say(out, "language", text_in(*data, "letter_language"));
    say(out, "route", text_in(*data, "route"));
    out["again"] = true;
    return out;
}

/// The last of the case's letters, where the event added one.
bj::object sent_first(const bj::object& body, const bj::storage_ptr& storage)
{
    bj::object out(storage);
    const auto* set = object_in(body, "set");
    const auto* letters = set ? set->if_contains("letters") : nullptr;
    if (!letters || !letters->is_array() || letters->get_array().empty()) return out;
    const auto* last = letters->get_array().back().if_object();
    if (!last) return out;
    say(out, "letter", text_in(*last, "id"));
    say(out, "language", text_in(*last, "language"));
    // An entry leaves out what is first of its list.
    say(out, "kind", name_of(letter_kind{}));
    say(out, "route", name_of(route{}));
    say(out, "kind", text_in(*last, "kind"));
    say(out, "route", text_in(*last, "route"));
    out["again"] = false;
    return out;
}

bool may_hold_a_letter(std::string_view body)
{
    return body.find("\"letters\":[") != std::string_view::npos ||
           body.find("\"ev\":\"message_sent\"") != std::string_view::npos;
}

}  // namespace

bool carried_by_channel(route by)
{
    switch (by) {
        case route::email:
        case route::phone:
        case route::sms:
        case route::in_app:
        case route::post:
            return true;
        case route::status_page:
        case route::live_chat:
        case route::call:
        case route::none:
            return false;
    }
    return false;
}

std::optional<outgoing> letter_command_of(const read_entry& entry, const outgoing& outcome,
                                          const std::string& notify_topic)
{
    if (!may_hold_a_letter(entry.body)) return std::nullopt;
    unsigned char room[16384];
    bj::monotonic_resource arena(room, sizeof room);
    const bj::storage_ptr storage(&arena);
    bj::error_code ec;
    const auto parsed = bj::parse(entry.body, ec, storage);
    if (ec || !parsed.is_object())
        throw std::runtime_error("entry " + std::to_string(entry.pos) + " of bucket " +
                                 std::to_string(entry.bucket) + ": not a JSON object");
    const auto& body = parsed.get_object();
    const auto event = text_in(body, "ev");
    if (text_in(body, "type") != "case.event" || event == name_of(event_type::message_dispatched) ||
        event == name_of(event_type::message_undelivered))
        return std::nullopt;

    auto letter =
        event == name_of(event_type::message_sent) ? sent_again(body, storage) : sent_first(body, storage);
    const auto by = parse_name<route>(text_in(letter, "route"));
    if (letter.empty() || !by || !carried_by_channel(*by)) return std::nullopt;
    letter["case"] = bj::string_view(outcome.key.data(), outcome.key.size());
    outgoing out{.topic = notify_topic, .key = outcome.key, .headers = {}, .payload = bj::serialize(letter)};
    std::string id;
    for (const auto& [name, value] : outcome.headers) {
        if (name == "ce_causationid") continue;  // the outcome is its cause
        if (name == "ce_id") id = value;
        out.headers.emplace_back(name, name == "ce_id"     ? "letter-" + value
                                       : name == "ce_type" ? std::string(send_letter_type)
                                                           : value);
    }
    out.headers.emplace_back("ce_causationid", id);
    return out;
}

}  // namespace redress::workflow
