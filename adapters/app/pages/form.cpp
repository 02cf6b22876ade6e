#include "adapters/app/pages/form.hpp"

#include "adapters/files/text_book.hpp"
#include "states/mail_address.hpp"
#include "states/utf8.hpp"

#include <algorithm>
#include <array>
#include <chrono>

namespace redress::app {
namespace {

bool chosen_from_list(typed_as as)
{
    return as == typed_as::one_of || as == typed_as::select || as == typed_as::ticks;
}

const std::vector<std::pair<std::string, std::string>>& choices_of(const form_choices& choices,
                                                                   std::string_view name)
{
    static const std::vector<std::pair<std::string, std::string>> none;
    const auto found = choices.find(name);
    return found == choices.end() ? none : found->second;
}

bool is_phone(std::string_view text)
{
    const auto digits = std::ranges::count_if(text, [](char c) { return c >= '0' && c <= '9'; });
    return digits >= 5 && text.find_first_not_of("0123456789+()-./ ") == std::string_view::npos;
}

bool is_amount(std::string_view text)
{
    const auto point = text.find('.');
    const auto whole = text.substr(0, point);
    const auto part = point == std::string_view::npos ? std::string_view("0") : text.substr(point + 1);
    const auto digits = [](std::string_view of) {
        return !of.empty() && of.size() <= 18 && of.find_first_not_of("0123456789") == std::string_view::npos;
    };
    return digits(whole) && digits(part);
}

bool is_date(std::string_view text)
{
    // As a browser sends it: 2026-11-26.
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
    const auto number = [&](std::size_t from, std::size_t count) {
        int value = 0;
        for (const char c : text.substr(from, count)) {
            if (c < '0' || c > '9') return -1;
            value = value * 10 + (c - '0');
        }
        return value;
    };
    const int y = number(0, 4), m = number(5, 2), d = number(8, 2);
    return y >= 1990 && m >= 0 && d >= 0 &&
           std::chrono::year_month_day(std::chrono::year(y), std::chrono::month(static_cast<unsigned>(m)),
                                       std::chrono::day(static_cast<unsigned>(d)))
               .ok();
}

bool is_time(std::string_view text)
{
    return text.size() == 5 && text[2] == ':' && text.substr(0, 2) < "24" && text.substr(3) < "60" &&
           text.find_first_not_of("0123456789:") == std::string_view::npos;
}

/// The key of what is wrong under [form_error]; empty: nothing.
std::string_view wrong_with(const form_field& field, const std::string& value)
{
    switch (field.as) {
        case typed_as::email:
            return is_mail_address(value) ? "" : "email";
        case typed_as::phone:
            return is_phone(value) ? "" : "phone";
        case typed_as::amount:
            return is_amount(value) ? "" : "amount";
        case typed_as::date:
            return is_date(value) ? "" : "date";
        case typed_as::time:
            return is_time(value) ? "" : "time";
        default:
            return "";
    }
}

std::string_view input_type(typed_as as)
{
    switch (as) {
        case typed_as::email:
            return "email";
        case typed_as::phone:
            return "tel";
        case typed_as::date:
            return "date";
        case typed_as::time:
            return "time";
        default:
            return "text";
    }
}

}  // namespace

std::size_t length_of(std::string_view utf8)
{
    return static_cast<std::size_t>(
        std::ranges::count_if(utf8, [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

std::vector<form_error> check_form(std::span<const form_field> fields, const form_body& sent,
                                   const form_choices& choices, const files::text_book& words,
                                   std::string_view language)
{
    std::vector<form_error> errors;
    for (const auto& field : fields) {
        const auto label = words.text("field", field.name, language);
        const auto say = [&](std::string_view key, std::map<std::string, std::string> values = {}) {
            values.emplace("label", label);
            errors.push_back(
                {std::string(field.name), files::filled(words.text("form_error", key, language), values)});
        };
        const auto own = "required_" + std::string(field.name);
        const auto value = sent.text(field.name);
        if (chosen_from_list(field.as)) {
            const auto& known = choices_of(choices, field.name);
            bool any = false, strange = false;
            for (const auto& one : sent.list(field.name)) {
                if (one.empty()) continue;
                any = true;
                strange |=
                    std::ranges::none_of(known, [&](const auto& choice) { return choice.first == one; });
            }
            // Of several answers the last is read.
            if (field.as != typed_as::ticks) any = !value.empty();
            if (strange || (field.required && !any))
                say(words.has("form_error", own, language) ? std::string_view(own) : "choose");
            continue;
        }
        if (value.empty()) {
            if (field.required)
                say(words.has("form_error", own, language) ? std::string_view(own) : "required");
            continue;
        }
        if (length_of(value) > field.max)
            say("too_long", {{"max", std::to_string(field.max)}});
        else if (const auto wrong = wrong_with(field, value); !wrong.empty())
            say(wrong);
    }
    return errors;
}

void put_form(page_values& to, std::span<const form_field> fields, const form_body& sent,
              const form_choices& choices, const std::vector<form_error>& errors,
              const files::text_book& words, std::string_view language)
{
    page_list rows;
    for (const auto& field : fields) {
        page_values row(page_values::type::object);
        const std::string name(field.name);
        const auto error = std::ranges::find(errors, name, &form_error::field);
        const bool hinted = words.has("field_hint", name, language);
        row.set("name", name);
        row.set("label", words.text("field", name, language));
        row.set("optional", yes_no(!field.required));
        row.set("has_hint", yes_no(hinted));
        row.set("hint", hinted ? words.text("field_hint", name, language) : std::string());
        row.set("has_error", yes_no(error != errors.end()));
        row.set("error", error == errors.end() ? std::string() : error->words);
        row.set("described", (hinted ? "h-" + name : std::string()) +
                                 (error != errors.end() ? (hinted ? " e-" : "e-") + name : std::string()));
        row.set("is_described", yes_no(hinted || error != errors.end()));
        row.set("value", sent.text(name));
        row.set("input_type", std::string(input_type(field.as)));
        row.set("short", yes_no(field.as == typed_as::date || field.as == typed_as::time ||
                                field.as == typed_as::amount));
        row.set("has_autocomplete", yes_no(!field.autocomplete.empty()));
        row.set("autocomplete", std::string(field.autocomplete));
        row.set("decimal", yes_no(field.as == typed_as::amount));
        row.set("is_line", yes_no(!chosen_from_list(field.as) && field.as != typed_as::long_text));
        row.set("is_area", yes_no(field.as == typed_as::long_text));
        row.set("is_select", yes_no(field.as == typed_as::select));
        row.set("is_group", yes_no(field.as == typed_as::one_of || field.as == typed_as::ticks));
        row.set("group_type", std::string(field.as == typed_as::ticks ? "checkbox" : "radio"));
        page_list options;
        const auto picked = sent.list(name);
        int n = 0;
        for (const auto& [value, said] : choices_of(choices, name)) {
            page_values option(page_values::type::object);
            option.set("choice", value);
            option.set("said", said);
            // The first has the field's own id, which the list of errors leads to.
            option.set("option_id", n == 0 ? "f-" + name : "f-" + name + "-" + std::to_string(n));
            option.set("picked", yes_no(std::ranges::find(picked, value) != picked.end()));
            options.push_back(option);
            ++n;
        }
        row.set("options", options);
        row.set("has_options", yes_no(!options.empty()));
        rows.push_back(row);
    }
    to.set("fields", rows);
    page_list list;
    for (const auto& one : errors) {
        page_values row(page_values::type::object);
        row.set("to", one.field);
        row.set("words", one.words);
        list.push_back(row);
    }
    to.set("has_errors", yes_no(!errors.empty()));
    to.set("errors", list);
}

void put_carried(page_values& to, const form_body& sent, std::span<const form_field> fields,
                 std::span<const std::string_view> but)
{
    page_list rows;
    for (const auto& [name, values] : sent.values()) {
        if (std::ranges::find(but, name) != but.end() ||
            std::ranges::find(fields, std::string_view(name), &form_field::name) != fields.end())
            continue;
        for (const auto& value : values) {
            page_values row(page_values::type::object);
            row.set("name", name);
            row.set("value", value);
            rows.push_back(row);
        }
    }
    to.set("carried", rows);
}

}  // namespace redress::app
