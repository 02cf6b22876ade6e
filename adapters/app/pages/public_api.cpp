#include "adapters/app/pages/public_api.hpp"

#include "adapters/app/command_answer.hpp"
#include "adapters/app/pages/act_on.hpp"
#include "adapters/app/pages/own_record.hpp"
#include "adapters/app/pages/page_person.hpp"
#include "adapters/app/pages/pages.hpp"
#include "adapters/app/pages/public_answer.hpp"
#include "adapters/app/refusal_told.hpp"
#include "adapters/files/calendar_file.hpp"
#include "adapters/json/strict_json.hpp"
#include "adapters/postgres/case_queries.hpp"
#include "adapters/postgres/page_store.hpp"
#include "workflow/reference.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <array>

namespace redress::app {
namespace {

namespace bj = boost::json;

/// The names that the API has for acts.
constexpr auto act_names = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"messages", "reply"},
    {"documents", "files"},
    {"accept", "accept"},
    {"appeal", "appeal"},
    {"appeal-back", "appeal-back"},
    {"withdraw", "withdraw"},
    {"escalate", "escalate"},
    {"rating", "rate"},
    {"dispute", "dispute"},
    {"again", "again"},
    {"containment", "contest"},
    {"referral", "outside"},
    {"callback", "call-back"},
    {"redress", "take-offer"},
    {"redress-decline", "decline-offer"},
    {"unsafe", "unsafe"},
    {"easier", "easier"},
});

/// A JSON object of texts and lists of texts as a form: what the pages check is checked here by the same code.
std::optional<form_body> sent_to(const web_call& call)
{
    if (call.asked().header("content-type").starts_with("multipart/form-data"))
        return form_body::read(call.asked());
    const auto parsed = json::parse_strict(call.asked().body);
    const auto* value = std::get_if<bj::value>(&parsed);
    if (value == nullptr || !value->is_object()) return std::nullopt;
    form_body out;
    for (const auto& [name, member] : value->as_object()) {
        if (member.is_string()) {
            out.set(std::string_view(name), std::string(member.as_string()));
        } else if (member.is_array()) {
            for (const auto& one : member.as_array()) {
                if (!one.is_string()) return std::nullopt;
                out.add(std::string_view(name), std::string(one.as_string()));
            }
        } else {
            return std::nullopt;
        }
    }
    return out;
}

/// What was sent, without secrets; or the answer that it cannot be read, and nothing.
std::shared_ptr<page_asked> read_call(web_call& call, const page_world_ptr& world)
{
    auto sent = sent_to(call);
    auto asked = std::make_shared<page_asked>();
    asked->world = world;
    asked->language = page_language(call.asked().language);
    if (!sent) {
        call.answer(
            public_problem(call.asked(), 400, "invalid_body", world->say("api", "body", asked->language)));
        return nullptr;
    }
    asked->sent = without_secrets(*std::move(sent), *world, asked->removed);
    return asked;
}

void add_removed(bj::object& to, const page_asked& asked)
{
    if (!asked.removed.empty()) to["removed"] = bj::array(asked.removed.begin(), asked.removed.end());
}

http::response not_right(const web_call& call, const page_asked& asked)
{
    return public_problem(call.asked(), 404, "no_such_case",
                          asked.world->say("form_error", "not_right", asked.language));
}

/// The case that reference and secret in the body open, or the visit that they began; else the one answer to everything that is wrong.
std::optional<proven> proven_by(web_call& call, const page_asked& asked)
{
    std::optional<proven> found;
    if (!call.asked().header(visit_header).empty()) {
        if (auto visit = visit_of(call.asked(), call.from(), *asked.world))
            found = {.of = std::move(visit->of), .representative = visit->representative};
    } else {
        found = proven_case(call.from(), *asked.world, asked.sent.text("reference"),
                            asked.sent.text("secret"), call.asked().peer);
    }
    if (!found) call.answer(not_right(call, asked));
    return found;
}

}  // namespace

web_call::step file_by_api(page_world_ptr world)
{
    return [world](web_call& call) {
        const auto asked = read_call(call, world);
        if (!asked) return;
        const auto& rules = house_policy(call.from());
        auto& sent = asked->sent;
        for (const auto& [name, preset] : {std::pair("safe", "yes"), {"for_whom", "me"}})
            if (!sent.has(name)) sent.set(name, preset);
        if (!sent.has("case_language")) sent.set("case_language", asked->language);
        begin_filing(sent);
        const auto choices = filing_choices(*world, call.from().texts(), rules, asked->language);
        std::vector<form_error> errors;
        for (std::size_t step = 1; step <= filing_steps; ++step) {
            auto wrong = check_form(filing_fields(step), sent, choices, world->words, asked->language);
            for (auto& one : check_filing(step, sent, *world, asked->language))
                wrong.push_back(std::move(one));
            std::ranges::move(wrong, std::back_inserter(errors));
        }
        if (!errors.empty()) {
            call.answer(public_problem(call.asked(), 422, "invalid_fields", errors.front().words, errors));
            return;
        }
        page_call page(call, asked);
        send_filing(
            page, filing_kind::complaint, sent,
            [](page_call& then, const complaint& of, const filing& done) {
                const auto secret = then.world().secrets.mint(of.id, done.number);
                const auto kept = then.from().pages().secret(of.id);
                bj::object body{{"reference", workflow::shown_reference(of.facts.reference)}};
                // Filed before, and what opens the case is another secret by now: whoever has that may look, nobody
                // else, and one that opens nothing is not shown.
                if (!then.world().secrets.proves(secret, kept)) {
                    body["already_filed"] = true;
                    body["detail"] = then.world().say("api", "already_filed", then.language());
                    then.call().answer(public_answer(200, body));
                    return;
                }
                body["secret"] = in_groups(secret);
                body["secret_digits"] = in_digits(secret);
                body["status"] = as_json(status_for(then.from(), of, speaker_of(of, done.representative)));
                add_removed(body, then.asked());
                then.call().answer(public_answer(201, body));
            },
            [](page_call& then, const workflow::answer& got) {
                then.call().answer(
                    public_refusal(then.call().asked(), got.code,
                                   refusal_told(then.from().texts(), event_type::complaint_filed, got.code,
                                                got.args, then.language())));
            });
    };
}

web_call::step record_by_api(page_world_ptr world)
{
    return [world](web_call& call) {
        const auto asked = read_call(call, world);
        if (!asked) return;
        const auto found = proven_by(call, *asked);
        if (!found) return;
        bj::array lines;
        for (const auto& one : record_for(call.from(), found->of)) {
            bj::object line{{"at", to_string(one.at)}, {"yours", one.yours}};
            if (one.letter) {
                line["letter"] = name_of(*one.letter);
                line["letter_id"] = one.letter_id;
                line["subject"] = one.subject;
                line["text"] = one.text;
            } else {
                line["event"] = name_of(one.what);
            }
            bj::object words;
            for (const auto& [which, text] : one.words) {
                // A list of words is one text a line.
                auto& slot = words[name_of(which)];
                slot = slot.is_string() ? std::string(slot.as_string()) + "\n" + text : text;
            }
            if (!words.empty()) line["words"] = std::move(words);
            lines.emplace_back(std::move(line));
        }
        call.answer(public_answer(200, {{"reference", workflow::shown_reference(found->of.facts.reference)},
                                        {"record", std::move(lines)}}));
    };
}

web_call::step act_by_api(page_world_ptr world)
{
    return [world](web_call& call) {
        const auto asked = read_call(call, world);
        if (!asked) return;
        const auto named = call.asked().in_path.find("act");
        const auto row_name = std::ranges::find_if(act_names, [&](const auto& one) {
            return named != call.asked().in_path.end() && one.first == named->second;
        });
        if (row_name == act_names.end()) {
            call.answer(
                public_problem(call.asked(), 404, "no_such_act", world->say("api", "act", asked->language)));
            return;
        }
        const auto* row = act_of(row_name->second);
        const auto found = proven_by(call, *asked);
        if (!found) return;
        const auto who = speaker_of(found->of, found->representative);
        const auto status = status_for(call.from(), found->of, who);
        const auto choices = act_choices(*row, *world, call.from().texts(), status, asked->language);
        auto errors = check_form(row->fields, asked->sent, choices, world->words, asked->language);
        std::vector<workflow::command> commands;
        if (errors.empty())
            commands = commands_of_act(call.from(), *world, *row, asked->sent, found->of, who,
                                       asked->language, errors);
        if (!errors.empty()) {
            call.answer(public_problem(call.asked(), 422, "invalid_fields", errors.front().words, errors));
            return;
        }
        call.decide(
            std::move(commands), [asked, row, id = found->of.id, representative = found->representative](
                                     web_call& then, const std::vector<workflow::answer>& answers) {
                for (const auto& got : answers)
                    if (!was_done(got)) {
                        then.answer(public_refusal(then.asked(), got.code,
                                                   refusal_told(then.from().texts(), row->what, got.code,
                                                                got.args, asked->language)));
                        return;
                    }
                const auto now = *then.from().queries().get(id);
                auto body = as_json(status_for(then.from(), now, speaker_of(now, representative)));
                add_removed(body, *asked);
                then.answer(public_answer(200, body));
            });
    };
}

web_call::step visit_by_api(page_world_ptr world)
{
    return [world](web_call& call) {
        const auto asked = read_call(call, world);
        if (!asked) return;
        // By the secret alone: a visit begets no other.
        const auto found = proven_case(call.from(), *world, asked->sent.text("reference"),
                                       asked->sent.text("secret"), call.asked().peer);
        call.answer(found ? public_answer(201, {{"visit", begin_visit(call.from(), *world, *found)}})
                          : not_right(call, *asked));
    };
}

web_call::step official_by_api(page_world_ptr world)
{
    return [world](web_call& call) {
        const auto asked = read_call(call, world);
        if (!asked) return;
        const auto thing = asked->sent.text("thing");
        if (thing.empty() || length_of(thing) > 300) {
            call.answer(public_problem(call.asked(), 422, "invalid_fields",
                                       world->say("api", "thing", asked->language)));
            return;
        }
        const auto* found = world->official.find(thing);
        bj::object body{{"ours", found != nullptr}};
        if (found != nullptr) body["kind"] = name_of(found->kind);
        call.answer(public_answer(200, body));
    };
}

}  // namespace redress::app
