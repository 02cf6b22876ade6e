// migrate and topics: the shape of what Redress stands on.
#include "adapters/app/cli.hpp"

#include "adapters/postgres/migrator.hpp"

#include <boost/json.hpp>

#include <iostream>

namespace redress::app {
namespace {

exit_code print_names(const shared_options& shared, const std::vector<std::string>& names, const std::string& done, const std::string& nothing)
{
    row_printer rows(std::cout, shared.output(), {{"migration", "Migration"}});
    for (const auto& name : names) rows.row({{"migration", name}});
    rows.end();
    if (!shared.quiet) std::cerr << (names.empty() ? nothing : std::to_string(names.size()) + " " + done) << '\n';
    return exit_code::ok;
}

postgres::migrator migrator_of(const shared_options& shared)
{
    return postgres::migrator(database_url(shared.load()), REDRESS_VERSION);
}

// A schema that is not ours, or another's: nothing to repair by trying again.
template <class F>
auto refusing(F&& f)
{
    return [f = std::forward<F>(f)] {
        try {
            return f();
        } catch (const postgres::schema_refused& e) {
            throw command_failed(exit_code::verification_failed, e.what());
        }
    };
}

}  // namespace

void add_schema_commands(command_line& line, CLI::App& root)
{
    auto& shared = line.shared;
    auto* migrate = add_command(line, root, "migrate", "Brings the database's schema to what this program needs.",
                                "migrate plan\nmigrate up\nmigrate status");
    add_command(line, *migrate, "plan", "Lists the migrations that `up` would apply.", "migrate plan", refusing([&shared] {
                    return print_names(shared, migrator_of(shared).plan(), "to apply: redress migrate up", "Nothing to apply.");
                }));
    add_command(line, *migrate, "up", "Applies the migrations that are missing.", "migrate up", refusing([&shared] {
                    return print_names(shared, migrator_of(shared).up(), "applied.", "The schema is up to date.");
                }));
    auto* down = add_command(line, *migrate, "down", "Takes migrations back; loses data, for tests and development.", "migrate down --to 0 --yes");
    auto to = std::make_shared<int>(-1);
    down->add_option("--to", *to, "version to go back to; 0: nothing is left")->required()->check(CLI::NonNegativeNumber);
    down->final_callback([&line, to] {
        line.run = refusing([&line, to] {
            const auto migrator = migrator_of(line.shared);
            if (!confirmed(line.shared, "This deletes every complaint and every entry of the tables taken back. Go on?"))
                throw command_failed(exit_code::usage, "nothing was taken back: say --yes");
            return print_names(line.shared, migrator.down(*to), "taken back.", "Nothing to take back.");
        });
    });
    add_command(line, *migrate, "status", "Lists every migration and when it was applied; exit code 9 when one is missing.", "migrate status -o json",
                refusing([&shared] {
                    row_printer rows(std::cout, shared.output(),
                                     {{"version", "Version", true}, {"name", "Name"}, {"applied", "Applied"}, {"applied_at", "At"}, {"by", "By"}});
                    bool all = true;
                    for (const auto& m : migrator_of(shared).status()) {
                        all = all && m.applied;
                        rows.row({{"version", m.version}, {"name", m.name}, {"applied", m.applied}, {"applied_at", m.applied_at}, {"by", m.engine_version}});
                    }
                    rows.end();
                    return all ? exit_code::ok : exit_code::verification_failed;
                }));
}

}  // namespace redress::app
