// Where a list goes on: the place in its order, signed together with what the list was asked for, so that nobody
// makes one up or goes on in another list. Opaque to whoever holds it.
#pragma once

#include "adapters/app/rest/answering.hpp"

#include <string>
#include <string_view>

namespace redress::app {

class cursor_signer {
public:
    explicit cursor_signer(std::string secret) : secret_(std::move(secret)) {}

    /// `place`: of the last item; the list is that of the request.
    [[nodiscard]] std::string made(const http::request& asked, std::string_view place) const;
    /// Of the request's `cursor`: empty without one. Throws problem 400 for any but one of ours for this list.
    [[nodiscard]] std::string place(const http::request& asked) const;

private:
    [[nodiscard]] std::string signed_text(const http::request& asked, std::string_view place) const;
    std::string secret_;
};

/// A page: items, the cursor of the next one as member and Link, and when it was read. `next`: place of the last
/// item, empty at the end.
[[nodiscard]] http::response page_response(web_call& call, boost::json::array items, const std::string& next,
                                           boost::json::object beside = {});
/// The place where the request goes on; empty: at the beginning.
[[nodiscard]] std::string place_asked(web_call& call);

}  // namespace redress::app
