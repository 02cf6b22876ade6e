// Deterministic CBOR (RFC 8949 4.2.1), as much of it as the case row and dead letters need: integers,
// byte and text strings, arrays, maps, false, true. Shortest heads, definite lengths, nothing else.
//
// The reader is strict in the same way: bytes that this writer could not have written are an error.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

namespace redress::postgres {

class bad_cbor : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

class cbor_writer {
public:
    explicit cbor_writer(std::string& out) : out_(out) {}

    void integer(std::int64_t value)
    {
        if (value >= 0)
            head(0, static_cast<std::uint64_t>(value));
        else
            head(1, static_cast<std::uint64_t>(-(value + 1)));
    }
    void bytes(std::string_view value) { head(2, value.size()), out_.append(value); }
    void text(std::string_view value) { head(3, value.size()), out_.append(value); }
    void array(std::size_t count) { head(4, count); }
    void map(std::size_t count) { head(5, count); }
    void boolean(bool value) { out_.push_back(static_cast<char>(value ? 0xf5 : 0xf4)); }

private:
    void head(unsigned major, std::uint64_t value)
    {
        const unsigned type = major << 5;
        if (value < 24)
            out_.push_back(static_cast<char>(type | value));
        else if (value <= 0xff)
            follow(type | 24U, value, 1);
        else if (value <= 0xffff)
            follow(type | 25U, value, 2);
        else if (value <= 0xffffffff)
            follow(type | 26U, value, 4);
        else
            follow(type | 27U, value, 8);
    }
    void follow(unsigned first, std::uint64_t value, int count)
    {
        char buffer[9];
        buffer[0] = static_cast<char>(first);
        for (int i = count; i > 0; --i, value >>= 8) buffer[i] = static_cast<char>(value & 0xff);
        out_.append(buffer, static_cast<std::size_t>(count) + 1);
    }

    std::string& out_;
};

class cbor_reader {
public:
    explicit cbor_reader(std::string_view in) : rest_(in) {}

    [[nodiscard]] std::int64_t integer()
    {
        const auto [major, value] = head();
        if (value > static_cast<std::uint64_t>(INT64_MAX)) throw bad_cbor("an integer beyond 64 bits");
        if (major == 0) return static_cast<std::int64_t>(value);
        if (major == 1) return -1 - static_cast<std::int64_t>(value);
        throw bad_cbor("not an integer");
    }
    [[nodiscard]] std::string_view bytes() { return string_of(2); }
    [[nodiscard]] std::string_view text() { return string_of(3); }
    [[nodiscard]] std::size_t array() { return count_of(4); }
    [[nodiscard]] std::size_t map() { return count_of(5); }
    [[nodiscard]] bool boolean()
    {
        const std::uint8_t first = byte();
        if (first != 0xf4 && first != 0xf5) throw bad_cbor("not a boolean");
        return first == 0xf5;
    }
    [[nodiscard]] bool at_end() const { return rest_.empty(); }
    /// What comes next is of bytes.
    [[nodiscard]] bool at_bytes() const
    {
        return !rest_.empty() && static_cast<std::uint8_t>(rest_.front()) >> 5U == 2;
    }

private:
    struct head_of {
        unsigned major;
        std::uint64_t value;
    };
    std::uint8_t byte()
    {
        if (rest_.empty()) throw bad_cbor("cut short");
        const auto first = static_cast<std::uint8_t>(rest_.front());
        rest_.remove_prefix(1);
        return first;
    }
    head_of head()
    {
        const std::uint8_t first = byte();
        const unsigned major = first >> 5U;
        const unsigned low = first & 31U;
        if (low < 24) return {major, low};
        if (low > 27) throw bad_cbor("an indefinite length or a reserved head");
        const int count = 1 << (low - 24);
        std::uint64_t value = 0;
        for (int i = 0; i < count; ++i) value = value << 8 | byte();
        const std::uint64_t least = low == 24 ? 24 : std::uint64_t{1} << (4 * count);
        if (value < least) throw bad_cbor("a head that is not the shortest");
        return {major, value};
    }
    std::string_view string_of(unsigned major)
    {
        const std::size_t size = count_of(major);
        const std::string_view value = rest_.substr(0, size);
        rest_.remove_prefix(size);
        return value;
    }
    std::size_t count_of(unsigned major)
    {
        const auto [found, value] = head();
        if (found != major) throw bad_cbor("another type than expected");
        // Every element takes a byte at least, so a longer count is damage, not size.
        if (value > rest_.size()) throw bad_cbor("cut short");
        return static_cast<std::size_t>(value);
    }

    std::string_view rest_;
};

}  // namespace redress::postgres
