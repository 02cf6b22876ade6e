// Forms of the pages as rows: what is asked, how it is typed, what is checked. Words stand in the texts of pages
// under [field], [field_hint] and [form_error].
#pragma once

#include "adapters/app/pages/form_body.hpp"
#include "adapters/app/pages/page_templates.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace redress::files {
class text_book;
}

namespace redress::app {

enum class typed_as : std::uint8_t {
    text,
    long_text,
    email,
    phone,
    date,
    time,
    amount,
    one_of,
    select,
    ticks
};

struct form_field {
    std::string_view name;
    typed_as as = typed_as::text;
    std::size_t max = 200;  // code points
    bool required = false;
    std::string_view autocomplete = {};  // what a browser may offer by itself
};

/// Choices of a field: value and how it is said, in order.
using form_choices = std::map<std::string, std::vector<std::pair<std::string, std::string>>, std::less<>>;

struct form_error {
    std::string field;
    std::string words;
};

/// What is wrong, field by field, in the order of the form.
[[nodiscard]] std::vector<form_error> check_form(std::span<const form_field> fields, const form_body& sent,
                                                 const form_choices& choices, const files::text_book& words,
                                                 std::string_view language);

/// Members `fields`, `has_errors` and `errors` for the templates.
void put_form(page_values& to, std::span<const form_field> fields, const form_body& sent,
              const form_choices& choices, const std::vector<form_error>& errors,
              const files::text_book& words, std::string_view language);

/// Everything that was sent under another name than the fields', as hidden inputs: member `carried`.
/// `but`: names that are not carried.
void put_carried(page_values& to, const form_body& sent, std::span<const form_field> fields,
                 std::span<const std::string_view> but);

/// True and false as templates know them.
[[nodiscard]] inline page_values yes_no(bool value)
{
    return page_values(value ? page_values::type::bool_true : page_values::type::bool_false);
}

/// Code points.
[[nodiscard]] std::size_t length_of(std::string_view utf8);

}  // namespace redress::app
