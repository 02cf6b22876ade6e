// The text book over texts written here; whether the shipped ones are whole is asked in shipped_texts_test.
#include "written_file.hpp"

#include "adapters/files/text_book.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace redress;
using files::text_book;
using tests::said_by;

namespace {

struct two_languages : tests::scratch_folder {
    two_languages()
    {
        write("en.toml", R"([refusal]
letter_complete = "It lacks: {missing}."
case_is_open = "The case is {state}."
only_english = "English words"
braces = "{ and {missing"
[fix]
letter_complete = "Add {missing} to {letter}."
[list]
between = ", "
[state]
closed = "closed"
[missing]
reasons = "the reasons"
)");
        write("zh-CN.toml", R"([refusal]
letter_complete = "还缺：{missing}。"
case_is_open = "案件{state}。"
[list]
between = "、"
[state]
closed = "已结案"
[missing]
reasons = "理由"
contact = "联系方式"
)");
    }
};

}  // namespace

TEST_CASE("the words of a refusal come in the language that is asked for", "[texts]")
{
    const two_languages folder;
    const text_book texts(folder.path());
    CHECK(texts.refusal("letter_complete", {{"missing", "date"}}, "en") == "It lacks: date.");
    CHECK(texts.refusal("letter_complete", {{"missing", "date"}}, "zh-CN") == "还缺：date。");
    CHECK(texts.refusal("letter_complete", {{"missing", "date"}}, "zh") == "还缺：date。");
}

TEST_CASE("a language that is not there is answered in English, and a text that is nowhere by its key",
          "[texts]")
{
    const two_languages folder;
    const text_book texts(folder.path());
    CHECK(texts.refusal("only_english", {}, "zh-CN") == "English words");
    CHECK(texts.refusal("only_english", {}, "fr") == "English words");
    CHECK(texts.refusal("no_such_code", {}, "zh-CN") == "no_such_code");
    CHECK(texts.text("state", "closed", "zh-CN") == "已结案");
    CHECK(texts.text("state", "asleep", "zh-CN") == "asleep");
    CHECK(texts.has("refusal", "only_english", "en"));
    CHECK_FALSE(texts.has("refusal", "only_english", "zh-CN"));
    CHECK_FALSE(texts.has("refusal", "only_english", "fr"));
}

TEST_CASE("a value that has a name is shown by it, a list item by item, an empty value as a dash", "[texts]")
{
    const two_languages folder;
    const text_book texts(folder.path());
    CHECK(texts.refusal("case_is_open", {{"state", "closed"}}, "zh-CN") == "案件已结案。");
    CHECK(texts.refusal("letter_complete", {{"missing", "reasons, date, contact"}}, "zh-CN") ==
          "还缺：理由、date、联系方式。");
    CHECK(texts.refusal("letter_complete", {{"missing", "reasons, date"}}, "en") ==
          "It lacks: the reasons, date.");
    CHECK(texts.refusal("letter_complete", {{"missing", ""}}, "en") == "It lacks: -.");
}

TEST_CASE("a place without a value is shown as it stands, and so is a brace that closes nowhere", "[texts]")
{
    const two_languages folder;
    const text_book texts(folder.path());
    CHECK(texts.refusal("letter_complete", {{"letter", "x"}}, "en") == "It lacks: {missing}.");
    CHECK(texts.refusal("braces", {{"missing", "x"}}, "en") == "{ and {missing");
}

TEST_CASE("what to do is found by the refusal's code, and is empty when there are no words for it", "[texts]")
{
    const two_languages folder;
    const text_book texts(folder.path());
    CHECK(texts.fix("letter_complete", {{"missing", "reasons"}, {"letter", "L1"}}, "en") ==
          "Add the reasons to L1.");
    CHECK(texts.fix("letter_complete", {{"missing", "reasons"}, {"letter", "L1"}}, "zh-CN") ==
          "Add 理由 to L1.");
    CHECK(texts.fix("no_such_code", {}, "en").empty());
}

TEST_CASE("a text file that is wrong says where and how to mend it", "[texts]")
{
    const tests::scratch_folder folder;
    const auto read = [&] { (void)text_book(folder.path()); };
    CHECK(said_by(read) ==
          folder.path() + "/en.toml: cannot be read; check that the file exists and who may read it");
    folder.write("zh-CN.toml", "[refusal]\n");
    folder.write("en.toml", "hello = \"x\"\n");
    CHECK(said_by(read) ==
          folder.path() + "/en.toml:1:9: 'hello' stands alone; put texts under a section such as [refusal]");
    folder.write("en.toml", "[refusal]\ncode = 7\n");
    CHECK(said_by(read) == folder.path() + "/en.toml:2:8: refusal.code must be a text with words in it");
    folder.write("en.toml", "[refusal]\ncode = \"\"\n");
    CHECK(said_by(read) == folder.path() + "/en.toml:2:8: refusal.code must be a text with words in it");
}
