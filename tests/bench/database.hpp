// A connection of the bench: libpq itself, so that what is measured is PostgreSQL and not a library
// of ours. Any error ends the program with the server's words: a bench has nothing to recover.
#pragma once

#include <libpq-fe.h>

#include <string>
#include <vector>

namespace redress::bench {

class database {
public:
    /// The database that REDRESS_DATABASE_URL names.
    database();
    ~database();
    database(const database&) = delete;
    database& operator=(const database&) = delete;

    void run(const std::string& sql);
    [[nodiscard]] double number(const std::string& sql);
    [[nodiscard]] std::vector<std::vector<std::string>> rows(const std::string& sql);
    /// Binary result; the caller clears it.
    [[nodiscard]] PGresult* binary(const std::string& sql);
    void prepare(const std::string& name, const std::string& sql);

    [[nodiscard]] PGconn* raw() { return link_; }
    [[nodiscard]] int backend() { return PQbackendPID(link_); }
    [[noreturn]] void fail(const std::string& where);

private:
    PGresult* checked(PGresult* result, const std::string& where);
    PGconn* link_;
};

/// Big-endian value at `p`, as binary results carry them.
template <class T>
[[nodiscard]] T from_wire(const char* p)
{
    using bits = std::make_unsigned_t<T>;
    bits value = 0;
    for (std::size_t i = 0; i < sizeof(T); ++i)
        value = static_cast<bits>(static_cast<bits>(value << 7) << 1 | static_cast<unsigned char>(p[i]));
    return static_cast<T>(value);
}

}  // namespace redress::bench
