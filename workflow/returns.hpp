// The reports that supervisors and auditors ask for, made of entries and of nothing else: the same entries give
// the same report, whoever makes it. What each says stands in schemas/texts under [return]; sources of the columns
// are the regimes' own (MiCA Del. Reg. (EU) 2025/294 Art. 8; FCA complaints return; ASIC RG 271 data dictionary;
// CFPB complaint fields; RBI Internal Ombudsman returns; MAS Form CHR).
//
// Rows are JSON objects with the members of `columns`, in their order; what is not known is absent, never zero.
#pragma once

#include "states/zone.hpp"
#include "workflow/crosswalk.hpp"
#include "workflow/lived_case.hpp"

#include <boost/json/object.hpp>

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace redress {
class calendar;
}

namespace redress::workflow {

struct return_asked {
    instant_span period;  // half-open
    instant as_of;
    std::string legal_entity;          // empty: all
    const zone* where = nullptr;       // whose dates are meant
    const calendar* by = nullptr;      // whose business days; null: nobody says
    const crosswalks* said = nullptr;  // how codes are said
};

using row_taken = std::function<void(const boost::json::object&)>;

/// One report being made. Rows of cases come while they are added, sums at the end; memory grows with the rows of
/// the sums and, for medians, with one number a case and step.
class return_made {
public:
    virtual ~return_made() = default;
    /// Whole cases, in any order; those of other entities are left out here.
    virtual void add(const lived_case& one, const row_taken& row) = 0;
    virtual void end(const row_taken& row) { static_cast<void>(row); }
};

struct return_kind {
    std::string_view name;
    std::span<const std::string_view> columns;
    std::unique_ptr<return_made> (*make)(const return_asked&);
};

[[nodiscard]] std::span<const return_kind> return_kinds();
/// Null: there is none of that name.
[[nodiscard]] const return_kind* find_return(std::string_view name);

}  // namespace redress::workflow
