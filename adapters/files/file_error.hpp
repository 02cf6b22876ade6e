// What is wrong with a file that somebody wrote by hand, and where.
#pragma once

#include <cstdint>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace redress::files {

/// `what()` is "file:line:column: message"; the message names the field, the rule and the fix.
/// Line and column count from 1; both are 0 when the file as a whole is meant (it cannot be read).
class file_error : public std::runtime_error {
public:
    file_error(std::string file_name, std::uint32_t at_line, std::uint32_t at_column, std::string why,
               std::string rule = {}, std::map<std::string, std::string> named = {})
        : std::runtime_error(file_name +
                             (at_line == 0
                                  ? std::string()
                                  : ":" + std::to_string(at_line) + ":" + std::to_string(at_column)) +
                             ": " + why),
          file(std::move(file_name)),
          line(at_line),
          column(at_column),
          message(std::move(why)),
          code(std::move(rule)),
          args(std::move(named))
    {
    }

    std::string file;
    std::uint32_t line = 0;
    std::uint32_t column = 0;
    std::string message;
    /// Of a contradiction (contradictions.hpp): by these its sentence is said in other languages, too. Else empty.
    std::string code;
    std::map<std::string, std::string> args;

    /// "file:line:column", or the file alone.
    [[nodiscard]] std::string place() const
    {
        return line == 0 ? file : file + ":" + std::to_string(line) + ":" + std::to_string(column);
    }
};

/// The bytes of a file; a `file_error` without a line when they cannot be read.
[[nodiscard]] std::string read_file(const std::string& path);

/// Lower-case hexadecimal SHA-256 of the bytes.
[[nodiscard]] std::string sha256_hex(std::string_view bytes);

}  // namespace redress::files
