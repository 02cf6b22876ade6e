#include "adapters/app/simulate.hpp"

#include "workflow/entry.hpp"

#include <algorithm>
#include <tuple>

namespace redress::app {
namespace {

using enum event_type;

// At most this many lives are told at a time: enough to spread over the buckets, few enough to end.
constexpr std::size_t alive_max = 2000;

event make(event_type type, std::initializer_list<std::pair<field, field_value>> fields = {})
{
    return {type, fields};
}

field_value words(std::string_view text)
{
    return std::string(text);
}
field_value one_of(std::vector<std::string> list)
{
    return list;
}

}  // namespace

simulation::simulation(std::uint64_t seed, std::size_t cases, simulated_staff staff,
                       std::span<const policy* const> rules, std::string topic,
                       std::optional<instant> standing_at)
    : random_(seed),
      seed_(seed),
      to_begin_(cases),
      staff_(std::move(staff)),
      topic_(std::move(topic)),
      standing_at_(standing_at)
{
    for (const auto* policy : rules) {
        for (const auto& rule : policy->letters)
            for (const auto& part : rule.must_contain)
                if (auto& list = parts_[rule.kind]; std::find(list.begin(), list.end(), part) == list.end())
                    list.push_back(part);
        for (const auto& category : policy->categories)
            if (standing_at_ || !category.emergency) categories_.push_back(category.id);
    }
    if (categories_.empty()) categories_.emplace_back("other");
}

// Not std::uniform_int_distribution: its numbers differ between standard libraries.
std::size_t simulation::pick(std::size_t n)
{
    return static_cast<std::size_t>(random_() % n);
}
bool simulation::chance(int percent)
{
    return random_() % 100 < static_cast<std::uint64_t>(percent);
}

event simulation::letter(event_type type, letter_kind kind, const life& of) const
{
    const auto at = parts_.find(kind);
    auto parts = at == parts_.end() ? std::vector<std::string>{"decision"} : at->second;
    const bool chinese = of.language == "zh-CN";
    return make(type, {{field::route, words("status_page")},
                       {field::letter_language, of.language},
                       {field::letter_parts, std::move(parts)},
                       {field::letter_body,
                        words(chinese ? "您的款项停留在通道方。" : "The transfer is with the provider.")},
                       {field::next_step, words(chinese ? "我们向通道方核实。" : "We ask the provider.")}});
}

void simulation::plan(life& of)
{
    const auto handler = std::pair(of.handler, role::handler);
    const auto complainant = std::pair("cust-sim-" + std::to_string(of.number), role::complainant);
    const auto channel = std::pair(std::string("simulate"), role::channel);
    const bool chinese = of.language == "zh-CN";
    const auto say = [&](event what, const auto& who) { of.ahead.emplace_back(std::move(what), who); };

    say(make(complaint_filed,
             {{field::channel,
               words(name_of(static_cast<redress::channel>(pick(count_of<redress::channel>))))},
              {field::category, categories_[pick(categories_.size())]},
              {field::language, of.language},
              {field::narrative, narrative(of)},
              {field::kind, words("complaint")},
              {field::complainant, complainant.first},
              {field::points, one_of({chinese ? "提现未到账" : "the withdrawal has not arrived"})},
              {field::contact_route, words("status_page")}}),
        channel);
    say(make(acknowledged, {{field::route, words("status_page")}}), channel);
    if (chance(10)) {
        say(make(withdrawn, {{field::reason, words(chinese ? "已经到账。" : "It has arrived.")}}),
            complainant);
        return;
    }
    say(make(assigned, {{field::owner, of.handler}, {field::team, of.team}}), handler);
    say(make(triaged, {{field::severity, std::int64_t(1 + static_cast<std::int64_t>(pick(3)))}}), handler);
    say(letter(initial_response_sent, letter_kind::initial_response, of), handler);
    if (chance(30))
        say(make(message_received, {{field::text, words(chinese ? "有进展吗？" : "Is there any news?")}}),
            complainant);
    say(make(investigation_started), handler);
    say(make(document_added, {{field::document, "doc-" + std::to_string(of.number)}}), handler);
    if (chance(20)) {
        auto ask = letter(information_requested, letter_kind::information_request, of);
        ask.set(field::items, one_of({"transaction_reference"}));
        say(std::move(ask), handler);
        say(make(information_received, {{field::items, one_of({"transaction_reference"})}}), complainant);
    }
    if (!staff_.reviewers.empty() && chance(15)) {
        const auto reviewer = std::pair(staff_.reviewers[pick(staff_.reviewers.size())], role::care_reviewer);
        say(make(escalated, {{field::reason_code, words("asked")}}), handler);
        say(make(rung_accepted), reviewer);
        say(make(de_escalated, {{field::instruction,
                                 words(chinese ? "请核对链上记录。" : "Check the record on the chain.")}}),
            reviewer);
    }
    say(make(call_recorded,
             {{field::summary, words(chinese ? "电话核实情况。" : "Went through the facts by phone.")},
              {field::read_back, true}}),
        handler);
    say(make(root_cause_recorded, {{field::root_cause, words("provider_delay")}}), handler);
    static constexpr std::string_view outcomes[] = {"upheld", "partly_upheld", "not_upheld"};
    const auto outcome = outcomes[pick(3)];
    auto decision = letter(decision_sent, letter_kind::final_response, of);
    decision.set(field::outcome, words(outcome));
    decision.set(field::reason,
                 words(chinese ? "经查，款项因通道延迟。" : "The provider delayed the transfer."));
    decision.set(field::findings, one_of({"1:" + std::string(outcome)}));
    decision.set(field::root_cause, words("provider_delay"));
    decision.set(field::redress_ruled_out, true);
    decision.set(field::evidence, "doc-" + std::to_string(of.number));
    say(std::move(decision), handler);
    if (chance(70))
        say(make(resolution_accepted, {{field::evidence, "msg-" + std::to_string(of.number)}}), complainant);
}

std::string simulation::narrative(const life& of)
{
    const bool chinese = of.language == "zh-CN";
    if (!standing_at_)
        return chinese ? "模拟投诉：提现三天仍未到账。"
                       : "Simulated: a withdrawal has not arrived for three days.";
    // What was said is looked for, so it is not the same everywhere; the reference of a transfer is one of a kind.
    static constexpr std::pair<std::string_view, std::string_view> said[] = {
        {"提现三天仍未到账，客服一直没有回复。",
         "A withdrawal has not arrived for three days, and nobody answers."},
        {"转账失败，款项没有退回来。", "The transfer failed and the money did not come back."},
        {"账户被冻结，没有人告诉我原因。", "My account was frozen and nobody told me why."},
        {"重复扣款两次，请尽快退款。", "I was charged twice; please give the second one back."},
        {"手续费与页面显示的不一致。", "The fee is not the one that the page showed."},
        {"换了手机以后无法通过身份验证。", "Since I changed my phone I cannot prove who I am."},
        {"收到钓鱼短信，担心资金安全。", "A message with a false link came, and I fear for my money."}};
    const auto& [zh, en] = said[pick(std::size(said))];
    return std::string(chinese ? zh : en) + (chinese ? "交易编号 T" : " Transfer T") +
           std::to_string(100'000 + of.number) + (chinese ? "。" : ".");
}

void simulation::talk(life& of, int acts)
{
    const auto handler = std::pair(of.handler, role::handler);
    const auto complainant = std::pair("cust-sim-" + std::to_string(of.number), role::complainant);
    const bool chinese = of.language == "zh-CN";
    for (int n = 0; n < acts; ++n) {
        const auto nth = std::to_string(n + 1);
        if (n % 3 == 0)
            of.ahead.emplace_back(
                make(message_received,
                     {{field::text,
                       words(chinese ? "第" + nth + "次询问：请问有进展吗？我已经等了很久。"
                                     : "Message " + nth + ": is there any news? I have waited long.")}}),
                complainant);
        else if (n % 3 == 1)
            of.ahead.emplace_back(
                make(note_added, {{field::text,
                                   words(chinese ? "第" + nth + "次向通道方催办。"
                                                 : "Asked the provider again, for the " + nth + ". time.")}}),
                handler);
        else
            of.ahead.emplace_back(
                make(call_recorded, {{field::summary, words(chinese ? "电话告知目前的进展。"
                                                                    : "Told them by phone where it is.")},
                                     {field::read_back, true}}),
                handler);
    }
}

// Where it stands is where the commands end: a part was told to its end, the rest stops somewhere on the way.
void simulation::leave_standing(life& of)
{
    using namespace std::chrono_literals;
    const auto complainant = std::pair("cust-sim-" + std::to_string(of.number), role::complainant);
    // Most came today, so that promises fall due in hours; of the others some are late, and a few are very late.
    const auto age = chance(55)   ? std::chrono::minutes(pick(22 * 60))
                     : chance(70) ? std::chrono::minutes(22 * 60 + pick(13 * 24 * 60))
                                  : std::chrono::minutes(14 * 24 * 60 + pick(46 * 24 * 60));
    of.received = *standing_at_ - age;
    // So that what is drained can be frozen.
    of.ahead.front().first.set(field::account, "acct-sim-" + std::to_string(of.number));
    // What came long ago was missed and climbed: it is decided by the reviewer who took the rung.
    if (age > std::chrono::hours(22) && !staff_.reviewers.empty())
        if (const auto at =
                std::ranges::find(of.ahead, decision_sent, [](const auto& one) { return one.first.type; });
            at != of.ahead.end()) {
            at->second = {staff_.reviewers[pick(staff_.reviewers.size())], role::care_reviewer};
            of.ahead.emplace(at, make(rung_accepted), at->second);
        }
    const bool whole = chance(35);
    if (whole && of.ahead.back().first.type == decision_sent && chance(40))
        of.ahead.emplace_back(
            make(appeal_filed, {{field::grounds, words(of.language == "zh-CN"
                                                           ? "处理结果没有回应我的证据。"
                                                           : "The decision does not answer my evidence.")}}),
            complainant);
    if (!whole) of.ahead.resize(1 + pick(of.ahead.size() - 1));
    // The first is the one with the longest history; every two-hundredth has a long one.
    if (of.number == 1 || of.number % 200 == 0) {
        of.ahead.resize(std::min<std::size_t>(of.ahead.size(), 4));
        talk(of, of.number == 1 ? longest_talk : 60 + static_cast<int>(pick(120)));
    }
}

void simulation::begin()
{
    life of;
    of.number = ++begun_;
    of.id = uuid_v8(
        workflow::sha256("redress.simulate\n" + std::to_string(seed_) + "\n" + std::to_string(of.number)));
    of.language = chance(50) ? "zh-CN" : "en";
    of.handler = staff_.handlers[pick(staff_.handlers.size())];
    if (standing_at_ && !staff_.teams.empty())
        std::tie(of.handler, of.team) = staff_.teams[pick(staff_.teams.size())];
    plan(of);
    if (standing_at_) leave_standing(of);
    alive_.push_back(std::move(of));
    --to_begin_;
}

bool simulation::next(json::command_to_send& out)
{
    // A third of the commands begin a life while there is room, so that load is mixed from the start.
    if (to_begin_ > 0 && (alive_.empty() || (alive_.size() < alive_max && chance(33)))) begin();
    if (alive_.empty()) return false;
    const auto at = pick(alive_.size());
    auto& of = alive_[at];
    auto [what, who] = std::move(of.ahead.front());
    of.ahead.pop_front();
    out = {.topic = topic_,
           .id = of.id,
           .what = std::move(what),
           .source = std::string(simulate_source),
           .event_id = to_string(uuid_v8(workflow::sha256(to_string(of.id) + "/" + std::to_string(of.sent)))),
           .time = of.sent++ == 0 ? of.received : std::nullopt,
           .actor_id = who.first,
           .actor_role = who.second};
    if (of.ahead.empty()) {
        std::swap(of, alive_.back());
        alive_.pop_back();
    }
    return true;
}

}  // namespace redress::app
