// A request for a page, around the call that carries it: in which language, what was sent and what was taken out of
// it, and the frame that every page has.
#pragma once

#include "adapters/app/pages/form.hpp"
#include "adapters/app/pages/form_body.hpp"
#include "adapters/app/pages/page_world.hpp"
#include "adapters/app/web/web_call.hpp"
#include "states/limit.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace redress::app {

/// What is asked for and does not change while the engine decides.
struct page_asked {
    std::shared_ptr<const page_world> world;
    std::string language;
    std::string path;  // without the language: "/file"
    form_body sent;
    std::vector<std::string> removed;  // kinds of secrets that were taken out of what was sent
};

class page_call {
public:
    page_call(web_call& call, std::shared_ptr<const page_asked> asked) : call_(call), asked_(std::move(asked))
    {
    }

    [[nodiscard]] web_call& call() const { return call_; }
    [[nodiscard]] services& from() const { return call_.from(); }
    [[nodiscard]] const page_world& world() const { return *asked_->world; }
    [[nodiscard]] const std::string& language() const { return asked_->language; }
    [[nodiscard]] const form_body& sent() const { return asked_->sent; }
    [[nodiscard]] const page_asked& asked() const { return *asked_; }
    [[nodiscard]] const std::shared_ptr<const page_asked>& kept() const { return asked_; }
    /// Written to a file that stands there for weeks: nothing of now, and nothing that is one person's.
    [[nodiscard]] bool is_for_a_file() const { return call_.asked().query.contains("as_file"); }
    [[nodiscard]] bool posted() const { return call_.asked().method == http::verb::post; }

    [[nodiscard]] std::string say(std::string_view section, std::string_view key,
                                  const std::map<std::string, std::string>& values = {}) const
    {
        return world().say(section, key, language(), values);
    }
    /// The name of a code, from the words that all of Redress uses.
    [[nodiscard]] std::string name(std::string_view section, std::string_view key) const;
    /// As a clock on the wall of the house shows it, with the date in words.
    [[nodiscard]] std::string when(instant at) const;
    [[nodiscard]] std::string day(instant at) const;
    [[nodiscard]] std::string length(const limit& of) const;

    /// The frame's members. `page` names the title under [title]; `form_to`: this is an answer to a form, so the
    /// language is switched by sending that form again to there.
    [[nodiscard]] page_values frame(std::string_view page, std::string_view form_to = {}) const;
    void show(std::string_view page_template, const page_values& values, unsigned status = 200,
              std::vector<std::pair<std::string, std::string>> headers = {}) const;
    /// A form of a filing that is not sent yet (gone_back_to::as_typed).
    void show_unsent(std::string_view page_template, const page_values& values, unsigned status) const;
    /// A page of a heading and sentences: [section] title, then text_1, text_2 ... of it.
    void show_words(std::string_view section, unsigned status = 200,
                    const std::map<std::string, std::string>& values = {}) const;
    void go_to(std::string_view path, std::vector<std::pair<std::string, std::string>> headers = {}) const;

private:
    void answer(std::string_view page_template, const page_values& values, unsigned status,
                std::vector<std::pair<std::string, std::string>> headers) const;

    web_call& call_;
    std::shared_ptr<const page_asked> asked_;
};

/// Whether a browser may show a page again when its user goes back.
enum class gone_back_to : std::uint8_t {
    never,    // what it shows is a case's, or a secret: not kept anywhere
    as_typed  // a form before it is sent: kept by that browser alone, so that Back loses no word
};

/// Headers of every answer of the pages.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> page_headers(
    std::string_view language, gone_back_to back = gone_back_to::never);

/// The policy that is the house's own, and its zone.
[[nodiscard]] const policy& house_policy(services& from);

/// A page that is read at `path` in either language.
using page_step = std::function<void(page_call&)>;
/// Makes the call a page's, or answers what cannot be read.
[[nodiscard]] web_call::step as_page(std::shared_ptr<const page_world> world, std::string language,
                                     std::string path, page_step step);
/// The page that says what to do when it cannot be done now.
[[nodiscard]] web_call::trouble trouble_page(std::shared_ptr<const page_world> world, std::string language);
/// The form without the secrets that stood in its words.
[[nodiscard]] form_body without_secrets(form_body sent, const page_world& world,
                                        std::vector<std::string>& removed);

/// An instant in the zone of the house, as words.
[[nodiscard]] std::string said_time(services& from, instant at, std::string_view language);
[[nodiscard]] std::string said_date(services& from, instant at, std::string_view language);

}  // namespace redress::app
