#include "adapters/app/pages/public_status.hpp"

#include "workflow/reference.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <array>

namespace redress::app {
namespace {

constexpr auto offered = std::to_array<event_type>({
    event_type::message_received,
    event_type::document_added,
    event_type::resolution_accepted,
    event_type::appeal_filed,
    event_type::appeal_withdrawn,
    event_type::redress_accepted,
    event_type::redress_declined,
    event_type::exit_disputed,
    event_type::reopened,
    event_type::escalated,
    event_type::containment_contested,
    event_type::referral_made,
    event_type::callback_requested,
    event_type::contact_unsafe_marked,
    event_type::support_needs_recorded,
    event_type::rating_given,
    event_type::withdrawn,
});

constexpr std::size_t usual_bytes = 2048;  // of the whole as JSON

/// Guards that ask for what the form of the act is about to ask: they say nothing against it.
constexpr auto asked_by_the_form = std::to_array<std::string_view>(
    {"grounds_given", "withdrawal_recorded", "acceptance_evidence", "new_facts_given", "reason_given",
     "reasons_given", "bundle_frozen", "account_named", "ground_given", "some_items_missing"});

bool runs(const clock& one)
{
    return one.state == clock_state::running && one.due.has_value();
}

whose_turn turn_of(const complaint& of)
{
    if (of.lifecycle == lifecycle_state::closed)
        return of.facts.referral == referral_state::with_body ? whose_turn::outside_body : whose_turn::nobody;
    if (of.hold == hold_state::waiting && of.facts.hold_party == hold_party::complainant)
        return whose_turn::yours;
    if (of.lifecycle == lifecycle_state::decided)
        return of.facts.referral == referral_state::with_body ? whose_turn::outside_body : whose_turn::yours;
    return whose_turn::ours;
}

/// A JSON object that is written member by member: this answer is made thousands of times a second, and a tree of values
/// for it cost more than all that decides what stands in it.
class written_object {
public:
    explicit written_object(std::string& out) : out_(out) { out_ += '{'; }
    ~written_object() { out_ += '}'; }
    written_object(const written_object&) = delete;
    written_object& operator=(const written_object&) = delete;

    void put(std::string_view name, std::string_view value) { text(at(name), value); }
    /// A name of ours, which needs no escape.
    void put_name(std::string_view name, std::string_view value)
    {
        at(name).append(1, '"').append(value).append(1, '"');
    }
    void put(std::string_view name, bool value) { at(name) += value ? "true" : "false"; }
    void put(std::string_view name, instant value) { put_name(name, to_string(value)); }
    void put(std::string_view name, const std::optional<instant>& value)
    {
        if (value) put(name, *value);
    }
    /// `write`: writes one of them.
    void put_list(std::string_view name, const auto& of, const auto& write)
    {
        at(name) += '[';
        for (const auto& one : of) {
            if (&one != &*of.begin()) out_ += ',';
            write(out_, one);
        }
        out_ += ']';
    }
    /// Its text is appended to what is returned.
    std::string& at(std::string_view name)
    {
        if (out_.back() != '{') out_ += ',';
        out_.append(1, '"').append(name).append("\":");
        return out_;
    }
    static void text(std::string& to, std::string_view value)
    {
        const auto needs_escape = [](char c) {
            return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\';
        };
        if (std::ranges::any_of(value, needs_escape))
            to += boost::json::serialize(boost::json::string_view(value));
        else
            to.append(1, '"').append(value).append(1, '"');
    }

private:
    std::string& out_;
};

void write_promise(std::string& to, const public_promise& one)
{
    written_object out(to);
    out.put("clock", one.clock);
    out.put("due", one.due);
}

}  // namespace

std::span<const event_type> acts_of_pages()
{
    return offered;
}

public_stage stage_of(lifecycle_state state)
{
    switch (state) {
        case lifecycle_state::none:
        case lifecycle_state::received:
            return public_stage::received;
        case lifecycle_state::responded:
        case lifecycle_state::investigating:
            return public_stage::being_looked_at;
        case lifecycle_state::decided:
            return public_stage::decision;
        case lifecycle_state::appealed:
            return public_stage::appeal;
        case lifecycle_state::closed:
            return public_stage::closed;
    }
    return public_stage::received;
}

bool is_promised(const clock& one, std::span<const policy* const> rules)
{
    if (one.kind == clock_kind::window) return false;
    if (one.kind != clock_kind::internal) return true;
    const auto names_it = [&](const letter_rule& letter) {
        return std::ranges::find(letter.dates, one.clock_id) != letter.dates.end();
    };
    return std::ranges::any_of(rules, [&](const policy* pinned) {
        return pinned->id == one.policy && std::ranges::any_of(pinned->letters, names_it);
    });
}

public_status status_of(const complaint& of, std::span<const policy* const> rules,
                        std::span<const legal_action> may, instant at)
{
    const auto& f = of.facts;
    public_status out;
    out.reference = workflow::shown_reference(f.reference);
    out.language = f.language;
    out.category = f.category;
    out.kind = f.kind;
    out.stage = stage_of(of.lifecycle);
    out.next_is = turn_of(of);
    out.waits_for_you = of.open() && out.next_is == whose_turn::yours && of.hold == hold_state::waiting;
    out.with_outside_body = f.referral == referral_state::with_body;
    out.received = f.received_at;
    out.first_answered = f.first_answered_at;
    out.closed = f.closed_at;
    out.outcome = f.outcome;
    out.appeal_result = f.appeal_result;
    out.closure_reason = f.closure_reason;
    out.raised_to = f.rung;
    out.freeze = {.state = f.containment, .refusal = f.containment_refusal, .confirmed = f.contained_at};
    out.documents = f.documents;
    for (const auto& one : f.clocks) {
        if (one.kind == clock_kind::window && one.clock_id == "appeal_window" && runs(one) && one.due > at)
            out.appeal_until = one.due;
        if (!is_promised(one, rules) || !one.due) continue;
        // Past its due time it is late, whether or not the pass that says so has come by.
        const bool owed = one.state == clock_state::missed || (runs(one) && *one.due <= at);
        if (owed)
            out.late.push_back({one.clock_id, *one.due});
        else if (runs(one) && (!out.next || *one.due < out.next->due))
            out.next = public_promise{one.clock_id, *one.due};
    }
    std::ranges::sort(out.late, {}, &public_promise::due);
    if (out.waits_for_you) {
        out.missing = f.hold_items;
        out.answer_until = f.hold_expires_at;
    }
    for (const auto& one : f.letters)
        if (one.kind == letter_kind::final_response || one.kind == letter_kind::appeal_decision)
            out.final_answer_at = one.dispatched ? one.dispatched : one.sent;
    for (const auto& one : f.redress_items)
        // What nobody approved yet is no offer.
        if (one.state == redress_state::approved || one.state == redress_state::accepted ||
            one.state == redress_state::paid)
            out.offers.push_back({one.id, one.kind, one.amount, one.currency, one.state});
    for (const auto act : offered) {
        const auto found = std::ranges::find_if(may, [&](const legal_action& one) {
            return one.event == act && one.how != legality::other_role;
        });
        if (found == may.end()) continue;
        const bool open = found->how == legality::now ||
                          std::ranges::find(asked_by_the_form, found->guard) != asked_by_the_form.end();
        public_act made{.what = act, .possible = open};
        if (!open) {
            made.guard = found->guard;
            for (const auto& [name, value] : found->args) made.args.emplace(name, value);
        }
        out.acts.push_back(std::move(made));
    }
    return out;
}

std::string json_text(const public_status& of)
{
    std::string text;
    text.reserve(usual_bytes);
    {
        written_object out(text);
        out.put("reference", of.reference);
        out.put("language", of.language);
        out.put("category", of.category);
        out.put_name("kind", name_of(of.kind));
        out.put_name("stage", name_of(of.stage));
        out.put_name("next_is", name_of(of.next_is));
        out.put("waits_for_you", of.waits_for_you);
        out.put("with_outside_body", of.with_outside_body);
        out.put("received", of.received);
        out.put("first_answered", of.first_answered);
        out.put("closed", of.closed);
        if (of.outcome != outcome::none) out.put_name("outcome", name_of(of.outcome));
        if (of.appeal_result != appeal_result::none) out.put_name("appeal_result", name_of(of.appeal_result));
        if (of.closure_reason != closure_reason::none)
            out.put_name("closure_reason", name_of(of.closure_reason));
        if (of.next) write_promise(out.at("next"), *of.next);
        if (!of.late.empty()) out.put_list("late", of.late, write_promise);
        if (!of.missing.empty()) out.put_list("missing", of.missing, written_object::text);
        out.put("answer_until", of.answer_until);
        out.put("appeal_until", of.appeal_until);
        if (of.freeze.state != containment_state::none) {
            written_object freeze(out.at("freeze"));
            freeze.put_name("state", name_of(of.freeze.state));
            freeze.put("confirmed", of.freeze.confirmed);
        } else if (of.freeze.refusal != containment_refusal::none) {
            written_object freeze(out.at("freeze"));
            freeze.put_name("state", "refused");
            freeze.put_name("why", name_of(of.freeze.refusal));
        }
        if (!of.offers.empty())
            out.put_list("offers", of.offers, [](std::string& to, const public_offer& one) {
                written_object offer(to);
                offer.put("item", one.item);
                offer.put_name("kind", name_of(one.kind));
                offer.put("amount", one.amount);
                offer.put("currency", one.currency);
                offer.put_name("state", name_of(one.state));
            });
        out.put_list("acts", of.acts, [](std::string& to, const public_act& one) {
            written_object act(to);
            act.put_name("event", name_of(one.what));
            act.put("possible", one.possible);
            if (!one.possible) act.put("guard", one.guard);
        });
    }
    return text;
}

boost::json::object as_json(const public_status& of)
{
    return boost::json::parse(json_text(of)).as_object();
}

}  // namespace redress::app
