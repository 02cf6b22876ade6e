#include "tests/adapters/app/rest/desk_at_work.hpp"

#include "adapters/app/colleague_watch.hpp"
#include "adapters/files/roster_file.hpp"

#include <cstdlib>
#include <fstream>
#include <future>
#include <random>
#include <stdexcept>

namespace redress::tests {
namespace {

std::vector<std::string> segments(std::string_view path)
{
    std::vector<std::string> list;
    for (std::size_t from = 1; from <= path.size();) {
        const auto end = std::min(path.find('/', from), path.size());
        list.emplace_back(path.substr(from, end - from));
        from = end + 1;
    }
    return list;
}

/// How many {names} a row has that matches, with their values; nothing when it does not.
std::optional<std::map<std::string, std::string, std::less<>>> matched(std::string_view row,
                                                                       std::string_view path)
{
    const auto wanted = segments(row), got = segments(path);
    if (wanted.size() != got.size()) return std::nullopt;
    std::map<std::string, std::string, std::less<>> names;
    for (std::size_t n = 0; n < wanted.size(); ++n) {
        if (wanted[n].starts_with('{'))
            names.emplace(wanted[n].substr(1, wanted[n].size() - 2), got[n]);
        else if (wanted[n] != got[n])
            return std::nullopt;
    }
    return names;
}

}  // namespace

std::string told::header(std::string_view name) const
{
    for (const auto& [key, value] : whole.headers)
        if (key == name) return value;
    return {};
}

std::string told::at(std::string_view pointer) const
{
    boost::system::error_code none;
    const auto* found = body.find_pointer(pointer, none);
    if (found == nullptr) return {};
    return found->is_string() ? std::string(found->get_string()) : boost::json::serialize(*found);
}

desk_at_work::desk_at_work(app::request_limits limits, std::chrono::seconds counts_kept)
{
    std::filesystem::create_directories(documents_);
    shared_.settings = {"database.url=" + database_.url(), "documents.dir=" + documents_.string(),
                        "documents.per_case_max=4"};
    shared_.language = "en";
    shared_.format = "json";
    own_ = std::make_unique<app::services>(shared_);
    const auto people = own_->roster().colleagues();
    shared_.people =
        std::make_shared<app::colleague_watch>(std::vector(people.begin(), people.end()), database_.url());
    deciding_ = std::make_unique<app::services>(shared_);
    (void)deciding_->engine();
    decider_ = std::jthread([this] { decide_until_stopped(); });
    desk_ = std::make_unique<app::web_desk>(shared_, queue_, app::web_desk::settings{.workers = 2});
    table_ = app::endpoints(*desk_, limits, nullptr, false, counts_kept);
}

desk_at_work::~desk_at_work()
{
    desk_.reset();
    stop_ = true;
    woken_.release();
    std::error_code none;
    std::filesystem::remove_all(documents_, none);
}

void desk_at_work::decide_until_stopped()
{
    std::shared_ptr<const std::vector<colleague>> people;
    for (;;) {
        woken_.acquire();
        if (stop_) return;
        auto now = shared_.people->now();
        deciding_->engine().people_are(*now);
        people = std::move(now);
        while (auto note = queue_.take_note()) try {
                deciding_->engine().record(note->first.type, note->first.who, note->first.data);
                note->second({}, nullptr);
            } catch (...) {
                note->second({}, std::current_exception());
            }
        while (auto batch = queue_.take(500)) try {
                app::command_queue::tell(*batch, deciding_->engine().apply(batch->work));
            } catch (...) {
                app::command_queue::fail(*batch, std::current_exception());
            }
    }
}

told desk_at_work::ask(http::verb method, const std::string& target, asking how)
{
    auto asked = std::make_shared<http::request>();
    asked->method = method;
    const auto mark = std::min(target.find('?'), target.size());
    asked->path = target.substr(0, mark);
    for (std::size_t from = mark + 1; from < target.size();) {
        const auto end = std::min(target.find('&', from), target.size());
        const auto pair = target.substr(from, end - from);
        const auto equals = pair.find('=');
        asked->query.emplace(pair.substr(0, equals), pair.substr(equals + 1));
        from = end + 1;
    }
    asked->headers = std::move(how.headers);
    if (!how.body.empty()) asked->headers.emplace("content-type", "application/json");
    asked->body = std::move(how.body);
    asked->language = how.language;
    asked->peer = how.peer;
    asked->trace_id = "0af7651916cd43dd8448eb211c80319c";
    if (!how.as.empty()) asked->who = known(how.as, how.roles);
    const http::endpoint* best = nullptr;
    for (const auto& row : table_) {
        const auto names = row.method == method ? matched(row.path, asked->path) : std::nullopt;
        if (!names || (best != nullptr && names->size() >= asked->in_path.size())) continue;
        best = &row;
        asked->in_path = *names;
    }
    if (best == nullptr) throw std::runtime_error("no row for " + target);
    // As a server does: an endpoint that takes its body in pieces sees the head alone.
    std::string body;
    if (best->body_in_pieces) {
        asked->headers.emplace("content-length", std::to_string(asked->body.size()));
        body.swap(asked->body);
    }
    const auto answer_by = [](const auto& serve) {
        std::promise<http::response> answered;
        serve([&](http::response with) { answered.set_value(std::move(with)); });
        return answered.get_future().get();
    };
    told got{.whole = answer_by([&](const http::reply& reply) { best->serve(asked, reply); })};
    if (const auto sink = got.whole.into) {
        std::shared_ptr<http::response> refused;
        if (!body.empty())
            sink->take(body, [&](std::shared_ptr<http::response> no) { refused = std::move(no); });
        got.whole = refused ? *refused : answer_by([&](const http::reply& reply) { sink->whole(reply); });
    }
    got.status = got.whole.status;
    got.text = got.whole.body;
    if (got.whole.content_type.find("json") != std::string::npos) got.body = boost::json::parse(got.text);
    write_down(*best, got);
    return got;
}

void desk_at_work::write_down(const http::endpoint& row, const told& got)
{
    const auto* to = std::getenv("REDRESS_ANSWERS");
    if (to == nullptr) return;
    std::ofstream(to, std::ios::app) << boost::json::serialize(
                                            boost::json::object{{"operation", row.operation},
                                                                {"status", got.status},
                                                                {"type", got.whole.content_type},
                                                                {"body", got.body}})
                                     << '\n';
}

std::shared_ptr<const workflow::principal> desk_at_work::known(const std::string& id,
                                                               const std::vector<role>& roles)
{
    const auto of_roster = own_->roster().roles_of(id);
    if (of_roster.empty()) return nullptr;
    auto who = std::make_shared<workflow::principal>();
    who->id = id;
    who->roles = roles.empty() ? of_roster : roles;
    return who;
}

std::string desk_at_work::new_key()
{
    static std::mt19937_64 random{std::random_device{}()};
    return "test-" + std::to_string(random());
}

told desk_at_work::post(const std::string& target, const boost::json::object& body, const std::string& as,
                        std::optional<std::int64_t> version)
{
    asking how{.as = as, .headers = {{"idempotency-key", new_key()}}, .body = boost::json::serialize(body)};
    if (version) how.headers.emplace("if-match", "\"v" + std::to_string(*version) + "\"");
    return ask(http::verb::post, target, std::move(how));
}

std::string desk_at_work::file(const std::string& narrative, const std::string& as)
{
    const auto filed = post("/api/v1/complaints",
                            {{"channel", "hotline"},
                             {"category", "fees"},
                             {"language", "en"},
                             {"narrative", narrative},
                             {"complainant", "u-1042"}},
                            as);
    if (filed.status != 201) throw std::runtime_error(filed.text);
    return filed.at("/case");
}

}  // namespace redress::tests
