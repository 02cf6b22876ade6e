// What the REST desk keeps between two requests: answers under their keys, drafts, saved views, the secret of the
// cursors. Nothing here is truth about a case. Role: redress_desk.
//
// Throws store_unavailable, write_rejected. Not thread-safe.
#pragma once

#include "states/complaint.hpp"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace redress::postgres {

class session;

struct kept_answer {
    digest fingerprint{};  // of the request that it answered
    int status = 0;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
};

struct kept_draft {
    case_id about{};       // nil: no case
    std::string composer;  // which form: "decision_sent", "note_added"
    std::string words;     // as the form keeps them
    std::int64_t version = 0;
    instant saved{};
};

struct kept_view {
    uuid id{};
    std::string owner;
    std::string name;
    bool shared = false;
    std::string filter;  // JSON
    std::int64_t version = 0;
    instant saved{};
};

/// A document on its way: what was told of it before its bytes came.
struct kept_upload {
    uuid id{};
    case_id about{};
    std::string person;  // who began it, and alone may go on
    std::string words;   // its name, and what it shows behind a line's end
    std::int64_t size = 0;
    instant begun{};
    std::string document;      // once it is one; empty: not yet
    std::int64_t version = 0;  // of the case, with that document
};

/// Of a draft or view whose version was named.
enum class kept_as : std::uint8_t { saved, stale, unknown, name_taken };

class desk_store {
public:
    explicit desk_store(std::string_view url);
    ~desk_store();
    desk_store(const desk_store&) = delete;
    desk_store& operator=(const desk_store&) = delete;

    // --- answers, which answer_store.hpp keeps ---
    [[nodiscard]] std::optional<kept_answer> answer(const std::string& principal, const std::string& key);
    /// Answers that are a day old and drafts of a month ago.
    void forget_old();

    // --- drafts ---
    [[nodiscard]] std::vector<kept_draft> drafts(const std::string& person,
                                                 const std::optional<case_id>& about);
    /// `version`: that which is written over; 0: none yet, nothing: whatever stands there.
    [[nodiscard]] kept_as save_draft(const std::string& person, kept_draft& one,
                                     std::optional<std::int64_t> version);
    bool drop_draft(const std::string& person, const case_id& about, const std::string& composer);

    // --- views ---
    /// Their own and those that others share, by name.
    [[nodiscard]] std::vector<kept_view> views(const std::string& person);
    [[nodiscard]] std::optional<kept_view> view(const uuid& id);
    [[nodiscard]] kept_as add_view(kept_view& one);
    [[nodiscard]] kept_as change_view(kept_view& one, std::optional<std::int64_t> version);
    bool drop_view(const uuid& id, const std::string& owner);

    // --- uploads ---
    /// False when there is one of that id.
    bool begin_upload(kept_upload& one);
    [[nodiscard]] std::optional<kept_upload> upload(const case_id& about, const uuid& id);
    /// Those that are under way: of the case, or of the person.
    [[nodiscard]] std::int64_t uploads_of(const case_id& about);
    [[nodiscard]] std::int64_t uploads_of(const std::string& person);
    void end_upload(const case_id& about, const uuid& id, const std::string& document, std::int64_t version);
    bool drop_upload(const case_id& about, const uuid& id);
    /// Drops those that were begun so long ago.
    void drop_uploads_older(std::chrono::seconds most);
    /// Whether there is one of that id, of whatever case.
    [[nodiscard]] bool upload_known(const uuid& id);

    /// The secret of that name; `made` when there was none.
    [[nodiscard]] std::string secret(const std::string& name, const std::string& made);

private:
    std::unique_ptr<session> to_;
};

}  // namespace redress::postgres
