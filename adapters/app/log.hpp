// Logs: one JSON object a line on stderr, without a word that a person wrote. A line names what
// happened by a fixed `event`, so that alerts and tests need not read sentences.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace redress::app {

enum class log_level : int { trace, debug, info, warn, error };

/// Once, before the first thread. `format` is json or text.
void start_log(std::string_view level, std::string_view format);

using log_field = std::pair<std::string_view, std::string>;

/// `event` is one of the names in docs; `fields` hold ids, counts and codes, never personal data.
void log(log_level level, std::string_view event, std::string_view message,
         std::initializer_list<log_field> fields = {});

}  // namespace redress::app
