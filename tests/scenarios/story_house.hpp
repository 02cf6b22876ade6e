// Under which rules a story is told: the shipped policies, the regimes that its legal entities are under, and
// whatever it changes on the way. Files are read, bound and renewed as in production.
#pragma once

#include "adapters/app/story.hpp"
#include "adapters/files/policy_file.hpp"
#include "tests/adapters/files/written_file.hpp"
#include "workflow/ports/policy_book.hpp"

#include <memory>
#include <string>
#include <vector>

namespace redress::tests {

class story_house final : public workflow::policy_book, private calendar_source {
public:
    /// Nothing told: the shipped policies, read once. Throws story_error: a preset, setting or calendar that
    /// is not there; file_error: what the files would not be loaded with, such as a regime bound to an entity
    /// of another kind.
    explicit story_house(const std::vector<app::story_entity>& entities = {},
                         const std::vector<app::story_rule>& rules = {}, const std::string& file = {});

    /// From now on; cases that are there keep what they pinned.
    void change(const app::story_rule& rule, const std::string& file);

    [[nodiscard]] const std::vector<const policy*>& in_force() const override;
    [[nodiscard]] const policy* find(std::string_view sha256) const override;
    [[nodiscard]] const calendar_source& calendars() const override { return *this; }

private:
    /// Everything in force at a time.
    struct files_read {
        files_read(const std::vector<app::story_entity>& entities,
                   const std::map<std::string, std::string>& policies,
                   const std::map<std::string, std::string>& calendars);
        scratch_folder policy_folder, calendar_folder;
        files::calendar_book calendars;
        files::file_policy_book policies;
    };

    [[nodiscard]] const calendar* in_force(std::string_view id) const override;
    [[nodiscard]] const calendar* pinned(std::string_view sha256, std::string_view zone_data) const override;
    void edit(const app::story_rule& rule, const std::string& file);
    void read();

    std::vector<app::story_entity> entities_;
    std::map<std::string, std::string> policies_, calendars_;  // TOML by id, as they stand now
    std::vector<std::shared_ptr<const files_read>> read_;      // the newest last; earlier ones stay pinned
};

}  // namespace redress::tests
