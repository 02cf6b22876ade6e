// The pages' templates: Mustache files, and what is strict about ours. A name without a value is an error, not an
// empty place; a text is named as {{t.section.key}}, and its own {places} are filled from the same values. What is
// put in is always escaped, and so attributes stand in quotes.
#pragma once

#include <kainjow/mustache.hpp>

#include <map>
#include <stdexcept>
#include <string>
#include <string_view>

namespace redress::files {
class text_book;
}

namespace redress::app {

using page_values = kainjow::mustache::data;
using page_list = kainjow::mustache::list;

/// A template names what nobody gave, or cannot be read.
class page_error : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

class page_templates {
public:
    /// Every *.mustache of the folder; {{>name}} puts in another of them. Throws page_error, file_error. `words` must outlive it.
    page_templates(const std::string& folder, const files::text_book& words);

    /// Throws page_error. Safe from several threads.
    [[nodiscard]] std::string render(std::string_view name, const page_values& values,
                                     std::string_view language) const;

private:
    const files::text_book& words_;
    std::map<std::string, kainjow::mustache::mustache, std::less<>> all_;
};

}  // namespace redress::app
