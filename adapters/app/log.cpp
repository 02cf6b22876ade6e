#include "adapters/app/log.hpp"

#include "adapters/app/this_clock.hpp"
#include "states/instant.hpp"

#include <boost/json.hpp>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <chrono>

namespace redress::app {
namespace {

bool as_json = true;

spdlog::level::level_enum of(log_level level)
{
    return static_cast<spdlog::level::level_enum>(level);
}

}  // namespace

void start_log(std::string_view level, std::string_view format)
{
    as_json = format != "text";
    auto logger =
        std::make_shared<spdlog::logger>("redress", std::make_shared<spdlog::sinks::stderr_sink_mt>());
    logger->set_pattern("%v");
    logger->set_level(spdlog::level::from_str(std::string(level)));
    logger->flush_on(spdlog::level::trace);
    spdlog::set_default_logger(std::move(logger));
}

void log(log_level level, std::string_view event, std::string_view message,
         std::initializer_list<log_field> fields)
{
    auto* logger = spdlog::default_logger_raw();
    if (!logger->should_log(of(level))) return;
    const auto at = to_string(now_here());
    const auto name = spdlog::level::to_string_view(of(level));
    const std::string_view shown(name.data(), name.size());
    if (!as_json) {
        std::string line = at + " " + std::string(shown) + " " + std::string(message);
        for (const auto& [key, value] : fields) line += " " + std::string(key) + "=" + value;
        logger->log(of(level), "{}", line);
        return;
    }
    boost::json::object line{{"ts", at}, {"level", shown}, {"msg", message}, {"event", event}};
    for (const auto& [key, value] : fields) line[key] = value;
    logger->log(of(level), "{}", boost::json::serialize(line));
}

}  // namespace redress::app
