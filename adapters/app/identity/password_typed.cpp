#include "adapters/app/identity/password_typed.hpp"

#include "adapters/app/services.hpp"

#include <fstream>
#include <iostream>

#include <termios.h>
#include <unistd.h>

namespace redress::app {
namespace {

/// What is typed is not shown while this lives.
class no_echo {
public:
    no_echo()
    {
        if (::tcgetattr(STDIN_FILENO, &before_) != 0) return;
        auto silent = before_;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        changed_ = ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent) == 0;
    }
    ~no_echo()
    {
        if (changed_) ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
    }
    no_echo(const no_echo&) = delete;
    no_echo& operator=(const no_echo&) = delete;

private:
    termios before_{};
    bool changed_ = false;
};

std::string first_line(std::istream& in)
{
    std::string line;
    std::getline(in, line);
    if (!line.empty() && line.back() == '\r') line.pop_back();
    return line;
}

std::string asked(services& from, said question)
{
    std::cerr << from.say(question) << std::flush;
    auto line = first_line(std::cin);
    std::cerr << '\n';
    return line;
}

}  // namespace

std::string password_typed(services& from, const shared_options& shared, const std::string& file)
{
    if (!file.empty() && file != "-") {
        std::ifstream in(file);
        if (!in) throw command_failed(exit_code::usage, said{"no_file", {{"value", file}}});
        return first_line(in);
    }
    if (file == "-" || ::isatty(STDIN_FILENO) == 0 || shared.no_input) return first_line(std::cin);
    const no_echo silent;
    auto typed = asked(from, {"password_asked", {}});
    if (typed != asked(from, {"password_again", {}}))
        throw command_failed(exit_code::usage, said{"password_differs", {}});
    return typed;
}

}  // namespace redress::app
