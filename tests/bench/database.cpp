#include "tests/bench/database.hpp"

#include <cstdio>
#include <cstdlib>

namespace redress::bench {

database::database()
{
    const char* url = std::getenv("REDRESS_DATABASE_URL");
    if (!url) {
        std::fprintf(stderr, "REDRESS_DATABASE_URL names no database: run ops/bench\n");
        std::exit(2);
    }
    link_ = PQconnectdb(url);
    if (PQstatus(link_) != CONNECTION_OK) fail("connect");
    run("SET client_min_messages = warning");
}

database::~database()
{
    PQfinish(link_);
}

void database::fail(const std::string& where)
{
    std::fprintf(stderr, "%s: %s\n", where.substr(0, 300).c_str(), PQerrorMessage(link_));
    std::exit(1);
}

PGresult* database::checked(PGresult* result, const std::string& where)
{
    const auto status = PQresultStatus(result);
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) fail(where);
    return result;
}

void database::run(const std::string& sql)
{
    PQclear(checked(PQexec(link_, sql.c_str()), sql));
}

double database::number(const std::string& sql)
{
    PGresult* result = checked(PQexec(link_, sql.c_str()), sql);
    const double value = PQntuples(result) ? std::atof(PQgetvalue(result, 0, 0)) : 0.0;
    PQclear(result);
    return value;
}

std::vector<std::vector<std::string>> database::rows(const std::string& sql)
{
    PGresult* result = checked(PQexec(link_, sql.c_str()), sql);
    std::vector<std::vector<std::string>> all;
    for (int row = 0; row < PQntuples(result); ++row) {
        auto& one = all.emplace_back();
        for (int column = 0; column < PQnfields(result); ++column)
            one.emplace_back(PQgetvalue(result, row, column));
    }
    PQclear(result);
    return all;
}

PGresult* database::binary(const std::string& sql)
{
    return checked(PQexecParams(link_, sql.c_str(), 0, nullptr, nullptr, nullptr, nullptr, 1), sql);
}

void database::prepare(const std::string& name, const std::string& sql)
{
    PQclear(checked(PQprepare(link_, name.c_str(), sql.c_str(), 0, nullptr), sql));
}

}  // namespace redress::bench
