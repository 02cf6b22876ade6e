#include "tests/bench/story.hpp"

#include "workflow/entry.hpp"

#include <algorithm>
#include <cstring>
#include <set>

namespace redress::bench {

namespace {

using enum field;

const std::string words =
    "The transfer of 12 November has not arrived. I have waited for nine days, the page says completed, and "
    "nobody "
    "could tell me where the money is.";
const std::string note_words = "Asked payments for the trace; they answer by tomorrow noon.";
const std::string letter_words =
    "Thank you for telling us. We have looked into the transfer and write to you again by Friday.";

}  // namespace

story::story(std::span<const policy* const> in_force, std::size_t cases, std::uint64_t seed) : random_(seed)
{
    const policy& rules = *in_force.front();
    std::set<std::string> parts;
    for (const auto* one : in_force)
        for (const auto& letter : one->letters)
            parts.insert(letter.must_contain.begin(), letter.must_contain.end());
    parts_.assign(parts.begin(), parts.end());
    category_ = rules.category("transfer_delayed") ? "transfer_delayed" : rules.categories.front().id;
    customer_ = {.id = "app-user-1", .role = role::complainant};
    handler_ = {.id = "h.lin", .role = role::handler, .team = "intake", .named_staff = true};
    reviewer_ = {
        .id = "c.ito", .role = role::care_reviewer, .team = "care", .rungs = 0xe, .named_staff = true};
    for (std::size_t n = 0; n < cases; ++n) {
        const auto bucket = static_cast<std::int16_t>(n % bucket_count);
        life one{.id = fresh_id(bucket), .number = number_++};
        one.first = 1 + static_cast<int>(random_() % acts);
        of_bucket_[index(bucket)].push_back(one);
    }
}

case_id story::fresh_id(std::int16_t bucket)
{
    case_id id;
    do {
        const std::uint64_t bits[2] = {random_(), random_()};
        std::memcpy(id.bytes.data(), bits, sizeof bits);
        id.bytes[6] = static_cast<std::uint8_t>((id.bytes[6] & 0x0f) | 0x70);
        id.bytes[8] = static_cast<std::uint8_t>((id.bytes[8] & 0x3f) | 0x80);
    } while (bucket_of(id) != bucket);
    return id;
}

std::int16_t story::any_bucket()
{
    return static_cast<std::int16_t>(random_() % bucket_count);
}

event story::letter(event_type type, std::string_view by) const
{
    event e{.type = type};
    e.set(route, std::string(by)).set(letter_language, std::string("en")).set(letter_parts, parts_);
    e.set(letter_body, letter_words).set(next_step, std::string("We look into it."));
    return e;
}

workflow::command story::act(life& of)
{
    using t = event_type;
    event e;
    const actor* who = &handler_;
    switch (of.at) {
        case 0:
            who = &customer_;
            e.type = t::complaint_filed;
            e.set(channel, std::string("in_app")).set(category, category_).set(language, std::string("en"));
            e.set(narrative, words).set(points, std::vector<std::string>{"The transfer has not arrived."});
            e.set(complainant, "app-user-" + std::to_string(of.number)).set(country, std::string("SG"));
            e.set(complainant_email, "user" + std::to_string(of.number) + "@example.org");
            e.set(wished_outcome, std::string("Find the money."));
            break;
        case 1:
            e.type = t::triaged, e.set(severity, std::int64_t{2}).set(team, std::string("intake"));
            break;
        case 2:
            e.type = t::assigned, e.set(owner, handler_.id);
            break;
        case 3:
        case 13:
        case 18:
            who = &customer_, e.type = t::message_received, e.set(text, words);
            break;
        case 4:
        case 8:
        case 14:
            e.type = t::note_added, e.set(text, note_words);
            break;
        case 5:
            e = letter(t::initial_response_sent, "status_page");
            break;
        case 6:
            e.type = t::call_recorded, e.set(summary, note_words).set(read_back, true);
            break;
        case 7:
            e.type = t::investigation_started;
            break;
        case 9:
            e = letter(t::information_requested, "email");
            e.set(items, std::vector<std::string>{"screenshot"});
            break;
        case 10:
            who = &customer_, e.type = t::information_received;
            e.set(items, std::vector<std::string>{"screenshot"});
            break;
        case 11:
            e.type = t::message_sent, e.set(text, letter_words).set(route, std::string("email"));
            break;
        case 12:
            e = letter(t::progress_update_sent, "email");
            break;
        case 15:
            who = &customer_, e.type = t::escalated, e.set(reason_code, std::string("asked"));
            break;
        case 16:
            who = &reviewer_, e.type = t::de_escalated, e.set(instruction, note_words);
            break;
        case 17:
            e = letter(t::decision_sent, "status_page");
            e.set(redress_ruled_out, true)
                .set(outcome, std::string("upheld"))
                .set(reason, letter_words)
                .set(root_cause, std::string("late_batch"));
            e.set(findings, std::vector<std::string>{"1:upheld"}).set(evidence, std::string("trace-1"));
            break;
        default:
            who = &customer_, e.type = t::resolution_accepted;
            e.set(evidence, std::string("message-2"));
    }
    workflow::command asked{.id = of.id, .what = std::move(e), .who = *who};
    if (who == &customer_) asked.who.id = "app-user-" + std::to_string(of.number);
    asked.from.source = story_source;
    asked.from.id = to_string(of.id).substr(24) + "-" + std::to_string(++of.sent);
    asked.from.digest = workflow::sha256(asked.from.id);
    ++of.at;
    return asked;
}

std::vector<workflow::record> story::fill(std::int16_t bucket)
{
    std::vector<workflow::record> all;
    bool more = true;
    for (int wave = 0; more; ++wave) {
        more = false;
        for (auto& one : of_bucket_[index(bucket)])
            if (one.at == wave && one.at < one.first) all.emplace_back(act(one)), more = true;
    }
    return all;
}

void story::filled()
{
    for (auto& bucket : of_bucket_)
        for (auto& one : bucket) one.at = one.first, one.sent = static_cast<std::uint32_t>(one.first);
}

std::vector<case_id> story::alive(std::int16_t bucket) const
{
    std::vector<case_id> ids;
    for (const auto& one : of_bucket_[index(bucket)])
        if (one.at > 0 && one.at < acts) ids.push_back(one.id);
    return ids;
}

std::vector<workflow::record> story::next(int size, std::int16_t bucket)
{
    std::vector<workflow::record> all;
    all.reserve(static_cast<std::size_t>(size));
    for (int i = 0; i < size; ++i) {
        const auto in = bucket >= 0 ? bucket : any_bucket();
        auto& lives = of_bucket_[index(in)];
        auto& one = lives[random_() % lives.size()];
        if (one.at >= acts) one = {.id = fresh_id(in), .number = number_++};
        all.emplace_back(act(one));
    }
    return all;
}

}  // namespace redress::bench
