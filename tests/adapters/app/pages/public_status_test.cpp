// What a complainant is shown, from cases made by hand; and the small parts of the pages.
#include "adapters/app/pages/document_file.hpp"
#include "adapters/app/pages/form.hpp"
#include "adapters/app/pages/own_record.hpp"
#include "adapters/app/pages/plain_words.hpp"
#include "adapters/app/pages/public_status.hpp"
#include "adapters/app/pages/case_secret.hpp"
#include "adapters/app/pages/page_templates.hpp"
#include "adapters/files/text_book.hpp"

#include <boost/json.hpp>
#include <catch2/catch_test_macros.hpp>

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <set>

using namespace redress;
using namespace redress::app;
using namespace std::string_literals;

namespace {

const instant noon{std::chrono::seconds(1'764'072'000)};

redress::clock promise(const std::string& id, clock_kind kind, instant due,
                       clock_state state = clock_state::running)
{
    redress::clock one;
    one.clock_id = id;
    one.kind = kind;
    one.due = due;
    one.state = state;
    one.policy = "house";
    return one;
}

const std::filesystem::path root = ".";  // of the clone, where tests run

}  // namespace

TEST_CASE("every state of a case has its stage", "[public_status]")
{
    using s = lifecycle_state;
    CHECK(stage_of(s::received) == public_stage::received);
    CHECK(stage_of(s::responded) == public_stage::being_looked_at);
    CHECK(stage_of(s::investigating) == public_stage::being_looked_at);
    CHECK(stage_of(s::decided) == public_stage::decision);
    CHECK(stage_of(s::appealed) == public_stage::appeal);
    CHECK(stage_of(s::closed) == public_stage::closed);
}

TEST_CASE("the status tells promises, and says plainly which one is late", "[public_status]")
{
    policy rules;
    rules.id = "house";
    rules.letters.push_back({.kind = letter_kind::progress_update, .dates = {"update"}});
    complaint of;
    of.lifecycle = lifecycle_state::investigating;
    of.facts.clocks = {
        promise("initial_response", clock_kind::published, noon - std::chrono::hours(2), clock_state::missed),
        promise("investigation", clock_kind::internal, noon + std::chrono::hours(1)),
        promise("update", clock_kind::internal, noon + std::chrono::hours(9)),
        promise("answer", clock_kind::statutory, noon + std::chrono::hours(5)),
        promise("hold", clock_kind::window, noon + std::chrono::hours(1))};
    const policy* pinned[] = {&rules};
    const auto status = status_of(of, pinned, {}, noon);
    REQUIRE(status.late.size() == 1);
    CHECK(status.late[0].clock == "initial_response");
    REQUIRE(status.next);
    CHECK(status.next->clock == "answer");
    CHECK(status.next_is == whose_turn::ours);

    // A promise is late from its due time on, whether or not the pass that says so has come by.
    const auto later = status_of(of, pinned, {}, noon + std::chrono::hours(6));
    CHECK(later.late.size() == 2);
    CHECK(later.next->clock == "update");
}

TEST_CASE("the public status says nothing of staff, notes or other cases", "[public_status]")
{
    complaint of;
    of.lifecycle = lifecycle_state::investigating;
    auto& f = of.facts;
    f.owner = "h.secret";
    f.team = "team.secret";
    f.about_staff = {"about.secret"};
    f.acted = {{.id = "acted.secret"}};
    f.decided_by = f.closed_by = f.rung_reviewer = f.containment_by = f.reclassified_by = "by.secret";
    f.rung_target = "rung.secret";
    f.interests = {"interest.secret"};
    f.links = {{.cause = "same", .to = "link.secret"}};
    f.primary_case = "primary.secret";
    f.root_cause = "cause.secret";
    f.enquiries = {{.id = "E1", .kind = "bank", .to = "enquiry.secret"}};
    f.letters = {{.by = "letter.secret", .id = "L1"}};
    f.redress_items = {{.amount = "5",
                        .approved_by = "money.secret",
                        .currency = "EUR",
                        .id = "R1",
                        .kind = redress_kind::goodwill,
                        .offered_by = "offer.secret",
                        .payment_reference = "payment.secret",
                        .state = redress_state::offered}};
    f.hold_reason = "hold.secret";
    f.next_step_who = "next.secret";
    f.support_needs = {"needs.secret"};
    f.complainant = "person.secret";
    const auto text = json_text(status_of(of, {}, {}, noon));
    CHECK(text.find("secret") == std::string::npos);
    CHECK(text.find("R1") == std::string::npos);  // what nobody approved is no offer
}

TEST_CASE("what is missing, the window to appeal and the last answer stand in the status", "[public_status]")
{
    complaint of;
    of.lifecycle = lifecycle_state::investigating;
    of.hold = hold_state::waiting;
    of.facts.hold_party = hold_party::complainant;
    of.facts.hold_items = {"screenshot", "time"};
    of.facts.hold_expires_at = noon + std::chrono::days(3);
    auto status = status_of(of, {}, {}, noon);
    CHECK(status.waits_for_you);
    CHECK(status.next_is == whose_turn::yours);
    CHECK(status.missing == std::vector<std::string>{"screenshot", "time"});
    CHECK(status.answer_until == noon + std::chrono::days(3));

    of.hold = hold_state::none;
    of.lifecycle = lifecycle_state::decided;
    of.facts.clocks = {promise("appeal_window", clock_kind::window, noon + std::chrono::days(9))};
    letter last;
    last.kind = letter_kind::final_response;
    last.sent = noon;
    of.facts.letters = {last};
    const legal_action may[] = {{.event = event_type::appeal_filed,
                                 .how = legality::blocked,
                                 .target = {},
                                 .guard = "grounds_given",
                                 .roles = {},
                                 .args = {}},
                                {.event = event_type::reopened,
                                 .how = legality::blocked,
                                 .target = {},
                                 .guard = "within_reopen_window",
                                 .roles = {},
                                 .args = {{"until", "x"}}},
                                {.event = event_type::note_added,
                                 .how = legality::now,
                                 .target = {},
                                 .guard = {},
                                 .roles = {},
                                 .args = {}},
                                {.event = event_type::withdrawn,
                                 .how = legality::other_role,
                                 .target = {},
                                 .guard = {},
                                 .roles = {},
                                 .args = {}}};
    status = status_of(of, {}, may, noon);
    CHECK(status.stage == public_stage::decision);
    CHECK(status.appeal_until == noon + std::chrono::days(9));
    CHECK(status.final_answer_at == noon);
    REQUIRE(status.acts.size() == 2);
    CHECK(status.acts[0].what == event_type::appeal_filed);
    CHECK(status.acts[0].possible);  // the form asks for the grounds
    CHECK_FALSE(status.acts[1].possible);
    CHECK(status.acts[1].guard == "within_reopen_window");
}

TEST_CASE("the record tells what passed between us and leaves out what did not", "[own_record]")
{
    const auto entry = [](std::int64_t key, const char* ev, const char* role) {
        return postgres::timeline_entry{.cseq = key,
                                        .pos = key,
                                        .key = key,
                                        .body = R"({"type":"case.event","ev":")"s + ev +
                                                R"(","at":"2026-11-23T09:30:0)" + std::to_string(key) +
                                                R"(.000000Z","actor":{"id":"x","kind":"user","role":")" +
                                                role + "\"}}",
                                        .leaf = {}};
    };
    const postgres::timeline_entry entries[] = {
        entry(1, "complaint_filed", "channel"),     entry(2, "note_added", "handler"),
        entry(3, "call_recorded", "handler"),       entry(4, "escalated", "timer"),
        entry(5, "withdrawn", "handler"),           entry(6, "document_added", "handler"),
        entry(7, "message_received", "complainant")};
    const auto text = [](std::int64_t key, const char* slot, const char* bytes) {
        return postgres::private_text{.entry_key = key, .slot = slot, .bytes = bytes, .created = {}};
    };
    const postgres::private_text texts[] = {
        text(1, "narrative", "It broke."), text(1, "points.1", "first"),  text(2, "text", "INTERNAL"),
        text(3, "summary", "We spoke."),   text(5, "reason", "INTERNAL"), text(6, "text", "INTERNAL"),
        text(7, "text", "Hello")};
    letter sent;
    sent.id = "L1";
    sent.kind = letter_kind::initial_response;
    sent.sent = parse_instant("2026-11-23T09:30:02.500000Z");
    const auto lines =
        own_record(entries, texts, {sent}, [](const letter&) { return std::pair("Subject"s, "Words"s); });
    std::vector<event_type> told;
    std::string all;
    for (const auto& one : lines) {
        told.push_back(one.what);
        for (const auto& [slot, words] : one.words) all += words + "|";
        all += one.text;
    }
    CHECK(told == std::vector<event_type>{event_type::complaint_filed, event_type::message_sent,
                                          event_type::call_recorded, event_type::withdrawn,
                                          event_type::message_received});
    CHECK(all.find("INTERNAL") == std::string::npos);
    CHECK(all.find("It broke.|first|") != std::string::npos);
    CHECK(lines[0].yours);
    CHECK_FALSE(lines[3].yours);  // somebody recorded it for them: told, and without our words
    CHECK(lines[1].subject == "Subject");
}

TEST_CASE("secrets are read aloud as letters or digits and typed back either way", "[case_secret]")
{
    CHECK(in_digits("0000000000") == "0000 0000 0000 0000");
    CHECK(in_digits("ZZZZZZZZZZ") == "1125 8999 0684 2623");
    for (const std::string symbols : {"AB3D7K9XQ2", "0000000001", "ZZZZZZZZZZ", "7Y2M0QJ5TS"}) {
        CHECK(typed_symbols(in_digits(symbols)) == symbols);
        CHECK(typed_symbols(in_groups(symbols)) == symbols);
    }
    CHECK(typed_symbols("ab3d7-k9xq2") == "AB3D7K9XQ2");
    CHECK(typed_symbols("ＡＢ３Ｄ７　Ｋ９ＸＱ２") == "AB3D7K9XQ2");
    CHECK(typed_symbols("OIL0000000") == "0110000000");
    for (const auto wrong :
         {"", "AB3D7K9XQ", "AB3D7K9XQ22", "9999999999999999", "AB3D7K9XQU", "12345678901234567"})
        CHECK_FALSE(typed_symbols(wrong));
}

TEST_CASE("photos lose what was written beside the picture, broken ones, too", "[documents]")
{
    const auto chunk = [](const std::string& name, const std::string& bytes) {
        std::string out = "\0\0\0"s + static_cast<char>(bytes.size());
        return out + name + bytes + "CRC!";
    };
    const auto head = "\x89PNG\r\n\x1a\n"s;
    const auto png = head + chunk("IHDR", "x") + chunk("eXIf", "GPS") + chunk("tEXt", "Author") +
                     chunk("IDAT", "picture") + chunk("IEND", "");
    CHECK(type_by_content(png) == "image/png");
    CHECK(without_whereabouts(png, "image/png") ==
          head + chunk("IHDR", "x") + chunk("IDAT", "picture") + chunk("IEND", ""));
    CHECK(without_whereabouts(png.substr(0, 40), "image/png") == head + chunk("IHDR", "x") + "\0\0\0\6"s);
    CHECK(without_whereabouts(png.substr(0, 34), "image/png") == head + chunk("IHDR", "x"));
    CHECK(without_whereabouts(png + "GPS", "image/png").find("GPS") == std::string::npos);

    // What a camera writes before the picture, a table of it, and the picture with a 0xff of its own.
    const auto start = "\xff\xd8\xff\xe0\0\4AB"s, place = "\xff\xe1\0\5GPS"s;
    const auto picture = "\xff\xdb\0\3T\xff\xda\0\3S\x12\xff\0\x34\xff\xd0\x56\xff\xd9"s;
    CHECK(type_by_content(start) == "image/jpeg");
    CHECK(without_whereabouts(start + place + picture, "image/jpeg") == start + picture);
    // Phones put a second picture, or a film, behind the first.
    CHECK(without_whereabouts(start + picture + start + place + picture, "image/jpeg") == start + picture);
    CHECK(without_whereabouts(start + "\0\0"s + place + picture, "image/jpeg") == start + "\0\0"s + picture);
    CHECK(without_whereabouts(start + place + "\xff\xdb\xff\xffT"s, "image/jpeg") ==
          start + "\xff\xdb\xff\xffT"s);
    CHECK(without_whereabouts(start + "\xff\xe1\0\xffGPS"s, "image/jpeg") == start);
    CHECK(without_whereabouts(start + picture.substr(0, 12), "image/jpeg") == start + picture.substr(0, 12));

    const auto webp = [](const std::string& body) {
        return "RIFF"s + static_cast<char>(body.size() + 4) + "\0\0\0WEBP"s + body;
    };
    const auto seen = "VP8 \2\0\0\0ab"s;
    CHECK(type_by_content(webp(seen)) == "image/webp");
    CHECK(without_whereabouts(webp(seen + "EXIF\3\0\0\0GPS"s), "image/webp") ==
          webp(seen));  // without its even byte
    CHECK(without_whereabouts(webp(seen + "EXIF\x7f\0\0\0GPS"s), "image/webp") == webp(seen));

    CHECK(type_by_content("\0\0\0\x18"
                          "ftypheic....."s) == "image/heic");
    CHECK(type_by_content("\0\0\0\x18"
                          "ftypisom....."s) == "video/mp4");
    CHECK(type_by_content("%PDF-1.7") == "application/pdf");
    for (const auto& no : {"<svg xmlns="s, "<!doctype html>"s, "PK\x03\x04"s,
                           "\x7f"
                           "ELF"s,
                           "MZ"s, ""s})
        CHECK(type_by_content(no).empty());
}

TEST_CASE("of a choice made twice the last counts, and it must be one", "[form]")
{
    const files::text_book words((root / "schemas/texts").string(), "pages");
    const form_field field{"rating", typed_as::one_of, 1, true};
    const form_choices choices{{"rating", {{"4", "4"}, {"5", "5"}}}};
    const auto wrong = [&](const std::vector<std::string>& picked) {
        form_body sent;
        for (const auto& one : picked) sent.add("rating", one);
        return check_form(std::span(&field, 1), sent, choices, words, "en").size();
    };
    CHECK(wrong({"5"}) == 0);
    CHECK(wrong({"", "5"}) == 0);
    CHECK(wrong({"5", ""}) == 1);
    CHECK(wrong({"5", "9"}) == 1);
    CHECK(wrong({}) == 1);
}

TEST_CASE("a template is strict about names, words and what is put in", "[page_templates]")
{
    const auto folder =
        std::filesystem::temp_directory_path() / ("redress_templates_" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder);
    const auto write = [&](const std::string& text) { std::ofstream(folder / "one.mustache") << text; };
    const files::text_book words((root / "schemas/texts").string(), "pages");
    page_values values(page_values::type::object);
    values.set("name", "<i>&\"'");
    values.set("phone", "+86");
    write("{{name}} {{t.frame.call}}");
    CHECK(page_templates(folder.string(), words).render("one", values, "en") ==
          "&lt;i&gt;&amp;&quot;&apos; Call +86");
    write("{{nobody}}");
    CHECK_THROWS_AS(page_templates(folder.string(), words).render("one", values, "en"), page_error);
    write("{{t.frame.nothing}}");
    CHECK_THROWS_AS(page_templates(folder.string(), words).render("one", values, "en"), page_error);
    write("{{t.status.late}}");  // its places have no values
    CHECK_THROWS_AS(page_templates(folder.string(), words).render("one", values, "en"), page_error);
    write("{{{name}}}");
    CHECK_THROWS_AS(page_templates(folder.string(), words), page_error);
    std::filesystem::remove_all(folder);
}

TEST_CASE("the words of the pages are plain, and the same in both languages", "[page_words]")
{
    const files::text_book words((root / "schemas/texts").string(), "pages");
    for (const std::string language : {"en", "zh-CN"}) {
        const auto& other = words.all(language == "en" ? "zh-CN" : "en");
        for (const auto& [key, text] : words.all(language)) {
            CAPTURE(language, key, text);
            REQUIRE(other.contains(key));
            CHECK(long_sentences(text, language).empty());
            // The same places in either language.
            const auto places = [](const std::string& of) {
                std::multiset<std::string> found;
                for (auto at = of.find('{'); at != std::string::npos; at = of.find('{', at + 1))
                    found.insert(of.substr(at, of.find('}', at) - at + 1));
                return found;
            };
            CHECK(places(text) == places(other.at(key)));
        }
    }
    CHECK(long_sentences("One two three four five six seven eight nine ten eleven twelve.", "en").empty());
    CHECK(long_sentences("One two three four five six seven eight nine ten eleven twelve thirteen.", "en")
              .size() == 1);
    CHECK(
        long_sentences(std::string("一二三四五六七八九十一二三四五六七八九十一二三四五。"), "zh-CN").empty());
    CHECK(long_sentences(std::string("一二三四五六七八九十一二三四五六七八九十一二三四五六。"), "zh-CN")
              .size() == 1);
}
