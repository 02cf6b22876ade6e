// Whether a letter could be sent to an e-mail address: the parts of RFC 5321 4.1.2 that people use, letters of every
// script (RFC 6531) with them. Quoted local parts and addresses of machines by number are none here.
#pragma once

#include <string_view>

namespace redress {

[[nodiscard]] bool is_mail_address(std::string_view text);

}  // namespace redress
