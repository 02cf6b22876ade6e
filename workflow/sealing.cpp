#include "workflow/sealing.hpp"

#include <utility>

namespace redress::workflow {

void seal_texts(const event& what, const private_row& place, std::vector<sealed_value>& sealed,
                std::vector<private_row>& texts)
{
    const auto keep = [&](std::string slot, const std::string& text) {
        const redress::digest of_text = sha256(text);
        sealed.push_back({.slot = slot, .sha256 = of_text, .length = text.size()});
        private_row& row = texts.emplace_back(place);
        row.slot = std::move(slot);
        row.bytes = text;
        row.digest = of_text;
    };
    for (const auto& [name, value] : what.fields) {
        if (!row_of(name).personal) continue;
        if (const auto* text = std::get_if<std::string>(&value)) {
            keep(std::string(name_of(name)), *text);
        } else if (const auto* several = std::get_if<std::vector<std::string>>(&value)) {
            for (std::size_t n = 0; n < several->size(); ++n)
                keep(std::string(name_of(name)) + '.' + std::to_string(n + 1), (*several)[n]);
        }
    }
}

}  // namespace redress::workflow
