#include "adapters/app/rest/facts_told.hpp"

#include <boost/json.hpp>

namespace redress::app::rest {

reissue facts_told_in(const http::request& asked)
{
    const auto body = body_of(asked);
    static constexpr std::string_view known[] = {"facts", "for"};
    refuse_unknown_members(body, known);
    reissue out;
    if (const auto* whom = body.if_contains("for")) {
        if (*whom != "complainant" && *whom != "representative")
            throw unfit_member("/for", false, {"one_of", {{"names", "complainant, representative"}}});
        out.representative = *whom == "representative";
    }
    const auto* facts = body.if_contains("facts");
    if (facts == nullptr || !facts->is_object())
        throw unfit_member("/facts", facts == nullptr, {"object_of_texts"});
    for (const auto& [name, told] : facts->get_object()) {
        if (!told.is_string()) throw unfit_member("/facts", false, {"object_of_texts"});
        out.facts[std::string(name)] = std::string(told.get_string());
    }
    return out;
}

void refuse_on_record(web_call& call, const complaint& of, const reissue& told, const actor& who,
                      problem_code code, const std::optional<said>& why)
{
    record_then(call, "access.given", who, tried_in_vain(of, told, code.name), [code, why](web_call& later) {
        problem no(409, code);
        if (why) no.saying(later.from().say(*why), {});
        throw no;
    });
}

}  // namespace redress::app::rest
