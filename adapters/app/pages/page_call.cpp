#include "adapters/app/pages/page_call.hpp"

#include "adapters/app/log.hpp"
#include "adapters/app/zone_clock.hpp"
#include "adapters/files/policy_file.hpp"
#include "adapters/json/event_json.hpp"
#include "adapters/postgres/case_queries.hpp"
#include "workflow/letter_text.hpp"

#include <algorithm>

namespace redress::app {

namespace {

std::string_view other_language(std::string_view language)
{
    return language == "en" ? "zh-CN" : "en";
}

/// Values that are codes, numbers or tokens of ours: nothing to look for in them. No reference and no secret of ours is as
/// long as a key or a phrase.
bool is_ours(std::string_view name, std::string_view value)
{
    constexpr std::size_t longest = 40;
    if (name == "reference" || name == "secret") return value.size() <= longest;
    return name == "case" || name == "number" || name == "step" || name == "go" || name == "mark" ||
           name == "act" || name == "then";
}

// As forms name the fields of events, where it is not by the same name.
std::optional<field> field_of(std::string_view name)
{
    if (name == "phone") return field::complainant_phone;
    if (name == "account") return field::complainant_account;
    const auto* same = json::find_field(name);
    return same != nullptr ? std::optional(*same) : std::nullopt;
}

}  // namespace

const policy& house_policy(services& from)
{
    const auto& in_force = from.policies_of_files().in_force();
    const auto own =
        std::ranges::find_if(in_force, [](const policy* one) { return !one->applies.has_value(); });
    return own != in_force.end() ? **own : *in_force.front();
}

std::string said_time(services& from, instant at, std::string_view language)
{
    return workflow::written_time(zone_clock(house_policy(from).zone)(at), language);
}

std::string said_date(services& from, instant at, std::string_view language)
{
    return workflow::written_date(zone_clock(house_policy(from).zone)(at), language);
}

std::vector<std::pair<std::string, std::string>> page_headers(std::string_view language, gone_back_to back)
{
    return {{"content-language", std::string(language)},
            {"cache-control", back == gone_back_to::never ? "no-store" : "private, no-cache"},
            {"content-security-policy",
             "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
             "frame-ancestors 'none'"},
            {"referrer-policy", "no-referrer"},
            {"x-content-type-options", "nosniff"}};
}

std::string page_call::name(std::string_view section, std::string_view key) const
{
    return from().texts().text(section, key, language());
}

std::string page_call::when(instant at) const
{
    return said_time(from(), at, language());
}

std::string page_call::day(instant at) const
{
    return said_date(from(), at, language());
}

std::string page_call::length(const limit& of) const
{
    return std::to_string(of.count) + name("limit_unit", name_of(of.unit));
}

page_values page_call::frame(std::string_view page, std::string_view form_to) const
{
    const auto& w = world();
    page_values out(page_values::type::object);
    const std::string other(other_language(language()));
    out.set("lang", language());
    out.set("base", "/" + language());
    out.set("other_lang", other);
    out.set("other_path", "/" + other + (form_to.empty() ? asked_->path : std::string(form_to)));
    out.set("switch_by_form", yes_no(!form_to.empty()));
    out.set("default_go", page == "check" ? std::string("send") : std::string("next"));
    out.set("title", say("title", page));
    out.set("house", w.house(language()));
    out.set("leave", w.official.leave);
    out.set("css", "/pages.css?" + w.css_version);
    const auto urgent = std::ranges::find_if(w.official.phones, &files::official_phone::emergency);
    out.set("phone", urgent->number);
    std::string dialled;
    for (const char c : urgent->number)
        if ((c >= '0' && c <= '9') || c == '+') dialled += c;
    out.set("phone_dialled", dialled);
    page_list removed;
    for (const auto& kind : asked_->removed) removed.push_back(say("removed", kind));
    out.set("has_removed", yes_no(!asked_->removed.empty()));
    out.set("removed", removed);
    out.set("has_errors", yes_no(false));
    out.set("errors", page_list{});
    return out;
}

void page_call::show(std::string_view page_template, const page_values& values, unsigned status,
                     std::vector<std::pair<std::string, std::string>> headers) const
{
    auto all = page_headers(language());
    for (auto& one : headers) all.push_back(std::move(one));
    answer(page_template, values, status, std::move(all));
}

void page_call::show_unsent(std::string_view page_template, const page_values& values, unsigned status) const
{
    answer(page_template, values, status, page_headers(language(), gone_back_to::as_typed));
}

void page_call::answer(std::string_view page_template, const page_values& values, unsigned status,
                       std::vector<std::pair<std::string, std::string>> headers) const
{
    http::response made;
    made.status = status;
    made.content_type = "text/html; charset=utf-8";
    made.headers = std::move(headers);
    made.body = world().templates.render(page_template, values, language());
    call_.answer(std::move(made));
}

void page_call::show_words(std::string_view section, unsigned status,
                           const std::map<std::string, std::string>& values) const
{
    auto page = frame(section);
    page_list sentences;
    for (int n = 1; world().words.has(section, "text_" + std::to_string(n), language()); ++n)
        sentences.push_back(say(section, "text_" + std::to_string(n), values));
    page.set("sentences", sentences);
    std::vector<std::pair<std::string, std::string>> headers;
    if (status == 503) headers.emplace_back("retry-after", "2");
    show("words", page, status, std::move(headers));
}

void page_call::go_to(std::string_view path, std::vector<std::pair<std::string, std::string>> headers) const
{
    http::response made;
    made.status = 303;
    made.headers = page_headers(language());
    made.headers.emplace_back("location",
                              "/" + language() + (path == "/" ? std::string() : std::string(path)));
    for (auto& one : headers) made.headers.push_back(std::move(one));
    call_.answer(std::move(made));
}

form_body without_secrets(form_body sent, const page_world& world, std::vector<std::string>& removed)
{
    std::vector<std::pair<std::string, std::string>> changed;
    for (const auto& [name, values] : sent.values()) {
        if (values.size() != 1 || is_ours(name, values.front())) continue;
        auto clean = world.hooks.clean(values.front(), field_of(name));
        for (auto& kind : clean.kinds)
            if (std::ranges::find(removed, kind) == removed.end()) removed.push_back(std::move(kind));
        if (clean.text != values.front()) changed.emplace_back(name, std::move(clean.text));
    }
    for (auto& [name, text] : changed) sent.set(name, std::move(text));
    return sent;
}

web_call::trouble trouble_page(std::shared_ptr<const page_world> world, std::string language)
{
    return [world = std::move(world), language = std::move(language)](web_call& call, unsigned status) {
        auto asked = std::make_shared<page_asked>();
        asked->world = world;
        asked->language = language;
        page_call(call, asked)
            .show_words(status == 503   ? "unavailable"
                        : status == 413 ? "too_large"
                        : status == 404 ? "not_found"
                                        : "broken",
                        status);
    };
}

web_call::step as_page(std::shared_ptr<const page_world> world, std::string language, std::string path,
                       page_step step)
{
    return [world = std::move(world), language = std::move(language), path = std::move(path),
            step = std::move(step)](web_call& call) {
        auto asked = std::make_shared<page_asked>();
        asked->world = world;
        asked->language = language;
        asked->path = path;
        for (const auto& [name, value] : call.asked().in_path) {
            const auto at = asked->path.find("{" + name + "}");
            if (at != std::string::npos) asked->path.replace(at, name.size() + 2, value);
        }
        page_call page(call, asked);
        if (call.asked().method == http::verb::post) {
            auto body = form_body::read(call.asked());
            if (!body) {
                page.show_words("unreadable", 400);
                return;
            }
            asked->sent = without_secrets(*std::move(body), *world, asked->removed);
        }
        step(page);
    };
}

}  // namespace redress::app
