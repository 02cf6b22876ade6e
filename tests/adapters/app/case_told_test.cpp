// A history in words, from entries as they are written.
#include "adapters/app/case_told.hpp"
#include "adapters/files/text_book.hpp"

#include <catch2/catch_test_macros.hpp>

using redress::app::told_entry;

namespace {

const redress::files::text_book& texts()
{
    static const redress::files::text_book book("schemas/texts");
    return book;
}

constexpr std::string_view missed_and_raised =
    R"({"actor":{"id":"timer","kind":"timer","role":"timer"},"at":"2026-11-25T19:47:03.000000Z","cause":"x",)"
    R"("clk":[{"clock":"rung_ack","due":"2026-11-25T23:47:03.000000Z","subject":"2"}],)"
    R"("data":{"clock":"initial_response","reason_code":"missed:initial_response","rung":2},"ev":"escalated",)"
    R"("moves":[{"from":"at_base","machine":"ladder","to":"raised"}],"rec":"2026-11-25T19:47:03.000000Z","type":"case.event"})";

}  // namespace

TEST_CASE("an entry is told with who, what, where the case stands and what is due", "[told]")
{
    CHECK(told_entry(missed_and_raised, texts(), "en") ==
          "2026-11-25 19:47  ↳ timer: Escalated (first answer by a person, rung 2)\n"
          "                  → raised to a rung\n"
          "                  · rung to be accepted: running, due 2026-11-25 23:47\n");
    const auto chinese = told_entry(missed_and_raised, texts(), "zh-CN");
    CHECK(chinese.find("到期 2026-11-25 23:47") != std::string::npos);
    CHECK(chinese.find("running") == std::string::npos);
}

TEST_CASE("a refusal is told with its sentence, and nothing as if it had happened", "[told]")
{
    CHECK(
        told_entry(
            R"({"actor":{"id":"h.lin","kind":"user","role":"handler"},"ev":"investigation_started",)"
            R"("rec":"2026-11-25T19:47:03.000000Z","ref":{"args":{},"code":"has_owner","fix":"assigned","guard":"has_owner"},)"
            R"("type":"case.refused"})",
            texts(), "en") ==
        "2026-11-25 19:47  h.lin (handler): Investigation started\n"
        "                  ✗ Nobody owns this case.\n");
}

TEST_CASE("a filing that came in earlier says when", "[told]")
{
    const auto filed = [](const std::string& received) {
        return told_entry(
            R"({"actor":{"id":"wallet-1","kind":"user","role":"complainant"},"data":{"category":"fees","channel":"email"},)"
            R"("ev":"complaint_filed","rec":"2026-11-25T19:47:03.000000Z","set":{"received_at":")" +
                received + R"("},"type":"case.event"})",
            texts(), "en");
    };
    CHECK(filed("2026-11-25T19:47:03.000000Z") ==
          "2026-11-25 19:47  wallet-1 (complainant): Complaint filed (fees, e-mail)\n");
    CHECK(filed("2026-11-24T13:47:03.000000Z") ==
          "2026-11-25 19:47  wallet-1 (complainant): Complaint filed (fees, e-mail)\n"
          "                  received 2026-11-24 13:47\n");
}

TEST_CASE("what is no entry is not told as one", "[told]")
{
    CHECK_THROWS_AS(told_entry("{", texts(), "en"), std::runtime_error);
}
