// Between "send" and sending. What a complainant will read waits for some seconds in which it can be taken back, and
// only then the command is given: once it is given nothing takes it back.
import { signal } from "@preact/signals";
import { act, timeline } from "../api/calls";
import { Problem } from "../api/problem";
import type { Answer, Entry } from "../api/types";
import type { Composer } from "./composer";
import { newKey, patiently } from "../api/client";

/// How long it waits, in milliseconds.
export const window_ms = 10_000;

export interface Pending {
    readonly id: number;
    readonly reference: string;
    readonly event: string;
    readonly label: string;
    readonly sendsAt: number;
    readonly sendNow: () => void;
    readonly cancel: () => void;
}
export const waitingActs = signal<readonly Pending[]>([]);
/// What is on its way: its buttons are not pressed twice.
export const underWay = signal<ReadonlySet<string>>(new Set());
export const placeOf = (reference: string, event: string): string => `${reference} ${event}`;

/// Waits before an act that was not answered is given again, in milliseconds: under its key it is done once, however
/// often it is given.
const again_ms = [800, 2000];

export type Outcome =
    | { readonly is: "accepted"; readonly answer: Answer }
    | { readonly is: "conflict"; readonly problem: Problem; readonly since: readonly Entry[]; readonly version: number }
    | { readonly is: "refused"; readonly problem: Problem };

/// That somebody read the words of a case is on record, and changes nothing that a decision rests on.
const changes_nothing = new Set(["access_given"]);
/// Entries that came of what was done on this page: whoever did it knows of it.
const our_own = new Set<string>();

/// What happened after a version was read, as far as it can matter for a decision. `at`: where the case is now.
export function happenedSince(entries: readonly Entry[], version: number): { readonly matters: readonly Entry[]; readonly at: number } {
    const later = entries.filter((one) => one.ver !== undefined && one.ver > version);
    return {
        matters: later.filter((one) => (one.ev === undefined || !changes_nothing.has(one.ev)) && (one.id === undefined || !our_own.has(one.id))),
        at: later.reduce((most, one) => Math.max(most, one.ver ?? 0), version),
    };
}

export async function wholeTimeline(reference: string): Promise<readonly Entry[]> {
    const all: Entry[] = [];
    let cursor: string | undefined;
    do {
        const page = await timeline(reference, { limit: 200, cursor });
        all.push(...page.items);
        cursor = page.next_cursor ?? undefined;
    } while (cursor !== undefined);
    return all;
}

/// Gives the command. A version that is stale only because somebody read the case is brought up to date; for any other
/// change its writer decides anew.
export async function give(from: Composer, fields: Readonly<Record<string, unknown>>): Promise<Outcome> {
    const once = async (): Promise<Outcome> => {
        const answer = await patiently(again_ms, () => act({ reference: from.reference, event: from.event, version: from.version.value, fields, key: from.key }));
        if (answer.entry !== undefined) our_own.add(answer.entry);
        return { is: "accepted", answer };
    };
    try {
        try {
            return await once();
        } catch (failed) {
            if (!(failed instanceof Problem) || failed.status !== 412) throw failed;
            const { matters, at } = happenedSince(await wholeTimeline(from.reference), from.version.value);
            from.key = newKey();
            if (matters.length > 0 || at === from.version.value)
                return { is: "conflict", problem: failed, since: matters, version: at };
            from.version.value = at;
            return await once();
        }
    } catch (failed) {
        if (!(failed instanceof Problem)) throw failed;
        // What was answered is answered: the next try is another request. What was not may have been done, and its
        // repeat says so.
        if (!failed.passing) from.key = newKey();
        return { is: "refused", problem: failed };
    }
}

let next = 1;
/// Waits out the time in which it can be taken back. Resolves to whether it is to be sent.
export function hold(reference: string, event: string, label: string, ms: number = window_ms): Promise<boolean> {
    return new Promise((resolve) => {
        const id = next++;
        const end = (send: boolean): void => {
            clearTimeout(timer);
            waitingActs.value = waitingActs.value.filter((one) => one.id !== id);
            resolve(send);
        };
        const timer = setTimeout(() => end(true), ms);
        waitingActs.value = [
            ...waitingActs.value,
            { id, reference, event, label, sendsAt: Date.now() + ms, sendNow: () => end(true), cancel: () => end(false) },
        ];
    });
}

/// Takes back whatever still waits.
export function cancelAll(): void {
    for (const one of waitingActs.value) one.cancel();
}

export function startSending(): void {
    // What still waits when the page goes is not sent, and its draft says so when the page is opened again.
    addEventListener("beforeunload", (event) => {
        if (waitingActs.value.length === 0) return;
        event.preventDefault();
        // Chrome before 119 asks for this alone.
        event.returnValue = true;
    });
}
