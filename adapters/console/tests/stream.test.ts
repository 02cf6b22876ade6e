import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Connection, exchangeWaits, grace, live, onChange, retryAfter, startLive } from "../src/live/stream";

class FakeSource {
    static all: FakeSource[] = [];
    onopen: (() => void) | null = null;
    onerror: (() => void) | null = null;
    onmessage: ((event: unknown) => void) | null = null;
    closed = false;
    get readyState(): number {
        return this.closed ? 2 : this.opened ? 1 : 0;
    }
    opened = false;
    private readonly on = new Map<string, (event: unknown) => void>();
    constructor(readonly url: string) {
        FakeSource.all.push(this);
    }
    addEventListener(name: string, run: (event: unknown) => void): void {
        this.on.set(name, run);
    }
    close(): void {
        this.closed = true;
    }
    say(name: string, data: string, lastEventId = ""): void {
        this.on.get(name)?.({ data, lastEventId });
    }
}
const make = (url: string): EventSource => new FakeSource(url) as unknown as EventSource;

/// What the browser says of its network, to whoever listens.
const browser = new EventTarget();

beforeEach(() => {
    vi.useFakeTimers();
    FakeSource.all = [];
    vi.stubGlobal("addEventListener", browser.addEventListener.bind(browser));
});
afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
});

describe("the stream", () => {
    it("comes again fast enough that an ordinary end shows no banner, slower when nothing answers, and soon all the same", () => {
        expect(retryAfter(0) + retryAfter(1)).toBeLessThan(grace);
        expect(retryAfter(100)).toBeLessThanOrEqual(5000);
        expect(retryAfter(1)).toBeGreaterThan(retryAfter(0));
    });
    it("goes on behind the last id that it has seen", () => {
        const said: unknown[] = [];
        const one = new Connection((what) => said.push(what), make);
        FakeSource.all[0]?.onopen?.();
        FakeSource.all[0]?.say("case", JSON.stringify({ case: "c", event: "triaged" }), "id-1");
        FakeSource.all[0]?.onerror?.();
        expect(FakeSource.all[0]?.closed).toBe(true);
        vi.advanceTimersByTime(300);
        expect(FakeSource.all[1]?.url).toBe("/api/v1/stream?last_event_id=id-1");
        FakeSource.all[1]?.onopen?.();
        expect(said.filter((what) => (what as { kind: string }).kind === "reset")).toEqual([]);
        one.end();
    });
    it("has everything read anew when it came again without knowing where it was", () => {
        const said: { kind: string }[] = [];
        const one = new Connection((what) => said.push(what), make);
        FakeSource.all[0]?.onopen?.();
        FakeSource.all[0]?.onerror?.();
        vi.advanceTimersByTime(300);
        FakeSource.all[1]?.onopen?.();
        expect(said.map((what) => what.kind)).toEqual(["state", "state", "state", "reset"]);
        one.end();
    });
    it("says that it is paused when the server says so, though the line stands", () => {
        const said: unknown[] = [];
        const one = new Connection((what) => said.push(what), make);
        FakeSource.all[0]?.onopen?.();
        FakeSource.all[0]?.say("paused", "{}");
        expect(said.at(-1)).toMatchObject({ kind: "state", open: false });
        FakeSource.all[0]?.say("resumed", "{}");
        expect(said.at(-1)).toMatchObject({ kind: "state", open: true });
        one.end();
        vi.advanceTimersByTime(60_000);
        expect(FakeSource.all.length).toBe(1);
    });
    it("is lost at once when the browser has no network, and comes again at once when it has one", () => {
        vi.stubGlobal("EventSource", FakeSource);
        vi.stubGlobal("navigator", {});
        const end = startLive();
        const first = FakeSource.all[0];
        if (first === undefined) throw new Error("nothing listens");
        first.opened = true;
        first.onopen?.();
        expect(live.value?.open).toBe(true);
        browser.dispatchEvent(new Event("offline"));
        expect(live.value?.open).toBe(false);
        expect(first.closed).toBe(true);
        const tries = FakeSource.all.length;
        browser.dispatchEvent(new Event("online"));
        expect(FakeSource.all.length).toBe(tries + 1);
        FakeSource.all.at(-1)?.onopen?.();
        expect(live.value?.open).toBe(true);
        end();
        browser.dispatchEvent(new Event("online"));
        expect(FakeSource.all.length).toBe(tries + 1);
    });
    it("says since when other systems wait, and takes it back", () => {
        vi.stubGlobal("EventSource", FakeSource);
        vi.stubGlobal("navigator", {});
        vi.setSystemTime(1000);
        const end = startLive();
        FakeSource.all[0]?.onopen?.();
        FakeSource.all[0]?.say("exchange", '{"waits":false}');
        expect(exchangeWaits.value).toBe(null);
        FakeSource.all[0]?.say("exchange", '{"waits":true}');
        vi.setSystemTime(5000);
        FakeSource.all[0]?.say("exchange", '{"waits":true}');
        expect(exchangeWaits.value).toBe(1000);
        FakeSource.all[0]?.say("exchange", '{"waits":false}');
        expect(exchangeWaits.value).toBe(null);
        end();
    });
    it("has everything read anew by all pages when another page takes it over, and not when the first one begins", () => {
        const posted: { kind: string }[] = [];
        let channel: { onmessage: ((event: unknown) => void) | null } | undefined;
        let takeOver: () => void = () => undefined;
        vi.stubGlobal("EventSource", FakeSource);
        vi.stubGlobal("BroadcastChannel", class {
            onmessage = null;
            constructor() {
                channel = this;
            }
            postMessage(said: { kind: string }): void {
                posted.push(said);
            }
            close(): void {}
        });
        vi.stubGlobal("navigator", { locks: { request: (_: string, __: object, run: () => Promise<void>) => {
            takeOver = () => void run();
            return Promise.resolve();
        } } });
        const heard: string[] = [];
        const deaf = onChange((one) => heard.push(one.kind));
        const first = startLive();
        takeOver();
        FakeSource.all[0]?.onopen?.();
        expect(heard).toEqual([]);
        first();
        const second = startLive();
        channel?.onmessage?.({ data: { kind: "state", open: true, at: 1 } });
        expect(live.value?.open).toBe(true);
        takeOver();
        expect(heard).toEqual([]);
        FakeSource.all[1]?.onopen?.();
        expect(heard).toEqual(["reset"]);
        expect(posted.at(-1)).toEqual({ kind: "reset" });
        FakeSource.all[1]?.say("resumed", "{}");
        expect(heard).toEqual(["reset"]);
        second();
        deaf();
    });
});
