// Entries as they were hashed, read: who, what and when, and for each fact what stood there before and after. The
// state before an entry is the fold of those before it, as a verifier would make it.
import type { AuditEntry, FoundEntry } from "../api/types";

export interface Change {
    readonly what: string;
    readonly before: string;
    readonly after: string;
}
export interface Read {
    readonly cseq: number;
    readonly leaf: string;
    readonly at: string;
    readonly recorded: string;
    readonly type: string;
    readonly event: string;
    readonly who: string;
    readonly role: string;
    readonly source: string;
    readonly refused: string;
    readonly sealed: readonly string[];
    readonly changes: readonly Change[];
    readonly body: string;
}

/// What may stand in an entry, as far as it is shown; the rest is in its body.
interface Body {
    readonly actor?: { readonly id?: string; readonly role?: string };
    readonly at?: string;
    readonly rec?: string;
    readonly type?: string;
    readonly ev?: string;
    readonly ref?: { readonly guard?: string; readonly code?: string };
    readonly src?: { readonly source?: string };
    readonly moves?: readonly { readonly machine: string; readonly from: string; readonly to: string; readonly subject?: string }[];
    readonly set?: Readonly<Record<string, unknown>>;
    readonly sealed?: readonly { readonly slot?: string }[];
    readonly clk?: readonly Readonly<Record<string, unknown>>[];
}
export const shown = (value: unknown): string => (value === undefined ? "–" : typeof value === "string" ? value : JSON.stringify(value));

const clockName = (of: Readonly<Record<string, unknown>>): string => [of.clock, of.subject, of.generation === undefined || of.generation === 1 ? undefined : `#${String(of.generation)}`].filter((one) => one !== undefined && one !== "").join(" ");
const clockState = (of: Readonly<Record<string, unknown>> | undefined): string => (of === undefined ? "–" : [of.state ?? "running", of.due === undefined ? "" : `→ ${shown(of.due)}`].filter((one) => one !== "").join(" "));

export function readEntries(entries: readonly AuditEntry[]): readonly Read[] {
    const facts = new Map<string, unknown>();
    const clocks = new Map<string, Readonly<Record<string, unknown>>>();
    return entries.map((entry) => {
        let body: Body = {};
        try {
            body = JSON.parse(entry.body) as Body;
        } catch {
            // Shown as it is: a body that is no JSON is for a verifier to judge.
        }
        const changes: Change[] = [];
        for (const one of body.moves ?? []) changes.push({ what: one.subject === undefined ? one.machine : `${one.machine} ${one.subject}`, before: one.from, after: one.to });
        for (const [fact, value] of Object.entries(body.set ?? {})) {
            changes.push({ what: fact, before: shown(facts.get(fact)), after: shown(value) });
            facts.set(fact, value);
        }
        for (const one of body.clk ?? []) {
            const name = clockName(one);
            changes.push({ what: name, before: clockState(clocks.get(name)), after: clockState(one) });
            clocks.set(name, one);
        }
        return {
            cseq: entry.cseq, leaf: entry.leaf, body: entry.body, changes,
            at: body.at ?? body.rec ?? "", recorded: body.rec ?? body.at ?? "", type: body.type ?? "", event: body.ev ?? "", who: body.actor?.id ?? "", role: body.actor?.role ?? "",
            source: body.src?.source ?? "", refused: body.ref?.guard ?? body.ref?.code ?? "", sealed: (body.sealed ?? []).map((one) => one.slot ?? ""),
        };
    });
}

/// An entry of a search: what stood before is said by the server, which has the whole chain.
export function readFound(entry: FoundEntry): Read {
    const [read] = readEntries([entry]);
    const changes = entry.changes.map((one): Change => ({ what: one.what, before: inShort(one.before), after: inShort(one.after) }));
    return { ...(read as Read), changes };
}
/// A clock stands there as its state and its due time; null is a fact at its default.
function inShort(value: unknown): string {
    if (value === null || value === undefined) return "–";
    const clock = value as { readonly state?: unknown; readonly due?: unknown };
    return typeof value === "object" && "state" in value && "due" in value && Object.keys(value).length === 2
        ? clockState({ state: clock.state ?? undefined, due: clock.due ?? undefined })
        : shown(value);
}

interface Wanted {
    readonly who: string;
    readonly what: string;
    readonly from: string;
    readonly until: string;
    readonly kind: string;
}
/// Of the entries those that fit: by person or role, by event, fact or source, by time, and of a kind.
export function wantedEntries(all: readonly Read[], by: Wanted): readonly Read[] {
    const has = (text: string, part: string): boolean => part === "" || text.toLowerCase().includes(part.trim().toLowerCase());
    return all.filter((one) =>
        has(`${one.who} ${one.role}`, by.who)
        && has(`${one.event} ${one.event.replaceAll("_", " ")} ${one.type} ${one.source} ${one.changes.map((each) => each.what).join(" ")}`, by.what)
        && (by.from === "" || one.recorded >= by.from) && (by.until === "" || one.recorded < by.until)
        && (by.kind === "" || (by.kind === "refused" ? one.refused !== "" : by.kind === "reads" ? one.event === "access_given" : one.refused === "" && one.event !== "access_given")));
}
