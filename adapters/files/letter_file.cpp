// One file of wording, checked place by place.
#include "adapters/files/letter_book.hpp"

#include "adapters/files/toml_reader.hpp"

#include <algorithm>

namespace redress::files {
namespace {

using workflow::letter_wording;
using workflow::wording_block;
using names = std::vector<std::string_view>;

void append(names& to, std::span<const std::string_view> more)
{
    to.insert(to.end(), more.begin(), more.end());
}

bool among(std::span<const std::string_view> list, std::string_view wanted)
{
    return std::find(list.begin(), list.end(), wanted) != list.end();
}

/// What the texts and conditions of one file may name.
class vocabulary {
public:
    explicit vocabulary(const letter_wording& words)
    {
        append(places_, workflow::letter_values());
        for (const auto& [name, text] : words.fixed) places_.push_back(name);
        append(conditions_, workflow::letter_values());
        append(conditions_, workflow::letter_lists());
        append(conditions_, workflow::letter_conditions);
    }

    void check_text(const toml_reader& in, const word& text, std::string_view key,
                    std::string_view each) const
    {
        auto known = places_;
        append(known, workflow::line_values(each));
        const bool whole = workflow::for_each_piece(
            text.text, [](std::string_view) {},
            [&](std::string_view place) {
                if (of_a_clock(place) || among(known, place)) return;
                in.unknown_name({std::string(place), text.at}, std::string(key) + ": place", known);
            });
        if (!whole) in.fail(text.at, std::string(key) + " has a brace without its partner");
    }

    std::vector<std::string> conditions(toml_reader& in, std::string_view key) const
    {
        std::vector<std::string> all;
        for (auto& one : in.texts(key)) {
            check_condition(in, one, key);
            all.push_back(std::move(one.text));
        }
        return all;
    }

private:
    /// Clocks are the policy's: the book asks it.
    static bool of_a_clock(std::string_view name)
    {
        return name.starts_with(workflow::due_prefix) || name.starts_with(workflow::until_prefix);
    }

    void check_condition(const toml_reader& in, const word& one, std::string_view key) const
    {
        if (of_a_clock(one.text)) return;
        const auto sign = one.text.find('=');
        if (sign == std::string::npos) {
            if (!among(conditions_, one.text)) in.unknown_name(one, key, conditions_);
            return;
        }
        const word name{one.text.substr(0, sign), one.at}, code{one.text.substr(sign + 1), one.at};
        const auto codes = workflow::codes_of(name.text);
        if (codes.empty()) in.unknown_name(name, key, workflow::letter_codes());
        if (!among(codes, code.text)) in.unknown_name(code, std::string(key) + ": " + name.text, codes);
    }

    names places_, conditions_;
};

std::vector<wording_block> read_blocks(toml_reader& in, std::string_view key, const std::string& called,
                                       const vocabulary& known)
{
    std::vector<wording_block> blocks;
    for (auto& one : in.tables(key)) {
        one.call(called);
        wording_block block;
        block.line = one.where().begin.line;
        if (const auto part = one.maybe_text("part")) {
            if (!among(known_letter_parts(), part->text))
                one.unknown_name(*part, "part", known_letter_parts());
            block.part = part->text;
        }
        block.own = one.yes("own");
        if (block.own && block.part.empty())
            one.fail("own", "says whose words of a part these are; name the part");
        block.when = known.conditions(one, "when");
        block.needs = known.conditions(one, "needs");
        block.unless = known.conditions(one, "unless");
        if (const auto each = one.maybe_text("each")) {
            if (!among(workflow::letter_lists(), each->text))
                one.unknown_name(*each, "each", workflow::letter_lists());
            block.each = each->text;
        }
        const auto text = one.text("text");
        known.check_text(one, text, "text", block.each);
        block.text = text.text;
        one.finish();
        blocks.push_back(std::move(block));
    }
    return blocks;
}

std::map<std::string, std::string, std::less<>> read_names(toml_reader& in, std::string_view key,
                                                           std::span<const std::string_view> taken)
{
    std::map<std::string, std::string, std::less<>> all;
    auto table = in.maybe_table(key);
    if (!table) return all;
    for (auto& [name, text] : table->entries()) {
        if (among(taken, name)) table->fail(name, "is a place of every letter; call yours otherwise");
        all.emplace(name, std::move(text.text));
    }
    return all;
}

bool is_date(std::string_view text)
{
    return text.size() == 10 && parse_instant(std::string(text) + "T00:00:00Z").has_value();
}

}  // namespace

letter_wording load_wording(std::string_view toml_bytes, std::string_view name)
{
    const std::string file(name);
    const toml::table root = parse_toml(toml_bytes, file);
    toml_reader in(root, file, "");
    letter_wording words;
    words.file = file;
    words.sha256 = sha256_hex(toml_bytes);
    words.language = in.id("language").text;
    words.rev = in.integer("rev", 1, 1'000'000);
    words.source = in.text("source").text;
    const auto date = in.text("date");
    if (!is_date(date.text)) in.fail(date.at, "date must be a day in quotation marks: \"2026-11-25\"");
    words.date = date.text;
    words.fixed = read_names(in, "fixed", workflow::letter_values());
    words.items = read_names(in, "items", {});

    const vocabulary known(words);
    words.opening = read_blocks(in, "opening", "opening", known);
    words.ending = read_blocks(in, "ending", "ending", known);
    for (auto& one : in.tables("letter")) {
        const auto kind = one.text("kind");
        const auto called = "letter '" + kind.text + "'";
        one.call(called);
        workflow::letter_words letter;
        letter.kind = one.name<letter_kind>(kind, "kind");
        letter.line = one.where().begin.line;
        if (words.letter(letter.kind) != nullptr)
            one.fail(kind.at, "kind stands twice; put all its blocks into one [[letter]]");
        const auto subject = one.text("subject");
        known.check_text(one, subject, "subject", "");
        letter.subject = subject.text;
        letter.blocks = read_blocks(one, "block", called, known);
        one.finish();
        words.letters.push_back(std::move(letter));
    }
    in.finish();
    return words;
}

}  // namespace redress::files
