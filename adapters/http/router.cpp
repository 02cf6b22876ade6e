#include "adapters/http/router.hpp"

#include <algorithm>
#include <set>
#include <stdexcept>

namespace redress::http {

std::string_view text_of(verb method)
{
    switch (method) {
        case verb::get:
            return "GET";
        case verb::post:
            return "POST";
        case verb::put:
            return "PUT";
        case verb::patch:
            return "PATCH";
        case verb::del:
            return "DELETE";
    }
    return {};
}

router::router(endpoint_table table) : table_(std::move(table))
{
    std::set<std::string_view> operations;
    std::set<std::pair<verb, std::string>> places;
    for (const auto& row : table_) {
        const auto wrong = [&](const std::string& what) {
            return std::invalid_argument("endpoint " + std::string(text_of(row.method)) + " " +
                                         std::string(row.path) + ": " + what);
        };
        if (!row.path.starts_with('/')) throw wrong("a path begins with /");
        if (!row.serve) throw wrong("nobody serves it");
        if (row.operation.empty() || !operations.insert(row.operation).second)
            throw wrong("its operation has no name of its own");
        if (row.needs != needs::nobody && row.permission.empty())
            throw wrong("its permission is empty, which only needs::nobody allows");

        compiled one{{}, 0, &row};
        std::string shape;
        for (auto rest = row.path.substr(1);;) {
            const auto slash = rest.find('/');
            const auto text = rest.substr(0, slash);
            const bool named = text.size() > 2 && text.front() == '{' && text.back() == '}';
            one.segments.push_back({std::string(named ? text.substr(1, text.size() - 2) : text), named});
            one.names += named ? 1 : 0;
            shape += '/';
            shape += named ? std::string_view("{}") : text;
            if (slash == std::string_view::npos) break;
            rest.remove_prefix(slash + 1);
        }
        if (!places.emplace(row.method, shape).second) throw wrong("another row has this place");
        by_length_[one.segments.size()].push_back(std::move(one));
    }
    for (auto& [length, rows] : by_length_) std::ranges::stable_sort(rows, {}, &compiled::names);
}

bool router::matches(const compiled& one, const std::vector<std::string>& segments)
{
    for (std::size_t i = 0; i < segments.size(); ++i)
        if (one.segments[i].named ? segments[i].empty() : one.segments[i].text != segments[i]) return false;
    return true;
}

router::found router::find(std::optional<verb> method, const std::vector<std::string>& segments) const
{
    found out;
    const auto rows = by_length_.find(segments.size());
    if (rows == by_length_.end()) return out;
    std::vector<verb> allowed;
    for (const auto& one : rows->second) {
        if (!matches(one, segments)) continue;
        if (method == one.row->method) {
            out.row = one.row;
            for (std::size_t i = 0; i < segments.size(); ++i)
                if (one.segments[i].named) out.in_path.emplace(one.segments[i].text, segments[i]);
            return out;
        }
        if (std::ranges::find(allowed, one.row->method) == allowed.end()) allowed.push_back(one.row->method);
    }
    std::ranges::sort(allowed);
    for (const auto one : allowed) {
        if (!out.allow.empty()) out.allow += ", ";
        out.allow += text_of(one);
        if (one == verb::get) out.allow += ", HEAD";
    }
    return out;
}

}  // namespace redress::http
