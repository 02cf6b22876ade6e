// The web side of `serve`, as the configuration wants it: the listener, the desk behind it, and what both tell
// the metrics and the log.
#pragma once

#include "adapters/app/metrics.hpp"
#include "adapters/app/web/web_desk.hpp"
#include "adapters/http/server.hpp"

#include <functional>
#include <memory>
#include <string>

namespace redress::app {

struct page_world;

class web_front {
public:
    /// Listens at once; `http.listen` is set. Throws config_error for a setting that cannot be used.
    /// `exchange_waits`: whether events from and to other systems wait, from any thread; empty: there are none.
    web_front(const shared_options& shared, services& parts, command_queue& engine, metrics& counted,
              std::function<bool()> exchange_waits);

    [[nodiscard]] std::string address() const;  // "http://127.0.0.1:41234"
    [[nodiscard]] http::server_counts counts() const { return server_.counts(); }
    /// Takes nothing new and waits for what is under way, which still needs the writer.
    void drain() { server_.drain(); }

private:
    web_desk desk_;
    std::shared_ptr<const page_world> pages_;  // null: no pages are served
    http::server server_;                      // last: its handlers use the desk
};

}  // namespace redress::app
