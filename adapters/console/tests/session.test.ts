// Whoever signs in next at the same desk finds nothing of the one before, and sends nothing of theirs.
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { webcrypto } from "node:crypto";
import { composerOf, unsaved } from "../src/case/composer";
import { hold, waitingActs } from "../src/case/sending";
import { giveUp, session, signInAgain, signOut, stillSignedIn } from "../src/session";
import type { Session } from "../src/api/types";
import { inEnglish } from "./words";

let asked: string[] = [];
let status: (method: string) => number = () => 204;
const assign = vi.fn();
const confirm = vi.fn(() => true);

beforeEach(() => {
    inEnglish();
    asked = [];
    assign.mockClear();
    confirm.mockClear();
    vi.stubGlobal("crypto", webcrypto);
    vi.stubGlobal("location", { assign });
    vi.stubGlobal("confirm", confirm);
    vi.stubGlobal("fetch", (path: string, how: { method: string }) => {
        asked.push(`${how.method} ${path}`);
        const now = status(how.method);
        const body = how.method === "GET" ? { items: [], next_cursor: null, as_of: "2026-11-26T10:00:00Z" } : { version: 1 };
        return Promise.resolve(new Response(now === 204 ? null : JSON.stringify(body), { status: now }));
    });
    session.value = { person: "h.lin", csrf_token: "t", roles: [], permissions: [] } as unknown as Session;
});
afterEach(() => vi.unstubAllGlobals());

it("signing out saves drafts, takes back what waits, and loads the console anew", async () => {
    status = (method) => (method === "DELETE" ? 204 : 200);
    composerOf("R", "note_added", 1, {}).set("text", "half a thought");
    const sent = hold("R", "decision_sent", "Decision");
    await signOut();
    expect(await sent).toBe(false);
    expect(waitingActs.value).toEqual([]);
    expect(asked).toEqual(["GET /api/v1/drafts?case=R", "PUT /api/v1/drafts/R/note_added", "DELETE /api/v1/session"]);
    expect(assign).toHaveBeenCalledWith("/console/");
    expect(confirm).not.toHaveBeenCalled();
    expect(composerOf("R", "note_added", 1, {}).fields.value).toEqual({});
});
it("leaving a session that is over asks before words are lost, and stays when they are wanted", async () => {
    status = () => 503;
    const one = composerOf("R", "note_added", 1, {});
    one.set("text", "kept nowhere else");
    const again = signInAgain();
    confirm.mockReturnValueOnce(false);
    giveUp();
    expect(assign).not.toHaveBeenCalled();
    expect(one.fields.value.text).toBe("kept nowhere else");
    giveUp();
    await expect(again).rejects.toMatchObject({ status: 401 });
    expect(assign).toHaveBeenCalledWith("/console/");
    expect(unsaved()).toEqual([]);
    expect(session.value).toBeNull();
});
it("signing out that fails says that the session is open still, and stays", async () => {
    status = (method) => (method === "DELETE" ? 503 : 200);
    await signOut();
    expect(stillSignedIn.value?.status).toBe(503);
    expect(assign).not.toHaveBeenCalled();
    expect(session.value?.person).toBe("h.lin");
    stillSignedIn.value = null;
    // One that has ended already is what was wanted.
    status = (method) => (method === "DELETE" ? 401 : 200);
    await signOut();
    expect(stillSignedIn.value).toBeNull();
    expect(assign).toHaveBeenCalledWith("/console/");
});
