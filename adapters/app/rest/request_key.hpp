// A POST is done once: its key names it, a repeat gets the first answer byte for byte, and another request under
// the same key is refused. A command's own id derives from the key, so that the engine knows a repeat even when
// the answer was lost.
#pragma once

#include "adapters/app/rest/answering.hpp"

#include <string>

namespace redress::app::rest {

class request_key {
public:
    /// Throws problem 400 when there is no key or an unfit one.
    explicit request_key(const http::request& asked);

    /// True when a repeat was answered. Throws problem 422 when the key was used for something else.
    [[nodiscard]] bool replayed(web_call& call) const;
    /// Keeps the answer and gives it; where a repeat was faster, gives what that one kept.
    void answer(web_call& call, http::response made) const;

    /// Of the n-th command of the request.
    [[nodiscard]] std::string command_id(std::size_t n = 0) const;
    /// Of the case that it files.
    [[nodiscard]] case_id new_case() const;

private:
    /// What an answer is kept under: whatever somebody sends as a key, only its digest is stored.
    [[nodiscard]] std::string kept_under() const;

    std::string principal_, key_;
    digest fingerprint_{};  // of method, path, query, role, precondition and body
};

}  // namespace redress::app::rest
