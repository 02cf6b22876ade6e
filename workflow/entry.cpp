#include "workflow/entry.hpp"

#include "states/machine_step.hpp"
#include "states/recorder.hpp"
#include "workflow/canonical.hpp"
#include "workflow/entry_values.hpp"
#include "workflow/firewall/clean_event.hpp"
#include "workflow/ports/case_store.hpp"

#include <algorithm>
#include <array>

namespace redress::workflow {
namespace {

/// Place of each field among all of them by name, so that `data` is sorted by comparing bytes.
constexpr auto field_ranks = [] {
    std::array<std::uint8_t, field_count> ranks{};
    for (std::size_t f = 0; f < field_count; ++f)
        for (std::size_t other = 0; other < field_count; ++other)
            if (field_rows[other].name < field_rows[f].name) ++ranks[f];
    return ranks;
}();

std::string_view state_name(machine which, std::uint8_t state)
{
    return machines()[static_cast<std::size_t>(which)].states[state];
}

void write_digest(std::string& out, const redress::digest& value)
{
    out += '"';
    append_hex(out, value);
    out += '"';
}

void write_actor(std::string& out, const actor& who, std::string_view stands_in_for)
{
    out += '{';
    if (!stands_in_for.empty()) {
        out += "\"for\":";
        append_json(out, stands_in_for);
        out += ',';
    }
    out += "\"id\":";
    append_json(out, std::string_view(who.id));
    out += ",\"kind\":";
    write_value(out, who.kind);
    out += ",\"role\":";
    write_value(out, who.role);
    out += '}';
}

void write_field(std::string& out, const field_value& value)
{
    std::visit([&out](const auto& v) { write_value(out, v); }, value);
}

/// Non-personal fields only: a personal one stands under `sealed`, as a digest.
void write_event_data(std::string& out, const event& what)
{
    std::array<const std::pair<field, field_value>*, field_count> shown{};
    std::size_t count = 0;
    for (const auto& pair : what.fields)
        if (!row_of(pair.first).personal && count < shown.size()) shown[count++] = &pair;
    if (count == 0) return;
    std::sort(shown.begin(), shown.begin() + static_cast<std::ptrdiff_t>(count),
              [](const auto* a, const auto* b) {
                  return field_ranks[static_cast<std::size_t>(a->first)] <
                         field_ranks[static_cast<std::size_t>(b->first)];
              });
    out += "\"data\":";
    char between = '{';
    for (std::size_t i = 0; i < count; ++i) {
        out += between;
        out += '"';
        out += name_of(shown[i]->first);
        out += "\":";
        write_field(out, shown[i]->second);
        between = ',';
    }
    out += "},";
}

template <class Pairs>
void write_text_members(std::string& out, const Pairs& pairs)
{
    std::vector<const typename Pairs::value_type*> sorted;
    sorted.reserve(pairs.size());
    for (const auto& pair : pairs) sorted.push_back(&pair);
    std::sort(sorted.begin(), sorted.end(), [](const auto* a, const auto* b) { return a->first < b->first; });
    char between = '{';
    for (const auto* pair : sorted) {
        out += between;
        append_json(out, std::string_view(pair->first));
        out += ':';
        append_json(out, std::string_view(pair->second));
        between = ',';
    }
    if (sorted.empty()) out += '{';
    out += '}';
}

void write_clocks(std::string& out, const complaint& now, const changes& changed)
{
    out += "\"clk\":[";
    for (std::size_t i = 0; i < changed.clocks.size(); ++i) {
        if (i != 0) out += ',';
        write_value(out, now.facts.clocks[changed.clocks[i]]);
    }
    out += "],";
}

void write_moves(std::string& out, const complaint& now, const std::vector<move>& moves)
{
    out += "\"moves\":[";
    for (std::size_t i = 0; i < moves.size(); ++i) {
        if (i != 0) out += ',';
        out += "{\"from\":\"";
        out += state_name(moves[i].which, moves[i].from);
        out += "\",\"machine\":\"";
        out += name_of(moves[i].which);
        if (moves[i].item >= 0) {
            out += "\",\"subject\":\"";
            out += now.facts.redress_items[static_cast<std::size_t>(moves[i].item)].id;
        }
        out += "\",\"to\":\"";
        out += state_name(moves[i].which, moves[i].to);
        out += "\"}";
    }
    out += "],";
}

void write_move(std::string& out, const matter& now, const matter_changes& moved)
{
    if (moved.from == moved.to) return;
    out += "\"moves\":[{\"from\":";
    write_value(out, moved.from);
    out += ",\"machine\":";
    write_value(out, now.kind);
    out += ",\"to\":";
    write_value(out, moved.to);
    out += "}],";
}

void write_refusal(std::string& out, const refusal& refused)
{
    out += "\"ref\":{\"args\":";
    write_text_members(out, refused.args);
    out += ",\"code\":";
    append_json(out, refused.code);
    out += ",\"fix\":";
    append_json(out, refused.fix);
    out += ",\"guard\":";
    append_json(out, refused.guard);
    out += "},";
}

/// All of them where they were pinned, else those of the clocks that changed: under several policies most
/// entries are about one.
void write_pins(std::string& out, const complaint& now, const changes& changed)
{
    const bool all = changed.facts[fact_index<&facts::policies>()];
    char between = '[';
    out += "\"pol\":";
    for (const pin& one : now.facts.policies) {
        const auto counts_here = [&](std::size_t index) { return now.facts.clocks[index].policy == one.id; };
        if (!all && std::ranges::none_of(changed.clocks, counts_here)) continue;
        out += between;
        write_value(out, one);
        between = ',';
    }
    out += between == '[' ? "[]," : "],";
}

void write_sealed(std::string& out, std::span<const sealed_value> sealed)
{
    out += "\"sealed\":[";
    for (std::size_t i = 0; i < sealed.size(); ++i) {
        if (i != 0) out += ',';
        out += "{\"len\":";
        append_json(out, static_cast<std::int64_t>(sealed[i].length));
        out += ",\"sha256\":";
        write_digest(out, sealed[i].sha256);
        out += ",\"slot\":";
        append_json(out, std::string_view(sealed[i].slot));
        out += '}';
    }
    out += "],";
}

/// What the firewall took out of the words before they came here.
void write_removed(std::string& out, const event& what)
{
    const auto removed = removed_from(what);
    if (removed.empty()) return;
    out += "\"removed\":[";
    for (std::size_t i = 0; i < removed.size(); ++i) {
        if (i != 0) out += ',';
        out += "{\"kind\":";
        append_json(out, name_of(removed[i].kind));
        out += ",\"slot\":";
        append_json(out, std::string_view(removed[i].slot));
        out += '}';
    }
    out += "],";
}

/// The new value of each fact that changed; null for one that is back at its default, so that the
/// fold drops it as the case row does.
template <reflected Facts>
void write_facts(std::string& out, const Facts& now, const std::bitset<member_count<Facts>>& changed)
{
    const Facts& usual = default_of<Facts>();
    out += "\"set\":";
    char between = '{';
    for_each_member<Facts>([&](auto index, auto m) {
        if (!changed[index]) return;
        out += between;
        out += '"';
        out += m.name;
        out += "\":";
        if (now.*m.where == usual.*m.where)
            out += "null";
        else
            write_value(out, now.*m.where);
        between = ',';
    });
    out += "},";
}

void write_source(std::string& out, const source_ref& from)
{
    out += "\"src\":{";
    if (from.digest != redress::digest{}) {
        out += "\"digest\":";
        write_digest(out, from.digest);
        out += ',';
    }
    out += "\"id\":";
    append_json(out, std::string_view(from.id));
    if (!from.topic.empty()) {
        out += ",\"offset\":";
        append_json(out, from.offset);
        out += ",\"partition\":";
        append_json(out, static_cast<std::int64_t>(from.partition));
    }
    out += ",\"source\":";
    append_json(out, std::string_view(from.source));
    if (!from.topic.empty()) {
        out += ",\"topic\":";
        append_json(out, std::string_view(from.topic));
    }
    out += "},";
}

}  // namespace

void write_entry(std::string& out, const entry_parts& parts, const log_identity& log)
{
    const std::size_t start = out.size();
    const complaint* now = parts.now;
    const changes* changed = now ? parts.changed : nullptr;  // of a case alone
    const matter_changes* moved = parts.beside ? parts.moved : nullptr;
    out += "{\"actor\":";
    write_actor(out, *parts.who, parts.stands_in_for);
    out += ",\"at\":";
    write_value(out, parts.at);
    out += ',';
    if (now) {
        out += "\"case\":";
        write_value(out, now->id);
        out += ',';
    }
    if (parts.cause) {
        out += "\"cause\":";
        write_value(out, *parts.cause);
        out += ',';
    }
    if (!now) {
        out += "\"chain\":";
        write_value(out, parts.beside ? parts.beside->id : parts.chain);
        out += ',';
    }
    if (changed && !changed->clocks.empty()) write_clocks(out, *now, *changed);
    if (parts.cprev) {
        out += "\"cprev\":";
        write_digest(out, *parts.cprev);
        out += ',';
    }
    out += "\"cseq\":";
    append_json(out, parts.cseq);
    out += ',';
    if (parts.what) {
        write_event_data(out, *parts.what);
        out += "\"ev\":\"";
        out += name_of(parts.what->type);
        out += "\",";
    } else if (!parts.data.empty()) {
        out += "\"data\":";
        write_text_members(out, parts.data);
        out += ',';
    }
    out += "\"id\":";
    write_value(out, parts.id);
    out += ",\"log\":";
    append_json(out, std::string_view(log.log));
    out += ',';
    if (changed && !changed->moves.empty()) write_moves(out, *now, changed->moves);
    if (moved) write_move(out, *parts.beside, *moved);
    if (changed && changed->pins) write_pins(out, *now, *changed);
    out += "\"rec\":";
    write_value(out, parts.recorded);
    out += ',';
    if (parts.refused) write_refusal(out, *parts.refused);
    if (parts.what) write_removed(out, *parts.what);
    out += "\"salt\":\"";
    append_hex(out, parts.salt);
    out += "\",";
    if (!parts.sealed.empty()) write_sealed(out, parts.sealed);
    if (changed && changed->facts.any()) write_facts(out, now->facts, changed->facts);
    if (moved && moved->facts.any()) write_facts(out, parts.beside->facts, moved->facts);
    if (parts.from) write_source(out, *parts.from);
    out += "\"ten\":";
    append_json(out, std::string_view(log.tenant));
    if (!parts.traceparent.empty()) {
        out += ",\"tp\":";
        append_json(out, parts.traceparent);
    }
    out += ",\"type\":\"";
    out += parts.type;
    out += "\",\"v\":\"redress.audit/1\"";
    if (changed || moved) {
        out += ",\"ver\":";
        append_json(out, changed ? now->version : parts.beside->version);
    }
    out += '}';
    if (out.size() - start > entry_bytes_max)
        throw write_rejected("an entry of " + std::to_string(out.size() - start) + " bytes; at most " +
                             std::to_string(entry_bytes_max) + " fit");
}

}  // namespace redress::workflow
