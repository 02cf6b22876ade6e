#include "adapters/app/rest/contract.hpp"

#include "adapters/app/escaped.hpp"
#include "adapters/app/rest/problem.hpp"
#include "adapters/app/rest/resources.hpp"
#include "adapters/http/static_files.hpp"
#include "workflow/entry.hpp"

#include <map>
#include <mutex>
#include <span>
#include <utility>
#include <vector>

namespace redress::app::rest {
namespace {

struct operation {
    std::string method, path, id, summary, yaml;
};

struct written_schema {
    std::string name, yaml;
};

/// The document is read by its indentation alone, which the linter holds: sections at the margin, their members at
/// two, methods and members of components at four.
class page_writer {
public:
    explicit page_writer(std::string_view yaml)
    {
        std::string section, member;
        std::string* into = nullptr;
        for (std::size_t from = 0; from < yaml.size();) {
            const auto end = std::min(yaml.find('\n', from), yaml.size());
            const std::string line(yaml.substr(from, end - from));
            from = end + 1;
            const auto indent = line.find_first_not_of(' ');
            if (indent == std::string::npos || line[indent] == '#') continue;
            if (indent == 0) {
                section = line.substr(0, line.find(':'));
                into = nullptr;
            } else if (indent == 2) {
                member = line.substr(2, line.rfind(':') - 2);
                into = nullptr;
            } else if (indent == 4 && line[4] != '-') {
                const auto name = line.substr(4, line.find(':') - 4);
                into = nullptr;
                if (section == "paths") {
                    operations_.push_back({.method = name, .path = member});
                    into = &operations_.back().yaml;
                } else if (section == "components" && member == "schemas") {
                    schemas_.push_back({name, {}});
                    into = &schemas_.back().yaml;
                    if (line.size() > 5 + name.size()) *into += line.substr(6 + name.size()) + "\n";
                }
            } else if (into != nullptr) {
                *into += line.substr(6) + "\n";
                if (section == "paths") note(operations_.back(), line.substr(6));
            }
        }
    }

    [[nodiscard]] std::string written(const files::text_book& texts, const std::string& language) const
    {
        const auto say = [&](std::string_view key) { return escaped(texts.text("contract", key, language)); };
        std::string page =
            "<!doctype html>\n<html lang=\"" + language + "\"><head><meta charset=\"utf-8\"><title>" +
            say("title") +
            "</title><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><link "
            "rel=\"stylesheet\" href=\"/api/v1/docs.css\"></head><body><main><h1>" +
            say("title") + "</h1><p>" + say("about") +
            " <a href=\"/api/v1/openapi.yaml\">openapi.yaml</a></p><nav><ul>";
        for (const auto& one : operations_)
            page += "<li><a href=\"#" + one.id + "\"><code>" + upper(one.method) + " " + escaped(one.path) +
                    "</code></a> " + escaped(one.summary) + "</li>";
        page += "</ul></nav><h2>" + say("operations") + "</h2>";
        for (const auto& one : operations_)
            page += "<section id=\"" + one.id + "\"><h3><code>" + upper(one.method) + " " +
                    escaped(one.path) + "</code></h3><p>" + escaped(one.summary) + "</p><details><summary>" +
                    say("as_written") + "</summary><pre tabindex=\"0\">" + linked(one.yaml) +
                    "</pre></details></section>";
        page += "<h2>" + say("schemas") + "</h2>";
        for (const auto& one : schemas_)
            page += "<section id=\"schema-" + escaped(one.name) + "\"><h3>" + escaped(one.name) +
                    "</h3><pre tabindex=\"0\">" + linked(one.yaml) + "</pre></section>";
        page += "<h2>" + say("problems") + "</h2><dl>";
        for (const auto code : problem_codes) {
            page += "<dt id=\"problem-" + std::string(code) + "\"><code>" + std::string(code) +
                    "</code></dt><dd>" + escaped(texts.text("problem", code, language));
            if (texts.has("problem_fix", code, language))
                page += "<br>" + escaped(texts.text("problem_fix", code, language));
            page += "</dd>";
        }
        return page + "</dl></main></body></html>\n";
    }

private:
    static void note(operation& to, const std::string& line)
    {
        if (line.starts_with("operationId: ")) to.id = line.substr(13);
        if (line.starts_with("summary: ")) to.summary = line.substr(9);
        if (to.summary.starts_with('\'') && to.summary.ends_with('\'') && to.summary.size() > 1)
            to.summary = to.summary.substr(1, to.summary.size() - 2);
    }
    static std::string upper(std::string text)
    {
        for (auto& c : text) c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 32 : c);
        return text;
    }
    /// What names a schema leads to it.
    static std::string linked(const std::string& yaml)
    {
        static constexpr std::string_view to = "#/components/schemas/";
        std::string out;
        for (std::size_t from = 0; from < yaml.size();) {
            const auto at = yaml.find(to, from);
            if (at == std::string::npos) return out + escaped(std::string_view(yaml).substr(from));
            const auto begin = at + to.size();
            auto end = begin;
            while (end < yaml.size() &&
                   (std::isalnum(static_cast<unsigned char>(yaml[end])) != 0 || yaml[end] == '_'))
                ++end;
            const auto name = yaml.substr(begin, end - begin);
            out += escaped(std::string_view(yaml).substr(from, at - from)) + "<a href=\"#schema-" + name +
                   "\">" + name + "</a>";
            from = end;
        }
        return out;
    }

    std::vector<operation> operations_;
    std::vector<written_schema> schemas_;
};

struct kept_text {
    std::string etag;
    std::string bytes;
};

kept_text kept(std::string bytes)
{
    const auto digest = workflow::sha256(bytes);
    return {"\"" + hex_of(std::span(digest).first(16)) + "\"", std::move(bytes)};
}

http::response text_response(web_call& call, std::string_view type, const kept_text& text)
{
    http::response made;
    made.headers.emplace_back("cache-control", "no-cache");
    made.headers.emplace_back("etag", text.etag);
    made.headers.emplace_back("vary", "accept-language");
    if (http::etag_matches(call.asked().header("if-none-match"), text.etag)) {
        made.status = 304;
        return made;
    }
    made.content_type = type;
    made.body = text.bytes;
    return made;
}

}  // namespace

std::string contract_page(std::string_view yaml, const files::text_book& texts, const std::string& language)
{
    return page_writer(yaml).written(texts, language);
}

std::string_view contract_style()
{
    return "body{margin:0;font:1rem/1.5 system-ui,sans-serif;color:#1c2430;background:#fbfaf7}"
           "main{max-width:64rem;margin:0 auto;padding:1.5rem}"
           "h1,h2,h3{line-height:1.25}h3{margin:1.5rem 0 .25rem;font-size:1.05rem}"
           "nav ul{list-style:none;padding:0}nav li{padding:.2rem 0}"
           "pre{overflow:auto;padding:.75rem;background:#f1efe9;border:1px solid #d8d3c7;border-radius:4px}"
           "code,pre{font:.9rem/1.45 ui-monospace,monospace}a{color:#1f4f8f}"
           "dt{margin-top:.75rem;font-weight:600}dd{margin:0}"
           "@media(prefers-color-scheme:dark){body{color:#e7e4dc;background:#15181d}"
           "pre{background:#1d2128;border-color:#343a44}a{color:#8fb8ee}}";
}

void read_contract(web_call& call)
{
    static const kept_text text = kept(std::string(contract()));
    call.answer(text_response(call, "application/yaml", text));
}

void read_docs(web_call& call)
{
    static std::mutex guard;
    static std::map<std::string, kept_text> pages;  // by language
    const auto language = call.from().language();
    const kept_text* page = nullptr;
    {
        const std::lock_guard hold(guard);
        auto found = pages.find(language);
        if (found == pages.end())
            found =
                pages.emplace(language, kept(contract_page(contract(), call.from().texts(), language))).first;
        page = &found->second;  // never changed again
    }
    auto made = text_response(call, "text/html; charset=utf-8", *page);
    made.headers.emplace_back("content-language", language);
    call.answer(std::move(made));
}

void read_docs_style(web_call& call)
{
    static const kept_text text = kept(std::string(contract_style()));
    call.answer(text_response(call, "text/css; charset=utf-8", text));
}

}  // namespace redress::app::rest
