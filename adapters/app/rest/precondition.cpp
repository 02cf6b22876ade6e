#include "adapters/app/rest/precondition.hpp"

#include "adapters/files/text_book.hpp"
#include "adapters/http/static_files.hpp"

#include <boost/json.hpp>

#include <charconv>

namespace redress::app::rest {

std::string etag_of(std::int64_t version)
{
    return "\"v" + std::to_string(version) + "\"";
}

std::optional<std::int64_t> version_to_match(const http::request& asked)
{
    const auto said = asked.header("if-match");
    if (said.empty()) throw problem(428, "if_match_missing");
    if (said == "*") return std::nullopt;
    // A weak tag never matches strongly (RFC 9110 13.1.1), and of a list nobody needs more than one.
    std::int64_t version = 0;
    if (said.size() < 4 || !said.starts_with("\"v") || !said.ends_with('"'))
        throw problem(400, "if_match_unfit");
    const auto digits = said.substr(2, said.size() - 3);
    const auto [end, bad] = std::from_chars(digits.data(), digits.data() + digits.size(), version);
    if (bad != std::errc{} || end != digits.data() + digits.size() || version < 0)
        throw problem(400, "if_match_unfit");
    return version;
}

bool answered_unchanged(web_call& call, const std::string& etag)
{
    if (!http::etag_matches(call.asked().header("if-none-match"), etag)) return false;
    http::response made;
    made.status = 304;
    made.headers = {{"etag", etag}, {"cache-control", "no-store"}};
    call.answer(std::move(made));
    return true;
}

problem stale_version(services& from, std::int64_t actual, const std::string& expected)
{
    const std::map<std::string, std::string> values{{"actual", std::to_string(actual)},
                                                    {"expected", expected}};
    // In the words that the engine's refusal has for it.
    const auto& texts = from.texts();
    return problem(412, "version_conflict")
        .saying(texts.refusal("version_conflict", values, from.language()),
                texts.fix("version_conflict", values, from.language()))
        .with("actual_version", actual)
        .header("etag", etag_of(actual));
}

void check_version(web_call& call, std::int64_t now)
{
    const auto version = version_to_match(call.asked());
    if (version && *version != now) throw stale_version(call.from(), now, std::to_string(*version));
}

}  // namespace redress::app::rest
