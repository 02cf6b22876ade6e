// One column of a batch as one binary array parameter, or one binary scalar.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>

namespace redress::bench {

namespace oid {
inline constexpr std::int32_t bytea = 17, int8 = 20, int2 = 21, text = 25, timestamptz = 1184, uuid = 2950;
}

class column {
public:
    void begin(std::int32_t element, std::size_t size)
    {
        bytes_.clear();
        raw<std::int32_t>(1), raw<std::int32_t>(0), raw(element);
        raw(static_cast<std::int32_t>(size)), raw<std::int32_t>(1);
    }
    template <class T>
    requires std::is_integral_v<T>
    void add(T value) { raw<std::int32_t>(sizeof(T)), raw(value); }
    void add(std::string_view value)
    {
        raw(static_cast<std::int32_t>(value.size()));
        bytes_.append(value);
    }
    template <class T>
    void scalar(T value)
    {
        bytes_.clear(), raw(value);
    }
    void scalar(std::string_view value) { bytes_ = value; }
    [[nodiscard]] const std::string& bytes() const { return bytes_; }

private:
    template <class T>
    void raw(T value)
    {
        using bits = std::make_unsigned_t<T>;
        const auto v = static_cast<bits>(value);
        char out[sizeof(T)];
        for (std::size_t i = 0; i < sizeof(T); ++i) out[i] = static_cast<char>(v >> 8 * (sizeof(T) - 1 - i));
        bytes_.append(out, sizeof(T));
    }
    std::string bytes_;
};

}  // namespace redress::bench
