#include "letter_example.hpp"

#include "adapters/files/text_book.hpp"
#include "adapters/files/zone_data.hpp"
#include "tests/support/elapsed.hpp"
#include "tests/support/shanghai.hpp"

#include <filesystem>
#include <stdexcept>

namespace redress::tests {
namespace {

using namespace std::chrono_literals;

said words_of_people(const std::string& language)
{
    if (language == "en")
        return {"A. Tester",
                "The provider delayed the transfer by two days.",
                "We give you back the fee of 2.00 USDT.",
                "We stopped transfers out of your account.",
                "We ask the provider for its records.",
                "The withdrawal has not arrived.",
                "Nobody answered my first message."};
    return {"测试用户",
            "通道延迟了两天。",
            "我们退还手续费 2.00 USDT。",
            "我们已暂停您账户的转出。",
            "我们向通道方调取记录。",
            "提现没有到账。",
            "第一次留言无人答复。"};
}

workflow::local_time local_in(instant at, std::string_view name)
{
    static std::map<std::string, zone, std::less<>> read;
    auto found = read.find(name);
    if (found == read.end()) {
        auto data = files::load_zone(std::string(name));
        if (!data) throw std::logic_error("no zone '" + std::string(name) + "'");
        found = read.emplace(std::string(name), std::move(*data)).first;
    }
    const auto offset = found->second.reading(at).time_since_epoch() - at.time_since_epoch();
    return on_the_wall(at, static_cast<int>(std::chrono::floor<std::chrono::minutes>(offset).count()));
}

}  // namespace

clock running(const std::string& id, duration ahead, clock_kind kind, const std::string& policy)
{
    return {.clock_id = id,
            .due = letter_sent_at + ahead,
            .kind = kind,
            .limit = elapsed(168h),
            .policy = policy,
            .started = letter_sent_at};
}

letter_example::letter_example(letter_kind kind, const std::string& language) : by(words_of_people(language))
{
    auto& f = now.facts;
    f.reference = "7K3MPX2Q9A";
    f.received_at = letter_sent_at - 20h;
    f.category = "withdrawal_missing";
    f.language = language;
    f.owner = "h.lin";
    f.clocks = {running("initial_response", 4h), running("investigation", 14 * 24h), running("update", 24h),
                running("hold", 7 * 24h, clock_kind::window)};
    f.points = {{finding::upheld, 1}, {finding::not_upheld, 2}};
    sent = {.by = "h.lin", .id = "L1", .kind = kind, .language = language, .sent = letter_sent_at};
    what.set(field::letter_body, kind == letter_kind::containment_notice ? by.safety
                                 : kind == letter_kind::holding_response ? by.reason
                                                                         : by.body);
    what.set(field::reason, by.reason).set(field::next_step, by.next_step);
    what.set(field::next_step_due, letter_sent_at + 48h);
    what.set(field::items, std::vector<std::string>{"transaction_id", "screenshot"});
    what.set(field::amount, std::string("1250.00")).set(field::currency, std::string("USDT"));
    f.outcome = outcome::partly_upheld;
    f.appeal_result = appeal_result::varied;
    f.appeal_level = 1;
    f.closure_reason = closure_reason::withdrawn;
    f.containment = containment_state::contained;
    f.containment_ground = containment_ground::theft;
}

workflow::letter_or_errors letter_example::write(std::span<const policy* const> rules,
                                                 std::span<const workflow::letter_wording* const> wordings,
                                                 const calendar_source& calendars) const
{
    static const files::text_book texts("schemas/texts");
    return workflow::render_letter(
        {.now = now,
         .sent = sent,
         .what = what,
         .points = {by.first_point, by.second_point},
         .name = by.name},
        {.rules = rules,
         .wordings = wordings,
         .names = [](auto section, auto key, auto language) { return texts.text(section, key, language); },
         .local = local_in,
         .calendars = &calendars});
}

std::set<std::string> places_in(const std::string& text)
{
    std::set<std::string> all;
    workflow::for_each_piece(
        text, [](auto) {}, [&](auto place) { all.emplace(place); });
    return all;
}

const std::map<std::string, wordings_by_language>& shipped_wordings()
{
    static const auto all = [] {
        std::map<std::string, wordings_by_language> found;
        for (const auto& file : std::filesystem::directory_iterator("schemas/letters")) {
            if (file.path().extension() != ".toml") continue;
            auto words = files::load_wording(files::read_file(file.path().string()), file.path().string());
            const auto name = file.path().stem().string();  // "uk-disp.en"
            const auto language = words.language;
            found[name.substr(0, name.size() - language.size() - 1)].emplace(language, std::move(words));
        }
        return found;
    }();
    return all;
}

}  // namespace redress::tests
