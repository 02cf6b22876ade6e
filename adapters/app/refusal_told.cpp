#include "adapters/app/refusal_told.hpp"

#include "adapters/files/text_book.hpp"
#include "states/matter.hpp"
#include "states/matter_step.hpp"

namespace redress::app {
namespace {

/// The key of the words: what stands beside the case has some of its own.
std::string_view key_of(event_type tried, std::string_view code,
                        const std::map<std::string, std::string>& args)
{
    // Of a filing that was refused there is no case to look at.
    if (code == "not_permitted" && (matter_of(tried) || tried == event_type::complaint_filed))
        return "not_permitted_beside";
    if (!is_restricted(tried) || code != "not_possible_now") return code;
    const auto state = args.find("state");
    const bool missing = state != args.end() && state->second == name_of(matter_state::none);
    return missing ? "no_compartment" : "compartment_is_open";
}

}  // namespace

workflow::told_refusal refusal_told(const files::text_book& texts, event_type tried, std::string_view code,
                                    const std::map<std::string, std::string>& args, std::string_view language)
{
    const auto key = key_of(tried, code, args);
    return {.words = texts.refusal(key, args, language), .what_to_do = texts.fix(key, args, language)};
}

}  // namespace redress::app
