#include "adapters/app/export_manifest.hpp"

#include "adapters/app/export_files.hpp"
#include "workflow/canonical.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <vector>

namespace redress::app {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

std::string hex_of(const tlog::hash& value)
{
    std::string out;
    workflow::append_hex(out, value);
    return out;
}

/// Canonical JSON knows one kind of integer.
std::int64_t number(std::uint64_t value)
{
    return static_cast<std::int64_t>(value);
}

std::string canonical_text(const json::value& value)
{
    std::string out;
    workflow::append_canonical(out, value);
    return out;
}

/// Each file outside of `log`, which the checkpoint proves.
json::array files_in(const fs::path& folder)
{
    std::vector<std::string> paths;
    for (const auto& one : fs::recursive_directory_iterator(folder)) {
        const auto path = one.path().lexically_relative(folder).generic_string();
        if (!one.is_directory() && !path.starts_with("log/") && path != "progress.json" &&
            !path.starts_with("manifest."))
            paths.push_back(path);
    }
    std::ranges::sort(paths);
    json::array list;
    for (const auto& path : paths) {
        const auto [hash, size] = digest_of_file(folder / path);
        list.push_back({{"bytes", number(size)}, {"path", path}, {"sha256", hex_of(hash)}});
    }
    return list;
}

}  // namespace

std::string manifest_of(const export_request& request, const std::string& origin,
                        const postgres::kept_checkpoint& tree, std::span<const postgres::kept_seal> seals,
                        const export_result& made, const fs::path& folder)
{
    json::object scope{{"kind", name_of(request.kind)}};
    if (!request.values.empty()) scope["values"] = json::value_from(request.values);
    if (request.kind == export_kind::period) scope["from"] = request.from, scope["until"] = request.until;
    json::array sizes;
    for (const auto& seal : seals) sizes.push_back(number(seal.size));
    return canonical_text(json::object{
        {"v", "redress.export/1"},
        {"log", origin},
        {"tenant", request.tenant},
        {"scope", scope},
        {"profile", request.profile},
        {"as_of", request.made},
        {"made", request.made},
        {"by", request.by},
        {"purpose", request.purpose},
        {"words", "left_out"},
        {"checkpoint", {{"root", hex_of(tree.root)}, {"size", number(tree.size)}}},
        {"counts", {{"cases", number(made.cases)}, {"entries", number(made.entries)}, {"sealed", 0}}},
        {"seals", sizes},
        {"files", files_in(folder)}});
}

std::string how_to_verify(const std::string& origin)
{
    return "This folder holds entries of the audit log " + origin +
           ".\n\n"
           "Check it without us and without a network, with the log's public key as you got it outside "
           "of this folder:\n\n"
           "  g++ -std=c++20 -O2 -pthread redress_verify.cpp -lcrypto -o redress_verify\n"
           "  ./redress_verify FOLDER --key KEY [--witness-policy FILE] [--as-of TIME] [--older "
           "CHECKPOINT]\n"
           "  python3 redress_verify.py FOLDER --key KEY        (a second program, written apart from "
           "the first)\n\n"
           "Exit 0: proven. 1: tampered, with the first bad place. 2: cannot conclude, with the reason.\n"
           "The whole log (log/tile) can also be checked by programs for C2SP tlog-tiles that others "
           "wrote.\n\n"
           "本文件夹内为审计日志的条目。请使用在本文件夹之外取得的日志公钥，用上面的程序离线校验：\n"
           "退出码 0 表示已证实，1 表示被篡改并指出首个出错位置，2 表示无法得出结论并说明原因。\n";
}

}  // namespace redress::app
