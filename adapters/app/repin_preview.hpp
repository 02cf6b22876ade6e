// What pinning the policies in force would change in a case, as a second person sees it before they approve.
#pragma once

#include "states/complaint.hpp"
#include "states/event.hpp"

#include <boost/json/array.hpp>

#include <string>

namespace redress::app {

class services;

struct repin_preview {
    boost::json::array policies, clocks;
    std::string digest;  // of the act with the reason that was given; empty: none was
};
[[nodiscard]] repin_preview preview_of_repin(services& from, const complaint& of, const event& act);

}  // namespace redress::app
