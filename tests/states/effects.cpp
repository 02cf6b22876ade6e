#include "tests/states/effects.hpp"

#include "states/machine_step.hpp"

#include <catch2/catch_test_macros.hpp>

#include <type_traits>

namespace redress::tests {
namespace {

using namespace std::chrono_literals;

class writer {
public:
    explicit writer(instant at) : at_(at) {}

    [[nodiscard]] std::string text(const std::string& one) const { return one; }
    [[nodiscard]] std::string text(bool one) const { return one ? "yes" : "no"; }
    [[nodiscard]] std::string text(std::int64_t one) const { return std::to_string(one); }
    template <named Enum>
    [[nodiscard]] std::string text(Enum one) const
    {
        return std::string(name_of(one));
    }
    [[nodiscard]] std::string text(instant when) const
    {
        if (when == at_) return "now";
        const auto far = when > at_ ? when - at_ : at_ - when;
        const auto in = [&](auto unit, const char* letter) {
            return (when > at_ ? "now+" : "now-") + std::to_string(far / duration(unit)) + letter;
        };
        if (far % duration(24h) == 0us) return in(24h, "d");
        if (far % duration(1h) == 0us) return in(1h, "h");
        if (far % duration(1min) == 0us) return in(1min, "min");
        return in(1us, "us");
    }
    [[nodiscard]] std::string text(const std::optional<instant>& when) const
    {
        return when ? text(*when) : "never";
    }
    [[nodiscard]] std::string text(const point& one) const
    {
        return std::to_string(one.number) + (one.finding == finding::none ? "" : " " + text(one.finding));
    }
    [[nodiscard]] std::string text(const letter& one) const
    {
        return one.id + " " + text(one.kind) + " in " + one.language + " by " + text(one.route) + " from " +
               one.by + since(", sent ", one.sent) + since(", out ", one.dispatched) +
               since(", back ", one.returned);
    }
    [[nodiscard]] std::string text(const enquiry& one) const
    {
        return one.id + " " + one.kind + " to " + one.to + since(", opened ", one.opened) +
               since(", due ", one.due) + since(", answered ", one.answered);
    }
    [[nodiscard]] std::string text(const rung_taken& one) const
    {
        return std::to_string(one.rung) + " " + one.target + " " + one.reason + since(" ", one.at);
    }
    [[nodiscard]] std::string text(const redress_item& one) const
    {
        return one.id + " " + text(one.kind) +
               (one.amount.empty() ? "" : " " + one.amount + " " + one.currency) + " " + text(one.state) +
               " from " + one.offered_by +
               (one.approved_by.empty() ? "" : ", approved by " + one.approved_by) +
               (one.payment_reference.empty() ? "" : ", paid with " + one.payment_reference);
    }
    [[nodiscard]] std::string text(const document& one) const
    {
        return one.id + " #" + std::to_string(one.entry);
    }
    [[nodiscard]] std::string text(const approval& one) const { return one.by + since(" ", one.at); }
    [[nodiscard]] std::string text(const link& one) const { return one.to + " " + one.cause; }
    [[nodiscard]] std::string text(const pin& one) const
    {
        return one.id + " rev " + std::to_string(one.rev);
    }
    [[nodiscard]] std::string text(const calendar_pin& one) const
    {
        return one.id + " " + one.sha256 + " " + one.zone_data;
    }
    [[nodiscard]] std::string text(const acted& one) const { return one.id + " " + text(one.role); }
    [[nodiscard]] std::string text(const clock& one) const
    {
        return one.clock_id + (one.subject.empty() ? "" : "/" + one.subject) +
               (one.generation == 1 ? "" : "#" + std::to_string(one.generation)) + " " + text(one.state) +
               (one.state == clock_state::running ? since(", due ", one.due) : "");
    }
    template <class One>
    [[nodiscard]] std::string text(const std::vector<One>& list) const
    {
        std::string all;
        for (const auto& one : list) all.append(all.empty() ? "" : "; ").append(text(one));
        return all;
    }
    [[nodiscard]] std::string text(const event& one) const
    {
        std::string all;
        for (const auto& [name, value] : one.fields)
            all.append(all.empty() ? "" : ", ")
                .append(name_of(name))
                .append("=")
                .append(std::visit([&](const auto& v) { return text(v); }, value));
        return std::string(name_of(one.type)) + "(" + all + ")";
    }

private:
    [[nodiscard]] std::string since(const char* word, const std::optional<instant>& when) const
    {
        return when ? word + text(*when) : std::string{};
    }
    instant at_;
};

std::string_view state_name(machine which, std::uint8_t state)
{
    return machines()[static_cast<std::size_t>(which)].states[state];
}

}  // namespace

std::vector<std::string> effects_of(const complaint& before, const complaint& after, const changes& out,
                                    instant at)
{
    const writer write(at);
    std::vector<std::string> lines;
    for (const auto& one : out.moves)
        lines.push_back(
            std::string(name_of(one.which)) +
            (one.item < 0 ? "" : " " + after.facts.redress_items[static_cast<std::size_t>(one.item)].id) +
            ": " + std::string(state_name(one.which, one.from)) + " -> " +
            std::string(state_name(one.which, one.to)));
    for_each_member<facts>([&](auto index, auto member) {
        const auto& was = before.facts.*member.where;
        const auto& is = after.facts.*member.where;
        using fact = std::remove_cvref_t<decltype(is)>;
        if (member.name == "clocks" || member.name == "acted" || member.name == "approvals") return;
        // An entry's `set` is made from these marks: they say what changed, all of it and nothing else.
        INFO(member.name);
        REQUIRE(out.facts.test(index) == (was != is));
        if (was == is) return;
        if (is == fact{})
            lines.push_back("no " + std::string(member.name));
        else
            lines.push_back(std::string(member.name) + ": " + write.text(is));
    });
    for (const auto index : out.clocks) lines.push_back("clock " + write.text(after.facts.clocks.at(index)));
    for (const auto& one : out.derived)
        lines.push_back("then " + write.text(one.event) + " by " + one.who.id);
    for (const auto& one : out.alarms)
        lines.push_back("alarm " + std::string(one.code) + (one.detail.empty() ? "" : ": " + one.detail));
    return lines;
}

}  // namespace redress::tests
