#include "adapters/http/static_files.hpp"

#include "tests/adapters/http/socket_client.hpp"

#include <catch2/catch_test_macros.hpp>

#include <zlib.h>

namespace redress::http::test {
std::span<const asset> embedded();  // tests/adapters/http/assets, by embed_assets.cmake
}

using namespace redress::http;
using namespace redress::http::test;

namespace {

std::string unpacked(std::string_view gzip)
{
    z_stream state{};
    REQUIRE(inflateInit2(&state, 16 + MAX_WBITS) == Z_OK);
    std::string out(100'000, '\0');
    state.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(gzip.data()));  // NOLINT: zlib only reads it
    state.avail_in = static_cast<uInt>(gzip.size());
    state.next_out = reinterpret_cast<Bytef*>(out.data());
    state.avail_out = static_cast<uInt>(out.size());
    REQUIRE(inflate(&state, Z_FINISH) == Z_STREAM_END);
    out.resize(state.total_out);
    inflateEnd(&state);
    return out;
}

std::string field(const response& from, std::string_view name)
{
    for (const auto& [key, value] : from.headers)
        if (key == name) return value;
    return {};
}

response ask(const static_files& of, std::string_view name,
             std::map<std::string, std::string, std::less<>> headers = {})
{
    request asked;
    asked.headers = std::move(headers);
    return of.answer(asked, name);
}

}  // namespace

TEST_CASE("an embedded file is served as it was, and compressed to whoever takes that", "[static_files]")
{
    const static_files files("/assets/", embedded());
    const auto plain = ask(files, "sample.css");
    CHECK(plain.status == 200);
    CHECK(plain.content_type == "text/css; charset=utf-8");
    CHECK(plain.body.starts_with("/* A sample; with [brackets], \\slashes\\"));
    CHECK(field(plain, "cache-control") == "no-cache");
    const auto packed = ask(files, "sample.css", {{"accept-encoding", "br, gzip"}});
    CHECK(field(packed, "content-encoding") == "gzip");
    CHECK(field(packed, "vary") == "accept-encoding");
    CHECK(packed.body.size() < plain.body.size());
    CHECK(unpacked(packed.body) == plain.body);
    CHECK(field(packed, "etag") != field(plain, "etag"));
    // Too small to be worth it.
    CHECK(field(ask(files, "tiny.txt", {{"accept-encoding", "gzip"}}), "content-encoding").empty());
    CHECK(ask(files, "tiny.txt").body == "x\n");
    CHECK(ask(files, "nothing.css").status == 404);
    CHECK(ask(files, "").status == 404);
}

TEST_CASE("under the name of its hash a file is kept for a year; with its tag it is not sent again",
          "[static_files]")
{
    const static_files files("/assets/", embedded());
    const auto url = files.url("sample.css");
    REQUIRE(url.starts_with("/assets/sample."));
    REQUIRE(url.size() == std::string("/assets/sample.123456789012.css").size());
    const auto first = ask(files, url.substr(8));
    CHECK(field(first, "cache-control") == "public, max-age=31536000, immutable");
    const auto again = ask(files, url.substr(8), {{"if-none-match", "\"other\", W/" + field(first, "etag")}});
    CHECK(again.status == 304);
    CHECK(again.body.empty());
    CHECK(ask(files, url.substr(8), {{"if-none-match", "\"other\""}}).status == 200);
    CHECK_THROWS_AS(files.url("nothing.css"), std::out_of_range);
}

TEST_CASE(
    "a file that a bundler named by its hash is kept for a year under that name, in brotli where it lies "
    "beside",
    "[static_files]")
{
    const static_files files("/assets/", embedded());
    CHECK(files.url("bundled-Ab_12-x9.js") == "/assets/bundled-Ab_12-x9.js");
    const auto plain = ask(files, "bundled-Ab_12-x9.js");
    CHECK(field(plain, "cache-control") == "public, max-age=31536000, immutable");
    const auto packed = ask(files, "bundled-Ab_12-x9.js", {{"accept-encoding", "gzip, br"}});
    CHECK(field(packed, "content-encoding") == "br");
    CHECK(packed.body.size() < plain.body.size());
    CHECK(field(packed, "etag") != field(plain, "etag"));
    CHECK(field(ask(files, "bundled-Ab_12-x9.js", {{"accept-encoding", "gzip, br;q=0"}}),
                "content-encoding") == "gzip");
    CHECK(ask(files, "bundled-Ab_12-x9.js.br").status == 404);
}

TEST_CASE("who takes gzip", "[static_files]")
{
    for (const auto* yes :
         {"gzip", "GZIP", "br, gzip;q=0.5", "*", "x-gzip", "gzip;q=0.001", "identity;q=0, *"})
        CHECK(takes(yes, "gzip"));
    for (const auto* no : {"", "br", "gzip;q=0", "gzip;q=0.000", "*, gzip;q=0", "*;q=0", "gzippy"})
        CHECK_FALSE(takes(no, "gzip"));
}

TEST_CASE("static files over the wire", "[static_files]")
{
    const static_files files("/assets/", embedded());
    server edge({files.row("/assets/{file}", "get_asset")}, on_loopback());
    socket_client client(edge.address());
    const auto answer = client.ask(get(files.url("sample.css"), "Accept-Encoding: gzip\r\n"));
    CHECK(status_of(answer) == 200);
    CHECK(field_of(answer, "x-content-type-options") == "nosniff");
    CHECK(unpacked(body_of(answer)) == ask(files, "sample.css").body);
    const auto tag = field_of(answer, "etag");
    CHECK(status_of(client.ask(get(files.url("sample.css"),
                                   "Accept-Encoding: gzip\r\nIf-None-Match: " + tag + "\r\n"))) == 304);
    CHECK(status_of(client.ask(get("/assets/..%2fsecret"))) == 400);
}
