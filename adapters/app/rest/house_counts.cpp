#include "adapters/app/rest/house_counts.hpp"

#include "adapters/app/reading.hpp"
#include "adapters/app/services.hpp"

#include <algorithm>

namespace redress::app::rest {
namespace {

constexpr int page_read = 1000;

std::string_view age_of(std::chrono::hours age)
{
    const auto days = age.count() / 24;
    if (days < 1) return "under_1_day";
    if (days < 7) return "1_to_7_days";
    if (days < 14) return "7_to_14_days";
    if (days < 28) return "14_to_28_days";
    return days < 56 ? "28_to_56_days" : "over_56_days";
}

counted_group group_of(const postgres::case_line& line, instant now)
{
    return {
        .state = line.state,
        .team = line.team,
        .category = line.category,
        .age = line.filed_at
                   ? std::string(age_of(std::chrono::duration_cast<std::chrono::hours>(now - *line.filed_at)))
                   : std::string(),
        .owner = line.owner};
}

counted_cases count_of(const postgres::case_line& line, instant now)
{
    const bool overdue = line.next_due && *line.next_due <= now;
    const bool soon = line.next_due && !overdue && *line.next_due <= now + std::chrono::hours(24);
    return {.open = 1,
            .overdue = overdue ? 1 : 0,
            .due_within_day = soon ? 1 : 0,
            .unowned = line.owner.empty() ? 1 : 0,
            .raised = line.rung > 0 ? 1 : 0,
            .waiting = line.hold != "none" && !line.hold.empty() ? 1 : 0};
}

}  // namespace

counted_cases& counted_cases::operator+=(const counted_cases& more)
{
    open += more.open, overdue += more.overdue, due_within_day += more.due_within_day;
    unowned += more.unowned, raised += more.raised, waiting += more.waiting;
    return *this;
}

counted_cases& counted_cases::operator-=(const counted_cases& less)
{
    open -= less.open, overdue -= less.overdue, due_within_day -= less.due_within_day;
    unowned -= less.unowned, raised -= less.raised, waiting -= less.waiting;
    return *this;
}

boost::json::object counted_cases::json() const
{
    return {{"open", open},       {"overdue", overdue}, {"due_within_day", due_within_day},
            {"unowned", unowned}, {"raised", raised},   {"waiting", waiting}};
}

/// Of everybody, and what each audience was told of it.
struct house_counts::counted {
    struct open_case {
        case_id id{};
        std::uint32_t group = 0;  // in `groups`
        counted_cases count;
    };
    std::chrono::steady_clock::time_point made;
    house_told all;
    std::vector<counted_group> groups;
    std::vector<open_case> cases;  // by id
    std::mutex guard;
    std::map<std::string, std::shared_ptr<const house_told>> told;  // by person

    explicit counted(services& from) : made(std::chrono::steady_clock::now())
    {
        auto& queries = from.queries();
        all.as_of = queries.now();
        for (const auto& one : queries.counts()) all.by_state[one.state] += one.cases;
        all.deadlines = queries.deadlines();
        all.readers = queries.readers();
        all.partitions = queries.partitions();
        all.letters_open = static_cast<std::int64_t>(queries.dead_letters("open", letters_counted_to).size());
        std::map<counted_group, std::uint32_t> known;
        postgres::case_filter filter{.limit = page_read};
        for (bool more = true; more;) {
            const auto lines = queries.list(filter);
            more = static_cast<int>(lines.size()) == page_read;
            if (more) filter.after = lines.back().id;
            for (const auto& line : lines) {
                const auto [at, fresh] =
                    known.emplace(group_of(line, all.as_of), static_cast<std::uint32_t>(groups.size()));
                if (fresh) groups.push_back(at->first);
                cases.push_back({line.id, at->second, count_of(line, all.as_of)});
                all.open[at->first] += cases.back().count;
            }
        }
        std::ranges::sort(cases, {}, &open_case::id);
    }

    /// Without a case that is not there for somebody; `of` is null when this release cannot read it.
    void take_out(house_told& from, const case_id& id, const complaint* of) const
    {
        const auto found = std::ranges::lower_bound(cases, id, {}, &open_case::id);
        if (found != cases.end() && found->id == id) {
            const auto& group = groups[found->group];
            from.open[group] -= found->count;
            from.by_state[group.state] -= 1;
            from.deadlines.overdue -= found->count.overdue;
            from.deadlines.due_within_day -= found->count.due_within_day;
        } else if (of != nullptr) {
            // Closed, or filed since: then it is counted among nobody's.
            auto& closed = from.by_state[std::string(name_of(lifecycle_state::closed))];
            if (of->lifecycle == lifecycle_state::closed && closed > 0) --closed;
        }
    }
};

std::shared_ptr<const house_told> house_counts::for_reader(services& from)
{
    const auto of = counted_.get(kept_, [&] { return std::make_shared<counted>(from); });
    const auto who = from.reader();
    const auto name = who ? who->id : std::string();
    {
        const std::lock_guard hold(of->guard);
        if (const auto told = of->told.find(name); told != of->told.end()) return told->second;
    }
    // Outside the lock: nobody waits for what somebody else may see.
    auto made = std::make_shared<house_told>(of->all);
    if (who) {
        const auto ids = from.queries().may_concern(who->id);
        const auto cases = cases_read(from, ids);
        for (const auto& id : ids) {
            const auto found = cases.find(id);
            if (found == cases.end())
                of->take_out(*made, id, nullptr);
            else if (!may_open(*who, found->second))
                of->take_out(*made, id, &found->second);
        }
        std::erase_if(made->open, [](const auto& one) { return one.second.open == 0; });
        for (auto& [state, n] : made->by_state) n = std::max<std::int64_t>(n, 0);
    }
    const std::lock_guard hold(of->guard);
    return of->told.try_emplace(name, std::move(made)).first->second;
}

std::shared_ptr<const referred_cases> house_counts::referred(services& from)
{
    return referred_.get(kept_, [&] {
        auto made = std::make_shared<referred_cases>();
        made->as_of = from.queries().now();
        made->cases = from.queries().referred();
        std::ranges::sort(made->cases);
        return made;
    });
}

}  // namespace redress::app::rest
