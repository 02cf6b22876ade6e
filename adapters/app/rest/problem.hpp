// What a REST call hears when it does not get what it asked for (RFC 9457): a stable code, words in its language,
// what mends it, and the trace id under which the log has the rest.
#pragma once

#include "adapters/http/message.hpp"

#include <boost/json/object.hpp>

#include <algorithm>
#include <array>
#include <exception>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>

namespace redress::app {
class services;
}

namespace redress::app::rest {

// clang-format off
/// Titles stand in schemas/texts under [problem], details under [problem_detail], in both languages.
inline constexpr auto problem_codes = std::to_array<std::string_view>({
    "body_is_no_object", "body_missing", "cursor_unknown", "document_gone", "document_not_given", "draft_unknown",
    "event_unknown", "failure",
    "idempotency_key_missing", "idempotency_key_unfit", "idempotency_mismatch", "if_match_missing", "if_match_unfit",
    "illegal_transition", "invalid_json", "invalid_parameter", "letter_gone", "media_type", "no_action", "not_found",
    "not_permitted", "not_signed_in", "rate_limited", "secret_not_given", "unfit_for_bulk", "unknown_field", "unknown_parameter",
    "validation_failed", "version_conflict", "view_name_taken", "view_of_another",
    "wrong_request",
});
// clang-format on

struct problem_code {
    std::string_view name;
    consteval problem_code(const char* of) : name(of)
    {
        if (std::find(problem_codes.begin(), problem_codes.end(), name) == problem_codes.end())
            throw std::logic_error("list the problem in problem_codes and give it words");
    }
};

/// Thrown by handlers, answered by `rest_step` (answering.hpp).
class problem : public std::exception {
public:
    problem(unsigned status, problem_code code, std::map<std::string, std::string> values = {})
        : status_(status), code_(code.name), values_(std::move(values))
    {
    }
    /// A member beside the usual ones: "errors", "blockers".
    problem& with(std::string_view member, boost::json::value value);
    problem& with(std::string_view member, std::string_view text);
    problem& with(std::string_view member, const std::string& text)
    {
        return with(member, std::string_view(text));
    }
    /// Said already, in the reader's language: a refusal has words of its own.
    problem& saying(std::string detail, std::string fix = {});
    problem& header(std::string name, std::string value);

    [[nodiscard]] const char* what() const noexcept override { return code_.data(); }
    [[nodiscard]] unsigned status() const { return status_; }
    [[nodiscard]] http::response told(services& from, const http::request& asked) const;

private:
    unsigned status_;
    std::string_view code_;
    std::map<std::string, std::string> values_;
    std::string detail_, fix_;
    boost::json::object beside_;
    std::vector<std::pair<std::string, std::string>> headers_;
};

/// A parameter of the query that is no value of its kind. `rule`: "one of: received, closed".
[[nodiscard]] problem unfit_parameter(std::string_view name, std::string_view rule);

}  // namespace redress::app::rest
