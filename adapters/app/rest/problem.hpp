// What a REST call hears when it does not get what it asked for (RFC 9457): a stable code, words in its language,
// what mends it, and the trace id under which the log has the rest.
#pragma once

#include "adapters/http/message.hpp"

#include <boost/json/object.hpp>

#include <algorithm>
#include <array>
#include <exception>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace redress::app {
class services;
}

namespace redress::app::rest {

// clang-format off
/// Titles stand in schemas/texts under [problem], details under [problem_detail], in both languages.
inline constexpr auto problem_codes = std::to_array<std::string_view>({
    "body_is_no_object", "body_missing", "caller_not_proven", "cursor_unknown", "document_gone", "document_not_given", "draft_unknown",
    "event_unknown", "failure",
    "idempotency_key_missing", "idempotency_key_unfit", "idempotency_mismatch", "if_match_missing", "if_match_unfit",
    "illegal_transition", "invalid_json", "invalid_parameter", "letter_gone", "media_type", "no_action", "not_found",
    "not_permitted", "not_signed_in", "rate_limited", "secret_not_given", "unfit_for_bulk", "unknown_field", "unknown_parameter",
    "upload_header", "upload_in_use", "upload_not_taken", "upload_offset", "upload_too_large", "upload_unknown", "uploads_not_taken",
    "uploads_too_many", "validation_failed", "version_conflict", "view_name_taken", "view_of_another",
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

// clang-format off
/// What a member or parameter must be; words stand in schemas/texts under [rule].
inline constexpr auto rule_names = std::to_array<std::string_view>({
    "approval_is_not_yours", "bytes_at_most", "case_and_version", "case_named", "cases_at_most", "code", "fields_of_event",
    "filter", "filter_fits", "has_come", "list_parameter", "near", "no_secret", "no_such_field", "not_beside_closed", "number_between",
    "object_of_texts", "one_of", "text_at_most", "text_between", "text_or_object", "time", "true_or_false", "version_read", "word",
});
// clang-format on

struct rule_name {
    std::string_view name;
    consteval rule_name(const char* of) : name(of)
    {
        if (std::find(rule_names.begin(), rule_names.end(), name) == rule_names.end())
            throw std::logic_error("list the rule in rule_names and give it words");
    }
};

struct broken_rule {
    rule_name rule;
    std::map<std::string, std::string> values = {};
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
    /// Adds a member of the body that breaks a rule, under `errors`. `code`: "required", "invalid", "unknown_field".
    problem& wrong(std::string pointer, std::string_view code, broken_rule why);
    /// The rule that the only parameter breaks, as the value {rule} of the detail.
    problem& breaking(broken_rule why);
    /// Said already, in the reader's language: a refusal has words of its own.
    problem& saying(std::string detail, std::string fix = {});
    problem& header(std::string name, std::string value);

    [[nodiscard]] const char* what() const noexcept override { return code_.data(); }
    [[nodiscard]] unsigned status() const { return status_; }
    [[nodiscard]] http::response told(services& from, const http::request& asked) const;

private:
    struct wrong_member {
        std::string pointer, code;
        broken_rule why;
    };
    unsigned status_;
    std::string_view code_;
    std::map<std::string, std::string> values_;
    std::optional<broken_rule> breaking_;
    std::vector<wrong_member> wrong_;
    std::string detail_, fix_;
    boost::json::object beside_;
    std::vector<std::pair<std::string, std::string>> headers_;
};

/// A parameter of the query that is no value of its kind.
[[nodiscard]] problem unfit_parameter(std::string_view name, broken_rule why);
/// A member of the body that is none of its kind, where it is the only one that is looked at. Problem 422.
[[nodiscard]] problem unfit_member(std::string pointer, bool missing, broken_rule why);

}  // namespace redress::app::rest
