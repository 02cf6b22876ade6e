// Files that are for their owner alone: keys, signed checkpoints, documents with names and words of people.
#pragma once

#include <string>

namespace redress::app {

/// Writes a file for its owner alone, whole or not at all; `fresh`: only when there is none.
void write_private_file(const std::string& file, const std::string& bytes, bool fresh);

}  // namespace redress::app
