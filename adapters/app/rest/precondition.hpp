// Who writes says what they have read: the version of a case, draft or view is its strong ETag.
#pragma once

#include "adapters/app/rest/answering.hpp"

#include <cstdint>
#include <string>

namespace redress::app::rest {

/// "\"v17\"".
[[nodiscard]] std::string etag_of(std::int64_t version);

/// The version that `If-Match` names. Throws problem 428 without it and 400 when it is none of ours; `*` names
/// whatever stands there: nothing.
[[nodiscard]] std::optional<std::int64_t> version_to_match(const http::request& asked);

/// Throws problem 412 when what they read has another version by now.
void check_version(web_call& call, std::int64_t now);

/// 412 that says which version there is now.
/// Answers 304 when whoever asks names that tag as theirs (RFC 9110 13.1.2).
[[nodiscard]] bool answered_unchanged(web_call& call, const std::string& etag);

[[nodiscard]] problem stale_version(services& from, std::int64_t actual, const std::string& expected);

}  // namespace redress::app::rest
