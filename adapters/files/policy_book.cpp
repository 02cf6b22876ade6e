#include "adapters/files/policy_file.hpp"

#include <algorithm>
#include <filesystem>

namespace redress::files {

file_policy_book::file_policy_book(const std::string& folder, calendar_book& calendars)
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
        auto rules = std::make_unique<const policy>(load_policy(bytes, path.string(), &calendars_));
        for (const policy* other : in_force_)
            if (other->id == rules->id)
                throw file_error(path.string(), 1, 1,
                                 "id '" + rules->id + "' is in force already; keep one file per policy here");
        in_force_.push_back(rules.get());
        documents_.push_back({std::move(rules), std::move(bytes)});
    }
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
