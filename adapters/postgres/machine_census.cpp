#include "adapters/postgres/machine_census.hpp"

#include "adapters/postgres/cbor.hpp"
#include "adapters/postgres/session.hpp"

#include <utility>
#include <vector>

namespace redress::postgres {
namespace {

/// The bytes of a fact's name and of its value.
std::string written(std::string_view name, std::string_view value)
{
    std::string bytes;
    cbor_writer out(bytes);
    out.text(name);
    out.text(value);
    return bytes;
}

struct fact_state {
    std::string machine, state, bytes;
};

/// Every state but the one that a fact is in where it is not written.
template <named State>
void add_states(std::vector<fact_state>& to, std::string_view machine, std::string_view fact)
{
    for (std::size_t i = 1; i < count_of<State>; ++i) {
        const auto state = name_of(static_cast<State>(i));
        to.push_back({std::string(machine), std::string(state), written(fact, state)});
    }
}

}  // namespace

machine_census count_machines(const std::string& url)
{
    std::vector<fact_state> facts;
    add_states<containment_state>(facts, "containment", "containment");
    add_states<referral_state>(facts, "referral", "referral");
    // Of a map in the list of items; clocks have a `state`, too, and none of these.
    add_states<redress_state>(facts, "redress", "state");
    session to(url, session_settings{.role = "redress_reader", .application = "redress counts of machines"});
    return to.run("count where cases stand", [&](pqxx::work& tx) {
        machine_census all;
        for (const auto& row :
             tx.exec("SELECT state, hold, ladder, count(*) FROM complaint GROUP BY state, hold, ladder")) {
            const auto cases = row[3].as<std::int64_t>();
            all["lifecycle"][row[0].as<std::string>()] += cases;
            all["hold"][row[1].as<std::string>()] += cases;
            all["ladder"][row[2].as<std::string>()] += cases;
        }
        pqxx::params values;
        std::string columns;
        for (const auto& one : facts) {
            values.append(as_bytes(one.bytes));
            columns += (columns.empty() ? "" : ", ") + std::string("count(*) FILTER (WHERE position($") +
                       std::to_string(values.size()) + "::bytea IN facts) > 0)";
        }
        const auto row = tx.exec("SELECT " + columns + " FROM complaint", values).one_row();
        for (std::size_t i = 0; i < facts.size(); ++i)
            all[facts[i].machine][facts[i].state] = row[static_cast<int>(i)].as<std::int64_t>();
        std::int64_t cases = 0;
        for (const auto& [state, n] : all["lifecycle"]) cases += n;
        for (const auto* machine : {"containment", "referral"}) {
            auto& states = all[machine];
            auto rest = cases;
            for (const auto& [state, n] : states) rest -= n;
            states["none"] = rest;
        }
        return all;
    });
}

machine_census machines_of(const complaint& of)
{
    machine_census one;
    one["lifecycle"][std::string(name_of(of.lifecycle))] = 1;
    one["hold"][std::string(name_of(of.hold))] = 1;
    one["ladder"][std::string(name_of(of.ladder))] = 1;
    one["containment"][std::string(name_of(of.facts.containment))] = 1;
    one["referral"][std::string(name_of(of.facts.referral))] = 1;
    for (const auto& item : of.facts.redress_items)
        if (item.state != redress_state::none) one["redress"][std::string(name_of(item.state))] = 1;
    return one;
}

}  // namespace redress::postgres
