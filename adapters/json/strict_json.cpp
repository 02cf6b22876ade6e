#include "adapters/json/strict_json.hpp"

#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value_stack.hpp>

#include <algorithm>
#include <cstdint>
#include <functional>
#include <limits>
#include <utility>
#include <vector>

namespace redress::json {
namespace {

namespace bj = boost::json;

constexpr std::int64_t integer_max =
    (std::int64_t{1} << 53) - 1;  // the largest that every JSON reader keeps exact

/// Builds the value and watches what Boost.JSON lets pass: repeated names (it keeps the last one),
/// U+0000 and fractions.
class watching_handler {
public:
    static constexpr std::size_t max_object_size = 4096;
    static constexpr std::size_t max_array_size = 4096;
    static constexpr std::size_t max_key_size = 256;
    static constexpr std::size_t max_string_size = 256 * 1024;

    explicit watching_handler(bj::storage_ptr storage) { stack_.reset(std::move(storage)); }

    bool on_document_begin(bj::error_code&) { return true; }
    bool on_document_end(bj::error_code&) { return true; }
    bool on_array_begin(bj::error_code&) { return true; }
    bool on_array_end(std::size_t n, bj::error_code&)
    {
        stack_.push_array(n);
        return true;
    }
    bool on_object_begin(bj::error_code&)
    {
        starts_.push_back(names_.size());
        return true;
    }
    bool on_object_end(std::size_t n, bj::error_code& ec)
    {
        const auto first = names_.begin() + static_cast<std::ptrdiff_t>(starts_.back());
        std::sort(first, names_.end());
        if (std::adjacent_find(first, names_.end()) != names_.end())
            return no(ec, "a name stands twice in one object; keep one");
        names_.erase(first, names_.end());
        starts_.pop_back();
        stack_.push_object(n);
        return true;
    }
    bool on_key_part(bj::string_view part, std::size_t, bj::error_code&)
    {
        key_ += part;
        stack_.push_chars(part);
        return true;
    }
    bool on_key(bj::string_view rest, std::size_t, bj::error_code& ec)
    {
        key_ += rest;
        if (key_.find('\0') != std::string::npos) return no(ec, "a name holds U+0000; remove it");
        // By hash: 64 bits of a name that a stranger chose can at worst refuse that stranger's own record.
        names_.push_back(std::hash<std::string>{}(key_));
        member_ = std::exchange(key_, {});
        stack_.push_key(rest);
        return true;
    }
    bool on_string_part(bj::string_view part, std::size_t, bj::error_code& ec)
    {
        if (part.find('\0') != bj::string_view::npos) return no_value(ec, "a text holds U+0000; remove it");
        stack_.push_chars(part);
        return true;
    }
    bool on_string(bj::string_view rest, std::size_t, bj::error_code& ec)
    {
        if (rest.find('\0') != bj::string_view::npos) return no_value(ec, "a text holds U+0000; remove it");
        stack_.push_string(rest);
        return true;
    }
    bool on_number_part(bj::string_view, bj::error_code&) { return true; }
    bool on_int64(std::int64_t value, bj::string_view, bj::error_code& ec)
    {
        if (value > integer_max || value < -integer_max)
            return no_value(ec, "a number beyond 2^53; send it as a string");
        stack_.push_int64(value);
        return true;
    }
    bool on_uint64(std::uint64_t, bj::string_view, bj::error_code& ec)
    {
        return no_value(ec, "a number beyond 2^53; send it as a string");  // called only above int64
    }
    bool on_double(double, bj::string_view, bj::error_code& ec)
    {
        return no_value(ec, "a number that is not an integer; send amounts as decimal strings");
    }
    bool on_bool(bool value, bj::error_code&)
    {
        stack_.push_bool(value);
        return true;
    }
    bool on_null(bj::error_code&)
    {
        stack_.push_null();
        return true;
    }
    bool on_comment_part(bj::string_view, bj::error_code&) { return true; }
    bool on_comment(bj::string_view, bj::error_code&) { return true; }

    [[nodiscard]] bj::value release() { return stack_.release(); }
    [[nodiscard]] const char* reason() const { return reason_; }
    [[nodiscard]] const std::string& refused_member() const { return refused_member_; }

private:
    bool no(bj::error_code& ec, const char* why)
    {
        reason_ = why;
        ec = bj::error::syntax;
        return false;
    }
    bool no_value(bj::error_code& ec, const char* why)
    {
        refused_member_ = member_;
        return no(ec, why);
    }

    bj::value_stack stack_;
    std::vector<std::size_t> names_;   // hashes of the names of the objects that are open
    std::vector<std::size_t> starts_;  // where each open object's names begin
    std::string key_;
    std::string member_;  // the last name: whose value is being read
    std::string refused_member_;
    const char* reason_ = nullptr;
};

std::string words_of(const bj::error_code& ec)
{
    if (ec == bj::error::too_deep) return "nested deeper than 32 levels; flatten it";
    if (ec == bj::error::incomplete) return "ends in the middle; send the whole JSON text";
    if (ec == bj::error::extra_data) return "goes on behind its end; send one JSON text";
    if (ec == bj::error::array_too_large || ec == bj::error::object_too_large)
        return "an array or object of more than 4096 members";
    if (ec == bj::error::key_too_large) return "a name of more than 256 bytes; shorten it";
    if (ec == bj::error::string_too_large) return "a text of more than 256 kB; shorten it";
    if (ec == bj::error::illegal_leading_surrogate || ec == bj::error::illegal_trailing_surrogate)
        return "half a surrogate pair in an escape; send the character itself in UTF-8";
    return "not JSON in UTF-8 (" + ec.message() + "); check the sender's encoder";
}

void indent(std::string& out, int level)
{
    out.append(static_cast<std::size_t>(level) * 2, ' ');
}

void write_pretty(std::string& out, const bj::value& value, int level)
{
    if (value.is_object() && !value.get_object().empty()) {
        out += "{\n";
        const char* comma = "";
        for (const auto& [name, member] : value.get_object()) {
            out += comma;
            indent(out, level + 1);
            out += bj::serialize(bj::string_view(name));
            out += ": ";
            write_pretty(out, member, level + 1);
            comma = ",\n";
        }
        out += '\n';
        indent(out, level);
        out += '}';
    } else if (value.is_array() && !value.get_array().empty() && !value.get_array().front().is_primitive()) {
        out += "[\n";
        const char* comma = "";
        for (const auto& item : value.get_array()) {
            out += comma;
            indent(out, level + 1);
            write_pretty(out, item, level + 1);
            comma = ",\n";
        }
        out += '\n';
        indent(out, level);
        out += ']';
    } else {
        out += bj::serialize(value);
    }
}

}  // namespace

std::variant<bj::value, json_error> parse_strict(std::string_view text, bj::storage_ptr storage)
{
    bj::parse_options options;
    options.max_depth = depth_max;
    bj::basic_parser<watching_handler> parser(options, std::move(storage));
    bj::error_code ec;
    const auto read = parser.write_some(false, text.data(), text.size(), ec);
    if (!ec && read < text.size()) ec = bj::error::extra_data;
    if (ec) {
        const char* own = parser.handler().reason();
        return json_error{own ? own : words_of(ec), parser.handler().refused_member()};
    }
    return parser.handler().release();
}

std::string pretty(const bj::value& value)
{
    std::string out;
    write_pretty(out, value, 0);
    out += '\n';
    return out;
}

std::size_t code_points(std::string_view text)
{
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

}  // namespace redress::json
