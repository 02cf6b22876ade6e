// What a file of wording may say, where the error points when it says something else, and that the book
// is whole before anything starts.
#include "written_file.hpp"

#include "adapters/files/letter_book.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace redress;
using tests::said_by;

namespace {

/// Eleven lines, and a letter that a test may change.
const std::string least = R"(language = "en"
rev = 1
source = "us"
date = "2026-11-25"
[fixed]
contact = "care@example.org"
[[letter]]
kind = "delay"
subject = "Delay of {reference}"
block = [
    { part = "contact", text = "Write to {contact}." },
]
)";

std::string said_when(std::string_view from, std::string_view to)
{
    return said_by([text = tests::changed(least, from, to)] { (void)files::load_wording(text, "w.toml"); });
}

/// Words for every kind in one language; `block` is the only block of each letter.
std::string whole(const std::string& language, const std::string& block)
{
    std::string text = "language = \"" + language + "\"\nrev = 1\nsource = \"us\"\ndate = \"2026-11-25\"\n";
    for (const auto kind : names_of<letter_kind>::list)
        text +=
            "[[letter]]\nkind = \"" + std::string(kind) + "\"\nsubject = \"S\"\nblock = [" + block + "]\n";
    return text;
}

/// A folder with both languages, and a policy that names them by content.
struct desk {
    tests::scratch_folder folder;
    std::string en = whole("en", "{ part = \"contact\", text = \"Hello.\" }");
    std::string zh = whole("zh-CN", "{ part = \"contact\", text = \"您好。\" }");
    std::string more;  // of the policy

    [[nodiscard]] policy rules() const
    {
        const auto named = [](const std::string& language, const std::string& bytes) {
            return "[[wording]]\nlanguage = \"" + language + "\"\nfile = \"" + language +
                   ".toml\"\nsha256 = \"" + files::sha256_hex(bytes) + "\"\n";
        };
        return files::load_policy(tests::least_policy() + more + named("en", en) + named("zh-CN", zh),
                                  "p.toml");
    }
    [[nodiscard]] std::string said(const policy& rules) const
    {
        folder.write("en.toml", en);
        folder.write("zh-CN.toml", zh);
        auto text = said_by([&] { (void)files::letter_book(folder.path(), {&rules}); });
        if (const auto at = text.find(folder.path() + "/"); at == 0) text.erase(0, folder.path().size() + 1);
        return text;
    }
    [[nodiscard]] std::string said() const { return said(rules()); }
};

}  // namespace

TEST_CASE("a wording holds its letters, blocks and own words", "[letters]")
{
    const auto words = files::load_wording(least, "w.toml");
    CHECK(words.language == "en");
    CHECK(words.date == "2026-11-25");
    CHECK(words.sha256 == files::sha256_hex(least));
    REQUIRE(words.letter(letter_kind::delay) != nullptr);
    CHECK(words.letter(letter_kind::delay)->blocks.front().line == 11);
    CHECK(words.has_part(letter_kind::delay, "contact"));
    CHECK_FALSE(words.has_part(letter_kind::delay, "reasons"));
    CHECK_FALSE(words.has_part(letter_kind::closing, "contact"));
}

TEST_CASE("a place that nobody knows is named with the nearest one", "[letters]")
{
    CHECK(said_when("{contact}", "{contacts}") ==
          "w.toml:11:32: letter 'delay': text: place 'contacts' is not known. Did you mean 'contact'?");
    CHECK(said_when("{reference}", "{refrence}") ==
          "w.toml:9:11: letter 'delay': subject: place 'refrence' is not known. Did you mean 'reference'?");
    CHECK(said_when("{contact}", "{point}")
              .starts_with("w.toml:11:32: letter 'delay': text: place 'point' is not known."));
    CHECK(said_when("text = \"Write to {contact}.\"", "each = \"points\", text = \"{point}\"") ==
          "nothing is wrong");
    CHECK(said_when("{contact}", "{contact") ==
          "w.toml:11:32: letter 'delay': text has a brace without its partner");
    CHECK(said_when("{contact}", "contact}") ==
          "w.toml:11:32: letter 'delay': text has a brace without its partner");
}

TEST_CASE("parts, conditions, lists and kinds are taken from what is known", "[letters]")
{
    CHECK(said_when("part = \"contact\"", "part = \"contct\"") ==
          "w.toml:11:14: letter 'delay': part 'contct' is not known. Did you mean 'contact'?");
    const auto with = [](const std::string& condition) {
        return said_when("part = \"contact\"", "part = \"contact\", when = [\"" + condition + "\"]");
    };
    CHECK(with("name") == "nothing is wrong");
    CHECK(with("outcome=upheld") == "nothing is wrong");
    CHECK(with("points") == "nothing is wrong");
    CHECK(with("nome") == "w.toml:11:33: letter 'delay': when 'nome' is not known. Did you mean 'name'?");
    CHECK(with("outcome=uphold") ==
          "w.toml:11:33: letter 'delay': when: outcome 'uphold' is not known. Did you mean 'upheld'?");
    CHECK(with("outcom=upheld") ==
          "w.toml:11:33: letter 'delay': when 'outcom' is not known. Did you mean 'outcome'?");
    CHECK(said_when("part = \"contact\"", "each = \"point\"") ==
          "w.toml:11:14: letter 'delay': each 'point' is not known. Did you mean 'points'?");
    CHECK(said_when("kind = \"delay\"", "kind = \"delays\"") ==
          "w.toml:8:8: letter 'delays': kind 'delays' is not known. Did you mean 'delay'?");
    CHECK(said_when("part =", "prat =") ==
          "w.toml:11:7: letter 'delay': unknown key 'prat'. Did you mean 'part'?");
}

TEST_CASE("what a policy alone can say is said of a part", "[letters]")
{
    CHECK(said_when("part = \"contact\"", "part = \"contact\", own = true") == "nothing is wrong");
    CHECK(said_when("part = \"contact\"", "own = true") ==
          "w.toml:11:13: letter 'delay': own says whose words of a part these are; name the part");
    CHECK(files::load_wording(tests::changed(least, "part =", "own = true, part ="), "w.toml")
              .letter(letter_kind::delay)
              ->blocks.front()
              .own);
}

TEST_CASE("a date is a day, and a word of one's own does not hide a place of every letter", "[letters]")
{
    CHECK(said_when("2026-11-25", "2026-11-31") ==
          "w.toml:4:8: date must be a day in quotation marks: \"2026-11-25\"");
    CHECK(said_when("contact = ", "reason = \"none\"\ncontact = ") ==
          "w.toml:6:10: fixed: reason is a place of every letter; call yours otherwise");
}

TEST_CASE("a book is whole: each kind in both languages", "[letters]")
{
    desk d;
    CHECK(d.said() == "nothing is wrong");
    const auto kinds = d.zh;
    d.zh = tests::changed(kinds, "kind = \"closing\"\nsubject = \"S\"", "kind = \"delay\"\nsubject = \"S\"");
    CHECK(d.said() ==
          "zh-CN.toml:54:8: letter 'delay': kind stands twice; put all its blocks into one [[letter]]");
    d.zh = kinds.substr(0, kinds.find("[[letter]]\nkind = \"reopening\""));
    CHECK(d.said() == "zh-CN.toml:1:1: letter 'reopening' has no words; add a [[letter]] of that kind");
}

TEST_CASE("every part that a policy demands occurs in the words", "[letters]")
{
    desk d;
    d.more = "[[letter]]\nkind = \"admissibility\"\nmust_contain = [\"contact\", \"timeframe\"]\n";
    CHECK(d.said() ==
          "en.toml:9:1: letter 'admissibility' has no block for the part 'timeframe', which policy 'p' "
          "demands");
}

TEST_CASE("clocks that words name are the policy's, and what it asks for has words", "[letters]")
{
    desk d;
    d.en = whole("en", "{ when = [\"due:answer\"], text = \"{due:answr}\" }");
    CHECK(d.said() == "en.toml:8:1: policy 'p' has no clock 'answr'. Did you mean 'answer'?");
    d.en = whole("en", "{ text = \"{due:answer}\" }");
    CHECK(d.said() == "nothing is wrong");
    d.more = "[[category]]\nid = \"limits\"\nseverity = 1\nevidence = [\"account\"]\n";
    CHECK(d.said() ==
          "en.toml:1:1: [items] has no words for 'account', which category 'limits' of policy 'p' asks for");
}

TEST_CASE("the end of what is yet to begin is told of a window that the letter begins", "[letters]")
{
    desk d;
    const auto until = [&](const std::string& clock) {
        d.en = whole("en", "{ text = \"{until:" + clock + "}\" }");
        return d.said();
    };
    d.more = "[[clock]]\nid = \"w\"\nkind = \"window\"\nstart = [" + [] {
        std::string all;
        for (const auto kind : names_of<letter_kind>::list)
            all += (all.empty() ? "\"dispatched:" : ", \"dispatched:") + std::string(kind) + "\"";
        return all;
    }() + "]\nstop = [\"referral_made\"]\nlimit = \"24h\"\n";
    CHECK(until("w") == "nothing is wrong");
    CHECK(until("referral") == "en.toml:8:1: policy 'p' has no clock 'referral'. One of: answer, w");
    CHECK(until("answer") ==
          "en.toml:8:1: place 'until:answer' is the end of a window that the letter begins, but clock "
          "'answer' of "
          "policy 'p' is no window; for a clock that runs write due:answer");
    d.more = tests::changed(d.more, "\"dispatched:acknowledgement\", ", "");
    CHECK(until("w").ends_with(
        "clock 'w' of policy 'p' does not start with the dispatch of this letter; for a clock "
        "that runs write due:w"));
}

TEST_CASE("a regime's demands are met by its own words or the house's, and by no other regime's", "[letters]")
{
    desk d;
    d.folder.write("en.toml", d.en);
    d.folder.write("zh-CN.toml", d.zh);
    const auto house = d.rules();
    const auto one_letter = [](const std::string& language) {
        return "language = \"" + language +
               "\"\nrev = 1\nsource = \"us\"\ndate = \"2026-11-25\"\n[[letter]]\nkind = \"delay\"\nsubject = "
               "\"S\"\nblock = [{ part = \"outside_body\", text = \"Ask.\" }]\n";
    };
    const auto regime = [&](const std::string& id, bool worded) {
        std::string text =
            "id = \"" + id +
            "\"\nrev = 1\nzone = \"UTC\"\nsource = \"A law\"\n[applies]\nentity_kinds = "
            "[\"firm\"]\n[[clock]]\nid = \"final\"\nkind = \"statutory\"\nstart = "
            "[\"complaint_filed\"]\nstop = [\"dispatched:delay\"]\nlimit = \"24h\"\n[[letter]]\nkind = "
            "\"delay\"\nmust_contain = [\"contact\", \"outside_body\"]\n";
        for (const std::string language : {"en", "zh-CN"}) {
            const auto words = one_letter(language);
            d.folder.write("regime." + language + ".toml", words);
            if (worded)
                text += "[[wording]]\nlanguage = \"" + language + "\"\nfile = \"regime." + language +
                        ".toml\"\nsha256 = \"" + files::sha256_hex(words) + "\"\n";
        }
        return files::load_policy(text, id + ".toml");
    };
    const auto worded = regime("q", true), bare = regime("r", false);
    CHECK(said_by([&] {
              (void)files::letter_book(d.folder.path(), {&house, &worded});
          }) == "nothing is wrong");
    CHECK(said_by([&] {
              (void)files::letter_book(d.folder.path(), {&house, &worded, &bare});
          }).ends_with("letter 'delay' has no block for the part 'outside_body', which policy 'r' demands"));
    // And what a regime words is no letter of cases that are under the house's own policy alone.
    auto less = house;
    d.en = d.en.substr(0, d.en.find("[[letter]]\nkind = \"delay\"")) +
           d.en.substr(d.en.find("[[letter]]\nkind = \"summary_resolution\""));
    d.folder.write("en.toml", d.en);
    less.wordings.front().sha256 = files::sha256_hex(d.en);
    CHECK(said_by([&] {
              (void)files::letter_book(d.folder.path(), {&less, &worded});
          }).ends_with("en.toml:1:1: letter 'delay' has no words; add a [[letter]] of that kind"));
}

TEST_CASE("words that changed under a policy are refused, and the error says the new hash", "[letters]")
{
    desk d;
    const auto rules = d.rules();
    d.en += "# another\n";
    CHECK(d.said(rules) == "en.toml: is not the wording that policy 'p' names: its sha256 is " +
                               files::sha256_hex(d.en) +
                               ". If the change is meant, write that into the policy's [[wording]]");
    auto without = rules;
    without.wordings.pop_back();
    d.en = whole("en", "{ part = \"contact\", text = \"Hello.\" }");
    CHECK(d.said(without).ends_with(
        "no policy in force names wording in 'zh-CN'; add a [[wording]] with language, file and sha256"));
    auto crossed = rules;
    std::swap(crossed.wordings[0].language, crossed.wordings[1].language);
    CHECK(d.said(crossed) == "en.toml: is in 'en', but policy 'p' names it for 'zh-CN'");
}

TEST_CASE("a wording that a case pinned earlier is found by its hash", "[letters]")
{
    const auto words = files::load_wording(least, "w.toml");
    policy rules{.id = "p"};
    rules.wordings = {{"en", "w.toml", words.sha256}, {"zh-CN", "z.toml", std::string(64, '0')}};
    const policy* pinned[] = {&rules};
    const desk d;
    const auto now = d.rules();
    d.folder.write("en.toml", d.en);
    d.folder.write("zh-CN.toml", d.zh);
    files::letter_book book(d.folder.path(), {&now});
    CHECK(book.of(pinned).empty());
    book.add(least, "wording of the database");
    book.add(least, "the same again");
    CHECK(book.documents().size() == 3);
    REQUIRE(book.of(pinned).size() == 1);
    CHECK(book.of(pinned).front()->sha256 == words.sha256);
}

TEST_CASE("a policy names its wording by language, file and content", "[policy]")
{
    const auto with = [](const std::string& wording) {
        return said_by([&] { (void)files::load_policy(tests::least_policy() + wording, "p.toml"); });
    };
    const std::string hash(64, 'a');
    const auto row = "[[wording]]\nlanguage = \"en\"\nfile = \"w.toml\"\nsha256 = \"" + hash + "\"\n";
    CHECK(with(row) == "nothing is wrong");
    CHECK(with(row + row) ==
          "p.toml:27:12: wording 'en': language stands twice; one file holds all letters of a language");
    CHECK(with(tests::changed(row, "w.toml", "../w.toml")) ==
          "p.toml:24:8: wording 'en': file '../w.toml' is a path; name a file in the folder letters.dir");
    CHECK(
        with(tests::changed(row, hash, "abc")) ==
        "p.toml:25:10: wording 'en': sha256 must be 64 digits of 0-9a-f; `redress config check` says which");
    CHECK(tests::said_when("id = \"p\"", "id = \"letters/p\"") ==
          "p.toml:1:6: id holds '/', as the ids do under which wording, calendars and zone data are stored; "
          "call the policy otherwise");
}
