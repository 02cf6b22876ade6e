#include "adapters/app/mapping.hpp"

#include "adapters/app/csv.hpp"
#include "adapters/app/nearest.hpp"
#include "adapters/app/width.hpp"
#include "states/events.hpp"
#include "workflow/canonical.hpp"
#include "workflow/entry.hpp"
#include "states/utf8.hpp"

#include <date/tz.h>

#include <algorithm>
#include <unordered_map>

namespace redress::app {
namespace {

// std::regex climbs one stack frame per character: longer fields are refused before it sees them.
constexpr std::size_t pattern_bytes_max = 16'384;

std::string cut_to(std::string_view text, std::size_t most)
{
    std::string_view rest = text;
    std::size_t points = 0;
    std::size_t keep = 0;
    while (!rest.empty()) {
        if (points + 1 == most) keep = text.size() - rest.size();
        take_code_point(rest);
        ++points;
    }
    return points <= most ? std::string(text) : std::string(text.substr(0, keep)) + "…";
}

std::string shown(std::string_view value)
{
    return "\"" + cut_to(value, 60) + "\"";
}

class row_mapper {
public:
    row_mapper(const mapping& by, const std::vector<std::string>& head) : by_(by), head_(head)
    {
        const std::vector<std::string_view> known(head.begin(), head.end());
        const auto need = [&](const std::string& column) {
            if (column.empty() || index_.contains(column)) return;
            const auto at = std::find(head.begin(), head.end(), column);
            if (at == head.end())
                throw mapping_error(by.file + ": the data have no column '" + column + "'" +
                                    did_you_mean(column, known));
            index_[column] = static_cast<std::size_t>(at - head.begin());
        };
        for (const auto& column : by.columns) need(column);
        need(by.received_column);
        for (const auto& rule : by.fields) {
            need(rule.from);
            for (const auto& piece : rule.pieces) need(piece.column);
        }
        for (const auto& rule : by.required) need(rule.column);
    }

    // Fills `out`; the first check that fails is its reason.
    void map(const csv_record& record, mapped_row& out, const data_check& check) const
    {
        const auto refuse = [&](std::string reason, std::string column = {}) {
            out.reason = std::move(reason);
            out.column = std::move(column);
        };
        for (const auto& field : record.fields)
            if (!valid_utf8(field)) return refuse("row is not UTF-8");
        if (!record.fault.empty()) return refuse(record.fault);
        if (record.fields.size() != head_.size())
            return refuse("row has " + std::to_string(record.fields.size()) + " fields, the header has " +
                          std::to_string(head_.size()));
        const auto value = [&](const std::string& column) -> const std::string& {
            return record.fields[index_.at(column)];
        };

        for (const auto& rule : by_.required) {
            const auto& text = value(rule.column);
            if (text.size() > pattern_bytes_max)
                return refuse("column " + rule.column + " has more than " +
                                  std::to_string(pattern_bytes_max) + " bytes",
                              rule.column);
            if (!std::regex_search(text, rule.pattern))
                return refuse(rule.why + ": column " + rule.column + " is " + shown(text), rule.column);
        }
        const auto& dated = value(by_.received_column);
        const auto date = parse_date(dated, by_.received_format);
        if (!date)
            return refuse(by_.received_column + " " + shown(dated) + " is not a date of the form " +
                              by_.received_format,
                          by_.received_column);
        out.received = instant_of(*date);

        out.data = by_.constant;
        for (const auto& rule : by_.fields) {
            std::string text;
            if (rule.pieces.empty()) {
                text = value(rule.from);
                if (rule.mapped) {
                    const auto at = rule.map.find(text);
                    if (at == rule.map.end() && !rule.otherwise)
                        return refuse(
                            "no " + rule.to + " for " + rule.from + " " + shown(text) + " in " + by_.file,
                            rule.from);
                    text = at == rule.map.end() ? *rule.otherwise : at->second;
                }
            }
            for (const auto& piece : rule.pieces) {
                const auto& filled = piece.column.empty() ? piece.words : value(piece.column);
                text += filled.empty() ? piece.words : filled;
            }
            if (rule.cut != 0) text = cut_to(text, rule.cut);
            if (text.empty()) continue;
            if (!boolean(rule.to)) {
                out.data[rule.to] = text;
            } else if (text == "true" || text == "false") {
                out.data[rule.to] = text == "true";
            } else {
                return refuse(rule.to + " is neither true nor false: " + shown(text), rule.from);
            }
        }
        if (auto why = check(out.data)) refuse(std::move(*why));
    }

private:
    static bool boolean(const std::string& to)
    {
        for (const auto& row : field_rows)
            if (row.name == to) return row.type == field_type::boolean;
        return false;
    }

    instant instant_of(const read_date& date) const
    {
        auto local = date.local.time_since_epoch();
        if (!date.has_time) local += std::chrono::duration_cast<std::chrono::seconds>(by_.received_time);
        if (date.offset) return instant(local - *date.offset);
        // Twice: the first of the two. Never: the first instant after the gap.
        return instant(date::locate_zone(by_.zone)
                           ->to_sys(date::local_seconds(local), date::choose::earliest)
                           .time_since_epoch());
    }

    const mapping& by_;
    const std::vector<std::string>& head_;
    std::unordered_map<std::string, std::size_t> index_;
};

// Places the times of receipt as `shift` says, or refuses those in the future.
void place_in_time(const mapping& by, instant now, std::vector<mapped_row>& rows)
{
    if (by.shift == time_shift::none) return;
    instant newest = instant::min();
    instant oldest = instant::max();
    for (const auto& row : rows) {
        if (!row.reason.empty()) continue;
        newest = std::max(newest, row.received);
        oldest = std::min(oldest, row.received);
    }
    const auto whole = newest - oldest;
    for (auto& row : rows) {
        if (!row.reason.empty()) continue;
        auto back = newest - row.received;
        if (by.shift == time_shift::squeeze && whole > by.spread) {
            using std::chrono::duration_cast, std::chrono::seconds;
            // Products of two spans of years overflow 64 bits only beyond ten thousand years.
            back = seconds(duration_cast<seconds>(back).count() * duration_cast<seconds>(by.spread).count() /
                           duration_cast<seconds>(whole).count());
        } else {
            back = std::min(back, by.spread);
        }
        row.received = now - by.newest_age - back;
    }
}

}  // namespace

case_id row_case_id(std::string_view mapping_id, std::string_view file_sha256, std::int64_t row)
{
    std::string text = "redress.import\n";
    text.append(mapping_id).append("\n").append(file_sha256).append("\n").append(std::to_string(row));
    // The first 16 bytes with version and variant written over them, so that any language makes the
    // same id with its own SHA-256 and UUID.
    const auto sum = workflow::sha256(text);
    case_id id;
    std::copy_n(sum.begin(), id.bytes.size(), id.bytes.begin());
    id.bytes[6] = static_cast<std::uint8_t>((id.bytes[6] & 0x0FU) | 0x80U);
    id.bytes[8] = static_cast<std::uint8_t>((id.bytes[8] & 0x3FU) | 0x80U);
    return id;
}

std::vector<mapped_row> map_rows(const mapping& by, std::string_view csv, instant now,
                                 const data_check& check)
{
    csv_reader reader(csv, by.delimiter);
    csv_record record;
    std::vector<std::string> head = by.columns;
    if (by.header) {
        if (!reader.next(record))
            throw mapping_error("the data are empty: not even the header that " + by.file + " describes");
        head = record.fields;
    }
    const row_mapper mapper(by, head);

    std::vector<mapped_row> rows;
    std::string file_sha256;
    workflow::append_hex(file_sha256, workflow::sha256(csv));
    while (reader.next(record)) {
        auto& row = rows.emplace_back();
        row.row = static_cast<std::int64_t>(rows.size());
        row.line = record.line;
        row.id = row_case_id(by.id, file_sha256, row.row);
        mapper.map(record, row, check);
        if (row.reason.empty() && by.shift == time_shift::none && row.received > now) {
            row.column = by.received_column;
            row.reason = by.received_column + " " +
                         shown(record.fields[static_cast<std::size_t>(
                             std::find(head.begin(), head.end(), by.received_column) - head.begin())]) +
                         " is in the future";
        }
    }
    place_in_time(by, now, rows);
    return rows;
}

}  // namespace redress::app
