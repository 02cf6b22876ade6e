#include "adapters/app/pages/page_world.hpp"

#include "adapters/app/services.hpp"
#include "adapters/files/file_error.hpp"
#include "workflow/entry.hpp"

#include <unicode/coll.h>
#include <unicode/locid.h>

#include <algorithm>

namespace redress::app {
namespace {

std::vector<std::pair<std::string, std::string>> named_countries(const char* language)
{
    const auto in = icu::Locale::createCanonical(language);
    std::vector<std::pair<icu::UnicodeString, std::string>> found;
    for (const auto* code = icu::Locale::getISOCountries(); *code != nullptr; ++code) {
        icu::UnicodeString name;
        icu::Locale("", *code).getDisplayCountry(in, name);
        found.emplace_back(name, *code);
    }
    UErrorCode failed = U_ZERO_ERROR;
    const std::unique_ptr<icu::Collator> order(icu::Collator::createInstance(in, failed));
    if (U_SUCCESS(failed))
        std::ranges::sort(found, [&](const auto& a, const auto& b) {
            UErrorCode ignored = U_ZERO_ERROR;
            return order->compare(a.first, b.first, ignored) == UCOL_LESS;
        });
    std::vector<std::pair<std::string, std::string>> out;
    for (const auto& [name, code] : found) {
        std::string utf8;
        name.toUTF8String(utf8);
        out.emplace_back(code, utf8);
    }
    return out;
}

}  // namespace

std::string page_world::say(std::string_view section, std::string_view key, std::string_view language,
                            const std::map<std::string, std::string>& values) const
{
    if (!words.has(section, key, language))
        throw page_error("no text '" + std::string(section) + "." + std::string(key) + "' in " +
                         std::string(language));
    return files::filled(words.text(section, key, language), values);
}

page_world::page_world(services& from, page_hooks with)
    : words(from.path_of(setting::texts_dir), "pages"),
      templates(from.path_of(setting::pages_dir), words),
      official(files::load_official(from.path_of(setting::official_file))),
      secrets(from.settings().text(setting::pages_pepper_file), "pages.pepper_file"),
      css(files::read_file(from.path_of(setting::pages_dir) + "/pages.css")),
      css_version(hex_of(workflow::sha256(css)).substr(0, 12)),
      address(from.settings().text(setting::pages_address)),
      documents(from.settings().text(setting::documents_dir)),
      document_bytes_max(static_cast<std::size_t>(from.settings().integer(setting::documents_mb_max)) * 1024 *
                         1024),
      documents_per_case_max(
          static_cast<std::size_t>(from.settings().integer(setting::documents_per_case_max))),
      scans(!from.settings().text(setting::documents_scanner).empty()),
      hooks(std::move(with))
{
}

const std::vector<std::pair<std::string, std::string>>& countries(std::string_view language)
{
    static const auto english = named_countries("en");
    static const auto chinese = named_countries("zh_CN");
    return language == "zh-CN" ? chinese : english;
}

}  // namespace redress::app
