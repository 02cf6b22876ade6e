// /complaints/{id}/documents: which documents a case has, without their bytes. Files that came by our own pages also
// say what they are and whether somebody looked at them; their names and bytes are no business of a list.
#include "adapters/app/rest/resources.hpp"

#include "adapters/app/rest/cursor.hpp"
#include "adapters/postgres/page_store.hpp"

#include <boost/json.hpp>

#include <map>

namespace redress::app::rest {

void list_documents(web_call& call)
{
    const parameters none(call.asked(), {});
    static_cast<void>(who_asks(call));
    auto& from = call.from();
    const auto found = case_of_path(call);
    std::map<std::string, postgres::kept_document> kept;
    for (auto& one : from.pages().documents(found.id)) {
        auto id = one.id;
        kept.emplace(std::move(id), std::move(one));
    }
    boost::json::array items;
    for (const auto& one : found.facts.document_list) {
        boost::json::object row{{"document", one.id}, {"cseq", one.entry}};
        if (const auto file = kept.find(one.id); file != kept.end()) {
            row["document_state"] = file->second.state;
            row["media_type"] = file->second.type;
            row["bytes"] = file->second.size;
            row["added_at"] = to_string(file->second.added);
        }
        items.push_back(std::move(row));
    }
    call.answer(page_response(call, std::move(items), {}, {{"documents", found.facts.documents}}));
}

}  // namespace redress::app::rest
