#include "adapters/app/cli.hpp"

#include "adapters/app/log.hpp"
#include "adapters/app/nearest.hpp"
#include "adapters/app/services.hpp"
#include "workflow/ports/case_store.hpp"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <iostream>
#include <system_error>

#include <unistd.h>

namespace redress::app {
namespace {

// Examples stand before the usage, and a list of commands shows one line of each.
class help_format : public CLI::Formatter {
public:
    /// What is said before a command stands before it: "redress case do case triaged".
    std::string make_usage(const CLI::App* command, std::string name) const override
    {
        const auto last = name.rfind(' ');
        if (const auto* family = command->get_parent(); family != nullptr && last != std::string::npos) {
            std::string said;
            for (const auto* option :
                 family->get_options([](const CLI::Option* one) { return one->get_positional(); }))
                said += " " + option->get_name(true);
            name.insert(last, said);
        }
        return CLI::Formatter::make_usage(command, name);
    }

    std::string make_subcommand(const CLI::App* command) const override
    {
        const auto text = command->get_description();
        std::stringstream out;
        CLI::detail::format_help(out, command->get_name(), text.substr(0, text.find('\n')), 24);
        return out.str();
    }
};

const CLI::App* deepest(const CLI::App* app)
{
    for (;;) {
        const auto chosen = app->get_subcommands();
        if (chosen.empty()) return app;
        app = chosen.front();
    }
}

std::string path_of(const CLI::App* app)
{
    return app->get_parent() ? path_of(app->get_parent()) + " " + app->get_name() : app->get_name();
}

std::vector<std::string_view> command_names(const CLI::App* app)
{
    std::vector<std::string_view> names;
    for (const auto* command : app->get_subcommands({})) names.push_back(command->get_name());
    return names;
}

std::vector<std::string> option_names(const CLI::App* app)
{
    std::vector<std::string> names;
    for (; app != nullptr; app = app->get_parent())
        for (const auto* option : app->get_options())
            for (const auto& name : option->get_lnames()) names.push_back("--" + name);
    return names;
}

/// A sentence in the language of whoever looks; without texts it still says what is meant.
std::string told(const shared_options& shared, const said& what)
{
    try {
        return services(shared).say(what);
    } catch (const std::exception&) {
        return in_words(what);
    }
}

std::string told(const shared_options& shared, const command_failed& failed)
{
    return failed.what_is_said() ? told(shared, *failed.what_is_said()) : failed.what();
}

/// What the parser could make nothing of: an option, a command or a word too many.
said about_extra(const CLI::App& root, const CLI::App& at)
{
    const auto extras = root.remaining(true);
    const std::string word = extras.empty() ? "" : extras.front();
    if (word.starts_with("-")) {
        const auto names = option_names(&at);
        const std::vector<std::string_view> known(names.begin(), names.end());
        return {"unknown_option",
                {{"value", word}, {"near", std::string(nearest(word.substr(0, word.find('=')), known))}}};
    }
    if (at.get_subcommands({}).empty()) return {"one_word_too_many", {{"value", word}}};
    return {"no_command", {{"value", word}, {"near", std::string(nearest(word, command_names(&at)))}}};
}

/// Of a sentence of the parser's, what may stand there: a list, a range, or else all from `rule` on.
std::string values_allowed(const std::string& sentence, std::size_t rule)
{
    constexpr std::string_view range = "in range ";
    if (const auto at = sentence.find(range); at != std::string::npos)
        return sentence.substr(at + range.size());
    const auto list = sentence.find_last_of('{');
    return sentence.substr(list != std::string::npos ? list : std::min(rule, sentence.size()));
}

/// What the parser says of an option or its value. Its sentence names the option first, then what it takes.
said about_option(const CLI::ParseError& error)
{
    std::string sentence = error.what();
    constexpr std::string_view unread = "Could not convert: ";
    if (sentence.starts_with(unread)) sentence.erase(0, unread.size());
    const auto option = sentence.substr(0, sentence.find_first_of(": "));
    if (dynamic_cast<const CLI::RequiredError*>(&error) != nullptr)
        return {"option_missing", {{"value", option}}};
    if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr)
        return {"value_count", {{"value", option}}};
    if (dynamic_cast<const CLI::ValidationError*>(&error) == nullptr)
        return {"value_unreadable", {{"value", option}}};
    if (sentence.find("does not exist") != std::string::npos) return {"no_file", {{"value", option}}};
    return {"value_refused", {{"value", option}, {"known", values_allowed(sentence, option.size() + 2)}}};
}

int usage_error(const shared_options& shared, const CLI::App& root, const CLI::ParseError& error)
{
    const auto* at = deepest(&root);
    const bool extra = dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr;
    std::cerr << "redress: " << told(shared, extra ? about_extra(root, *at) : about_option(error)) << '\n'
              << told(shared, {"see", {{"command", path_of(at)}}}) << '\n';
    return static_cast<int>(exit_code::usage);
}

/// What --lang says, also where the line is refused before it was read to its end.
std::string language_typed(int argc, const char* const* argv)
{
    constexpr std::string_view name = "--lang";
    for (int i = 1; i < argc; ++i) {
        const std::string_view word(argv[i]);
        if (word == name && i + 1 < argc) return argv[i + 1];
        if (word.starts_with(name) && word.substr(name.size()).starts_with('='))
            return std::string(word.substr(name.size() + 1));
    }
    return {};
}

}  // namespace

config shared_options::load() const
{
    return load_config({.file = config_file, .flags = settings, .environment = redress_environment()});
}

output_format shared_options::output() const
{
    if (const auto chosen = parse_output_format(format)) return *chosen;
    return ::isatty(STDOUT_FILENO) != 0 ? output_format::table : output_format::json;
}

std::string shared_options::lang() const
{
    if (!language.empty()) return language.starts_with("zh") ? "zh-CN" : "en";
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"})
        if (const char* value = std::getenv(name); value != nullptr && *value != '\0')
            return std::string_view(value).starts_with("zh") ? "zh-CN" : "en";
    return "en";
}

CLI::App* add_command(command_line& line, CLI::App& parent, const std::string& name,
                      const std::string& sentence, const std::string& examples,
                      std::function<exit_code()> run)
{
    auto description = sentence;
    if (!examples.empty()) {
        description += "\n\nExamples:";
        for (std::size_t at = 0; at < examples.size();) {
            const auto end = std::min(examples.find('\n', at), examples.size());
            description += "\n  redress " + examples.substr(at, end - at);
            at = end + 1;
        }
        description += "\n";
    }
    auto* command = parent.add_subcommand(name, description);
    command->fallthrough();
    if (run)
        command->final_callback([&line, run = std::move(run)] {
            if (!line.run) line.run = run;
        });
    return command;
}

bool confirmed(const shared_options& shared, const std::string& question)
{
    if (shared.yes) return true;
    if (shared.no_input || ::isatty(STDIN_FILENO) == 0 || ::isatty(STDERR_FILENO) == 0) return false;
    std::cerr << question << told(shared, said{"go_on"}) << std::flush;
    std::string answer;
    std::getline(std::cin, answer);
    return answer == "y" || answer == "Y" || answer == "yes" || answer == "是";
}

int run_command_line(int argc, const char* const* argv)
{
    command_line line;
    CLI::App root("Redress: complaints, escalations and appeals that keep their promises.", "redress");
    line.root = &root;
    root.formatter(std::make_shared<help_format>());
    root.fallthrough();
    root.set_help_all_flag("--help-all", "help of every command");
    root.set_version_flag("--version", "redress " REDRESS_VERSION, "the version; more: redress version");
    auto& shared = line.shared;
    root.add_option("--config", shared.config_file,
                    "configuration file (else REDRESS_CONFIG, ./redress.toml, /etc/redress/redress.toml)");
    root.add_option("--setting", shared.settings,
                    "one setting, as section.key=value; beats file and environment")
        ->allow_extra_args(false);
    root.add_option("-o,--output", shared.format,
                    "table, json, jsonl or csv (default: table on a terminal, else json)")
        ->check(CLI::IsMember({"table", "json", "jsonl", "csv"}));
    root.add_option("--lang", shared.language,
                    "language of tables and sentences: zh-CN or en (default: of the locale)")
        ->check(CLI::IsMember({"zh-CN", "zh", "en"}));
    root.add_option("--as", shared.as,
                    "who acts: an id of the roster (default: the entry of the operating system's user)");
    root.add_option("--role", shared.role, "as which of their roles (default: the first that may)");
    root.add_flag("-q,--quiet", shared.quiet, "no talk on stderr but errors");
    root.add_flag("-v,--verbose", shared.verbose, "more talk on stderr");
    root.add_flag("--no-color", shared.no_color, "no colours (also: NO_COLOR)");
    root.add_flag("-y,--yes", shared.yes, "do not ask");
    root.add_flag("--no-input", shared.no_input, "never ask: what would need an answer is not done");

    bool events = false;
    for (int i = 1; i < argc; ++i) {
        const std::string_view word(argv[i]);
        if (word == "do" || word == "completion" || word == "--help-all") events = true;
    }
    add_case_commands(line, root, events);
    add_beside_commands(line, root);
    add_roster_commands(line, root);
    add_categories_commands(line, root);
    add_calendar_commands(line, root);
    add_firewall_commands(line, root);
    add_policy_commands(line, root);
    add_report_commands(line, root);
    add_restricted_commands(line, root);
    add_serve_command(line, root);
    add_log_commands(line, root);
    add_audit_commands(line, root);
    add_pages_commands(line, root);
    add_schema_commands(line, root);
    add_import_commands(line, root);
    add_watch_commands(line, root);
    add_config_commands(line, root);
    add_demo_commands(line, root);
    add_identity_commands(line, root);

    const auto fail = [](exit_code code, const std::string& sentence) {
        std::cerr << "redress: " << sentence << '\n';
        return static_cast<int>(code);
    };
    try {
        root.parse(argc, argv);
    } catch (const CLI::Success& help) {
        return root.exit(help, std::cout, std::cerr);
    } catch (const CLI::ParseError& e) {
        shared.language = language_typed(argc, argv);
        return usage_error(shared, root, e);
    }
    if (!line.run) {
        std::cerr << deepest(&root)->help();
        return static_cast<int>(exit_code::usage);
    }
    // A reader of our output that went away (`| head`) is no error to die of silently.
    std::signal(SIGPIPE, SIG_IGN);
    start_log(shared.verbose ? "info" : "warn", "text");
    try {
        const auto code = line.run();
        // A reader that went away wanted no more; anything else means that the answer is not all there.
        errno = 0;
        if (!std::cout.flush() && errno != EPIPE && errno != 0)
            return fail(exit_code::failure,
                        "standard output cannot be written: " + std::generic_category().message(errno));
        return static_cast<int>(code);
    } catch (const command_failed& e) {
        return fail(e.code(), told(shared, e));
    } catch (const config_error& e) {
        return fail(exit_code::config, e.what());
    } catch (const std::invalid_argument& e) {
        return fail(exit_code::usage, e.what());
    } catch (const workflow::store_unavailable& e) {
        return fail(exit_code::dependency_down, told(shared, said{"store_down", {{"error", e.what()}}}));
    } catch (const std::exception& e) {
        return fail(exit_code::failure, e.what());
    }
}

}  // namespace redress::app
