// Files that complainants send: what is taken, when it is held, and who is given it.
#include "tests/adapters/app/pages/page_site.hpp"

#include "adapters/app/pages/document_file.hpp"
#include "adapters/app/pages/document_scan.hpp"
#include "adapters/postgres/case_queries.hpp"
#include "adapters/postgres/page_store.hpp"

#include <catch2/catch_test_macros.hpp>

#include <filesystem>
#include <fstream>
#include <stop_token>

#include <unistd.h>

using namespace redress;
using namespace redress::tests;

namespace {

/// The form of files with one file in it, as browsers send it.
http::response send_file(page_site& site, const form_values& typed, const std::string& name,
                         const std::string& bytes)
{
    std::string body;
    for (const auto& [key, value] : typed)
        body += "--XX\r\nContent-Disposition: form-data; name=\"" + key + "\"\r\n\r\n" + value + "\r\n";
    body += "--XX\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name +
            "\"\r\nContent-Type: image/png\r\n\r\n" + bytes + "\r\n--XX--\r\n";
    return site.send(http::verb::post, "/en/case/files", "multipart/form-data; boundary=XX", body);
}

}  // namespace

TEST_CASE("files are taken by what they are, one document each, without the place of a photo", "[pages]")
{
    page_site site;
    const auto done = file_a_complaint(site);
    look_up(site, done);
    const auto page = site.get("/en/case/files").body;
    const auto upload = [&](const std::string& name, const std::string& bytes) {
        return send_file(site, with(page, {{"what_it_shows", "the error"}, {"go", "send"}}), name, bytes);
    };
    using namespace std::string_literals;
    const auto where = "\xff\xe1\x00\x0c"s + "Exif\0\0GPS!"s;
    const auto photo = "\xff\xd8\xff\xe0\x00\x04"s + "JJ" + where + "\xff\xda\x00\x02"s + "picture\xff\xd9"s;
    CHECK(upload("photo.png", photo).status == 303);
    CHECK(upload("photo again.png", photo).status == 303);
    const auto of = case_of(site, done);
    CHECK(of.facts.documents == 1);
    const auto kept = site.services().pages().documents(of.id);
    REQUIRE(kept.size() == 1);
    CHECK(kept[0].type == "image/jpeg");
    CHECK(kept[0].state == "quarantined");
    CHECK(kept[0].size == static_cast<std::int64_t>(photo.size() - where.size()));

    CHECK(upload("page.html", "<script>alert(1)</script>").status == 422);
    CHECK(upload("empty.png", "").status == 422);
    CHECK(upload("large.png", photo + std::string(1024 * 1024, 'x')).status == 422);
    CHECK(site.services().pages().documents(of.id).size() == 1);
    // One that is gone is not among those that we have.
    CHECK(holds(site.get("/en/case").body, "Files that we have from you: 1."));
    site.services().pages().set_document_state(of.id, kept[0].id, "gone");
    CHECK(holds(site.get("/en/case").body, "Files that we have from you: 0."));
    keep("en_record_files", site.get("/en/case/record").body);
}

TEST_CASE("a document is held until a scanner has seen it, and given as a file to be saved", "[pages]")
{
    // As `clamdscan --fdpass -` answers: 0 for clean, 1 for not, else that it cannot tell.
    const auto folder =
        std::filesystem::temp_directory_path() / ("redress_scanner_" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder);
    const auto scanner = folder / "scan";
    const auto answers_by = [&](const std::string& script) {
        std::ofstream(scanner) << "#!/bin/sh\n" << script << "\n";
        std::filesystem::permissions(scanner, std::filesystem::perms::owner_all);
    };
    answers_by("exit 2");
    page_site site({}, {"documents.scanner=" + scanner.string() + " -", "documents.per_case_max=3"});
    const auto done = file_a_complaint(site);
    look_up(site, done);
    const auto upload = [&](const std::string& name, const std::string& bytes) {
        return send_file(site, with(site.get("/en/case/files").body, {{"go", "send"}}), name, bytes).status;
    };
    REQUIRE(upload("收据.gif", "GIF89a good") == 303);
    REQUIRE(upload("bad.gif", "GIF89a EICAR-STANDARD-ANTIVIRUS-TEST-FILE") == 303);
    const auto of = case_of(site, done);
    const auto kept = site.services().pages().documents(of.id);
    REQUIRE(kept.size() == 2);
    const bool first_is_good = kept[0].size == 11;
    const auto good = kept[first_is_good ? 0 : 1].id, bad = kept[first_is_good ? 1 : 0].id;
    const auto api = to_string(of.id) + "/documents/";
    const auto by_staff = [&](const std::string& id) {
        return site.staff(http::verb::get, api + id, "h.lin");
    };
    app::document_keeper keeper(site.services().pages(),
                                [&](const case_id& id) { return site.services().queries().get(id); },
                                {.folder = site.folder() / "documents", .scanner = scanner.string() + " -"});

    // While the scanner cannot tell, nobody has them.
    CHECK_FALSE(keeper.scan_waiting());
    CHECK(site.get("/en/case/documents/" + good).status == 404);
    CHECK(by_staff(good).status == 409);
    CHECK(site.staff(http::verb::get, api + good + "?unscanned=true", "h.lin").status == 409);
    CHECK(holds(site.get("/en/case/record").body, "waits for its check"));

    answers_by("grep -q EICAR-STANDARD-ANTIVIRUS-TEST-FILE && exit 1; exit 0");
    CHECK(keeper.scan_waiting());
    CHECK(site.services().pages().document(of.id, good)->state == "clean");
    CHECK(site.services().pages().document(of.id, bad)->state == "infected");
    const auto record = site.get("/en/case/record").body;
    keep("en_record_documents", record);
    CHECK(holds(record, "/en/case/documents/" + good));
    CHECK_FALSE(holds(record, "/en/case/documents/" + bad));
    CHECK(site.get("/en/case/documents/" + bad).status == 404);
    CHECK(by_staff(bad).status == 409);
    const auto reads = [&] {
        return site.database().number(
            "SELECT count(*) FROM audit_entry WHERE convert_from(body, 'UTF8') LIKE '%access_given%'");
    };
    const auto before = reads();
    for (const auto& given : {site.get("/en/case/documents/" + good), by_staff(good)}) {
        REQUIRE(given.status == 200);
        CHECK(page_site::bytes_of(given) == "GIF89a good");
        CHECK(given.content_type == "application/octet-stream");
        CHECK(header(given, "x-content-type-options") == "nosniff");
        CHECK(header(given, "content-disposition") ==
              "attachment; filename=\"" + good + ".gif\"; filename*=UTF-8''%E6%94%B6%E6%8D%AE.gif");
    }
    CHECK(reads() == before + 1);  // staff's alone
    CHECK(holds(site.staff(http::verb::get, to_string(of.id) + "/documents", "h.lin").body, good));
    CHECK(by_staff("D-0").status == 404);

    // Nobody else's visit shows it, and a case takes no more than it may.
    REQUIRE(upload("third.gif", "GIF89a third") == 303);
    CHECK(upload("fourth.gif", "GIF89a fourth") == 422);
    site.cookies.clear();
    CHECK(site.get("/en/case/documents/" + good).status == 303);
    const auto other = file_a_complaint(site);
    look_up(site, other);
    CHECK(site.get("/en/case/documents/" + good).status == 404);

    // Words that are erased take their file along.
    (void)site.database().sql("UPDATE case_document SET added_at = added_at - interval '1 day'");
    auto erased = *site.services().queries().get(of.id);
    erased.facts.erased_at = site.services().queries().now();
    app::document_keeper after(
        site.services().pages(),
        [&](const case_id& id) { return id == of.id ? std::optional(erased) : std::nullopt; },
        {.folder = site.folder() / "documents", .scanner = {}});
    const auto bytes =
        app::place_of(site.folder() / "documents", site.services().pages().document(of.id, good)->sha256);
    REQUIRE(std::filesystem::exists(bytes));
    CHECK_FALSE(after.drop_gone(100));
    CHECK(site.services().pages().document(of.id, good)->state == "gone");
    CHECK_FALSE(std::filesystem::exists(bytes));
    CHECK(by_staff(good).status == 410);
    std::filesystem::remove_all(folder);
}

TEST_CASE("a scan that hangs, dies or is not there says nothing", "[pages]")
{
    using app::scan_verdict;
    const std::filesystem::path file = "/etc/passwd";
    CHECK(app::scan("/bin/sleep 60", std::chrono::seconds(1), file) == scan_verdict::unknown);
    CHECK(app::scan("/no/such/scanner", std::chrono::seconds(5), file) == scan_verdict::unknown);
    CHECK(app::scan("/bin/true", std::chrono::seconds(5), "/no/such/file") == scan_verdict::unknown);
    CHECK(app::scan("  ", std::chrono::seconds(5), file) == scan_verdict::unknown);
    CHECK(app::scan("/bin/true", std::chrono::seconds(5), file) == scan_verdict::clean);
    CHECK(app::scan("/bin/false", std::chrono::seconds(5), file) == scan_verdict::infected);
}

TEST_CASE("where nothing is scanned staff say that they know", "[pages]")
{
    page_site site;
    const auto done = file_a_complaint(site);
    look_up(site, done);
    const auto visit = site.cookies["__Host-redress-case"];
    site.headers = {{"redress-visit", visit}};
    const auto body = std::string(
        "--XX\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.gif\"\r\n\r\n"
        "GIF89a\r\n--XX--\r\n");
    REQUIRE(site.send(http::verb::post, "/api/v1/public/documents", "multipart/form-data; boundary=XX", body)
                .status == 200);
    site.headers.clear();
    const auto of = case_of(site, done);
    const auto id = site.services().pages().documents(of.id).front().id;
    const auto api = to_string(of.id) + "/documents/" + id;
    CHECK(site.staff(http::verb::get, api, "h.lin").status == 409);
    CHECK(page_site::bytes_of(site.staff(http::verb::get, api + "?unscanned=true", "h.lin")) == "GIF89a");
    CHECK(page_site::bytes_of(site.get("/en/case/documents/" + id)) == "GIF89a");
    CHECK(holds(site.get("/en/case/record").body, "as you sent it"));
}

TEST_CASE("a house that takes no documents offers nowhere to send them", "[pages]")
{
    page_site site({}, {"documents.dir="});
    const auto done = file_a_complaint(site);
    CHECK_FALSE(holds(done.page, "add files"));
    look_up(site, done);
    CHECK_FALSE(holds(site.get("/en/case").body, "/case/files"));
    CHECK(site.get("/en/case/files").status == 404);
    CHECK(site.send(http::verb::post, "/en/case/files", "multipart/form-data; boundary=XX",
                    std::string(300 * 1024, ' '))
              .status == 413);
}

TEST_CASE("a file that the scanner cannot tell holds up no other", "[pages]")
{
    const auto scanner =
        std::filesystem::temp_directory_path() / ("redress_puzzled_" + std::to_string(getpid()));
    std::ofstream(scanner) << "#!/bin/sh\ngrep -q puzzle && exit 2; exit 0\n";
    std::filesystem::permissions(scanner, std::filesystem::perms::owner_all);
    page_site site({}, {"documents.scanner=" + scanner.string()});
    const auto of = case_of(site, file_a_complaint(site));
    const auto folder = site.folder() / "documents";
    for (const auto* id : {"D-1", "D-2", "D-3"}) {
        const auto bytes =
            id == std::string("D-1") ? std::string("GIF89a puzzle") : "GIF89a " + std::string(id);
        app::mark_waiting(folder, of.id, id);
        app::keep_document(folder, bytes);
        REQUIRE(site.services().pages().add_document(of.id, {.id = id,
                                                             .sha256 = app::sha256_of(bytes),
                                                             .size = static_cast<std::int64_t>(bytes.size()),
                                                             .type = "image/gif",
                                                             .state = "quarantined",
                                                             .added = {}}));
    }
    app::document_keeper keeper(site.services().pages(), [](const case_id&) { return std::nullopt; },
                                {.folder = folder, .scanner = scanner.string()});
    const auto state = [&](const std::string& id) {
        return site.services().pages().document(of.id, id)->state;
    };
    CHECK(keeper.scan_waiting());
    CHECK(state("D-1") == "quarantined");
    CHECK(state("D-2") == "clean");
    CHECK(state("D-3") == "clean");
    CHECK_FALSE(keeper.scan_waiting());  // nothing is left that it can tell
    std::ofstream(scanner) << "#!/bin/sh\nexit 0\n";
    CHECK(keeper.scan_waiting());
    CHECK(state("D-1") == "clean");
    std::filesystem::remove(scanner);
}

TEST_CASE("a stop does not wait for a scanner that hangs", "[pages]")
{
    std::stop_source stop;
    stop.request_stop();
    // By itself it would take its hour.
    CHECK(app::scan("cat", std::chrono::hours(1), "/dev/zero", stop.get_token()) ==
          app::scan_verdict::unknown);
}
