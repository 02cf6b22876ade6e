// Chinese seed phrases: each word is one character, and the list holds the 2048 most frequent of them, so that nearly
// all Chinese prose is made of list characters. What tells the two apart:
//
// - how the characters stand: each by itself (spaces, commas, numbers, lines), in small groups, or in one row;
// - the checksum, which one prose row of twelve in sixteen has by chance;
// - how frequent they are: the list begins with the most frequent, prose draws from its beginning and a phrase from all
//   of it. `prose_score` is the logarithm of the odds, in nats; words of two characters that complaints are full of
//   ("客服", "没有") add to it, since a phrase has one of them next to never;
// - words that announce a phrase (助记词).
//
// Each way of standing has a limit of its own; twelve in one row need the checksum, rare characters and nothing around
// them, or the announcement.
#include "workflow/firewall/nearby.hpp"
#include "workflow/firewall/page.hpp"
#include "workflow/firewall/word_lists.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <unordered_set>

namespace redress::workflow {
namespace {

constexpr std::u32string_view phrase_names[] = {
    U"助记词",   U"助記詞", U"恢复词", U"恢復詞",   U"恢复短语", U"种子词", U"种子短语",        U"註記詞",
    U"注记词",   U"助忆词", U"备份词", U"密语",     U"mnemonic", U"seed",   U"recovery phrase", U"12个字",
    U"十二个字", U"24个字", U"12个词", U"十二个词", U"24个词",   U"助记"};

// Two characters that stand together in complaints all the time.
const std::unordered_set<std::u32string_view>& usual_pairs()
{
    static const std::unordered_set<std::u32string_view> all = {
        U"我们", U"你们", U"他们", U"公司", U"客服", U"投诉", U"退款", U"没有", U"什么", U"怎么", U"不能",
        U"可以", U"现在", U"已经", U"问题", U"平台", U"账户", U"交易", U"转账", U"提现", U"充值", U"到账",
        U"一直", U"时间", U"今天", U"昨天", U"处理", U"联系", U"回复", U"解决", U"申请", U"要求", U"还是",
        U"但是", U"因为", U"所以", U"如果", U"就是", U"不是", U"这个", U"那个", U"一个", U"自己", U"知道",
        U"收到", U"显示", U"工作", U"人员", U"资金", U"钱包", U"手机", U"密码", U"验证", U"请求", U"希望",
        U"尽快", U"谢谢", U"非常", U"服务", U"系统", U"订单", U"金额", U"情况", U"说明", U"提供", U"信息",
        U"进行", U"需要", U"不知", U"为什", U"小时", U"分钟", U"月日", U"银行", U"这么", U"多次", U"至今",
        U"仍然", U"任何", U"不到", U"的钱", U"还我", U"我的", U"你的", U"的人", U"是我", U"我要", U"不要",
        U"了我", U"上了", U"骗了", U"被骗", U"骗子", U"损失", U"赔偿", U"马上", U"立即", U"帮我", U"帮助",
        U"地址", U"操作", U"登录", U"冻结", U"審核", U"審查", U"我們", U"你們", U"沒有", U"問題", U"客戶",
        U"帳戶", U"投訴", U"已經", U"處理", U"請問", U"為什", U"麼時", U"不了", U"大家", U"一天", U"天了",
        U"多少", U"少钱", U"血汗", U"汗钱", U"消费", U"权益", U"报警", U"警察", U"法律"};
    return all;
}

struct character {
    std::size_t at;  // glyph
    char32_t c;
    bool alone_before;  // something stands between it and the one before
};

constexpr std::u32string_view numbers = U"一二三四五六七八九十两0123456789 ";

// "单词三是", and where a clause begins "三是".
std::size_t counted_at(const page& text, std::size_t at)
{
    static constexpr std::u32string_view units[] = {U"单词", U"單詞", U"词", U"詞", U"字"};
    if (at > 0 && is_han(text.c(at - 1))) return 0;
    const auto begin = at + length_at(text, at, units);
    auto i = begin;
    while (i < begin + 4 && text.c(i) != U'\0' && numbers.find(text.c(i)) != numbers.npos) ++i;
    return i != begin && text.c(i) == U'是' ? i + 1 - at : 0;
}

// "第3个字是", "第三個：" stands for nothing.
std::size_t label_at(const page& text, std::size_t at)
{
    if (text.c(at) != U'第') return counted_at(text, at);
    std::size_t i = at + 1;
    while (i < at + 6 && text.c(i) != U'\0' && numbers.find(text.c(i)) != numbers.npos) ++i;
    if (i == at + 1) return 0;
    static constexpr std::u32string_view units[] = {U"个单词", U"个字", U"个词", U"個字", U"個詞", U"個",
                                                    U"个",     U"位",   U"字",   U"词",   U"行",   U"组"};
    auto unit = length_at(text, i, units);
    if (unit == 0) return 0;
    // "第22个字": 字 may be the word itself, when nothing says that one follows.
    const auto behind = text.c(i + unit);
    if (unit == 2 && behind != U'是' && behind != U'为' && behind != U':' && behind != U' ') unit = 1;
    i += unit;
    if (text.c(i) == U'是' || text.c(i) == U'为') ++i;
    return i - at;
}

// Rows of Chinese characters with nothing but separators between them.
std::vector<std::vector<character>> rows_of(const page& text)
{
    std::vector<std::vector<character>> rows(1);
    std::size_t gap = 1;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = text.c(i);
        if (const auto label = label_at(text, i); label != 0) {
            i += label - 1;
            ++gap;
            continue;
        }
        if (is_han(c)) {
            if (gap > 12 && !rows.back().empty()) rows.emplace_back();
            rows.back().push_back({i, c, gap != 0 || rows.back().empty()});
            gap = 0;
        } else if (is_letter(text.low(i)) || c == U'。' || c == U'！' || c == U'？' || c == U'!' ||
                   c == U'?' || c == 0xFFFC || c == 0xFFFD || c == U'：' || c == U':') {
            // Sentences end and announcements stop here: no phrase goes on behind.
            if (!rows.back().empty() && !(c == U':' && gap > 0)) rows.emplace_back();
            gap = 1;
        } else {
            ++gap;
        }
    }
    return rows;
}

// p(rank) of prose ~ 1 / (rank + 20), of a phrase 1 / 2048.
double prose_score_of(std::size_t rank)
{
    static const double norm = std::log((word_list_size + 20.0) / 20.0);
    return std::log(word_list_size / (norm * (static_cast<double>(rank) + 20.0)));
}

class reader {
public:
    reader(const page& text, const std::vector<character>& row, chinese_list list, sightings& seen)
        : text_(text), row_(row), seen_(seen)
    {
        scores_.push_back(0);
        pairs_.push_back(0);
        for (std::size_t i = 0; i < row.size(); ++i) {
            const auto rank = chinese_index(row[i].c, list);
            ranks_.push_back(rank.value_or(word_list_size - 1));
            listed_.push_back(rank.has_value());
            scores_.push_back(scores_.back() + prose_score_of(ranks_.back()));
            const std::array pair{i == 0 ? U' ' : row[i - 1].c, row[i].c};
            pairs_.push_back(pairs_.back() +
                             (usual_pairs().contains(std::u32string_view(pair.data(), 2)) ? 6 : 0));
        }
    }

    void read()
    {
        // Where a stretch of list characters ends, for every character at once.
        std::vector<std::size_t> until(row_.size(), 0);
        for (std::size_t i = row_.size(); i-- > 0;)
            until[i] = !listed_[i] ? i : i + 1 < row_.size() ? std::max(until[i + 1], i + 1) : i + 1;
        for (std::size_t i = 0; i < row_.size();) {
            // With all that stand alone first, so that none of them is left on the other side of the wrong one.
            auto taken = one_wrong_from(i);
            if (taken == 0 && listed_[i]) taken = longest_from(i, until[i]);
            if (taken == 0) taken = one_wrong_in_groups(i);
            if (taken == 0) {
                ++i;
                continue;
            }
            seen_.push_back({secret_kind::seed_phrase, row_[i].at, row_[i + taken - 1].at + 1});
            i += taken;
        }
    }

private:
    [[nodiscard]] bool starts_group(std::size_t i) const { return i == row_.size() || row_[i].alone_before; }

    [[nodiscard]] bool alone(std::size_t i) const { return starts_group(i) && starts_group(i + 1); }
    // How many stand alone from here on; more than any phrase has are not counted.
    [[nodiscard]] std::size_t alone_from(std::size_t begin) const
    {
        std::size_t count = 0;
        while (count <= 30 && begin + count < row_.size() && alone(begin + count)) ++count;
        return count;
    }

    [[nodiscard]] std::size_t groups(std::size_t begin, std::size_t end) const
    {
        std::size_t count = 1;
        for (auto i = begin + 1; i < end; ++i) count += row_[i].alone_before ? 1U : 0U;
        return count;
    }

    [[nodiscard]] bool announced(std::size_t i) const
    {
        return nearest_before(text_, row_[i].at, 40, phrase_names).has_value();
    }
    // Right behind the announcement: "助记词是", "助记词：".
    [[nodiscard]] bool announced_right_before(std::size_t i) const
    {
        const auto name = nearest_before(text_, row_[i].at, 12, phrase_names);
        if (!name) return false;
        for (auto at = name->end; at < row_[i].at; ++at)
            if (is_han(text_.c(at)) &&
                std::u32string_view(U"是为如下的叫").find(text_.c(at)) == std::u32string_view::npos)
                return false;
        return true;
    }

    // Sums up to each place make it quick.
    [[nodiscard]] double prose_score(std::size_t begin, std::size_t count) const
    {
        return scores_[begin + count] - scores_[begin] + pairs_[begin + count] - pairs_[begin + 1];
    }

    std::size_t longest_from(std::size_t begin, std::size_t until)
    {
        const auto room = until - begin;
        if (room < 12) return 0;
        const bool at_group = starts_group(begin);
        // A phrase of single characters behind ordinary words begins with its own first.
        if (!alone(begin))
            for (auto i = begin + 1; i < std::min(begin + 12, until); ++i)
                if (alone_from(i) >= 12) return 0;
        const bool after_name = !at_group && announced_right_before(begin);
        if (!at_group && !after_name) return 0;
        // "助记词是": the phrase begins behind.
        if (after_name && (row_[begin].c == U'是' || row_[begin].c == U'为' || row_[begin].c == U'叫'))
            return 0;
        std::optional<bool> announcement;
        const auto named = [&] {
            if (!announcement) announcement = after_name || announced(begin);
            return *announcement;
        };
        // Alone each: as far as they stand alone, whatever the length, so that a checksum that holds by chance for
        // some of them leaves none of the others.
        if (const auto count = std::min(alone_from(begin), room); count >= 12 && count <= 30) {
            const auto score = prose_score(begin, count) / static_cast<double>(count) * 12;
            if (score < 0.5 || (score < 4 && named())) return count;
        }
        for (std::size_t count = 24; count >= 12; count -= 3) {
            if (count > room) continue;
            const auto end = begin + count;
            const bool ends_group = starts_group(end);
            const auto score = prose_score(begin, count);
            if (score > highest_limit * static_cast<double>(count) / 12 || (!ends_group && !named()))
                continue;
            const bool holds = either_way(begin, count);
            if (score < limit(groups(begin, end), count, ends_group, holds, named())) return count;
        }
        return 0;
    }

    // From its first word to its last, or written from its end.
    [[nodiscard]] bool either_way(std::size_t begin, std::size_t count) const
    {
        const auto phrase = std::span(ranks_).subspan(begin, count);
        return checksum_holds(phrase) ||
               checksum_holds(std::vector<word_index>(phrase.rbegin(), phrase.rend()));
    }

    static constexpr double highest_limit = 12;

    // The score under which characters that stand so are a phrase.
    static double limit(std::size_t groups, std::size_t count, bool ends_group, bool holds, bool named)
    {
        constexpr double never = -1000;
        // The longer the phrase, the further apart the two; the limits are those of twelve.
        const auto scale = static_cast<double>(count) / 12;
        if (groups == count) return (holds ? (named ? 12.0 : 6.0) : (named ? 4.0 : 0.5)) * scale;
        if (groups * 6 >= count && groups > 1)
            return holds ? (named ? 8.0 : 0.0) * scale : named ? -1.0 : never;
        if (!ends_group) return holds && named ? 6.0 * scale : named ? -3.0 * scale : never;
        return holds ? (named ? 8.0 : -2.5) * scale : named ? -1.0 * scale : never;
    }

    // Eleven of twelve that stand alone: one is a character that is in no list.
    std::size_t one_wrong_from(std::size_t begin)
    {
        const auto count = alone_from(begin);
        if (count < 12 || count > 30) return 0;
        const auto wrong = std::count(listed_.begin() + static_cast<std::ptrdiff_t>(begin),
                                      listed_.begin() + static_cast<std::ptrdiff_t>(begin + count), false);
        if (wrong == 0 || wrong * 10 > static_cast<std::ptrdiff_t>(count)) return 0;
        const auto score = prose_score(begin, count) / static_cast<double>(count) * 12;
        return score < (announced(begin) ? 2.0 : -2.0) ? count : 0;
    }

    // The same in groups, which must be announced: a checksum cannot hold.
    std::size_t one_wrong_in_groups(std::size_t begin)
    {
        if (!starts_group(begin)) return 0;
        for (std::size_t count = 24; count >= 12; count -= 3) {
            const auto end = begin + count;
            if (end > row_.size() || !starts_group(end)) continue;
            const auto first = listed_.begin() + static_cast<std::ptrdiff_t>(begin);
            const auto last = listed_.begin() + static_cast<std::ptrdiff_t>(end);
            if (std::count(first, last, false) != 1) continue;
            // What is in no list says nothing of how frequent the others are.
            const auto score = prose_score(begin, count) - prose_score_of(word_list_size - 1);
            const auto in_groups = groups(begin, end);
            if (in_groups > 1 && score < limit(in_groups, count, true, false, true) && announced(begin))
                return count;
        }
        return 0;
    }

    const page& text_;
    const std::vector<character>& row_;
    sightings& seen_;
    std::vector<word_index> ranks_;
    std::vector<bool> listed_;
    std::vector<double> scores_;  // of all characters before
    std::vector<double> pairs_;
};

}  // namespace

void see_chinese_phrases(const page& text, sightings& seen)
{
    for (const auto& row : rows_of(text)) {
        if (row.size() < 12) continue;
        reader(text, row, chinese_list::simplified, seen).read();
        reader(text, row, chinese_list::traditional, seen).read();
    }
}

}  // namespace redress::workflow
