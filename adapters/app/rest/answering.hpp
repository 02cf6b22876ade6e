// How REST handlers are run and what they answer with: a problem that a handler throws is answered in the reader's
// language, before and after the engine decided.
#pragma once

#include "adapters/app/rest/problem.hpp"
#include "adapters/app/web/web_call.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace redress::app::rest {

/// A step whose problems, and what commands would end with, are answered as such.
[[nodiscard]] web_call::step rest_step(web_call::step f);
/// `web_call::decide` with a continuation of that kind.
void decide_then(web_call& call, std::vector<workflow::command> commands, web_call::after then);
/// `web_call::record` with one.
void record_then(web_call& call, std::string type, actor who,
                 std::vector<std::pair<std::string, std::string>> data, web_call::step then);

[[nodiscard]] http::response json_response(unsigned status, const boost::json::object& body);
[[nodiscard]] http::response nothing_response();  // 204

/// Who asks, as far as roles go: in the role that `Redress-Role` names, else in the first of theirs that may.
/// Throws problem 401 or 403.
[[nodiscard]] actor who_asks(web_call& call, std::optional<event_type> to_do = {});
/// The same in one of these roles.
[[nodiscard]] actor who_asks_as(web_call& call, role_set admitted);

/// The body, which is one JSON object in UTF-8 with no name twice. Throws problem 400 or 415.
[[nodiscard]] boost::json::object body_of(const http::request& asked);
/// Throws problem 400 for the first member that is none of these.
void refuse_unknown_members(const boost::json::object& body, std::span<const std::string_view> known);

/// The query's parameters, each of them known. Throws problem 400.
class parameters {
public:
    parameters(const http::request& asked, std::initializer_list<std::string_view> known);

    [[nodiscard]] std::string text(std::string_view name) const;  // empty when absent
    [[nodiscard]] std::optional<std::int64_t> integer(std::string_view name, std::int64_t least,
                                                      std::int64_t most) const;
    [[nodiscard]] bool yes(std::string_view name) const;
    [[nodiscard]] std::optional<instant> time(std::string_view name) const;
    /// One of a closed list, or absent.
    [[nodiscard]] std::string one_of(std::string_view name, std::span<const std::string_view> names) const;
    [[nodiscard]] int limit() const { return static_cast<int>(integer("limit", 1, 200).value_or(50)); }

private:
    const http::request& asked_;
};

/// The case of the path, for whoever reads; 404 when it is not there for them.
[[nodiscard]] complaint case_of_path(web_call& call);
/// The same for a command.
[[nodiscard]] complaint case_to_act_on(web_call& call);

}  // namespace redress::app::rest
