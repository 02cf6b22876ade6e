#include "adapters/postgres/case_codec.hpp"

#include "adapters/postgres/cbor.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>
#include <type_traits>
#include <vector>

namespace redress::postgres {
namespace {

template <class T>
struct is_vector : std::false_type {
};
template <class T>
struct is_vector<std::vector<T>> : std::true_type {
};

// These move with nearly every event or are asked for in SQL: columns of the case row.
constexpr std::array<std::string_view, 5> columns = {"owner", "reference", "rung", "severity", "team"};

template <class Struct>
constexpr bool stands_elsewhere(std::string_view name)
{
    return std::is_same_v<Struct, facts> && std::ranges::find(columns, name) != columns.end();
}

constexpr bool is_digest(std::string_view name)
{
    return name == "sha256";
}

template <class Struct, std::size_t I>
constexpr auto member_at = std::get<I>(members_of<Struct>::list);

template <class Struct>
consteval std::size_t encoded_count()
{
    std::size_t count = 0;
    for_each_member<Struct>([&](auto, auto m) { count += stands_elsewhere<Struct>(m.name) ? 0 : 1; });
    return count;
}

/// Member indices in the order of the encoded keys: a shorter name has a smaller head.
template <class Struct>
consteval auto encoded_order()
{
    std::array<std::string_view, member_count<Struct>> names{};
    std::array<std::size_t, encoded_count<Struct>()> order{};
    std::size_t next = 0;
    for_each_member<Struct>([&](auto i, auto m) {
        names[i] = m.name;
        if (!stands_elsewhere<Struct>(m.name)) order[next++] = i;
    });
    std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
        if (names[a].size() != names[b].size()) return names[a].size() < names[b].size();
        return names[a] < names[b];
    });
    return order;
}

template <class Struct>
constexpr auto order_of = encoded_order<Struct>();

/// Calls f.template operator()<I>() for each encoded member, in the order of the bytes.
template <class Struct, class F>
void in_order(F&& f)
{
    [&]<std::size_t... I>(std::index_sequence<I...>)
    {
        (f.template operator()<order_of<Struct>[I]>(), ...);
    }
    (std::make_index_sequence<order_of<Struct>.size()>{});
}

template <class Struct>
const Struct& defaults()
{
    static const Struct value{};
    return value;
}

constexpr std::string_view hex_digits = "0123456789abcdef";
constexpr auto nibble_of = [] {
    std::array<std::uint8_t, 256> values{};
    values.fill(0xff);
    for (std::uint8_t n = 0; n < 16; ++n) values[static_cast<unsigned char>(hex_digits[n])] = n;
    return values;
}();

/// A digest, which facts hold as hexadecimal, is stored as its bytes: a case under three policies pins six.
/// What is no digest stays text, and rows of before, which hold digests as text, are read as well.
void write_digest(cbor_writer& out, std::string_view hex)
{
    std::array<char, 32> bytes{};
    if (hex.size() != 2 * bytes.size()) return out.text(hex);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const unsigned high = nibble_of[static_cast<unsigned char>(hex[2 * i])];
        const unsigned low = nibble_of[static_cast<unsigned char>(hex[2 * i + 1])];
        if ((high | low) > 15) return out.text(hex);
        bytes[i] = static_cast<char>(high << 4U | low);
    }
    out.bytes({bytes.data(), bytes.size()});
}

void read_digest(cbor_reader& in, std::string& into)
{
    if (!in.at_bytes()) {
        into = in.text();
        return;
    }
    const std::string_view bytes = in.bytes();
    if (bytes.size() != 32) throw bad_cbor("a digest that is not 32 bytes");
    into.resize(2 * bytes.size());
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const auto one = static_cast<unsigned char>(bytes[i]);
        into[2 * i] = hex_digits[one >> 4U];
        into[2 * i + 1] = hex_digits[one & 15U];
    }
}

template <class T>
void write(cbor_writer& out, const T& value)
{
    if constexpr (std::is_same_v<T, bool>) {
        out.boolean(value);
    } else if constexpr (std::is_same_v<T, std::int64_t>) {
        out.integer(value);
    } else if constexpr (std::is_same_v<T, std::string>) {
        out.text(value);
    } else if constexpr (std::is_same_v<T, instant>) {
        out.integer(value.time_since_epoch().count());
    } else if constexpr (std::is_same_v<T, std::optional<instant>>) {
        write(out, *value);  // an empty one is a default and never comes here
    } else if constexpr (named<T>) {
        out.text(name_of(value));
    } else if constexpr (is_vector<T>::value) {
        out.array(value.size());
        for (const auto& one : value) write(out, one);
    } else {
        const T& plain = defaults<T>();
        std::size_t count = 0;
        in_order<T>([&]<std::size_t I>() {
            constexpr auto m = member_at<T, I>;
            count += value.*m.where == plain.*m.where ? 0 : 1;
        });
        out.map(count);
        in_order<T>([&]<std::size_t I>() {
            constexpr auto m = member_at<T, I>;
            if (value.*m.where == plain.*m.where) return;
            out.text(m.name);
            if constexpr (is_digest(m.name))
                write_digest(out, value.*m.where);
            else
                write(out, value.*m.where);
        });
    }
}

template <class T>
void read(cbor_reader& in, T& into)
{
    if constexpr (std::is_same_v<T, bool>) {
        into = in.boolean();
    } else if constexpr (std::is_same_v<T, std::int64_t>) {
        into = in.integer();
    } else if constexpr (std::is_same_v<T, std::string>) {
        into = in.text();
    } else if constexpr (std::is_same_v<T, instant> || std::is_same_v<T, std::optional<instant>>) {
        into = instant(duration(in.integer()));
    } else if constexpr (named<T>) {
        const std::string_view name = in.text();
        const auto value = parse_name<T>(name);
        if (!value) throw bad_cbor("unknown name '" + std::string(name) + "'");
        into = *value;
    } else if constexpr (is_vector<T>::value) {
        into.resize(in.array());
        for (auto& one : into) read(in, one);
    } else {
        std::size_t left = in.map();
        std::string_view key;
        if (left > 0) key = in.text();
        // Keys come in our own order, so one walk over the members finds them all.
        in_order<T>([&]<std::size_t I>() {
            constexpr auto m = member_at<T, I>;
            if (left == 0 || key != m.name) return;
            if constexpr (is_digest(m.name))
                read_digest(in, into.*m.where);
            else
                read(in, into.*m.where);
            if (--left > 0) key = in.text();
        });
        if (left > 0) throw bad_cbor("unknown or misplaced fact '" + std::string(key) + "'");
    }
}

}  // namespace

void encode_facts(std::string& out, const facts& from)
{
    cbor_writer writer(out);
    write(writer, from);
}

void decode_facts(std::string_view bytes, const case_id& id, facts& into)
{
    try {
        cbor_reader reader(bytes);
        read(reader, into);
        if (!reader.at_end()) throw bad_cbor("more bytes than facts");
    } catch (const bad_cbor& error) {
        throw unknown_state("case " + to_string(id) + ": facts cannot be read: " + error.what());
    }
}

void encode_facts(std::string& out, const matter_facts& from)
{
    cbor_writer writer(out);
    write(writer, from);
}

matter stored_matter(const matter_columns& row)
{
    matter now;
    now.bucket = row.bucket;
    now.id = row.id;
    now.kind = stored_name<matter_kind>(row.kind, row.id, "kind");
    now.state = stored_name<matter_state>(row.state, row.id, "state");
    now.version = row.version;
    now.cseq = row.cseq;
    now.agenda_at = row.agenda_at;
    if (row.head.size() != now.head.size())
        throw unknown_state("matter " + to_string(row.id) + ": head is not 32 bytes");
    std::memcpy(now.head.data(), row.head.data(), row.head.size());
    try {
        cbor_reader reader(row.facts);
        read(reader, now.facts);
        if (!reader.at_end()) throw bad_cbor("more bytes than facts");
    } catch (const bad_cbor& error) {
        throw unknown_state("matter " + to_string(row.id) + ": facts cannot be read: " + error.what());
    }
    return now;
}

}  // namespace redress::postgres
