// A server that goes and comes back: who only looks learns of both, and what may be asked twice is asked twice.
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { webcrypto } from "node:crypto";
import { ask, frameIs, patiently, troubleSince } from "../src/api/client";
import { problemOf } from "../src/api/problem";

let asked: string[] = [];
let status = 200;

beforeEach(() => {
    vi.useFakeTimers();
    asked = [];
    troubleSince.value = null;
    frameIs({ language: () => "en", csrf: () => "token", roles: () => [], signInAgain: () => Promise.resolve(), readSession: () => Promise.resolve() });
    vi.stubGlobal("crypto", webcrypto);
    vi.stubGlobal("fetch", (path: string, how: { method: string }) => {
        asked.push(`${how.method} ${path}`);
        return Promise.resolve(new Response(JSON.stringify(status === 200 ? {} : { type: "x", status, code: "dependency_unavailable" }), { status }));
    });
});
afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
});

it("what is read is read again while the server says that it cannot now; what is done is not", async () => {
    status = 503;
    const read = ask("GET", "/api/v1/queues").catch((no: unknown) => no);
    const done = ask("POST", "/api/v1/x", { body: {} }).catch((no: unknown) => no);
    await vi.advanceTimersByTimeAsync(1200);
    await expect(read).resolves.toMatchObject({ status: 503 });
    await expect(done).resolves.toMatchObject({ status: 503 });
    expect(asked.filter((one) => one === "GET /api/v1/queues").length).toBe(3);
    expect(asked.filter((one) => one === "POST /api/v1/x").length).toBe(1);
});
it("trouble is over as soon as the server answers again, though nobody asks for anything", async () => {
    status = 503;
    await ask("POST", "/api/v1/x", { body: {} }).catch(() => undefined);
    expect(troubleSince.value).not.toBeNull();
    await vi.advanceTimersByTimeAsync(4000);
    expect(troubleSince.value).not.toBeNull();
    status = 200;
    await vi.advanceTimersByTimeAsync(2000);
    expect(troubleSince.value).toBeNull();
    const before = asked.length;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(asked.length).toBe(before);
});
it("another answer than that is no reason to ask again", async () => {
    let times = 0;
    const refused = patiently([10, 10], () => {
        times++;
        return Promise.reject(problemOf(409, "{}", null));
    });
    await expect(refused).rejects.toMatchObject({ status: 409 });
    expect(times).toBe(1);
});
