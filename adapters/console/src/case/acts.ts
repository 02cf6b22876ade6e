// How the acts of a case are shown: what can be done now first, the usual ones on the digits, and what is blocked with
// its reason and what mends it.
import type { Action, Complaint } from "../api/types";
import { firstAnswerIsSent } from "./checklist";
import { needsOnlyFields } from "./fields";

/// What a day is made of, in the order in which it comes. What is not here follows, by name.
const usual = [
    "containment_confirmed", "rung_accepted", "appeal_decided", "triaged", "initial_response_sent", "points_agreed",
    "investigation_started", "decision_sent", "message_sent", "information_requested", "note_added", "progress_update_sent",
    "query_answered", "assigned", "de_escalated", "escalated", "redress_approved", "redress_offered", "redress_paid",
    "hold_released", "hold_placed", "call_recorded", "enquiry_opened", "root_cause_recorded", "point_added", "handed_over",
    "linked", "reopened",
];
/// Reported by channels and by the engine; people rarely say them, but may.
const seldom = new Set([
    "message_dispatched", "message_undelivered", "message_received", "rating_given", "survey_invited", "access_given",
    "withdrawn", "document_added", "interest_declared", "released", "acknowledged", "admitted",
]);
/// Reading is put on record by reading.
const never = new Set(["access_given"]);

export interface Grouped {
    /// On the digits 1 to 9.
    readonly first: readonly Action[];
    readonly more: readonly Action[];
    readonly blocked: readonly Action[];
    readonly others: readonly Action[];
}

/// What was done already may be done once more, and is no longer what comes next.
function isDone(event: string, of: Complaint | undefined): boolean {
    if (event === "triaged") return of?.facts.triaged_at !== undefined;
    if (event === "initial_response_sent") return of !== undefined && (of.facts.first_answered_at !== undefined || firstAnswerIsSent(of));
    return event === "points_agreed" && (of?.facts.points?.length ?? 0) > 0;
}
/// Only the engine says it: nobody here is ever asked to.
export const isTheEngines = (one: Action): boolean => one.roles.length > 0 && one.roles.every((role) => role === "engine" || role === "timer");

export function grouped(all: readonly Action[], of?: Complaint): Grouped {
    const rank = (one: Action): number => {
        const at = isDone(one.event, of) ? usual.length : usual.indexOf(one.event);
        return at >= 0 ? at : seldom.has(one.event) ? 1000 : 500;
    };
    const shown = all.filter((one) => !never.has(one.event));
    const now = shown.filter((one) => one.how === "possible" || needsOnlyFields(one))
        .map((one, n) => ({ one, n })).sort((a, b) => rank(a.one) - rank(b.one) || a.n - b.n).map((row) => row.one);
    const fits = now.filter((one) => rank(one) < 500).slice(0, 9);
    return {
        first: fits,
        more: now.filter((one) => !fits.includes(one)),
        blocked: shown.filter((one) => one.how === "blocked" && !needsOnlyFields(one)),
        others: shown.filter((one) => one.how === "other_role" && !isTheEngines(one)),
    };
}

/// What a file lacks before it may be closed, and the act that records it.
const records: Readonly<Record<string, string>> = {
    owner: "assigned", points: "points_agreed", calls: "call_recorded", evidence: "document_added",
    root_cause_when_upheld: "root_cause_recorded",
};

/// The acts that mend a blocked one, as far as they can be done here.
export function mends(blocked: Action, all: readonly Action[]): readonly Action[] {
    const lacks = blocked.guard === "records_complete" ? (blocked.args?.missing ?? "").split(", ").map((one) => records[one]) : [];
    const named = lacks.some((one) => one !== undefined) ? lacks : [blocked.fix];
    return all.filter((one) => one.event !== blocked.event && named.includes(one.event) && (one.how === "possible" || needsOnlyFields(one)));
}

/// What `r` opens: the first answer while there was none, then a message.
export function replyIn(all: readonly Action[], of?: Complaint): Action | undefined {
    const can = (event: string): Action | undefined => all.find((one) => one.event === event && (one.how === "possible" || needsOnlyFields(one)));
    const first = can("initial_response_sent");
    return (isDone("initial_response_sent", of) ? undefined : first) ?? can("query_answered") ?? can("message_sent") ?? first;
}
