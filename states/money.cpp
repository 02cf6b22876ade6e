#include "states/money.hpp"

#include <algorithm>
#include <optional>

namespace redress {
namespace {

struct decimal {
    std::string_view whole, fraction;  // without zeros that say nothing
};

std::optional<decimal> parse_decimal(std::string_view text)
{
    const auto digits = [](std::string_view part) {
        return part.find_first_not_of("0123456789") == std::string_view::npos;
    };
    const auto point = text.find('.');
    auto whole = text.substr(0, point);
    auto fraction = point == std::string_view::npos ? std::string_view{} : text.substr(point + 1);
    if (whole.empty() || !digits(whole) || !digits(fraction)) return std::nullopt;
    whole.remove_prefix(std::min(whole.find_first_not_of('0'), whole.size()));
    const auto last = fraction.find_last_not_of('0');
    fraction = last == std::string_view::npos ? std::string_view{} : fraction.substr(0, last + 1);
    return decimal{whole, fraction};
}

/// As digits alone, with so many before and after the point.
std::string padded(std::string_view text, std::size_t before, std::size_t after)
{
    const auto point = std::min(text.find('.'), text.size());
    std::string digits(before - point, '0');
    digits += text.substr(0, point);
    if (point < text.size()) digits += text.substr(point + 1);
    return digits.append(before + after - digits.size(), '0');
}

}  // namespace

bool greater_amount(std::string_view left, std::string_view right)
{
    const auto a = parse_decimal(left);
    const auto b = parse_decimal(right);
    if (!a || !b) return false;
    if (a->whole.size() != b->whole.size()) return a->whole.size() > b->whole.size();
    if (a->whole != b->whole) return a->whole > b->whole;
    return a->fraction > b->fraction;  // no trailing zeros: alphabetical is numerical
}

std::string sum_of_amounts(std::string_view left, std::string_view right)
{
    const auto before = [](std::string_view text) { return std::min(text.find('.'), text.size()); };
    const auto after = [](std::string_view text) {
        const auto point = text.find('.');
        return point == std::string_view::npos ? 0 : text.size() - point - 1;
    };
    const auto whole = std::max({before(left), before(right), std::size_t{1}});
    const auto places = std::max(after(left), after(right));
    auto sum = padded(left, whole, places);
    const auto other = padded(right, whole, places);
    int carry = 0;
    for (std::size_t i = sum.size(); i-- > 0;) {
        const int digit = (sum[i] - '0') + (other[i] - '0') + carry;
        sum[i] = static_cast<char>('0' + digit % 10);
        carry = digit / 10;
    }
    if (carry != 0) sum.insert(0, 1, '1');
    if (places != 0) sum.insert(sum.size() - places, 1, '.');
    const auto digits = places == 0 ? sum.size() : sum.size() - places - 1;
    return sum.substr(std::min(sum.find_first_not_of('0'), digits - 1));
}

const money* money_limit::in(std::string_view currency) const
{
    const auto set = std::ranges::find(of, currency, &money::currency);
    return set == of.end() ? nullptr : &*set;
}

bool money_limit::exceeded_by(std::string_view amount, std::string_view currency) const
{
    const auto* set = in(currency);
    return set == nullptr || !parse_decimal(amount) || !parse_decimal(set->amount) ||
           greater_amount(amount, set->amount);
}

std::string written(const money_limit& limit)
{
    std::string text;
    for (const auto& one : limit.of)
        text.append(text.empty() ? "" : ", ").append(one.amount).append(" ").append(one.currency);
    return text;
}

}  // namespace redress
