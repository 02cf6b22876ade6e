// Completion scripts, written from the tree of commands: what completes is what exists.
#include "adapters/app/cli.hpp"

#include <functional>

namespace redress::app {
namespace {

struct node {
    std::string path;  // "case do"
    std::vector<std::string> commands;
    std::vector<std::string> options;
};

std::string first_line(const std::string& text)
{
    return text.substr(0, text.find('\n'));
}

std::vector<node> nodes_of(const CLI::App& root)
{
    std::vector<node> all;
    const std::function<void(const CLI::App&, const std::string&, std::vector<std::string>)> walk =
        [&](const CLI::App& at, const std::string& path, std::vector<std::string> options) {
            for (const auto* option : at.get_options())
                for (const auto& name : option->get_lnames())
                    if (name != "help-all") options.push_back("--" + name);
            node here{path, {}, options};
            // Options of the parent stay valid below: every command falls through.
            for (const auto* command : at.get_subcommands({})) here.commands.push_back(command->get_name());
            all.push_back(std::move(here));
            for (const auto* command : at.get_subcommands({})) {
                auto below = options;
                std::erase(below, "--help");
                walk(*command, path.empty() ? command->get_name() : path + " " + command->get_name(),
                     std::move(below));
            }
        };
    walk(root, "", {});
    return all;
}

std::string joined(const std::vector<std::string>& words)
{
    std::string text;
    for (const auto& word : words) text += (text.empty() ? "" : " ") + word;
    return text;
}

// The words so far, without options and what follows them, choose a node; ids between them are skipped.
constexpr std::string_view shell_body = R"(_redress_words() {
    local path="" word candidate
    for word in "$@"; do
        [[ $word == -* ]] && continue
        candidate="${path:+$path }$word"
        case "$candidate" in
@PATHS@) path=$candidate ;;
        esac
    done
    case "$path" in
@CASES@    esac
}
)";

std::string shell_functions(const std::vector<node>& all)
{
    std::string paths, cases;
    for (const auto& n : all) {
        if (!n.path.empty()) paths += (paths.empty() ? "            \"" : "|\"") + n.path + "\"";
        cases += "        \"" + n.path + "\") echo \"" + joined(n.commands) +
                 (n.commands.empty() ? "" : " ") + joined(n.options) + "\" ;;\n";
    }
    std::string text(shell_body);
    text.replace(text.find("@PATHS@"), 7, paths);
    text.replace(text.find("@CASES@"), 7, cases);
    return text;
}

std::string fish(const CLI::App& root)
{
    std::string text = "complete -c redress -f\n";
    const std::function<void(const CLI::App&, const std::string&)> walk = [&](const CLI::App& at,
                                                                              const std::string& condition) {
        for (const auto* command : at.get_subcommands({})) {
            auto what = first_line(command->get_description());
            for (auto& c : what)
                if (c == '\'') c = ' ';
            text += "complete -c redress -n '" + (condition.empty() ? "__fish_use_subcommand" : condition) +
                    "' -a " + command->get_name() + " -d '" + what + "'\n";
            const auto below = (condition.empty() ? "" : condition + "; and ") +
                               "__fish_seen_subcommand_from " + command->get_name();
            for (const auto* option : command->get_options())
                for (const auto& name : option->get_lnames())
                    text += "complete -c redress -n '" + below + "' -l " + name + "\n";
            walk(*command, below);
        }
    };
    walk(root, "");
    return text;
}

}  // namespace

std::string completion_script(const CLI::App& root, const std::string& shell)
{
    if (shell == "fish") return fish(root);
    const auto functions = shell_functions(nodes_of(root));
    if (shell == "zsh")
        return "#compdef redress\n" + functions +
               "_redress() { local -a found; found=(${=$(_redress_words ${words[2,CURRENT-1]})}); compadd -a "
               "found; }\n"
               "compdef _redress redress\n";
    return functions +
           "_redress() { COMPREPLY=($(compgen -W \"$(_redress_words \"${COMP_WORDS[@]:1:COMP_CWORD-1}\")\" "
           "-- "
           "\"${COMP_WORDS[COMP_CWORD]}\")); }\ncomplete -o default -F _redress redress\n";
}

}  // namespace redress::app
