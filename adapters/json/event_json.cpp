#include "adapters/json/event_json.hpp"

#include "adapters/json/strict_json.hpp"
#include "workflow/intake.hpp"
#include "states/mail_address.hpp"
#include "states/utf8.hpp"

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

#include <algorithm>
#include <array>
#include <numeric>

namespace redress::json {
namespace {

namespace bj = boost::json;

constexpr std::size_t errors_max = 8;

/// Fields by name, so that a record's members are found without a walk through the list.
constexpr auto fields_by_name = [] {
    std::array<field, field_count> list{};
    for (std::size_t i = 0; i < list.size(); ++i) list[i] = static_cast<field>(i);
    std::ranges::sort(list, {}, [](field f) { return name_of(f); });
    return list;
}();

std::string_view view_of(const bj::string& s)
{
    return {s.data(), s.size()};
}

bool is_blank(std::string_view s)
{
    return s.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

bool is_word(std::string_view s)
{
    return !s.empty() && std::ranges::all_of(s, [](char c) { return c > 0x20 && c < 0x7f; });
}

bool is_digits(std::string_view s, std::size_t most)
{
    return !s.empty() && s.size() <= most &&
           std::ranges::all_of(s, [](char c) { return c >= '0' && c <= '9'; });
}

bool is_amount(std::string_view s)
{
    const auto point = s.find('.');
    if (point == std::string_view::npos) return is_digits(s, 18);
    return is_digits(s.substr(0, point), 18) && is_digits(s.substr(point + 1), 18);
}

/// RFC 5646 in outline: subtags of 1 to 8 letters and digits, the first of 2 to 8 letters.
bool is_language(std::string_view s)
{
    std::size_t from = 0;
    for (bool first = true;; first = false) {
        const auto dash = s.find('-', from);
        const auto tag = s.substr(from, dash == std::string_view::npos ? dash : dash - from);
        const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
        if (tag.empty() || tag.size() > 8 || (first && tag.size() < 2)) return false;
        if (!std::ranges::all_of(tag, [&](char c) { return letter(c) || (!first && c >= '0' && c <= '9'); }))
            return false;
        if (dash == std::string_view::npos) return true;
        from = dash + 1;
    }
}

struct wrong {
    std::string rule, fix;
};
using read_value = std::variant<field_value, wrong>;

std::string at_most(std::uint32_t n, std::string_view of)
{
    return "at most " + std::to_string(n) + " " + std::string(of);
}

wrong a_string(std::string_view kind)
{
    return {"must be a string", "send " + std::string(kind) + " as a JSON string"};
}

std::optional<wrong> text_is_wrong(std::string_view s, const field_row& row)
{
    if (!valid_utf8(s)) return wrong{"must be UTF-8", "send the text in UTF-8"};
    // Bytes are at least code points, so most texts are short enough without counting.
    if (s.size() > row.max && code_points(s) > row.max)
        return wrong{at_most(row.max, "characters"), "shorten it"};
    return std::nullopt;
}

std::optional<wrong> word_is_wrong(std::string_view s, const field_row& row)
{
    if (s.size() > row.max) return wrong{at_most(row.max, "characters"), "send the id or code alone"};
    if (!is_word(s)) return wrong{"printable ASCII without spaces", "send the id or code, not its words"};
    if (names_a_person(row) && is_an_address(s))
        return wrong{"an id that says nothing of the person, as it stays in the history",
                     "send an opaque id of yours; an address goes in complainant_email or contact"};
    return std::nullopt;
}

read_value read_list(const bj::value& v, const field_row& row)
{
    const bool words = row.type == field_type::words;
    const auto* list = v.if_array();
    if (!list) return wrong{"must be an array of strings", "send [] for none"};
    if (list->size() > list_items_max)
        return wrong{at_most(list_items_max, "items"), "send the rest with a later event"};
    std::vector<std::string> out;
    out.reserve(list->size());
    for (const auto& item : *list) {
        const auto* s = item.if_string();
        if (!s) return wrong{"must be an array of strings", "quote every item"};
        if (auto w = words ? word_is_wrong(view_of(*s), row) : text_is_wrong(view_of(*s), row))
            return wrong{"item " + std::to_string(out.size() + 1) + ": " + w->rule, w->fix};
        if (!words && is_blank(view_of(*s)))
            return wrong{"item " + std::to_string(out.size() + 1) + ": must not be empty", "leave it out"};
        out.emplace_back(view_of(*s));
    }
    return field_value(std::move(out));
}

read_value read_code(std::string_view s, const field_row& row)
{
    const auto known = sayable(row.codes);
    if (std::ranges::find(known, s) != known.end()) return field_value(std::string(s));
    const auto near = workflow::nearest_name(s, known);
    std::string rule = "one of";
    for (const auto code : known) rule += (code == known.front() ? ": " : ", ") + std::string(code);
    return wrong{std::move(rule),
                 near.empty() ? "choose one of them" : "did you mean '" + std::string(near) + "'?"};
}

read_value read_string(std::string_view s, const field_row& row)
{
    std::optional<wrong> no;
    switch (row.type) {
        case field_type::text:
            no = text_is_wrong(s, row);
            break;
        case field_type::word:
            no = word_is_wrong(s, row);
            break;
        case field_type::language:
            if (s.size() > row.max || !is_language(s))
                no = wrong{"a BCP-47 language tag", "send zh-CN, en or the like"};
            break;
        case field_type::amount:
            if (!is_amount(s))
                no = wrong{"a decimal number of at most 18 digits, point, 18 digits",
                           "send \"120.50\" or the like"};
            break;
        case field_type::code:
            return read_code(s, row);
        case field_type::time:
            if (const auto at = parse_instant(s)) return field_value(*at);
            no = wrong{"an RFC 3339 instant with its offset", "send 2026-11-23T09:30:00Z or the like"};
            break;
        default:
            break;
    }
    if (no) return *std::move(no);
    return field_value(std::string(s));
}

read_value read_one(const bj::value& v, const field_row& row)
{
    switch (row.type) {
        case field_type::texts:
        case field_type::words:
            return read_list(v, row);
        case field_type::integer: {
            const auto* n = v.if_int64();
            if (!n) return wrong{"must be an integer", "send a number without quotes and fraction"};
            if (*n < 0 || *n > row.max)
                return wrong{"0 to " + std::to_string(row.max), "send a number in this range"};
            return field_value(*n);
        }
        case field_type::boolean: {
            const auto* yes = v.if_bool();
            if (!yes) return wrong{"must be true or false", "send it without quotes"};
            return field_value(*yes);
        }
        case field_type::amount:
            if (v.is_number())
                return wrong{"must be a string",
                             "send the amount as a decimal string, \"120.50\" or the like"};
            [[fallthrough]];
        default: {
            const auto* s = v.if_string();
            return s ? read_string(view_of(*s), row)
                     : a_string(row.type == field_type::text ? "the words" : "it");
        }
    }
}

/// Null, or a string without content: says nothing.
bool says_nothing(const bj::value& v, const field_row& row)
{
    if (v.is_null()) return true;
    const auto* s = v.if_string();
    return s && (row.type == field_type::text ? is_blank(view_of(*s)) : s->empty());
}

}  // namespace

std::span<const std::string_view> sayable(std::span<const std::string_view> codes)
{
    return !codes.empty() && codes.front() == "none" ? codes.subspan(1) : codes;
}

const field* find_field(std::string_view name)
{
    const auto at = std::ranges::lower_bound(fields_by_name, name, {}, [](field f) { return name_of(f); });
    return at != fields_by_name.end() && name_of(*at) == name ? &*at : nullptr;
}

std::string sentence_of(const std::vector<field_error>& errors)
{
    std::string out;
    for (const auto& e : errors) out += (out.empty() ? "" : " | ") + e.field + ": " + e.rule + "; " + e.fix;
    return out;
}

event_or_errors read_event(event_type type, const bj::object& data)
{
    const auto& row = row_of(type);
    event_or_errors out;
    out.what.type = type;
    out.what.fields.reserve(data.size());
    const auto complain = [&](std::string_view name, std::string rule, std::string fix) {
        if (out.errors.size() < errors_max)
            out.errors.push_back({std::string(name), std::move(rule), std::move(fix)});
    };

    field_set said;
    for (const auto& [key, value] : data) {
        const auto* f = find_field({key.data(), key.size()});
        if (!f || (!row.required.has(*f) && !row.optional.has(*f))) continue;
        const auto& field_row = row_of(*f);
        if (says_nothing(value, field_row)) continue;
        said.add(*f);
        auto read = read_one(value, field_row);
        if (auto* w = std::get_if<wrong>(&read))
            complain(field_row.name, std::move(w->rule), std::move(w->fix));
        else
            out.what.set(*f, std::get<field_value>(std::move(read)));
    }
    // What is sent to no address that there could be never arrives, and nobody hears of it.
    const auto expect_mail_address = [&](field f, std::string fix) {
        if (const auto text = out.what.text(f); !text.empty() && !is_mail_address(text))
            complain(name_of(f),
                     "an e-mail address: one @, and behind it names of 1 to 63 letters, digits and hyphens "
                     "with dots between",
                     std::move(fix));
    };
    expect_mail_address(field::complainant_email, "send name@example.org or the like, or leave it out");
    if (out.what.code<route>(field::contact_route) == route::email)
        expect_mail_address(field::contact, "send name@example.org or the like, or another contact_route");
    for (std::size_t i = 0; i < field_count; ++i) {
        const auto f = static_cast<field>(i);
        if (row.required.has(f) && !said.has(f))
            complain(name_of(f), "required",
                     "schemas/events/commands/" + std::string(row.name) + ".v1.json says what it holds");
    }
    return out;
}

bj::object write_event(const redress::event& what)
{
    bj::object out;
    for (std::size_t i = 0; i < field_count; ++i) {
        const auto f = static_cast<field>(i);
        const auto* value = what.find(f);
        if (!value) continue;
        auto& member = out[bj::string_view(name_of(f).data(), name_of(f).size())];
        std::visit(
            [&](const auto& v) {
                using type = std::decay_t<decltype(v)>;
                if constexpr (std::is_same_v<type, instant>)
                    member = bj::string(to_string(v));
                else if constexpr (std::is_same_v<type, std::vector<std::string>>)
                    member = bj::array(v.begin(), v.end());
                else if constexpr (std::is_same_v<type, std::string>)
                    member = bj::string(v);
                else
                    member = v;
            },
            *value);
    }
    return out;
}

}  // namespace redress::json
