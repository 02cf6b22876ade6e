#include "adapters/app/pages/act_on.hpp"

#include "adapters/app/pages/document_file.hpp"
#include "adapters/app/pages/document_scan.hpp"
#include "adapters/postgres/page_store.hpp"
#include "workflow/entry.hpp"

#include <span>

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

/// Each file is kept, then named to the case: a file without its entry is nobody's, an entry without its file
/// would be a lie.
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
    if (from.pages().documents(of.id).size() + sent.files().size() > world.documents_per_case_max)
        wrong("case_full", {});
    for (const auto& file : sent.files()) {
        if (file.bytes.size() > world.document_bytes_max)
            wrong("file_too_large", file.name);
        else if (file.bytes.empty())
            wrong("file_empty", file.name);
        else if (type_by_content(file.bytes).empty())
            wrong("file_type", file.name);
    }
    if (!errors.empty()) return {};
    for (const auto& file : sent.files()) {
        const auto type = type_by_content(file.bytes);
        const auto bytes = without_whereabouts(std::string(file.bytes), type);
        const auto sha256 = keep_document(world.documents, bytes);
        // The same file twice is one document of the case.
        const auto id = "D-" + hex(std::string_view(sha256).substr(0, 12));
        mark_waiting(world.documents, of.id, id);
        from.pages().add_document(of.id, {.id = id,
                                          .sha256 = sha256,
                                          .size = static_cast<std::int64_t>(bytes.size()),
                                          .type = type,
                                          .state = "quarantined",
                                          .added = {}});
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
