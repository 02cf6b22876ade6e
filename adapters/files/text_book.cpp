#include "adapters/files/text_book.hpp"

#include "adapters/files/toml_reader.hpp"

#include <algorithm>

namespace redress::files {
namespace {

constexpr std::string_view languages[] = {"en", "zh-CN"};

}  // namespace

std::string filled(std::string_view text, const std::map<std::string, std::string>& values)
{
    std::string out;
    while (!text.empty()) {
        const auto open = text.find('{');
        const auto close = open == std::string_view::npos ? open : text.find('}', open);
        if (close == std::string_view::npos) return out + std::string(text);
        out += text.substr(0, open);
        const auto place = text.substr(open + 1, close - open - 1);
        const auto value = values.find(std::string(place));
        out += value == values.end() ? std::string(text.substr(open, close - open + 1)) : value->second;
        text.remove_prefix(close + 1);
    }
    return out;
}

text_book::text_book(const std::string& folder, std::string_view set)
{
    for (const auto language : languages) {
        const auto file =
            folder + "/" + std::string(set) + (set.empty() ? "" : ".") + std::string(language) + ".toml";
        auto& texts = languages_[std::string(language)];
        for (const auto& [section, node] : parse_toml(read_file(file), file)) {
            const auto* table = node.as_table();
            if (table == nullptr)
                throw file_error(file, node.source().begin.line, node.source().begin.column,
                                 "'" + std::string(section.str()) +
                                     "' stands alone; put texts under a section such as [refusal]");
            for (const auto& [key, value] : *table) {
                const auto* text = value.as_string();
                if (text == nullptr || text->get().empty())
                    throw file_error(file, value.source().begin.line, value.source().begin.column,
                                     std::string(section.str()) + "." + std::string(key.str()) +
                                         " must be a text with words in it");
                texts[std::string(section.str()) + "." + std::string(key.str())] = text->get();
            }
        }
    }
}

bool text_book::has(std::string_view section, std::string_view key, std::string_view language) const
{
    const auto texts = languages_.find(language);
    return texts != languages_.end() && texts->second.contains(std::string(section) + "." + std::string(key));
}

const text_book::section_keys& text_book::all(std::string_view language) const
{
    return languages_.find(language.starts_with("zh") ? "zh-CN" : "en")->second;
}

std::string text_book::text(std::string_view section, std::string_view key, std::string_view language) const
{
    const auto name = std::string(section) + "." + std::string(key);
    const auto asked = language.starts_with("zh") ? std::string_view("zh-CN") : std::string_view("en");
    for (const auto one : {asked, std::string_view("en")}) {
        const auto& texts = languages_.find(one)->second;
        if (const auto found = texts.find(name); found != texts.end()) return found->second;
    }
    return std::string(key);
}

std::string text_book::shown(const std::string& place, std::string_view value,
                             std::string_view language) const
{
    if (value.empty()) return "-";
    constexpr std::string_view between = ", ";
    std::string out;
    for (;;) {
        const auto end = value.find(between);
        const auto item = value.substr(0, end);
        if (!out.empty()) out += text("list", "between", language);
        out += text(place, item, language);
        if (end == std::string_view::npos) return out;
        value.remove_prefix(end + between.size());
    }
}

std::string text_book::filled(std::string_view text, const std::map<std::string, std::string>& args,
                              std::string_view language) const
{
    std::map<std::string, std::string> values;
    for (const auto& [place, value] : args) values.emplace(place, shown(place, value, language));
    return files::filled(text, values);
}

std::string text_book::refusal(std::string_view code, const std::map<std::string, std::string>& args,
                               std::string_view language) const
{
    // Where the account, the item or the outside body stands is what an event of theirs does not fit.
    if (code == "not_possible_in_this_state")
        for (const char* beside : {"containment", "redress", "referral"})
            if (args.contains(beside))
                return filled(text("refusal", std::string("not_possible_") + beside, language), args,
                              language);
    return filled(text("refusal", code, language), args, language);
}

std::string text_book::fix(std::string_view code, const std::map<std::string, std::string>& args,
                           std::string_view language) const
{
    if (!has("fix", code, language) && !has("fix", code, "en")) return {};
    return filled(text("fix", code, language), args, language);
}

}  // namespace redress::files
