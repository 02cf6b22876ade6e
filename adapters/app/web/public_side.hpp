// The complainant's pages as this process serves them: what they are made with, behind the limits of whoever
// guesses and the firewall of secrets.
#pragma once

#include "adapters/app/pages/page_world.hpp"

#include <memory>

namespace redress::app {

class services;

/// Nothing when `pages.pepper_file` is not set: then there are no pages, since no secret could be kept.
/// Throws config_error, page_error, file_error.
[[nodiscard]] std::shared_ptr<const page_world> public_side(services& from);

}  // namespace redress::app
