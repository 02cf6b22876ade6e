// The restricted compartments in PostgreSQL. Role: redress_restricted, which sees nothing else, and whose
// tables nobody else reads.
#pragma once

#include "workflow/ports/compartment_store.hpp"

#include <memory>

namespace redress::postgres {

class session;

class compartment_store final : public workflow::compartment_store {
public:
    /// Connects at the first use.
    explicit compartment_store(std::string url);
    ~compartment_store() override;

    [[nodiscard]] std::vector<std::string> history(const case_id& of) override;
    [[nodiscard]] std::vector<workflow::private_row> texts(const case_id& of) override;
    [[nodiscard]] bool write(const workflow::compartment_write& what) override;
    [[nodiscard]] std::optional<workflow::limited_reasons> reasons_limited(const case_id& of) override;
    [[nodiscard]] instant now() override;

private:
    std::unique_ptr<session> to_;
};

}  // namespace redress::postgres
