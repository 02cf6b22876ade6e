// The body of a form as a browser sends it: application/x-www-form-urlencoded, or multipart/form-data with a file.
#pragma once

#include "adapters/http/message.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace redress::app {

struct sent_file {
    std::string name;        // as the browser called it, without folders
    std::string_view bytes;  // in the body of the request, which lives as long
};

/// Values by name, each in its order: a check box may come several times.
class form_body {
public:
    /// Nothing when the body is neither, is broken, or is no UTF-8.
    [[nodiscard]] static std::optional<form_body> read(const http::request& from);

    /// Trimmed, line ends made one; empty when it did not come.
    [[nodiscard]] std::string text(std::string_view name) const;
    [[nodiscard]] std::vector<std::string> list(std::string_view name) const;
    [[nodiscard]] bool has(std::string_view name) const { return values_.contains(name); }
    void set(std::string_view name, std::string value) { values_[std::string(name)] = {std::move(value)}; }
    void add(std::string_view name, std::string value)
    {
        values_[std::string(name)].push_back(std::move(value));
    }
    [[nodiscard]] const std::map<std::string, std::vector<std::string>, std::less<>>& values() const
    {
        return values_;
    }
    [[nodiscard]] const std::vector<sent_file>& files() const { return files_; }

private:
    bool read_pairs(std::string_view body);
    bool read_parts(std::string_view body, std::string_view boundary);

    std::map<std::string, std::vector<std::string>, std::less<>> values_;
    std::vector<sent_file> files_;
};

}  // namespace redress::app
