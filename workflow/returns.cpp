// Long because it is a list: a class for each report, none of which knows another.
#include "workflow/returns.hpp"

#include "states/calendar.hpp"
#include "states/money.hpp"
#include "states/outside_range.hpp"
#include "workflow/reference.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>
#include <tuple>
#include <vector>

namespace redress::workflow {
namespace {

namespace json = boost::json;
using namespace std::chrono_literals;
using names = std::span<const std::string_view>;

bool within(const std::optional<instant>& at, const instant_span& of)
{
    return at && of.from <= *at && *at < of.until;
}

std::optional<instant> received(const complaint& of)
{
    return of.facts.received_at ? of.facts.received_at : of.facts.filed_at;
}

double hours(duration length)
{
    return std::round(std::chrono::duration<double, std::ratio<3600>>(length).count() * 10) / 10;
}

std::int64_t whole_days(duration length)
{
    return std::chrono::floor<std::chrono::days>(length).count();
}

std::string listed(const auto& all)
{
    std::string text;
    for (const auto& one : all) text += (text.empty() ? "" : ";") + std::string(one);
    return text;
}

/// Sums in currencies that are never added to each other: "120.50 EUR;3 USDT".
class sums {
public:
    void add(const std::string& amount, const std::string& currency)
    {
        if (!amount.empty()) of_[currency] = sum_of_amounts(of_[currency], amount);
    }
    void add(const sums& other)
    {
        for (const auto& [currency, amount] : other.of_) add(amount, currency);
    }
    [[nodiscard]] bool empty() const { return of_.empty(); }
    [[nodiscard]] std::string text() const
    {
        std::string out;
        for (const auto& [currency, amount] : of_) out += (out.empty() ? "" : ";") + amount + " " + currency;
        return out;
    }

private:
    std::map<std::string, std::string> of_;
};

sums paid_to(const complaint& of, std::optional<instant_span> period = {})
{
    sums paid;
    for (const auto& item : of.facts.redress_items)
        if (item.state == redress_state::paid && (!period || within(item.paid_at, *period)))
            paid.add(item.amount, item.currency);
    return paid;
}

/// How many cases there are of what, and under which key of it.
class counts {
public:
    void one_more(std::string part, std::string key) { ++of_[{std::move(part), std::move(key)}]; }
    void tell(const row_taken& row) const
    {
        for (const auto& [what, cases] : of_)
            row({{"part", what.first}, {"key", what.second}, {"cases", cases}});
    }

private:
    std::map<std::pair<std::string, std::string>, std::int64_t> of_;
};

/// What most of the reports share.
class report : public return_made {
public:
    explicit report(const return_asked& asked) : asked_(asked) {}

    void add(const lived_case& one, const row_taken& row) final
    {
        const auto& of = one.now();
        if (!of.exists() || of.facts.kind != case_kind::complaint) return;
        if (!asked_.legal_entity.empty() && of.facts.legal_entity != asked_.legal_entity) return;
        hear(one, row);
    }

protected:
    virtual void hear(const lived_case& one, const row_taken& row) = 0;

    [[nodiscard]] const instant_span& period() const { return asked_.period; }
    [[nodiscard]] const return_asked& asked() const { return asked_; }
    [[nodiscard]] std::string date(const std::optional<instant>& at) const
    {
        return at ? to_string(asked_.where->date(*at)) : std::string();
    }
    [[nodiscard]] std::string say(std::string_view taxonomy, std::string_view code) const
    {
        return asked_.said == nullptr ? std::string(code) : asked_.said->say(taxonomy, code);
    }
    /// Business days between the dates, of the calendar; nothing where its years end or nobody says.
    [[nodiscard]] std::optional<std::int64_t> business_days(instant from, instant until) const
    {
        if (asked_.by == nullptr) return std::nullopt;
        try {
            const auto& zone = asked_.by->zone();
            return asked_.by->business_days(zone.date(from), zone.date(until));
        } catch (const outside_range&) {
            return std::nullopt;
        }
    }
    /// Nothing to say is no member.
    static void put(json::object& row, std::string_view name, std::string value)
    {
        if (!value.empty()) row[name] = std::move(value);
    }
    static json::object case_row(const complaint& of)
    {
        json::object row;
        row["case"] = to_string(of.id);
        put(row, "reference", shown_reference(of.facts.reference));
        put(row, "entity", of.facts.legal_entity);
        return row;
    }

private:
    return_asked asked_;
};

// Time of each step, what came, what was over its limit, by topic and outcome (2025/294 Art. 8).
constexpr auto mica_columns =
    std::to_array<std::string_view>({"part", "key", "cases", "mean_hours", "median_hours", "p95_hours"});

class mica_art8 final : public report {
public:
    using report::report;

    void hear(const lived_case& one, const row_taken& /*row*/) override
    {
        const auto& f = one.now().facts;
        const auto from = received(one.now());
        if (within(from, period())) {
            counts_.one_more("received", {});
            counts_.one_more("topic", f.category);
        }
        if (!from) return;
        const auto step = [&](const char* name, const std::optional<instant>& at) {
            if (within(at, period())) steps_[name].push_back(*at - *from);
        };
        step("acknowledged", f.acknowledged_at);
        step("admissibility", f.admitted_at);
        step("first_answer", f.first_answered_at);
        step("decision", f.decided_at);
        step("closing", one.closed_in(period()));
        if (within(f.decided_at, period()) && f.outcome != outcome::none)
            counts_.one_more("outcome", say("outcome", name_of(f.outcome)));
        for (const auto& each : f.clocks) {
            if (each.kind == clock_kind::window || !within(each.due, period())) continue;
            const bool over = each.state == clock_state::missed || each.state == clock_state::met_late ||
                              (each.state == clock_state::running && *each.due <= asked().as_of);
            if (over) counts_.one_more("over_limit", each.clock_id);
        }
    }

    void end(const row_taken& row) override
    {
        for (auto& [name, times] : steps_) {
            std::ranges::sort(times);
            duration whole{};
            for (const auto one : times) whole += one;
            const auto n = times.size();
            const auto median = n % 2 == 1 ? times[n / 2] : (times[n / 2 - 1] + times[n / 2]) / 2;
            // The nearest rank: the least time within which 95 of 100 were done.
            const auto rank = (n * 95 + 99) / 100;
            row({{"part", "step"},
                 {"key", name},
                 {"cases", n},
                 {"mean_hours", hours(whole / static_cast<std::int64_t>(n))},
                 {"median_hours", hours(median)},
                 {"p95_hours", hours(times[rank - 1])}});
        }
        counts_.tell(row);
    }

private:
    std::map<std::string, std::vector<duration>> steps_;
    counts counts_;
};

constexpr auto fca_columns = std::to_array<std::string_view>(
    {"entity", "product", "main_cause", "open_at_start", "opened", "closed", "closed_3bd", "closed_4w",
     "closed_8w", "closed_later", "upheld", "redress_paid", "vulnerable"});

class fca_return final : public report {
public:
    using report::report;

    void hear(const lived_case& one, const row_taken& /*row*/) override
    {
        const auto& of = one.now();
        const auto& f = of.facts;
        const auto came = received(of);
        const auto closed = one.closed_in(period());
        const bool opened = within(came, period());
        const bool was_open = came && *came < period().from && one.open_at(period().from - duration(1));
        const auto paid = paid_to(of, period());
        if (!opened && !was_open && !closed && paid.empty()) return;
        auto& to = lines_[{f.legal_entity, f.service, f.category}];
        to.open_at_start += was_open ? 1 : 0;
        to.opened += opened ? 1 : 0;
        to.vulnerable += opened && !f.support_needs.empty() ? 1 : 0;
        to.paid.add(paid);
        if (!closed || !came) return;
        ++to.closed;
        const auto days = business_days(*came, *closed);
        const auto took = asked().where->date(*closed) - asked().where->date(*came);
        if (days && *days <= 3)
            ++to.within_3bd;
        else if (took <= std::chrono::weeks(4))
            ++to.within_4w;
        else if (took <= std::chrono::weeks(8))
            ++to.within_8w;
        else
            ++to.later;
        to.upheld += f.outcome == outcome::upheld || f.outcome == outcome::partly_upheld ? 1 : 0;
    }

    void end(const row_taken& row) override
    {
        for (const auto& [key, n] : lines_) {
            const auto& [entity, service, cause] = key;
            json::object out;
            put(out, "entity", entity);
            put(out, "product", say("product", service));
            put(out, "main_cause", say("cause", cause));
            out["open_at_start"] = n.open_at_start;
            out["opened"] = n.opened;
            out["closed"] = n.closed;
            out["closed_3bd"] = n.within_3bd;
            out["closed_4w"] = n.within_4w;
            out["closed_8w"] = n.within_8w;
            out["closed_later"] = n.later;
            out["upheld"] = n.upheld;
            put(out, "redress_paid", n.paid.text());
            out["vulnerable"] = n.vulnerable;
            row(out);
        }
    }

private:
    struct line {
        std::int64_t open_at_start = 0, opened = 0, closed = 0, within_3bd = 0, within_4w = 0, within_8w = 0,
                     later = 0, upheld = 0, vulnerable = 0;
        sums paid;
    };
    std::map<std::tuple<std::string, std::string, std::string>, line> lines_;
};

constexpr auto asic_columns = std::to_array<std::string_view>(
    {"reference", "entity", "status", "carried_over", "channel", "received", "closed", "days",
     "representative", "product", "issue", "outcome", "redress", "country", "language", "case"});

class asic_idr final : public report {
public:
    using report::report;

    void hear(const lived_case& one, const row_taken& row) override
    {
        const auto& of = one.now();
        const auto& f = of.facts;
        const auto came = received(of);
        if (!came || *came >= period().until) return;
        const auto closed = one.closed_in(period());
        const bool open = one.open_at(period().until - duration(1));
        if (!open && !closed) return;
        auto out = case_row(of);
        out["status"] = open ? "open" : "closed";
        out["carried_over"] = *came < period().from;
        out["channel"] = say("channel", name_of(f.channel));
        out["received"] = date(came);
        put(out, "closed", date(closed));
        out["days"] = (asked().where->date(closed.value_or(std::min(asked().as_of, period().until))) -
                       asked().where->date(*came))
                          .count();
        out["representative"] = !f.representative.empty();
        put(out, "product", say("product", f.service));
        put(out, "issue", say("cause", f.category));
        if (closed && f.outcome != outcome::none) out["outcome"] = say("outcome", name_of(f.outcome));
        put(out, "redress", paid_to(of).text());
        put(out, "country", f.country);
        put(out, "language", f.language);
        row(out);
    }
};

constexpr auto cfpb_columns =
    std::to_array<std::string_view>({"reference", "entity", "received", "product", "issue", "response",
                                     "responded", "timely", "closed", "case"});

class cfpb_like final : public report {
public:
    using report::report;

    void hear(const lived_case& one, const row_taken& row) override
    {
        const auto& of = one.now();
        const auto& f = of.facts;
        const auto came = received(of);
        if (!within(came, period())) return;
        auto out = case_row(of);
        out["received"] = date(came);
        put(out, "product", say("product", f.service));
        put(out, "issue", say("cause", f.category));
        out["response"] = say("cfpb_response", response(of));
        put(out, "responded", date(f.first_answered_at));
        std::int64_t kept = 0, missed = 0;
        for (const auto& each : f.clocks) {
            if (each.kind == clock_kind::window) continue;
            kept += each.state == clock_state::met ? 1 : 0;
            missed += each.state == clock_state::missed || each.state == clock_state::met_late ? 1 : 0;
        }
        if (kept + missed > 0) out["timely"] = missed == 0;
        if (of.lifecycle == lifecycle_state::closed) put(out, "closed", date(f.closed_at));
        row(out);
    }

private:
    static std::string_view response(const complaint& of)
    {
        const auto& f = of.facts;
        if (f.closure_reason == closure_reason::duplicate || f.outcome == outcome::inadmissible ||
            f.outcome == outcome::out_of_scope)
            return "administrative";
        if (of.lifecycle != lifecycle_state::decided && of.lifecycle != lifecycle_state::closed)
            return "in_progress";
        const auto given = [&](auto matches) {
            return std::ranges::any_of(f.redress_items, [&](const redress_item& item) {
                return item.state != redress_state::none && matches(item);
            });
        };
        if (given([](const redress_item& item) { return !item.amount.empty(); })) return "monetary_relief";
        if (given([](const redress_item&) { return true; })) return "non_monetary_relief";
        return "explanation";
    }
};

constexpr auto rbi_columns =
    std::to_array<std::string_view>({"reference", "entity", "received", "decision", "referred", "referred_to",
                                     "body_view", "communicated", "case"});

class rbi_io final : public report {
public:
    using report::report;

    void hear(const lived_case& one, const row_taken& row) override
    {
        const auto& of = one.now();
        const auto& f = of.facts;
        if (!within(f.decided_at, period()) && !within(f.referred_at, period())) return;
        auto out = case_row(of);
        out["received"] = date(received(of));
        if (f.outcome != outcome::none) out["decision"] = say("rbi_decision", name_of(f.outcome));
        put(out, "referred", date(f.referred_at));
        put(out, "referred_to", f.referral_body);
        if (f.referral != referral_state::none) out["body_view"] = name_of(f.referral);
        put(out, "communicated", date(last_letter(f)));
        row(out);
    }

private:
    static std::optional<instant> last_letter(const facts& f)
    {
        std::optional<instant> at;
        for (const auto& one : f.letters)
            if (one.kind == letter_kind::final_response || one.kind == letter_kind::appeal_decision) {
                const auto left = one.dispatched ? one.dispatched : one.sent;
                if (left && (!at || *left > *at)) at = left;
            }
        return at;
    }
};

constexpr auto sg_columns = std::to_array<std::string_view>({"part", "key", "cases"});

class sg_chr final : public report {
public:
    using report::report;

    void hear(const lived_case& one, const row_taken& /*row*/) override
    {
        const auto& of = one.now();
        const auto& f = of.facts;
        const auto came = received(of);
        if (!came || *came >= period().until) return;
        if (within(came, period())) counts_.one_more("received", {});
        if (const auto closed = one.closed_in(period())) {
            counts_.one_more("closed", {});
            if (f.outcome != outcome::none) counts_.one_more("outcome", say("outcome", name_of(f.outcome)));
            counts_.one_more("closed_after", age(*closed - *came));
        }
        const auto last = period().until - duration(1);
        if (one.open_at(last)) {
            counts_.one_more("open_at_end", {});
            counts_.one_more("open_for", age(period().until - *came));
        }
    }

    void end(const row_taken& row) override { counts_.tell(row); }

private:
    static std::string age(duration length)
    {
        const auto days = whole_days(length);
        if (days <= 28) return "0-28 days";
        if (days <= 90) return "29-90 days";
        if (days <= 180) return "91-180 days";
        return "over 180 days";
    }
    counts counts_;
};

constexpr auto breach_columns = std::to_array<std::string_view>(
    {"reference", "entity", "clock", "subject", "policy", "kind", "due", "stopped_at", "late_by_hours",
     "extended", "told_before_due", "owner", "team", "case"});

class breach_register final : public report {
public:
    using report::report;

    void hear(const lived_case& one, const row_taken& row) override
    {
        const auto& of = one.now();
        const auto& f = of.facts;
        for (const auto& each : f.clocks) {
            if (each.kind == clock_kind::window || !within(each.due, period()) || *each.due > asked().as_of)
                continue;
            const bool over = each.state == clock_state::missed || each.state == clock_state::met_late ||
                              each.state == clock_state::running;
            if (!over) continue;
            auto out = case_row(of);
            out["clock"] = each.clock_id;
            put(out, "subject", each.subject);
            put(out, "policy", each.policy);
            out["kind"] = name_of(each.kind);
            out["due"] = to_string(*each.due);
            if (each.stopped && *each.stopped > *each.due) out["stopped_at"] = to_string(*each.stopped);
            const auto until = each.stopped && *each.stopped > *each.due ? *each.stopped : asked().as_of;
            out["late_by_hours"] = hours(until - *each.due);
            out["extended"] = each.extended;
            put(out, "told_before_due", told_before(f, each));
            put(out, "owner", f.owner);
            put(out, "team", f.team);
            row(out);
        }
    }

private:
    /// The letter that said it would be late, before it was.
    static std::string told_before(const facts& f, const clock& missed)
    {
        std::string id;
        for (const auto& one : f.letters) {
            const bool says = one.kind == letter_kind::delay || one.kind == letter_kind::holding_response;
            if (says && one.sent && *one.sent <= *missed.due &&
                (!missed.started || *one.sent >= *missed.started))
                id = one.id;
        }
        return id;
    }
};

constexpr auto independence_columns = std::to_array<std::string_view>(
    {"reference", "entity", "handled_by", "decided_by", "rung_reviewed_by", "appeal_heard_by",
     "redress_offered_by", "redress_approved_by", "conflicts", "case"});

/// Who did what, from the actors of the entries alone; the guards of the engine are not asked.
class independence final : public report {
public:
    using report::report;

    void hear(const lived_case& one, const row_taken& row) override
    {
        const auto& of = one.now();
        if (std::ranges::none_of(one.steps(),
                                 [&](const lived_step& step) { return within(step.at, period()); }))
            return;
        std::set<std::string> handled, decided, reviewed, heard, conflicts, offered, approved;
        for (const auto& step : one.steps()) {
            // To say so, and to hand the case over, is what is left to them.
            const bool steps_aside =
                step.what == event_type::interest_declared || step.what == event_type::assigned;
            if (step.concerned && !steps_aside) conflicts.insert("concerned_acted:" + step.by);
            switch (step.what) {
                case event_type::decision_sent:
                    decided.insert(step.by);
                    break;
                case event_type::rung_accepted:
                    if (handled.contains(step.by)) conflicts.insert("rung_reviewer_handled:" + step.by);
                    reviewed.insert(step.by);
                    break;
                case event_type::appeal_decided:
                case event_type::appeal_remitted:
                    for (const auto* before : {&handled, &decided, &reviewed})
                        if (before->contains(step.by)) conflicts.insert("appeal_reviewer_acted:" + step.by);
                    heard.insert(step.by);
                    break;
                case event_type::redress_offered:
                    offered.insert(step.by);
                    break;
                case event_type::redress_approved:
                    approved.insert(step.by);
                    break;
                default:
                    break;
            }
            if (step.as == redress::role::handler) handled.insert(step.by);
        }
        for (const auto& item : of.facts.redress_items)
            if (!item.offered_by.empty() && item.offered_by == item.approved_by)
                conflicts.insert("approved_own_offer:" + item.offered_by);
        auto out = case_row(of);
        put(out, "handled_by", listed(handled));
        put(out, "decided_by", listed(decided));
        put(out, "rung_reviewed_by", listed(reviewed));
        put(out, "appeal_heard_by", listed(heard));
        put(out, "redress_offered_by", listed(offered));
        put(out, "redress_approved_by", listed(approved));
        put(out, "conflicts", listed(conflicts));
        row(out);
    }
};

constexpr auto cause_columns = std::to_array<std::string_view>(
    {"month", "category", "root_cause", "decided", "upheld", "redress_paid", "change"});

/// What went wrong, month by month, with the change to the month before it.
class root_causes final : public report {
public:
    using report::report;

    void hear(const lived_case& one, const row_taken& /*row*/) override
    {
        const auto& of = one.now();
        const auto& f = of.facts;
        if (!within(f.decided_at, period())) return;
        const auto month = date(f.decided_at).substr(0, 7);
        months_.insert(month);
        auto& to = causes_[{f.category, f.root_cause}][month];
        ++to.decided;
        to.upheld += f.outcome == outcome::upheld || f.outcome == outcome::partly_upheld ? 1 : 0;
        to.paid.add(paid_to(of));
    }

    void end(const row_taken& row) override
    {
        for (const auto& [what, by_month] : causes_) {
            std::optional<std::int64_t> before;
            for (const auto& month : months_) {
                const auto found = by_month.find(month);
                const auto n = found == by_month.end() ? line{} : found->second;
                json::object out;
                out["month"] = month;
                out["category"] = what.first;
                out["root_cause"] = what.second.empty() ? std::string("unrecorded") : what.second;
                out["decided"] = n.decided;
                out["upheld"] = n.upheld;
                put(out, "redress_paid", n.paid.text());
                if (before) out["change"] = n.decided - *before;
                if (n.decided > 0 || before.value_or(0) > 0) row(out);
                before = n.decided;
            }
        }
    }

private:
    struct line {
        std::int64_t decided = 0, upheld = 0;
        sums paid;
    };
    std::set<std::string> months_;
    std::map<std::pair<std::string, std::string>, std::map<std::string, line>> causes_;
};

template <class Report>
std::unique_ptr<return_made> made(const return_asked& asked)
{
    return std::make_unique<Report>(asked);
}

constexpr auto kinds = std::to_array<return_kind>({
    {"mica_art8", mica_columns, &made<mica_art8>},
    {"fca_return", fca_columns, &made<fca_return>},
    {"asic_idr", asic_columns, &made<asic_idr>},
    {"cfpb_like", cfpb_columns, &made<cfpb_like>},
    {"rbi_io", rbi_columns, &made<rbi_io>},
    {"sg_chr", sg_columns, &made<sg_chr>},
    {"breach_register", breach_columns, &made<breach_register>},
    {"independence", independence_columns, &made<independence>},
    {"root_causes", cause_columns, &made<root_causes>},
});

}  // namespace

std::span<const return_kind> return_kinds()
{
    return kinds;
}

const return_kind* find_return(std::string_view name)
{
    const auto found = std::ranges::find(kinds, name, &return_kind::name);
    return found == kinds.end() ? nullptr : &*found;
}

}  // namespace redress::workflow
