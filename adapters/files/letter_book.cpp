#include "adapters/files/letter_book.hpp"

#include "adapters/files/toml_reader.hpp"

#include <algorithm>
#include <array>

namespace redress::files {
namespace {

using workflow::letter_wording;
using workflow::wording_block;

constexpr auto languages = std::to_array<std::string_view>({"en", "zh-CN"});

[[noreturn]] void fail(const letter_wording& in, std::uint32_t line, const std::string& why)
{
    throw file_error(in.file, std::max(line, 1U), 1, why);
}

/// Clocks that texts and conditions name are clocks of the policy.
void check_clocks(const letter_wording& words, const policy& rules)
{
    std::vector<std::string_view> known;
    for (const auto& clock : rules.clocks) known.push_back(clock.id);
    const auto check = [&](std::string_view name, std::uint32_t line) {
        if (!name.starts_with(workflow::due_prefix)) return;
        const auto id = name.substr(workflow::due_prefix.size());
        if (rules.clock(id) != nullptr) return;
        const auto hint = did_you_mean(id, known);
        fail(words, line,
             "policy '" + rules.id + "' has no clock '" + std::string(id) + "'." +
                 (hint.empty() ? " One of: " + enumerate(known) : hint));
    };
    const auto check_text = [&](std::string_view text, std::uint32_t line) {
        workflow::for_each_piece(
            text, [](std::string_view) {}, [&](std::string_view place) { check(place, line); });
    };
    const auto check_blocks = [&](const std::vector<wording_block>& blocks) {
        for (const auto& block : blocks) {
            check_text(block.text, block.line);
            for (const auto* list : {&block.when, &block.needs, &block.unless})
                for (const auto& condition : *list) check(condition, block.line);
        }
    };
    check_blocks(words.opening);
    check_blocks(words.ending);
    for (const auto& letter : words.letters) {
        check_text(letter.subject, letter.line);
        check_blocks(letter.blocks);
    }
}

/// What is asked for once, by name, has a name in the letter that asks.
void check_items(const letter_wording& words, const policy& rules)
{
    for (const auto& category : rules.categories)
        for (const auto& item : category.evidence)
            if (!words.items.contains(item))
                fail(words, 1,
                     "[items] has no words for '" + item + "', which category '" + category.id +
                         "' of policy '" + rules.id + "' asks for");
}

/// Every kind has words in the language; every demanded part occurs in some of them.
void check_kinds(std::string_view language, const std::vector<const policy*>& in_force,
                 const std::vector<const letter_wording*>& all, const std::string& folder)
{
    std::vector<const letter_wording*> here;
    for (const auto* one : all)
        if (one->language == language) here.push_back(one);
    if (here.empty())
        throw file_error(folder, 0, 0,
                         "no policy in force names wording in '" + std::string(language) +
                             "'; add a [[wording]] with language, file and sha256");
    for (std::size_t k = 0; k < count_of<letter_kind>; ++k) {
        const auto kind = static_cast<letter_kind>(k);
        const auto worded = std::find_if(here.begin(), here.end(),
                                         [&](const auto* one) { return one->letter(kind) != nullptr; });
        if (worded == here.end())
            fail(*here.front(), 1,
                 "letter '" + std::string(name_of(kind)) + "' has no words; add a [[letter]] of that kind");
        for (const auto* rules : in_force) {
            const auto* rule = rules->letter(kind);
            if (rule == nullptr) continue;
            for (const auto& part : rule->must_contain) {
                if (std::any_of(here.begin(), here.end(),
                                [&](const auto* one) { return one->has_part(kind, part); }))
                    continue;
                fail(**worded, (*worded)->letter(kind)->line,
                     "letter '" + std::string(name_of(kind)) + "' has no block for the part '" + part +
                         "', which policy '" + rules->id + "' demands");
            }
        }
    }
}

}  // namespace

letter_book::letter_book(const std::string& folder, const std::vector<const policy*>& in_force)
{
    for (const auto* rules : in_force)
        for (const auto& named : rules->wordings) {
            const auto path = folder + "/" + named.file;
            auto bytes = read_file(path);
            const auto hash = sha256_hex(bytes);
            if (hash != named.sha256)
                throw file_error(path, 0, 0,
                                 "is not the wording that policy '" + rules->id + "' names: its sha256 is " +
                                     hash +
                                     ". If the change is meant, write that into the policy's [[wording]]");
            if (find(hash) == nullptr) add(bytes, path);
            const auto& words = *find(hash);
            if (words.language != named.language)
                throw file_error(path, 0, 0,
                                 "is in '" + words.language + "', but policy '" + rules->id +
                                     "' names it for '" + named.language + "'");
            check_clocks(words, *rules);
            check_items(words, *rules);
        }
    const auto all = of(in_force);
    for (const auto language : languages) check_kinds(language, in_force, all, folder);
}

void letter_book::add(std::string_view toml_bytes, std::string_view name)
{
    auto words = std::make_unique<const letter_wording>(load_wording(toml_bytes, name));
    if (find(words->sha256) != nullptr) return;
    documents_.push_back({std::move(words), std::string(toml_bytes)});
}

const letter_wording* letter_book::find(std::string_view sha256) const
{
    const auto found = std::find_if(documents_.begin(), documents_.end(),
                                    [&](const auto& one) { return one.words->sha256 == sha256; });
    return found == documents_.end() ? nullptr : found->words.get();
}

std::vector<const letter_wording*> letter_book::of(std::span<const policy* const> rules) const
{
    std::vector<const letter_wording*> all;
    for (const auto* one : rules)
        for (const auto& named : one->wordings)
            if (const auto* words = find(named.sha256)) all.push_back(words);
    return all;
}

}  // namespace redress::files
