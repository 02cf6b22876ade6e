#include "adapters/files/text_book.hpp"

#include "adapters/files/toml_reader.hpp"

namespace redress::files {
namespace {

constexpr std::string_view languages[] = {"en", "zh-CN"};

std::string filled(std::string_view text, const std::map<std::string, std::string>& args)
{
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const auto open = text.find('{', at);
        const auto close = open == std::string_view::npos ? open : text.find('}', open);
        out += text.substr(at, open == std::string_view::npos ? open : open - at);
        if (close == std::string_view::npos) {
            if (open != std::string_view::npos) out += text.substr(open);
            break;
        }
        const auto value = args.find(std::string(text.substr(open + 1, close - open - 1)));
        out += value == args.end() ? text.substr(open, close - open + 1) : std::string_view(value->second);
        at = close + 1;
    }
    return out;
}

}  // namespace

text_book::text_book(const std::string& folder)
{
    for (const auto language : languages) {
        const auto file = folder + "/" + std::string(language) + ".toml";
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

std::string text_book::refusal(std::string_view code, const std::map<std::string, std::string>& args,
                               std::string_view language) const
{
    return filled(text("refusal", code, language), args);
}

std::string text_book::fix(std::string_view name, std::string_view language) const
{
    return name.empty() ? std::string() : text("fix", name, language);
}

}  // namespace redress::files
