// What the record list writes.
#include "states/actions.hpp"
#include "states/lookups.hpp"

#include <algorithm>

namespace redress::actions {

namespace {

/// Nobody works on a complaint that turns out to be about them, or about somebody whom they manage.
void take_off_concerned(recorder& put)
{
    const auto concerned = [&](const std::string& id) {
        return complained_about(put.facts(), put.context.people, id);
    };
    if (concerned(put.facts().owner)) put.clear<&facts::owner>();
    if (concerned(put.facts().rung_reviewer)) put.clear<&facts::rung_reviewer>();
}

}  // namespace

void acknowledge::run(recorder& put)
{
    if (!put.facts().acknowledged_at) put.set<&facts::acknowledged_at>(put.context.at);
}

void admit::run(recorder& put)
{
    if (!put.facts().admitted_at) put.set<&facts::admitted_at>(put.context.at);
}

void triage::run(recorder& put)
{
    put.set<&facts::severity>(put.what.integer(field::severity));
    put.take<&facts::category>(field::category);
    put.take<&facts::team>(field::team);
    put.take_code<&facts::complexity>(field::complexity);
    put.set<&facts::triaged_at>(put.context.at);
    put.edit<&facts::about_staff>([&](std::vector<std::string>& about) {
        const auto before = about.size();
        for (const auto& one : put.what.list(field::about_staff))
            if (!among(about, one)) about.push_back(one);
        return about.size() > before;
    });
    take_off_concerned(put);
}

void reclassify::run(recorder& put)
{
    put.take_code<&facts::kind>(field::kind);
    put.take<&facts::category>(field::category);
    // Only away from complaint is an exit that the complainant may dispute.
    if (put.facts().kind == case_kind::complaint)
        put.clear<&facts::reclassified_by>();
    else
        put.set<&facts::reclassified_by>(put.who().id);
}

void agree_points::run(recorder& put)
{
    put.edit<&facts::points>([&](std::vector<point>& points) {
        std::vector<point> agreed;
        for (std::size_t n = 1; n <= put.what.list(field::points).size(); ++n)
            agreed.push_back({.number = static_cast<std::int64_t>(n)});
        if (agreed == points) return false;
        points = std::move(agreed);
        return true;
    });
}

void add_point::run(recorder& put)
{
    put.edit<&facts::points>([](std::vector<point>& points) {
        points.push_back({.number = points.empty() ? 1 : points.back().number + 1});
        return true;
    });
}

void record_support_needs::run(recorder& put)
{
    put.take_list<&facts::support_needs>(field::support_needs);
}

void assign::run(recorder& put)
{
    put.take<&facts::owner>(field::owner);
    put.take<&facts::team>(field::team);
}

void release::run(recorder& put)
{
    put.clear<&facts::owner>();
}

void declare_interest::run(recorder& put)
{
    const auto& id = put.who().id;
    put.edit<&facts::interests>([&](std::vector<std::string>& interests) {
        if (among(interests, id)) return false;
        interests.push_back(id);
        return true;
    });
    if (put.facts().owner == id) put.clear<&facts::owner>();
    if (put.facts().rung_reviewer == id) put.clear<&facts::rung_reviewer>();
}

void authorise::run(recorder& put)
{
    put.take<&facts::representative>(field::representative);
    put.take_list<&facts::representative_scope>(field::representative_scope);
    put.set<&facts::representative_until>(put.what.time(field::representative_until));
}

void end_authority::run(recorder& put)
{
    put.clear<&facts::representative>();
    put.clear<&facts::representative_scope>();
    put.clear<&facts::representative_until>();
}

void ask_identity::run(recorder& put)
{
    if (put.facts().identity != identity_state::verified)
        put.set<&facts::identity>(identity_state::requested);
}

void verify_identity::run(recorder& put)
{
    // Who was known better before stays known so.
    const auto better = [&](const policy* pinned) {
        return pinned->identity_rank(put.facts().identity_method) >
               pinned->identity_rank(put.what.text(field::identity_method));
    };
    const bool known_better =
        put.facts().identity == identity_state::verified && std::ranges::any_of(put.context.rules, better);
    put.set<&facts::identity>(identity_state::verified);
    if (!known_better) put.take<&facts::identity_method>(field::identity_method);
}

void fail_identity::run(recorder& put)
{
    put.set<&facts::identity>(identity_state::failed);
    put.take<&facts::identity_method>(field::identity_method);
}

void change_contact::run(recorder& put)
{
    put.take_code<&facts::contact_route>(field::contact_route);
    put.set<&facts::contact_unsafe>(false);
}

void mark_contact_unsafe::run(recorder& put)
{
    put.set<&facts::contact_unsafe>(true);
}

void count_message::run(recorder& put)
{
    put.set<&facts::message_count>(put.facts().message_count + 1);
    put.set<&facts::documents>(put.facts().documents +
                               static_cast<std::int64_t>(put.what.list(field::attachments).size()));
}

void record_call::run(recorder& put)
{
    put.set<&facts::calls>(put.facts().calls + 1);
    put.set<&facts::tried_to_reach_at>(put.context.at);
    put.set<&facts::last_told_at>(put.context.at);
}

void note_missed_contact::run(recorder& put)
{
    put.set<&facts::tried_to_reach_at>(put.context.at);
}

void count_document::run(recorder& put)
{
    put.set<&facts::documents>(put.facts().documents + 1);
    put.edit<&facts::document_list>([&](std::vector<document>& all) {
        // The entry of this event is the next of the chain. Added again, the newer one is meant.
        std::erase_if(all, [&](const document& one) { return one.id == put.what.text(field::document); });
        all.push_back({.entry = put.now.cseq + 1, .id = std::string(put.what.text(field::document))});
        return true;
    });
}

void redact::run(recorder& put)
{
    const auto entry = entry_of_content(put.now, put.what.text(field::document));
    put.edit<&facts::redacted>([&](std::vector<std::int64_t>& gone) {
        if (std::ranges::find(gone, entry) != gone.end()) return false;
        gone.push_back(entry);
        return true;
    });
}

void add_link::run(recorder& put)
{
    const link one{.cause = std::string(put.what.text(field::cause)),
                   .to = std::string(put.what.text(field::to))};
    put.edit<&facts::links>([&](std::vector<link>& links) {
        if (std::find(links.begin(), links.end(), one) != links.end()) return false;
        links.push_back(one);
        return true;
    });
}

void remove_link::run(recorder& put)
{
    put.edit<&facts::links>([&](std::vector<link>& links) {
        return std::erase_if(links, [&](const link& one) { return one.to == put.what.text(field::to); }) > 0;
    });
}

void open_enquiry::run(recorder& put)
{
    put.edit<&facts::enquiries>([&](std::vector<enquiry>& enquiries) {
        std::erase_if(enquiries, [&](const enquiry& one) { return one.id == put.what.text(field::enquiry); });
        enquiries.push_back({.due = put.what.time(field::due),
                             .id = std::string(put.what.text(field::enquiry)),
                             .kind = std::string(put.what.text(field::enquiry_kind)),
                             .opened = put.context.at,
                             .to = std::string(put.what.text(field::to))});
        return true;
    });
}

void answer_enquiry::run(recorder& put)
{
    put.edit<&facts::enquiries>([&](std::vector<enquiry>& enquiries) {
        for (auto& one : enquiries)
            if (one.id == put.what.text(field::enquiry) && !one.answered) {
                one.answered = put.context.at;
                return true;
            }
        return false;
    });
}

void allow_late_appeal::run(recorder& put)
{
    put.set<&facts::good_cause_at>(put.context.at);
}
void record_root_cause::run(recorder& put)
{
    put.take<&facts::root_cause>(field::root_cause);
}
void count_rating::run(recorder& put)
{
    put.set<&facts::ratings>(put.facts().ratings + 1);
    if (put.now.open())
        put.set<&facts::rated_contacts>(contacts(put.facts()) + 1);
    else
        put.set<&facts::rated_after_closing>(true);
}
void place_legal_hold::run(recorder& put)
{
    put.set<&facts::legal_hold>(true);
}
void lift_legal_hold::run(recorder& put)
{
    put.set<&facts::legal_hold>(false);
}

void restrict_processing::run(recorder& put)
{
    put.set<&facts::processing_restricted>(true);
}
void lift_restriction::run(recorder& put)
{
    put.set<&facts::processing_restricted>(false);
}

void correct_facts::run(recorder& put)
{
    put.take<&facts::amount>(field::amount);
    put.take<&facts::currency>(field::currency);
    put.take<&facts::country>(field::country);
    put.take<&facts::service>(field::service);
    put.take_list<&facts::about_staff>(field::about_staff);
    take_off_concerned(put);
}

}  // namespace redress::actions
