#include "workflow/outgoing.hpp"

#include "workflow/firewall/firewall.hpp"

#include <boost/json/array.hpp>
#include <boost/json/monotonic_resource.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <array>
#include <stdexcept>

namespace redress::workflow {
namespace {

namespace bj = boost::json;

// Left out on purpose: acted, about_staff, closed_by, decided_by, interests, owner, reclassified_by,
// rung_reviewer (people of ours); complainant, representative (people); support_needs,
// contact_unsafe, identity, legal_hold, next_step_who, hold_enquiry, items_held, enquiries, letters (say
// something of a person or of our dealings with one that no consumer needs).
constexpr auto facts_that_go_out = std::to_array<std::string_view>({
    "acknowledged_at",
    "admitted_at",
    "amount",
    "anonymous",
    "appeal_level",
    "appeal_result",
    "category",
    "channel",
    "closed_at",
    "closed_from",
    "closure_reason",
    "complexity",
    "country",
    "currency",
    "customer",
    "decided_at",
    "documents",
    "erased_at",
    "filed_at",
    "first_answered_at",
    "good_cause_at",
    "hold_expires_at",
    "hold_items",
    "hold_party",
    "hold_reason",
    "kind",
    "language",
    "last_told_at",
    "legal_entity",
    "links",
    "message_count",
    "next_step_due",
    "outcome",
    "points",
    "policies",
    "primary_case",
    "ratings",
    "received_at",
    "reference",
    "reopenings",
    "root_cause",
    "rung",
    "rung_target",
    "rungs",
    "service",
    "severity",
    "team",
    "triaged_at",
    "tried_to_reach_at",
});
static_assert(std::ranges::is_sorted(facts_that_go_out));

// Beside the case, without the people: checked_by, done_by, opened_by, owner, posted_by.
constexpr auto matter_facts_that_go_out = std::to_array<std::string_view>({
    "cases",
    "cause",
    "checked_at",
    "done_at",
    "due",
    "ended_at",
    "from",
    "measure",
    "missed_at",
    "opened_at",
    "reopenings",
    "until",
    "words_en",
    "words_zh",
});
static_assert(std::ranges::is_sorted(matter_facts_that_go_out));

[[noreturn]] void cannot_read(const read_entry& entry, std::string_view what)
{
    throw std::runtime_error("entry " + std::to_string(entry.pos) + " of bucket " +
                             std::to_string(entry.bucket) + ": " + std::string(what));
}

std::string_view text_in(const bj::object& object, std::string_view name)
{
    const auto* value = object.if_contains(bj::string_view(name.data(), name.size()));
    const auto* text = value ? value->if_string() : nullptr;
    return text ? std::string_view(text->data(), text->size()) : std::string_view{};
}

const bj::object* object_in(const bj::object& object, std::string_view name)
{
    const auto* value = object.if_contains(bj::string_view(name.data(), name.size()));
    return value ? value->if_object() : nullptr;
}

std::string_view needed(const read_entry& entry, const bj::object& body, std::string_view name)
{
    const auto text = text_in(body, name);
    if (text.empty()) cannot_read(entry, "no member '" + std::string(name) + "'");
    return text;
}

bj::value copy_of(const bj::object& body, std::string_view name, const bj::storage_ptr& storage,
                  const bj::value& otherwise)
{
    const auto* value = body.if_contains(bj::string_view(name.data(), name.size()));
    return value ? bj::value(*value, storage) : bj::value(otherwise, storage);
}

bj::string_view sv(std::string_view s)
{
    return {s.data(), s.size()};
}

/// What moved a clock, without its inner counting. The entry leaves defaults out; they are said here.
bj::array clocks_of(const bj::object& body, const bj::storage_ptr& storage)
{
    bj::array out(storage);
    const auto* list = body.if_contains("clk");
    if (!list || !list->is_array()) return out;
    for (const auto& item : list->get_array()) {
        const auto* clock = item.if_object();
        if (!clock) continue;
        auto& one = out.emplace_back(bj::object_kind).get_object();
        one["clock"] = sv(text_in(*clock, "clock"));
        one["due"] = copy_of(*clock, "due", storage, nullptr);
        one["generation"] = copy_of(*clock, "generation", storage, 1);
        one["state"] = copy_of(*clock, "state", storage, "running");
        one["subject"] = copy_of(*clock, "subject", storage, "");
    }
    return out;
}

/// What an entry is about: the member that names it, its id, and which of its facts go out.
struct subject {
    std::string_view name;  // case, incident, action
    std::string_view id;
    std::span<const std::string_view> facts;
};

std::optional<subject> subject_of(const read_entry& entry, const bj::object& body, std::string_view type)
{
    const auto kind = type.substr(0, type.find('.'));
    if (kind == "case") return subject{kind, needed(entry, body, "case"), facts_that_go_out};
    if (kind == "incident" || kind == "action")
        return subject{kind, needed(entry, body, "chain"), matter_facts_that_go_out};
    return std::nullopt;
}

/// What the firewall took out; with a phrase or a key whoever sent it is to be told to move their funds.
void add_removed(const bj::object& body, bj::object& out)
{
    const auto* removed = body.if_contains("removed");
    if (!removed || !removed->is_array()) return;
    for (const auto& one : removed->get_array())
        if (const auto* row = one.if_object())
            if (const auto kind = text_in(*row, "kind");
                kind == name_of(secret_kind::seed_phrase) || kind == name_of(secret_kind::private_key))
                out["emergency"] = true;
    out["removed"] = *removed;
}

std::string accepted_payload(const read_entry& entry, const bj::object& body, const subject& about,
                             const bj::storage_ptr& storage)
{
    bj::object out(storage);
    const auto event = needed(entry, body, "ev");
    out[sv(about.name)] = sv(about.id);
    if (auto clocks = clocks_of(body, storage); !clocks.empty()) out["clocks"] = std::move(clocks);
    out["event"] = sv(event);
    out["moves"] = copy_of(body, "moves", storage, bj::array{});
    add_removed(body, out);
    bj::object set(storage);
    if (const auto* facts = object_in(body, "set")) {
        if (event == "complaint_filed") out["reference"] = sv(text_in(*facts, "reference"));
        for (const auto& [name, value] : *facts)
            if (std::ranges::binary_search(about.facts, std::string_view(name.data(), name.size())))
                set[name] = value;
    }
    out["set"] = std::move(set);
    out["version"] = body.at("ver");
    return bj::serialize(out);
}

std::string refused_payload(const read_entry& entry, const bj::object& body, const subject& about,
                            const refusal_words& words, const bj::storage_ptr& storage)
{
    const auto* ref = object_in(body, "ref");
    if (!ref) cannot_read(entry, "a refusal without 'ref'");
    std::map<std::string, std::string> args;
    if (const auto* given = object_in(*ref, "args"))
        for (const auto& [name, value] : *given)
            if (value.is_string()) args.emplace(name, value.get_string().c_str());
    const auto code = text_in(*ref, "code");

    bj::object out(storage);
    out["args"] = copy_of(*ref, "args", storage, bj::object{});
    out[sv(about.name)] = sv(about.id);
    out["code"] = sv(code);
    const auto event = needed(entry, body, "ev");
    const auto tried = parse_event_type(event);
    if (!tried) cannot_read(entry, "no event is called '" + std::string(event) + "'");
    out["event"] = sv(event);
    if (const auto fix = text_in(*ref, "fix"); !fix.empty()) out["fix"] = sv(fix);
    if (const auto guard = text_in(*ref, "guard"); !guard.empty()) out["guard"] = sv(guard);
    add_removed(body, out);
    bj::object said(storage), mends(storage);
    for (const std::string_view language : {"en", "zh-CN"}) {
        const auto told = words(*tried, code, args, language);
        said[sv(language)] = told.words;
        if (!told.what_to_do.empty()) mends[sv(language)] = told.what_to_do;
    }
    if (!mends.empty()) out["what_to_do"] = std::move(mends);
    out["words"] = std::move(said);
    return bj::serialize(out);
}

/// Coordinates and reason; what the record held is nobody's business outside.
std::string notice_payload(const bj::object& body, const bj::object& data, const bj::object* src,
                           const bj::storage_ptr& storage)
{
    bj::object out(storage);
    out["dead_letter"] = sv(text_in(body, "id"));
    for (const bj::string_view name : {"detail", "reason"})
        if (const auto* value = data.if_contains(name)) out[name] = *value;
    if (src) {
        constexpr std::pair<bj::string_view, bj::string_view> names[] = {
            {"digest", "sha256"},       {"id", "source_id"},  {"offset", "offset"},
            {"partition", "partition"}, {"source", "source"}, {"topic", "topic"}};
        for (const auto& [in, as] : names)
            if (const auto* value = src->if_contains(in)) out[as] = *value;
    }
    return bj::serialize(out);
}

void add_headers(outgoing& out, const read_entry& entry, const bj::object& body, std::string_view type,
                 std::string_view about, const outgoing_settings& settings)
{
    auto& h = out.headers;
    h.reserve(11);
    h.emplace_back("ce_specversion", "1.0");
    h.emplace_back("ce_id", needed(entry, body, "id"));
    h.emplace_back("ce_type", type);
    h.emplace_back("ce_source", settings.source);
    if (!about.empty()) h.emplace_back("ce_subject", about);
    h.emplace_back("ce_time", needed(entry, body, "at"));
    if (const auto* version = body.if_contains("ver"); version && version->is_int64())
        h.emplace_back("ce_sequence", std::to_string(version->get_int64()));
    // A derived event answers an entry, every other one a command.
    const auto* src = object_in(body, "src");
    if (const auto cause = text_in(body, "cause"); !cause.empty())
        h.emplace_back("ce_causationid", cause);
    else if (src && !text_in(*src, "id").empty())
        h.emplace_back("ce_causationid", text_in(*src, "id"));
    h.emplace_back("content-type", "application/json");
    if (const auto trace = text_in(body, "tp"); !trace.empty()) h.emplace_back("traceparent", trace);
}

}  // namespace

std::span<const std::string_view> published_facts()
{
    return facts_that_go_out;
}

std::span<const std::string_view> published_matter_facts()
{
    return matter_facts_that_go_out;
}

std::optional<outgoing> outgoing_of(const read_entry& entry, const outgoing_settings& settings,
                                    const refusal_words& words)
{
    unsigned char room[16384];
    bj::monotonic_resource arena(room, sizeof room);
    const bj::storage_ptr storage(&arena);
    bj::error_code ec;
    const auto parsed = bj::parse(entry.body, ec, storage);
    if (ec || !parsed.is_object()) cannot_read(entry, "not a JSON object");
    const auto& body = parsed.get_object();
    const auto type = needed(entry, body, "type");

    outgoing out;
    const auto about = subject_of(entry, body, type);
    if (about && type.ends_with(".event")) {
        if (const auto* version = body.if_contains("ver"); !version || !version->is_int64())
            cannot_read(entry, "an accepted event without 'ver'");
        out.topic = settings.event_topic;
        out.key = about->id;
        add_headers(out, entry, body,
                    "io.redress.complaint." + std::string(needed(entry, body, "ev")) + ".v1", about->id,
                    settings);
        out.payload = accepted_payload(entry, body, *about, storage);
    } else if (about && type.ends_with(".refused")) {
        out.topic = settings.event_topic;
        out.key = about->id;
        add_headers(out, entry, body, "io.redress.complaint.command_refused.v1", about->id, settings);
        out.payload = refused_payload(entry, body, *about, words, storage);
    } else if (type == "dead_letter.recorded") {
        const bj::object nothing;
        const auto* src = object_in(body, "src");
        const auto* data = object_in(body, "data");
        if (!data) data = &nothing;
        const auto topic = src ? text_in(*src, "topic") : std::string_view{};
        out.topic = std::string(topic.empty() ? std::string_view(settings.command_topic) : topic) + ".dlq";
        out.key = needed(entry, body, "id");
        add_headers(out, entry, body, "io.redress.complaint.dead_letter.v1", {}, settings);
        out.payload = notice_payload(body, *data, src, storage);
    } else {
        return std::nullopt;
    }
    return out;
}

}  // namespace redress::workflow
