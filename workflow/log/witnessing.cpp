#include "workflow/log/witnessing.hpp"

#include "workflow/log/base64.hpp"

#include <algorithm>

namespace redress::tlog {
namespace {

constexpr std::size_t proof_lines_max = 63;

}  // namespace

std::string request_text(const add_checkpoint& request)
{
    auto out = "old " + std::to_string(request.old_size) + "\n";
    for (const auto& one : request.proof) out += base64(bytes_of(one)) + "\n";
    return out + "\n" + request.note;
}

std::optional<add_checkpoint> parse_request(std::string_view body)
{
    const auto blank = body.find("\n\n");
    if (blank == std::string_view::npos || !body.starts_with("old ")) return std::nullopt;
    auto head = body.substr(4, blank - 3);
    add_checkpoint out;
    out.note = body.substr(blank + 2);
    const auto end = head.find('\n');
    const auto size = parse_size(head.substr(0, end));
    if (!size) return std::nullopt;
    out.old_size = *size;
    head.remove_prefix(end + 1);
    while (!head.empty()) {
        const auto next = head.find('\n');
        const auto bytes = from_base64(head.substr(0, next));
        if (!bytes || bytes->size() != sizeof(hash) || out.proof.size() == proof_lines_max)
            return std::nullopt;
        std::ranges::copy(*bytes, reinterpret_cast<char*>(out.proof.emplace_back().data()));
        head.remove_prefix(next + 1);
    }
    return out;
}

std::optional<checkpoint> checkpoint_in(const add_checkpoint& request)
{
    const auto note = parse_note(request.note);
    return note ? parse_checkpoint(note->text) : std::nullopt;
}

witness_answer decide(const add_checkpoint& request, std::span<const public_key> logs,
                      const std::optional<witnessed>& before, const private_key& key, std::int64_t seconds)
{
    const auto note = parse_note(request.note);
    const auto tree = note ? parse_checkpoint(note->text) : std::nullopt;
    if (!tree) return {.status = 400, .body = "not a checkpoint\n"};
    if (std::ranges::none_of(logs, [&](const public_key& log) { return log.name == tree->origin; }))
        return {.status = 404, .body = "unknown log\n"};
    const bool genuine = std::ranges::any_of(logs, [&](const public_key& log) {
        return log.name == tree->origin && verify_note(*note, log) == signed_by::them;
    });
    if (!genuine) return {.status = 403, .body = "no signature of a key that is trusted for this log\n"};

    witness_answer out{.log = tree->origin};
    if (request.old_size > tree->size) {
        out.status = 400;
        out.body = "the old size is larger than the checkpoint's\n";
        return out;
    }
    const auto last = before.value_or(witnessed{.size = 0, .root = empty_root()});
    const auto conflict = [&] {
        out.status = 409;
        out.content_type = "text/x.tlog.size";
        out.body = std::to_string(last.size) + "\n";
        return out;
    };
    if (request.old_size != last.size) return conflict();
    if (request.old_size == tree->size && tree->root != last.root) return conflict();
    const bool grows =
        last.size == tree->size
            ? request.proof.empty()
            : (last.size == 0 ? request.proof.empty()
                              : verify_consistency(last.size, tree->size, last.root, tree->root,
                                                   std::span<const hash>(request.proof)));
    if (!grows) {
        out.status = 422;
        out.body = "the proof does not lead from the tree that was signed last to this one\n";
        return out;
    }
    out.status = 200;
    out.keep = witnessed{.size = tree->size, .root = tree->root};
    const auto line = cosign(key, note->text, seconds);
    out.body = line.text();
    out.note = signed_note{.text = note->text, .signatures = {line}}.bytes();
    return out;
}

}  // namespace redress::tlog
