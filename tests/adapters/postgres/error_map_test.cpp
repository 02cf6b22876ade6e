#include "adapters/postgres/batch_columns.hpp"
#include "adapters/postgres/connection_text.hpp"
#include "adapters/postgres/error_map.hpp"
#include "workflow/ports/case_store.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace redress::postgres;
using redress::workflow::store_unavailable;
using redress::workflow::write_rejected;

TEST_CASE("every SQLSTATE is ours to mend, to repeat, or a lost connection", "[errors]")
{
    struct row {
        const char* sqlstate;
        failure_kind kind;
    };
    using enum failure_kind;
    const row table[] = {
        {"22001", rejected},         // value too long
        {"22021", rejected},         // bytes that are no text
        {"23505", rejected},         // a key, outside of the guards
        {"23514", rejected},         // no partition for the row
        {"42501", rejected},         // not granted
        {"42P01", rejected},         // no such table
        {"54000", rejected},         // a limit of the program
        {"40001", retry},            // serialization
        {"40P01", retry},            // deadlock
        {"55P03", retry},            // lock timeout
        {"57014", retry},            // statement timeout
        {"08006", connection_lost},  // connection failure
        {"25P02", connection_lost},  // transaction aborted: a bug of ours, begin afresh
        {"26000", connection_lost},  // prepared statement gone (a pooler in between)
        {"53100", connection_lost},  // disk full
        {"53300", connection_lost},  // too many connections
        {"57P01", connection_lost},  // shutdown by the administrator
        {"57P03", connection_lost},  // still starting
        {"58030", connection_lost},  // input or output error
        {"XX000", connection_lost},  // internal error
        {"", connection_lost},       // no answer at all
    };
    for (const auto& [sqlstate, kind] : table) {
        CAPTURE(sqlstate);
        CHECK(failure_of(sqlstate) == kind);
        if (kind == rejected)
            CHECK_THROWS_AS(throw_failure("write", sqlstate, "said the server"), write_rejected);
        else
            CHECK_THROWS_AS(throw_failure("write", sqlstate, "said the server"), store_unavailable);
    }
}

TEST_CASE("a failure says what was tried, what the server said, and its code", "[errors]")
{
    try {
        throw_failure("add entries", "53100", "no space left\n");
        FAIL("it returned");
    } catch (const store_unavailable& error) {
        CHECK(std::string(error.what()) == "add entries: no space left (SQLSTATE 53100)");
    }
}

TEST_CASE("a connection string keeps the operator's words and adds ours", "[errors]")
{
    const auto text = connection_text(
        "postgresql://care:it%27s@db.example/redress?options=-c%20work_mem%3D8MB",
        {.role = "redress_engine", .application = "redress engine", .plan_cache_mode = "auto"});
    CHECK(text.find("password='it\\'s'") != std::string::npos);
    CHECK(text.find("-c work_mem=8MB -c role=redress_engine -c plan_cache_mode=auto") != std::string::npos);
    CHECK(text.find("application_name='redress engine'") != std::string::npos);
}

TEST_CASE("a URL that is none is refused without repeating it", "[errors]")
{
    try {
        (void)connection_text("postgresql://care:secret@[broken");
        FAIL("it returned");
    } catch (const store_unavailable& error) {
        CHECK(std::string(error.what()).find("secret") == std::string::npos);
    }
}

TEST_CASE("text of an unreadable record becomes text that can be stored", "[errors]")
{
    CHECK(storable("投诉 é ok") == "投诉 é ok");
    CHECK(storable(std::string_view("a\0b", 3)) ==
          "a\xef\xbf\xbd"
          "b");
    CHECK(storable("\xff") == "\xef\xbf\xbd");
    CHECK(storable("\xc0\xaf") == "\xef\xbf\xbd\xef\xbf\xbd");          // overlong
    CHECK(storable("\xed\xa0\x80").find('\xed') == std::string::npos);  // surrogate
    CHECK(storable("\xe6\x8a") == "\xef\xbf\xbd\xef\xbf\xbd");          // cut short
    CHECK(storable("\xf4\x90\x80\x80").find('\xf4') == std::string::npos);
}
