// What is wrong with a file that somebody wrote by hand, and where.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace redress::files {

/// `what()` is "file:line:column: message"; the message names the field, the rule and the fix.
/// Line and column count from 1; both are 0 when the file as a whole is meant (it cannot be read).
class file_error : public std::runtime_error {
public:
    file_error(std::string file_name, std::uint32_t at_line, std::uint32_t at_column, std::string why)
        : std::runtime_error(file_name +
                             (at_line == 0
                                  ? std::string()
                                  : ":" + std::to_string(at_line) + ":" + std::to_string(at_column)) +
                             ": " + why),
          file(std::move(file_name)),
          line(at_line),
          column(at_column),
          message(std::move(why))
    {
    }

    std::string file;
    std::uint32_t line = 0;
    std::uint32_t column = 0;
    std::string message;
};

/// The bytes of a file; a `file_error` without a line when they cannot be read.
[[nodiscard]] std::string read_file(const std::string& path);

/// Lower-case hexadecimal SHA-256 of the bytes.
[[nodiscard]] std::string sha256_hex(std::string_view bytes);

}  // namespace redress::files
