#include "tests/adapters/app/pages/page_site.hpp"

#include "adapters/app/rest/endpoints.hpp"
#include "adapters/files/roster_file.hpp"
#include "adapters/postgres/case_queries.hpp"
#include "workflow/reference.hpp"

#include <catch2/catch_test_macros.hpp>

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <future>

namespace redress::tests {
namespace {

namespace fs = std::filesystem;

std::string encoded(const std::string& text)
{
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
            out += c;
        else
            out += std::string("%") + "0123456789ABCDEF"[byte >> 4] + "0123456789ABCDEF"[byte & 15];
    }
    return out;
}

std::string decoded(std::string text)
{
    for (const auto& [entity, c] : {std::pair("&lt;", "<"),
                                    {"&gt;", ">"},
                                    {"&quot;", "\""},
                                    {"&apos;", "'"},
                                    {"&#39;", "'"},
                                    {"&amp;", "&"}})
        for (auto at = text.find(entity); at != std::string::npos; at = text.find(entity, at + 1))
            text.replace(at, std::string(entity).size(), c);
    return text;
}

/// As the router does: segment by segment, {names} taken out, the row with fewer of them first.
const http::endpoint* row_of(const http::endpoint_table& table, http::verb method, const std::string& path,
                             std::map<std::string, std::string, std::less<>>& in_path)
{
    const auto split = [](std::string_view of) {
        std::vector<std::string> parts;
        while (!of.empty()) {
            of.remove_prefix(1);
            const auto end = of.find('/');
            parts.emplace_back(of.substr(0, end));
            of = end == std::string_view::npos ? std::string_view{} : of.substr(end);
        }
        return parts;
    };
    const auto asked = split(path);
    const http::endpoint* best = nullptr;
    std::size_t fewest = 99;
    for (const auto& row : table) {
        if (row.method != method) continue;
        const auto parts = split(row.path);
        if (parts.size() != asked.size()) continue;
        std::map<std::string, std::string, std::less<>> names;
        bool fits = true;
        for (std::size_t i = 0; i < parts.size(); ++i) {
            if (parts[i].starts_with('{'))
                names[parts[i].substr(1, parts[i].size() - 2)] = asked[i];
            else
                fits = fits && parts[i] == asked[i];
        }
        if (fits && names.size() < fewest) {
            best = &row;
            fewest = names.size();
            in_path = names;
        }
    }
    return best;
}

}  // namespace

page_site::page_site(app::page_hooks hooks, const std::vector<std::string>& settings)
    : folder_(fs::temp_directory_path() / ("redress_pages_" + std::to_string(::getpid()) + "_" +
                                           std::to_string(reinterpret_cast<std::uintptr_t>(this)))),
      commands_(2000, [this] { woken_.up(); })
{
    fs::create_directories(folder_ / "documents");
    std::ofstream(folder_ / "pepper") << std::string(40, 'p');
    shared_.settings = {"database.url=" + database_.url(),
                        "pages.pepper_file=" + (folder_ / "pepper").string(),
                        "documents.dir=" + (folder_ / "documents").string(),
                        "documents.mb_max=1",
                        "pages.address=https://help.wallet.example",
                        "log.level=error"};
    shared_.settings.insert(shared_.settings.end(), settings.begin(), settings.end());
    shared_.language = "en";
    shared_.nobody = true;
    services_ = std::make_unique<app::services>(shared_);
    (void)services_->engine();  // stores the policies before anybody files
    engine_ = std::jthread([this](const std::stop_token& stop) { work(stop); });
    desk_ = std::make_unique<app::web_desk>(shared_, commands_, app::web_desk::settings{.workers = 1});
    world_ = std::make_shared<const app::page_world>(*services_, std::move(hooks));
    table_ = app::page_endpoints(*desk_, world_);
    for (auto& row : app::rest_endpoints(*desk_)) table_.push_back(std::move(row));
}

page_site::~page_site()
{
    desk_.reset();
    commands_.close();
    engine_.request_stop();
    woken_.up();
    engine_.join();
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
}

void page_site::work(const std::stop_token& stop)
{
    app::services own(shared_);
    auto& engine = own.engine();
    while (!stop.stop_requested()) {
        while (auto note = commands_.take_note()) try {
                engine.record(note->first.type, note->first.who, note->first.data);
                note->second({}, nullptr);
            } catch (...) {
                note->second({}, std::current_exception());
            }
        auto batch = commands_.take(500);
        if (!batch) {
            woken_.wait(std::chrono::milliseconds(200));
            continue;
        }
        try {
            auto answers = engine.apply(batch->work);
            app::command_queue::tell(*batch, std::move(answers));
        } catch (...) {
            app::command_queue::fail(*batch, std::current_exception());
        }
    }
}

std::vector<workflow::answer> page_site::decide(std::vector<workflow::command> commands)
{
    std::promise<std::vector<workflow::answer>> told;
    REQUIRE(commands_.push(std::move(commands),
                           [&](std::vector<workflow::answer> answers, const std::exception_ptr& why) {
                               if (why)
                                   told.set_exception(why);
                               else
                                   told.set_value(std::move(answers));
                           }));
    return told.get_future().get();
}

std::future<http::response> page_site::begin(http::verb method, const std::string& path,
                                             const std::string& type, const std::string& body)
{
    auto asked = std::make_shared<http::request>();
    asked->method = method;
    asked->path = path.substr(0, path.find('?'));
    if (const auto query = path.find('?'); query != std::string::npos) {
        std::string_view rest = std::string_view(path).substr(query + 1);
        while (!rest.empty()) {
            const auto end = rest.find('&');
            const auto pair = rest.substr(0, end);
            rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
            const auto equals = pair.find('=');
            asked->query[std::string(pair.substr(0, equals))] = pair.substr(equals + 1);
        }
    }
    asked->headers = headers;
    asked->headers["content-type"] = type;
    asked->cookies = cookies;
    asked->peer = peer;
    asked->who = who;
    asked->language = language;
    asked->trace_id = std::string(32, '0');
    asked->body = body;
    const auto* row = row_of(table_, method, asked->path, asked->in_path);
    // As the server does what it refuses itself.
    const auto refused = [&](unsigned status) {
        std::promise<http::response> told;
        told.set_value(
            app::page_of_refusal(*desk_, world_, asked, status).value_or(http::response{.status = status}));
        return told.get_future();
    };
    if (row == nullptr) return refused(404);
    INFO(path);
    if (body.size() > (row->body_max_of ? row->body_max_of(*asked) : row->body_max)) return refused(413);
    auto answered = std::make_shared<std::promise<http::response>>();
    row->serve(asked, [answered](http::response made) { answered->set_value(std::move(made)); });
    return answered->get_future();
}

http::response page_site::send(http::verb method, const std::string& path, const std::string& type,
                               const std::string& body)
{
    auto made = begin(method, path, type, body).get();
    for (const auto& [name, value] : made.headers)
        if (name == "set-cookie") {
            const auto equals = value.find('=');
            const auto end = value.find(';');
            const auto cookie = value.substr(equals + 1, end - equals - 1);
            if (cookie.empty())
                cookies.erase(value.substr(0, equals));
            else
                cookies[value.substr(0, equals)] = cookie;
        }
    return made;
}

http::response page_site::get(const std::string& path)
{
    return send(http::verb::get, path, {}, {});
}

http::response page_site::post(const std::string& path, const form_values& values)
{
    std::string body;
    for (const auto& [name, value] : values)
        body += (body.empty() ? "" : "&") + encoded(name) + "=" + encoded(value);
    return send(http::verb::post, path, "application/x-www-form-urlencoded", body);
}

http::response page_site::api(const std::string& name, const std::string& json)
{
    return send(http::verb::post, "/api/v1/public/" + name, "application/json", json);
}

std::vector<http::response> page_site::api_at_once(const std::string& name,
                                                   const std::vector<std::string>& bodies)
{
    std::vector<std::future<http::response>> begun;
    for (const auto& body : bodies)
        begun.push_back(begin(http::verb::post, "/api/v1/public/" + name, "application/json", body));
    std::vector<http::response> all;
    for (auto& one : begun) all.push_back(one.get());
    return all;
}

http::response page_site::staff(http::verb method, const std::string& path, const std::string& as,
                                const std::string& json)
{
    auto of_ours = std::make_shared<workflow::principal>();
    of_ours->id = as;
    of_ours->roles = services_->roster().roles_of(as);
    who = of_ours;
    auto made = send(method, "/api/v1/complaints/" + path, "application/json", json);
    who = nullptr;
    return made;
}

std::string page_site::bytes_of(const http::response& of)
{
    std::string out;
    for (bool more = of.stream != nullptr; more;)
        of.stream->next([&](std::optional<std::string> piece) {
            more = piece.has_value();
            if (piece) out += *piece;
        });
    return out;
}

std::string page_site::between(const std::string& html, const std::string& before, const std::string& after)
{
    const auto from = html.find(before);
    if (from == std::string::npos) return {};
    const auto start = from + before.size();
    const auto end = html.find(after, start);
    return end == std::string::npos ? std::string() : decoded(html.substr(start, end - start));
}

form_values page_site::hidden_in(const std::string& html)
{
    form_values out;
    for (std::size_t at = 0; (at = html.find("<input type=\"hidden\"", at)) != std::string::npos; ++at) {
        const auto tag = html.substr(at, html.find('>', at) - at + 1);
        out.emplace_back(between(tag, "name=\"", "\""), between(tag, "value=\"", "\""));
    }
    return out;
}

filed file_a_complaint(page_site& site, const std::string& language, form_values also)
{
    const auto path = "/" + language + "/file";
    const auto with = [&](const std::string& page, form_values typed) {
        auto all = page_site::hidden_in(page);
        for (auto& one : typed) all.push_back(std::move(one));
        return all;
    };
    auto page = site.get(path).body;
    page = site.post(path, with(page, {{"category", "transfer_delayed"},
                                       {"account", "138-0000"},
                                       {"transaction_id", "T-1"},
                                       {"go", "next"}}))
               .body;
    page = site.post(path, with(page, {{"narrative", "My transfer did not arrive."},
                                       {"happened_date", "2026-11-20"},
                                       {"happened_time", "21:30"},
                                       {"amount", "120.50"},
                                       {"currency", "usdt"},
                                       {"go", "next"}}))
               .body;
    page = site.post(path, with(page, {{"name", "Li Na"},
                                       {"email", "li.na@example.com"},
                                       {"phone", "+86 138 0000 0000"},
                                       {"safe", "yes"},
                                       {"country", "CN"},
                                       {"case_language", language},
                                       {"go", "next"}}))
               .body;
    form_values last{{"easier", "more_time"}, {"go", "next"}};
    if (std::ranges::none_of(also, [](const auto& one) { return one.first == "for_whom"; }))
        last.emplace_back("for_whom", "me");
    for (auto& one : also) last.push_back(std::move(one));
    page = site.post(path, with(page, last)).body;
    filed done;
    const auto answer = site.post(path, with(page, {{"go", "send"}}));
    done.page = answer.body;
    INFO(done.page);
    REQUIRE(answer.status == 200);
    const auto first = done.page.find("<dd class=\"code\">");
    REQUIRE(first != std::string::npos);
    done.reference = page_site::between(done.page, "<dd class=\"code\">", "</dd>");
    done.secret = page_site::between(done.page.substr(first + 10), "<dd class=\"code\">", "</dd>");
    return done;
}

void look_up(page_site& site, const filed& what, const std::string& language)
{
    const auto answer = site.post("/" + language + "/status",
                                  {{"reference", what.reference}, {"secret", what.secret}, {"go", "look"}});
    INFO(answer.body);
    REQUIRE(answer.status == 303);
}

complaint case_of(page_site& site, const filed& what)
{
    const auto reference = workflow::parse_reference(what.reference);
    REQUIRE(reference);
    const auto found =
        site.services().queries().get_by_reference(*reference, workflow::bucket_of_reference(*reference));
    REQUIRE(found);
    return *found;
}

std::string words_of(page_site& site, const complaint& of, std::string_view slot)
{
    for (const auto& one : site.services().queries().texts(of.id))
        if (one.slot == slot) return one.bytes;
    return {};
}

bool holds(const std::string& page, std::string_view words)
{
    return page.find(words) != std::string::npos;
}

std::string header(const http::response& of, std::string_view name)
{
    for (const auto& [key, value] : of.headers)
        if (key == name) return value;
    return {};
}

form_values with(const std::string& page, form_values typed)
{
    auto all = page_site::hidden_in(page);
    for (auto& one : typed) all.push_back(std::move(one));
    return all;
}

void keep(const std::string& name, const std::string& page)
{
    const char* folder = std::getenv("REDRESS_PAGES_OUT");
    if (folder == nullptr) return;
    auto local = page;
    for (auto at = local.find("/pages.css?"); at != std::string::npos; at = local.find("/pages.css?", at + 1))
        local.replace(at, 1, "");
    std::ofstream(std::string(folder) + "/" + name + ".html") << local;
}

}  // namespace redress::tests
