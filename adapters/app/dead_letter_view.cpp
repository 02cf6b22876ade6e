#include "adapters/app/dead_letter_view.hpp"

#include "adapters/app/reading.hpp"
#include "adapters/app/services.hpp"
#include "adapters/json/cloud_event.hpp"
#include "states/matter_step.hpp"
#include "states/utf8.hpp"

#include <boost/json.hpp>

#include <map>

namespace redress::app {
namespace {

uuid letter_id(const std::string& text)
{
    const auto id = parse_uuid(text);
    if (!id) throw command_failed(exit_code::usage, said{"no_dead_letter_id", {{"value", text}}});
    return *id;
}

/// Whether the record speaks of a case that is not there for whoever reads; its key is the case's id.
bool is_hidden(services& from, const postgres::dead_letter_record& letter)
{
    const auto of = parse_uuid(letter.key);
    return of && !hidden_from_reader(from, {*of}).empty();
}

// Bytes that are no text are shown as hexadecimal, and said to be.
void add_bytes(boost::json::object& to, const std::string& name, const std::string& bytes)
{
    if (valid_utf8(bytes))
        to[name] = bytes;
    else
        to[name + "_hex"] = hex_of({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()});
}

}  // namespace

void leave_out_hidden_letters(services& from, std::vector<postgres::dead_letter_line>& lines)
{
    if (lines.empty() || !from.reader()) return;
    std::map<uuid, case_id> about;
    for (const auto& [letter, key] : from.queries().keys_of(lines))
        if (const auto of = parse_uuid(key)) about.emplace(letter, *of);
    std::vector<case_id> cases;
    for (const auto& [letter, of] : about) cases.push_back(of);
    const auto hidden = hidden_from_reader(from, cases);
    std::erase_if(lines, [&](const auto& line) {
        const auto found = about.find(line.id);
        return found != about.end() && hidden.contains(found->second);
    });
}

std::vector<postgres::dead_letter_line> dead_letters_for_reader(services& from, const std::string& state,
                                                                int limit)
{
    auto lines = from.queries().dead_letters(state, limit);
    leave_out_hidden_letters(from, lines);
    return lines;
}

postgres::dead_letter_record dead_letter_named(services& from, const std::string& text)
{
    auto found = from.queries().dead_letter(letter_id(text));
    if (!found || is_hidden(from, *found))
        throw command_failed(exit_code::not_found, said{"no_dead_letter", {{"value", text}}});
    return std::move(*found);
}

boost::json::object dead_letter_json(const postgres::dead_letter_line& line)
{
    return {{"letter", to_string(line.id)}, {"created", to_string(line.created)},
            {"reason", line.reason},        {"detail", line.detail},
            {"source", line.source},        {"source_id", line.source_id},
            {"topic", line.topic},          {"partition", line.partition},
            {"offset", line.offset},        {"sha256", hex_of(line.sha256)},
            {"state", line.state},          {"redrives", line.redrives}};
}

boost::json::object dead_letter_json(const postgres::dead_letter_record& letter)
{
    auto out = dead_letter_json(letter.line);
    add_bytes(out, "key", letter.key);
    boost::json::object headers;
    for (const auto& [name, value] : letter.headers) add_bytes(headers, name, value);
    out["headers"] = std::move(headers);
    add_bytes(out, "payload", letter.payload);
    return out;
}

workflow::command command_redriven(services& from, const postgres::dead_letter_record& letter)
{
    if (letter.line.state != "open")
        throw command_failed(exit_code::refused,
                             said{"letter_settled", {{"value", to_string(letter.line.id)}}});
    const auto now = from.queries().now();
    auto record = json::read_record({.topic = letter.line.topic,
                                     .partition = letter.line.partition,
                                     .offset = letter.line.offset,
                                     .key = letter.key,
                                     .headers = letter.headers,
                                     .payload = letter.payload},
                                    from.rules(), {}, now);
    // It stays open, and no second letter is written, when it cannot be a command now either.
    if (const auto* still = std::get_if<workflow::dead_letter>(&record))
        throw command_failed(
            exit_code::refused,
            said{"still_no_command", {{"reason", still->reason}, {"detail", still->detail}}});
    auto asked = std::get<workflow::command>(std::move(record));
    const auto kind = matter_of(asked.what.type);
    if (!kind && asked.what.type != event_type::complaint_filed && !from.queries().get(asked.id))
        throw command_failed(
            exit_code::refused,
            said{"still_no_command", {{"reason", "unknown_case"}, {"detail", to_string(asked.id)}}});
    return asked;
}

}  // namespace redress::app
