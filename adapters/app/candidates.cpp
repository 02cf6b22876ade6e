#include "adapters/app/candidates.hpp"

#include "adapters/app/reading.hpp"
#include "adapters/postgres/case_queries.hpp"
#include "adapters/postgres/likeness_index.hpp"

#include <algorithm>
#include <array>

namespace redress::app {
namespace {

/// Of each way to find a case, this many are weighed by what they really say.
constexpr int weighed = 50;

}  // namespace

std::vector<std::string_view> names_of_shared(const workflow::common& shared)
{
    std::vector<std::string_view> names;
    if (shared.transaction) names.emplace_back("transaction");
    if (shared.complainant) names.emplace_back("complainant");
    if (shared.contact) names.emplace_back("contact");
    if (shared.account) names.emplace_back("account");
    if (shared.words > 0) names.emplace_back("words");
    return names;
}

std::vector<candidate> candidates_of(postgres::likeness_index& index, postgres::case_queries& queries,
                                     const complaint& of, const actor& who, std::size_t n)
{
    // What is restricted serves its own complaint alone.
    if (of.facts.processing_restricted) return {};
    const auto own = index.told(std::array{of.id})[of.id];
    const auto marks = workflow::marks_of(own);
    auto ids = index.sharing(of.id, marks.same, weighed);
    for (const auto& id : index.sharing(of.id, marks.words, weighed)) ids.push_back(id);
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());

    const auto told = index.told(ids);
    std::vector<candidate> found;
    for (auto& one : queries.get(ids)) {
        const auto says = told.find(one.id);
        if (says == told.end() || one.facts.processing_restricted || !may_open(who, one)) continue;
        const auto shared = workflow::common_of(own, says->second);
        if (!shared.alike()) continue;
        const bool primary = shared.complainant && one.open();
        found.push_back({.found = std::move(one), .shared = shared, .may_be_primary = primary});
    }
    const auto order = [](const candidate& a, const candidate& b) {
        return a.shared.score() != b.shared.score() ? a.shared.score() > b.shared.score()
                                                    : a.found.facts.filed_at > b.found.facts.filed_at;
    };
    std::sort(found.begin(), found.end(), order);
    if (found.size() > n) found.resize(n);
    return found;
}

}  // namespace redress::app
