#include "adapters/postgres/connection_text.hpp"

#include "workflow/ports/case_store.hpp"

#include <libpq-fe.h>

#include <map>
#include <memory>

namespace redress::postgres {
namespace {

std::string in_quotes(std::string_view value)
{
    std::string text = "'";
    for (const char c : value) {
        if (c == '\'' || c == '\\') text += '\\';
        text += c;
    }
    return text += '\'';
}

}  // namespace

std::string connection_text(std::string_view url, const session_settings& settings)
{
    char* why = nullptr;
    const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> parsed(
        PQconninfoParse(std::string(url).c_str(), &why), &PQconninfoFree);
    const std::unique_ptr<char, decltype(&PQfreemem)> reason(why, &PQfreemem);
    // The reason may quote the URL, and with it a password: it is not passed on.
    if (!parsed)
        throw workflow::store_unavailable("database.url is neither a PostgreSQL URI nor a connection string");

    std::map<std::string, std::string> words;
    for (const PQconninfoOption* o = parsed.get(); o->keyword != nullptr; ++o)
        if (o->val != nullptr) words[o->keyword] = o->val;

    std::string& options = words["options"];
    const auto set = [&options](std::string_view name, std::string_view value) {
        if (!options.empty()) options += ' ';
        options.append("-c ").append(name).append("=").append(value);
    };
    if (!settings.role.empty()) set("role", settings.role);
    if (!settings.plan_cache_mode.empty()) set("plan_cache_mode", settings.plan_cache_mode);
    set("jit", "off");
    if (settings.goes_by_key) {
        set("enable_bitmapscan", "off");
        set("random_page_cost", "1.1");
    }
    set("timezone", "UTC");
    set("lock_timeout", "5s");
    set("statement_timeout", "30s");
    set("idle_in_transaction_session_timeout", "15s");
    set("client_connection_check_interval", "5s");
    words["application_name"] = settings.application;
    words["client_encoding"] = "UTF8";
    words.try_emplace("connect_timeout", "5");
    words.try_emplace("tcp_user_timeout", "30000");

    std::string text;
    for (const auto& [keyword, value] : words) text += keyword + "=" + in_quotes(value) + " ";
    return text;
}

}  // namespace redress::postgres
