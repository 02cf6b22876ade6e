#include "adapters/files/letter_book.hpp"

#include "adapters/files/toml_reader.hpp"

#include <algorithm>
#include <optional>

namespace redress::files {
namespace {

using workflow::letter_wording;
using workflow::wording_block;

[[noreturn]] void fail(const letter_wording& in, std::uint32_t line, const std::string& why)
{
    throw file_error(in.file, std::max(line, 1U), 1, why);
}

/// Clocks that texts and conditions name are clocks of the policy; the end of one that is yet to begin can be
/// told of a window with a limit of its own that the letter's dispatch begins.
class clock_check {
public:
    clock_check(const letter_wording& words, const policy& rules) : words_(words), rules_(rules)
    {
        for (const auto& clock : rules.clocks) known_.push_back(clock.id);
    }

    void blocks(const std::vector<wording_block>& list, std::optional<letter_kind> of) const
    {
        for (const auto& block : list) {
            text(block.text, block.line, of);
            for (const auto* names : {&block.when, &block.needs, &block.unless})
                for (const auto& condition : *names) name(condition, block.line, of);
        }
    }
    void text(std::string_view words, std::uint32_t line, std::optional<letter_kind> of) const
    {
        workflow::for_each_piece(
            words, [](std::string_view) {}, [&](std::string_view place) { name(place, line, of); });
    }

private:
    void name(std::string_view one, std::uint32_t line, std::optional<letter_kind> of) const
    {
        if (one.starts_with(workflow::due_prefix)) (void)clock(one.substr(workflow::due_prefix.size()), line);
        if (!one.starts_with(workflow::until_prefix)) return;
        const auto id = one.substr(workflow::until_prefix.size());
        const auto& rule = clock(id, line);
        if (rule.kind != clock_kind::window || !rule.limit.given() || !of ||
            !rule.start.test(dispatched(*of)))
            fail(words_, line,
                 "place '" + std::string(one) +
                     "' is the end of a window that the letter begins, but clock '" + std::string(id) +
                     "' of policy '" + rules_.id + "' " +
                     (rule.kind != clock_kind::window ? "is no window"
                      : !rule.limit.given()           ? "has no limit of its own"
                                                      : "does not start with the dispatch of this letter") +
                     "; for a clock that runs write due:" + std::string(id));
    }
    [[nodiscard]] const clock_rule& clock(std::string_view id, std::uint32_t line) const
    {
        if (const auto* rule = rules_.clock(id)) return *rule;
        const auto hint = did_you_mean(id, known_);
        fail(words_, line,
             "policy '" + rules_.id + "' has no clock '" + std::string(id) + "'." +
                 (hint.empty() ? " One of: " + enumerate(known_) : hint));
    }

    const letter_wording& words_;
    const policy& rules_;
    std::vector<std::string_view> known_;
};

void check_clocks(const letter_wording& words, const policy& rules)
{
    const clock_check check(words, rules);
    check.blocks(words.opening, {});
    check.blocks(words.ending, {});
    for (const auto& letter : words.letters) {
        check.text(letter.subject, letter.line, letter.kind);
        check.blocks(letter.blocks, letter.kind);
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

/// Every kind has words in the language; every demanded part occurs in some of them. `together`: policies that
/// one case can be under.
void check_kinds(std::string_view language, const std::vector<const policy*>& together,
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
        for (const auto* rules : together) {
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
    for (const auto* rules : in_force) read(folder, *rules);
    // A case is under the house's own policies, and may be under any of the regimes besides.
    std::vector<const policy*> own;
    for (const auto* rules : in_force)
        if (!rules->applies) own.push_back(rules);
    for (const auto language : letter_languages) {
        check_kinds(language, own, of(own), folder);
        for (const auto* rules : in_force) {
            if (!rules->applies) continue;
            auto together = own;
            together.push_back(rules);
            check_kinds(language, together, of(together), folder);
        }
    }
}

void letter_book::read(const std::string& folder, const policy& rules)
{
    for (const auto& named : rules.wordings) {
        const auto path = folder + "/" + named.file;
        auto bytes = read_file(path);
        const auto hash = sha256_hex(bytes);
        if (hash != named.sha256)
            throw file_error(path, 0, 0,
                             "is not the wording that policy '" + rules.id + "' names: its sha256 is " +
                                 hash + ". If the change is meant, write that into the policy's [[wording]]");
        if (find(hash) == nullptr) add(bytes, path);
        const auto& words = *find(hash);
        if (words.language != named.language)
            throw file_error(path, 0, 0,
                             "is in '" + words.language + "', but policy '" + rules.id + "' names it for '" +
                                 named.language + "'");
        check_clocks(words, rules);
        check_items(words, rules);
    }
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
