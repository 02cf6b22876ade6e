// What becomes of a document after it came: a command of the operator's looks at it, and when its words are erased or
// redacted its bytes go, too. A document that waits for its scan has a mark beside the documents, so that whichever
// engine has the folder finds it, also after a restart and when a scanner is set only later.
#pragma once

#include "adapters/postgres/page_store.hpp"
#include "states/complaint.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace redress::app {

enum class scan_verdict : std::uint8_t { clean, infected, unknown };

/// Runs the command with the file as its standard input and nothing else of ours; exit 0 is clean, 1 is infected, and
/// everything else, a signal, the time being up or a stop too, says nothing. `command`: words between spaces, no shell.
[[nodiscard]] scan_verdict scan(const std::string& command, std::chrono::seconds most,
                                const std::filesystem::path& file, const std::stop_token& stop = {});

/// Whether the words of a document were erased or redacted: then its bytes are nobody's to see.
[[nodiscard]] bool document_gone(const complaint& of, std::string_view id, instant added);

/// Before the document is named anywhere. Throws std::runtime_error, of which filesystem_error is one.
void mark_waiting(const std::filesystem::path& folder, const case_id& of, const std::string& id);

/// Of one thread.
class document_keeper {
public:
    struct settings {
        std::filesystem::path folder;
        std::string scanner;  // empty: what came stays as it came
        std::chrono::seconds most{120};
    };
    using case_reader = std::function<std::optional<complaint>(const case_id&)>;
    document_keeper(postgres::page_store& pages, case_reader cases, settings how);

    /// Scans what waits until `stop`, those of which a scan said nothing before behind the others and until it says
    /// nothing of one again.
    /// False when no scan said anything: then the scanner is away.
    bool scan_waiting(const std::stop_token& stop = {});
    /// Deletes the bytes of some more documents whose words are gone; false when it came round.
    bool drop_gone(int most);

private:
    [[nodiscard]] std::vector<std::filesystem::path> marks_in_turn();
    void drop(const case_id& of, const postgres::kept_document& what);

    postgres::page_store& pages_;
    case_reader cases_;
    settings how_;
    postgres::case_document at_;
    std::map<std::string, std::uint64_t>
        silent_;  // marks of which a scan said nothing, with the number of the try
    std::uint64_t tries_ = 0;
};

}  // namespace redress::app
