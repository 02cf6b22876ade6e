// /complaints/{id}/file: a case as a document to hand on.
#include "adapters/app/rest/resources.hpp"

#include "adapters/app/case_file.hpp"
#include "adapters/app/log.hpp"

namespace redress::app::rest {

void read_case_file(web_call& call)
{
    const parameters none(call.asked(), {});
    const auto found = case_of_path(call);
    const auto who = who_asks(call, event_type::access_given);
    // Recorded before anything is shown: a crash between shows nothing.
    record_reading(call, found, who, {"case_file"}, [id = who.id](web_call& later) {
        const auto now = case_of_path(later);
        auto made = case_file(later.from(), now, id);
        if (made.unknown_characters > 0)
            log(log_level::warn, "file_lacks_glyphs",
                later.from().say(
                    {"file_lacks_glyphs", {{"count", std::to_string(made.unknown_characters)}}}));
        http::response answer;
        answer.content_type = "application/pdf";
        answer.headers = {{"content-disposition", "attachment; filename=\"" + case_file_name(now) + '"'},
                          {"cache-control", "no-store"},
                          {"x-content-type-options", "nosniff"}};
        answer.body = std::move(made.pdf);
        later.answer(std::move(answer));
    });
}

}  // namespace redress::app::rest
