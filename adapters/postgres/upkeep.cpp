#include "adapters/postgres/upkeep.hpp"

#include "adapters/postgres/session.hpp"

#include <chrono>
#include <map>

namespace redress::postgres {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

/// deadline_agenda_20261124
std::string partition_of(sys_days day)
{
    const std::string text = to_string(instant(day));
    return "deadline_agenda_" + text.substr(0, 4) + text.substr(5, 2) + text.substr(8, 2);
}

std::string bound(sys_days day)
{
    return "'" + to_string(instant(day)) + "'";
}

struct partition_state {
    bool attached = false;
    bool indexed = false;
    bool broken_index = false;  // of a CREATE INDEX CONCURRENTLY that did not end
};

std::map<std::string, partition_state> partitions(pqxx::nontransaction& each)
{
    std::map<std::string, partition_state> found;
    // By name, too: one that was made and not attached, or detached and not dropped, is ours to end.
    for (const auto& row :
         each.exec("SELECT c.relname, EXISTS (SELECT FROM pg_inherits h WHERE h.inhrelid = c.oid AND "
                   "h.inhparent = 'deadline_agenda'::regclass "
                   "AND NOT h.inhdetachpending), coalesce(bool_or(i.indisvalid), false), "
                   "coalesce(bool_or(NOT i.indisvalid), false) "
                   "FROM pg_class c LEFT JOIN pg_index i ON i.indrelid = c.oid "
                   "WHERE c.relnamespace = (SELECT relnamespace FROM pg_class WHERE oid = "
                   "'deadline_agenda'::regclass) AND c.relkind = 'r' "
                   "AND c.relname ~ '^deadline_agenda_[0-9]{8}$' GROUP BY c.oid, c.relname"))
        found[row[0].as<std::string>()] = {row[1].as<bool>(), row[2].as<bool>(), row[3].as<bool>()};
    return found;
}

bool empty(pqxx::nontransaction& each, const std::string& name)
{
    return each.exec("SELECT NOT EXISTS (SELECT FROM " + name + ")").one_field().as<bool>();
}

/// CREATE ... PARTITION OF would lock the whole agenda against writers; to attach does not.
void make(pqxx::nontransaction& each, const std::string& name, sys_days day, bool stands_already)
{
    if (!stands_already) each.exec("CREATE TABLE " + name + " (LIKE deadline_agenda)").no_rows();
    each.exec("ALTER TABLE deadline_agenda ATTACH PARTITION " + name + " FOR VALUES FROM (" + bound(day) +
              ") TO (" + bound(day + days(1)) + ")")
        .no_rows();
}

void index(pqxx::nontransaction& each, const std::string& name, bool broken)
{
    if (broken) each.exec("DROP INDEX CONCURRENTLY IF EXISTS " + name + "_look").no_rows();
    each.exec("CREATE INDEX CONCURRENTLY " + name + "_look ON " + name + " (look_at, bucket, case_id)")
        .no_rows();
}

/// False when somebody wrote into it after all.
bool drop(pqxx::nontransaction& each, const std::string& name, sys_days day, bool attached)
{
    if (attached)
        each.exec("ALTER TABLE deadline_agenda DETACH PARTITION " + name + " CONCURRENTLY").no_rows();
    if (!empty(each, name)) {
        make(each, name, day, true);
        return false;
    }
    each.exec("DROP TABLE " + name).no_rows();
    return true;
}

}  // namespace

upkeep::upkeep(std::string_view url)
    : to_(std::make_unique<session>(
          url, session_settings{.role = "redress_maintainer", .application = "redress upkeep"}))
{
}
upkeep::~upkeep() = default;

upkeep_done upkeep::run(int days_ahead)
{
    return to_->run_alone("upkeep of the agenda", [&](pqxx::nontransaction& each) {
        upkeep_done done;
        // Two engines may think of it at once: one does it, the other finds it done an hour later.
        if (!each.exec("SELECT pg_try_advisory_lock(hashtextextended('redress.upkeep', 0))")
                 .one_field()
                 .as<bool>())
            return done;
        each.exec("SET statement_timeout = '10min'").no_rows();  // an index on a full day takes its time

        const auto today = sys_days(days(
            each.exec("SELECT floor(extract(epoch FROM now()) / 86400)::integer").one_field().as<int>()));
        const auto before = partitions(each);
        const auto state_of = [&](const std::string& name) {
            const auto at = before.find(name);
            return at == before.end() ? partition_state{} : at->second;
        };
        for (sys_days day = today - days(1); day <= today + days(days_ahead); day += days(1)) {
            const std::string name = partition_of(day);
            const auto state = state_of(name);
            if (!state.attached) {
                make(each, name, day, before.contains(name));
                done.made.push_back(name);
            }
            if (day <= today + days(1) && !state.indexed) {
                index(each, name, state.broken_index);
                done.indexed.push_back(name);
            }
        }
        const std::string oldest_kept = partition_of(today - days(1));
        for (const auto& [name, state] : before) {
            if (name >= oldest_kept) continue;
            if (!empty(each, name)) {
                // Nobody was there when its day came near, and now all of it is due.
                if (state.attached && !state.indexed) {
                    index(each, name, state.broken_index);
                    done.indexed.push_back(name);
                }
                continue;
            }
            const auto day = parse_instant(name.substr(16, 4) + "-" + name.substr(20, 2) + "-" +
                                           name.substr(22, 2) + "T00:00:00Z");
            if (day && drop(each, name, std::chrono::floor<days>(*day), state.attached))
                done.dropped.push_back(name);
        }
        // A share at a time, so that years of them hold nobody up; the rest goes an hour later.
        each.exec("SELECT purge_dead_letters(10000)").one_row();
        each.exec("SELECT pg_advisory_unlock(hashtextextended('redress.upkeep', 0))").one_row();
        each.exec("RESET statement_timeout").no_rows();
        return done;
    });
}

}  // namespace redress::postgres
