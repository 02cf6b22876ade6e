// Documents in pieces: what is refused before a byte is sent, where they go on, and what they become.
#include "tests/adapters/app/rest/desk_at_work.hpp"

#include "adapters/app/upload_file.hpp"
#include "adapters/postgres/desk_store.hpp"
#include "adapters/postgres/page_store.hpp"

#include <catch2/catch_test_macros.hpp>

#include <fstream>

using namespace redress;
using namespace redress::tests;

namespace {

told begin(desk_at_work& desk, const std::string& of, std::int64_t size, const std::string& name = "a.gif",
           const std::string& as = "h.lin")
{
    return desk.post("/api/v1/complaints/" + of + "/uploads",
                     {{"name", name}, {"size", size}, {"text", "the fee"}}, as);
}

told append(desk_at_work& desk, const std::string& at, std::size_t offset, const std::string& piece,
            bool last, const std::string& as = "h.lin")
{
    return desk.ask(http::verb::patch, at,
                    {.as = as,
                     .headers = {{"content-type", "application/partial-upload"},
                                 {"upload-offset", std::to_string(offset)},
                                 {"upload-complete", last ? "?1" : "?0"}},
                     .body = piece});
}

const std::string gif = "GIF89a and a picture";

}  // namespace

TEST_CASE("a document comes in pieces and is one of the case with its last byte", "[rest][uploads]")
{
    desk_at_work desk;
    const auto of = desk.file();
    const auto begun = begin(desk, of, static_cast<std::int64_t>(gif.size()), "收据.gif");
    REQUIRE(begun.status == 201);
    const auto at = begun.header("location");
    CHECK(begun.header("upload-offset") == "0");
    CHECK(begun.header("upload-limit").starts_with("max-size=20971520, max-age=86400"));
    auto got = append(desk, at, 0, gif.substr(0, 7), false);
    REQUIRE(got.status == 200);
    CHECK(got.at("/offset") == "7");
    CHECK(got.at("/complete") == "false");
    // From anywhere else it does not go on, and says from where.
    got = append(desk, at, 3, gif.substr(3), true);
    CHECK(got.status == 409);
    CHECK(got.at("/code") == "upload_offset");
    CHECK(got.at("/offset") == "7");
    CHECK(got.header("upload-offset") == "7");
    CHECK(desk.get(at).header("upload-offset") == "7");
    const auto last = append(desk, at, 7, gif.substr(7), true);
    REQUIRE(last.status == 200);
    CHECK(last.at("/complete") == "true");
    CHECK(last.header("upload-complete") == "?1");
    CHECK(last.header("etag") == "\"v" + last.at("/version") + "\"");
    const auto document = last.at("/document");
    const auto kept = desk.services().pages().document(*parse_uuid(of), document);
    REQUIRE(kept);
    CHECK(kept->type == "image/gif");
    CHECK(kept->state == "quarantined");
    CHECK(desk.get("/api/v1/complaints/" + of + "/documents").at("/items/0/document") == document);
    CHECK(desk.get("/api/v1/complaints/" + of).header("etag") == last.header("etag"));
    // Asked again, with its bytes or without, it is answered again.
    CHECK(append(desk, at, 7, gif.substr(7), true).text == last.text);
    CHECK(append(desk, at, gif.size(), "", true).text == last.text);
    CHECK(desk.get(at).text == last.text);
    CHECK(app::upload_size(desk.documents(), *parse_uuid(last.at("/upload"))) == 0);
    const auto given = desk.get("/api/v1/complaints/" + of + "/documents/" + document + "?unscanned=true");
    CHECK(given.status == 200);
    CHECK(given.header("content-disposition").find("%E6%94%B6%E6%8D%AE.gif") != std::string::npos);
    // Whoever has its bytes gets none, and nothing was read.
    const auto tag = given.header("etag");
    CHECK_FALSE(tag.empty());
    const auto before = desk.get("/api/v1/complaints/" + of).header("etag");
    const auto same =
        desk.ask(http::verb::get, "/api/v1/complaints/" + of + "/documents/" + document + "?unscanned=true",
                 {.headers = {{"if-none-match", tag}}});
    CHECK(same.status == 304);
    CHECK(same.header("etag") == tag);
    CHECK_FALSE(same.whole.stream);
    CHECK(desk.get("/api/v1/complaints/" + of).header("etag") == before);
    CHECK(desk.ask(http::verb::get, "/api/v1/complaints/" + of + "/documents/" + document,
                   {.headers = {{"if-none-match", tag}}})
              .status == 409);
    // The same bytes again are the same document. That somebody read it made an entry.
    const auto version = desk.get("/api/v1/complaints/" + of).header("etag");
    const auto again = begin(desk, of, static_cast<std::int64_t>(gif.size()), "b.gif").header("location");
    CHECK(append(desk, again, 0, gif, true).at("/document") == document);
    CHECK(desk.get("/api/v1/complaints/" + of).header("etag") == version);
}

TEST_CASE("an upload says what was taken out of its words, when it begins and when it is a document",
          "[rest][uploads]")
{
    desk_at_work desk;
    const auto of = desk.file();
    const auto begun =
        desk.post("/api/v1/complaints/" + of + "/uploads", {{"name", "a.gif"},
                                                            {"size", static_cast<std::int64_t>(gif.size())},
                                                            {"text", "paid with 4111 1111 1111 1111"}});
    REQUIRE(begun.status == 201);
    CHECK(begun.at("/removed/0/kind") == "card_number");
    CHECK(begun.at("/removed/0/slot") == "text");
    CHECK_FALSE(begun.at("/advice").empty());
    const auto at = begun.header("location");
    CHECK(desk.get(at).at("/removed") == begun.at("/removed"));
    const auto last = append(desk, at, 0, gif, true);
    REQUIRE(last.status == 200);
    CHECK(last.at("/removed") == begun.at("/removed"));
    CHECK(last.at("/advice") == begun.at("/advice"));
    // In the words that an act has for it.
    const auto note =
        desk.post("/api/v1/complaints/" + of + "/actions/note_added",
                  {{"text", "paid with 4111 1111 1111 1111"}}, "h.lin", std::stoll(last.at("/version")));
    REQUIRE(note.status == 200);
    CHECK(note.at("/removed") == begun.at("/removed"));
    CHECK(note.at("/advice") == begun.at("/advice"));
    // Of words without a secret nothing is said.
    CHECK(begin(desk, of, 5).body.as_object().if_contains("removed") == nullptr);
}

TEST_CASE("what could never be taken is refused before it is sent", "[rest][uploads]")
{
    desk_at_work desk;
    const auto of = desk.file();
    CHECK(begin(desk, of, 21 * 1024 * 1024).at("/code") == "upload_too_large");
    CHECK(begin(desk, of, 21 * 1024 * 1024).status == 413);
    CHECK(begin(desk, of, 0).status == 422);
    CHECK(begin(desk, of, 5, "  ").status == 422);
    CHECK(begin(desk, of, 5, "a\nb").status == 422);
    CHECK(begin(desk, of, 5, std::string(201, 'x')).status == 422);
    CHECK(begin(desk, of, 5, "card 4111 1111 1111 1111.gif").at("/errors/0/pointer") == "/name");
    CHECK(begin(desk, "00000000-0000-4000-8000-000000000000", 5).status == 404);
    CHECK(begin(desk, of, 5, "a.gif", "a.novak").status != 201);
    CHECK(desk.ask(http::verb::post, "/api/v1/complaints/" + of + "/uploads", {.as = ""}).status == 401);
    for (int n = 0; n < 4; ++n) CHECK(begin(desk, of, 5).status == 201);
    CHECK(begin(desk, of, 5).at("/code") == "uploads_too_many");
}

TEST_CASE("a piece that does not fit is refused, and what is no document goes", "[rest][uploads]")
{
    desk_at_work desk;
    const auto of = desk.file();
    const auto at = begin(desk, of, 6).header("location");
    CHECK(append(desk, at, 0, "1234567", true).status == 413);
    CHECK(append(desk, at, 0, "123", true).at("/code") == "upload_header");
    const auto with = [&](std::map<std::string, std::string, std::less<>> headers) {
        return desk.ask(http::verb::patch, at, {.headers = std::move(headers), .body = "1"}).at("/code");
    };
    CHECK(with({{"upload-offset", "0"}, {"upload-complete", "?0"}}) == "media_type");
    const std::pair<const std::string, std::string> type{"content-type", "application/partial-upload"};
    CHECK(with({type, {"upload-offset", "-1"}, {"upload-complete", "?0"}}) == "upload_header");
    CHECK(with({type, {"upload-offset", "0"}, {"upload-complete", "yes"}}) == "upload_header");
    const auto no = append(desk, at, 0, "<html>", true);
    CHECK(no.status == 422);
    CHECK(no.at("/reason") == "type");
    CHECK(desk.get(at).status == 404);
    CHECK(desk.services().pages().documents(*parse_uuid(of)).empty());
}

TEST_CASE("two writers: one has it, the other hears so", "[rest][uploads]")
{
    desk_at_work desk;
    const auto begun = begin(desk, desk.file(), static_cast<std::int64_t>(gif.size()));
    const auto at = begun.header("location");
    auto one = app::upload_file::open(desk.documents(), *parse_uuid(begun.at("/upload")));
    REQUIRE(one);
    one->append(gif.substr(0, 4));
    const auto other = append(desk, at, 0, gif, true);
    CHECK(other.status == 409);
    CHECK(other.at("/code") == "upload_in_use");
    CHECK(desk.ask(http::verb::del, at).status == 409);
    one.reset();
    CHECK(append(desk, at, 4, gif.substr(4), true).status == 200);
}

TEST_CASE("an upload is theirs who began it, and is given up or forgotten after a day", "[rest][uploads]")
{
    desk_at_work desk;
    const auto of = desk.file(), other_case = desk.file("Another.");
    const auto begun = begin(desk, of, 10);
    const auto at = begun.header("location");
    const auto id = *parse_uuid(begun.at("/upload"));
    REQUIRE(append(desk, at, 0, "GIF89a", false).status == 200);
    CHECK(desk.get(at, "c.ito").status == 404);
    CHECK(append(desk, at, 6, "1234", true, "c.ito").status == 404);
    CHECK(desk.get("/api/v1/complaints/" + other_case + "/uploads/" + begun.at("/upload")).status == 404);
    CHECK(desk.ask(http::verb::del, at).status == 204);
    CHECK(desk.get(at).status == 404);
    CHECK(app::upload_size(desk.documents(), id) == 0);

    const auto late = begin(desk, of, 10);
    REQUIRE(append(desk, late.header("location"), 0, "GIF89a", false).status == 200);
    std::ofstream(desk.documents() / "uploads" / "00000000-0000-4000-8000-000000000000") << "of nobody";
    app::sweep_uploads(desk.services().desk(), desk.documents());
    CHECK(desk.get(late.header("location")).at("/offset") == "6");
    CHECK_FALSE(
        std::filesystem::exists(desk.documents() / "uploads" / "00000000-0000-4000-8000-000000000000"));
    (void)desk.database().sql("UPDATE document_upload SET begun_at = begun_at - interval '25 hours'");
    app::sweep_uploads(desk.services().desk(), desk.documents());
    CHECK(desk.get(late.header("location")).status == 404);
    CHECK(app::upload_size(desk.documents(), *parse_uuid(late.at("/upload"))) == 0);
}

TEST_CASE("a photo loses the place where it was taken", "[rest][uploads]")
{
    using namespace std::string_literals;
    desk_at_work desk;
    const auto of = desk.file();
    const auto where = "\xff\xe1\x00\x0c"s + "Exif\0\0GPS!"s;
    const auto photo = "\xff\xd8\xff\xe0\x00\x04"s + "JJ" + where + "\xff\xda\x00\x02"s + "picture\xff\xd9"s;
    const auto at = begin(desk, of, static_cast<std::int64_t>(photo.size())).header("location");
    const auto last = append(desk, at, 0, photo, true);
    REQUIRE(last.status == 200);
    CHECK(desk.services().pages().document(*parse_uuid(of), last.at("/document"))->size ==
          static_cast<std::int64_t>(photo.size() - where.size()));
}
