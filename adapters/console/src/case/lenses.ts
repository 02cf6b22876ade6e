// Three ways to look at one history. None of them takes an entry away for good: what one folds the next one shows.
import type { Entry } from "../api/types";

export const lenses = ["story", "all", "machine"] as const;
export type Lens = (typeof lenses)[number];

/// What people do not tell each other: readings, warnings, deliveries.
const noise = new Set(["access_given", "deadline_warned", "message_dispatched", "survey_invited", "policy_repinned"]);

export function filterEntries(entries: readonly Entry[], lens: Lens, wanted: string, wordsOf: (one: Entry) => string): readonly Entry[] {
    const text = wanted.trim().toLowerCase();
    return entries.filter((one) => {
        if (lens === "story" && (one.ev === undefined || noise.has(one.ev))) return false;
        return text === "" || wordsOf(one).toLowerCase().includes(text);
    });
}
