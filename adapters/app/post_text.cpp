#include "adapters/app/post_text.hpp"

#include "adapters/app/identity/oidc/fetch.hpp"

#include <curl/curl.h>

#include <memory>
#include <mutex>

namespace redress::app {
namespace {

constexpr long connect_ms = 1000;
constexpr long whole_ms = 2000;  // the next checkpoint waits meanwhile

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

bool is_safe_address_to_post(std::string_view url)
{
    return oidc::is_safe_address(url);
}

std::optional<text_answer> post_text(const std::string& url, const std::string& body, std::size_t bytes_max,
                                     std::string& why)
{
    static std::once_flag ready;
    std::call_once(ready, [] { ::curl_global_init(CURL_GLOBAL_DEFAULT); });
    const std::unique_ptr<CURL, ends_handle> handle(::curl_easy_init());
    if (!handle || !is_safe_address_to_post(url)) {
        why = handle ? "its address is neither https nor of this machine" : "libcurl could not be used";
        return std::nullopt;
    }
    auto* h = handle.get();
    sink into{.bytes_max = bytes_max};
    const std::unique_ptr<curl_slist, ends_list> headers(
        ::curl_slist_append(::curl_slist_append(nullptr, "Content-Type: text/plain"), "Expect:"));
    ::curl_easy_setopt(h, CURLOPT_URL, url.c_str());
    ::curl_easy_setopt(h, CURLOPT_PROTOCOLS_STR, "http,https");
    ::curl_easy_setopt(h, CURLOPT_FOLLOWLOCATION, 0L);
    ::curl_easy_setopt(h, CURLOPT_NOSIGNAL, 1L);
    ::curl_easy_setopt(h, CURLOPT_PROXY, "");
    ::curl_easy_setopt(h, CURLOPT_CONNECTTIMEOUT_MS, connect_ms);
    ::curl_easy_setopt(h, CURLOPT_TIMEOUT_MS, whole_ms);
    ::curl_easy_setopt(h, CURLOPT_WRITEFUNCTION, &take);
    ::curl_easy_setopt(h, CURLOPT_WRITEDATA, &into);
    ::curl_easy_setopt(h, CURLOPT_USERAGENT, "redress");
    ::curl_easy_setopt(h, CURLOPT_HTTPHEADER, headers.get());
    ::curl_easy_setopt(h, CURLOPT_POST, 1L);
    ::curl_easy_setopt(h, CURLOPT_POSTFIELDS, body.c_str());
    ::curl_easy_setopt(h, CURLOPT_POSTFIELDSIZE, static_cast<long>(body.size()));
    const auto result = ::curl_easy_perform(h);
    if (result != CURLE_OK) {
        why = ::curl_easy_strerror(result);
        return std::nullopt;
    }
    text_answer made{.body = std::move(into.body)};
    ::curl_easy_getinfo(h, CURLINFO_RESPONSE_CODE, &made.status);
    return made;
}

}  // namespace redress::app
