#include "adapters/files/entity_file.hpp"

#include "adapters/files/toml_reader.hpp"

#include <algorithm>

namespace redress::files {

entity_list load_entities(const std::string& path)
{
    const auto table = parse_toml(read_file(path), path);
    toml_reader in(table, path, "");
    entity_list list{.file = path, .all = {}};
    for (auto& one : in.tables("entity")) {
        legal_entity entity;
        const auto id = one.id("id");
        entity.id = id.text;
        one.call("entity '" + id.text + "'");
        if (std::ranges::find(list.all, id.text, &legal_entity::id) != list.all.end())
            one.fail(id.at, "id stands twice; ids are unique");
        entity.kind = one.id("kind").text;
        entity.usual = one.yes("usual");
        if (entity.usual && std::ranges::any_of(list.all, &legal_entity::usual))
            one.fail("usual",
                     "stands at another entity already; complaints that name none can be of one only");
        for (const auto& bound : one.ids("policies"))
            entity.policies.push_back({bound.text, bound.at.begin.line, bound.at.begin.column});
        one.finish();
        list.all.push_back(std::move(entity));
    }
    in.finish();
    return list;
}

}  // namespace redress::files
