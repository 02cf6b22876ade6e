#include "adapters/app/rest/endpoints.hpp"

#include "adapters/app/rest/change_feed.hpp"
#include "adapters/app/rest/house.hpp"
#include "adapters/app/rest/house_counts.hpp"
#include "adapters/app/rest/resources.hpp"

#include <utility>

namespace redress::app {
namespace {

using http::needs;
using http::verb;

struct row {
    verb method;
    std::string_view path, operation, permission;
    void (*serve)(web_call&);
    std::size_t body_max = 0;
    http::needs who = http::needs::signed_in;
};

constexpr std::size_t a_form = std::size_t{256} * 1024;

// clang-format off
constexpr row rows[] = {
    {verb::post, "/api/v1/complaints",                        "file_complaint",   "file_complaint", rest::file_complaint, a_form},
    {verb::get,  "/api/v1/complaints",                        "list_complaints",  "list_cases",   rest::list_complaints},
    {verb::get,  "/api/v1/complaints/{id}",                   "read_complaint",   "read_case",    rest::read_complaint},
    {verb::get,  "/api/v1/complaints/{id}/texts",             "read_texts",       "read_text",    rest::read_texts},
    {verb::get,  "/api/v1/complaints/{id}/actions",           "list_actions",     "read_case",    rest::list_actions},
    {verb::post, "/api/v1/complaints/{id}/actions/{event}",   "do_action",        "act",          rest::do_action, a_form},
    {verb::post, "/api/v1/complaints/{id}/actions/{event}/letter", "preview_letter", "read_text", rest::preview_letter, a_form},
    {verb::post, "/api/v1/complaints/{id}/assignment",        "assign_complaint", "act",          rest::assign_complaint, a_form},
    {verb::get,  "/api/v1/complaints/{id}/timeline",          "read_timeline",    "read_case",    rest::read_timeline},
    {verb::get,  "/api/v1/complaints/{id}/clocks",            "list_clocks",      "read_case",    rest::list_clocks},
    {verb::get,  "/api/v1/complaints/{id}/clocks/{clock}/explanation", "explain_clock", "read_case", rest::explain_clock},
    {verb::get,  "/api/v1/complaints/{id}/messages",          "list_messages",    "read_case",    rest::list_messages},
    {verb::get,  "/api/v1/complaints/{id}/messages/{letter}", "read_message",     "read_text",    rest::read_message},
    {verb::get,  "/api/v1/complaints/{id}/file",              "read_case_file",   "read_text",    rest::read_case_file},
    {verb::get,  "/api/v1/complaints/{id}/documents",         "list_documents",   "read_case",    rest::list_documents},
    {verb::get,  "/api/v1/complaints/{id}/documents/{document}", "read_document", "read_text",    rest::read_document},
    {verb::post, "/api/v1/complaints/{id}/uploads",           "begin_upload",     "add_document", rest::begin_upload, a_form},
    {verb::get,  "/api/v1/complaints/{id}/uploads/{upload}",  "read_upload",      "add_document", rest::read_upload},
    {verb::del,  "/api/v1/complaints/{id}/uploads/{upload}",  "drop_upload",      "add_document", rest::drop_upload},
    {verb::get,  "/api/v1/complaints/{id}/candidates",        "list_candidates",  "read_case",    rest::list_candidates},
    {verb::post, "/api/v1/complaints/{id}/caller",            "tell_caller",      "act",          rest::tell_caller, a_form},
    {verb::post, "/api/v1/complaints/{id}/secret",            "reissue_secret",   "act",          rest::reissue_secret, a_form},
    {verb::get,  "/api/v1/complaints/{id}/redress",           "read_redress",     "read_case",    rest::read_redress},
    {verb::get,  "/api/v1/queues",                            "list_queues",      "list_cases",   rest::list_queues},
    {verb::get,  "/api/v1/queues/{name}",                     "read_queue",       "list_cases",   rest::read_queue},
    {verb::get,  "/api/v1/escalations",                       "list_escalations", "list_cases",   rest::list_escalations},
    {verb::get,  "/api/v1/appeals",                           "list_appeals",     "list_cases",   rest::list_appeals},
    {verb::get,  "/api/v1/redress",                           "list_redress",     "list_cases",   rest::list_redress},
    {verb::get,  "/api/v1/incidents",                         "list_incidents",   "incidents",    rest::list_incidents},
    {verb::post, "/api/v1/incidents",                         "open_incident",    "act",          rest::open_incident, a_form},
    {verb::get,  "/api/v1/incidents/{incident}",              "read_incident",    "incidents",    rest::read_incident},
    {verb::get,  "/api/v1/incidents/{incident}/timeline",     "read_incident_timeline", "incidents", rest::read_incident_timeline},
    {verb::post, "/api/v1/incidents/{incident}/actions/{event}", "do_incident_action", "act",      rest::do_incident_action, a_form},
    {verb::get,  "/api/v1/improvements",                      "list_improvements", "improvements", rest::list_improvements},
    {verb::post, "/api/v1/improvements",                      "open_improvement", "act",          rest::open_improvement, a_form},
    {verb::get,  "/api/v1/improvements/{improvement}",        "read_improvement", "improvements", rest::read_improvement},
    {verb::get,  "/api/v1/improvements/{improvement}/timeline", "read_improvement_timeline", "improvements", rest::read_improvement_timeline},
    {verb::post, "/api/v1/improvements/{improvement}/actions/{event}", "do_improvement_action", "act", rest::do_improvement_action, a_form},
    {verb::get,  "/api/v1/search",                            "search",           "search",       rest::search},
    {verb::post, "/api/v1/bulk/{event}",                      "do_in_bulk",       "act_in_bulk",          rest::do_in_bulk, a_form},
    {verb::get,  "/api/v1/policies",                          "list_policies",    "policies",     rest::list_policies},
    {verb::get,  "/api/v1/policies/{policy}",                 "read_policy",      "policies",     rest::read_policy},
    {verb::get,  "/api/v1/dead-letters",                      "list_dead_letters", "dead_letters", rest::list_dead_letters},
    {verb::get,  "/api/v1/dead-letters/{letter}",             "read_dead_letter", "dead_letters", rest::read_dead_letter},
    {verb::post, "/api/v1/dead-letters/{letter}/redrive",     "redrive_dead_letter", "settle_dead_letters", rest::redrive_dead_letter, a_form},
    {verb::post, "/api/v1/dead-letters/{letter}/discard",     "discard_dead_letter", "settle_dead_letters", rest::discard_dead_letter, a_form},
    {verb::post, "/api/v1/policies/dry-run",                  "dry_run_policy",   "try_policy",   rest::dry_run_policy, a_form},
    {verb::get,  "/api/v1/reports/returns",                   "list_returns",     "reports",      rest::list_returns},
    {verb::get,  "/api/v1/roster",                            "read_roster",      "roster",       rest::read_roster},
    {verb::get,  "/api/v1/settings",                          "list_settings",    "operations",   rest::list_settings},
    {verb::get,  "/api/v1/calendars",                         "list_calendars",   "policies",     rest::list_calendars},
    {verb::get,  "/api/v1/calendars/{calendar}",              "read_calendar",    "policies",     rest::read_calendar},
    {verb::get,  "/api/v1/machines",                          "read_machines",    "policies",     rest::read_machines},
    {verb::post, "/api/v1/complaints/{id}/repin",             "preview_repin",    "read_case",    rest::preview_repin, a_form},
    {verb::get,  "/api/v1/complaints/{id}/restricted",        "read_compartment", "restricted",   rest::read_compartment},
    {verb::post, "/api/v1/complaints/{id}/restricted/{event}", "act_in_compartment", "restricted", rest::act_in_compartment, a_form},
    {verb::get,  "/api/v1/relay",                             "read_relay",       "relay",   rest::read_relay},
    {verb::get,  "/api/v1/audit",                             "search_audit",     "audit",        rest::search_audit},
    {verb::get,  "/api/v1/audit/{chain}",                     "read_audit",       "audit",        rest::read_audit},
    {verb::get,  "/api/v1/views",                             "list_views",       "own_things",   rest::list_views},
    {verb::post, "/api/v1/views",                             "add_view",         "own_things",   rest::add_view, a_form},
    {verb::get,  "/api/v1/views/{view}",                      "read_view",        "own_things",   rest::read_view},
    {verb::put,  "/api/v1/views/{view}",                      "change_view",      "own_things",   rest::change_view, a_form},
    {verb::del,  "/api/v1/views/{view}",                      "drop_view",        "own_things",   rest::drop_view},
    {verb::get,  "/api/v1/drafts",                            "list_drafts",      "own_things",    rest::list_drafts},
    {verb::get,  "/api/v1/drafts/{id}/{composer}",            "read_draft",       "own_things",    rest::read_draft},
    {verb::put,  "/api/v1/drafts/{id}/{composer}",            "save_draft",       "own_things",    rest::save_draft, a_form},
    {verb::del,  "/api/v1/drafts/{id}/{composer}",            "drop_draft",       "own_things",    rest::drop_draft},
    {verb::get,  "/api/v1/openapi.yaml",                      "read_contract",    "",             rest::read_contract, 0, needs::nobody},
    {verb::get,  "/api/v1/docs",                              "read_docs",        "",             rest::read_docs, 0, needs::nobody},
    {verb::get,  "/api/v1/docs.css",                          "read_docs_style",  "",             rest::read_docs_style, 0, needs::nobody},
};
// clang-format on

}  // namespace

http::endpoint_table rest_endpoints(web_desk& desk, std::chrono::seconds counts_kept,
                                    std::function<bool()> exchange_waits)
{
    http::endpoint_table table;
    const auto add = [&](const row& one, web_call::step serve) {
        table.push_back({.method = one.method,
                         .path = one.path,
                         .operation = one.operation,
                         .needs = one.who,
                         .permission = one.permission,
                         .body_max = one.body_max,
                         .serve = desk.on_worker(rest::rest_step(std::move(serve)))});
    };
    for (const auto& one : rows) add(one, one.serve);
    // The largest that documents.mb_max allows; how much this upload may still be is asked before any of it is read.
    constexpr std::size_t piece_of_upload = std::size_t{200} * 1024 * 1024;
    add({verb::patch, "/api/v1/complaints/{id}/uploads/{upload}", "append_upload", "add_document", nullptr,
         piece_of_upload},
        [then = desk.on_worker(rest::rest_step(rest::end_upload))](web_call& call) {
            rest::append_upload(call, then);
        });
    table.back().body_in_pieces = true;
    // What these share lives as long as the table does.
    const auto counts = std::make_shared<rest::house_counts>(counts_kept);
    const auto add_counted = [&](std::string_view path, std::string_view operation,
                                 std::string_view permission, void (*serve)(web_call&, rest::house_counts&)) {
        add({verb::get, path, operation, permission, nullptr},
            [counts, serve](web_call& call) { serve(call, *counts); });
    };
    add_counted("/api/v1/deadlines", "list_deadlines", "deadlines", rest::list_deadlines);
    add_counted("/api/v1/referrals", "list_referrals", "list_cases", rest::list_referrals);
    add_counted("/api/v1/operations", "read_operations", "operations", rest::read_operations);
    add_counted("/api/v1/reports/open", "report_open", "reports", rest::report_open);
    add({verb::get, "/api/v1/health", "read_health", "operations", nullptr},
        [seen = std::make_shared<rest::health_seen>()](web_call& call) { rest::read_health(call, *seen); });
    add({verb::get, "/api/v1/machines/counts", "count_machines", "operations", nullptr},
        [seen = std::make_shared<rest::machines_counted>(counts_kept)](web_call& call) {
            rest::count_machines(call, *seen);
        });
    const auto periods = std::make_shared<rest::period_reports>(counts_kept);
    add({verb::get, "/api/v1/reports/period", "report_period", "reports", nullptr},
        [periods](web_call& call) { rest::report_period(call, *periods); });
    add({verb::get, "/api/v1/reports/period/cases", "list_behind_number", "reports", nullptr},
        [periods](web_call& call) { rest::list_behind_number(call, *periods); });
    add({verb::get, "/api/v1/reports/returns/{report}", "make_return", "export_cases", nullptr},
        [running = std::make_shared<std::mutex>()](web_call& call) { rest::make_return(call, running); });
    add({verb::get, "/api/v1/stream", "follow", "list_cases", nullptr},
        [feed = std::make_shared<rest::change_feed>(rest::change_feed::settings{
             .exchange_waits = std::move(exchange_waits)})](web_call& call) { rest::follow(call, *feed); });
    return table;
}

}  // namespace redress::app
