#include "adapters/app/demo_play.hpp"

#include "adapters/app/demo_feed.hpp"
#include "workflow/entry.hpp"
#include "workflow/letter_command.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace redress::app {
namespace {

using enum event_type;

// The people of schemas/roster/wallet-demo.toml.
constexpr std::string_view handlers[] = {"h.lin", "h.osei", "h.park"};
constexpr std::string_view reviewer = "c.ito";
constexpr std::string_view hearer = "a.sato";

field_value words(std::string_view text)
{
    return std::string(text);
}
field_value list(std::vector<std::string> items)
{
    return items;
}

class teller {
public:
    teller(const complaint& of, std::span<const policy* const> rules, std::uint64_t seed,
           std::string_view handler, const std::string& topic, std::vector<json::command_to_send>& out)
        : of_(of), rules_(rules), seed_(seed), handler_(handler), topic_(topic), out_(out)
    {
    }

    void act(std::string_view who, role as, event what)
    {
        const auto id = to_string(of_.id) + "/" + std::to_string(seed_) + "/" + std::to_string(acts_++);
        out_.push_back({.topic = topic_,
                        .id = of_.id,
                        .what = std::move(what),
                        .source = std::string(demo_source),
                        .event_id = to_string(uuid_v8(workflow::sha256("demo act " + id))),
                        .actor_id = std::string(who),
                        .actor_role = as});
    }
    void handle(event what) { act(handler_, role::handler, std::move(what)); }
    void complain(event what)
    {
        act(of_.facts.complainant.empty() ? "complainant" : of_.facts.complainant, role::complainant,
            std::move(what));
    }

    event letter(event_type type, letter_kind kind, route by = route::status_page) const
    {
        std::vector<std::string> parts;
        for (const auto* rule : rules_)
            if (const auto* asked = rule->letter(kind))
                for (const auto& part : asked->must_contain)
                    if (std::find(parts.begin(), parts.end(), part) == parts.end()) parts.push_back(part);
        if (parts.empty()) parts.emplace_back("contact");
        event made{type,
                   {{field::route, words(name_of(by))},
                    {field::letter_language, of_.facts.language},
                    {field::letter_parts, std::move(parts)}}};
        if (kind == letter_kind::initial_response)
            made.set(field::letter_body, words(say("您的款项我们已查到，目前停留在通道方。",
                                                   "We found your transfer; it is with the provider.")))
                .set(field::next_step,
                     words(say("我们向通道方核实这笔转账。", "We check the transfer with the provider.")));
        if (kind == letter_kind::final_response || kind == letter_kind::appeal_decision)
            made.set(field::letter_body, words(say("款项现已到账，手续费已退还。",
                                                   "The money is there now, and the fee is given back.")));
        return made;
    }

    [[nodiscard]] bool chinese() const { return of_.facts.language.starts_with("zh"); }
    [[nodiscard]] std::string_view say(std::string_view zh, std::string_view en) const
    {
        return chinese() ? zh : en;
    }

    /// By the contact that they gave, which a channel carries and reports; else on the status page.
    [[nodiscard]] route by_contact() const
    {
        const auto by = of_.facts.contact_route;
        return workflow::carried_by_channel(by) && !of_.facts.contact_unsafe ? by : route::status_page;
    }

    void take_on(route by = route::status_page)
    {
        handle({assigned, {{field::owner, words(handler_)}, {field::team, words("intake")}}});
        handle({triaged, {{field::severity, std::max<std::int64_t>(of_.facts.severity, 1)}}});
        handle(letter(initial_response_sent, letter_kind::initial_response, by));
    }
    void investigate(route by = route::status_page)
    {
        take_on(by);
        if (of_.facts.points.empty())
            handle({points_agreed,
                    {{field::points,
                      list({std::string(say("事情经过如投诉所述", "What the complaint says happened"))})}}});
        handle({investigation_started, {}});
        handle({call_recorded,
                {{field::summary, words(say("电话核实经过。", "Went through the facts by phone."))},
                 {field::read_back, true}}});
        handle({document_added, {{field::document, words("transfer-log-1")}}});
        handle({root_cause_recorded, {{field::root_cause, words("provider_delay")}}});
    }
    void decide(std::string_view outcome)
    {
        investigate();
        auto decision = letter(decision_sent, letter_kind::final_response);
        std::vector<std::string> findings;
        for (std::size_t n = 1; n <= std::max<std::size_t>(of_.facts.points.size(), 1); ++n)
            findings.push_back(std::to_string(n) + ":" + std::string(outcome));
        decision.set(field::outcome, words(outcome));
        decision.set(field::reason,
                     words(say("经查，款项因通道延迟。", "The payment provider delayed the transfer.")));
        decision.set(field::findings, std::move(findings));
        decision.set(field::root_cause, words("provider_delay"));
        decision.set(field::evidence, words("transfer-log-1"));
        decision.set(field::redress_ruled_out, true);  // the transfer arrived meanwhile
        if (of_.ladder == ladder_state::at_base) return handle(std::move(decision));
        // What stands on a rung is decided by the reviewer who took it.
        act(reviewer, role::care_reviewer, {rung_accepted, {}});
        act(reviewer, role::care_reviewer, std::move(decision));
    }

    void appeal()
    {
        decide("not_upheld");
        complain({appeal_filed,
                  {{field::grounds,
                    words(say("处理结果没有回应我的证据。", "The decision does not answer my evidence."))}}});
    }

private:
    const complaint& of_;
    std::span<const policy* const> rules_;
    std::uint64_t seed_;
    std::string_view handler_;
    const std::string& topic_;
    std::vector<json::command_to_send>& out_;
    int acts_ = 0;
};

constexpr std::size_t lives = 9;

void tell(teller& t, std::size_t life)
{
    switch (life) {
        case 0:  // answered, nothing more yet
            return t.take_on(t.by_contact());
        case 1:  // being looked at
            return t.investigate(t.by_contact());
        case 2:  // upheld and accepted
            t.decide("upheld");
            return t.complain({resolution_accepted, {{field::evidence, words("accepted-in-app")}}});
        case 3:  // not upheld, appealed, heard
        {
            t.appeal();
            auto heard = t.letter(appeal_decided, letter_kind::appeal_decision);
            heard.set(field::result, words("varied"));
            heard.set(field::reason, words(t.say("补偿手续费。", "The fee is given back.")));
            return t.act(hearer, role::appeal_reviewer, std::move(heard));
        }
        case 4:  // waits for the complainant, who answers
        {
            t.take_on();
            auto asked = t.letter(information_requested, letter_kind::information_request);
            asked.set(field::items, list({"transaction_reference", "screenshot"}));
            t.handle(std::move(asked));
            return t.complain({message_received,
                               {{field::text, words(t.say("附上截图。", "Here is the screenshot."))},
                                {field::items, list({"screenshot"})}}});
        }
        case 5:  // asks for somebody more senior, who takes it and sends it back
            t.take_on();
            t.complain({escalated, {{field::reason_code, words("asked")}}});
            t.act(reviewer, role::care_reviewer, {rung_accepted, {}});
            return t.act(
                reviewer, role::care_reviewer,
                {de_escalated, {{field::instruction, words(t.say("请当日回电。", "Call back today."))}}});
        case 6:  // not upheld, appealed, waits for its hearing
            return t.appeal();
        case 7:  // withdrawn
            return t.complain({withdrawn, {{field::reason, words(t.say("已经到账。", "It has arrived."))}}});
        default:  // acts too early: refused, and nothing changes
            return t.handle({investigation_started, {}});
    }
}

}  // namespace

std::vector<json::command_to_send> play_lives(std::span<const complaint> cases,
                                              std::span<const policy* const> rules, std::uint64_t seed,
                                              const std::string& topic)
{
    std::vector<json::command_to_send> out;
    std::size_t told = seed;
    for (std::size_t i = 0; i < cases.size(); ++i) {
        // Every third case stays as it came in, so that queues and missed promises remain to be seen.
        if ((i + seed) % 3 == 0 || cases[i].lifecycle != lifecycle_state::received) continue;
        teller t(cases[i], rules, seed, handlers[i % std::size(handlers)], topic, out);
        tell(t, told++ % lives);
    }
    return out;
}

}  // namespace redress::app
