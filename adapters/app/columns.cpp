#include "adapters/app/columns.hpp"

#include "adapters/app/services.hpp"
#include "adapters/files/text_book.hpp"

namespace redress::app {

std::vector<column> columns(services& from, const shared_options& shared, output_format format,
                            std::initializer_list<column_spec> shown,
                            std::initializer_list<std::string_view> untitled)
{
    std::vector<column> made;
    const bool table = format == output_format::table;  // the only one that has heads in words
    for (const auto& one : shown)
        made.push_back({.key = std::string(one.key),
                        .title = table ? from.texts().text("column", one.key, shared.lang()) : std::string(),
                        .right = one.right,
                        .widest = one.widest});
    if (!table)
        for (const auto key : untitled) made.push_back({.key = std::string(key), .title = {}});
    return made;
}

std::vector<column> columns(services& from, const shared_options& shared,
                            std::initializer_list<column_spec> shown,
                            std::initializer_list<std::string_view> untitled)
{
    return columns(from, shared, shared.output(), shown, untitled);
}

}  // namespace redress::app
