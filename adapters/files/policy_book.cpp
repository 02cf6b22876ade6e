#include "adapters/files/policy_file.hpp"
#include "adapters/files/toml_reader.hpp"

#include <algorithm>
#include <filesystem>

namespace redress::files {

void bind(policy& rules, const entity_list& entities)
{
    for (const auto& entity : entities.all)
        for (const auto& bound : entity.policies) {
            if (bound.id != rules.id) continue;
            const auto no = [&](const std::string& why) {
                throw file_error(entities.file, bound.line, bound.column,
                                 "entity '" + entity.id + "': policy '" + bound.id + "' " + why);
            };
            if (!rules.applies) no("is the house's own and for every case; leave it out");
            const auto& kinds = rules.applies->entity_kinds;
            if (std::ranges::find(kinds, entity.kind) == kinds.end())
                no("is for " + enumerate(std::vector<std::string_view>(kinds.begin(), kinds.end())) +
                   ", not for a " + entity.kind + "; leave it out, or say what kind the entity is");
            rules.entities.push_back(entity.id);
            if (entity.usual) rules.entities.emplace_back();
        }
}

file_policy_book::file_policy_book(const std::string& folder, calendar_book& calendars,
                                   const entity_list& entities)
    : calendars_(calendars)
{
    std::vector<std::filesystem::path> paths;
    std::error_code failed;
    for (std::filesystem::directory_iterator it(folder, failed), end; !failed && it != end;
         it.increment(failed))
        if (it->path().extension() == ".toml") paths.push_back(it->path());
    if (failed)
        throw file_error(folder, 0, 0,
                         "cannot be read as a folder (" + failed.message() + "); set policies.dir");
    if (paths.empty())
        throw file_error(folder, 0, 0, "holds no policy file (*.toml); a case cannot be filed without one");
    std::sort(paths.begin(), paths.end());
    for (const auto& path : paths) {
        std::string bytes = read_file(path.string());
        auto read = load_policy(bytes, path.string(), &calendars_);
        bind(read, entities);
        auto rules = std::make_unique<const policy>(std::move(read));
        for (const policy* other : in_force_)
            if (other->id == rules->id)
                throw file_error(path.string(), 1, 1,
                                 "id '" + rules->id + "' is in force already; keep one file per policy here");
        in_force_.push_back(rules.get());
        documents_.push_back({std::move(rules), std::move(bytes)});
    }
    // Cases pin them in this order, and the first words their letters.
    std::stable_partition(in_force_.begin(), in_force_.end(),
                          [](const policy* one) { return !one->applies; });
    if (std::ranges::all_of(in_force_, [](const policy* one) { return one->applies.has_value(); }))
        throw file_error(
            folder, 0, 0,
            "holds regimes alone; a complaint of an entity that none is bound to would be under no "
            "policy: add one without [applies]");
    for (const auto& entity : entities.all)
        for (const auto& bound : entity.policies)
            if (std::ranges::none_of(in_force_, [&](const policy* one) { return one->id == bound.id; }))
                throw file_error(
                    entities.file, bound.line, bound.column,
                    "entity '" + entity.id + "': policy '" + bound.id +
                        "' stands in no file of policies.dir; copy it there, such as from schemas/presets");
}

void file_policy_book::add(std::string_view toml_bytes, std::string_view name)
{
    auto rules = std::make_unique<const policy>(load_policy(toml_bytes, name));
    if (find(rules->sha256)) return;
    documents_.push_back({std::move(rules), std::string(toml_bytes)});
}

const policy* file_policy_book::find(std::string_view sha256) const
{
    const auto found = std::find_if(documents_.begin(), documents_.end(),
                                    [&](const policy_document& d) { return d.rules->sha256 == sha256; });
    return found == documents_.end() ? nullptr : found->rules.get();
}

}  // namespace redress::files
