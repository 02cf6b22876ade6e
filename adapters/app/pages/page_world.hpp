// What all pages are made with: read when the process starts, shared by its threads, never changed.
#pragma once

#include "adapters/app/pages/case_secret.hpp"
#include "adapters/app/pages/page_templates.hpp"
#include "adapters/files/official_file.hpp"
#include "adapters/files/text_book.hpp"
#include "states/fields.hpp"

#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace redress::app {

class services;

inline constexpr auto page_languages = std::to_array<std::string_view>({"en", "zh-CN"});
/// The one of these for somebody who asked for, or complained in, that language.
[[nodiscard]] constexpr std::string_view page_language(std::string_view asked_for)
{
    return asked_for == "zh-CN" ? "zh-CN" : "en";
}

/// Somebody's words without the secrets that stood in them, and which kinds were taken out.
struct cleaned_words {
    std::string text;
    std::vector<std::string> kinds;
};

/// What other parts of the house do for the pages; each has a preset that lets everything pass.
struct page_hooks {
    /// The firewall of secrets, for a form that may be shown again: runs over every typed word before anything else
    /// looks at it.
    /// `name`: of the event that the words are for, if they are for one.
    std::function<cleaned_words(std::string_view, std::optional<field> name)> clean =
        [](std::string_view text, std::optional<field>) {
            return cleaned_words{std::string(text), {}};
        };
    /// Whether somebody at that address may try that reference now; counts the try.
    std::function<bool(std::string_view reference, std::string_view peer)> may_try =
        [](std::string_view, std::string_view) { return true; };
};

struct page_world {
    /// Throws config_error, page_error, file_error.
    page_world(services& from, page_hooks with);
    page_world(const page_world&) = delete;
    page_world& operator=(const page_world&) = delete;

    files::text_book words;
    page_templates templates;  // after `words`, which it uses
    files::official_list official;
    secret_keeper secrets;
    std::string css, css_version;
    std::string address;  // where the public reaches us; may be empty
    std::filesystem::path documents;
    std::size_t document_bytes_max = 0;
    std::size_t documents_per_case_max = 0;
    bool scans = false;  // documents are held until a scanner has seen them
    page_hooks hooks;

    /// A text of the pages, its {places} filled in. Throws page_error when there is none.
    [[nodiscard]] std::string say(std::string_view section, std::string_view key, std::string_view language,
                                  const std::map<std::string, std::string>& values = {}) const;
    [[nodiscard]] const std::string& house(std::string_view language) const
    {
        return language == "zh-CN" ? official.house_zh : official.house_en;
    }
};

/// Countries by their code of two letters, named in the language and in its order.
[[nodiscard]] const std::vector<std::pair<std::string, std::string>>& countries(std::string_view language);

}  // namespace redress::app
