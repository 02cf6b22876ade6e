#include "tests/adapters/postgres/scratch_database.hpp"

#include "adapters/postgres/connection_text.hpp"
#include "adapters/postgres/migrator.hpp"
#include "adapters/postgres/upkeep.hpp"

#include <unistd.h>

#include <cstdlib>
#include <stdexcept>

namespace redress::tests {
namespace {

std::string url_of(const std::string& database)
{
    return postgres::connection_text(server_url()) + "dbname='" + database + "'";
}

void on_server(const std::string& statement)
{
    pqxx::connection to(server_url());
    pqxx::nontransaction(to).exec(statement).no_rows();
}

std::string fresh_name()
{
    static int count = 0;
    return "t_postgres_" + std::to_string(getpid()) + "_" + std::to_string(++count);
}

/// Made once; every other database is a copy of it.
struct template_database {
    std::string name = fresh_name();
    template_database()
    {
        on_server("CREATE DATABASE " + name + " TEMPLATE template0 ENCODING 'UTF8'");
        postgres::migrator(url_of(name)).up();
        postgres::upkeep(url_of(name)).run();
    }
    ~template_database()
    {
        try {
            on_server("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
        } catch (...) {  // the server is gone, and the database with it
        }
    }
};

const std::string& template_name()
{
    static const template_database one;
    return one.name;
}

}  // namespace

std::string server_url()
{
    const char* url = std::getenv("REDRESS_DATABASE_URL");
    if (url == nullptr || *url == '\0')
        throw std::runtime_error(
            "REDRESS_DATABASE_URL is not set; run: eval \"$(ops/stack env)\" after ops/stack up");
    return url;
}

scratch_database::scratch_database(filled how) : name_(fresh_name()), url_(url_of(name_))
{
    on_server("CREATE DATABASE " + name_ + " TEMPLATE " +
              (how == filled::with_schema ? template_name() : "template0"));
    to_ = std::make_unique<pqxx::connection>(url_);
}

scratch_database::~scratch_database()
{
    to_.reset();
    try {
        on_server("DROP DATABASE IF EXISTS " + name_ + " WITH (FORCE)");
    } catch (...) {
    }
}

pqxx::result scratch_database::sql(const std::string& statements)
{
    pqxx::nontransaction each(*to_);
    return each.exec(statements);
}

std::string scratch_database::value(const std::string& query)
{
    const auto rows = sql(query);
    return rows.empty() || rows[0][0].is_null() ? std::string{} : rows[0][0].as<std::string>();
}

}  // namespace redress::tests
