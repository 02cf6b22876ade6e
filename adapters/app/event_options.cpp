#include "adapters/app/event_options.hpp"

#include "adapters/app/exit_code.hpp"
#include "adapters/app/nearest.hpp"
#include "adapters/files/text_book.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <charconv>
#include <span>

namespace redress::app {

std::string flag_of(field f)
{
    std::string flag = "--" + std::string(name_of(f));
    std::replace(flag.begin(), flag.end(), '_', '-');
    return flag;
}

namespace {

bool is_list(field_type t)
{
    return t == field_type::texts || t == field_type::words;
}

/// The hint's key in the texts; empty for a closed list, which is typed as it stands.
std::string_view hint_key(field of)
{
    if (of == field::primary_case) return "case";
    if (of == field::cases) return "cases";
    if (of == field::complainant_email) return "mail_address";
    if (of == field::contact) return "contact";
    switch (row_of(of).type) {
        case field_type::text:
            return "text";
        case field_type::texts:
            return "texts";
        case field_type::word:
            return "word";
        case field_type::words:
            return "words";
        case field_type::language:
            return "language";
        case field_type::integer:
            return "integer";
        case field_type::boolean:
            return "boolean";
        case field_type::time:
            return "time";
        case field_type::amount:
            return "amount";
        case field_type::code:
            break;
    }
    return {};
}

std::string listed(std::span<const std::string_view> names)
{
    std::string all;
    for (const auto name : names) all += (all.empty() ? "" : ", ") + std::string(name);
    return all;
}

std::string hint_in_words(field of, const files::text_book& texts, const std::string& language)
{
    const auto key = hint_key(of);
    if (key.empty()) return listed(json::sayable(row_of(of).codes));
    return files::filled(texts.text("hint", key, language), {{"max", std::to_string(row_of(of).max)}});
}

/// For help, which is read without any file of texts.
std::string hint_of(field of)
{
    if (of == field::primary_case) return "case id or reference";
    if (of == field::cases) return "case id or reference, repeatable";
    const auto& row = row_of(of);
    const auto upto = " (at most " + std::to_string(row.max) + " characters)";
    switch (row.type) {
        case field_type::text:
            return "words" + upto;
        case field_type::texts:
            return "words" + upto + ", repeatable";
        case field_type::word:
            return "name or id" + upto;
        case field_type::words:
            return "name or id, repeatable";
        case field_type::language:
            return "language tag such as zh-CN";
        case field_type::integer:
            return "0 to " + std::to_string(row.max);
        case field_type::boolean:
            return "true or false";
        case field_type::time:
            return "time with offset, such as 2026-11-23T09:30:00+08:00";
        case field_type::amount:
            return "decimal, such as 120.50";
        case field_type::code:
            break;
    }
    return listed(json::sayable(row.codes));
}

}  // namespace

std::vector<event_option> options_of(event_type e)
{
    std::vector<event_option> found;
    const auto& row = row_of(e);
    for (std::size_t i = 0; i < field_count; ++i) {
        const auto f = static_cast<field>(i);
        const bool required = row.required.has(f);
        if (!required && !row.optional.has(f)) continue;
        found.push_back({f, flag_of(f), required, is_list(row_of(f).type), hint_of(f)});
    }
    std::stable_partition(found.begin(), found.end(), [](const event_option& o) { return o.required; });
    return found;
}

boost::json::object data_from(const std::map<field, std::vector<std::string>>& typed)
{
    boost::json::object data;
    for (const auto& [f, texts] : typed) {
        const auto& row = row_of(f);
        if (is_list(row.type)) {
            boost::json::array list;
            for (const auto& text : texts) list.emplace_back(text);
            data[row.name] = std::move(list);
            continue;
        }
        if (texts.size() > 1)
            throw command_failed(exit_code::usage, said{"given_twice", {{"option", flag_of(f)}}});
        const auto& text = texts.front();
        if (row.type == field_type::integer) {
            std::int64_t n = 0;
            const auto [end, bad] = std::from_chars(text.data(), text.data() + text.size(), n);
            if (bad != std::errc{} || end != text.data() + text.size())
                throw command_failed(exit_code::usage,
                                     said{"not_a_whole_number", {{"option", flag_of(f)}, {"value", text}}});
            data[row.name] = n;
        } else if (row.type == field_type::boolean) {
            if (text != "true" && text != "false")
                throw command_failed(exit_code::usage,
                                     said{"not_true_or_false", {{"option", flag_of(f)}, {"value", text}}});
            data[row.name] = text == "true";
        } else {
            data[row.name] = text;
        }
    }
    return data;
}

std::string sentence_of_field(const json::field_error& error, const files::text_book& texts,
                              const std::string& language)
{
    const auto* named = json::find_field(error.field);
    if (named == nullptr) return error.rule + "; " + error.fix;
    // A reader of JSON is sent to the schema; whoever types is told what the option takes. The rules of
    // fields are English alone, and say no more than that.
    const std::map<std::string, std::string> takes{{"hint", hint_in_words(*named, texts, language)}};
    if (error.rule == "required") return in_words({"required", takes}, texts, language);
    if (language == "en") return error.rule + "; " + error.fix;
    return in_words({"takes", takes}, texts, language);
}

std::string sentence_for_options(const std::vector<json::field_error>& errors, const files::text_book& texts,
                                 const std::string& language)
{
    std::string all;
    for (const auto& error : errors) {
        all += all.empty() ? "" : " | ";
        const auto* named = json::find_field(error.field);
        all += named == nullptr ? json::sentence_of({error})
                                : flag_of(*named) + ": " + sentence_of_field(error, texts, language);
    }
    return all;
}

void add_setting(event_type e, const std::string& text, std::map<field, std::vector<std::string>>& typed)
{
    const auto equals = text.find('=');
    if (equals == std::string::npos)
        throw command_failed(exit_code::usage, said{"no_equals", {{"option", "--set " + text}}});
    const auto name = text.substr(0, equals);
    std::vector<std::string_view> known;
    for (const auto& option : options_of(e)) {
        known.push_back(name_of(option.field));
        if (name_of(option.field) != name) continue;
        typed[option.field].push_back(text.substr(equals + 1));
        return;
    }
    throw command_failed(exit_code::usage, said{"no_such_field",
                                                {{"option", "--set " + name},
                                                 {"event", std::string(name_of(e))},
                                                 {"near", std::string(nearest(name, known))}}});
}

}  // namespace redress::app
