#include "adapters/app/cli.hpp"

int main(int argc, char** argv)
{
    return redress::app::run_command_line(argc, argv);
}
