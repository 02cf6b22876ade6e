#include "adapters/app/command_answer.hpp"

#include "adapters/app/self_help.hpp"
#include "adapters/app/unblock.hpp"
#include "adapters/files/text_book.hpp"
#include "adapters/json/event_json.hpp"
#include "adapters/postgres/case_queries.hpp"
#include "states/matter_step.hpp"
#include "workflow/canonical.hpp"
#include "workflow/intake.hpp"
#include "workflow/randomness.hpp"
#include "workflow/reference.hpp"

#include <boost/json.hpp>

#include <iostream>

namespace redress::app {

namespace {

/// As people name it: a case by its reference, everything else by its id.
std::string name_of_subject(services& from, const workflow::command& sent)
{
    if (matter_of(sent.what.type)) return to_string(sent.id);
    const auto found = from.queries().get(sent.id);
    return found ? workflow::shown_reference(found->facts.reference) : to_string(sent.id);
}

void tell_unblock(services& from, const shared_options& shared, const unblock& how)
{
    const auto words = [&](std::string_view key) { return from.texts().text("unblock", key, shared.lang()); };
    if (!how.add.empty()) {
        std::cerr << "  " << words("add");
        for (const auto& option : how.add) std::cerr << ' ' << option;
        std::cerr << '\n';
    }
    for (const auto& line : how.run) std::cerr << "  " << words("run") << ' ' << line << '\n';
}

}  // namespace

void add_unblock(boost::json::object& to, const unblock& how)
{
    boost::json::array lines;
    for (const auto& option : how.add) lines.emplace_back(option);
    for (const auto& line : how.run) lines.emplace_back(line);
    if (!lines.empty()) to["unblock"] = std::move(lines);
}

workflow::command typed_command(const case_id& about, event what, actor who, const std::string& id)
{
    workflow::randomness random(0);
    const auto now = std::chrono::time_point_cast<duration>(std::chrono::system_clock::now());
    workflow::command made{.id = about, .what = std::move(what), .who = std::move(who)};
    made.from = {.source = "redress:cli", .id = id.empty() ? to_string(random.id_at(now)) : id};
    made.from.digest = workflow::command_digest(workflow::command_type_of(made.what.type), about,
                                                json::write_event(made.what));
    return made;
}

exit_code tell_answer(services& from, const shared_options& shared, const workflow::command& sent,
                      const workflow::answer& got)
{
    const auto beside = matter_of(sent.what.type);
    boost::json::object out{{beside ? name_of(*beside) : "case", to_string(sent.id)},
                            {"event", name_of(sent.what.type)}};
    const bool refused =
        got.what == workflow::disposition::refused || got.what == workflow::disposition::dead_lettered;
    out["result"] = refused                                        ? "refused"
                    : got.what == workflow::disposition::duplicate ? "duplicate"
                                                                   : "accepted";
    if (!got.reference.empty()) out["reference"] = workflow::shown_reference(got.reference);
    if (got.version > 0) out["version"] = got.version;
    out["entry"] = to_string(got.entry);
    if (!refused && sent.what.type == event_type::complaint_filed)
        if (const auto help = self_help_for(from, std::string(sent.what.text(field::category)),
                                            sent.what.text(field::language));
            !help.empty())
            out["self_help"] = help;  // in the language of whoever complains: it is for them
    if (!got.derived.empty()) out["derived"] = boost::json::array(got.derived.begin(), got.derived.end());
    if (!refused) {
        print_thing(std::cout, shared.output(), out);
        return exit_code::ok;
    }
    const auto words = from.words(got.code, got.args, shared.lang());
    const auto fix = from.fix_words(got.code, got.args, shared.lang());
    out["code"] = got.code;
    if (!got.guard.empty()) out["guard"] = got.guard;
    if (!got.fix.empty()) out["fix"] = got.fix;
    out["words"] = words;
    if (!fix.empty()) out["what_to_do"] = fix;
    boost::json::object args;
    for (const auto& [name, value] : got.args) args[name] = value;
    if (!args.empty()) out["args"] = std::move(args);
    const auto how = unblocked_by(sent.what.type, got.guard, got.fix, got.args, name_of_subject(from, sent));
    add_unblock(out, how);
    if (shared.output() != output_format::table) print_thing(std::cout, shared.output(), out);
    std::cerr << name_of(sent.what.type) << ": " << words << " [" << got.code << "]\n";
    if (!fix.empty()) std::cerr << "  " << fix << '\n';
    tell_unblock(from, shared, how);
    return got.code == "version_conflict" ? exit_code::version_conflict : exit_code::refused;
}

exit_code send_command(services& from, const shared_options& shared, const case_id& about, event what,
                       const command_terms& terms)
{
    const auto type = what.type;
    auto sent = typed_command(about, std::move(what), from.who(type), terms.id);
    sent.expected_version = terms.expected_version;
    auto& engine = from.engine();
    engine.record(
        "operator.command", sent.who,
        {{"command", terms.name}, {"event", std::string(name_of(type))}, {"subject", to_string(about)}});
    workflow::batch work{.kind = workflow::batch_kind::commands};
    work.records.emplace_back(sent);
    const auto answers = engine.apply(work);
    return tell_answer(from, shared, sent, answers.at(0));
}

void check_approval(services& from, const event& what)
{
    const auto by = what.text(field::approved_by);
    if (by.empty()) return;
    const auto as = what.code<role>(field::approved_role);
    if (!as || !from.rules().staff(by, *as))
        throw command_failed(exit_code::auth, "approved_by: the roster has nobody called '" +
                                                  std::string(by) + "' in the role that approved_role names");
    if (const auto at = what.time(field::approved_at); at && *at > std::chrono::system_clock::now())
        throw command_failed(exit_code::usage, "approved_at: lies in the future; say when it was approved");
}

std::string roles_text(role_set roles)
{
    std::string text;
    for (std::size_t r = 0; r < count_of<role>; ++r)
        if (roles.has(static_cast<role>(r)))
            text += (text.empty() ? "" : ", ") + std::string(name_of(static_cast<role>(r)));
    return text;
}

std::optional<exit_code> refused_reading(services& from, const shared_options& shared, const complaint& of,
                                         const std::vector<std::string>& items)
{
    const auto who = from.who(event_type::access_given);
    event what{.type = event_type::access_given};
    what.set(field::reason_code, std::string("read_text")).set(field::to, who.id);
    if (!items.empty()) what.set(field::items, items);
    const auto asked = typed_command(of.id, std::move(what), who);
    workflow::batch work;
    work.records.emplace_back(asked);
    const auto answers = from.engine().apply(work);
    if (answers.at(0).what == workflow::disposition::applied) return std::nullopt;
    return tell_answer(from, shared, asked, answers.at(0));
}

}  // namespace redress::app
