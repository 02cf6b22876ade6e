// A workbook (Office Open XML, ECMA-376) of one sheet, written row by row in constant memory. A text is a text: no cell
// is ever a formula, whatever it begins with.
#pragma once

#include "states/instant.hpp"

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <variant>

namespace redress::paper {

/// Empty, a text, a number, yes or no, a moment (shown in UTC).
using cell = std::variant<std::monostate, std::string, double, bool, instant>;

class workbook {
public:
    /// Begins a file; one that is there is replaced. `title`: of the sheet, cut to what a sheet may be called. Throws
    /// std::runtime_error that names the file when it cannot be written.
    workbook(const std::filesystem::path& file, const std::string& title,
             std::span<const std::string> columns);
    ~workbook();
    workbook(const workbook&) = delete;
    workbook& operator=(const workbook&) = delete;

    /// Throws std::length_error when the format has no room: 1,048,575 rows beside the head, 32,767 characters a text.
    void row(std::span<const cell> cells);
    /// The file is whole only afterwards; of one that was not closed nothing stays. Throws std::runtime_error with the library's words.
    void close();

private:
    struct parts;
    std::unique_ptr<parts> parts_;
};

}  // namespace redress::paper
