#include "adapters/app/calendar_question.hpp"

#include "adapters/app/nearest.hpp"
#include "adapters/files/calendar_file.hpp"
#include "adapters/json/strict_json.hpp"
#include "states/outside_range.hpp"

#include <boost/json.hpp>

#include <array>
#include <ostream>

namespace redress::app {
namespace {

namespace bj = boost::json;

std::string_view text_of(std::string_view what, const bj::value& value)
{
    const auto* text = value.if_string();
    if (text == nullptr) throw unclear_question(std::string(what) + " must be a text in quotation marks");
    return {text->data(), text->size()};
}

std::vector<instant_span> pauses_of(const bj::value& value)
{
    const auto* list = value.if_array();
    if (list == nullptr) throw unclear_question("pauses must be a list of pairs: [[\"FROM\",\"TO\"]]");
    std::vector<instant_span> pauses;
    pauses.reserve(list->size());
    for (const auto& one : *list) {
        const auto* pair = one.if_array();
        if (pair == nullptr || pair->size() != 2)
            throw unclear_question("a pause must be a pair: [\"FROM\",\"TO\"]");
        pauses.push_back(asked_pause(text_of("a pause", (*pair)[0]), text_of("a pause", (*pair)[1])));
    }
    return pauses;
}

calendar_question question_of(const bj::object& members)
{
    calendar_question asked;
    bool calendar = false, start = false, limit = false;
    for (const auto& [key, value] : members) {
        const std::string_view name(key.data(), key.size());
        if (name == "pauses") {
            asked.pauses = pauses_of(value);
            continue;
        }
        const auto text = text_of(name, value);
        if (name == "calendar") {
            calendar = true;
            asked.calendar = text;
        } else if (name == "start") {
            start = true;
            asked.start = asked_instant(name, text);
        } else if (name == "limit") {
            limit = true;
            asked.rule.limit = asked_limit(name, text);
        } else if (name == "end") {
            asked.rule.end = asked_name<limit_end>(name, text);
        } else if (name == "roll") {
            asked.rule.roll = asked_name<limit_roll>(name, text);
        } else if (name == "cutoff") {
            asked.rule.cutoff = asked_name<limit_cutoff>(name, text);
        } else {
            constexpr auto known = std::to_array<std::string_view>(
                {"calendar", "cutoff", "end", "limit", "pauses", "roll", "start"});
            throw unclear_question("a question has no member of that name" + did_you_mean(name, known) +
                                   "; it has calendar, start, limit, end, roll, cutoff and pauses");
        }
    }
    if (!calendar || !start || !limit)
        throw unclear_question(std::string(!calendar ? "calendar"
                                           : !start  ? "start"
                                                     : "limit") +
                               " is missing; a question needs calendar, start and limit");
    return asked;
}

void write_seconds(std::string& out, duration amount)
{
    constexpr std::int64_t second = 1'000'000;
    out += std::to_string(amount.count() / second);
    if (auto rest = amount.count() % second; rest != 0) {
        auto digits = std::to_string(second + rest);
        digits.erase(digits.find_last_not_of('0') + 1);
        out.append(".").append(digits, 1);
    }
}

void write_instant_member(std::string& out, const char* name, instant at)
{
    std::array<char, 27> text{};
    write_instant(at, text.data());
    out.append("\"").append(name).append("\":\"").append(text.data(), text.size()).append("\"");
}

std::string answer_line(std::string_view line, files::calendar_book& book, bool& all_well)
{
    std::string out;
    try {
        const auto asked = parse_question(line);
        const auto& by = calendar_named(book, asked.calendar);
        write_answer(out, explain_due(by, asked.start, asked.rule, asked.pauses),
                     counts_days(asked.rule.limit.unit));
    } catch (const unclear_question& wrong) {
        out = bj::serialize(bj::object{{"error", wrong.what()}});
        all_well = false;
    } catch (const outside_range& wrong) {
        out = bj::serialize(bj::object{{"error", wrong.what()}});
        all_well = false;
    }
    return out;
}

}  // namespace

instant asked_instant(std::string_view what, std::string_view text)
{
    if (const auto at = parse_instant(text)) return *at;
    throw unclear_question(std::string(what) +
                           " must be an instant with its offset, such as 2026-12-24T10:00:00Z");
}

limit asked_limit(std::string_view what, std::string_view text)
{
    if (const auto found = parse_limit(text)) return *found;
    throw unclear_question(
        std::string(what) +
        " must be a number from 1 and a unit, s, min, h, cd, w, mo, y, bd or bh, a hundred "
        "years at most: 24h, 3bd, 8w");
}

instant_span asked_pause(std::string_view from, std::string_view until)
{
    const instant_span pause{asked_instant("a pause", from), asked_instant("a pause", until)};
    if (pause.until < pause.from)
        throw unclear_question("a pause must not end before it begins; exchange the two instants");
    return pause;
}

calendar_question parse_question(std::string_view text)
{
    std::array<unsigned char, 4096> room;  // NOLINT(cppcoreguidelines-pro-type-member-init): scratch
    bj::monotonic_resource storage(room.data(), room.size());
    const auto read = json::parse_strict(text, &storage);
    if (const auto* wrong = std::get_if<json::json_error>(&read))
        throw unclear_question("the line is no JSON that can be read: " + wrong->what);
    const auto* members = std::get<bj::value>(read).if_object();
    if (members == nullptr) throw unclear_question("a question must be a JSON object");
    return question_of(*members);
}

const calendar& calendar_named(files::calendar_book& book, std::string_view id)
{
    if (const auto* found = book.find(id)) return *found;
    const auto ids = book.ids();
    const std::vector<std::string_view> known(ids.begin(), ids.end());
    throw unclear_question("there is no calendar '" + std::string(id) + "'" + did_you_mean(id, known) +
                           "; see: redress calendar show");
}

void write_answer(std::string& out, const due_explained& answer, bool counts_days)
{
    out += '{';
    write_instant_member(out, "due", answer.due);
    out += ",\"counted\":[";
    for (const auto& part : answer.counted) {
        if (out.back() == '}') out += ',';
        out += '{';
        write_instant_member(out, "from", part.span.from);
        out += ',';
        write_instant_member(out, "until", part.span.until);
        if (counts_days) {
            out.append(",\"days\":").append(std::to_string(part.dates));
            out.append(",\"first\":\"").append(to_string(part.first)).append("\"");
            out.append(",\"last\":\"").append(to_string(part.last)).append("\"");
        } else {
            out += ",\"seconds\":";
            write_seconds(out, part.span.until - part.span.from);
        }
        out += '}';
    }
    out += "]}";
}

bool answer_lines(const byte_source& in, std::ostream& out, files::calendar_book& book)
{
    bool all_well = true;
    std::string rest;  // what has come of a line that is not whole yet
    std::vector<char> room(std::size_t{1} << 16U);
    const auto answer = [&](std::string_view line) { out << answer_line(line, book, all_well) << '\n'; };
    while (const auto size = in(room)) {
        rest.append(room.data(), size);
        std::size_t from = 0;
        for (std::size_t end; (end = rest.find('\n', from)) != std::string::npos; from = end + 1)
            answer(std::string_view(rest).substr(from, end - from));
        rest.erase(0, from);
        out.flush();
    }
    if (!rest.empty()) answer(rest);
    return all_well;
}

}  // namespace redress::app
