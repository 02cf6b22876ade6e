// Rows as columns of parameters. Long because it is a list: one function a statement.
#include "adapters/postgres/batch_columns.hpp"

#include "adapters/postgres/case_codec.hpp"
#include "adapters/postgres/cbor.hpp"

#include <algorithm>

namespace redress::postgres {
namespace {

using namespace workflow;

std::span<column> started(parameters& into, std::size_t rows, std::initializer_list<element> types)
{
    const std::span<column> columns = into.of(types.size());
    std::size_t i = 0;
    for (const element type : types) columns[i++].start(type, rows);
    return columns;
}

std::span<const std::uint8_t> bytes_of(const digest& d)
{
    return d;
}

void add_or_null(column& to, std::string_view text)
{
    if (text.empty())
        to.null();
    else
        to.add(text);
}

/// The 13 columns that move, from `first` on; the same for a new case and a moved one.
void add_case(std::span<column> c, const complaint& now, std::string& facts_bytes)
{
    c[0].add(name_of(now.lifecycle));
    c[1].add(name_of(now.hold));
    c[2].add(name_of(now.ladder));
    c[3].add(static_cast<std::int16_t>(now.facts.severity));
    c[4].add(static_cast<std::int16_t>(now.facts.rung));
    c[5].add(now.version);
    c[6].add(now.cseq);
    c[7].add(now.next_due());
    c[8].add(now.agenda_at);
    add_or_null(c[9], now.facts.owner);
    add_or_null(c[10], now.facts.team);
    c[11].add(bytes_of(now.head));
    facts_bytes.clear();
    encode_facts(facts_bytes, now.facts);
    c[12].add(std::string_view(facts_bytes));
}

std::span<column> case_columns(parameters& into, std::size_t rows, element third)
{
    using enum element;
    return started(into, rows,
                   {int2, uuid, third, text, text, text, int2, int2, int8, int8, timestamptz, timestamptz,
                    text, text, bytea, bytea});
}

std::string headers_as_cbor(const dead_letter& letter)
{
    std::string bytes;
    cbor_writer out(bytes);
    out.array(letter.headers.size());
    for (const auto& [name, value] : letter.headers) {
        out.array(2);
        out.bytes(name);
        out.bytes(value);
    }
    return bytes;
}

/// Length of the well-formed UTF-8 sequence at the front, 0 when there is none.
std::size_t sequence_length(std::string_view text)
{
    const auto at = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned first = at(0);
    if (first < 0x80) return first == 0 ? 0 : 1;
    const std::size_t length = first >= 0xc2 && first <= 0xdf   ? 2
                               : (first & 0xf0U) == 0xe0        ? 3
                               : first >= 0xf0 && first <= 0xf4 ? 4
                                                                : 0;
    if (length == 0 || text.size() < length) return 0;
    for (std::size_t i = 1; i < length; ++i)
        if ((at(i) & 0xc0U) != 0x80) return 0;
    // Overlong forms, surrogates and what lies beyond U+10FFFF.
    if ((first == 0xe0 && at(1) < 0xa0) || (first == 0xed && at(1) > 0x9f) ||
        (first == 0xf0 && at(1) < 0x90) || (first == 0xf4 && at(1) > 0x8f))
        return 0;
    return length;
}

/// The rows of the queue that are there already, or those that are not.
std::span<const column> queue_columns(std::span<const work_item> rows, bool there, parameters& into)
{
    using enum element;
    const auto meant = [there](const work_item& row) { return !row.gone && row.there == there; };
    const auto kept = static_cast<std::size_t>(std::ranges::count_if(rows, meant));
    if (kept == 0) return {};
    const auto c = started(
        into, kept,
        {int2, uuid, text, text, text, text, text, text, text, text, int2, int2, timestamptz, timestamptz});
    for (const auto& row : rows) {
        if (!meant(row)) continue;
        const complaint& now = *row.now;
        c[0].add(row.bucket);
        c[1].add(row.id);
        c[2].add(std::string_view(now.facts.reference));
        c[3].add(std::string_view(now.facts.team));
        c[4].add(std::string_view(now.facts.owner));
        c[5].add(name_of(now.lifecycle));
        c[6].add(name_of(now.hold));
        c[7].add(name_of(now.facts.kind));
        c[8].add(std::string_view(now.facts.category));
        c[9].add(name_of(now.facts.channel));
        c[10].add(static_cast<std::int16_t>(now.facts.severity));
        c[11].add(static_cast<std::int16_t>(now.facts.rung));
        c[12].add(now.next_due());
        c[13].add(now.facts.filed_at.value_or(instant{}));
    }
    return c;
}

}  // namespace

std::string storable(std::string_view text)
{
    std::string kept;
    while (!text.empty()) {
        const std::size_t length = sequence_length(text);
        kept.append(length > 0 ? text.substr(0, length) : std::string_view("\xef\xbf\xbd"));
        text.remove_prefix(length > 0 ? length : 1);
    }
    return kept;
}

std::span<const column> columns_of(std::span<const head_move> rows, parameters& into)
{
    using enum element;
    const auto c = started(into, rows.size(), {int2, int8, int8, int8});
    for (const auto& row : rows) {
        c[0].add(row.bucket);
        c[1].add(row.expected_turn);
        c[2].add(row.next_turn);
        c[3].add(row.next_pos);
    }
    return c;
}

std::span<const column> columns_of_new(std::span<const case_write> rows, parameters& into)
{
    const auto c = case_columns(into, rows.size(), element::text);
    std::string facts_bytes;
    for (const auto& row : rows) {
        c[0].add(row.now->bucket);
        c[1].add(row.now->id);
        c[2].add(std::string_view(row.now->facts.reference));
        add_case(c.subspan(3), *row.now, facts_bytes);
    }
    return c;
}

std::span<const column> columns_of_moved(std::span<const case_write> rows, parameters& into)
{
    const auto c = case_columns(into, rows.size(), element::int8);
    std::string facts_bytes;
    for (const auto& row : rows) {
        c[0].add(row.now->bucket);
        c[1].add(row.now->id);
        c[2].add(row.expected_version);
        add_case(c.subspan(3), *row.now, facts_bytes);
    }
    return c;
}

std::span<const column> columns_of_new_matters(std::span<const matter_write> rows, parameters& into)
{
    using enum element;
    const auto c =
        started(into, rows.size(),
                {int2, uuid, text, text, int8, int8, timestamptz, timestamptz, timestamptz, bytea, bytea});
    std::string facts_bytes;
    for (const auto& row : rows) {
        const matter& now = *row.now;
        facts_bytes.clear();
        encode_facts(facts_bytes, now.facts);
        c[0].add(now.bucket);
        c[1].add(now.id);
        c[2].add(name_of(now.kind));
        c[3].add(name_of(now.state));
        c[4].add(now.version);
        c[5].add(now.cseq);
        c[6].add(now.facts.due);
        c[7].add(now.facts.opened_at.value_or(instant{}));
        c[8].add(now.agenda_at);
        c[9].add(bytes_of(now.head));
        c[10].add(std::string_view(facts_bytes));
    }
    return c;
}

std::span<const column> columns_of_moved_matters(std::span<const matter_write> rows, parameters& into)
{
    using enum element;
    const auto c = started(into, rows.size(),
                           {int2, uuid, int8, text, int8, int8, timestamptz, timestamptz, bytea, bytea});
    std::string facts_bytes;
    for (const auto& row : rows) {
        const matter& now = *row.now;
        facts_bytes.clear();
        encode_facts(facts_bytes, now.facts);
        c[0].add(now.bucket);
        c[1].add(now.id);
        c[2].add(row.expected_version);
        c[3].add(name_of(now.state));
        c[4].add(now.version);
        c[5].add(now.cseq);
        c[6].add(now.facts.due);
        c[7].add(now.agenda_at);
        c[8].add(bytes_of(now.head));
        c[9].add(std::string_view(facts_bytes));
    }
    return c;
}

std::span<const column> columns_of(std::span<const incident_delta> rows, parameters& into)
{
    using enum element;
    const auto c = started(into, rows.size(), {int2, uuid, int8});
    for (const auto& row : rows) {
        c[0].add(row.bucket);
        c[1].add(row.incident);
        c[2].add(row.delta);
    }
    return c;
}

std::span<const column> columns_of(std::span<const entry_row> rows, parameters& into)
{
    using enum element;
    const auto c = started(into, rows.size(), {int2, uuid, int8, int8, int8, bytea, bytea});
    for (const auto& row : rows) {
        c[0].add(row.bucket);
        c[1].add(row.chain);
        c[2].add(row.key);
        c[3].add(row.cseq);
        c[4].add(row.pos);
        c[5].add(std::string_view(row.body));
        c[6].add(bytes_of(row.leaf));
    }
    return c;
}

std::span<const column> columns_of(std::span<const private_row> rows, parameters& into)
{
    using enum element;
    const auto c = started(into, rows.size(), {int2, uuid, int8, text, bytea, bytea, timestamptz});
    for (const auto& row : rows) {
        c[0].add(row.bucket);
        c[1].add(row.id);
        c[2].add(row.entry_key);
        c[3].add(std::string_view(row.slot));
        c[4].add(std::string_view(row.bytes));
        c[5].add(bytes_of(row.digest));
        c[6].add(row.created);
    }
    return c;
}

std::span<const column> columns_of(std::span<const erased_case> rows, parameters& into)
{
    using enum element;
    const auto c = started(into, rows.size(), {int2, uuid});
    for (const auto& row : rows) {
        c[0].add(row.bucket);
        c[1].add(row.id);
    }
    return c;
}

std::span<const column> columns_of(std::span<const redacted_entry> rows, parameters& into)
{
    using enum element;
    const auto c = started(into, rows.size(), {int2, uuid, int8});
    for (const auto& row : rows) {
        c[0].add(row.bucket);
        c[1].add(row.id);
        c[2].add(row.cseq);
    }
    return c;
}

std::span<const column> columns_of(std::span<const agenda_row> rows, parameters& into)
{
    using enum element;
    const auto c = started(into, rows.size(), {int2, timestamptz, uuid});
    for (const auto& row : rows) {
        c[0].add(row.bucket);
        c[1].add(row.look_at);
        c[2].add(row.id);
    }
    return c;
}

std::span<const column> columns_of_done(std::span<const due_case> rows, parameters& into)
{
    const auto c = into.of(2);
    c[0].start(element::text, rows.size());
    c[1].start(element::uuid, rows.size());
    for (const auto& row : rows) {
        c[0].add(row.place);
        c[1].add(row.id);
    }
    return c;
}

std::span<const column> columns_of(std::span<const counter_delta> rows, parameters& into)
{
    using enum element;
    const auto c = started(into, rows.size(), {int2, text, int8});
    for (const auto& row : rows) {
        c[0].add(row.bucket);
        c[1].add(std::string_view(row.state));
        c[2].add(row.delta);
    }
    return c;
}

std::span<const column> columns_of(std::span<const offset_write> rows, parameters& into)
{
    using enum element;
    const auto c =
        started(into, rows.size(), {int2, text, int4, int8, int8, int8, int8, int8, int8, int8, int8});
    for (const auto& row : rows) {
        c[0].add(row.move.bucket);
        c[1].add(std::string_view(row.move.topic));
        c[2].add(row.move.partition);
        c[3].add(row.move.epoch);
        c[4].add(row.move.expected);
        c[5].add(row.move.next);
        c[6].add(row.applied);
        c[7].add(row.refused);
        c[8].add(row.duplicate);
        c[9].add(row.dead_lettered);
        c[10].add(row.move.skipped);
    }
    return c;
}

std::span<const column> columns_of(std::span<const dead_letter_row> rows, parameters& into)
{
    using enum element;
    const auto c = started(
        into, rows.size(),
        {int2, uuid, text, text, text, text, text, int4, int8, bytea, bytea, bytea, bytea, timestamptz});
    for (const auto& row : rows) {
        const dead_letter& letter = *row.letter;
        c[0].add(row.bucket);
        c[1].add(row.id);
        c[2].add(std::string_view(letter.reason));
        c[3].add(std::string_view(storable(letter.detail)));
        c[4].add(std::string_view(storable(letter.source)));
        c[5].add(std::string_view(storable(letter.id)));
        c[6].add(std::string_view(storable(letter.topic)));
        c[7].add(letter.partition);
        c[8].add(letter.offset);
        c[9].add(bytes_of(letter.sha256));
        c[10].add(std::string_view(letter.key));
        c[11].add(std::string_view(headers_as_cbor(letter)));
        c[12].add(std::string_view(letter.payload));
        c[13].add(row.created);
    }
    return c;
}

std::span<const column> columns_of_put(std::span<const work_item> rows, parameters& into)
{
    return queue_columns(rows, false, into);
}

std::span<const column> columns_of_moved(std::span<const work_item> rows, parameters& into)
{
    return queue_columns(rows, true, into);
}

std::span<const column> columns_of_gone(std::span<const work_item> rows, parameters& into)
{
    using enum element;
    const auto gone = static_cast<std::size_t>(std::ranges::count(rows, true, &work_item::gone));
    if (gone == 0) return {};
    const auto c = started(into, gone, {int2, uuid});
    for (const auto& row : rows) {
        if (!row.gone) continue;
        c[0].add(row.bucket);
        c[1].add(row.id);
    }
    return c;
}

}  // namespace redress::postgres
