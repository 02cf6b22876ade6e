// Text as part of an address or of a form (RFC 3986, 2.3): letters, digits and -._~ stand for themselves.
#pragma once

#include <string>
#include <string_view>

namespace redress::app {

[[nodiscard]] std::string percent_encoded(std::string_view text);

}  // namespace redress::app
