#include "adapters/app/outgoing_call.hpp"

#include <curl/curl.h>

#include <memory>
#include <mutex>
#include <utility>

namespace redress::app {
namespace {

struct ends_handle {
    void operator()(CURL* one) const { ::curl_easy_cleanup(one); }
};
struct ends_list {
    void operator()(curl_slist* one) const { ::curl_slist_free_all(one); }
};

struct sink {
    std::string body;
    std::size_t bytes_max = 0;
};

std::size_t take(char* bytes, std::size_t size, std::size_t count, void* to)
{
    auto& into = *static_cast<sink*>(to);
    if (into.body.size() + size * count > into.bytes_max) return 0;  // ends the transfer
    into.body.append(bytes, size * count);
    return size * count;
}

}  // namespace

std::optional<call_answer> answer_to(const outgoing_call& call, std::string& why)
{
    static std::once_flag ready;
    std::call_once(ready, [] { ::curl_global_init(CURL_GLOBAL_DEFAULT); });
    if (!is_safe_address(call.url)) {
        why = "an address is neither https nor of this machine";
        return std::nullopt;
    }
    const std::unique_ptr<CURL, ends_handle> handle(::curl_easy_init());
    if (!handle) {
        why = "libcurl could not be used";
        return std::nullopt;
    }
    auto* h = handle.get();
    sink into{.bytes_max = call.answer_max};
    std::unique_ptr<curl_slist, ends_list> headers;
    for (const auto& one : call.headers) headers.reset(::curl_slist_append(headers.release(), one.c_str()));
    ::curl_easy_setopt(h, CURLOPT_URL, call.url.c_str());
    ::curl_easy_setopt(h, CURLOPT_PROTOCOLS_STR, "http,https");
    ::curl_easy_setopt(h, CURLOPT_FOLLOWLOCATION, 0L);
    ::curl_easy_setopt(h, CURLOPT_NOSIGNAL, 1L);
    ::curl_easy_setopt(h, CURLOPT_PROXY, "");  // the environment has no say in where a secret goes
    ::curl_easy_setopt(h, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(call.connect_max.count()));
    ::curl_easy_setopt(h, CURLOPT_TIMEOUT_MS, static_cast<long>(call.whole_max.count()));
    ::curl_easy_setopt(h, CURLOPT_WRITEFUNCTION, &take);
    ::curl_easy_setopt(h, CURLOPT_WRITEDATA, &into);
    ::curl_easy_setopt(h, CURLOPT_USERAGENT, "redress");
    ::curl_easy_setopt(h, CURLOPT_HTTPHEADER, headers.get());
    if (call.body) {
        ::curl_easy_setopt(h, CURLOPT_POST, 1L);
        ::curl_easy_setopt(h, CURLOPT_POSTFIELDS, call.body->c_str());
        ::curl_easy_setopt(h, CURLOPT_POSTFIELDSIZE, static_cast<long>(call.body->size()));
    }
    if (!call.user.empty()) {
        ::curl_easy_setopt(h, CURLOPT_HTTPAUTH, static_cast<long>(CURLAUTH_BASIC));
        ::curl_easy_setopt(h, CURLOPT_USERNAME, call.user.c_str());
        ::curl_easy_setopt(h, CURLOPT_PASSWORD, call.password.c_str());
    }
    const auto result = ::curl_easy_perform(h);
    if (result != CURLE_OK) {
        why = ::curl_easy_strerror(result);
        return std::nullopt;
    }
    call_answer made{.body = std::move(into.body)};
    ::curl_easy_getinfo(h, CURLINFO_RESPONSE_CODE, &made.status);
    return made;
}

bool is_safe_address(std::string_view url)
{
    for (const char c : url)
        if (c <= ' ' || c == '\\' || c == '\x7f') return false;
    if (url.starts_with("https://")) return url.size() > 8 && url[8] != '/';
    constexpr std::string_view here = "http://127.0.0.1";
    if (!url.starts_with(here)) return false;
    const auto rest = url.substr(here.size());
    const auto place = rest.substr(0, rest.find_first_of("/?#"));
    // A port and no more: what stands before an @ is a name, and the host comes behind it.
    return place.empty() ||
           (place.size() > 1 && place[0] == ':' && place.find_first_not_of("0123456789", 1) == place.npos);
}

}  // namespace redress::app
