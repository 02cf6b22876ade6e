// Finds the row of the endpoint table that a request is for. Made once from the table, and refuses a table in
// which two rows are the same; read by all threads.
#pragma once

#include "adapters/http/endpoint.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace redress::http {

class router {
public:
    /// Throws std::invalid_argument naming the row: a path that is none, two rows of one method and path, an
    /// operation used twice, a permission that is missing though somebody is needed.
    explicit router(endpoint_table table);
    router(const router&) = delete;
    router& operator=(const router&) = delete;

    struct found {
        const endpoint* row = nullptr;  // null: nothing is there, or not by this method
        std::map<std::string, std::string, std::less<>> in_path;
        std::string allow;  // methods of that path, when there is one: "GET, HEAD, POST"
    };
    /// `segments`: decoded.
    [[nodiscard]] found find(std::optional<verb> method, const std::vector<std::string>& segments) const;

    [[nodiscard]] const endpoint_table& table() const { return table_; }

private:
    struct segment {
        std::string text;  // of a {name}, the name
        bool named = false;
    };
    struct compiled {
        std::vector<segment> segments;
        std::size_t names = 0;
        const endpoint* row = nullptr;
    };
    static bool matches(const compiled& one, const std::vector<std::string>& segments);

    endpoint_table table_;
    std::map<std::size_t, std::vector<compiled>> by_length_;
};

[[nodiscard]] std::string_view text_of(verb method);

}  // namespace redress::http
