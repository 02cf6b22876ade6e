#include "adapters/app/compartment_view.hpp"

#include "adapters/app/services.hpp"
#include "adapters/postgres/compartment_store.hpp"
#include "workflow/intake.hpp"
#include "workflow/reference.hpp"

#include <boost/json.hpp>

namespace redress::app {

workflow::compartments compartment_desk(services& from)
{
    return {from.compartments(), from.engine_settings().log};
}

boost::json::object compartment_json(services& from, const complaint& of)
{
    const auto now = compartment_desk(from).find(of.id);
    const auto& f = now.facts;
    boost::json::object out{{"case", to_string(of.id)},
                            {"reference", workflow::shown_reference(of.facts.reference)},
                            {"state", name_of(now.state)},
                            {"opened_by", f.opened_by},
                            {"notes", f.notes}};
    if (f.opened_at) out["opened_at"] = to_string(*f.opened_at);
    if (f.limited_at) {
        out["limited_at"] = to_string(*f.limited_at);
        out["limited_by"] = f.limited_by;
        out["limited_now"] = reasons_limited(now, from.compartments().now());
    }
    if (f.limited_until) out["limited_until"] = to_string(*f.limited_until);
    return out;
}

boost::json::array compartment_history(services& from, const case_id& of, const reading_language& in)
{
    const auto texts = from.compartments().texts(of);
    boost::json::array history;
    for (const auto& body : from.compartments().history(of)) {
        auto row = timeline_row(body, {}, in);
        row.erase("sealed");
        const auto source = workflow::source_of(body);
        const auto key = workflow::key_of(workflow::source_digest(source.source, source.id));
        for (const auto& text : texts)
            if (text.entry_key == key) row[text.slot] = text.bytes;
        history.push_back(std::move(row));
    }
    return history;
}

}  // namespace redress::app
