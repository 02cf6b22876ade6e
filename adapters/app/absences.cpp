#include "adapters/app/absences.hpp"

#include "adapters/app/identity/sign_in.hpp"
#include "adapters/app/services.hpp"
#include "adapters/files/roster_file.hpp"
#include "adapters/files/text_book.hpp"
#include "adapters/postgres/absence_store.hpp"
#include "workflow/permissions.hpp"
#include "workflow/randomness.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <chrono>

namespace redress::app {
namespace {

constexpr auto told_for = std::chrono::days(30);

refused unfit(services& from, const workflow::absence_fault& fault)
{
    auto words = files::filled(from.texts().text("absence_rule", fault.rule, from.language()), fault.values);
    return {.status = 422,
            .code = "absence_unfit",
            .errors = {{"/" + std::string(fault.field), std::string(fault.rule), std::move(words)}}};
}

std::optional<refused> not_theirs(services& from, const workflow::principal& by, const std::string& person)
{
    if (by.id == person || workflow::may(by, workflow::permission::manage_absences)) return std::nullopt;
    const auto* other = find_colleague(from.colleagues(), by.id);
    if (other != nullptr && std::ranges::find(other->manages, person) != other->manages.end())
        return std::nullopt;
    return refused{.status = 403, .code = "absence_of_another", .values = {{"person", person}}};
}

}  // namespace

std::variant<workflow::said_absence, refused> say_absence(services& from, const workflow::principal& by,
                                                          workflow::said_absence what)
{
    if (auto no = not_theirs(from, by, what.person)) return *std::move(no);
    const auto now = from.absences().now();
    what.from = std::max(what.from, now);
    if (const auto fault = workflow::fault_of(what, from.colleagues(), now)) return unfit(from, *fault);
    what.id = workflow::randomness(0).id_at(now);
    what.said_by = by.id;
    if (!from.absences().add(what))
        // By somebody else since the look at the others.
        return unfit(
            from,
            {"from",
             "no_overlap",
             {{"person", what.person}, {"from", to_string(what.from)}, {"until", to_string(what.until)}}});
    record_identity(from, "absence_said", by.id, what.person,
                    to_string(what.from) + "/" + to_string(what.until) + " " + what.delegate);
    from.absences_changed();
    return what;
}

std::variant<workflow::said_absence, refused> end_absence(services& from, const workflow::principal& by,
                                                          const std::string& id)
{
    const auto key = parse_uuid(id);
    const auto one = key ? from.absences().find(*key) : std::nullopt;
    if (!one) return refused{.status = 404, .code = "no_absence", .values = {{"absence", id}}};
    if (auto no = not_theirs(from, by, one->person)) return *std::move(no);
    if (!from.absences().end(*key, by.id))
        return refused{.status = 409,
                       .code = "absence_over",
                       .values = {{"person", one->person}, {"until", to_string(workflow::end_of(*one))}}};
    record_identity(from, "absence_ended", by.id, one->person, id);
    from.absences_changed();
    return from.absences().find(*key).value_or(*one);
}

std::vector<workflow::said_absence> absences_told(services& from)
{
    return from.absences().not_over(told_for);
}

boost::json::object row_of(const workflow::said_absence& one)
{
    boost::json::object row{{"absence", to_string(one.id)},
                            {"person", one.person},
                            {"from", to_string(one.from)},
                            {"until", to_string(one.until)}};
    if (!one.delegate.empty()) row["delegate"] = one.delegate;
    row["said_by"] = one.said_by;
    row["said_at"] = to_string(one.said_at);
    if (one.ended_at) {
        row["ended_at"] = to_string(*one.ended_at);
        row["ended_by"] = one.ended_by;
    }
    return row;
}

}  // namespace redress::app
