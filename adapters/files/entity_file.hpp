// The legal entities of the house as a file, and which regimes each of them is under.
#pragma once

#include "adapters/files/file_error.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace redress::files {

struct bound_policy {
    std::string id;
    std::uint32_t line = 0, column = 0;
};

struct legal_entity {
    std::string id;      // as complaints name it in `legal_entity`
    std::string kind;    // what a regime asks for in `entity_kinds`
    bool usual = false;  // of complaints that name none
    std::vector<bound_policy> policies;
};

struct entity_list {
    std::string file;
    std::vector<legal_entity> all;
};

/// Throws `file_error`: a bad file, an id twice, two entities that are the usual one.
[[nodiscard]] entity_list load_entities(const std::string& path);

}  // namespace redress::files
