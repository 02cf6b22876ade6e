// The handlers of /api/v1, a function for each operation of schemas/http/openapi.yaml; the file that has them is
// called like the resource.
#pragma once

#include "adapters/app/rest/answering.hpp"

#include <functional>
#include <string>
#include <vector>

namespace redress::app::rest {

class change_feed;
class house_counts;

// complaints.cpp
void file_complaint(web_call& call);
void read_complaint(web_call& call);
void read_texts(web_call& call);
void list_complaints(web_call& call);

// actions.cpp
void list_actions(web_call& call);
void do_action(web_call& call);
void assign_complaint(web_call& call);
void preview_letter(web_call& call);

// history.cpp
void read_timeline(web_call& call);
void list_clocks(web_call& call);
void explain_clock(web_call& call);

// messages.cpp
void list_messages(web_call& call);
void read_message(web_call& call);

// case_file.cpp
void read_case_file(web_call& call);

// documents.cpp
void list_documents(web_call& call);
void read_document(web_call& call);

// uploads.cpp
void begin_upload(web_call& call);
void read_upload(web_call& call);
/// Asked before the body is read; `then` ends the upload once all of it is here.
void append_upload(web_call& call, const http::handler& then);
void end_upload(web_call& call);
void drop_upload(web_call& call);

// candidates.cpp
void list_candidates(web_call& call);

// caller.cpp
void tell_caller(web_call& call);

// secret.cpp
void reissue_secret(web_call& call);

// money.cpp
void read_redress(web_call& call);
void list_redress(web_call& call);

// referrals.cpp
void list_referrals(web_call& call, house_counts& counts);

// beside.cpp
void list_incidents(web_call& call);
void open_incident(web_call& call);
void read_incident(web_call& call);
void read_incident_timeline(web_call& call);
void do_incident_action(web_call& call);
void list_improvements(web_call& call);
void open_improvement(web_call& call);
void read_improvement(web_call& call);
void read_improvement_timeline(web_call& call);
void do_improvement_action(web_call& call);

// queues.cpp
void list_queues(web_call& call);
void read_queue(web_call& call);
void list_escalations(web_call& call);
void list_appeals(web_call& call);

// bulk.cpp
void do_in_bulk(web_call& call);

// search.cpp
void search(web_call& call);

// policies.cpp
void list_policies(web_call& call);
void read_policy(web_call& call);

// feeds.cpp
void list_dead_letters(web_call& call);
void read_dead_letter(web_call& call);
void redrive_dead_letter(web_call& call);
void discard_dead_letter(web_call& call);
void list_deadlines(web_call& call, house_counts& counts);
void read_relay(web_call& call);
void read_operations(web_call& call, house_counts& counts);

// audit.cpp
void read_audit(web_call& call);

// views.cpp
void list_views(web_call& call);
void add_view(web_call& call);
void read_view(web_call& call);
void change_view(web_call& call);
void drop_view(web_call& call);

// drafts.cpp
void list_drafts(web_call& call);
void read_draft(web_call& call);
void save_draft(web_call& call);
void drop_draft(web_call& call);

// reports.cpp
void report_open(web_call& call, house_counts& counts);

// stream.cpp
void follow(web_call& call, change_feed& feed);

// contract.cpp
void read_contract(web_call& call);
void read_docs(web_call& call);
void read_docs_style(web_call& call);

/// Records that personal words of a case are read, then goes on. `items`: which, by our own names.
void record_reading(web_call& call, const complaint& of, const actor& who,
                    const std::vector<std::string>& items, web_call::step then);

}  // namespace redress::app::rest
