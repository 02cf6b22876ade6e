// The package of schemas/export/README.md, written from the log: the whole of it as tiles, or chosen cases with their
// proofs. Written beside its place under `<folder>.partial` and renamed at the end, so that what has the name is whole;
// a run that was killed goes on where it stopped, over the same tree. Entries go through a page at a time.
#pragma once

#include "adapters/app/export_request.hpp"
#include "workflow/log/note.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <set>
#include <string>

namespace redress::app {

struct export_result {
    std::uint64_t entries = 0, cases = 0, tree = 0;
    std::string manifest_sha256;
    bool resumed = false;
};

struct export_terms {
    /// Over which tree it is made, before the first entry is read; `resumed`: it goes on.
    std::function<void(std::uint64_t size, bool resumed)> begun = {};
    /// Now and then: entries of how many were gone through.
    std::function<void(std::uint64_t done, std::uint64_t of)> progress = {};
    /// Cases that are not there for whoever makes it: left out of a choice, and an entry that names one of them is not
    /// exported at all. Of a whole log the caller has to see to it.
    std::set<case_id> hidden = {};
};

/// Throws postgres::log_broken when the database lacks an entry of the tree, or when counts differ; export_failed with
/// what to do: nothing is signed or sealed, the folder is there already, it was begun with other options.
export_result write_package(const std::string& database, const std::filesystem::path& folder,
                            const export_request& request, const tlog::private_key& signs,
                            const export_terms& to = {});

}  // namespace redress::app
