#include "adapters/app/pages/filing.hpp"

#include "adapters/app/command_answer.hpp"
#include "adapters/app/pages/case_secret.hpp"
#include "adapters/app/pages/page_person.hpp"
#include "adapters/app/this_clock.hpp"
#include "states/zone.hpp"
#include "workflow/randomness.hpp"

#include <algorithm>
#include <array>

namespace redress::app {
namespace {

constexpr auto about_fields = std::to_array<form_field>({
    {"category", typed_as::select, 64, true},
    {"account", typed_as::text, 200},
    {"transaction_id", typed_as::text, 200},
});
constexpr auto happened_fields = std::to_array<form_field>({
    {"narrative", typed_as::long_text, 8000, true},
    {"happened_date", typed_as::date},
    {"happened_time", typed_as::time},
    {"error_message", typed_as::long_text, 2000},
    {"amount", typed_as::amount, 37},
    {"currency", typed_as::text, 16},
    {"device", typed_as::text, 200},
    {"app_version", typed_as::text, 100},
    {"wished_outcome", typed_as::long_text, 2000},
});
constexpr auto reach_fields = std::to_array<form_field>({
    {"name", typed_as::text, 200, false, "name"},
    {"email", typed_as::email, 320, false, "email"},
    {"phone", typed_as::phone, 64, false, "tel"},
    {"safe", typed_as::one_of, 8, true},
    {"country", typed_as::select, 2},
    {"case_language", typed_as::one_of, 8, true},
});
constexpr auto more_fields = std::to_array<form_field>({
    {"easier", typed_as::ticks},
    {"easier_words", typed_as::text, 500},
    {"for_whom", typed_as::one_of, 8, true},
    {"other_name", typed_as::text, 200},
    {"authority", typed_as::long_text, 2000},
});
constexpr auto urgent_fields = std::to_array<form_field>({
    {"happened", typed_as::one_of, 32, true},
    {"account", typed_as::text, 200, true},
    {"phone", typed_as::phone, 64, true, "tel"},
});
constexpr auto call_fields = std::to_array<form_field>({
    {"phone", typed_as::phone, 64, true, "tel"},
    {"call_when", typed_as::text, 200},
    {"call_about", typed_as::text, 500},
});

/// What somebody says in an emergency, and the category that it is.
constexpr auto urgent_things = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"money_leaving", "unauthorised_transaction"},
    {"somebody_inside", "account_theft"},
    {"lost_phone", "account_theft"},
    {"gave_secret", "account_theft"},
});

constexpr auto needs = std::to_array<std::string_view>({"call_me", "large_print", "more_time", "simple_words",
                                                        "interpreter", "sign_language", "somebody_with_me"});

/// Nothing is set that was not typed.
void take(event& to, field as, const form_body& sent, std::string_view name)
{
    if (auto text = sent.text(name); !text.empty()) to.set(as, std::move(text));
}

/// Of a date or a time as the form checked it.
int number_in(std::string_view text)
{
    int value = 0;
    for (const char c : text) value = value * 10 + (c - '0');
    return value;
}

std::optional<std::chrono::year_month_day> typed_day(const form_body& sent)
{
    const auto typed = sent.text("happened_date");
    if (typed.size() != 10) return std::nullopt;
    const std::string_view day = typed;
    const std::chrono::year_month_day date{
        std::chrono::year(number_in(day.substr(0, 4))),
        std::chrono::month(static_cast<unsigned>(number_in(day.substr(5, 2)))),
        std::chrono::day(static_cast<unsigned>(number_in(day.substr(8, 2))))};
    if (!date.ok()) return std::nullopt;
    return date;
}

std::optional<instant> typed_instant(const form_body& sent, const zone& in)
{
    const auto day = typed_day(sent);
    if (!day) return std::nullopt;
    auto reading = local_reading(local_date(*day));
    if (const auto time = sent.text("happened_time"); time.size() == 5)
        reading += std::chrono::hours(number_in(std::string_view(time).substr(0, 2))) +
                   std::chrono::minutes(number_in(std::string_view(time).substr(3)));
    return in.first_instant(reading);
}

std::string upper(std::string text)
{
    for (auto& c : text)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return text;
}

}  // namespace

std::span<const form_field> filing_fields(std::size_t step)
{
    switch (step) {
        case 1:
            return about_fields;
        case 2:
            return happened_fields;
        case 3:
            return reach_fields;
        default:
            return more_fields;
    }
}
std::span<const form_field> emergency_fields()
{
    return urgent_fields;
}
std::span<const form_field> callback_fields()
{
    return call_fields;
}

form_choices filing_choices(const page_world& world, const files::text_book& names, const policy& rules,
                            std::string_view language)
{
    form_choices out;
    const auto say = [&](std::string_view field, std::string_view choice) {
        out[std::string(field)].emplace_back(choice, world.say(field, choice, language));
    };
    out["category"].emplace_back("", world.say("choice", "nothing", language));
    for (const auto& one : rules.categories)
        out["category"].emplace_back(one.id, names.text("category", one.id, language));
    out["country"].emplace_back("", world.say("choice", "nothing", language));
    for (const auto& one : countries(language)) out["country"].push_back(one);
    for (const auto choice : {"yes", "no"}) say("safe", choice);
    for (const auto choice : page_languages) say("case_language", choice);
    for (const auto choice : needs) say("easier", choice);
    for (const auto choice : {"me", "other"}) say("for_whom", choice);
    for (const auto& [choice, category] : urgent_things)
        if (rules.category(category) != nullptr) say("happened", choice);
    return out;
}

std::vector<form_error> check_filing(std::size_t step, const form_body& sent, const page_world& world,
                                     std::string_view language)
{
    std::vector<form_error> errors;
    const auto wrong = [&](std::string_view field, std::string_view key) {
        errors.push_back({std::string(field), world.say("form_error", key, language)});
    };
    if (step == 2) {
        const auto currency = sent.text("currency");
        if (!sent.text("amount").empty() && currency.empty()) wrong("currency", "currency_missing");
        if (currency.find_first_of(" \t\n") != std::string::npos ||
            std::ranges::any_of(currency, [](char c) { return static_cast<unsigned char>(c) > 0x7e; }))
            wrong("currency", "currency");
        if (!sent.text("happened_time").empty() && sent.text("happened_date").empty())
            wrong("happened_date", "date_missing");
        // The day of whoever files may be a day ahead of ours.
        if (const auto day = typed_day(sent);
            day && std::chrono::sys_days(*day) >
                       std::chrono::floor<std::chrono::days>(now_here()) + std::chrono::days(1))
            wrong("happened_date", "date_future");
    }
    // An answer reaches nobody who says neither: then the page alone will have it, which the check page says.
    if (step == 4 && sent.text("for_whom") == "other") {
        if (sent.text("other_name").empty()) wrong("other_name", "other_name_missing");
        if (sent.text("authority").empty()) wrong("authority", "authority_missing");
    }
    return errors;
}

void begin_filing(form_body& sent)
{
    if (!parse_uuid(sent.text("case")))
        sent.set("case", to_string(workflow::randomness(0).id_at(now_here())));
    if (!from_hex(sent.text("number"), 16)) sent.set("number", hex(random_bytes(16)));
}

workflow::command page_command(const case_id& about, event what, actor who, std::string id)
{
    return command_of_words(about, std::move(what), std::move(who), page_source, std::move(id));
}

filing filing_of(filing_kind kind, const form_body& sent, const page_world& world, const redress::zone& zone,
                 std::string_view language)
{
    filing out;
    out.id = parse_uuid(sent.text("case")).value_or(case_id{});
    out.number = sent.text("number");
    out.representative = kind == filing_kind::complaint && sent.text("for_whom") == "other";
    const auto id = to_string(out.id);
    const auto person = page_person(out.id, false);
    const auto speaker = page_person(out.id, out.representative);
    const actor who{.id = speaker, .role = out.representative ? role::representative : role::complainant};

    auto in = std::string(language);
    if (kind == filing_kind::complaint && !sent.text("case_language").empty())
        in = sent.text("case_language");
    event what{.type = event_type::complaint_filed};
    what.set(field::channel, std::string(name_of(channel::website)))
        .set(field::language, in)
        .set(field::complainant, person);
    take(what, field::complainant_phone, sent, "phone");
    take(what, field::complainant_account, sent, "account");
    if (kind == filing_kind::emergency) {
        const auto said = sent.text("happened");
        const auto thing = std::ranges::find(urgent_things, said, [](const auto& one) { return one.first; });
        what.set(field::category,
                 std::string(thing == urgent_things.end() ? "account_theft" : thing->second));
        what.set(field::narrative, world.say("happened", said, language));
        what.set(field::contact_route, std::string(name_of(route::phone)));
    } else if (kind == filing_kind::callback) {
        what.set(field::category, std::string("other"))
            .set(field::kind, std::string(name_of(case_kind::query)));
        const auto about = sent.text("call_about");
        what.set(field::narrative, about.empty() ? world.say("call_back", "narrative", language) : about);
        what.set(field::contact_route, std::string(name_of(route::phone)));
    } else {
        take(what, field::category, sent, "category");
        take(what, field::narrative, sent, "narrative");
        take(what, field::transaction_id, sent, "transaction_id");
        take(what, field::error_message, sent, "error_message");
        take(what, field::device, sent, "device");
        take(what, field::app_version, sent, "app_version");
        take(what, field::wished_outcome, sent, "wished_outcome");
        take(what, field::complainant_email, sent, "email");
        take(what, out.representative ? field::representative_name : field::complainant_name, sent, "name");
        take(what, field::country, sent, "country");
        if (!sent.text("amount").empty()) {
            take(what, field::amount, sent, "amount");
            what.set(field::currency, upper(sent.text("currency")));
        }
        if (const auto at = typed_instant(sent, zone)) what.set(field::happened_at, *at);
        if (out.representative) {
            take(what, field::complainant_name, sent, "other_name");
            // To file and to hear of it: what decides or takes money waits until the authority was looked at.
            what.set(field::representative, speaker)
                .set(field::representative_scope, std::vector<std::string>{"file", "receive"});
        }
        const auto by = !sent.text("email").empty()   ? route::email
                        : !sent.text("phone").empty() ? route::phone
                                                      : route::status_page;
        what.set(field::contact_route, std::string(name_of(by)));
        if (const auto wanted = sent.list("easier"); !wanted.empty()) what.set(field::support_needs, wanted);
    }
    out.commands.push_back(page_command(out.id, std::move(what), who, "file-" + id));

    const auto also = [&](event next, std::string_view called) {
        out.commands.push_back(page_command(out.id, std::move(next), who, std::string(called) + "-" + id));
    };
    if (kind != filing_kind::complaint) {
        event call{.type = event_type::callback_requested};
        take(call, field::contact, sent, "phone");
        take(call, field::text, sent, "call_when");
        also(std::move(call), "call");
        return out;
    }
    if (sent.text("safe") == "no") {
        event unsafe{.type = event_type::contact_unsafe_marked};
        also(std::move(unsafe.set(field::reason, world.say("safe", "no", language))), "unsafe");
    }
    if (auto words = sent.text("easier_words"); !words.empty()) {
        event easier{.type = event_type::support_needs_recorded};
        auto codes = sent.list("easier");
        if (codes.empty()) codes = {"other"};
        easier.set(field::support_needs, std::move(codes)).set(field::text, std::move(words));
        also(std::move(easier), "easier");
    }
    if (out.representative) {
        event authority{.type = event_type::message_received};
        also(std::move(authority.set(field::text, sent.text("authority"))), "authority");
    }
    if (auto incident = sent.text("incident"); parse_uuid(incident)) {
        event same{.type = event_type::message_received};
        also(std::move(same.set(field::text,
                                world.say("incident", "mine_too", language, {{"incident", incident}}))),
             "incident");
    }
    return out;
}

}  // namespace redress::app
