// A document as somebody downloads it: a file to be saved, never a page, whatever is in it.
#pragma once

#include "adapters/http/message.hpp"
#include "adapters/postgres/page_store.hpp"
#include "states/complaint.hpp"

#include <filesystem>
#include <string>

namespace redress::app {

class services;

/// Streams the file from its folder. `name`: as whoever sent it called it; may be empty. Throws std::runtime_error when
/// the file is not there.
[[nodiscard]] http::response document_answer(const std::filesystem::path& folder,
                                             const postgres::kept_document& what, const std::string& name);

/// What whoever sent the document called it, from the words beside it; empty when they are gone.
[[nodiscard]] std::string document_name(services& from, const complaint& of, const std::string& id);

}  // namespace redress::app
