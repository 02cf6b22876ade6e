// The options of `case do` and `case file`, derived from the fields of an event, so that a new field
// is an option without a line of code here.
#pragma once

#include "adapters/json/event_json.hpp"
#include "states/events.hpp"

#include <boost/json/fwd.hpp>

#include <map>
#include <string>
#include <vector>

namespace redress::files {
class text_book;
}

namespace redress::app {

struct event_option {
    redress::field field{};
    std::string flag;  // "--letter-language"
    bool required = false;
    bool repeats = false;  // lists: once per item
    std::string hint;      // type, limit or closed list
};

/// The option of a field: "--letter-language".
[[nodiscard]] std::string flag_of(field f);

/// Required ones first, each group by name.
[[nodiscard]] std::vector<event_option> options_of(event_type e);

/// Members of the event's JSON from what was typed. Throws command_failed, naming the option,
/// where the text is no value of the field's type; everything else is checked where JSON is read.
[[nodiscard]] boost::json::object data_from(const std::map<field, std::vector<std::string>>& typed);

/// What is wrong with one of them, without its name: "is required (...)".
[[nodiscard]] std::string sentence_of_field(const json::field_error& error, const files::text_book& texts,
                                            const std::string& language);

/// What is wrong with the fields of an event that was typed, naming the options: "--route: is required (...)".
[[nodiscard]] std::string sentence_for_options(const std::vector<json::field_error>& errors,
                                               const files::text_book& texts, const std::string& language);

/// "field=value" of --set. Throws command_failed when the event has no such field.
void add_setting(event_type e, const std::string& text, std::map<field, std::vector<std::string>>& typed);

}  // namespace redress::app
