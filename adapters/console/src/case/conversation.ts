// What was said, in the order in which it was said, each thing with who said it. Words and history come apart: the
// words are kept beside the entries, which hold their slots.
import type { Entry, Message, Texts } from "../api/types";

export type Side = "complainant" | "ours" | "inside";
export interface Said {
    readonly key: string;
    readonly at: string;
    readonly event: string;
    readonly who: string;
    readonly side: Side;
    readonly parts: readonly { readonly slot: string; readonly text: string }[];
    readonly letter?: Message;
    /// Its words are gone: erased, or taken out.
    readonly gone: boolean;
}

const from_complainant = new Set(["complaint_filed", "message_received", "appeal_filed", "information_received", "rating_given", "exit_disputed", "callback_requested"]);
const to_complainant = new Set([
    "initial_response_sent", "decision_sent", "declared_inadmissible", "query_answered", "information_requested", "message_sent",
    "progress_update_sent", "holding_response_sent", "appeal_decided", "acknowledged", "admitted", "extension_granted", "redress_offered",
    "call_recorded",
]);
/// What each of these events sends, so that two letters of one instant are told apart.
const letter_of: Readonly<Record<string, string>> = {
    initial_response_sent: "initial_response", decision_sent: "final_response", declared_inadmissible: "final_response",
    query_answered: "closing", information_requested: "information_request", progress_update_sent: "progress_update",
    holding_response_sent: "holding_response", appeal_decided: "appeal_decision", acknowledged: "acknowledgement",
    admitted: "admissibility", extension_granted: "delay", redress_offered: "redress_offer", appeal_remitted: "reopening",
};
/// Said of the complainant, not by them: they stand on their card.
const on_the_card = new Set(["complainant_name", "complainant_email", "complainant_phone", "complainant_account", "contact", "app_version", "device", "account", "transaction_id"]);
const order = ["subject", "narrative", "letter_body", "text", "summary", "grounds", "new_facts", "reason", "instruction", "next_step", "wished_outcome", "error_message"];
const rank = (slot: string): number => {
    const at = order.indexOf(slot);
    return at < 0 ? order.length : at;
};

export function sideOf(event: string, who: string): Side {
    if (from_complainant.has(event)) return "complainant";
    if (to_complainant.has(event)) return "ours";
    return who.includes("(complainant)") || who.includes("(representative)") ? "complainant" : "inside";
}

export function conversation(entries: readonly Entry[], texts: Texts["texts"], messages: readonly Message[]): readonly Said[] {
    // Of a slot that several entries of one instant have, the texts come in the order of the entries.
    const left = new Map<string, string[]>();
    for (const one of texts) {
        const key = `${one.slot} ${one.at}`;
        left.set(key, [...(left.get(key) ?? []), one.text]);
    }
    const letters = new Map(messages.filter((one) => one.sent !== undefined).map((one) => [`${one.letter_kind} ${one.sent}`, one]));
    const said: Said[] = [];
    for (const one of entries) {
        if (one.ev === undefined || one.refused !== undefined) continue;
        const sealed = (one.sealed ?? []) as readonly { readonly slot?: string }[];
        const parts: { slot: string; text: string }[] = [];
        for (const { slot } of sealed) {
            if (slot === undefined) continue;
            const text = left.get(`${slot} ${one.rec}`)?.shift();
            if (text !== undefined && !on_the_card.has(slot)) parts.push({ slot, text });
        }
        const letter = letters.get(`${letter_of[one.ev] ?? ""} ${one.rec}`);
        const gone = one.erased === true || one.redacted === true;
        if (parts.length === 0 && letter === undefined && !(gone && sealed.length > 0)) continue;
        parts.sort((a, b) => rank(a.slot) - rank(b.slot));
        said.push({
            key: String(one.cseq), at: one.rec, event: one.ev, who: one.words.who ?? one.who ?? "", side: sideOf(one.ev, one.who ?? ""),
            parts, gone, ...(letter === undefined ? {} : { letter }),
        });
    }
    return said;
}

/// What is known of the complainant from their own words, the latest of each.
export function cardWords(texts: Texts["texts"]): ReadonlyMap<string, string> {
    const card = new Map<string, string>();
    for (const one of texts) if (on_the_card.has(one.slot)) card.set(one.slot, one.text);
    return card;
}
export function pointWords(texts: Texts["texts"]): ReadonlyMap<number, string> {
    const points = new Map<number, string>();
    for (const one of texts) {
        const found = /^points\.(\d+)$/.exec(one.slot);
        if (found !== null) points.set(Number(found[1]), one.text);
    }
    return points;
}
