// The operations that the console uses, each by its name in the contract.
import { ask, newKey, rolesHeld, type Told } from "./client";
import type {
    Actions, Answer, Appeal, BulkResults, CallerTold, Candidate, Complaint, DeadLetter, DeadLetterLine, DocumentLine, Draft,
    Escalation, Explanation, Foreseen, Letter, LetterToCome, Line, Lines, Message, Operations, Queues, Redress, Texts, Timeline,
    Version, View,
} from "./types";

type Query = Readonly<Record<string, string | number | boolean | undefined>>;
export interface Page<T> {
    readonly items: readonly T[];
    readonly next_cursor: string | null;
    readonly as_of: string;
}

const v1 = "/api/v1";
const of = (reference: string): string => `${v1}/complaints/${encodeURIComponent(reference)}`;
const data = async <T>(told: Promise<Told<T>>): Promise<T> => (await told).data;
const get = <T>(path: string, query: Query = {}): Promise<T> => data(ask<T>("GET", path, { query }));
export const etagOf = (version: number): string => `"v${version}"`;

export const version = (): Promise<Version> => get(`${v1}/version`);
export const queues = (): Promise<Queues> => get(`${v1}/queues`, { count: true });
export const queue = (name: string, query: Query): Promise<Lines> => get(`${v1}/queues/${encodeURIComponent(name)}`, query);
export const search = (query: Query): Promise<Page<Line> & { behind?: number }> => get(`${v1}/search`, query);
export const escalations = (query: Query): Promise<Page<Escalation>> => get(`${v1}/escalations`, query);
export const appeals = (query: Query): Promise<Page<Appeal>> => get(`${v1}/appeals`, query);

export const complaint = (reference: string): Promise<Complaint> => get(of(reference));
export const texts = (reference: string): Promise<Texts> => get(`${of(reference)}/texts`);
/// What somebody may do in any of their roles: the server lists the acts of one, and gives a command in the first that may.
export async function actions(reference: string): Promise<Actions> {
    const held = rolesHeld();
    const path = `${of(reference)}/actions`;
    if (held.length < 2) return get(path);
    return merged(await Promise.all(held.map((role) => data(ask<Actions>("GET", path, { role })))));
}
const ranks = ["possible", "blocked", "other_role"];
/// Of each act the best that any role has of it, in the order of the first list.
export function merged(lists: readonly Actions[]): Actions {
    const [first, ...others] = lists;
    if (first === undefined) throw new Error("nobody has no role");
    const rank = (one: Actions["items"][number]): number => ranks.indexOf(one.how);
    return {
        ...first, version: Math.max(...lists.map((one) => one.version)),
        items: first.items.map((one) => others.flatMap((list) => list.items.filter((other) => other.event === one.event)).reduce((best, other) => (rank(other) < rank(best) ? other : best), one)),
    };
}
export const timeline = (reference: string, query: Query): Promise<Timeline> => get(`${of(reference)}/timeline`, query);
export const explanation = (reference: string, clock: string, query: Query): Promise<Explanation> =>
    get(`${of(reference)}/clocks/${encodeURIComponent(clock)}/explanation`, query);
export const messages = (reference: string): Promise<Page<Message>> => get(`${of(reference)}/messages`);
export const letter = (reference: string, id: string): Promise<Letter> =>
    get(`${of(reference)}/messages/${encodeURIComponent(id)}`);
export const redress = (reference: string): Promise<Redress> => get(`${of(reference)}/redress`);

export interface Act {
    readonly reference: string;
    readonly event: string;
    readonly version: number;
    readonly fields: Readonly<Record<string, unknown>>;
    /// The same for every try of the same act.
    readonly key: string;
}
export const act = (one: Act): Promise<Answer> =>
    data(ask<Answer>("POST", `${of(one.reference)}/actions/${encodeURIComponent(one.event)}`, {
        body: one.fields, ifMatch: etagOf(one.version), key: one.key,
    }));
export const foresee = (reference: string, event: string, fields: Readonly<Record<string, unknown>>): Promise<Foreseen> =>
    data(ask<Foreseen>("POST", `${of(reference)}/actions/${encodeURIComponent(event)}`, {
        query: { dry_run: true }, body: fields,
    }));
export const bulk = (
    event: string,
    cases: readonly { case: string; version: number }[],
    fields: Readonly<Record<string, unknown>>,
    dry: boolean,
): Promise<BulkResults> =>
    data(ask<BulkResults>("POST", `${v1}/bulk/${encodeURIComponent(event)}`, {
        body: { cases, fields }, ...(dry ? { query: { dry_run: true } } : { key: newKey() }),
    }));

export const fileComplaint = (fields: Readonly<Record<string, unknown>>, key: string): Promise<Answer> =>
    data(ask<Answer>("POST", `${v1}/complaints`, { body: fields, key }));
export const tellCaller = (reference: string, body: { for: string; facts: Readonly<Record<string, string>> }): Promise<CallerTold> =>
    data(ask<CallerTold>("POST", `${of(reference)}/caller`, { body }));
export const candidates = (reference: string): Promise<Page<Candidate>> => get(`${of(reference)}/candidates`);
export const documents = (reference: string): Promise<Page<DocumentLine>> => get(`${of(reference)}/documents`);
/// The whole case as PDF; that its words are read is put on record by the server.
export const caseFileAddress = (reference: string): string => `${of(reference)}/file`;
export const documentAddress = (reference: string, id: string): string => `${of(reference)}/documents/${encodeURIComponent(id)}`;
/// The letter that an act would send, in its words; that words of the case were read is put on record.
export const letterToCome = (reference: string, event: string, fields: Readonly<Record<string, unknown>>): Promise<LetterToCome> =>
    data(ask<LetterToCome>("POST", `${of(reference)}/actions/${encodeURIComponent(event)}/letter`, { body: fields }));

export const views = (): Promise<Page<View>> => get(`${v1}/views`);
export const addView = (name: string, filter: Readonly<Record<string, string>>, shared: boolean): Promise<View> =>
    data(ask<View>("POST", `${v1}/views`, { body: { name, filter, shared }, key: newKey() }));
export const dropView = (id: string): Promise<void> => data(ask<undefined>("DELETE", `${v1}/views/${encodeURIComponent(id)}`)).then(() => undefined);

const draftOf = (reference: string, composer: string): string =>
    `${v1}/drafts/${encodeURIComponent(reference)}/${encodeURIComponent(composer)}`;
/// Without a case: of all cases, and of none.
export const drafts = (reference?: string): Promise<Page<Draft>> => get(`${v1}/drafts`, { case: reference });
export const readDraft = (reference: string, composer: string): Promise<Draft> => get(draftOf(reference, composer));
export const saveDraft = (reference: string, composer: string, words: object, seen: number): Promise<Draft> =>
    data(ask<Draft>("PUT", draftOf(reference, composer), {
        body: { words }, keepalive: true, ...(seen > 0 ? { ifMatch: etagOf(seen) } : {}),
    }));
export const dropDraft = (reference: string, composer: string): Promise<void> =>
    data(ask<undefined>("DELETE", draftOf(reference, composer))).then(() => undefined);

export const deadLetters = (query: Query): Promise<Page<DeadLetterLine>> => get(`${v1}/dead-letters`, query);
export const deadLetter = (id: string): Promise<DeadLetter> => get(`${v1}/dead-letters/${encodeURIComponent(id)}`);
export const redrive = (id: string, key: string): Promise<{ result: string; code?: string; words?: string }> =>
    data(ask("POST", `${v1}/dead-letters/${encodeURIComponent(id)}/redrive`, { key, body: {} }));
export const discard = (id: string, reason: string, key: string): Promise<{ state: string }> =>
    data(ask("POST", `${v1}/dead-letters/${encodeURIComponent(id)}/discard`, { key, body: { reason } }));
export const operations = (): Promise<Operations> => get(`${v1}/operations`);
