// One package from its first file to its name, longer than other files since the order of its steps is what lets a run
// that was cut off go on: what is settled when, and what is made anew.
#include "adapters/app/export_package.hpp"

#include "adapters/app/export_files.hpp"
#include "adapters/app/export_lines.hpp"
#include "adapters/app/export_manifest.hpp"
#include "adapters/app/export_words.hpp"
#include "adapters/postgres/entry_pages.hpp"
#include "adapters/postgres/tree_store.hpp"
#include "workflow/canonical.hpp"
#include "workflow/log/base64.hpp"
#include "workflow/log/proof_text.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <stdexcept>

namespace redress::app {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

constexpr std::uint64_t page_entries = 16 * tlog::tile_width;
constexpr int page_cases = 100;

std::string hex_of(const tlog::hash& value)
{
    std::string out;
    workflow::append_hex(out, value);
    return out;
}

bool begins_a_case(std::string_view body)
{
    return body.find("\"cseq\":1,") != std::string_view::npos &&
           case_of_entry(json::parse(body).as_object()).has_value();
}

class package {
public:
    package(const std::string& database, const fs::path& folder, const export_request& request,
            const tlog::private_key& signs, const export_terms& to)
        : pages_(database),
          reader_(database),
          folder_(folder),
          partial_(folder.string() + ".partial"),
          request_(request),
          profile_(export_profile_called(request.profile)),
          signs_(signs),
          to_(to)
    {
    }

    export_result write()
    {
        if (fs::exists(folder_))
            throw export_failed(exit_code::refused,
                                export_said{"folder_there", {{"folder", folder_.string()}}});
        begin();
        write_whole(partial_ / "log/checkpoint", tree_.note);
        if (request_.kind == export_kind::full)
            write_full();
        else
            write_selected();
        write_whole(partial_ / "VERIFY.txt", how_to_verify(origin_));
        finish();
        return result_;
    }

private:
    /// What is asked for stands in progress.json with the tree's size, so that nothing is continued as something else.
    void begin()
    {
        json::object asked{{"by", request_.by},           {"kind", name_of(request_.kind)},
                           {"purpose", request_.purpose}, {"profile", request_.profile},
                           {"from", request_.from},       {"until", request_.until}};
        asked["values"] = json::value_from(request_.values);
        asked["formats"] =
            json::value_from(std::vector<std::string>(request_.formats.begin(), request_.formats.end()));
        const fs::path state = partial_ / "progress.json";
        std::optional<postgres::kept_checkpoint> tree;
        if (fs::exists(state)) {
            progress_ = json::parse(content_of(state)).as_object();
            if (progress_.at("asked") != json::value(asked))
                throw export_failed(exit_code::refused,
                                    export_said{"begun_otherwise", {{"folder", partial_.string()}}});
            result_.resumed = true;
            tree = reader_.checkpoint(count("size"));
            // Proofs hold the note as it was then; witnesses may have signed it since.
            if (tree && fs::exists(partial_ / "log/checkpoint"))
                tree->note = content_of(partial_ / "log/checkpoint");
        } else if (fs::exists(partial_ / "log")) {
            // Whole but for its name, or somebody else's: what lies there would be taken for what is written now.
            throw export_failed(exit_code::refused,
                                export_said{"begun_otherwise", {{"folder", partial_.string()}}});
        } else {
            tree = reader_.newest();
        }
        if (!tree || tree->size == 0) throw export_failed(exit_code::not_found, export_said{"not_signed"});
        tree_ = *tree;
        const auto note = tlog::parse_note(tree_.note);
        const auto head = note ? tlog::parse_checkpoint(note->text) : std::nullopt;
        const bool same = head && head->size == tree_.size && head->root == tree_.root;
        if (!same && result_.resumed)  // of another log, or of this one before it was restored
            throw export_failed(exit_code::refused,
                                export_said{"begun_otherwise", {{"folder", partial_.string()}}});
        if (!same) throw postgres::log_broken("the signed checkpoint is not of the tree that it is kept for");
        origin_ = head->origin;
        result_.tree = tree_.size;
        if (!result_.resumed)
            progress_ = {{"asked", asked}, {"size", tree_.size},      {"next", 0},
                         {"cases", 0},     {"files", json::object()}, {"entries", 0}};
        write_whole(state, json::serialize(progress_));
        seals_ = reader_.seals(tree_.size);
        if (to_.begun) to_.begun(tree_.size, result_.resumed);
    }

    [[nodiscard]] std::uint64_t count(std::string_view name) const
    {
        return progress_.at(name).to_number<std::uint64_t>();
    }
    growing_file& file(const std::string& path)
    {
        auto& kept = growing_[path];
        if (!kept) {
            const auto* size = progress_.at("files").as_object().if_contains(path);
            kept = std::make_unique<growing_file>(partial_ / path,
                                                  size == nullptr ? 0 : size->to_number<std::uint64_t>());
        }
        return *kept;
    }
    [[nodiscard]] bool begun(const std::string& path) const
    {
        return progress_.at("files").as_object().contains(path);
    }
    /// All that was written so far is never written again.
    void settle()
    {
        for (auto& [path, one] : growing_) progress_["files"].as_object()[path] = one->settled();
        write_whole(partial_ / "progress.json", json::serialize(progress_));
    }
    [[nodiscard]] bool wants(const std::string& format) const { return request_.formats.contains(format); }
    void tell(std::uint64_t done) const
    {
        if (to_.progress) to_.progress(done, tree_.size);
    }

    // The whole log: bundles and what stands beside them for reading, then tiles, then the cases one by one.
    void write_full()
    {
        if (wants("csv") && !begun("lines/entries.csv")) file("lines/entries.csv").add(csv_head());
        for (std::uint64_t next = count("next"); next < tree_.size;) {
            const std::uint64_t until = std::min(next + page_entries, tree_.size);
            const auto page = pages_.between(next, until);
            write_bundles(page, next);
            write_lines(page);
            next = until;
            progress_["next"] = next;
            progress_["cases"] = count("cases") + static_cast<std::uint64_t>(std::ranges::count_if(
                                                      page, begins_a_case, &postgres::placed_entry::body));
            progress_["entries"] = count("entries") + page.size();
            settle();
            tell(next);
        }
        for (unsigned level = 0; tlog::width_at(level, 0, tree_.size) > 0; ++level)
            for (std::uint64_t index = 0;
                 const std::uint64_t width = tlog::width_at(level, index, tree_.size); ++index)
                write_tile(level, index, width);
        if (wants("xes")) trace_all();
        if (count("entries") != tree_.size)
            throw postgres::log_broken(std::to_string(count("entries")) +
                                       " entries were written, the tree has " + std::to_string(tree_.size));
    }

    void write_bundles(const std::vector<postgres::placed_entry>& page, std::uint64_t next)
    {
        const auto until = next + page.size();
        std::string bundle;
        for (std::uint64_t first = next; first < until; first += tlog::tile_width) {
            const std::uint64_t width = std::min(tlog::tile_width, until - first);
            bundle.clear();
            for (std::uint64_t i = first; i < first + width; ++i)
                tlog::append_entry(bundle, page[i - next].body);
            write_whole(partial_ / "log" / tlog::entries_path(first / tlog::tile_width, width), bundle);
        }
    }

    void write_lines(const std::vector<postgres::placed_entry>& page)
    {
        // Of chosen cases the lines stand with their proofs.
        const bool jsonl = wants("jsonl") && request_.kind == export_kind::full, csv = wants("csv");
        if (!jsonl && !csv) return;
        std::string lines, cells;
        for (const auto& one : page) {
            if (csv || !profile_.tells_inside) {
                const auto entry = json::parse(one.body).as_object();
                if (!is_told(entry, profile_)) continue;
                if (csv) cells += csv_line(entry, profile_);
            }
            if (jsonl) lines.append(one.body) += '\n';
        }
        if (jsonl) file("lines/entries.jsonl").add(lines);
        if (csv) file("lines/entries.csv").add(cells);
    }

    void write_tile(unsigned level, std::uint64_t index, std::uint64_t width)
    {
        auto hashes = reader_.tile(level, index);
        if (hashes.size() < width)
            throw postgres::log_broken("tile " + std::to_string(index) + " of level " +
                                       std::to_string(level) + " is shorter than the checkpoint says");
        hashes.resize(width);
        write_whole(partial_ / "log" / tlog::tile_path(level, index, width), tlog::bytes_of(hashes));
    }

    /// Case by case, as process mining wants them. There must be as many as begin in the log.
    void trace_all()
    {
        if (!progress_.contains("traced"))
            progress_["traced"] = json::object{{"bucket", 0}, {"after", to_string(case_id{})}, {"cases", 0}};
        auto& traced = progress_["traced"].as_object();
        if (!begun("mining/cases.xes")) file("mining/cases.xes").add(xes_head());
        for (auto bucket = traced.at("bucket").to_number<std::int16_t>(); bucket < bucket_count; ++bucket) {
            for (;;) {
                const auto after = parse_uuid(std::string_view(traced.at("after").as_string()));
                const auto cases = pages_.cases_after(bucket, after.value_or(case_id{}), page_cases);
                const auto entries = pages_.of(bucket, cases, tree_.size);
                trace(entries);
                traced["bucket"] = cases.empty() ? bucket + 1 : bucket;
                traced["after"] = to_string(cases.empty() ? case_id{} : cases.back());
                traced["cases"] = traced.at("cases").to_number<std::uint64_t>() + chains_in(entries);
                settle();
                if (cases.empty()) break;
            }
        }
        const auto cases = traced.at("cases").to_number<std::uint64_t>();
        if (cases != count("cases"))
            throw postgres::log_broken(std::to_string(count("cases")) + " cases begin in the log, " +
                                       std::to_string(cases) + " of them are in the database");
        end_traces();
    }

    /// Once: a run that is cut off behind it goes on with the manifest.
    void end_traces()
    {
        if (progress_.contains("traces_ended")) return;
        file("mining/cases.xes").add(xes_end());
        progress_["traces_ended"] = true;  // settled with the file itself
    }

    [[nodiscard]] static std::uint64_t chains_in(const std::vector<postgres::placed_entry>& entries)
    {
        std::uint64_t chains = 0;
        for (std::size_t i = 0; i < entries.size(); ++i)
            if (i == 0 || entries[i].chain != entries[i - 1].chain) ++chains;
        return chains;
    }

    void trace(const std::vector<postgres::placed_entry>& entries)
    {
        std::string out;
        for (std::size_t i = 0; i < entries.size(); ++i) {
            if (i == 0 || entries[i].chain != entries[i - 1].chain)
                out += xes_trace_begin(to_string(entries[i].chain));
            out += xes_event(json::parse(entries[i].body).as_object(), profile_);
            if (i + 1 == entries.size() || entries[i + 1].chain != entries[i].chain) out += xes_trace_end();
        }
        file("mining/cases.xes").add(out);
    }

    // Chosen cases, each with the proofs of its entries and of its being whole at the seal.
    [[nodiscard]] std::set<case_id> chosen_cases()
    {
        std::set<case_id> out;
        if (request_.kind == export_kind::cases) {
            for (const auto& one : request_.values)
                if (const auto id = parse_uuid(one)) out.insert(*id);
            return out;
        }
        for (std::uint64_t next = 0; next < tree_.size; next += page_entries) {
            for (const auto& one : pages_.between(next, std::min(next + page_entries, tree_.size)))
                if (chooses(request_, one.body)) out.insert(one.chain);
            tell(std::min(next + page_entries, tree_.size));
        }
        std::erase_if(out, [&](const case_id& id) { return to_.hidden.contains(id); });
        return out;
    }

    /// The newest seal that has its entry in this tree, which stands soon behind what it is of; on going on, the
    /// same as before.
    postgres::kept_seal write_seal(const tlog::node_source& nodes)
    {
        const auto* before = progress_.if_contains("seal");
        for (auto seal = seals_.rbegin(); seal != seals_.rend(); ++seal) {
            if (before != nullptr && before->to_number<std::uint64_t>() != seal->size) continue;
            const auto until = seal == seals_.rbegin() ? tree_.size : (seal - 1)->size + page_entries;
            if (const auto entry = entry_of_seal(*seal, std::min(until, tree_.size))) {
                write_whole(partial_ / "seal/entry.json", entry->body);
                write_whole(partial_ / "seal/entry.tlog-proof", proof_of(nodes, entry->index));
                progress_["seal"] = seal->size;
                return *seal;
            }
        }
        throw export_failed(exit_code::not_found,
                            reader_.last_seal() ? export_said{"seal_waits"} : export_said{"no_seal"});
    }

    [[nodiscard]] std::optional<postgres::placed_entry> entry_of_seal(const postgres::kept_seal& seal,
                                                                      std::uint64_t until)
    {
        const auto root = hex_of(seal.root);
        for (std::uint64_t next = seal.size; next < until; next += page_entries)
            for (auto& one : pages_.between(next, std::min(next + page_entries, until)))
                if (one.body.find("\"type\":\"index.sealed\"") != std::string::npos &&
                    one.body.find(root) != std::string::npos)
                    return std::move(one);
        return std::nullopt;
    }

    [[nodiscard]] std::string proof_of(const tlog::node_source& nodes, std::uint64_t index) const
    {
        return tlog::proof_text({.index = index,
                                 .proof = tlog::inclusion_proof(index, tree_.size, nodes),
                                 .checkpoint_note = tree_.note,
                                 .extra = {}});
    }

    void write_selected()
    {
        const auto nodes = reader_.nodes();
        const auto seal = write_seal(nodes);
        const auto heads = reader_.seal_heads(seal.size);
        if (heads.empty())
            throw export_failed(exit_code::not_found, export_said{"no_heads",
                                                                  {{"size", std::to_string(seal.size)},
                                                                   {"folder", partial_.string()}}});
        const auto leaves = tlog::head_leaves(heads);
        if (tlog::root_of(leaves) != seal.root)
            throw postgres::log_broken("the case-head index at " + std::to_string(seal.size) +
                                       " is not the one that was sealed");
        if (wants("csv") && !begun("lines/entries.csv")) file("lines/entries.csv").add(csv_head());
        if (wants("xes") && !begun("mining/cases.xes")) file("mining/cases.xes").add(xes_head());
        const auto written = progress_.contains("after")
                                 ? parse_uuid(std::string_view(progress_["after"].as_string()))
                                 : std::nullopt;
        for (const auto& id : chosen_cases()) {
            if (written && id <= *written) continue;  // by an earlier run
            const auto head = std::ranges::lower_bound(heads, to_string(id), {}, &tlog::case_head::chain);
            // Filed after the seal: it has no line yet, and comes with the next export.
            if (head != heads.end() && head->chain == to_string(id))
                write_case(nodes, id, heads, leaves, static_cast<std::uint64_t>(head - heads.begin()));
            progress_["after"] = to_string(id);
            settle();
        }
        if (wants("xes")) end_traces();
        if (count("cases") == 0) {
            fs::remove_all(partial_);
            throw export_failed(exit_code::not_found, export_said{"no_case"});
        }
    }

    void write_case(const tlog::node_source& nodes, const case_id& id,
                    const std::vector<tlog::case_head>& heads, const std::vector<tlog::hash>& leaves,
                    std::uint64_t at)
    {
        const auto& head = heads[at];
        auto entries = pages_.of(bucket_of(id), std::array{id}, tree_.size);
        std::erase_if(entries, [&](const auto& one) { return one.cseq > head.cseq; });
        if (entries.size() != static_cast<std::size_t>(head.cseq))
            throw postgres::log_broken("case " + head.chain + " has " + std::to_string(head.cseq) +
                                       " entries at the seal, " + std::to_string(entries.size()) +
                                       " are in the database");
        const auto folder = partial_ / "case" / head.chain;
        std::string lines;
        for (const auto& one : entries) {
            if (names_hidden(one.body)) throw export_failed(exit_code::auth, export_said{"of_others"});
            lines.append(one.body) += '\n';
            write_whole(folder / "proofs" / (std::to_string(one.cseq) + ".tlog-proof"),
                        proof_of(nodes, one.index));
        }
        write_whole(folder / "entries.jsonl", lines);
        write_whole(folder / "head.json", tlog::head_line(head));
        std::string proof = "redress.head-proof/1\nindex " + std::to_string(at) + "\nsize " +
                            std::to_string(heads.size()) + "\n";
        const auto node = [&](unsigned level, std::uint64_t index) {
            return tlog::root_of(std::span(leaves).subspan(index << level, 1ull << level));
        };
        for (const auto& hash : tlog::inclusion_proof(at, heads.size(), node))
            proof += tlog::base64(tlog::bytes_of(hash)) + "\n";
        write_whole(folder / "head.proof", proof);
        if (wants("csv")) write_lines(entries);
        if (wants("xes")) trace(entries);
        progress_["cases"] = count("cases") + 1;
        progress_["entries"] = count("entries") + entries.size();
    }

    /// Links and duplicates name another case; its id stands in the bytes, which are proven whole or not at all.
    [[nodiscard]] bool names_hidden(std::string_view body) const
    {
        return std::ranges::any_of(to_.hidden, [&](const case_id& id) {
            return body.find(to_string(id)) != std::string_view::npos;
        });
    }

    void finish()
    {
        settle();
        growing_.clear();
        result_.entries = count("entries");
        result_.cases = count("cases");
        const auto text = manifest_of(request_, origin_, tree_, seals_, result_, partial_);
        result_.manifest_sha256 = hex_of(tlog::sha256(text));
        const std::string about =
            "redress.export/1\n" + origin_ + "\nmanifest " + result_.manifest_sha256 + "\n";
        write_whole(partial_ / "manifest.json", text);
        write_whole(partial_ / "manifest.note",
                    tlog::signed_note{about, {tlog::sign_note(signs_, about)}}.bytes());
        fs::remove(partial_ / "progress.json");
        fs::rename(partial_, folder_);
    }

    postgres::entry_pages pages_;
    postgres::tree_reader reader_;
    fs::path folder_, partial_;
    const export_request& request_;
    const export_profile& profile_;
    const tlog::private_key& signs_;
    const export_terms& to_;
    postgres::kept_checkpoint tree_;
    std::string origin_;
    std::vector<postgres::kept_seal> seals_;
    json::object progress_;
    std::map<std::string, std::unique_ptr<growing_file>> growing_;
    export_result result_;
};

}  // namespace

export_result write_package(const std::string& database, const fs::path& folder,
                            const export_request& request, const tlog::private_key& signs,
                            const export_terms& to)
{
    return package(database, folder, request, signs, to).write();
}

}  // namespace redress::app
