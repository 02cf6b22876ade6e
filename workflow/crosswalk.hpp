// How codes of ours are said in the taxonomies of others: data, never code (schemas/crosswalks.toml).
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace redress::workflow {

class crosswalks {
public:
    using codes = std::map<std::string, std::string, std::less<>>;

    void add(std::string name, codes said) { all_.insert_or_assign(std::move(name), std::move(said)); }
    /// In that taxonomy; our own code where it has no word for it.
    [[nodiscard]] std::string say(std::string_view taxonomy, std::string_view code) const
    {
        const auto found = all_.find(taxonomy);
        if (found == all_.end()) return std::string(code);
        const auto word = found->second.find(code);
        return word == found->second.end() ? std::string(code) : word->second;
    }
    [[nodiscard]] const std::map<std::string, codes, std::less<>>& all() const { return all_; }

private:
    std::map<std::string, codes, std::less<>> all_;
};

}  // namespace redress::workflow
