#include "adapters/app/pages/page_person.hpp"

#include "adapters/app/pages/filing.hpp"

namespace redress::app {

std::string page_person(const case_id& of, bool representative)
{
    return (representative ? "page:for:" : "page:") + to_string(of);
}

bool may_look(const complaint& of, bool representative, instant at)
{
    const auto& f = of.facts;
    return !representative || (f.representative == page_person(of.id, true) &&
                               (!f.representative_until || at <= *f.representative_until));
}

actor speaker_of(const complaint& of, bool representative)
{
    const auto& f = of.facts;
    if (representative) return {.id = page_person(of.id, true), .role = role::representative};
    // Whoever filed without a name is known by the secret alone, and the page vouches for that.
    if (f.complainant.empty())
        return {.id = std::string(page_source), .role = role::complainant, .unnamed = true};
    return {.id = f.complainant, .role = role::complainant};
}

}  // namespace redress::app
