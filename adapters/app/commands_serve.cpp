#include "adapters/app/cli.hpp"
#include "adapters/app/serve.hpp"

namespace redress::app {

void add_serve_command(command_line& line, CLI::App& root)
{
    auto& shared = line.shared;
    add_command(line, root, "serve",
                "Runs the engine: takes commands from Kafka, keeps deadlines, publishes outcomes. Stops on "
                "SIGTERM within 15 s; "
                "without kafka.brokers it keeps deadlines alone.",
                "serve --config redress.toml\nserve --setting ops.listen=127.0.0.1:9090",
                [&shared] { return serve(shared); });
}

}  // namespace redress::app
