// A refusal in words. One place makes them for every way in: command line, REST, the outcome on a topic and the
// complainant's pages, so that the same attempt is refused in the same words wherever it is made.
#pragma once

#include "states/events.hpp"
#include "workflow/outgoing.hpp"

#include <map>
#include <string>
#include <string_view>

namespace redress::files {
class text_book;
}

namespace redress::app {

/// `args`: the values that the refusal carries. Nothing else is filled in, since not every way in knows more. Who could
/// do it instead stands beside the words, and only where people of ours are told.
[[nodiscard]] workflow::told_refusal refusal_told(const files::text_book& texts, event_type tried,
                                                  std::string_view code,
                                                  const std::map<std::string, std::string>& args,
                                                  std::string_view language);

}  // namespace redress::app
