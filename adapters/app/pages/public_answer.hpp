// How /api/v1/public answers.
#pragma once

#include "adapters/app/pages/form.hpp"
#include "adapters/http/message.hpp"
#include "workflow/outgoing.hpp"

#include <boost/json/object.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace redress::app {

[[nodiscard]] http::response public_answer(unsigned status, const boost::json::object& body);
/// The same with a body that is text already.
[[nodiscard]] http::response public_text(unsigned status, std::string json);
/// `errors`: by field, in words.
[[nodiscard]] http::response public_problem(const http::request& asked, unsigned status,
                                            std::string_view code, const std::string& detail,
                                            const std::vector<form_error>& errors = {});
/// That the engine refused what was tried.
[[nodiscard]] http::response public_refusal(const http::request& asked, std::string_view code,
                                            const workflow::told_refusal& told);

}  // namespace redress::app
