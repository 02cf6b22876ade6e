// What is typed is kept: saved after a pause, kept here while nothing answers, never over what another window wrote.
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { webcrypto } from "node:crypto";
import { frameIs } from "../src/api/client";
import { Composer, pause_ms } from "../src/case/composer";
import { give, hold, waitingActs, window_ms } from "../src/case/sending";

interface Asked { method: string; path: string; headers: Record<string, string>; body: unknown; keepalive?: boolean | undefined }
let asked: Asked[] = [];
let answers: ((one: Asked) => { status: number; body?: unknown })[] = [];
const draft = (version: number, words: object = {}): object => ({ case: null, composer: "x", words, version, saved_at: "2026-11-26T10:00:00Z" });
const problem = (status: number, code: string): { status: number; body: object } => ({ status, body: { type: "x", status, code } });

beforeEach(() => {
    vi.useFakeTimers();
    asked = [];
    answers = [];
    frameIs({ language: () => "en", csrf: () => "token", roles: () => ["handler"], signInAgain: () => Promise.resolve(), readSession: () => Promise.resolve() });
    // Every browser has it; Node only since 19.
    vi.stubGlobal("crypto", webcrypto);
    vi.stubGlobal("fetch", (path: string, how: { method: string; headers: Record<string, string>; body?: string; keepalive?: boolean }) => {
        // Whether the trouble is over is looked at beside what is asked here.
        if (path === "/api/v1/session") return Promise.reject(new TypeError("nothing answers"));
        const one = { method: how.method, path, headers: how.headers, keepalive: how.keepalive, body: how.body === undefined ? undefined : (JSON.parse(how.body) as unknown) };
        asked.push(one);
        const next = answers.shift();
        if (next === undefined) return Promise.reject(new TypeError("nothing answers"));
        const told = next(one);
        return Promise.resolve(new Response(told.body === undefined ? null : JSON.stringify(told.body), { status: told.status }));
    });
});
afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
});

describe("a draft", () => {
    it("is saved once after a pause, within two seconds, with what was typed last", async () => {
        expect(pause_ms).toBeLessThan(2000);
        const one = new Composer("R", "note_added", 3);
        answers = [() => ({ status: 200, body: draft(1) })];
        one.set("text", "a");
        one.set("text", "ab");
        expect(one.unsaved).toBe(true);
        await vi.advanceTimersByTimeAsync(pause_ms);
        expect(asked.length).toBe(1);
        expect(asked[0]?.body).toEqual({ words: { text: "ab" } });
        expect(asked[0]?.headers["if-match"]).toBeUndefined();
        expect(one.saving.value.is).toBe("saved");
        expect(one.unsaved).toBe(false);
    });
    it("of what few may know of stays in the page", async () => {
        const one = new Composer("none", "", 0, {}, "here");
        one.set("text", "a");
        await vi.advanceTimersByTimeAsync(pause_ms * 2);
        await one.save();
        await one.clear();
        expect(asked.length).toBe(0);
        expect(one.unsaved).toBe(false);
    });
    it("is kept here while nothing answers, and saved when it does again", async () => {
        const one = new Composer("R", "note_added", 3);
        one.set("text", "a");
        await vi.advanceTimersByTimeAsync(pause_ms);
        expect(one.saving.value.is).toBe("here_only");
        expect(one.fields.value.text).toBe("a");
        answers = [() => ({ status: 200, body: draft(1) })];
        await vi.advanceTimersByTimeAsync(3000);
        expect(one.saving.value.is).toBe("saved");
    });
    it("is saved over the version that was read, and shown beside what another window wrote", async () => {
        const one = new Composer("R", "note_added", 3);
        answers = [() => ({ status: 200, body: draft(1) }), () => problem(412, "version_conflict"), () => ({ status: 200, body: draft(5, { text: "theirs" }) })];
        one.set("text", "mine");
        await vi.advanceTimersByTimeAsync(pause_ms);
        one.set("text", "mine, longer");
        await vi.advanceTimersByTimeAsync(pause_ms);
        expect(asked[1]?.headers["if-match"]).toBe('"v1"');
        expect(one.saving.value).toEqual({ is: "other_window", theirs: { text: "theirs" } });
        expect(one.fields.value.text).toBe("mine, longer");
        answers = [() => ({ status: 200, body: draft(6) })];
        one.settle("mine");
        await vi.advanceTimersByTimeAsync(0);
        expect(asked.at(-1)?.headers["if-match"]).toBe('"v5"');
        expect(asked.at(-1)?.body).toEqual({ words: { text: "mine, longer" } });
    });
    it("that was kept before comes back, but never over what was typed meanwhile", async () => {
        const kept = { items: [{ ...draft(9), composer: "other" }, { ...draft(2, { text: "before" }), composer: "note_added" }], next_cursor: null, as_of: "2026-11-26T10:00:00Z" };
        answers = [() => ({ status: 200, body: kept }), () => ({ status: 200, body: kept })];
        const one = new Composer("R", "note_added", 3);
        await one.restore();
        expect(one.fields.value.text).toBe("before");
        const other = new Composer("R", "note_added", 3);
        const restoring = other.restore();
        other.set("text", "typed first");
        await restoring;
        expect(other.fields.value.text).toBe("typed first");
        expect(other.saving.value).toEqual({ is: "other_window", theirs: { text: "before" } });
        await vi.advanceTimersByTimeAsync(10 * pause_ms);
        expect(asked.filter((each) => each.method === "PUT")).toEqual([]);
        answers = [() => ({ status: 200, body: draft(3) })];
        other.settle("mine");
        await vi.advanceTimersByTimeAsync(0);
        expect(asked.at(-1)?.headers["if-match"]).toBe('"v2"');
    });
    it("is not saved before it is known what was kept", async () => {
        const one = new Composer("R", "note_added", 3);
        let tell: (told: Response) => void = () => undefined;
        const sent: string[] = [];
        vi.stubGlobal("fetch", (_: string, how: { method: string }) => {
            sent.push(how.method);
            return how.method === "GET" ? new Promise<Response>((resolve) => (tell = resolve)) : Promise.resolve(new Response(JSON.stringify(draft(1))));
        });
        const restoring = one.restore();
        one.set("text", "a");
        await vi.advanceTimersByTimeAsync(10 * pause_ms);
        expect(sent).toEqual(["GET"]);
        tell(new Response(JSON.stringify({ items: [], next_cursor: null, as_of: "2026-11-26T10:00:00Z" })));
        await restoring;
        await vi.advanceTimersByTimeAsync(0);
        expect(sent).toEqual(["GET", "PUT"]);
        expect(one.saving.value.is).toBe("saved");
    });
    it("is saved even when the page is left meanwhile, as far as browsers do that", async () => {
        const one = new Composer("R", "note_added", 3);
        answers = [() => ({ status: 200, body: draft(1) }), () => ({ status: 200, body: draft(2) })];
        one.set("text", "a");
        await one.save();
        one.set("text", "长".repeat(30_000));
        await one.save();
        expect(asked.map((each) => each.keepalive)).toEqual([true, undefined]);
    });
    it("counts as unsaved while another window's words stand against it", async () => {
        const one = new Composer("R", "note_added", 3);
        answers = [() => problem(412, "version_conflict"), () => ({ status: 200, body: draft(5, { text: "theirs" }) })];
        one.set("text", "mine");
        await one.save();
        expect(one.saving.value.is).toBe("other_window");
        expect(one.unsaved).toBe(true);
        one.forget();
        expect(one.unsaved).toBe(false);
    });
});

const entries = (...all: [number, string][]): object =>
    ({ items: all.map(([ver, ev]) => ({ cseq: ver, ver, ev, rec: "2026-11-26T10:00:00Z", what: ev, words: {}, leaf: "0" })), next_cursor: null, as_of: "2026-11-26T10:00:00Z" });

describe("an act", () => {
    it("is given with the version that was read and one key, whose repeat is the same request", async () => {
        const one = new Composer("R", "triaged", 7);
        answers = [() => ({ status: 200, body: { event: "triaged", result: "accepted" } }), () => ({ status: 200, body: { event: "triaged", result: "accepted" } })];
        await give(one, { severity: 2 });
        await give(one, { severity: 2 });
        expect(asked.map((each) => [each.headers["if-match"], each.headers["idempotency-key"]])).toEqual([['"v7"', one.key], ['"v7"', one.key]]);
        one.set("severity", "3");
        expect(one.key).not.toBe(asked[0]?.headers["idempotency-key"]);
    });
    it("goes through when somebody only read the case meanwhile", async () => {
        const one = new Composer("R", "triaged", 7);
        answers = [() => problem(412, "version_conflict"), () => ({ status: 200, body: entries([7, "triaged"], [8, "access_given"]) }), () => ({ status: 200, body: { event: "triaged", result: "accepted" } })];
        expect((await give(one, {})).is).toBe("accepted");
        expect(asked[2]?.headers["if-match"]).toBe('"v8"');
        expect(asked[2]?.headers["idempotency-key"]).not.toBe(asked[0]?.headers["idempotency-key"]);
    });
    it("goes through when what changed was done on this page just before", async () => {
        const first = new Composer("R", "triaged", 7);
        const second = new Composer("R", "note_added", 7);
        answers = [
            () => ({ status: 200, body: { event: "triaged", result: "accepted", entry: "e8" } }),
            () => problem(412, "version_conflict"),
            () => ({ status: 200, body: { ...entries(), items: [{ cseq: 8, ver: 8, id: "e8", ev: "triaged", rec: "2026-11-26T10:00:00Z", what: "", words: {}, leaf: "0" }] } }),
            () => ({ status: 200, body: { event: "note_added", result: "accepted" } }),
        ];
        await give(first, {});
        expect((await give(second, {})).is).toBe("accepted");
        expect(asked.at(-1)?.headers["if-match"]).toBe('"v8"');
    });
    it("is not given when anything else happened: its writer sees what, and decides anew", async () => {
        const one = new Composer("R", "triaged", 7, { severity: "2" });
        answers = [() => problem(412, "version_conflict"), () => ({ status: 200, body: entries([8, "decision_sent"]) })];
        const outcome = await give(one, {});
        expect(outcome).toMatchObject({ is: "conflict", version: 8 });
        expect(asked.length).toBe(2);
        expect(one.key).not.toBe(asked[0]?.headers["idempotency-key"]);
        expect(one.version.value).toBe(7);
        expect(one.fields.value).toEqual({ severity: "2" });
    });
    it("that was refused is another request when it is tried again; one that nothing answered is the same", async () => {
        const one = new Composer("R", "note_added", 7);
        const first = one.key;
        answers = [];
        expect((await give(one, {})).is).toBe("refused");
        expect(one.key).toBe(first);
        answers = [() => problem(409, "illegal_transition")];
        expect((await give(one, {})).is).toBe("refused");
        expect(one.key).not.toBe(first);
    });
    it("waits while it can be taken back, and is not sent when it was", async () => {
        const first = hold("R", "decision_sent", "Decision");
        await vi.advanceTimersByTimeAsync(window_ms - 1);
        expect(waitingActs.value.length).toBe(1);
        await vi.advanceTimersByTimeAsync(1);
        expect(await first).toBe(true);
        const second = hold("R", "decision_sent", "Decision");
        waitingActs.value[0]?.cancel();
        expect(await second).toBe(false);
        expect(waitingActs.value).toEqual([]);
    });
});
