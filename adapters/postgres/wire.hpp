// One connection in libpq's pipeline mode: statements go out in a flush, answers come back in order.
//
// The socket does not block: whoever waits also reads, so that a flush larger than the socket's
// buffers cannot stand against answers that nobody fetches. Binary in both directions; one array
// is one column of a batch. Not thread-safe.
#pragma once

#include "states/ids.hpp"
#include "states/instant.hpp"

#include <bit>
#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

struct pg_conn;
struct pg_result;

namespace redress::postgres {

template <class T>
T big_endian(T value)
{
    if constexpr (sizeof(T) == 8)
        return static_cast<T>(__builtin_bswap64(static_cast<std::uint64_t>(value)));
    else if constexpr (sizeof(T) == 4)
        return static_cast<T>(__builtin_bswap32(static_cast<std::uint32_t>(value)));
    else
        return static_cast<T>(__builtin_bswap16(static_cast<std::uint16_t>(value)));
}
static_assert(std::endian::native == std::endian::little);

/// PostgreSQL counts microseconds from 2000-01-01.
inline constexpr std::int64_t epoch_2000 = 946'684'800'000'000;

enum class element : std::uint32_t {
    int2 = 21,
    int4 = 23,
    int8 = 20,
    text = 25,
    bytea = 17,
    uuid = 2950,
    timestamptz = 1184
};

/// A parameter in binary form: an array of one column's values. The buffer is reused.
class column {
public:
    void start(element type, std::size_t count)
    {
        bytes_.clear();
        raw<std::int32_t>(count == 0 ? 0 : 1);
        raw<std::int32_t>(0);
        raw(static_cast<std::int32_t>(type));
        if (count == 0) return;  // an empty array has no dimension
        raw(static_cast<std::int32_t>(count));
        raw<std::int32_t>(1);
    }
    void add(std::int16_t v) { sized(v); }
    void add(std::int32_t v) { sized(v); }
    void add(std::int64_t v) { sized(v); }
    void add(std::string_view v) { raw(static_cast<std::int32_t>(v.size())), bytes_.append(v); }
    void add(std::span<const std::uint8_t> v)
    {
        raw(static_cast<std::int32_t>(v.size()));
        bytes_.append(reinterpret_cast<const char*>(v.data()), v.size());
    }
    void add(const uuid& v) { add(std::span<const std::uint8_t>(v.bytes)); }
    void add(instant v) { sized(v.time_since_epoch().count() - epoch_2000); }
    void add(const std::optional<instant>& v) { v ? add(*v) : null(); }
    void null() { raw<std::int32_t>(-1); }

    /// A single value instead of an array.
    void scalar(std::int16_t v) { bytes_.clear(), raw(v); }
    void scalar(std::int64_t v) { bytes_.clear(), raw(v); }
    void scalar(std::string_view v) { bytes_.assign(v); }
    void scalar(const uuid& v)
    {
        bytes_.assign(reinterpret_cast<const char*>(v.bytes.data()), v.bytes.size());
    }

    [[nodiscard]] const std::string& bytes() const { return bytes_; }

private:
    template <class T>
    void raw(T v)
    {
        v = big_endian(v);
        char buffer[sizeof v];
        std::memcpy(buffer, &v, sizeof v);
        bytes_.append(buffer, sizeof v);
    }
    template <class T>
    void sized(T v)
    {
        raw(static_cast<std::int32_t>(sizeof v));
        raw(v);
    }

    std::string bytes_;
};

/// The answer to one statement.
class result {
public:
    explicit result(pg_result* from);
    [[nodiscard]] bool ok() const;
    [[nodiscard]] bool skipped() const;  // behind a failed statement of the same flush
    [[nodiscard]] std::string_view sqlstate() const;
    [[nodiscard]] std::string message() const;
    [[nodiscard]] std::string_view tag() const;  // "COMMIT"

    [[nodiscard]] int rows() const;
    [[nodiscard]] bool null(int row, int col) const;
    [[nodiscard]] std::string_view bytes(int row, int col) const;
    [[nodiscard]] std::int64_t integer(int row, int col) const;  // int2, int4, int8
    [[nodiscard]] bool boolean(int row, int col) const;
    [[nodiscard]] redress::uuid id(int row, int col) const;
    [[nodiscard]] instant time(int row, int col) const;
    [[nodiscard]] std::optional<instant> time_or_null(int row, int col) const;

private:
    std::shared_ptr<pg_result> from_;
};

/// A prepared statement by name.
struct statement {
    const char* name;
    const char* sql;
};

class link {
public:
    /// Connects and prepares; throws store_unavailable.
    link(const std::string& connection_text, std::span<const statement> prepared);
    ~link();
    link(const link&) = delete;
    link& operator=(const link&) = delete;

    [[nodiscard]] bool alive() const;
    /// Whether the server ended an idle connection, as far as its word has come; asks nobody.
    [[nodiscard]] bool ended_while_idle();
    [[nodiscard]] int backend() const;

    // The following queue; what cannot be sent marks the link dead, which `answers` then reports.
    void say(const char* prepared, std::span<const column> parameters);
    void say_text(const char* sql, std::span<const column> parameters = {});
    void end_flush();  // the point up to which an error skips
    /// Sends all of it, and reads meanwhile. What stayed behind here would be sent only when the answers
    /// are asked for, and the server would wait while the next batch is decided.
    void push();

    /// The answers up to the flush's end, one per statement; fewer when the link broke before.
    [[nodiscard]] std::vector<result> answers();
    /// Why the link broke.
    [[nodiscard]] std::string last_error() const;

private:
    bool wait(bool to_write);

    pg_conn* to_ = nullptr;
    bool broken_ = false;
};

}  // namespace redress::postgres
