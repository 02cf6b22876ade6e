#include "workflow/letter_text.hpp"

#include "states/lookups.hpp"
#include "workflow/letter_values.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace redress::workflow {
namespace {

/// A block of the letter with the wording that it comes from.
struct placed_block {
    const wording_block* block = nullptr;
    const letter_wording* wording = nullptr;
};

struct paragraph {
    bool list = false;
    std::vector<std::string> lines;  // one, unless it is a list
};

/// The tag itself, else one of the same primary language: "zh-Hans" is served by "zh-CN".
const letter_wording* wording_for(std::string_view language, letter_kind kind,
                                  std::span<const letter_wording* const> all)
{
    const auto primary = [](std::string_view tag) { return tag.substr(0, tag.find('-')); };
    for (const auto* one : all)
        if (one->language == language && one->letter(kind) != nullptr) return one;
    for (const auto* one : all)
        if (primary(one->language) == primary(language) && one->letter(kind) != nullptr) return one;
    return nullptr;
}

std::vector<std::string> demanded_parts(std::span<const policy* const> rules, letter_kind kind)
{
    std::vector<std::string> parts;
    for (const auto* pinned : rules)
        if (const auto* rule = pinned->letter(kind))
            for (const auto& part : rule->must_contain)
                if (std::find(parts.begin(), parts.end(), part) == parts.end()) parts.push_back(part);
    return parts;
}

void place(std::vector<placed_block>& to, const std::vector<wording_block>& blocks,
           const letter_wording& wording)
{
    for (const auto& block : blocks) to.push_back({&block, &wording});
}

/// The blocks that a wording has for a part of a letter; `own`: of those only the ones that it alone can say.
std::vector<placed_block> blocks_for(const letter_wording& wording, letter_kind kind, std::string_view part,
                                     bool own)
{
    std::vector<placed_block> all, found;
    const auto* letter = wording.letter(kind);
    if (letter == nullptr) return found;
    for (const auto* list : {&wording.opening, &letter->blocks, &wording.ending}) place(all, *list, wording);
    std::copy_if(all.begin(), all.end(), std::back_inserter(found), [&](const placed_block& one) {
        return one.block->part == part && (one.block->own || !own);
    });
    return found;
}

/// Of the letter's language, each once, the one that words the letter first.
std::vector<const letter_wording*> side_by_side(const letter_wording& base,
                                                std::span<const letter_wording* const> all)
{
    std::vector<const letter_wording*> found{&base};
    for (const auto* one : all)
        if (one->language == base.language && std::find(found.begin(), found.end(), one) == found.end())
            found.push_back(one);
    return found;
}

/// The wording's blocks. What policies alone can say of a demanded part takes the place of its words for that
/// part; before its ending stands what else is demanded and it does not say.
std::vector<placed_block> blocks_of(const letter_wording& base, letter_kind kind,
                                    const std::vector<std::string>& demanded,
                                    std::span<const letter_wording* const> all)
{
    const auto wordings = side_by_side(base, all);
    std::vector<placed_block> blocks;
    const auto append = [&](const std::vector<placed_block>& more) {
        blocks.insert(blocks.end(), more.begin(), more.end());
    };
    std::map<std::string, std::vector<placed_block>, std::less<>> own;  // by demanded part; emptied once said
    for (const auto& part : demanded)
        for (const auto* one : wordings)
            for (const auto& block : blocks_for(*one, kind, part, true)) own[part].push_back(block);
    const auto go_through = [&](const std::vector<wording_block>& list) {
        for (const auto& block : list) {
            if (const auto theirs = own.find(block.part); theirs != own.end())
                append(std::exchange(theirs->second, {}));
            else
                blocks.push_back({&block, &base});
        }
    };
    go_through(base.opening);
    go_through(base.letter(kind)->blocks);
    for (const auto& part : demanded) {
        if (base.has_part(kind, part)) continue;
        if (const auto theirs = own.find(part); theirs != own.end()) {
            append(theirs->second);
            continue;
        }
        for (const auto* other : wordings)
            if (const auto words = blocks_for(*other, kind, part, false); !words.empty()) {
                append(words);
                break;
            }
    }
    go_through(base.ending);
    return blocks;
}

bool fits(const wording_block& block, const letter_filling& from)
{
    const auto holds = [&](const std::string& condition) { return from.holds(condition); };
    return (block.when.empty() || std::any_of(block.when.begin(), block.when.end(), holds)) &&
           std::all_of(block.needs.begin(), block.needs.end(), holds) &&
           std::none_of(block.unless.begin(), block.unless.end(), holds);
}

void note(std::vector<letter_error>& errors, letter_error one)
{
    if (std::find(errors.begin(), errors.end(), one) == errors.end()) errors.push_back(std::move(one));
}

/// A text with its places filled. `line`: of the list that the block stands for.
std::string filled(std::string_view text, const placed_block& at, std::size_t line,
                   const letter_filling& from, std::vector<letter_error>& errors)
{
    std::string out;
    const auto of_line = line_values(at.block == nullptr ? std::string_view{} : at.block->each);
    for_each_piece(
        text, [&](std::string_view words) { out += words; },
        [&](std::string_view name) {
            std::string value;
            if (std::find(of_line.begin(), of_line.end(), name) != of_line.end()) {
                value = from.line_value(name, line, *at.wording);
                if (value.empty())
                    note(errors, {at.block->part, std::string(name),
                                  (at.block->each == "items" ? "line " : "point ") +
                                      std::to_string(line + 1) + " has none"});
            } else if (const auto fixed = at.wording->fixed.find(name); fixed != at.wording->fixed.end()) {
                value = fixed->second;
            } else {
                value = from.value(name);
                if (value.empty())
                    note(errors, {at.block == nullptr ? "subject" : at.block->part, std::string(name),
                                  from.fix(name)});
            }
            out += value;
        });
    return out;
}

void add_paragraphs(std::vector<paragraph>& to, std::string_view text)
{
    while (!text.empty()) {
        const auto end = std::min(text.find("\n\n"), text.size());
        if (const auto words = cleaned(text.substr(0, end)); !words.empty()) to.push_back({false, {words}});
        text.remove_prefix(std::min(end + 2, text.size()));
    }
}

std::string escaped(std::string_view words)
{
    std::string out;
    for (const char c : words) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            case '\'':
                out += "&#39;";
                break;
            case '\n':
                out += "<br>\n";
                break;
            default:
                out += c;
        }
    }
    return out;
}

std::string text_of(const std::vector<paragraph>& paragraphs)
{
    std::string out;
    for (const auto& one : paragraphs) {
        if (!out.empty()) out += '\n';
        for (auto line : one.lines) {
            if (one.list)
                for (auto at = line.find('\n'); at != std::string::npos; at = line.find('\n', at + 1))
                    line.insert(at + 1, "  ");
            out += (one.list ? "- " : "") + line + '\n';
        }
    }
    return out;
}

std::string html_of(const std::vector<paragraph>& paragraphs, std::string_view subject,
                    std::string_view language)
{
    std::string out = "<!DOCTYPE html>\n<html lang=\"" + escaped(language) +
                      "\">\n<head>\n<meta charset=\"utf-8\">\n<title>" + escaped(subject) +
                      "</title>\n</head>\n<body>\n<main>\n";
    for (const auto& one : paragraphs) {
        if (one.list) out += "<ul>\n";
        for (const auto& line : one.lines)
            out += (one.list ? "<li>" : "<p>") + escaped(line) + (one.list ? "</li>\n" : "</p>\n");
        if (one.list) out += "</ul>\n";
    }
    return out + "</main>\n</body>\n</html>\n";
}

}  // namespace

std::string sentence_of(const std::vector<letter_error>& errors)
{
    std::string out;
    for (const auto& one : errors) {
        if (!out.empty()) out += " | ";
        if (!one.part.empty()) out += one.part + ": ";
        if (!one.place.empty()) out += "{" + one.place + "}: ";
        out += one.why;
    }
    return out;
}

letter_or_errors render_letter(const letter_source& source, const letter_means& means)
{
    letter_or_errors out;
    const auto kind = source.sent.kind;
    const auto& language = source.sent.language.empty() ? source.now.facts.language : source.sent.language;
    const auto* wording = wording_for(language, kind, means.wordings);
    if (wording == nullptr) {
        out.errors.push_back(
            {"", "",
             "no policy of the case has words for " + std::string(name_of(kind)) + " in '" + language + "'"});
        return out;
    }
    const letter_filling from(source, means, wording->language);
    auto demanded = demanded_parts(means.rules, kind);
    // A decision that went out without its reasons: that was approved, and no reader gets them afterwards.
    const bool limited = reasons_left_out(source.what);
    if (limited) std::erase(demanded, reasons_part);
    std::vector<std::string> fulfilled;
    std::vector<paragraph> paragraphs;
    for (const auto& at : blocks_of(*wording, kind, demanded, means.wordings)) {
        if ((limited && at.block->part == reasons_part) || !fits(*at.block, from)) continue;
        const auto lines = at.block->each.empty() ? 1 : from.lines(at.block->each);
        if (lines == 0) continue;
        fulfilled.push_back(at.block->part);
        if (at.block->each.empty()) {
            add_paragraphs(paragraphs, filled(at.block->text, at, 0, from, out.errors));
            continue;
        }
        paragraph list{.list = true};
        for (std::size_t line = 0; line < lines; ++line)
            list.lines.push_back(filled(at.block->text, at, line, from, out.errors));
        paragraphs.push_back(std::move(list));
    }
    for (const auto& part : demanded)
        if (std::find(fulfilled.begin(), fulfilled.end(), part) == fulfilled.end())
            note(out.errors, {part, "", "a policy of the case demands it, and no words of it fit the case"});
    const auto subject = filled(wording->letter(kind)->subject, {nullptr, wording}, 0, from, out.errors);
    if (!out.errors.empty()) return out;
    out.letter = {.language = wording->language,
                  .subject = one_line(subject),
                  .text = text_of(paragraphs),
                  .html = html_of(paragraphs, one_line(subject), wording->language),
                  .wording = wording};
    return out;
}

}  // namespace redress::workflow
