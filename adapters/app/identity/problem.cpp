#include "adapters/app/identity/problem.hpp"

#include "adapters/app/services.hpp"
#include "adapters/files/text_book.hpp"

#include <boost/json.hpp>

#include <algorithm>

namespace redress::app {

http::response json_answer(unsigned status, std::string body)
{
    http::response made;
    made.status = status;
    if (!body.empty()) made.content_type = "application/json";
    made.headers.emplace_back("cache-control", "no-store");
    made.body = std::move(body);
    return made;
}

namespace {

/// "care_lead, auditor" as the reader's language calls these roles.
std::string roles_in_words(services& from, std::string_view codes, std::string_view language)
{
    const auto between = from.texts().text("list", "between", language);
    std::string words;
    for (std::size_t at = 0; at < codes.size();) {
        const auto end = std::min(codes.find(", ", at), codes.size());
        const auto code = codes.substr(at, end - at);
        if (!words.empty()) words += between;
        words += from.texts().text("role", code, language);
        at = end + 2;
    }
    return words;
}

std::string words_of(services& from, const refused& why, const std::string& key, std::string_view language)
{
    auto values = why.values;
    if (const auto roles = values.find("who_may"); roles != values.end())
        roles->second = roles_in_words(from, roles->second, language);
    return files::filled(from.texts().text("sign_in", key, language), values);
}

/// What mends it over REST, where the command line has a command for it.
std::string fix_over_rest(services& from, const refused& why, std::string_view language)
{
    const auto key = why.code + "_fix";
    return from.texts().has("sign_in_rest", key, language)
               ? files::filled(from.texts().text("sign_in_rest", key, language), why.values)
               : words_of(from, why, key, language);
}

}  // namespace

std::string in_words(services& from, const refused& why, std::string_view language)
{
    auto text =
        words_of(from, why, why.code, language) + ' ' + words_of(from, why, why.code + "_fix", language);
    for (const auto& one : why.errors) text += "\n  " + one.detail;
    return text;
}

http::response problem(services& from, const http::request& asked, const refused& why)
{
    boost::json::object body{{"type", "about:blank"},
                             {"title", words_of(from, why, why.code, asked.language)},
                             {"status", why.status},
                             {"code", why.code},
                             {"fix", fix_over_rest(from, why, asked.language)},
                             {"trace_id", asked.trace_id}};
    if (!why.errors.empty()) {
        auto& errors = body["errors"].emplace_array();
        for (const auto& one : why.errors)
            errors.push_back(
                boost::json::object{{"pointer", one.pointer}, {"code", one.code}, {"detail", one.detail}});
    }
    auto made = json_answer(why.status, boost::json::serialize(body));
    made.content_type = "application/problem+json";
    if (const auto wait = why.values.find("seconds"); wait != why.values.end() && why.status == 429)
        made.headers.emplace_back("retry-after", wait->second);
    if (why.status == 401) made.headers.emplace_back("www-authenticate", "Bearer realm=\"redress\"");
    return made;
}

}  // namespace redress::app
