#include "adapters/app/said.hpp"

#include "adapters/files/text_book.hpp"

namespace redress::app {
namespace {

std::string value_of(const said& what, const std::string& name)
{
    const auto found = what.values.find(name);
    return found == what.values.end() ? std::string() : found->second;
}

}  // namespace

std::string in_words(const said& what, const files::text_book& texts, const std::string& language)
{
    auto values = what.values;
    const auto near = value_of(what, "near");
    values["near"] =
        near.empty() ? "" : files::filled(texts.text("said", "did_you_mean", language), {{"name", near}});
    // Where a look helps, whoever types is told the command for it; whoever is told elsewhere gives another `see`, or none.
    if (!values.contains("see"))
        values["see"] = texts.has("see", what.key.name, language)
                            ? files::filled(texts.text("see", what.key.name, language), values)
                            : std::string();
    const auto option = value_of(what, "option");
    return (option.empty() ? "" : option + ": ") +
           files::filled(texts.text("said", what.key.name, language), values);
}

std::string in_words(const said& what)
{
    std::string words;
    if (const auto option = value_of(what, "option"); !option.empty()) words = option + ": ";
    words += what.key.name;
    std::replace(words.begin(), words.end(), '_', ' ');
    for (const auto& [name, value] : what.values)
        if (name != "option" && !value.empty()) words.append(", ").append(name).append(" ").append(value);
    return words;
}

}  // namespace redress::app
