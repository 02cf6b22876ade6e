#include "adapters/app/rest/request_key.hpp"

#include "adapters/postgres/desk_store.hpp"
#include "workflow/entry.hpp"

#include <boost/json.hpp>

#include <algorithm>

namespace redress::app::rest {
namespace {

constexpr std::size_t key_max = 200;

/// Each part with its length before it, so that no two lists of parts are one text.
void add_part(std::string& to, std::string_view part)
{
    to += std::to_string(part.size()) + ":";
    to += part;
}

digest fingerprint_of(const http::request& asked)
{
    std::string all;
    add_part(all, std::to_string(static_cast<int>(asked.method)));
    add_part(all, asked.path);
    for (const auto& [name, value] : asked.query) {
        add_part(all, name);
        add_part(all, value);
    }
    add_part(all, asked.header("redress-role"));
    add_part(all, asked.header("if-match"));
    add_part(all, asked.body);
    return workflow::sha256(all);
}

}  // namespace

request_key::request_key(const http::request& asked)
    : principal_(asked.who ? asked.who->id : std::string()),
      key_(asked.header("idempotency-key")),
      fingerprint_(fingerprint_of(asked))
{
    if (!asked.who) throw problem(401, "not_signed_in");
    if (key_.empty()) throw problem(400, "idempotency_key_missing");
    if (key_.size() > key_max || !std::ranges::all_of(key_, [](char c) { return c > 0x20 && c < 0x7f; }))
        throw problem(400, "idempotency_key_unfit");
}

bool request_key::replayed(web_call& call) const
{
    const auto kept = call.from().desk().answer(principal_, kept_under());
    if (!kept) return false;
    if (kept->fingerprint != fingerprint_) throw problem(422, "idempotency_mismatch");
    http::response again;
    again.status = static_cast<unsigned>(kept->status);
    again.headers = kept->headers;
    again.body = kept->body;
    const auto type =
        std::ranges::find(again.headers, "content-type", &std::pair<std::string, std::string>::first);
    if (type != again.headers.end()) {
        again.content_type = type->second;
        again.headers.erase(type);
    }
    again.headers.emplace_back("idempotency-replayed", "true");
    call.answer(std::move(again));
    return true;
}

void request_key::answer(web_call& call, http::response made) const
{
    postgres::kept_answer first{.fingerprint = fingerprint_,
                                .status = static_cast<int>(made.status),
                                .headers = made.headers,
                                .body = made.body};
    if (!made.content_type.empty()) first.headers.emplace_back("content-type", made.content_type);
    // Sent twice at once, or again: what was answered first stands, unless it expired in between.
    auto otherwise = rest_step([key = *this, made](web_call& later) {
        if (!key.replayed(later)) later.answer(made);
    });
    call.answer_once({principal_, kept_under(), std::move(first)}, std::move(made), std::move(otherwise));
}

std::string request_key::kept_under() const
{
    return hex_of(workflow::sha256(key_));
}

std::string request_key::command_id(std::size_t n) const
{
    std::string all;
    add_part(all, principal_);
    add_part(all, key_);
    if (n > 0) add_part(all, std::to_string(n));
    return hex_of(workflow::sha256(all));
}

case_id request_key::new_case() const
{
    std::string all;
    add_part(all, principal_);
    add_part(all, key_);
    return uuid_v8(workflow::sha256(all));
}

}  // namespace redress::app::rest
