// schemas/http/openapi.yaml, as it stood when this program was built, and a page that shows it.
#pragma once

#include "adapters/files/text_book.hpp"

#include <string>
#include <string_view>

namespace redress::app::rest {

/// The bytes of the file.
[[nodiscard]] std::string_view contract();

/// Every operation with its part of the contract, and every problem with what it means: HTML without script, its
/// style at /api/v1/docs.css.
[[nodiscard]] std::string contract_page(std::string_view yaml, const files::text_book& texts,
                                        const std::string& language);
[[nodiscard]] std::string_view contract_style();

}  // namespace redress::app::rest
