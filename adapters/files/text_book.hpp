// The words of refusals, fixes and names, in English and zh-CN: schemas/texts/<language>.toml.
//
// A text has places like {missing} for the values that a refusal carries. A value is shown by its name
// where the section called like the place has one ({state} "closed" by state.closed), a list item by
// item; a value that is empty as a dash, a place without a value as it stands. A language or a key that
// is not there falls back to English, then to the key.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace redress::files {

/// Each {place} of a text that has a value, by it.
[[nodiscard]] std::string filled(std::string_view text, const std::map<std::string, std::string>& values);

class text_book {
public:
    /// Reads en.toml and zh-CN.toml of the folder; with a set, such as "pages", pages.en.toml and
    /// pages.zh-CN.toml. Throws `file_error`.
    explicit text_book(const std::string& folder, std::string_view set = {});

    /// The sentence of a refusal's code, values filled in.
    [[nodiscard]] std::string refusal(std::string_view code, const std::map<std::string, std::string>& args,
                                      std::string_view language) const;
    /// What to do about a refusal of that code, values filled in; empty when there are no words.
    [[nodiscard]] std::string fix(std::string_view code, const std::map<std::string, std::string>& args,
                                  std::string_view language) const;
    /// Any text: section "state", "event", "outcome" ... and key.
    [[nodiscard]] std::string text(std::string_view section, std::string_view key,
                                   std::string_view language) const;
    /// Whether this very language has the text.
    [[nodiscard]] bool has(std::string_view section, std::string_view key, std::string_view language) const;

    using section_keys = std::map<std::string, std::string, std::less<>>;
    /// Everything that a language says, by "section.key".
    [[nodiscard]] const section_keys& all(std::string_view language) const;

private:
    [[nodiscard]] std::string shown(const std::string& place, std::string_view value,
                                    std::string_view language) const;
    [[nodiscard]] std::string filled(std::string_view text, const std::map<std::string, std::string>& args,
                                     std::string_view language) const;

    std::map<std::string, section_keys, std::less<>> languages_;  // language -> "section.key" -> text
};

}  // namespace redress::files
