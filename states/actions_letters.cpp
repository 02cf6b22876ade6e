// Letters and messages. A letter counts from its dispatch: at once on the status page, in a chat and
// on a call, else when the channel or the relay reports it.
#include "states/actions.hpp"
#include "states/lookups.hpp"

#include <algorithm>

namespace redress::actions {
namespace {

bool out_at_once(recorder& put, route by)
{
    if (by == route::live_chat || by == route::call) return true;
    return by == route::status_page &&
           std::all_of(put.context.rules.begin(), put.context.rules.end(),
                       [](const policy* pinned) { return pinned->status_page_counts_as_dispatch; });
}

void derive_dispatch(recorder& put, std::string_view id, route by)
{
    event out{.type = event_type::message_dispatched};
    out.set(field::letter, std::string(id)).set(field::route, std::string(name_of(by)));
    put.derive(std::move(out), engine_actor());
}

letter* named_letter(recorder& put, std::vector<letter>& letters)
{
    const auto id = put.what.text(field::letter);
    const auto found =
        std::find_if(letters.begin(), letters.end(), [&](const letter& one) { return one.id == id; });
    return found == letters.end() ? nullptr : &*found;
}

std::string add_letter(recorder& put, letter one)
{
    std::string id;
    put.edit<&facts::letters>([&](std::vector<letter>& letters) {
        id = "L" + std::to_string(letters.size() + 1);
        one.id = id;
        one.sent = put.context.at;
        letters.push_back(std::move(one));
        return true;
    });
    return id;
}

/// Where the engine writes: on the complainant's own route if it only takes a sender to go there, and a
/// contact that somebody else may read is no way.
route route_of_notice(const facts& f)
{
    switch (f.contact_route) {
        case route::email:
        case route::sms:
        case route::in_app:
            return f.contact_unsafe ? route::status_page : f.contact_route;
        case route::post:
            return route::post;
        case route::phone:
        case route::call:
        case route::live_chat:
        case route::status_page:
        case route::none:
            break;
    }
    return route::status_page;
}

/// The complainant's where the policy has words in it, else the first that it has.
std::string language_of_notice(const facts& f, const policy& rules)
{
    for (const auto& words : rules.wordings)
        if (same_letters(primary_subtag(words.language), primary_subtag(f.language))) return words.language;
    return rules.wordings.empty() ? f.language : rules.wordings.front().language;
}

/// A letter that no person writes: its words are the policy's and what it says comes from the case. It
/// is sent when a pinned policy says so.
void notify(recorder& put, letter_kind kind)
{
    for (const auto* pinned : put.context.rules) {
        const auto* rule = pinned->letter(kind);
        if (rule == nullptr || !rule->automatic) continue;
        const route by = route_of_notice(put.facts());
        const auto id = add_letter(put, {.by = engine_actor().id,
                                         .kind = kind,
                                         .language = language_of_notice(put.facts(), *pinned),
                                         .route = by});
        if (out_at_once(put, by)) derive_dispatch(put, id, by);
        return;
    }
}

bool answers_in_substance(letter_kind kind)
{
    return kind == letter_kind::initial_response || kind == letter_kind::final_response ||
           kind == letter_kind::summary_resolution;
}

void told(recorder& put, instant when)
{
    if (!put.facts().last_told_at || *put.facts().last_told_at < when) put.set<&facts::last_told_at>(when);
}

}  // namespace

void send_letter::run(recorder& put)
{
    const auto kind = letter_of(put.what.type);
    if (!kind) return;
    const auto by = put.what.code<route>(field::route).value_or(route::none);
    const auto id = add_letter(put, {.by = put.who().id,
                                     .kind = *kind,
                                     .language = std::string(put.what.text(field::letter_language)),
                                     .route = by});
    if (out_at_once(put, by)) derive_dispatch(put, id, by);
}

void tell_of_closing::run(recorder& put)
{
    notify(put, letter_kind::closing);
}
void tell_of_reopening::run(recorder& put)
{
    notify(put, letter_kind::reopening);
}
void tell_of_offer::run(recorder& put)
{
    notify(put, letter_kind::redress_offer);
}
void tell_of_containment::run(recorder& put)
{
    notify(put, letter_kind::containment_notice);
}

void dispatch_letter::run(recorder& put)
{
    bool out = false;
    auto kind = letter_kind{};
    auto when = put.context.occurred;
    put.edit<&facts::letters>([&](std::vector<letter>& letters) {
        auto* one = named_letter(put, letters);
        // Reported twice, or about a time before it came back: nothing new.
        if (one == nullptr || (one->dispatched && !undelivered(*one))) return false;
        if (one->returned && put.context.occurred <= *one->returned) return false;
        when = std::max(when, one->sent.value_or(when));  // nothing goes out before it is written
        one->dispatched = when;
        if (const auto by = put.what.code<route>(field::route)) one->route = *by;
        kind = one->kind;
        return out = true;
    });
    if (!out) return;
    told(put, when);
    if (answers_in_substance(kind) && !put.facts().first_answered_at)
        put.set<&facts::first_answered_at>(when);
}

void return_letter::run(recorder& put)
{
    put.edit<&facts::letters>([&](std::vector<letter>& letters) {
        auto* one = named_letter(put, letters);
        // The first return stays on record: a second route was tried since, and that is remembered.
        if (one == nullptr || one->returned) return false;
        one->returned = std::max(put.context.occurred, one->dispatched.value_or(put.context.occurred));
        return true;
    });
}

void send_message::run(recorder& put)
{
    put.set<&facts::message_count>(put.facts().message_count + 1);
    const auto by = put.what.code<route>(field::route).value_or(route::none);
    if (!put.what.has(field::letter))
        told(put, put.context.at);
    else if (out_at_once(put, by))
        derive_dispatch(put, put.what.text(field::letter), by);
}

void note_next_step::run(recorder& put)
{
    put.take_time<&facts::next_step_due>(field::next_step_due);
    put.take<&facts::next_step_who>(field::next_step_who);
}

}  // namespace redress::actions
