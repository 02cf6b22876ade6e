#include "adapters/app/history_replay.hpp"

#include "workflow/ports/case_store.hpp"

#include <stdexcept>

namespace redress::app {

history_replay::history_replay(const std::string& database, instant since, postgres::history_pages pages)
    : queries_(database), histories_(database, since, pages)
{
}

void history_replay::compare(workflow::case_replay& of, const told& differs)
{
    const auto id = of.now().id;
    ++cases_;
    std::optional<complaint> stored;
    try {
        stored = queries_.get(id);
    } catch (const std::runtime_error& e) {
        if (dynamic_cast<const workflow::store_unavailable*>(&e) != nullptr) throw;
        return differs({.id = id, .cseq = of.now().cseq, .what = std::string("row: ") + e.what()});
    }
    if (!stored) return differs({.id = id, .cseq = of.now().cseq, .what = "row: the case is gone"});
    // Entries that were written since the page was read.
    if (stored->cseq > of.now().cseq)
        for (const auto& one : queries_.timeline(id, of.now().cseq))
            if (one.cseq <= stored->cseq) of.take(one.body);
    if (const auto found = of.against(*stored)) differs(*found);
}

bool history_replay::next(const told& differs)
{
    const auto page = histories_.next();
    for (const auto& one : page.entries) {
        if (going_ && going_->now().id != one.id) {
            compare(*going_, differs);
            going_.reset();
        }
        if (!going_) going_.emplace(one.id);
        going_->take(one.body);
    }
    if (!page.entries.empty()) return true;
    if (going_) compare(*going_, differs);
    going_.reset();
    return false;
}

}  // namespace redress::app
