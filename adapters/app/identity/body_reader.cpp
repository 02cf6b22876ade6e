#include "adapters/app/identity/body_reader.hpp"

#include "adapters/json/strict_json.hpp"

#include <boost/json.hpp>

namespace redress::app {
namespace {

/// "application/json", with or without parameters.
bool is_json(std::string_view content_type)
{
    const auto end = content_type.find(';');
    auto kind = content_type.substr(0, end);
    while (!kind.empty() && kind.back() == ' ') kind.remove_suffix(1);
    return kind == "application/json";
}

}  // namespace

body_reader::body_reader(const http::request& asked)
{
    if (asked.body.empty() && asked.header("content-type").empty()) return;
    // A form of another site cannot say this type without asking first.
    if (!is_json(asked.header("content-type"))) {
        unreadable_ = refused{.status = 415, .code = "not_json"};
        return;
    }
    auto read = json::parse_strict(asked.body);
    if (const auto* no = std::get_if<json::json_error>(&read)) {
        unreadable_ = refused{.status = 400, .code = "body_unreadable", .values = {{"error", no->what}}};
        return;
    }
    auto& value = std::get<boost::json::value>(read);
    if (!value.is_object()) {
        unreadable_ = refused{
            .status = 400, .code = "body_unreadable", .values = {{"error", "the body must be one object"}}};
        return;
    }
    body_ = std::move(value.as_object());
}

const boost::json::value* body_reader::member(std::string_view name)
{
    asked_for_.emplace(name);
    const auto* found = body_.if_contains(name);
    return found == nullptr || found->is_null() ? nullptr : found;
}

void body_reader::wrong(std::string_view name, std::string_view code, std::string detail)
{
    errors_.push_back({"/" + std::string(name), std::string(code), std::string(name) + std::move(detail)});
}

std::optional<std::string> body_reader::maybe_text(std::string_view name, std::size_t most)
{
    const auto* found = member(name);
    if (found == nullptr) return std::nullopt;
    const auto* text = found->if_string();
    if (text == nullptr || text->empty()) {
        wrong(name, "not_a_text", " must be a text with something in it");
        return std::nullopt;
    }
    if (text->size() > most) {
        wrong(name, "too_long", " must have at most " + std::to_string(most) + " bytes; shorten it");
        return std::nullopt;
    }
    return std::string(*text);
}

std::string body_reader::text(std::string_view name, std::size_t most)
{
    if (member(name) == nullptr) {
        wrong(name, "required", " is required; add it to the body");
        return {};
    }
    return maybe_text(name, most).value_or("");
}

std::vector<std::string> body_reader::texts(std::string_view name, std::size_t items_most)
{
    const auto* found = member(name);
    if (found == nullptr) {
        wrong(name, "required", " is required; give a list of texts");
        return {};
    }
    const auto* list = found->if_array();
    std::vector<std::string> all;
    if (list != nullptr && !list->empty() && list->size() <= items_most)
        for (const auto& one : *list)
            if (const auto* text = one.if_string(); text != nullptr && !text->empty() && text->size() <= 256)
                all.emplace_back(*text);
    if (list == nullptr || all.empty() || all.size() != list->size())
        wrong(name, "not_a_list",
              " must be a list of 1 to " + std::to_string(items_most) + " texts, each with something in it");
    return all;
}

std::int64_t body_reader::integer(std::string_view name, std::int64_t least, std::int64_t most,
                                  std::int64_t preset)
{
    const auto* found = member(name);
    if (found == nullptr) return preset;
    const auto* number = found->if_int64();
    if (number == nullptr || *number < least || *number > most) {
        wrong(name, "out_of_range",
              " must be a whole number from " + std::to_string(least) + " to " + std::to_string(most));
        return preset;
    }
    return *number;
}

std::optional<refused> body_reader::fault()
{
    if (unreadable_) return unreadable_;
    for (const auto& [name, value] : body_)
        if (!asked_for_.contains(name))
            errors_.push_back(
                {"/" + std::string(name), "unknown", std::string(name) + " is not known here; leave it out"});
    if (errors_.empty()) return std::nullopt;
    return refused{.status = 400, .code = "body_wrong", .errors = std::move(errors_)};
}

}  // namespace redress::app
