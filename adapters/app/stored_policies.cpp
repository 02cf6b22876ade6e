#include "adapters/app/stored_policies.hpp"

#include "adapters/files/policy_file.hpp"
#include "adapters/postgres/case_queries.hpp"

namespace redress::app {

stored_policies::stored_policies(files::file_policy_book& book, std::string url)
    : book_(book), url_(std::move(url))
{
}
stored_policies::~stored_policies() = default;

const std::vector<const policy*>& stored_policies::in_force() const
{
    return book_.in_force();
}

const policy* stored_policies::find(std::string_view sha256) const
{
    if (const policy* known = book_.find(sha256)) return known;
    if (!queries_) queries_ = std::make_unique<postgres::case_queries>(url_);
    for (const auto& one : queries_->policies())
        if (one.sha256 == sha256) book_.add(one.toml, "policy " + one.id + " " + one.sha256);
    return book_.find(sha256);
}

void add_policies(files::file_policy_book& to, const std::vector<postgres::stored_policy>& stored)
{
    for (const auto& one : stored)
        if (!one.id.starts_with(files::stored_wording_prefix) && to.find(one.sha256) == nullptr)
            to.add(one.toml, "policy " + one.id + " " + one.sha256);
}

}  // namespace redress::app
