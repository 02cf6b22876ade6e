// The way in to a case: reference and secret, the visit that they open, its end, and a lost secret. Whoever has proven
// that a case is theirs has a visit: a cookie, so that links work and no secret stands in an address.
#include "adapters/app/pages/act_on.hpp"
#include "adapters/app/pages/page_person.hpp"
#include "adapters/app/pages/pages.hpp"

#include "adapters/app/identity/secrets.hpp"
#include "adapters/app/log.hpp"
#include "adapters/app/secret_reissue.hpp"
#include "adapters/app/this_clock.hpp"
#include "adapters/postgres/case_queries.hpp"
#include "adapters/postgres/page_store.hpp"
#include "workflow/reference.hpp"

#include <array>
#include <charconv>

namespace redress::app {
namespace {

std::pair<std::int16_t, std::string> parts_of(const std::string& token)
{
    std::int16_t bucket = -1;
    const auto dot = token.find('.');
    if (dot == std::string::npos) return {-1, {}};
    (void)std::from_chars(token.data(), token.data() + dot, bucket);
    if (bucket < 0 || bucket >= bucket_count) return {-1, {}};
    return {bucket, token.substr(dot + 1)};
}

std::string cookie_of(const std::string& value, bool ends)
{
    return std::string(visit_cookie) + "=" + value + "; Path=/; Secure; HttpOnly; SameSite=Strict" +
           (ends ? "; Max-Age=0" : "");
}

/// The token of a visit: a browser's cookie, or what a program was given and shows in a header.
std::string shown_visit(const http::request& asked)
{
    if (const auto shown = asked.header(visit_header); !shown.empty()) return std::string(shown);
    const auto cookie = asked.cookies.find(visit_cookie);
    return cookie == asked.cookies.end() ? std::string() : cookie->second;
}

/// Shows the way in again; what was typed elsewhere is carried along, so that nothing is lost when a visit ends.
void ask_again(page_call& page, std::string_view heading, unsigned status, std::string_view error,
               const form_body& sent)
{
    static constexpr auto fields = std::to_array<form_field>({
        {"reference", typed_as::text, 40, true},
        {"secret", typed_as::text, 40, true},
    });
    form_body shown = sent;
    shown.set("secret", "");
    auto values = page.frame(heading, "/status");
    std::vector<form_error> errors;
    if (!error.empty()) errors.push_back({"reference", page.say("form_error", error)});
    put_form(values, fields, shown, {}, errors, page.world().words, page.language());
    static constexpr std::string_view but[] = {"go", "mark", "language"};
    put_carried(values, sent, fields, but);
    page.show("look_up", values, status);
}

/// That they are called at the contact on file stands in the case, with its promise: there two facts are asked before
/// a new secret is told. Nobody has proven anything here, and so the page speaks for itself.
void ask_for_a_call(page_call& page, const complaint& of)
{
    event call{.type = event_type::callback_requested};
    call.set(field::text, page.world().say("lost_secret", "narrative", page_language(of.facts.language)));
    page.call().decide(
        {page_command(
            of.id, std::move(call), {.id = std::string(page_source), .role = role::channel},
            "lost-" + to_string(of.id) + "-" + to_string(page.from().queries().now()).substr(0, 10))},
        [](web_call& later, const std::vector<workflow::answer>& answers) {
            // Whoever asked has been told that we call: that nobody will must not go unnoticed.
            if (answers.at(0).what == workflow::disposition::refused)
                log(log_level::warn, "call_refused", answers[0].code, {{"trace_id", later.asked().trace_id}});
        });
}

}  // namespace

bool sent_by_another_site(const http::request& asked)
{
    const auto site = asked.header("sec-fetch-site");
    return !site.empty() && site != "same-origin" && site != "none";
}

void show_look_up(page_call& page, const form_body& sent)
{
    ask_again(page, "look_up_again", 401, {}, sent);
}

std::optional<open_visit> visit_of(const http::request& asked, services& from, const page_world& world)
{
    const auto [bucket, token] = parts_of(shown_visit(asked));
    if (bucket < 0 || !world.secrets.made_visit(token, now_here())) return std::nullopt;
    const auto found = from.pages().visit(bucket, world.secrets.visit_proof(token));
    auto of = found ? from.queries().get(found->of) : std::nullopt;
    if (!of || !may_look(*of, found->representative, from.queries().now())) return std::nullopt;
    return open_visit{*std::move(of), found->representative, token};
}

std::string begin_visit(services& from, const page_world& world, const proven& whose)
{
    const auto token = world.secrets.mint_visit(now_here());
    from.pages().open_visit(whose.of.id, world.secrets.visit_proof(token), whose.generation);
    return std::to_string(whose.of.bucket) + "." + token;
}

bool shows_a_visit(const http::request& asked, const page_world& world)
{
    return world.secrets.made_visit(parts_of(shown_visit(asked)).second, now_here());
}

std::optional<proven> proven_case(services& from, const page_world& world, std::string_view reference,
                                  std::string_view secret, std::string_view peer)
{
    const auto symbols = typed_symbols(reference);
    const auto parsed = symbols ? workflow::parse_reference(*symbols) : std::nullopt;
    const auto typed = typed_symbols(secret);
    // The same steps whatever is wrong: somebody who guesses learns nothing from the answer or its time.
    const bool admitted = world.hooks.may_try(parsed.value_or(std::string()), peer);
    const std::string asked_for = parsed.value_or("0000000000");
    const auto kept = from.pages().secret_of(asked_for);
    const bool right = world.secrets.proves(typed.value_or(std::string(10, '0')),
                                            kept ? std::optional(kept->what) : std::nullopt);
    if (!admitted || !parsed || !typed || !right) return std::nullopt;
    // Only now: reading a case takes long enough to tell that there is one.
    auto found = from.queries().get(kept->of);
    if (!found || !may_look(*found, kept->what.representative, from.queries().now())) return std::nullopt;
    return proven{*std::move(found), kept->what.representative, kept->what.generation};
}

void look_up(page_call& page)
{
    if (!page.posted()) {
        if (visit_of(page.call().asked(), page.from(), page.world())) {
            page.go_to("/case");
            return;
        }
        ask_again(page, "look_up", 200, {}, page.sent());
        return;
    }
    if (page.sent().text("go") == "stay") {
        ask_again(page, "look_up", 200, {}, page.sent());
        return;
    }
    if (sent_by_another_site(page.call().asked())) {
        ask_again(page, "look_up", 403, {}, page.sent());
        return;
    }
    const auto found = proven_case(page.from(), page.world(), page.sent().text("reference"),
                                   page.sent().text("secret"), page.call().asked().peer);
    if (!found) {
        ask_again(page, "look_up", 422, "not_right", page.sent());
        return;
    }
    const auto visit = begin_visit(page.from(), page.world(), *found);
    const auto cookie = cookie_of(visit, false);
    const auto then = page.sent().text("then");
    if (act_of(then) == nullptr) {
        page.go_to("/case", {{"set-cookie", cookie}});
        return;
    }
    // What was typed before the visit ended is shown again, with the form's new mark.
    auto values = page.frame("welcome_back");
    values.set("then", then);
    values.set("form_mark", page.world().secrets.form_mark(parts_of(visit).second));
    form_body carried = page.sent();
    static constexpr std::string_view but[] = {"go", "mark", "then", "reference", "secret", "language"};
    put_carried(values, carried, {}, but);
    page.show("welcome_back", values, 200, {{"set-cookie", cookie}});
}

void end_visit(page_call& page)
{
    const auto cookie = page.call().asked().cookies.find(visit_cookie);
    if (cookie != page.call().asked().cookies.end()) {
        const auto [bucket, token] = parts_of(cookie->second);
        if (bucket >= 0 && same_secret(page.sent().text("mark"), page.world().secrets.form_mark(token)))
            page.from().pages().end_visit(bucket, page.world().secrets.visit_proof(token));
    }
    page.go_to("/", {{"set-cookie", cookie_of("", true)}});
}

void lost_secret(page_call& page)
{
    static constexpr auto fields = std::to_array<form_field>({{"reference", typed_as::text, 40, true}});
    std::vector<form_error> errors;
    if (page.posted() && page.sent().text("go") != "stay") {
        errors = check_form(fields, page.sent(), {}, page.world().words, page.language());
        if (errors.empty()) {
            const auto symbols = typed_symbols(page.sent().text("reference"));
            const auto parsed = symbols ? workflow::parse_reference(*symbols) : std::nullopt;
            const bool admitted =
                page.world().hooks.may_try(parsed.value_or(std::string()), page.call().asked().peer);
            const std::string asked_for = parsed.value_or("0000000000");
            const auto id =
                page.from().queries().id_of_reference(asked_for, workflow::bucket_of_reference(asked_for));
            // The answer is the same for everybody, and given before anything is done that takes its time.
            page.show_words("secret_asked", 200, {{"hours", std::to_string(contact_rests.count())}});
            if (!admitted || !parsed || !id) return;
            page.from().pages().want_secret(*id);
            const auto found = page.from().queries().get(*id);
            if (found && !found->facts.contact_unsafe) ask_for_a_call(page, *found);
            return;
        }
    }
    auto values = page.frame("lost_secret", "/lost-secret");
    put_form(values, fields, page.sent(), {}, errors, page.world().words, page.language());
    put_carried(values, {}, fields, {});
    page.show("lost_secret", values, errors.empty() ? 200 : 422);
}

}  // namespace redress::app
