#include "workflow/act_digest.hpp"

#include "workflow/entry.hpp"
#include "workflow/entry_values.hpp"

#include <map>

namespace redress::workflow {
namespace {

bool is_the_approval(field one)
{
    return field_groups::approval.has(one);
}

void add(std::string& out, std::string_view name)
{
    out += out.size() > 1 ? ",\"" : "\"";
    out += name;
    out += "\":";
}

/// By name, as canonical JSON has them.
void add_fields(std::string& out, const event& what)
{
    std::map<std::string_view, const field_value*> by_name;
    for (const auto& [name, value] : what.fields)
        if (!is_the_approval(name)) by_name.emplace(name_of(name), &value);
    std::string fields = "{";
    for (const auto& [name, value] : by_name) {
        add(fields, name);
        std::visit([&](const auto& v) { write_value(fields, v); }, *value);
    }
    add(out, "fields");
    out += fields + "}";
}

/// [[clock, subject, generation, due then]], in the case's order.
void add_moved(std::string& out, const complaint& of, const step_context& context)
{
    std::string list = "[";
    for (const auto& moved : clocks_moved(of, context.rules, context.in_force, *context.calendars).clocks) {
        const auto& then = moved.then;
        list += list.size() > 1 ? ",[" : "[";
        append_json(list, std::string_view(then.clock_id));
        list += ',';
        append_json(list, std::string_view(then.subject));
        list += ',';
        append_json(list, then.generation);
        list += ',';
        write_value(list, then.due);
        list += ']';
    }
    add(out, "moved");
    out += list + "]";
}

void add_policies(std::string& out, const step_context& context)
{
    std::string list = "[";
    for (const auto* one : context.in_force) {
        if (list.size() > 1) list += ',';
        append_json(list, std::string_view(one->sha256));
    }
    add(out, "policies");
    out += list + "]";
}

}  // namespace

std::string act_digest(const complaint& of, const event& what, const step_context& context)
{
    std::string seen = "{";
    add(seen, "case");
    append_json(seen, std::string_view(to_string(of.id)));
    add(seen, "event");
    append_json(seen, name_of(what.type));
    add_fields(seen, what);
    if (what.type == event_type::policy_repinned) {
        if (what.yes(field::moves_clocks)) add_moved(seen, of, context);
        add_policies(seen, context);
    }
    seen += '}';
    std::string hex;
    append_hex(hex, sha256(seen));
    return hex;
}

}  // namespace redress::workflow
