#include "adapters/files/crosswalk_file.hpp"

#include "adapters/files/toml_reader.hpp"

#include <array>

namespace redress::files {
namespace {

constexpr auto taxonomies = std::to_array<std::string_view>(
    {"cfpb_response", "rbi_decision", "product", "cause", "channel", "outcome"});

}  // namespace

workflow::crosswalks load_crosswalks(const std::string& path)
{
    const auto table = parse_toml(read_file(path), path);
    toml_reader in(table, path, "");
    workflow::crosswalks found;
    for (const auto name : taxonomies) {
        auto one = in.maybe_table(name);
        if (!one) continue;
        one->call("[" + std::string(name) + "]");
        static_cast<void>(one->text("source"));
        workflow::crosswalks::codes codes;
        for (const auto& [code, said] : one->entries())
            if (code != "source") codes.emplace(code, said.text);
        found.add(std::string(name), std::move(codes));
    }
    in.finish();
    return found;
}

}  // namespace redress::files
