// One way to the API: words in the language of the page, the session's token on whatever changes something, and
// signing in again without losing what was asked.
import { signal } from "@preact/signals";
import { Problem, problemOf, unreachable } from "./problem";

export interface Ask {
    readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
    readonly body?: unknown;
    readonly ifMatch?: string;
    /// Of a request that is done once, however often it is sent.
    readonly key?: string;
    readonly signal?: AbortSignal;
    /// In which of their roles somebody asks; without it the server takes the first that may.
    readonly role?: string;
    /// Goes on when the page is left meanwhile.
    readonly keepalive?: boolean;
}
export interface Told<T> {
    readonly data: T;
    readonly etag: string | null;
}

interface Frame {
    readonly language: () => string;
    readonly csrf: () => string;
    readonly roles: () => readonly string[];
    /// Resolves when somebody signed in again as the same person; rejects when they gave up.
    readonly signInAgain: () => Promise<void>;
    /// Reads the session anew: another tab may have renewed it.
    readonly readSession: () => Promise<void>;
}
let frame: Frame = {
    language: () => "en",
    csrf: () => "",
    roles: () => [],
    signInAgain: () => Promise.reject(new Error("no frame")),
    readSession: () => Promise.resolve(),
};
export function frameIs(one: Frame): void {
    frame = one;
}

/// Since when nothing answers, or the server says that it cannot; null: all is well.
export const troubleSince = signal<number | null>(null);
/// The server's clock less ours, in milliseconds.
export const skew = signal(0);

/// How often it is tried whether the trouble is over, when nobody asks for anything, in milliseconds.
const probe_ms = 2000;
let probing: ReturnType<typeof setTimeout> | undefined;

function noteAnswer(fine: boolean): void {
    clearTimeout(probing);
    if (fine) troubleSince.value = null;
    else {
        troubleSince.value ??= Date.now();
        // What answered last said no, and may be the last for long: somebody who only looks learns that it is over.
        probing = setTimeout(() => void once("GET", "/api/v1/session", {}).catch(() => undefined), probe_ms);
    }
}

export function address(path: string, query: Ask["query"] = {}): string {
    const given = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) {
        if (value !== undefined && value !== "" && value !== false) given.set(name, String(value));
    }
    const text = given.toString();
    return text === "" ? path : `${path}?${text}`;
}

/// Browsers refuse to keep alive what is longer than 64 KiB; the rest of that is left to other requests.
const kept_alive_bytes_max = 60_000;

async function once<T>(method: string, path: string, ask: Ask): Promise<Told<T>> {
    const headers: Record<string, string> = { "accept-language": frame.language() };
    if (ask.body !== undefined) headers["content-type"] = "application/json";
    if (method !== "GET") headers["x-csrf-token"] = frame.csrf();
    if (ask.ifMatch !== undefined) headers["if-match"] = ask.ifMatch;
    if (ask.key !== undefined) headers["idempotency-key"] = ask.key;
    if (ask.role !== undefined) headers["redress-role"] = ask.role;
    const body = ask.body === undefined ? undefined : JSON.stringify(ask.body);
    const keepalive = ask.keepalive === true && new TextEncoder().encode(body).length <= kept_alive_bytes_max;
    let answer: Response;
    let text: string;
    try {
        answer = await fetch(address(path, ask.query), {
            method,
            headers,
            credentials: "same-origin",
            cache: "no-store",
            ...(body === undefined ? {} : { body }),
            ...(keepalive ? { keepalive } : {}),
            ...(ask.signal === undefined ? {} : { signal: ask.signal }),
        });
        text = await answer.text();
    } catch (failed) {
        if (failed instanceof DOMException && failed.name === "AbortError") throw failed;
        noteAnswer(false);
        throw unreachable();
    }
    const date = Date.parse(answer.headers.get("date") ?? "");
    // Whole seconds: what is smaller says nothing.
    if (Number.isFinite(date) && Math.abs(date - Date.now() - skew.value) > 2000) skew.value = date - Date.now();
    if (answer.ok) {
        noteAnswer(true);
        return { data: (text === "" ? undefined : JSON.parse(text)) as T, etag: answer.headers.get("etag") };
    }
    const problem = problemOf(answer.status, text, answer.headers.get("retry-after"));
    noteAnswer(!problem.passing);
    throw problem;
}

/// A server that is coming back may refuse the first requests, for each connection that it lost. What may be asked twice
/// is asked again after these waits, in milliseconds.
const again_ms = [300, 800];

/// The same again while the server says that it cannot now; only for what is done once, however often it is sent.
export async function patiently<T>(waits: readonly number[], what: () => Promise<T>): Promise<T> {
    for (const wait of waits) {
        try {
            return await what();
        } catch (failed) {
            if (!(failed instanceof Problem) || failed.status !== 503) throw failed;
        }
        await new Promise((resolve) => setTimeout(resolve, wait));
    }
    return what();
}

/// Asks, and asks again once after signing in again. Throws Problem.
export async function ask<T>(method: string, path: string, what: Ask = {}): Promise<Told<T>> {
    const one = (): Promise<Told<T>> => once<T>(method, path, what);
    try {
        return await (method === "GET" ? patiently(again_ms, one) : one());
    } catch (failed) {
        if (!(failed instanceof Problem)) throw failed;
        if (failed.status === 401) await frame.signInAgain();
        else if (failed.code === "csrf_token_wrong") await frame.readSession();
        else throw failed;
        return await once<T>(method, path, what);
    }
}

/// The same without signing in again: for what asks who is there.
export const askOnce = once;

/// The roles of whoever is signed in.
export const rolesHeld = (): readonly string[] => frame.roles();

export function newKey(): string {
    // crypto.randomUUID is there on safe origins alone; this is everywhere.
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return Array.from(bytes, (one) => one.toString(16).padStart(2, "0")).join("");
}
