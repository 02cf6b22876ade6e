#include "adapters/paper/workbook.hpp"

#include "adapters/paper/plain_characters.hpp"

#include <xlsxwriter.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <fstream>
#include <stdexcept>
#include <utility>

namespace redress::paper {
namespace {

constexpr lxw_row_t rows_max = 1'048'576;
constexpr std::size_t text_max = 32'767, title_max = 31;

/// Characters, not bytes.
std::size_t length_of(const std::string& text)
{
    std::size_t n = 0;
    for (const char byte : text) n += (static_cast<unsigned char>(byte) & 0xc0U) != 0x80U;
    return n;
}

/// What a sheet may be called: at most 31 characters, none of []:*?/\ .
std::string sheet_title(const std::string& text)
{
    std::string made;
    for (const char one : text) {
        if (length_of(made) == title_max && (static_cast<unsigned char>(one) & 0xc0U) != 0x80U) break;
        made += std::string_view("[]:*?/\\'").find(one) != std::string_view::npos ? ' ' : one;
    }
    return made;
}

lxw_datetime datetime_of(instant at)
{
    using namespace std::chrono;
    const auto day = floor<days>(at);
    const year_month_day date(day);
    const hh_mm_ss time(floor<milliseconds>(at - day));
    return {.year = int(date.year()),
            .month = int(unsigned(date.month())),
            .day = int(unsigned(date.day())),
            .hour = int(time.hours().count()),
            .min = int(time.minutes().count()),
            .sec = double(time.seconds().count()) + double(time.subseconds().count()) / 1000};
}

}  // namespace

struct workbook::parts {
    std::filesystem::path file;
    lxw_workbook* book = nullptr;
    lxw_worksheet* page = nullptr;
    lxw_format *head = nullptr, *moment = nullptr;
    lxw_row_t next = 0;

    void check(lxw_error said) const
    {
        if (said != LXW_NO_ERROR)
            throw std::runtime_error(std::string("the workbook cannot be written: ") + lxw_strerror(said));
    }

    void put(lxw_col_t column, const std::string& text, lxw_format* as)
    {
        const auto plain = plain_characters(text);
        if (length_of(plain) > text_max)
            throw std::length_error("a text of row " + std::to_string(next + 1) + " has more than " +
                                    std::to_string(text_max) +
                                    " characters, which a cell cannot hold: take CSV or JSON");
        check(worksheet_write_string(page, next, column, plain.c_str(), as));
    }

    void put(lxw_col_t column, const cell& what)
    {
        if (const auto* text = std::get_if<std::string>(&what)) return put(column, *text, nullptr);
        if (const auto* number = std::get_if<double>(&what))
            return check(worksheet_write_number(page, next, column, *number, nullptr));
        if (const auto* yes = std::get_if<bool>(&what))
            return check(worksheet_write_boolean(page, next, column, int(*yes), nullptr));
        if (const auto* at = std::get_if<instant>(&what)) {
            auto when = datetime_of(*at);
            check(worksheet_write_datetime(page, next, column, &when, moment));
        }
    }
};

workbook::workbook(const std::filesystem::path& file, const std::string& title,
                   std::span<const std::string> columns)
    : parts_(std::make_unique<parts>())
{
    // The library writes it at the end, and a report that has no place is better not begun.
    if (std::ofstream place(file, std::ios::binary); !place)
        throw std::runtime_error(file.string() + ": " + std::strerror(errno));
    lxw_workbook_options options{};
    options.constant_memory = LXW_TRUE;
    auto& to = *parts_;
    to.file = file;
    to.book = workbook_new_opt(file.c_str(), &options);
    if (to.book == nullptr) throw std::runtime_error("the workbook cannot be begun");
    to.head = workbook_add_format(to.book);
    format_set_bold(to.head);
    format_set_bottom(to.head, LXW_BORDER_THIN);
    to.moment = workbook_add_format(to.book);
    format_set_num_format(to.moment, "yyyy-mm-dd hh:mm:ss\" UTC\"");
    to.page = workbook_add_worksheet(to.book, sheet_title(title).c_str());
    if (to.page == nullptr) throw std::runtime_error("the workbook has no sheet");
    worksheet_freeze_panes(to.page, 1, 0);
    worksheet_set_column(to.page, 0, static_cast<lxw_col_t>(columns.size() - 1), 20, nullptr);
    for (std::size_t n = 0; n < columns.size(); ++n) to.put(static_cast<lxw_col_t>(n), columns[n], to.head);
    ++to.next;
}

workbook::~workbook()
{
    if (parts_->book == nullptr) return;
    static_cast<void>(workbook_close(parts_->book));
    std::error_code ignored;
    std::filesystem::remove(parts_->file, ignored);
}

void workbook::row(std::span<const cell> cells)
{
    auto& to = *parts_;
    if (to.next >= rows_max)
        throw std::length_error("a sheet has at most " + std::to_string(rows_max) +
                                " rows: take CSV or JSON");
    for (std::size_t n = 0; n < cells.size(); ++n) to.put(static_cast<lxw_col_t>(n), cells[n]);
    ++to.next;
}

void workbook::close()
{
    auto& to = *parts_;
    auto* book = std::exchange(to.book, nullptr);
    if (book != nullptr) to.check(workbook_close(book));
}

}  // namespace redress::paper
