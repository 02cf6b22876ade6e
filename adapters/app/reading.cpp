#include "adapters/app/reading.hpp"

#include "adapters/app/log.hpp"
#include "adapters/app/services.hpp"
#include "adapters/postgres/case_codec.hpp"
#include "states/guards.hpp"
#include "states/lookups.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <chrono>
#include <mutex>
#include <optional>

namespace redress::app {
namespace {

using namespace std::chrono_literals;

constexpr int page = 500;

std::vector<case_id> ids_of(const std::vector<postgres::case_line>& lines)
{
    std::vector<case_id> ids;
    ids.reserve(lines.size());
    for (const auto& line : lines) ids.push_back(line.id);
    return ids;
}

/// Once for each case and process: lists are read all the time.
void alarm_unreadable(const case_id& id, const char* why)
{
    static std::mutex guard;
    static std::set<case_id> told;
    {
        const std::lock_guard hold(guard);
        if (!told.insert(id).second) return;
    }
    log(log_level::error, "alarm", "unknown_state", {{"case", to_string(id)}, {"detail", why}});
}

/// Reads a page of cases. One row that this release does not know must not end every list: such are told by
/// their ids.
void read_each(postgres::case_queries& queries, const std::vector<case_id>& ids,
               const std::function<void(const complaint&)>& tell,
               const std::function<void(const case_id&)>& unreadable)
{
    std::vector<complaint> found;
    try {
        found = queries.get(ids);
    } catch (const postgres::unknown_state&) {
        for (const auto& id : ids) try {
                if (auto one = queries.get(id)) found.push_back(std::move(*one));
            } catch (const postgres::unknown_state& why) {
                alarm_unreadable(id, why.what());
                unreadable(id);
            }
    }
    for (const auto& one : found) tell(one);
}

/// Notes those of a page that `who` may not open, and those that nobody can read.
void note_hidden(postgres::case_queries& queries, const actor& who, const std::vector<case_id>& ids,
                 std::set<case_id>& hidden)
{
    read_each(
        queries, ids,
        [&](const complaint& one) {
            if (!may_open(who, one)) hidden.insert(one.id);
        },
        [&](const case_id& id) { hidden.insert(id); });
}

/// Every line of the filter that is not there for whoever reads.
void for_each_hidden(services& from, postgres::case_filter filter,
                     const std::function<void(const postgres::case_line&)>& tell)
{
    filter.limit = page;
    for (;;) {
        const auto lines = from.queries().list(filter);
        const auto hidden = hidden_from_reader(from, ids_of(lines));
        for (const auto& line : lines)
            if (hidden.contains(line.id)) tell(line);
        if (static_cast<int>(lines.size()) < page) return;
        filter.after = lines.back().id;
    }
}

}  // namespace

bool may_open(const actor& who, const complaint& of)
{
    const event reading{.type = event_type::access_given};
    const step_context context{.who = &who};
    return guards::not_concerned::check({of, reading, context});
}

bool is_hidden_from(const actor& who, const complaint& of)
{
    const auto& f = of.facts;
    return is_staff(who.role) && !may_open(who, of) && f.owner != who.id && f.rung_reviewer != who.id &&
           !among(f.interests, who.id);
}

void leave_out_hidden_link(services& from, boost::json::object& row)
{
    auto* data = row.if_contains("data");
    if (data == nullptr) return;
    for (const auto* name : {"to", "primary_case"}) {
        const auto* said = data->as_object().if_contains(name);
        const auto id = said != nullptr && said->is_string()
                            ? parse_uuid(std::string_view(said->get_string()))
                            : std::nullopt;
        if (id && !hidden_from_reader(from, {*id}).empty()) data->as_object().erase(name);
    }
}

void leave_out_hidden_links(services& from, complaint& shown)
{
    auto& f = shown.facts;
    std::vector<case_id> named;
    for (const auto& one : f.links)
        if (const auto id = parse_uuid(one.to)) named.push_back(*id);
    if (const auto id = parse_uuid(f.primary_case)) named.push_back(*id);
    if (named.empty()) return;
    const auto hidden = hidden_from_reader(from, named);
    const auto is_hidden = [&](const std::string& text) {
        const auto id = parse_uuid(text);
        return id && hidden.contains(*id);
    };
    std::erase_if(f.links, [&](const link& one) { return is_hidden(one.to); });
    if (is_hidden(f.primary_case)) f.primary_case.clear();
}

std::map<case_id, complaint> cases_read(services& from, const std::vector<case_id>& ids)
{
    std::map<case_id, complaint> cases;
    read_each(
        from.queries(), ids, [&](const complaint& one) { cases.emplace(one.id, one); },
        [](const case_id&) {});
    return cases;
}

std::set<case_id> hidden_from_reader(services& from, const std::vector<case_id>& ids)
{
    std::set<case_id> hidden;
    const auto who = from.reader();
    if (!who) return hidden;
    for (auto rest = ids.begin(); rest != ids.end();) {
        const auto end = rest + std::min<std::ptrdiff_t>(page, ids.end() - rest);
        note_hidden(from.queries(), *who, {rest, end}, hidden);
        rest = end;
    }
    return hidden;
}

std::vector<postgres::case_line> lines_for_reader(
    services& from, int limit, const std::function<std::vector<postgres::case_line>(int)>& ask)
{
    // What is left out is made up for by asking for more, so that a short list says nothing.
    for (int asked = limit;; asked *= 2) {
        auto lines = ask(asked);
        const bool all = static_cast<int>(lines.size()) < asked;
        const auto hidden = hidden_from_reader(from, ids_of(lines));
        std::erase_if(lines, [&](const auto& line) { return hidden.contains(line.id); });
        if (!all && static_cast<int>(lines.size()) < limit) continue;
        if (static_cast<int>(lines.size()) > limit) lines.resize(static_cast<std::size_t>(limit));
        return lines;
    }
}

namespace {
void tell_reader(services& from, const std::optional<actor>& who, const std::vector<case_id>& ids,
                 const std::function<void(const complaint&)>& tell)
{
    read_each(
        from.queries(), ids,
        [&](const complaint& one) {
            if (!who || may_open(*who, one)) tell(one);
        },
        [](const case_id&) {});
}
}  // namespace

void for_each_case_ahead(services& from, instant until, const std::function<void(const complaint&)>& tell)
{
    const auto who = from.reader();
    postgres::case_filter open{.limit = page};
    for (;;) {
        const auto lines = from.queries().list(open);
        tell_reader(from, who, ids_of(lines), tell);
        if (static_cast<int>(lines.size()) < page) break;
        open.after = lines.back().id;
    }
    std::optional<case_id> after;
    for (;;) {
        const auto ids = from.queries().closed_ahead(until, after, page);
        tell_reader(from, who, ids, tell);
        if (static_cast<int>(ids.size()) < page) return;
        after = ids.back();
    }
}

bool for_each_case_recorded(services& from, instant since, const std::function<void(const complaint&)>& tell)
{
    const auto who = from.reader();
    bool older = false;
    for (std::int16_t bucket = 0; bucket < bucket_count; ++bucket) {
        std::optional<std::int64_t> before;
        for (bool more = true; more;) {
            const auto seen = from.queries().recorded(bucket, before, page);
            tell_reader(from, who, seen.cases, tell);
            before = seen.first;
            more = seen.recorded && *seen.recorded >= since;
            older = older || (seen.recorded && *seen.recorded < since);
        }
    }
    return older;
}

postgres::deadline_summary deadlines_for_reader(services& from)
{
    auto sums = from.queries().deadlines();
    if (!from.reader()) return sums;
    const auto now = from.queries().now();
    for_each_hidden(from, {.due_before = now + 24h}, [&](const postgres::case_line& line) {
        --(line.next_due && *line.next_due <= now ? sums.overdue : sums.due_within_day);
    });
    return sums;
}

std::map<std::string, std::int64_t> cases_by_state(services& from)
{
    std::map<std::string, std::int64_t> sums;
    for (const auto& count : from.queries().counts()) sums[count.state] += count.cases;
    if (!from.reader()) return sums;
    for (const std::string state : {"", "closed"})  // open ones, then the others
        for_each_hidden(from, {.state = state}, [&](const postgres::case_line& line) { --sums[line.state]; });
    return sums;
}

}  // namespace redress::app
