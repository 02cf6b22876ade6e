#include "adapters/app/rest/facts_told.hpp"

#include "adapters/app/rest/answering.hpp"

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

}  // namespace redress::app::rest
