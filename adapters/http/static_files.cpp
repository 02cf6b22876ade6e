#include "adapters/http/static_files.hpp"

#include "adapters/http/gate.hpp"
#include "adapters/http/problem.hpp"

#include <algorithm>
#include <stdexcept>

namespace redress::http {
namespace {

template <class F>
bool any_item(std::string_view list, F&& f)
{
    while (!list.empty()) {
        const auto comma = list.find(',');
        if (f(trimmed(list.substr(0, comma)))) return true;
        list = comma == std::string_view::npos ? std::string_view{} : list.substr(comma + 1);
    }
    return false;
}

}  // namespace

bool takes(std::string_view accept_encoding, std::string_view wanted)
{
    bool named = false, taken = false, any = false;
    (void)any_item(accept_encoding, [&](std::string_view item) {
        const auto semicolon = item.find(';');
        const auto coding = trimmed(item.substr(0, semicolon));
        const auto weight =
            semicolon == std::string_view::npos ? std::string_view{} : trimmed(item.substr(semicolon + 1));
        const bool refused =
            weight.starts_with("q=0") && weight.find_first_not_of("0.", 2) == std::string_view::npos;
        if (same_name(coding, wanted) || (wanted == "gzip" && same_name(coding, "x-gzip"))) {
            named = true;
            taken = !refused;
        }
        if (coding == "*") any = !refused;
        return false;
    });
    return named ? taken : any;
}

bool etag_matches(std::string_view if_none_match, std::string_view etag)
{
    const auto strong = [](std::string_view tag) { return tag.starts_with("W/") ? tag.substr(2) : tag; };
    return any_item(if_none_match,
                    [&](std::string_view one) { return one == "*" || strong(one) == strong(etag); });
}

std::string static_files::url(std::string_view name) const
{
    const auto found = std::ranges::find(assets_, name, &asset::name);
    if (found == assets_.end()) throw std::out_of_range("no asset is called " + std::string(name));
    return prefix_ + std::string(found->hashed_name);
}

response static_files::answer(const request& asked, std::string_view name) const
{
    const auto found = std::ranges::find_if(
        assets_, [&](const asset& one) { return one.hashed_name == name || one.name == name; });
    if (found == assets_.end())
        return answer_of({404, "not_found", "Nothing is at this path."}, asked.trace_id, asked.language);
    const auto accepted = asked.header("accept-encoding");
    struct form {
        std::string_view coding, mark, bytes;
    } sent{"", "", found->bytes};
    if (!found->brotli.empty() && takes(accepted, "br"))
        sent = {"br", "-br", found->brotli};
    else if (!found->gzip.empty() && takes(accepted, "gzip"))
        sent = {"gzip", "-gz", found->gzip};
    // Each form is a representation of its own, and has its own tag.
    std::string etag(found->etag);
    etag.insert(etag.size() - 1, sent.mark);
    response out;
    out.headers = {
        {"cache-control", name == found->hashed_name ? "public, max-age=31536000, immutable" : "no-cache"},
        {"etag", etag},
        {"vary", "accept-encoding"}};
    if (etag_matches(asked.header("if-none-match"), etag)) {
        out.status = 304;
        return out;
    }
    out.content_type = found->content_type;
    if (!sent.coding.empty()) out.headers.emplace_back("content-encoding", sent.coding);
    out.body = sent.bytes;
    return out;
}

endpoint static_files::row(std::string_view path, std::string_view operation) const
{
    return {.method = verb::get,
            .path = path,
            .operation = operation,
            .needs = needs::nobody,
            .body_max = 0,
            .serve = [this](const std::shared_ptr<const request>& asked, const reply& then) {
                then(answer(*asked, asked->in_path.at("file")));
            }};
}

}  // namespace redress::http
