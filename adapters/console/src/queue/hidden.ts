// Cases that somebody does not want to see before the next step is due. It is nothing that happens to a case: the
// server keeps it for this person alone, as it keeps drafts, so that it is the same at every desk.
import { signal } from "@preact/signals";
import { drafts, dropDraft, saveDraft } from "../api/calls";
import { Problem } from "../api/problem";
import { now } from "../i18n/time";

/// What the kept thing is called among the drafts of a case.
const kept_as = "hidden_until";

/// Until when each is hidden, by the id of the case.
export const hiddenUntil = signal<ReadonlyMap<string, string>>(new Map());

export function isHidden(id: string): boolean {
    const until = hiddenUntil.value.get(id);
    return until !== undefined && Date.parse(until) > now.value;
}

export async function readHidden(): Promise<void> {
    try {
        const found = new Map<string, string>();
        for (const one of (await drafts()).items) {
            const until = typeof one.words === "object" ? (one.words as { until?: unknown }).until : undefined;
            if (one.composer === kept_as && one.case !== null && typeof until === "string") found.set(one.case, until);
        }
        hiddenUntil.value = found;
    } catch (failed) {
        // Then all are shown, which loses nothing.
        if (!(failed instanceof Problem)) throw failed;
    }
}

export async function hide(id: string, until: string): Promise<void> {
    await saveDraft(id, kept_as, { until }, 0);
    hiddenUntil.value = new Map(hiddenUntil.value).set(id, until);
}
export async function show(id: string): Promise<void> {
    await dropDraft(id, kept_as);
    const left = new Map(hiddenUntil.value);
    left.delete(id);
    hiddenUntil.value = left;
}
