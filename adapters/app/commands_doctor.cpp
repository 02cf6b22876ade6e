// doctor: every dependency, asked alone, and what to do where one does not answer.
#include "adapters/app/cli.hpp"

#include "adapters/app/health.hpp"
#include "adapters/app/services.hpp"
#include "adapters/files/text_book.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <iostream>

namespace redress::app {
namespace {

/// Heads are words too; where the texts cannot be read, their names.
std::string head(services& from, const std::string& language, std::string name)
{
    try {
        return from.texts().text("doctor", name, language);
    } catch (const std::exception&) {
        std::replace(name.begin(), name.end(), '_', ' ');
        return name;
    }
}

exit_code examine(const shared_options& shared)
{
    services from(shared);
    const std::string language =
        shared.output() == output_format::table ? shared.lang() : "en";  // scripts read English
    row_printer rows(std::cout, shared.output(),
                     {{"part", head(from, language, "part")},
                      {"state", head(from, language, "state")},
                      {"since", head(from, language, "since"), false, 27},
                      {"last_error", head(from, language, "last_error"), false, 80},
                      {"what_to_do", head(from, language, "what_to_do"), false, 80}});
    const auto worst = examine_health(from, language, [&](const health_line& one) {
        rows.row({{"part", one.part},
                  {"state", one.state},
                  {"since", one.since},
                  {"last_error", one.last_error},
                  {"what_to_do", one.what_to_do}});
    });
    rows.end();
    return worst;
}

}  // namespace

void add_doctor_command(command_line& line, CLI::App& root)
{
    add_command(line, root, "doctor", "Asks every dependency and says what to do.", "doctor\ndoctor -o json",
                [&line] { return examine(line.shared); });
}

}  // namespace redress::app
