// A case on paper, for staff who hand it on or keep it: how it stands, what was promised, the words of people, every
// letter as it was read, the whole history, and the head of its chain, by which a verified export proves it.
#pragma once

#include "adapters/paper/document.hpp"
#include "states/complaint.hpp"

#include <string>

namespace redress::app {

class services;

/// As PDF, in the language of `from`. `who`: whoever made it. That the words are read is recorded before, by whoever
/// hands it out. Cases that whoever reads may not see are not named in it. Throws std::runtime_error for an entry
/// that cannot be read.
[[nodiscard]] paper::printed case_file(services& from, const complaint& of, const std::string& who);

/// "case-ZSQD1-S1K8H.pdf"
[[nodiscard]] std::string case_file_name(const complaint& of);

}  // namespace redress::app
