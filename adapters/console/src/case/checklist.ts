// What a case needs on its way to a decision, and what of it is there: each with the act that brings it.
import type { Complaint } from "../api/types";

export interface Item {
    readonly id: "triaged" | "owner" | "first_answer" | "points" | "findings" | "calls" | "evidence" | "cause";
    readonly done: boolean;
    /// It was sent and did not arrive yet: done when it does.
    readonly sent?: boolean;
    /// The act that does it.
    readonly act: string;
    /// What has to come first; absent: it can be begun.
    readonly after?: Item["id"];
}

/// Whether a first answer is on its way: sent, and neither delivered nor come back.
export const firstAnswerIsSent = (of: Complaint): boolean =>
    of.facts.first_answered_at === undefined && (of.facts.letters ?? []).some((one) => one.kind === "initial_response" && one.sent !== undefined && one.returned === undefined);

/// `missing`: what the policy still asks for before it may be decided, by its own codes.
export function checklist(of: Complaint, missing: readonly string[]): readonly Item[] {
    const f = of.facts;
    const points = f.points ?? [];
    const open = !["decided", "closed"].includes(of.state);
    const items: Item[] = [
        { id: "triaged", done: f.triaged_at !== undefined, act: "triaged" },
        { id: "owner", done: f.owner !== undefined, act: "assigned" },
        { id: "first_answer", done: f.first_answered_at !== undefined, act: "initial_response_sent", after: "owner", ...(firstAnswerIsSent(of) ? { sent: true } : {}) },
        { id: "points", done: points.length > 0, act: "points_agreed" },
        { id: "findings", done: points.length > 0 && points.every((one) => one.finding !== undefined && one.finding !== "none"), act: "decision_sent", after: "points" },
    ];
    // Asked for by the policy alone: said while they are missing.
    if (missing.includes("calls")) items.push({ id: "calls", done: false, act: "call_recorded" });
    if (missing.includes("evidence")) items.push({ id: "evidence", done: false, act: "document_added" });
    if (f.root_cause !== undefined || missing.includes("root_cause_when_upheld")) items.push({ id: "cause", done: f.root_cause !== undefined, act: "root_cause_recorded" });
    return f.kind !== undefined && f.kind !== "complaint" ? items.filter((one) => one.id === "triaged" || one.id === "owner") : open ? items : items.filter((one) => !one.done);
}
export const isBlocked = (one: Item, all: readonly Item[]): boolean => one.after !== undefined && all.some((each) => each.id === one.after && !each.done);
