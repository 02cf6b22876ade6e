// Files that a complainant sent: how they stand, and one of them back as a download.
#include "adapters/app/pages/document_scan.hpp"
#include "adapters/app/pages/pages.hpp"

#include "adapters/app/document_answer.hpp"

namespace redress::app {

document_told told_of(const complaint& of, const postgres::kept_document& one, bool scans)
{
    if (document_gone(of, one.id, one.added)) return {"gone", false};
    // What nobody scans is theirs to have back, and nothing is claimed of it.
    if (one.state == "quarantined") return {scans ? "quarantined" : "not_scanned", !scans};
    return {one.state, one.state == "clean"};
}

void put_documents(page_values& to, page_call& page, const complaint& of)
{
    page_list documents;
    for (const auto& one : page.from().pages().documents(of.id)) {
        const auto told = told_of(of, one, page.world().scans);
        page_values row(page_values::type::object);
        row.set("at", page.when(one.added));
        row.set("type", page.say("document_type", one.type.substr(0, one.type.find('/'))));
        row.set("size", std::to_string((one.size + 1023) / 1024));
        row.set("state", page.say("document_state", told.state));
        row.set("is_given", yes_no(told.given));
        row.set("document", one.id);
        documents.push_back(row);
    }
    to.set("has_documents", yes_no(!documents.empty()));
    to.set("documents", documents);
}

void show_document(page_call& page)
{
    const auto visit = visit_of(page.call().asked(), page.from(), page.world());
    if (!visit) {
        page.go_to("/status");
        return;
    }
    const auto named = page.call().asked().in_path.find("document");
    const auto found = named == page.call().asked().in_path.end()
                           ? std::nullopt
                           : page.from().pages().document(visit->of.id, named->second);
    if (!found || !told_of(visit->of, *found, page.world().scans).given) {
        page.show_words("not_found", 404);
        return;
    }
    page.call().answer(
        document_answer(page.world().documents, *found, document_name(page.from(), visit->of, found->id)));
}

}  // namespace redress::app
