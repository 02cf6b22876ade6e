// What restricted reviewers alone know of a case, as they are told it.
#pragma once

#include "adapters/app/case_view.hpp"
#include "states/complaint.hpp"
#include "workflow/compartment.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

namespace redress::app {

class services;

[[nodiscard]] workflow::compartments compartment_desk(services& from);
/// Without its history. The compartment must exist.
[[nodiscard]] boost::json::object compartment_json(services& from, const complaint& of);
/// The words of each entry stand beside it.
[[nodiscard]] boost::json::array compartment_history(services& from, const case_id& of,
                                                     const reading_language& in);

}  // namespace redress::app
