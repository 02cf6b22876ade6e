// The body of a POST as an event, and the command that it becomes.
#pragma once

#include "adapters/app/rest/answering.hpp"
#include "adapters/app/rest/request_key.hpp"

namespace redress::app::rest {

/// Every member is a field of the event, every field is right: else problem 400 or 422 that names each by
/// pointer. Cases may be named by reference; what is recorded is the id of a case that is there for whoever acts.
[[nodiscard]] event event_of_body(web_call& call, event_type type, boost::json::object body);

/// Adds the approval that a second person gave to this very act while signed in, where there is one.
void add_approval(web_call& call, const complaint& of, event& what, const actor& who);

/// `n`: of several commands of one request.
[[nodiscard]] workflow::command command_of(web_call& call, const request_key& key, const case_id& about,
                                           event what, actor who, std::size_t n = 0);

/// What became of a command, as JSON with status, ETag and, of what it begins, Location. A refusal is a problem that
/// names what blocks it.
[[nodiscard]] http::response response_to(web_call& call, const workflow::command& sent, workflow::answer got);
/// The problem of a refusal, in the words that every way in has for it.
[[nodiscard]] problem refusal_problem(web_call& call, const workflow::command& sent,
                                      const workflow::answer& got);

/// Has the engine decide it and answers, once under the key. The step ends with it.
void decide_and_answer(web_call& call, const request_key& key, workflow::command sent);

}  // namespace redress::app::rest
