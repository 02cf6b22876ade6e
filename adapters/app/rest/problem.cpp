#include "adapters/app/rest/problem.hpp"

#include "adapters/app/said.hpp"
#include "adapters/app/services.hpp"
#include "adapters/files/text_book.hpp"

#include <boost/json.hpp>

#include <utility>

namespace redress::app::rest {

problem& problem::with(std::string_view member, boost::json::value value)
{
    beside_[member] = std::move(value);
    return *this;
}

problem& problem::with(std::string_view member, std::string_view text)
{
    beside_[member] = text;
    return *this;
}

problem& problem::wrong(std::string pointer, std::string_view code, broken_rule why)
{
    wrong_.push_back({std::move(pointer), std::string(code), std::move(why)});
    return *this;
}

problem& problem::breaking(broken_rule why)
{
    breaking_ = std::move(why);
    return *this;
}

problem& problem::saying(std::string detail, std::string fix)
{
    detail_ = std::move(detail);
    fix_ = std::move(fix);
    return *this;
}

problem& problem::header(std::string name, std::string value)
{
    headers_.emplace_back(std::move(name), std::move(value));
    return *this;
}

http::response problem::told(services& from, const http::request& asked) const
{
    const auto language = from.language();
    const auto said = [&](const broken_rule& one) {
        return files::filled(from.texts().text("rule", one.rule.name, language), one.values);
    };
    auto values = values_;
    if (breaking_) values["rule"] = said(*breaking_);
    if (const auto near = values.find("near"); near != values.end())
        near->second = near->second.empty() ? std::string()
                                            : in_words(app::said{"did_you_mean", {{"name", near->second}}},
                                                       from.texts(), language);
    const auto words = [&](std::string_view section) {
        return from.texts().has(section, code_, "en")
                   ? files::filled(from.texts().text(section, code_, language), values)
                   : std::string();
    };
    boost::json::object body{{"type", "/api/v1/docs#problem-" + std::string(code_)},
                             {"title", words("problem")},
                             {"status", status_},
                             {"code", code_}};
    if (auto detail = detail_.empty() ? words("problem_detail") : detail_; !detail.empty())
        body["detail"] = std::move(detail);
    if (auto fix = fix_.empty() ? words("problem_fix") : fix_; !fix.empty()) body["fix"] = std::move(fix);
    for (const auto& [member, value] : beside_) body[member] = value;
    if (!wrong_.empty()) {
        auto& errors = body["errors"].emplace_array();
        for (const auto& one : wrong_)
            errors.push_back(
                boost::json::object{{"pointer", one.pointer}, {"code", one.code}, {"detail", said(one.why)}});
    }
    body["trace_id"] = asked.trace_id;
    http::response made;
    made.status = status_;
    made.content_type = "application/problem+json";
    made.headers = headers_;
    made.headers.emplace_back("cache-control", "no-store");
    made.headers.emplace_back("content-language", language);
    made.body = boost::json::serialize(body);
    return made;
}

problem unfit_parameter(std::string_view name, broken_rule why)
{
    return problem(400, "invalid_parameter", {{"parameter", std::string(name)}})
        .breaking(std::move(why))
        .with("parameter", name);
}

problem unfit_member(std::string pointer, bool missing, broken_rule why)
{
    return problem(422, "validation_failed")
        .wrong(std::move(pointer), missing ? "required" : "invalid", std::move(why));
}

}  // namespace redress::app::rest
