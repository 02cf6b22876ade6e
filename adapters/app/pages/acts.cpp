#include "adapters/app/pages/acts.hpp"

#include "adapters/app/services.hpp"

#include <algorithm>
#include <array>

namespace redress::app {
namespace {

constexpr auto reply = std::to_array<form_field>({
    {"items", typed_as::ticks},
    {"text", typed_as::long_text, 8000, true},
});
constexpr auto files = std::to_array<form_field>({
    {"what_it_shows", typed_as::text, 500},
});
constexpr auto accept = std::to_array<form_field>({
    {"remark", typed_as::long_text, 2000},
});
constexpr auto appeal = std::to_array<form_field>({
    {"grounds", typed_as::long_text, 8000, true},
    {"new_facts", typed_as::long_text, 8000},
    {"wished_outcome", typed_as::long_text, 2000},
});
constexpr auto appeal_back = std::to_array<form_field>({
    {"reason", typed_as::long_text, 2000},
});
constexpr auto withdraw = std::to_array<form_field>({
    {"reason", typed_as::long_text, 2000, true},
});
constexpr auto escalate = std::to_array<form_field>({
    {"reason", typed_as::long_text, 2000},
});
constexpr auto rate = std::to_array<form_field>({
    {"rating", typed_as::one_of, 1, true},
    {"speed", typed_as::one_of, 1},
    {"professional", typed_as::one_of, 1},
    {"patience", typed_as::one_of, 1},
    {"solved", typed_as::one_of, 8},
    {"remark", typed_as::long_text, 2000},
});
constexpr auto dispute = std::to_array<form_field>({
    {"text", typed_as::long_text, 8000, true},
});
constexpr auto again = std::to_array<form_field>({
    {"new_facts", typed_as::long_text, 8000, true},
});
constexpr auto outside = std::to_array<form_field>({
    {"outside", typed_as::one_of, 64, true},
});
constexpr auto call = std::to_array<form_field>({
    {"phone", typed_as::phone, 64, true, "tel"},
    {"call_when", typed_as::text, 200},
});
constexpr auto contest = std::to_array<form_field>({
    {"text", typed_as::long_text, 8000, true},
});
constexpr auto take_offer = std::to_array<form_field>({
    {"item", typed_as::one_of, 16, true},
});
constexpr auto decline_offer = std::to_array<form_field>({
    {"item", typed_as::one_of, 16, true},
    {"reason", typed_as::long_text, 2000},
});
constexpr auto unsafe = std::to_array<form_field>({
    {"reason", typed_as::long_text, 2000},
});
constexpr auto easier = std::to_array<form_field>({
    {"easier", typed_as::ticks, 64, true},
    {"remark", typed_as::long_text, 2000},
});

constexpr auto all = std::to_array<act_row>({
    {"reply", event_type::message_received, reply},
    {"files", event_type::document_added, files, true},
    {"accept", event_type::resolution_accepted, accept},
    {"appeal", event_type::appeal_filed, appeal},
    {"appeal-back", event_type::appeal_withdrawn, appeal_back},
    {"take-offer", event_type::redress_accepted, take_offer},
    {"decline-offer", event_type::redress_declined, decline_offer},
    {"dispute", event_type::exit_disputed, dispute},
    {"again", event_type::reopened, again},
    {"escalate", event_type::escalated, escalate},
    {"contest", event_type::containment_contested, contest},
    {"outside", event_type::referral_made, outside},
    {"call-back", event_type::callback_requested, call},
    {"unsafe", event_type::contact_unsafe_marked, unsafe},
    {"easier", event_type::support_needs_recorded, easier},
    {"rate", event_type::rating_given, rate},
    {"withdraw", event_type::withdrawn, withdraw},
});

void take(event& to, field as, const form_body& sent, std::string_view name)
{
    if (auto text = sent.text(name); !text.empty()) to.set(as, std::move(text));
}

/// The marks of a rating in words, before what somebody added: the event holds one number and one text.
std::string marks(const form_body& sent, const page_world& world, std::string_view language)
{
    std::string out;
    for (const auto name : {"speed", "professional", "patience", "solved"}) {
        const auto mark = sent.text(name);
        if (mark.empty()) continue;
        out += world.say("field", name, language) + ": " +
               (std::string_view(name) == "solved" ? world.say("solved", mark, language) : mark + "/5") +
               "\n";
    }
    return out + sent.text("remark");
}

}  // namespace

const act_row* act_of(std::string_view path)
{
    const auto found = std::ranges::find(all, path, &act_row::path);
    return found == all.end() ? nullptr : &*found;
}

const act_row* act_of(event_type what)
{
    const auto found = std::ranges::find(all, what, &act_row::what);
    return found == all.end() ? nullptr : &*found;
}

form_choices act_choices(const act_row& act, const page_world& world, const files::text_book& names,
                         const public_status& of, std::string_view language)
{
    form_choices out;
    const auto marks_of = [&](const std::string& name) {
        for (const auto mark : {"5", "4", "3", "2", "1"})
            out[name].emplace_back(mark, world.say("mark", mark, language));
    };
    switch (act.what) {
        case event_type::message_received:
            for (const auto& item : of.missing)
                out["items"].emplace_back(item, world.words.has("evidence", item, language)
                                                    ? world.say("evidence", item, language)
                                                    : item);
            break;
        case event_type::rating_given:
            for (const auto name : {"rating", "speed", "professional", "patience"}) marks_of(name);
            for (const auto choice : {"yes", "partly", "no"})
                out["solved"].emplace_back(choice, world.say("solved", choice, language));
            break;
        case event_type::referral_made:
            for (const auto& body : world.official.bodies)
                out["outside"].emplace_back(body.id, language == "zh-CN" ? body.name_zh : body.name_en);
            break;
        case event_type::redress_accepted:
        case event_type::redress_declined:
            for (const auto& one : of.offers)
                if (one.state == redress_state::approved)
                    out["item"].emplace_back(
                        one.item, names.text("redress_kind", name_of(one.kind), language) +
                                      (one.amount.empty() ? "" : " " + one.amount + " " + one.currency));
            break;
        case event_type::support_needs_recorded:
            for (const auto choice : {"call_me", "large_print", "more_time", "simple_words", "interpreter",
                                      "sign_language", "somebody_with_me"})
                out["easier"].emplace_back(choice, world.say("easier", choice, language));
            break;
        default:
            break;
    }
    return out;
}

event event_of_act(const act_row& act, const form_body& sent, const complaint& of, const page_world& world,
                   std::string_view language)
{
    event what{.type = act.what};
    const std::string shown = "own-page";  // that they said so themselves, behind reference and secret
    switch (act.what) {
        case event_type::message_received:
            take(what, field::text, sent, "text");
            if (auto items = sent.list("items"); !items.empty()) what.set(field::items, std::move(items));
            break;
        case event_type::resolution_accepted:
            what.set(field::evidence, shown);
            take(what, field::text, sent, "remark");
            break;
        case event_type::appeal_filed:
            for (const auto which : {field::grounds, field::new_facts, field::wished_outcome})
                take(what, which, sent, name_of(which));
            what.set(field::evidence, shown);
            break;
        case event_type::withdrawn:
            take(what, field::reason, sent, "reason");
            what.set(field::evidence, shown);
            break;
        case event_type::redress_declined:
            take(what, field::reason, sent, "reason");
            [[fallthrough]];
        case event_type::redress_accepted:
            take(what, field::item, sent, "item");
            what.set(field::evidence, shown);
            break;
        case event_type::escalated:
            what.set(field::reason_code, std::string("asked"));
            take(what, field::reason, sent, "reason");
            break;
        case event_type::rating_given:
            what.set(field::rating, static_cast<std::int64_t>(sent.text("rating").front() - '0'));
            if (auto text = marks(sent, world, language); !text.empty())
                what.set(field::text, std::move(text));
            break;
        case event_type::referral_made:
            take(what, field::body, sent, "outside");
            // The record as it stands goes with them: its last digest names it.
            what.set(field::bundle, hex_of(of.head));
            break;
        case event_type::callback_requested:
            take(what, field::contact, sent, "phone");
            take(what, field::text, sent, "call_when");
            break;
        case event_type::support_needs_recorded:
            what.set(field::support_needs, sent.list("easier"));
            take(what, field::text, sent, "remark");
            break;
        case event_type::contact_unsafe_marked:
        case event_type::appeal_withdrawn:
            take(what, field::reason, sent, "reason");
            break;
        case event_type::exit_disputed:
        case event_type::containment_contested:
            take(what, field::text, sent, "text");
            if (act.what == event_type::containment_contested) what.set(field::evidence, shown);
            break;
        case event_type::reopened:
            take(what, field::new_facts, sent, "new_facts");
            break;
        default:
            break;
    }
    return what;
}

}  // namespace redress::app
