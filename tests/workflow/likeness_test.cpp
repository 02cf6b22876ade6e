// What two cases have in common: told from their values, found by marks that equal values share.
#include "workflow/likeness.hpp"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <algorithm>

using namespace redress::workflow;
using Catch::Approx;

namespace {

bool marks_meet(const std::vector<std::int64_t>& left, const std::vector<std::int64_t>& right)
{
    return std::find_first_of(left.begin(), left.end(), right.begin(), right.end()) != left.end();
}

const std::string english =
    "My transfer of 20 USDT to the exchange failed on Monday evening and the money never came back.";
const std::string retold =
    "On Monday evening my transfer of 20 USDT to the exchange failed, and the money has never come back!";
const std::string chinese = "周一晚上我向交易所转账二十个币失败，钱也没有退回来。";
const std::string chinese_retold = "我周一晚上向交易所转账二十个币失败，钱一直没有退回来！";
const std::string other =
    "The application closes by itself whenever I open the settings page on my telephone.";

}  // namespace

TEST_CASE("values are the same however they are typed", "[likeness]")
{
    CHECK(normalised("ACC 12-34") == "acc1234");
    CHECK(normalised("ＡＣＣ１２３４") == "acc1234");  // full-width, as Chinese keyboards type it
    CHECK(normalised(" person@Example.org ") == "personexampleorg");
    CHECK(normalised("账户 12") == "账户12");
    CHECK(normalised(" -- ").empty());
    CHECK(normalised("a\xff\xc3") == "a");  // no UTF-8: passed over, never read beyond its end
}

TEST_CASE("English is told by its words, Chinese by pairs of its characters", "[likeness]")
{
    CHECK(terms_of("The TRANSFER failed, the transfer!") == std::vector<std::string>{"failed", "transfer"});
    CHECK(terms_of("转账失败") == std::vector<std::string>{"失败", "账失", "转账"});
    CHECK(terms_of("转账USDT失败") == std::vector<std::string>{"usdt", "失败", "转账"});
    CHECK(terms_of("").empty());
}

TEST_CASE("likeness is the shared part of all terms, and few terms say nothing", "[likeness]")
{
    using list = std::vector<std::string>;
    CHECK(likeness_of(list{"a", "b", "c", "d"}, list{"a", "b", "c", "d"}) == Approx(1));
    CHECK(likeness_of(list{"a", "b", "c", "d"}, list{"c", "d", "e", "f"}) == Approx(2.0 / 6));
    CHECK(likeness_of(list{"a", "b", "c"}, list{"a", "b", "c"}) == Approx(0));
    CHECK(likeness_of(terms_of(english), terms_of(retold)) > 0.8);
    CHECK(likeness_of(terms_of(chinese), terms_of(chinese_retold)) > 0.6);
    CHECK(likeness_of(terms_of(english), terms_of(other)) < 0.1);
}

TEST_CASE("the score adds up what is shared, and no more than a hundred", "[likeness]")
{
    const told left{.complainant = "cust-1",
                    .contacts = {"+86 138 0000"},
                    .accounts = {"ACC-1"},
                    .transactions = {"0xAB"},
                    .narrative = english};
    auto right = left;
    CHECK(common_of(left, right).score() == 100);
    right.complainant.clear();
    CHECK(common_of(left, right).score() == 100);  // the contact stands in for who it is
    CHECK_FALSE(common_of(left, right).complainant);
    right.contacts.clear();
    CHECK(common_of(left, right).score() == 80);
    right.accounts = {"acc 1", "acc 2"};
    CHECK(common_of(left, right).account);
    right.transactions = {"0xAC"};
    CHECK(common_of(left, right).score() == 40);
    right.narrative = other;
    CHECK(common_of(left, right).score() == 20 + static_cast<int>(common_of(left, right).words * 20 + 0.5));
    CHECK(common_of(left, right).alike());
    right.accounts.clear();
    CHECK_FALSE(common_of(left, right).alike());
    CHECK_FALSE(common_of({}, {}).alike());  // what nobody said is nothing shared
}

TEST_CASE("equal values leave equal marks, of one kind only", "[likeness]")
{
    const auto account = marks_of({.accounts = {"ACC-12"}});
    CHECK(account.same.size() == 1);
    CHECK(account.words.empty());
    CHECK(marks_meet(account.same, marks_of({.accounts = {"acc12"}}).same));
    CHECK_FALSE(marks_meet(account.same, marks_of({.transactions = {"acc12"}}).same));
    CHECK_FALSE(marks_meet(account.same, marks_of({.accounts = {"acc13"}}).same));
    CHECK(marks_of({}).same.empty());
}

TEST_CASE("a story that is told again is found by its marks, another one is not", "[likeness]")
{
    const auto of = [](const std::string& narrative) { return marks_of({.narrative = narrative}).words; };
    CHECK(of(english).size() == 20);
    CHECK(marks_meet(of(english), of(retold)));
    CHECK(marks_meet(of(chinese), of(chinese_retold)));
    CHECK_FALSE(marks_meet(of(english), of(other)));
    CHECK_FALSE(marks_meet(of(english), of(chinese)));
    CHECK(of("Too short.").empty());
}
