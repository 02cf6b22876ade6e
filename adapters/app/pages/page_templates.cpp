#include "adapters/app/pages/page_templates.hpp"

#include "adapters/files/file_error.hpp"
#include "adapters/files/text_book.hpp"

#include <deque>
#include <filesystem>
#include <vector>

namespace redress::app {
namespace {

constexpr std::string_view suffix = ".mustache";
constexpr int nesting_max = 5;

/// Partials are put in when templates are read, so that a page is parsed once.
std::string whole(const std::map<std::string, std::string, std::less<>>& texts, const std::string& name,
                  int depth = 0)
{
    const auto found = texts.find(name);
    if (found == texts.end()) throw page_error("no template is called " + name);
    if (depth > nesting_max) throw page_error("template " + name + " puts itself in");
    std::string out;
    std::string_view rest = found->second;
    for (;;) {
        const auto at = rest.find("{{>");
        if (at == std::string_view::npos) return out + std::string(rest);
        const auto end = rest.find("}}", at);
        if (end == std::string_view::npos) throw page_error("template " + name + ": {{> without its end");
        out += rest.substr(0, at);
        out += whole(texts, std::string(rest.substr(at + 3, end - at - 3)), depth + 1);
        rest.remove_prefix(end + 2);
        if (rest.starts_with('\n')) rest.remove_prefix(1);
    }
}

class strict_context final : public kainjow::mustache::basic_context<std::string> {
public:
    strict_context(std::string_view page, const page_values& values, const files::text_book& words,
                   std::string_view language)
        : page_(page), words_(words), language_(language)
    {
        stack_.push_back(&values);
    }

    void push(const page_values* values) override { stack_.push_back(values); }
    void pop() override { stack_.pop_back(); }

    const page_values* get(const std::string& name) const override
    {
        if (name == ".") return stack_.back();
        if (name.starts_with("t.")) return &made_.emplace_back(text(std::string_view(name).substr(2)));
        if (const auto* found = find(name)) return found;
        throw page_error(page_ + ": nothing is called '" + name + "'");
    }
    const page_values* get_partial(const std::string& name) const override
    {
        throw page_error(page_ + ": {{>" + name + "}} was not put in");
    }

private:
    const page_values* find(const std::string& name) const
    {
        for (auto at = stack_.rbegin(); at != stack_.rend(); ++at)
            if ((*at)->is_object())
                if (const auto* found = (*at)->get(name)) return found;
        return nullptr;
    }
    std::string text(std::string_view name) const
    {
        const auto dot = name.find('.');
        const auto section = name.substr(0, dot);
        const auto key = dot == std::string_view::npos ? std::string_view{} : name.substr(dot + 1);
        if (!words_.has(section, key, language_))
            throw page_error(page_ + ": no text '" + std::string(name) + "' in " + std::string(language_));
        const auto words = words_.text(section, key, language_);
        std::string out;
        std::string_view rest = words;
        for (;;) {
            const auto open = rest.find('{');
            if (open == std::string_view::npos) return out + std::string(rest);
            const auto close = rest.find('}', open);
            if (close == std::string_view::npos) throw page_error(std::string(name) + ": { without its end");
            out += rest.substr(0, open);
            const std::string place(rest.substr(open + 1, close - open - 1));
            const auto* value = find(place);
            if (value == nullptr || !value->is_string())
                throw page_error(page_ + ": text '" + std::string(name) + "' needs {" + place + "}");
            out += value->string_value();
            rest.remove_prefix(close + 1);
        }
    }

    std::string page_;
    const files::text_book& words_;
    std::string_view language_;
    std::vector<const page_values*> stack_;
    mutable std::deque<page_values> made_;  // a text lives as long as its page is rendered
};

}  // namespace

page_templates::page_templates(const std::string& folder, const files::text_book& words) : words_(words)
{
    std::map<std::string, std::string, std::less<>> texts;
    std::error_code failed;
    for (const auto& file : std::filesystem::directory_iterator(folder, failed))
        if (file.path().extension() == suffix)
            texts[file.path().stem().string()] = files::read_file(file.path().string());
    if (texts.empty())
        throw page_error(folder + ": holds no templates; set pages.dir to the folder with them");
    for (const auto& [name, text] : texts) {
        if (text.find("{{{") != std::string::npos || text.find("{{&") != std::string::npos)
            throw page_error("template " + name + ": puts something in as it is; everything is escaped");
        kainjow::mustache::mustache parsed(whole(texts, name));
        if (!parsed.is_valid()) throw page_error("template " + name + ": " + parsed.error_message());
        all_.emplace(name, std::move(parsed));
    }
}

std::string page_templates::render(std::string_view name, const page_values& values,
                                   std::string_view language) const
{
    const auto found = all_.find(name);
    if (found == all_.end()) throw page_error("no template is called " + std::string(name));
    strict_context context(name, values, words_, language);
    // A copy: rendering is not const in the library, and several threads share these.
    auto own = found->second;
    auto page = own.render(context);
    if (!own.is_valid()) throw page_error(std::string(name) + ": " + own.error_message());
    return page;
}

}  // namespace redress::app
