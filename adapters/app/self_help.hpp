// What somebody can do at once about a problem, in words that may be read out to them.
#pragma once

#include <string>
#include <string_view>

namespace redress::app {

class services;

/// In the language of whoever complains; empty when a category has no such words: a policy of one's own
/// may name others than the shipped ones.
[[nodiscard]] std::string self_help_for(services& from, const std::string& category,
                                        std::string_view language);

}  // namespace redress::app
