// /complaints/{id}/documents: what was sent as files, and each of them as a download.
#include "adapters/app/rest/resources.hpp"

#include "adapters/app/document_answer.hpp"
#include "adapters/app/pages/case_secret.hpp"
#include "adapters/app/pages/document_scan.hpp"
#include "adapters/app/rest/cursor.hpp"
#include "adapters/app/rest/precondition.hpp"
#include "adapters/postgres/page_store.hpp"

#include <boost/json.hpp>

#include <algorithm>

namespace redress::app::rest {
namespace {

std::string state_of(const complaint& of, const postgres::kept_document& one)
{
    return document_gone(of, one.id, one.added) ? "gone" : one.state;
}

/// The document of the path, when whoever asks may have its bytes.
postgres::kept_document given(web_call& call, const complaint& of, bool unscanned)
{
    const auto found = call.from().pages().document(of.id, call.asked().in_path.at("document"));
    if (!found) throw problem(404, "not_found");
    const auto state = state_of(of, *found);
    if (state == "gone") throw problem(410, "document_gone");
    const bool scans = !call.from().settings().text(setting::documents_scanner).empty();
    const auto no = [&](said why) {
        return problem(409, "document_not_given").saying(call.from().say(why), {}).with("state", state);
    };
    if (state == "infected") throw no({"document_held_back"});
    if (state == "quarantined" && scans) throw no({"document_waits"});
    if (state == "quarantined" && !unscanned) throw no({"document_unscanned"});
    return *found;
}

}  // namespace

void list_documents(web_call& call)
{
    const parameters none(call.asked(), {});
    static_cast<void>(who_asks(call));
    const auto found = case_of_path(call);
    const auto files = call.from().pages().documents(found.id);
    boost::json::array items;
    // What another channel holds is known by its id alone.
    for (const auto& one : found.facts.document_list) {
        boost::json::object row{{"document", one.id}, {"cseq", one.entry}};
        if (const auto file = std::ranges::find(files, one.id, &postgres::kept_document::id);
            file != files.end()) {
            row["type"] = file->type;
            row["size"] = file->size;
            row["state"] = state_of(found, *file);
            row["added_at"] = to_string(file->added);
        }
        items.push_back(std::move(row));
    }
    call.answer(page_response(call, std::move(items), {}));
}

void read_document(web_call& call)
{
    const parameters asked(call.asked(), {"unscanned"});
    const bool unscanned = asked.yes("unscanned");
    const auto who = who_asks(call, event_type::access_given);
    const auto found = case_of_path(call);
    const auto file = given(call, found, unscanned);
    const auto etag = '"' + hex(file.sha256) + '"';
    // Whoever has it reads nothing now, so that there is nothing to record.
    if (answered_unchanged(call, etag)) return;
    const auto id = file.id;
    // Recorded before anything is shown: a crash between shows nothing.
    record_reading(call, found, who, {id}, [unscanned, id, etag](web_call& later) {
        const auto now = case_of_path(later);
        auto made = document_answer(later.from().settings().text(setting::documents_dir),
                                    given(later, now, unscanned), document_name(later.from(), now, id));
        made.headers.emplace_back("etag", etag);
        later.answer(std::move(made));
    });
}

}  // namespace redress::app::rest
