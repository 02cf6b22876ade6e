#include "workflow/key_book.hpp"

#include "workflow/entry.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include <algorithm>
#include <bit>
#include <stdexcept>

namespace redress::workflow {
namespace {

namespace json = boost::json;

std::string text_at(const json::object& members, std::string_view name)
{
    const auto* value = members.if_contains(name);
    return value && value->is_string() ? std::string(value->get_string()) : std::string();
}

bool same_source(const source_ref& a, const source_ref& b)
{
    return a.source == b.source && a.id == b.id;
}

constexpr int eighths = 4;

}  // namespace

answer answer_of(std::string_view body)
{
    const json::value parsed = json::parse(json::string_view(body));
    const json::object& entry = parsed.as_object();
    answer said;
    said.what = disposition::duplicate;
    if (const auto id = parse_uuid(text_at(entry, "id"))) said.entry = *id;
    if (const auto* ver = entry.if_contains("ver")) said.version = ver->as_int64();
    if (const auto* set = entry.if_contains("set")) said.reference = text_at(set->as_object(), "reference");
    if (const auto* ref = entry.if_contains("ref")) {
        const auto& why = ref->as_object();
        said.code = text_at(why, "code");
        said.guard = text_at(why, "guard");
        said.fix = text_at(why, "fix");
        for (const auto& [name, value] : why.at("args").as_object())
            if (value.is_string()) said.args.emplace(std::string(name), std::string(value.get_string()));
    }
    return said;
}

void key_book::clear(std::size_t records)
{
    taken_.clear();
    history_.clear();
    const std::size_t room = std::bit_ceil(2 * records + 2);
    table_.assign(room, 0);
}

void key_book::learn(const std::vector<known_entry>& entries)
{
    for (const known_entry& entry : entries)
        history_.emplace(entry.key, recorded{entry.chain, source_of(entry.body), answer_of(entry.body)});
}

const key_book::taken* key_book::in_batch(const chain_id& chain, std::int64_t key) const
{
    const std::size_t mask = table_.size() - 1;
    for (std::size_t at = static_cast<std::size_t>(key) & mask; table_[at] != 0; at = (at + 1) & mask) {
        const taken& one = taken_[table_[at] - 1];
        if (one.key == key && one.chain == chain) return &one;
    }
    return nullptr;
}

const key_book::recorded* key_book::in_history(const chain_id& chain, std::int64_t key) const
{
    if (history_.empty()) return nullptr;
    const auto [first, last] = history_.equal_range(key);
    const auto found =
        std::find_if(first, last, [&](const auto& pair) { return pair.second.chain == chain; });
    return found == last ? nullptr : &found->second;
}

key_book::finding key_book::look(const chain_id& chain, const source_ref& from,
                                 const redress::digest& source) const
{
    bool reused = false;
    for (int eighth = 0; eighth < eighths; ++eighth) {
        const std::int64_t key = key_of(source, eighth);
        const recorded* before = in_history(chain, key);
        const taken* now = before ? nullptr : in_batch(chain, key);
        if (!before && !now)
            return {.is = reused ? finding::verdict::reused : finding::verdict::fresh, .key = key};
        const source_ref& held = before ? before->from : *now->from;
        if (!same_source(held, from)) continue;  // another id with the same eight bytes
        if (held.digest == from.digest)
            return {.is = finding::verdict::repeat,
                    .key = key,
                    .known = before ? &before->said : nullptr,
                    .place = now ? now->place : 0};
        reused = true;
    }
    return {.is = finding::verdict::exhausted};
}

bool key_book::goes_on(const chain_id& chain, const source_ref& from, std::int64_t key) const
{
    const recorded* held = in_history(chain, key);
    return held && !(same_source(held->from, from) && held->from.digest == from.digest);
}

void key_book::take(const chain_id& chain, std::int64_t key, const source_ref& from, std::size_t place)
{
    if (2 * taken_.size() + 2 > table_.size())
        throw std::logic_error("key book: more keys than it was cleared for");
    const std::size_t mask = table_.size() - 1;
    std::size_t at = static_cast<std::size_t>(key) & mask;
    while (table_[at] != 0) at = (at + 1) & mask;
    taken_.push_back({chain, key, &from, place});
    table_[at] = static_cast<std::uint32_t>(taken_.size());
}

}  // namespace redress::workflow
