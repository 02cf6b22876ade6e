#include "adapters/app/command_answer.hpp"

#include "adapters/app/columns.hpp"
#include "adapters/app/event_options.hpp"
#include "adapters/app/reading.hpp"
#include "adapters/app/refusal_told.hpp"
#include "adapters/app/self_help.hpp"
#include "adapters/app/this_clock.hpp"
#include "adapters/app/unblock.hpp"
#include "adapters/app/who_could.hpp"
#include "adapters/files/calendar_file.hpp"
#include "adapters/files/roster_file.hpp"
#include "adapters/files/text_book.hpp"
#include "adapters/json/event_json.hpp"
#include "adapters/postgres/case_queries.hpp"
#include "adapters/postgres/matter_queries.hpp"
#include "states/lookups.hpp"
#include "states/matter_step.hpp"
#include "workflow/canonical.hpp"
#include "workflow/firewall/clean_event.hpp"
#include "workflow/intake.hpp"
#include "workflow/randomness.hpp"
#include "workflow/reference.hpp"

#include <boost/json.hpp>

#include <iostream>

namespace redress::app {

namespace {

/// The case that a command is about, its compartment included; none where something else beside it is.
std::optional<complaint> case_spoken_of(services& from, const workflow::command& sent)
{
    const auto beside = matter_of(sent.what.type);
    if (beside && *beside != matter_kind::restricted) return std::nullopt;
    return from.queries().get(sent.id);
}

/// Where somebody else mends it, who could; nothing where something else does.
std::optional<std::vector<std::string>> others_who_could(services& from, const workflow::command& sent,
                                                         const std::optional<complaint>& of,
                                                         const workflow::answer& got)
{
    if (!mended_by_somebody_else(got.guard)) return std::nullopt;
    const auto at = from.queries().now();
    if (!of) {
        const auto found = from.matters().get(sent.id);
        return found ? std::optional(
                           who_could(from.roster(), from.colleagues(), found->now, nullptr, sent.what, at))
                     : std::nullopt;
    }
    if (is_restricted(sent.what.type)) {
        matter compartment;
        compartment.kind = matter_kind::restricted;
        return who_could(from.roster(), from.colleagues(), compartment, &*of, sent.what, at);
    }
    const auto rules = from.rules_of(*of);
    return who_could(from.roster(), *of, sent.what,
                     {.who = &sent.who,
                      .rules = rules,
                      .at = at,
                      .occurred = at,
                      .people = from.colleagues(),
                      .calendars = &from.calendars()});
}

bool links_incident(const std::map<field, std::vector<std::string>>& typed)
{
    const auto cause = typed.find(field::cause);
    return cause != typed.end() && !cause->second.empty() && cause->second.back() == incident_cause;
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

refusal_args with_names(refusal_args args, const std::optional<std::vector<std::string>>& could)
{
    if (could) args["could"] = joined(*could);
    return args;
}

void add_unblock(boost::json::object& to, const unblock& how)
{
    boost::json::array lines;
    for (const auto& option : how.add) lines.emplace_back(option);
    for (const auto& line : how.run) lines.emplace_back(line);
    if (!lines.empty()) to["unblock"] = std::move(lines);
}

workflow::command command_of_words(const case_id& about, event what, actor who, std::string_view source,
                                   std::string id)
{
    workflow::clean(what);
    workflow::command made{.id = about, .what = std::move(what), .who = std::move(who)};
    made.from = {.source = std::string(source), .id = std::move(id)};
    made.from.digest = workflow::command_digest(workflow::command_type_of(made.what.type), about,
                                                json::write_event(made.what));
    return made;
}

workflow::command own_command(const case_id& about, event what, actor who, std::string_view source,
                              const std::string& id)
{
    workflow::randomness random(0);
    return command_of_words(about, std::move(what), std::move(who), source,
                            id.empty() ? to_string(random.id_at(now_here())) : id);
}

void add_removed(services& from, const event& what, boost::json::object& to)
{
    const auto removed = workflow::removed_from(what);
    if (removed.empty()) return;
    boost::json::array rows;
    for (const auto& one : removed)
        rows.push_back(boost::json::object{{"kind", workflow::name_of(one.kind)}, {"slot", one.slot}});
    to["removed"] = std::move(rows);
    const auto written = what.text(field::language);
    const std::string language = written.empty()             ? from.language()
                                 : written.starts_with("zh") ? "zh-CN"
                                                             : "en";
    const bool danger = workflow::funds_in_danger(removed);
    std::string kinds;
    for (const auto& one : removed) {
        const auto name = from.texts().text("secret", workflow::name_of(one.kind), language);
        if (kinds.find(name) != std::string::npos) continue;
        if (!kinds.empty()) kinds += language == "en" ? ", " : "、";
        kinds += name;
    }
    std::string advice = from.texts().text("secret_advice", "removed", language) + kinds +
                         from.texts().text("secret_advice", "why", language);
    advice += ' ' + from.texts().text("secret_advice", danger ? "move_funds" : "change_it", language);
    if (danger) to["emergency"] = true;
    to["advice"] = advice;
}

told_answer answer_told(services& from, const workflow::command& sent, const workflow::answer& got)
{
    const auto beside = matter_of(sent.what.type);
    told_answer told;
    auto& out = told.json;
    out = {{beside ? name_of(*beside) : "case", to_string(sent.id)}, {"event", name_of(sent.what.type)}};
    told.refused =
        got.what == workflow::disposition::refused || got.what == workflow::disposition::dead_lettered;
    out["result"] = told.refused                                   ? "refused"
                    : got.what == workflow::disposition::duplicate ? "duplicate"
                                                                   : "accepted";
    if (!got.reference.empty()) out["reference"] = workflow::shown_reference(got.reference);
    if (got.version > 0) out["version"] = got.version;
    if (!got.entry.is_nil()) out["entry"] = to_string(got.entry);
    if (!told.refused && sent.what.type == event_type::complaint_filed)
        if (const auto help = self_help_for(from, std::string(sent.what.text(field::category)),
                                            sent.what.text(field::language));
            !help.empty())
            out["self_help"] = help;  // in the language of whoever complains: it is for them
    add_removed(from, sent.what, out);
    if (!got.derived.empty()) out["derived"] = boost::json::array(got.derived.begin(), got.derived.end());
    if (!told.refused) return told;
    const auto of = case_spoken_of(from, sent);
    if (of && is_hidden_from(sent.who, *of)) throw no_such_case(to_string(sent.id));
    // As people name it: a case by its reference, everything else by its id.
    const auto about = of ? workflow::shown_reference(of->facts.reference) : to_string(sent.id);
    const auto could = others_who_could(from, sent, of, got);
    auto said = refusal_told(from.texts(), sent.what.type, got.code, got.args, from.language());
    told.words = std::move(said.words);
    told.what_to_do = std::move(said.what_to_do);
    out["code"] = got.code;
    if (!got.guard.empty()) out["guard"] = got.guard;
    if (!got.fix.empty()) out["fix"] = got.fix;
    out["words"] = told.words;
    if (!told.what_to_do.empty()) out["what_to_do"] = told.what_to_do;
    boost::json::object args;
    for (const auto& [name, value] : got.args) args[name] = value;
    if (!args.empty()) out["args"] = std::move(args);
    if (could) out["could"] = boost::json::array(could->begin(), could->end());
    told.how = unblocked_by(sent.what.type, got.guard, got.fix, with_names(got.args, could), about);
    add_unblock(out, told.how);
    return told;
}

exit_code tell_answer(services& from, const shared_options& shared, const workflow::command& sent,
                      const workflow::answer& got)
{
    const auto told = answer_told(from, sent, got);
    if (!told.refused) {
        print_thing(from, shared, told.json);
        return exit_code::ok;
    }
    if (shared.output() != output_format::table) print_thing(from, shared, told.json);
    std::cerr << name_of(sent.what.type) << ": " << told.words << " [" << got.code << "]\n";
    if (!told.what_to_do.empty()) std::cerr << "  " << told.what_to_do << '\n';
    if (const auto* could = told.json.if_contains("could"); could != nullptr && !could->get_array().empty())
        std::cerr << "  " << from.texts().text("unblock", "could", shared.lang()) << ' ' << cell_text(could)
                  << '\n';
    tell_unblock(from, shared, told.how);
    return got.code == "version_conflict" ? exit_code::version_conflict : exit_code::refused;
}

exit_code send_command(services& from, const shared_options& shared, const case_id& about, event what,
                       const command_terms& terms)
{
    const auto type = what.type;
    auto sent = own_command(about, std::move(what), from.who(type), typed_here, terms.id);
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

case_id case_in_option(services& from, const std::string& option, const std::string& named)
{
    try {
        return from.case_of(named).id;
    } catch (const command_failed& no) {
        if (no.code() != exit_code::not_found && no.code() != exit_code::usage) throw;
        if (!no.what_is_said()) throw command_failed(no.code(), option + ": " + no.what());
        auto with_option = *no.what_is_said();
        with_option.values["option"] = option;
        throw command_failed(no.code(), std::move(with_option));
    }
}

void resolve_cases(services& from, event_type type, std::map<field, std::vector<std::string>>& typed)
{
    const auto resolve = [&](field in) {
        const auto found = typed.find(in);
        if (found == typed.end()) return;
        for (auto& named : found->second) named = to_string(case_in_option(from, flag_of(in), named));
    };
    resolve(field::primary_case);
    resolve(field::cases);
    if (type == event_type::linked && !links_incident(typed)) resolve(field::to);
    // A link is taken away by what it was made with; of a case that is its id.
    if (const auto to = typed.find(field::to); type == event_type::unlinked && to != typed.end())
        for (auto& named : to->second)
            if (workflow::parse_reference(named))
                named = to_string(case_in_option(from, flag_of(field::to), named));
}

event typed_event(services& from, const shared_options& shared, event_type type,
                  const std::map<field, std::vector<std::string>>& typed, const std::string& command,
                  std::string_view id)
{
    auto read = json::read_event(type, data_from(typed));
    const auto refused = [&](const std::string& why) {
        return command_failed(exit_code::usage, std::string(name_of(type)) + ": " + why +
                                                    from.say({"see_help", {{"command", command}}}));
    };
    if (!read.errors.empty()) throw refused(sentence_for_options(read.errors, from.texts(), shared.lang()));
    const auto named = workflow::id_with_a_secret(read.what);
    if (named || workflow::holds_a_secret(id))
        throw refused((named ? flag_of(*named) : "--command-id") + ": " +
                      from.texts().text("rule", "no_secret", shared.lang()));
    return std::move(read.what);
}

void check_approval(services& from, const event& what)
{
    const auto by = what.text(field::approved_by);
    if (by.empty()) return;
    const auto as = what.code<role>(field::approved_role);
    if (!as || !from.rules().staff(by, *as))
        throw command_failed(exit_code::auth, said{"nobody_approves", {{"value", std::string(by)}}});
    if (const auto at = what.time(field::approved_at); at && *at > now_here())
        throw command_failed(exit_code::usage, said{"approved_in_future"});
}

boost::json::array names_of_roles(role_set roles)
{
    boost::json::array names;
    for (std::size_t r = 0; r < count_of<role>; ++r)
        if (roles.has(static_cast<role>(r))) names.emplace_back(name_of(static_cast<role>(r)));
    return names;
}

std::string roles_text(role_set roles)
{
    const boost::json::value names(names_of_roles(roles));
    return cell_text(&names);
}

event words_read(const actor& who, const std::vector<std::string>& items)
{
    event what{.type = event_type::access_given};
    what.set(field::reason_code, std::string("read_text")).set(field::to, who.id);
    if (!items.empty()) what.set(field::items, items);
    return what;
}

std::optional<exit_code> refused_reading(services& from, const shared_options& shared, const complaint& of,
                                         const std::vector<std::string>& items)
{
    const auto who = from.who(event_type::access_given);
    const auto asked = own_command(of.id, words_read(who, items), who, typed_here);
    workflow::batch work;
    work.records.emplace_back(asked);
    const auto answers = from.engine().apply(work);
    if (answers.at(0).what == workflow::disposition::applied) return std::nullopt;
    return tell_answer(from, shared, asked, answers.at(0));
}

}  // namespace redress::app
