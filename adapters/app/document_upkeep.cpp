#include "adapters/app/document_upkeep.hpp"

#include "adapters/app/log.hpp"
#include "adapters/app/metrics.hpp"
#include "adapters/app/pages/document_scan.hpp"
#include "adapters/app/serve_writer.hpp"
#include "adapters/app/upload_file.hpp"
#include "adapters/postgres/case_queries.hpp"
#include "adapters/postgres/page_store.hpp"

namespace redress::app {
namespace {

using clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

constexpr auto documents_every = 2000ms;
constexpr auto scanner_away = 15000ms;
constexpr auto walk_every = 1h;
constexpr int documents_a_walk = 100;

}  // namespace

void keep_documents_until(const std::stop_token& stop, const shared_options& shared, health& state)
{
    services own(shared);
    const auto& settings = own.settings();
    if (settings.text(setting::documents_dir).empty()) return;
    document_keeper keeper(
        own.pages(), [&](const case_id& id) { return own.queries().get(id); },
        {.folder = settings.text(setting::documents_dir),
         .scanner = settings.text(setting::documents_scanner),
         .most = std::chrono::seconds(settings.integer(setting::documents_scanner_s_max))});
    wake woken;
    const std::stop_callback end(stop, [&] { woken.up(); });
    auto next_walk = clock::now();
    while (!stop.stop_requested()) {
        bool good = false;
        try {
            good = keeper.scan_waiting(stop);
            if (good)
                state.good("documents");
            else if (state.bad("documents", "documents.scanner says nothing"))
                log(log_level::warn, "documents_wait", "documents.scanner says nothing; documents are held");
            if (clock::now() >= next_walk && !keeper.drop_gone(documents_a_walk)) {
                sweep_uploads(own.desk(), settings.text(setting::documents_dir));
                next_walk = clock::now() + walk_every;
            }
        } catch (const std::exception& failed) {
            if (state.bad("documents", failed.what()))
                log(log_level::warn, "documents_failed", failed.what());
        }
        woken.wait(good ? documents_every : scanner_away);
    }
}

}  // namespace redress::app
