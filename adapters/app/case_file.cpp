#include "adapters/app/case_file.hpp"

#include "adapters/app/case_view.hpp"
#include "adapters/app/json_text.hpp"
#include "adapters/app/letter_history.hpp"
#include "adapters/app/letter_view.hpp"
#include "adapters/app/services.hpp"
#include "adapters/files/text_book.hpp"
#include "adapters/postgres/case_queries.hpp"
#include "workflow/reference.hpp"

#include <boost/json.hpp>

#include <algorithm>

namespace redress::app {
namespace {

/// "2026-11-27 15:04:05", in UTC as the document says once.
std::string on_paper(std::string rfc3339)
{
    rfc3339.resize(std::min<std::size_t>(rfc3339.size(), 19));
    std::ranges::replace(rfc3339, 'T', ' ');
    return rfc3339;
}
std::string on_paper(const std::optional<instant>& at)
{
    return at ? on_paper(to_string(*at)) : std::string();
}

class file_writer {
public:
    file_writer(services& from, const complaint& of, const std::string& who)
        : from_(from),
          of_(of),
          language_(from.language()),
          entries_(whole_history(from, of.id)),
          texts_(from.queries().texts(of.id)),
          reference_(workflow::shown_reference(of.facts.reference)),
          as_of_(on_paper(from.queries().now())),
          paper_(sheet_by(who))
    {
        paper_.heading(1, say("title", {{"reference", reference_}}));
        paper_.paragraph(say("lead", {{"at", as_of_}, {"who", who}}), paper::tone::quiet);
    }

    paper::printed write()
    {
        at_a_glance();
        promises();
        words();
        letters();
        history();
        proof();
        return paper_.print();
    }

private:
    [[nodiscard]] std::string say(std::string_view key,
                                  const std::map<std::string, std::string>& values = {}) const
    {
        return files::filled(from_.texts().text("case_file", key, language_), values);
    }
    [[nodiscard]] std::string name(std::string_view section, std::string_view code) const
    {
        return code.empty() ? std::string() : from_.texts().text(section, code, language_);
    }

    [[nodiscard]] std::string head() const { return entries_.empty() ? "-" : hex_of(entries_.back().leaf); }

    [[nodiscard]] paper::sheet sheet_by(const std::string& who) const
    {
        const auto count = std::to_string(entries_.size());
        return {.language = language_,
                .title = say("title", {{"reference", reference_}}),
                .author = who,
                .made_at = to_string(from_.queries().now()),
                .foot = {say("foot", {{"reference", reference_}, {"at", as_of_}}),
                         say("foot_head", {{"entries", count}}), head()},
                .page_of = say("page_of"),
                .qr = reference_ + " " + count + " " + head()};
    }

    void at_a_glance()
    {
        auto lines = case_summary(of_, from_.texts(), language_);
        lines.resize(lines.size() - of_.facts.clocks.size());  // promises have a table of their own
        for (auto& [label, text] : lines)
            if (parse_instant(text)) text = on_paper(text);
        paper_.heading(2, say("at_a_glance"));
        paper_.pairs(lines);
    }

    void promises()
    {
        if (of_.facts.clocks.empty()) return;
        paper_.heading(2, say("promises"));
        std::vector<std::vector<std::string>> rows;
        for (const auto& one : of_.facts.clocks)
            rows.push_back({name("clock", one.clock_id) + (one.subject.empty() ? "" : " " + one.subject) +
                                (one.generation > 1 ? " #" + std::to_string(one.generation) : ""),
                            name("clock_state", name_of(one.state)), on_paper(one.due),
                            on_paper(one.stopped)});
        paper_.table({{name("column", "clock"), 3},
                      {name("column", "state"), 1.6},
                      {name("column", "due"), 2},
                      {say("stopped"), 2}},
                     std::move(rows));
    }

    [[nodiscard]] bool is_redacted(std::int64_t cseq) const
    {
        return std::ranges::find(of_.facts.redacted, cseq) != of_.facts.redacted.end();
    }

    /// What people said and wrote, in its order.
    void words()
    {
        paper_.heading(2, say("words"));
        if (of_.facts.erased_at)
            paper_.paragraph(say("words_erased", {{"at", on_paper(of_.facts.erased_at)}}));
        if (texts_.empty()) {
            paper_.paragraph(say("no_words"), paper::tone::quiet);
            return;
        }
        for (const auto& one : entries_) {
            std::vector<labelled> said;
            for (const auto& text : texts_)
                if (text.entry_key == one.key)
                    said.emplace_back(slot_label(text.slot, from_.texts(), language_), text.bytes);
            if (said.empty() && !is_redacted(one.cseq)) continue;
            const auto row = timeline_row(one.body, gone(), {&from_.texts(), language_});
            paper_.heading(3, heading_of(row));
            paper_.pairs(said);
        }
    }

    [[nodiscard]] static std::string heading_of(const boost::json::object& row)
    {
        return on_paper(std::string(text_in(row, "rec"))) + " · " + std::string(text_in(row, "what")) +
               " · " + std::string(text_in(row, "who"));
    }

    [[nodiscard]] gone_words gone() const { return {of_.facts.erased_at, of_.facts.redacted}; }

    void letters()
    {
        paper_.heading(2, say("letters"));
        if (of_.facts.letters.empty()) paper_.paragraph(say("no_letters"), paper::tone::quiet);
        for (const auto& one : of_.facts.letters) {
            paper_.heading(3, one.id + " · " + name("letter", name_of(one.kind)) + " · " +
                                  name("route", name_of(one.route)) + " · " + on_paper(one.sent));
            const auto found = find_letter_as_sent(entries_, texts_, one.id);
            if (!found || words_erased(of_, one) || is_redacted(found->now.cseq)) {
                paper_.paragraph(say("letter_gone"), paper::tone::quiet);
                continue;
            }
            const auto made = rendered_letter(from_, of_, *found);
            if (!made.errors.empty()) {
                paper_.paragraph(say("letter_not_whole"), paper::tone::quiet);
                continue;
            }
            paper_.paragraph(made.letter.subject + "\n\n" + made.letter.text, paper::tone::quoted);
        }
    }

    void history()
    {
        paper_.heading(2, say("history"));
        std::vector<std::vector<std::string>> rows;
        for (const auto& one : entries_) {
            const auto row = timeline_row(one.body, gone(), {&from_.texts(), language_});
            std::string what(text_in(row, "what"));
            for (const auto* more : {"moves", "clocks"})
                if (const auto text = text_in(row, more); !text.empty()) what.append("\n").append(text);
            rows.push_back({std::to_string(one.cseq), on_paper(std::string(text_in(row, "rec"))),
                            std::move(what), std::string(text_in(row, "who")),
                            hex_of(one.leaf).substr(0, 12)});
        }
        paper_.table({{"#", 0.5},
                      {name("column", "rec"), 1.7},
                      {name("column", "what"), 4},
                      {name("column", "who"), 2},
                      {say("digest"), 1.5}},
                     std::move(rows));
    }

    void proof()
    {
        paper_.heading(2, say("proof"));
        paper_.paragraph(say("proof_what", {{"entries", std::to_string(entries_.size())}}));
        paper_.paragraph(head(), paper::tone::fixed_width);
        paper_.paragraph(say("proof_how", {{"reference", reference_}}));
    }

    services& from_;
    const complaint& of_;
    const std::string language_;
    const std::vector<postgres::timeline_entry> entries_;
    const std::vector<postgres::private_text> texts_;
    const std::string reference_, as_of_;
    paper::document paper_;
};

}  // namespace

paper::printed case_file(services& from, const complaint& of, const std::string& who)
{
    return file_writer(from, of, who).write();
}

std::string case_file_name(const complaint& of)
{
    return "case-" + workflow::shown_reference(of.facts.reference) + ".pdf";
}

}  // namespace redress::app
