// The JSON body of a request, member by member: each is named with its rule and how to mend it when it is
// missing, of another type or not known at all. Nothing is guessed and nothing is passed over.
#pragma once

#include "adapters/app/identity/problem.hpp"

#include <boost/json/object.hpp>

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace redress::app {

class body_reader {
public:
    explicit body_reader(const http::request& asked);

    /// Empty and an error when it is missing; an error also when it is empty or longer than `most` bytes.
    [[nodiscard]] std::string text(std::string_view name, std::size_t most = 256);
    [[nodiscard]] std::optional<std::string> maybe_text(std::string_view name, std::size_t most = 256);
    [[nodiscard]] std::vector<std::string> texts(std::string_view name, std::size_t items_most = 32);
    [[nodiscard]] std::int64_t integer(std::string_view name, std::int64_t least, std::int64_t most,
                                       std::int64_t preset);
    void wrong(std::string_view name, std::string_view code, std::string detail);

    /// What was wrong, members that nobody asked for included; nothing when all is well.
    [[nodiscard]] std::optional<refused> fault();

private:
    const boost::json::value* member(std::string_view name);

    boost::json::object body_;
    std::set<std::string, std::less<>> asked_for_;
    std::vector<body_error> errors_;
    std::optional<refused> unreadable_;
};

}  // namespace redress::app
