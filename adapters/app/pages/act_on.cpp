#include "adapters/app/pages/act_on.hpp"

#include "adapters/app/pages/document_file.hpp"
#include "adapters/app/pages/document_scan.hpp"
#include "adapters/postgres/page_store.hpp"
#include "workflow/entry.hpp"

#include <algorithm>
#include <span>
#include <vector>

namespace redress::app {
namespace {

/// A name of any length, cut where a letter ends.
std::string shortened(const std::string& name)
{
    constexpr std::size_t bytes_max = 200;
    if (name.size() <= bytes_max) return name;
    auto end = bytes_max;
    while (end > 0 && (static_cast<unsigned char>(name[end]) & 0xc0) == 0x80) --end;
    return name.substr(0, end);
}

/// Each file is kept before the case says that it is there: an entry without its file would be a lie.
std::vector<workflow::command> add_files(services& from, const page_world& world, const form_body& sent,
                                         const complaint& of, const actor& who, std::string_view language,
                                         std::vector<form_error>& errors)
{
    std::vector<workflow::command> commands;
    const auto wrong = [&](std::string_view key, const std::string& file) {
        errors.push_back(
            {"file",
             world.say("form_error", key, language,
                       {{"file", file}, {"max", std::to_string(world.document_bytes_max / 1024 / 1024)}})});
    };
    if (world.documents.empty()) {
        wrong("no_files_here", {});
        return {};
    }
    if (sent.files().empty()) wrong("no_file", {});
    if (sent.files().size() > files_max) wrong("too_many_files", {});
    const auto had = from.pages().documents(of.id);
    const auto kept = std::ranges::count_if(had, [](const auto& one) { return one.state != "gone"; });
    if (static_cast<std::size_t>(kept) + sent.files().size() > world.documents_per_case_max)
        wrong("case_full", {});
    for (const auto& file : sent.files()) {
        if (file.bytes.size() > world.document_bytes_max)
            wrong("file_too_large", file.name);
        else if (file.bytes.empty())
            wrong("file_empty", file.name);
        else if (type_by_content(file.bytes).empty())
            wrong("file_type", file.name);
    }
    struct taken {
        const sent_file& file;
        std::string type, bytes, id;
    };
    std::vector<taken> all;
    for (const auto& file : sent.files()) {
        taken one{file, type_by_content(file.bytes), {}, {}};
        one.bytes = without_whereabouts(std::string(file.bytes), one.type);
        // The same file twice is one document of the case.
        one.id = "D-" + hex(sha256_of(one.bytes).substr(0, 12));
        // What was redacted or erased would be kept by nobody's word.
        if (const auto before = std::ranges::find(had, one.id, &postgres::kept_document::id);
            before != had.end() && before->state == "gone")
            wrong("file_gone", file.name);
        all.push_back(std::move(one));
    }
    if (!errors.empty()) return {};
    for (const auto& [file, type, bytes, id] : all) {
        mark_waiting(world.documents, of.id, id);
        // Named before its bytes are there, so that nobody who deletes the same bytes of another case thinks them
        // nobody's.
        from.pages().add_document(of.id, {.id = id,
                                          .sha256 = sha256_of(bytes),
                                          .size = static_cast<std::int64_t>(bytes.size()),
                                          .type = type,
                                          .state = "quarantined",
                                          .added = {}});
        keep_document(world.documents, bytes);
        event what{.type = event_type::document_added};
        what.set(field::document, id).set(field::state, std::string("quarantined"));
        const auto shows = sent.text("what_it_shows");
        const auto said = shortened(file.name) + (shows.empty() ? "" : "\n" + shows);
        if (!said.empty()) what.set(field::text, said);
        commands.push_back(
            page_command(of.id, std::move(what), who, "document-" + to_string(of.id) + "-" + id));
    }
    return commands;
}

}  // namespace

std::vector<workflow::command> commands_of_act(services& from, const page_world& world, const act_row& row,
                                               const form_body& sent, const complaint& of, const actor& who,
                                               std::string_view language, std::vector<form_error>& errors)
{
    if (row.with_files) return add_files(from, world, sent, of, who, language, errors);
    // The form carries a number, so that a second press of its button is the first one again; what was changed
    // in between is another.
    auto named = from_hex(sent.text("number"), 16) ? sent.text("number") : hex(random_bytes(16));
    for (const auto& field : row.fields)
        for (const auto& value : sent.list(field.name)) named += "\n" + std::string(field.name) + "=" + value;
    const auto digest = workflow::sha256(named);
    std::vector<workflow::command> commands;
    commands.push_back(page_command(
        of.id, event_of_act(row, sent, of, world, language), who,
        std::string(row.path) + "-" + to_string(of.id) + "-" + hex_of(std::span(digest).first(16))));
    return commands;
}

}  // namespace redress::app
