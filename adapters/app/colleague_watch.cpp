#include "adapters/app/colleague_watch.hpp"

#include "workflow/absences.hpp"

#include <utility>

namespace redress::app {

std::vector<colleague> people_as_of_now(std::span<const colleague> roster, postgres::absence_store& said)
{
    return workflow::with_absences(roster, said.not_over({}));
}

colleague_watch::colleague_watch(std::vector<colleague> roster, std::string url)
    : roster_(std::move(roster)), said_(std::move(url))
{
    read();
}

void colleague_watch::read()
{
    const std::lock_guard one_by_one(reading_);
    auto fresh = std::make_shared<const std::vector<colleague>>(people_as_of_now(roster_, said_));
    const std::lock_guard hold(telling_);
    now_ = std::move(fresh);
}

std::shared_ptr<const std::vector<colleague>> colleague_watch::now() const
{
    const std::lock_guard hold(telling_);
    return now_;
}

}  // namespace redress::app
