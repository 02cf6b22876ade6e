#include "workflow/compartment.hpp"

#include "workflow/key_book.hpp"
#include "workflow/sealing.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace redress::workflow {
namespace {

constexpr int rounds = 5;

struct chain_read {
    matter now;
    std::vector<std::string> bodies;
};

chain_read read_chain(compartment_store& store, const case_id& of)
{
    chain_read read{.bodies = store.history(of)};
    read.now.id = of;
    read.now.bucket = bucket_of(of);
    read.now.kind = matter_kind::restricted;
    for (const auto& body : read.bodies) fold(read.now, body);
    return read;
}

/// The entry that this command left before.
const std::string* entry_of(const chain_read& chain, const source_ref& from)
{
    const auto found = std::find_if(chain.bodies.begin(), chain.bodies.end(), [&](const std::string& body) {
        const auto before = source_of(body);
        return before.source == from.source && before.id == from.id;
    });
    return found == chain.bodies.end() ? nullptr : &*found;
}

[[noreturn]] void too_many()
{
    throw store_unavailable("others keep writing in this compartment; try again");
}

/// Writes one entry behind the chain as it was read. False: somebody was there first.
bool append(compartment_store& store, const matter& now, entry_parts& parts, compartment_write& what,
            randomness& random, const log_identity& log, instant at)
{
    const redress::digest before = now.head;
    parts.id = random.id_at(at);
    parts.salt = random.salt();
    parts.cseq = now.cseq + 1;
    parts.cprev = now.cseq > 0 ? &before : nullptr;
    parts.beside = &now;
    parts.at = parts.recorded = at;
    entry_row& row = what.entry;
    row.bucket = now.bucket;
    row.chain = now.id;
    row.cseq = parts.cseq;
    write_entry(row.body, parts, log);
    parts.cprev = nullptr;  // it lives here alone
    row.leaf = leaf_of(row.body);
    return store.write(what);
}

}  // namespace

matter compartments::find(const case_id& of)
{
    return read_chain(store_, of).now;
}

answer compartments::tell(const complaint& of, const event& what, const actor& who, const source_ref& from)
{
    const auto key = key_of(source_digest(from.source, from.id));
    for (int round = 0; round < rounds; ++round) {
        auto chain = read_chain(store_, of.id);
        answer told;
        if (const auto* before = entry_of(chain, from)) {
            if (source_of(*before).digest != from.digest)
                return {.what = disposition::refused,
                        .version = chain.now.version,
                        .code = "ID_REUSE",
                        .fix = "id"};
            told = answer_of(*before);  // what was refused is not done because it is sent again
            told.version = chain.now.version;
            return told;
        }
        const bool known = chain.now.exists();
        const instant at = store_.now();
        matter_changes moved;
        const auto no = step(chain.now, what, {.who = &who, .at = at, .of = &of}, moved);
        if (no) {
            told.what = disposition::refused;
            told.code = no->code;
            told.guard = no->guard;
            told.fix = no->fix;
            for (const auto& [name, value] : no->args) told.args.emplace(name, value);
        }
        told.version = chain.now.version;
        if (no && !known) return told;
        compartment_write written;
        written.entry.key = key;
        std::vector<sealed_value> sealed;
        seal_texts(what, {.bucket = of.bucket, .id = of.id, .entry_key = key, .created = at}, sealed,
                   written.texts);
        const auto& f = chain.now.facts;
        if (!no && what.type == event_type::limited_reasons_approved)
            written.limited = limited_reasons{.by = f.limited_by, .until = f.limited_until};
        entry_parts parts{.type = no ? "restricted.refused" : "restricted.event",
                          .who = &who,
                          .what = &what,
                          .moved = no ? nullptr : &moved,
                          .refused = no ? &*no : nullptr,
                          .from = &from,
                          .sealed = sealed};
        const bool in_time = append(store_, chain.now, parts, written, random_, log_, at);
        told.entry = parts.id;
        if (in_time) return told;
    }
    too_many();
}

void compartments::note_reading(const complaint& of, const actor& who, const source_ref& from)
{
    for (int round = 0; round < rounds; ++round) {
        const auto chain = read_chain(store_, of.id);
        compartment_write written;
        written.entry.key = key_of(source_digest(from.source, from.id));
        entry_parts parts{.type = "restricted.read", .who = &who, .from = &from};
        if (append(store_, chain.now, parts, written, random_, log_, store_.now())) return;
    }
    too_many();
}

}  // namespace redress::workflow
