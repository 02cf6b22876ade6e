#include "adapters/app/secret_reissue.hpp"

#include "adapters/app/command_answer.hpp"
#include "adapters/app/letter_history.hpp"
#include "adapters/app/pages/case_secret.hpp"
#include "adapters/app/pages/page_person.hpp"
#include "adapters/app/services.hpp"
#include "adapters/postgres/case_queries.hpp"
#include "adapters/postgres/page_store.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <vector>

namespace redress::app {
namespace {

/// As somebody says it aloud: letters and digits alone, of one case. Other scripts stay as they are.
std::string as_told(std::string_view text)
{
    std::string out;
    for (const char c : text) {
        if (c >= 'A' && c <= 'Z')
            out += static_cast<char>(c - 'A' + 'a');
        else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80)
            out += c;
    }
    return out;
}

/// "120.50" and "120.5" are one amount.
std::string amount_told(std::string_view text)
{
    std::string out;
    for (const char c : text)
        if ((c >= '0' && c <= '9') || c == '.') out += c;
    if (out.find('.') != std::string::npos) {
        out.erase(out.find_last_not_of('0') + 1);
        if (out.ends_with('.')) out.pop_back();
    }
    return out;
}

/// What the case knows under that name; empty: nothing.
std::string known(const std::vector<postgres::private_text>& texts, const complaint& of,
                  std::string_view name)
{
    const auto& f = of.facts;
    if (name == "amount") return f.amount;
    if (name == "country") return f.country;
    const auto slot = name == "account" ? "complainant_account" : name == "name" ? "complainant_name" : name;
    std::string words;
    for (const auto& one : texts)
        if (one.slot == slot) words = one.bytes;  // the last that was said
    return words;
}

bool told_right(std::string_view name, const std::string& told, const std::string& known)
{
    const auto same = name == "amount" ? amount_told : as_told;
    return !same(known).empty() && same(told) == same(known);
}

/// When the way to reach them last changed, or was called unsafe.
std::optional<instant> contact_changed(services& from, const complaint& of)
{
    std::optional<instant> last;
    for (const auto& one : whole_history(from, of.id)) {
        const auto entry = boost::json::parse(one.body).as_object();
        const auto* what = entry.if_contains("ev");
        if (what == nullptr || entry.at("type").as_string() != "case.event" ||
            (*what != "contact_changed" && *what != "contact_unsafe_marked"))
            continue;
        last = parse_instant(std::string_view(entry.at("at").as_string()));
    }
    return last;
}

bool has_contact(const std::vector<postgres::private_text>& texts)
{
    return std::ranges::any_of(texts, [](const postgres::private_text& one) {
        return one.slot == "complainant_email" || one.slot == "complainant_phone" || one.slot == "contact";
    });
}

}  // namespace

std::optional<said> facts_refused(services& from, const complaint& of,
                                  const std::map<std::string, std::string, std::less<>>& facts)
{
    std::string names;
    for (const auto name : facts_to_ask) names += (names.empty() ? "" : ", ") + std::string(name);
    for (const auto& [name, told] : facts)
        if (std::ranges::find(facts_to_ask, name) == facts_to_ask.end())
            return said{"reissue_no_such_fact", {{"value", name}, {"names", names}}};
    if (facts.size() < facts_to_tell) return said{"reissue_two_facts", {{"names", names}}};
    // Which of them was wrong is not said: whoever guesses on the telephone would hear it.
    const auto texts = from.queries().texts(of.id);
    for (const auto& [name, told] : facts)
        if (!told_right(name, told, known(texts, of, name))) return said{"reissue_facts_differ"};
    return std::nullopt;
}

std::optional<said> reissue_refused(services& from, const complaint& of, const reissue& asked)
{
    const auto now = from.queries().now();
    if (from.settings().text(setting::pages_pepper_file).empty()) return said{"reissue_no_pages"};
    if (of.facts.erased_at) return said{"reissue_gone"};
    if (!may_look(of, asked.representative, now)) return said{"reissue_not_theirs"};
    if (of.facts.contact_unsafe) return said{"reissue_unsafe"};
    const auto texts = from.queries().texts(of.id);
    if (!has_contact(texts)) return said{"reissue_no_contact"};
    if (const auto changed = contact_changed(from, of); changed && now - *changed < contact_rests)
        return said{"reissue_contact_new", {{"at", to_string(*changed + contact_rests)}}};
    return facts_refused(from, of, asked.facts);
}

std::vector<std::pair<std::string, std::string>> tried_in_vain(const complaint& of, const reissue& asked,
                                                               std::string_view code)
{
    std::string names;
    for (const auto& [name, told] : asked.facts)
        if (std::ranges::find(facts_to_ask, name) != facts_to_ask.end())
            names += (names.empty() ? "" : ",") + name;
    return {{"facts", names},
            {"reason_code", std::string(code)},
            {"subject", to_string(of.id)},
            {"to", std::string(name_of(asked.representative ? role::representative : role::complainant))}};
}

workflow::command reissue_command(const complaint& of, const reissue& asked, const actor& who,
                                  std::string_view source)
{
    event what{.type = event_type::access_given};
    std::vector<std::string> names;
    for (const auto& [name, told] : asked.facts) names.push_back(name);
    what.set(field::reason_code, std::string("secret_reissued"))
        .set(field::to, std::string(name_of(asked.representative ? role::representative : role::complainant)))
        .set(field::items, std::move(names));
    auto made = own_command(of.id, std::move(what), who, source);
    // A contact that was called unsafe, or an authority that ended, since the case was read must not be passed over.
    made.expected_version = of.version;
    return made;
}

std::string hand_out(services& from, const complaint& of, const reissue& asked)
{
    const secret_keeper keeper(from.settings().text(setting::pages_pepper_file), "pages.pepper_file");
    auto symbols = secret_keeper::mint_another();
    from.pages().replace_secret(of.id, keeper.kept(symbols, asked.representative));
    return symbols;
}

}  // namespace redress::app
