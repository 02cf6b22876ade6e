// The pages, one function each, and what several of them share.
#pragma once

#include "adapters/app/pages/filing.hpp"
#include "adapters/app/pages/own_record.hpp"
#include "adapters/app/pages/page_call.hpp"
#include "adapters/app/pages/public_status.hpp"
#include "adapters/postgres/page_store.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace redress::app {

// before there is a case
void show_start(page_call& page);
void show_contact(page_call& page);
void show_answers(page_call& page);  // common problems, /help/{problem}
void emergency(page_call& page);
void call_back(page_call& page);
void file_complaint(page_call& page);
void official(page_call& page);  // is this yours?
void how_we_work(page_call& page);
void paper_form(page_call& page);
void figures(page_call& page);

// with reference and secret
void look_up(page_call& page);
void lost_secret(page_call& page);
void show_case(page_call& page);
void show_record(page_call& page);
void show_document(page_call& page);  // one's own, to be saved
void act(page_call& page);            // /case/{act}
void act_named(page_call& page, std::string_view path);
void end_visit(page_call& page);

/// What the start, emergency and contact pages say of calling us: member `hours`.
void put_opening(page_values& to, page_call& page);
void put_incidents(page_values& to, page_call& page);

/// Files, keeps the secret, then adds what came with it; `then` has the case as it stands. A refusal is answered by
/// `refused`, without one by a page.
void send_filing(page_call& page, filing_kind kind, const form_body& sent,
                 const std::function<void(page_call&, const complaint&, const filing&)>& then,
                 const std::function<void(page_call&, const workflow::answer&)>& refused = {});

/// Reference, secret and QR for whoever just filed.
void put_secret(page_values& to, page_call& page, const complaint& of, const filing& sent);

/// How a document of the case is told, and whether whoever sent it may have it back now.
struct document_told {
    std::string state;  // a key under [document_state]
    bool given = false;
};
[[nodiscard]] document_told told_of(const complaint& of, const postgres::kept_document& one, bool scans);
void put_documents(page_values& to, page_call& page, const complaint& of);

/// Why it was refused, and what to do, in the reader's language.
[[nodiscard]] std::string refused_words(services& from, std::string_view language, event_type tried,
                                        const std::string& code,
                                        const std::map<std::string, std::string>& args);

/// Another site could open its own case in somebody's browser, and read there what they then write; or write in theirs.
/// Browsers say where a form came from; one that does not is old, and let through.
[[nodiscard]] bool sent_by_another_site(const http::request& asked);

// --- visits ---
/// Somebody who has shown that a case is theirs, and still may see it.
struct open_visit {
    complaint of;
    bool representative = false;
    std::string token;
};
/// The visit that the request's cookie, or its header, belongs to.
[[nodiscard]] std::optional<open_visit> visit_of(const http::request& asked, services& from,
                                                 const page_world& world);
/// Reference and secret that somebody typed; nothing unless both are right and their holder may look, whatever is
/// wrong. Takes the same steps either way.
struct proven {
    complaint of;
    bool representative = false;
    std::int32_t generation = 0;
};
[[nodiscard]] std::optional<proven> proven_case(services& from, const page_world& world,
                                                std::string_view reference, std::string_view secret,
                                                std::string_view peer);
/// What the visit is shown by from now on.
[[nodiscard]] std::string begin_visit(services& from, const page_world& world, const proven& whose);
/// Whether this house gave out what is shown, in the last hours: asked before a large body is read, without the
/// database. It may have ended since.
[[nodiscard]] bool shows_a_visit(const http::request& asked, const page_world& world);
/// The case as its complainant is shown it; `at`: of the database, asked for when it is not given.
[[nodiscard]] public_status status_for(services& from, const complaint& of, const actor& who,
                                       std::optional<instant> at = {});

/// All that passed between us, letters as they were read.
[[nodiscard]] std::vector<record_line> record_for(services& from, const complaint& of);

inline constexpr std::string_view visit_cookie = "__Host-redress-case";
inline constexpr std::string_view visit_header = "redress-visit";

}  // namespace redress::app
