#include "tests/scenarios/scenario_world.hpp"
#include "tests/workflow/engine_fixture.hpp"

namespace redress::tests {
namespace {

class memory_world final : public scenario_world {
public:
    using scenario_world::scenario_world;
    engine& writer() override { return writer_; }
    instant now() override { return db_->now; }
    void move_to(instant then) override { db_->now = then; }
    std::optional<instant> next_look() override
    {
        return db_->agenda.empty() ? std::nullopt : std::optional(db_->agenda.begin()->first);
    }
    std::optional<complaint> find(const case_id& id) override
    {
        const auto* found = db_->find(id);
        return found == nullptr ? std::nullopt : std::optional(*found);
    }
    std::vector<std::string> history(const case_id& id) override { return db_->history(id); }
    void check() override { engine_fixture::check(*db_); }

private:
    std::shared_ptr<memory_database> db_ = std::make_shared<memory_database>();
    memory_case_store store_{db_};
    engine writer_{store_, house, settings_with(people), [this](const case_id& id, const alarm& raised) {
                       alarms.emplace_back(
                           id, std::string(raised.code) + (raised.detail.empty() ? "" : " " + raised.detail));
                   }};
};

}  // namespace

std::unique_ptr<scenario_world> a_world(story_house house)
{
    return std::make_unique<memory_world>(std::move(house));
}

}  // namespace redress::tests
