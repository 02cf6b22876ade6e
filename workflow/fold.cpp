// Reads entries back: the case as the fold of its history, and where an entry came from.
#include "states/machine_step.hpp"
#include "workflow/canonical.hpp"
#include "workflow/entry.hpp"
#include "workflow/entry_parsed.hpp"
#include "workflow/entry_values.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include <algorithm>
#include <stdexcept>

namespace redress::workflow {
namespace {

namespace json = boost::json;

[[noreturn]] void unreadable(std::string_view what)
{
    throw std::runtime_error("entry: cannot read " + std::string(what));
}

std::string_view text_of(const json::value& v, std::string_view what)
{
    if (!v.is_string()) unreadable(what);
    return v.get_string();
}

void read_value(const json::value& v, bool& to, std::string_view what)
{
    if (!v.is_bool()) unreadable(what);
    to = v.get_bool();
}
void read_value(const json::value& v, std::int64_t& to, std::string_view what)
{
    if (!v.is_int64()) unreadable(what);
    to = v.get_int64();
}
void read_value(const json::value& v, std::string& to, std::string_view what)
{
    to = text_of(v, what);
}
void read_value(const json::value& v, std::optional<instant>& to, std::string_view what)
{
    to = v.is_null() ? std::nullopt : parse_instant(text_of(v, what));
    if (!v.is_null() && !to) unreadable(what);
}
template <named Enum>
void read_value(const json::value& v, Enum& to, std::string_view what)
{
    const auto value = parse_name<Enum>(text_of(v, what));
    if (!value) unreadable(what);
    to = *value;
}
template <reflected Struct>
void read_value(const json::value& v, Struct& to, std::string_view what);

template <class T>
void read_value(const json::value& v, std::vector<T>& to, std::string_view what)
{
    if (!v.is_array()) unreadable(what);
    to.clear();
    for (const auto& element : v.get_array()) read_value(element, to.emplace_back(), what);
}

template <reflected Struct>
void read_value(const json::value& v, Struct& to, std::string_view what)
{
    if (!v.is_object()) unreadable(what);
    to = Struct{};
    std::size_t known = 0;
    for_each_member<Struct>([&](auto, auto m) {
        const auto* found = v.get_object().if_contains(m.name);
        if (!found) return;
        ++known;
        read_value(*found, to.*m.where, m.name);
    });
    if (known != v.get_object().size()) unreadable(what);
}

template <reflected Facts>
void fold_facts(Facts& now, const json::object& set)
{
    std::size_t known = 0;
    for_each_member<Facts>([&](auto, auto m) {
        const auto* found = set.if_contains(m.name);
        if (!found) return;
        ++known;
        if (found->is_null())
            now.*m.where = default_of<Facts>().*m.where;
        else
            read_value(*found, now.*m.where, m.name);
    });
    if (known != set.size()) unreadable("set: a fact that this build does not know");
}

void fold_clocks(std::vector<clock>& clocks, const json::array& changed)
{
    for (const auto& element : changed) {
        clock next;
        read_value(element, next, "clk");
        const auto same = [&next](const clock& c) {
            return c.clock_id == next.clock_id && c.subject == next.subject &&
                   c.generation == next.generation;
        };
        const auto found = std::find_if(clocks.begin(), clocks.end(), same);
        if (found != clocks.end())
            *found = std::move(next);
        else
            clocks.push_back(std::move(next));
    }
}

void fold_move(complaint& now, const json::object& move)
{
    machine which{};
    read_value(move.at("machine"), which, "moves: machine");
    switch (which) {
        case machine::lifecycle:
            read_value(move.at("to"), now.lifecycle, "moves: to");
            return;
        case machine::hold:
            read_value(move.at("to"), now.hold, "moves: to");
            return;
        case machine::ladder:
            read_value(move.at("to"), now.ladder, "moves: to");
            return;
        case machine::containment:
        case machine::redress:
        case machine::referral:
            return;  // where these stand is a fact, which `set` says
    }
}

field_value field_of(const json::value& v, const field_row& row)
{
    switch (row.type) {
        case field_type::integer:
            if (!v.is_int64()) break;
            return v.get_int64();
        case field_type::boolean:
            if (!v.is_bool()) break;
            return v.get_bool();
        case field_type::time:
            if (const auto at = parse_instant(text_of(v, row.name))) return *at;
            break;
        case field_type::texts:
        case field_type::words: {
            std::vector<std::string> list;
            read_value(v, list, row.name);
            return list;
        }
        case field_type::text:
        case field_type::word:
        case field_type::code:
        case field_type::language:
        case field_type::amount:
            return std::string(text_of(v, row.name));
    }
    unreadable(row.name);
}

std::uint8_t state_of(machine which, const json::value& name)
{
    const auto& states = machines()[static_cast<std::size_t>(which)].states;
    const auto found = std::ranges::find(states, text_of(name, "moves"));
    if (found == states.end()) unreadable("moves");
    return static_cast<std::uint8_t>(found - states.begin());
}

std::uint8_t nibble(char c)
{
    return static_cast<std::uint8_t>(c <= '9' ? c - '0' : c - 'a' + 10);
}

}  // namespace

source_ref source_of(std::string_view body)
{
    const json::value entry = json::parse(json::string_view(body));
    source_ref from;
    const auto* src = entry.as_object().if_contains("src");
    if (!src) return from;
    const auto& members = src->as_object();
    from.id = text_of(members.at("id"), "src: id");
    from.source = text_of(members.at("source"), "src: source");
    if (const auto* hex = members.if_contains("digest")) {
        const std::string_view digits = text_of(*hex, "src: digest");
        if (digits.size() != 64) unreadable("src: digest");
        for (std::size_t i = 0; i < from.digest.size(); ++i)
            from.digest[i] =
                static_cast<std::uint8_t>(nibble(digits[2 * i]) << 4 | nibble(digits[2 * i + 1]));
    }
    if (const auto* topic = members.if_contains("topic")) {
        from.topic = text_of(*topic, "src: topic");
        from.partition = static_cast<std::int32_t>(members.at("partition").as_int64());
        from.offset = members.at("offset").as_int64();
    }
    return from;
}

void fold(complaint& now, const json::object& entry)
{
    const auto id = parse_uuid(text_of(entry.at("case"), "case"));
    if (!id) unreadable("case");
    if (now.cseq == 0) {
        now.id = *id;
        now.bucket = bucket_of(*id);
    } else if (now.id != *id) {
        throw std::runtime_error("entry: of another case");
    }
    read_value(entry.at("cseq"), now.cseq, "cseq");
    if (const auto* ver = entry.if_contains("ver")) read_value(*ver, now.version, "ver");
    if (const auto* set = entry.if_contains("set")) fold_facts(now.facts, set->as_object());
    if (const auto* clk = entry.if_contains("clk")) fold_clocks(now.facts.clocks, clk->as_array());
    if (const auto* moves = entry.if_contains("moves"))
        for (const auto& move : moves->as_array()) fold_move(now, move.as_object());
}

void fold(complaint& now, std::string_view body)
{
    const json::value parsed = json::parse(json::string_view(body));
    fold(now, parsed.as_object());
    now.head = leaf_of(body);
}

event event_of(const json::object& entry)
{
    const auto type = parse_event_type(text_of(entry.at("ev"), "ev"));
    if (!type) unreadable("ev");
    event what{.type = *type, .fields = {}};
    const auto* data = entry.if_contains("data");
    if (data == nullptr) return what;
    what.fields.reserve(data->as_object().size());
    for (const auto& [name, value] : data->as_object()) {
        const auto found = std::ranges::find(field_rows, std::string_view(name), &field_row::name);
        if (found == field_rows.end()) unreadable("data: a field that this build does not know");
        what.set(static_cast<field>(found - field_rows.begin()), field_of(value, *found));
    }
    return what;
}

std::vector<move> moves_of(const json::object& entry)
{
    std::vector<move> all;
    const auto* moves = entry.if_contains("moves");
    if (moves == nullptr) return all;
    for (const auto& each : moves->as_array()) {
        const auto& told = each.as_object();
        move one;
        read_value(told.at("machine"), one.which, "moves: machine");
        one.from = state_of(one.which, told.at("from"));
        one.to = state_of(one.which, told.at("to"));
        all.push_back(one);
    }
    return all;
}

void fold(matter& now, std::string_view body)
{
    const json::value parsed = json::parse(json::string_view(body));
    const json::object& entry = parsed.as_object();
    const auto id = parse_uuid(text_of(entry.at("chain"), "chain"));
    if (!id) unreadable("chain");
    const std::string_view type = text_of(entry.at("type"), "type");
    const auto kind = parse_name<matter_kind>(type.substr(0, type.find('.')));
    if (!kind) unreadable("type");
    if (now.cseq == 0) {
        now.id = *id;
        now.bucket = bucket_of(*id);
        now.kind = *kind;
    } else if (now.id != *id || now.kind != *kind) {
        throw std::runtime_error("entry: of another matter");
    }
    read_value(entry.at("cseq"), now.cseq, "cseq");
    now.head = leaf_of(body);
    if (const auto* ver = entry.if_contains("ver")) read_value(*ver, now.version, "ver");
    if (const auto* set = entry.if_contains("set")) fold_facts(now.facts, set->as_object());
    if (const auto* moves = entry.if_contains("moves"))
        for (const auto& move : moves->as_array())
            read_value(move.as_object().at("to"), now.state, "moves: to");
}

}  // namespace redress::workflow
