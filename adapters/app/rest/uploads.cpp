// /complaints/{id}/uploads: a document in pieces, gone on with where it broke off. After the IETF's draft of resumable
// uploads (draft-ietf-httpbis-resumable-upload): Upload-Offset, Upload-Complete, Upload-Limit and
// application/partial-upload are its own; what an upload is for is told in JSON before its bytes, and answers have bodies.
#include "adapters/app/rest/resources.hpp"

#include "adapters/app/command_answer.hpp"
#include "adapters/app/reading.hpp"
#include "adapters/app/rest/event_body.hpp"
#include "adapters/app/rest/foreseen.hpp"
#include "adapters/app/rest/precondition.hpp"
#include "adapters/app/rest/upload_document.hpp"
#include "adapters/app/upload_file.hpp"
#include "adapters/postgres/desk_store.hpp"
#include "adapters/postgres/page_store.hpp"
#include "workflow/firewall/clean_event.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <charconv>

namespace redress::app::rest {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t under_way_max = 32;  // of one person
constexpr std::size_t name_max = 200, words_max = 4000;
constexpr std::string_view piece_type = "application/partial-upload";
/// Keeps the room that the name of a document takes in the event that is tried before it has one.
constexpr auto no_document_yet = "D-000000000000000000000000";

std::int64_t bytes_max(services& from)
{
    return from.settings().integer(setting::documents_mb_max) * 1024 * 1024;
}

fs::path folder_of(services& from)
{
    auto folder = from.settings().text(setting::documents_dir);
    if (folder.empty()) throw problem(409, "uploads_not_taken");
    return folder;
}

/// Whom the case concerns does not learn that it is there.
complaint case_for(web_call& call, const actor& who)
{
    auto found = case_to_act_on(call);
    if (is_hidden_from(who, found)) throw no_such_case(call.asked().in_path.at("id"));
    return found;
}

/// An upload is there for whoever began it, as long as the case is.
postgres::kept_upload upload_of_path(web_call& call, const actor& who)
{
    const auto found = case_for(call, who);
    const auto id = parse_uuid(call.asked().in_path.at("upload"));
    auto one = id ? call.from().desk().upload(found.id, *id) : std::nullopt;
    if (!one || one->person != who.id) throw problem(404, "upload_unknown");
    return *std::move(one);
}

std::int64_t offset_of(services& from, const postgres::kept_upload& one)
{
    return one.document.empty() ? upload_size(folder_of(from), one.id) : one.size;
}

event added(const std::string& document, const std::string& words)
{
    event what{.type = event_type::document_added};
    what.set(field::document, document).set(field::state, std::string("quarantined"));
    what.set(field::text, words);
    return what;
}

http::response told_of(services& from, const postgres::kept_upload& one, unsigned status)
{
    const auto offset = offset_of(from, one);
    const bool complete = !one.document.empty();
    boost::json::object row{{"upload", to_string(one.id)},
                            {"case", to_string(one.about)},
                            {"size", one.size},
                            {"offset", offset},
                            {"complete", complete},
                            {"kept_until", to_string(one.begun + uploads_last)}};
    if (complete) {
        row["document"] = one.document;
        row["version"] = one.version;
    }
    add_removed(from, added(one.document, one.words), row);
    auto made = json_response(status, row);
    made.headers.emplace_back("upload-offset", std::to_string(offset));
    made.headers.emplace_back("upload-complete", complete ? "?1" : "?0");
    made.headers.emplace_back(
        "upload-limit",
        "max-size=" + std::to_string(bytes_max(from)) + ", max-age=" +
            std::to_string(std::chrono::duration_cast<std::chrono::seconds>(uploads_last).count()));
    if (complete) made.headers.emplace_back("etag", etag_of(one.version));
    return made;
}

// --- what is told of it before its bytes come ---

std::string text_of(const boost::json::object& body, std::string_view member, std::size_t most, bool needed)
{
    const auto pointer = "/" + std::string(member);
    const auto* value = body.if_contains(member);
    if (value == nullptr && !needed) return {};
    if (value == nullptr || !value->is_string()) throw unfit_member(pointer, value == nullptr, {"word"});
    std::string text(value->as_string());
    if (text.size() > most)
        throw unfit_member(pointer, false, {"bytes_at_most", {{"n", std::to_string(most)}}});
    return text;
}

std::string name_in(const boost::json::object& body)
{
    auto name = text_of(body, "name", name_max, true);
    const bool plain =
        std::ranges::none_of(name, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
    if (name.find_first_not_of(' ') == std::string::npos || !plain)
        throw unfit_member("/name", false, {"word"});
    // Without it the name would be another, which nobody asked for.
    if (!workflow::secrets_in(name, field::text).empty()) throw unfit_member("/name", false, {"no_secret"});
    return name;
}

std::int64_t size_in(services& from, const boost::json::object& body)
{
    const auto most = bytes_max(from);
    const auto* size = body.if_contains("size");
    if (size == nullptr || !size->is_int64() || size->as_int64() < 1) {
        if (size != nullptr && size->is_uint64())
            throw problem(413, "upload_too_large", {{"max", std::to_string(most)}}).with("max", most);
        throw unfit_member("/size", size == nullptr,
                           {"number_between", {{"least", "1"}, {"most", std::to_string(most)}}});
    }
    if (size->as_int64() > most)
        throw problem(413, "upload_too_large", {{"max", std::to_string(most)}}).with("max", most);
    return size->as_int64();
}

void check_room(services& from, const complaint& of, const actor& who)
{
    const auto most = from.settings().integer(setting::documents_per_case_max);
    const auto had = from.pages().documents(of.id);
    const auto kept = std::ranges::count_if(had, [](const auto& one) { return one.state != "gone"; });
    if (kept + from.desk().uploads_of(of.id) >= most || from.desk().uploads_of(who.id) >= under_way_max)
        throw problem(409, "uploads_too_many");
}

// --- its bytes ---

std::int64_t offset_in(const http::request& asked)
{
    const auto text = asked.header("upload-offset");
    std::int64_t n = 0;
    const auto [end, bad] = std::from_chars(text.data(), text.data() + text.size(), n);
    if (text.empty() || bad != std::errc{} || end != text.data() + text.size() || n < 0)
        throw problem(400, "upload_header", {{"header", "Upload-Offset"}});
    return n;
}

bool completes(const http::request& asked)
{
    const auto said = asked.header("upload-complete");
    if (said != "?0" && said != "?1") throw problem(400, "upload_header", {{"header", "Upload-Complete"}});
    return said == "?1";
}

/// The edge lets no request with a body pass that does not say how long it is.
std::int64_t length_of(const http::request& asked)
{
    const auto text = asked.header("content-length");
    std::int64_t n = 0;
    (void)std::from_chars(text.data(), text.data() + text.size(), n);
    return n;
}

problem wrong_offset(std::int64_t true_one)
{
    return problem(409, "upload_offset", {{"offset", std::to_string(true_one)}})
        .with("offset", true_one)
        .header("upload-offset", std::to_string(true_one));
}

class into_file final : public http::body_sink {
public:
    /// Without a file what comes is dropped: a repeat of what is here already.
    into_file(std::unique_ptr<upload_file> file, std::shared_ptr<const http::request> asked,
              http::handler then)
        : file_(std::move(file)), asked_(std::move(asked)), then_(std::move(then))
    {
    }
    void take(std::string piece, std::function<void(std::shared_ptr<http::response>)> then) override
    {
        if (file_) file_->append(piece);
        then(nullptr);
    }
    void whole(http::reply answer) override
    {
        file_.reset();  // whoever goes on opens it again
        then_(asked_, std::move(answer));
    }
    void cut() noexcept override { file_.reset(); }

private:
    std::unique_ptr<upload_file> file_;
    const std::shared_ptr<const http::request> asked_;
    const http::handler then_;
};

std::unique_ptr<upload_file> opened(services& from, const postgres::kept_upload& one)
{
    auto file = upload_file::open(folder_of(from), one.id);
    if (!file) throw problem(409, "upload_in_use").header("retry-after", "1");
    return file;
}

void ended(web_call& call, postgres::kept_upload one, const std::string& document, std::int64_t version)
{
    call.from().desk().end_upload(one.about, one.id, document, version);
    drop_upload_file(folder_of(call.from()), one.id);
    one.document = document;
    one.version = version;
    call.answer(told_of(call.from(), one, 200));
}

}  // namespace

void begin_upload(web_call& call)
{
    const parameters none(call.asked(), {});
    const auto who = who_asks(call, event_type::document_added);
    const request_key key(call.asked());
    if (key.replayed(call)) return;
    auto& from = call.from();
    const auto found = case_for(call, who);
    const auto body = body_of(call.asked());
    static constexpr std::string_view known[] = {"name", "size", "text"};
    refuse_unknown_members(body, known);
    static_cast<void>(folder_of(from));
    postgres::kept_upload one{.id = key.new_case(), .about = found.id, .person = who.id};
    one.words = name_in(body);
    if (const auto shows = text_of(body, "text", words_max, false); !shows.empty())
        one.words += "\n" + workflow::without(shows, workflow::secrets_in(shows, field::text));
    one.size = size_in(from, body);
    // Refused as the document itself would be, before anybody sends it.
    (void)then_of(call, found, added(no_document_yet, one.words), who);
    check_room(from, found, who);
    if (!from.desk().begin_upload(one)) {
        // Begun, and the answer was lost before it was kept.
        if (const auto there = from.desk().upload(one.about, one.id)) one = *there;
    }
    auto made = told_of(from, one, 201);
    made.headers.emplace_back("location",
                              "/api/v1/complaints/" + to_string(one.about) + "/uploads/" + to_string(one.id));
    key.answer(call, std::move(made));
}

void read_upload(web_call& call)
{
    const parameters none(call.asked(), {});
    const auto who = who_asks(call, event_type::document_added);
    call.answer(told_of(call.from(), upload_of_path(call, who), 200));
}

void append_upload(web_call& call, const http::handler& then)
{
    const parameters none(call.asked(), {});
    const auto& asked = call.asked();
    const auto who = who_asks(call, event_type::document_added);
    const auto type = asked.header("content-type");
    if (type.substr(0, type.find(';')) != piece_type) throw problem(415, "media_type");
    const auto offset = offset_in(asked), length = length_of(asked);
    const bool last = completes(asked);
    const auto one = upload_of_path(call, who);
    if (length > one.size - std::min(one.size, offset))
        throw problem(413, "upload_too_large", {{"max", std::to_string(one.size)}}).with("max", one.size);
    if (last && offset + length != one.size)
        throw problem(400, "upload_header", {{"header", "Upload-Complete"}});
    http::response go_on;
    if (!one.document.empty()) {
        if (!last) throw wrong_offset(one.size);
        go_on.into = std::make_shared<into_file>(nullptr, std::make_shared<http::request>(asked), then);
    } else {
        auto file = opened(call.from(), one);
        if (const auto here = file->size(); here != offset) throw wrong_offset(here);
        go_on.into =
            std::make_shared<into_file>(std::move(file), std::make_shared<http::request>(asked), then);
    }
    call.answer(std::move(go_on));
}

void end_upload(web_call& call)
{
    const auto who = who_asks(call, event_type::document_added);
    const auto one = upload_of_path(call, who);
    if (!one.document.empty() || !completes(call.asked())) {
        call.answer(told_of(call.from(), one, 200));
        return;
    }
    const auto found = case_for(call, who);
    const auto made = [&] {
        const auto file = opened(call.from(), one);
        if (file->size() != one.size) throw wrong_offset(file->size());
        return document_of_upload(call.from(), folder_of(call.from()), one, *file);
    }();
    // The same file twice is one document of the case.
    if (std::ranges::find(found.facts.document_list, made.id, &document::id) !=
        found.facts.document_list.end()) {
        ended(call, one, made.id, found.version);
        return;
    }
    const auto sent =
        command_of_words(found.id, added(made.id, one.words), who, over_rest, "upload-" + to_string(one.id));
    decide_then(call, {sent},
                [one, made, sent](web_call& later, const std::vector<workflow::answer>& answers) {
                    const auto& got = answers.at(0);
                    if (!was_done(got)) throw refusal_problem(later, sent, got);
                    ended(later, one, made.id, got.version);
                });
}

void drop_upload(web_call& call)
{
    const parameters none(call.asked(), {});
    const auto who = who_asks(call, event_type::document_added);
    const auto one = upload_of_path(call, who);
    if (one.document.empty()) {
        const auto file = opened(call.from(), one);  // nobody writes to what is dropped
        drop_upload_file(folder_of(call.from()), one.id);
        (void)call.from().desk().drop_upload(one.about, one.id);
    } else {
        (void)call.from().desk().drop_upload(one.about, one.id);
    }
    call.answer(nothing_response());
}

}  // namespace redress::app::rest
