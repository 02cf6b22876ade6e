import { afterEach, describe, expect, it, vi } from "vitest";
import { composing, find, listen, nameOf, singleKeys, type Pressed } from "../src/keys/dispatch";
import { bindings } from "../src/keys/registry";
import { withLanguages } from "./words";
import { hasMessage } from "../src/i18n";

const press = (key: string, more: Partial<Pressed> = {}): Pressed =>
    ({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, isComposing: false, ...more });
let time = 1000;
const at = (): number => (time += 50);
const done = (name: string, inField = false): string | null => {
    const found = find(name, at(), inField);
    return found === null || found === "wait" ? found : found.id;
};

afterEach(() => {
    singleKeys.value = true;
    time += 10_000;
});

describe("keys", () => {
    it("are named by what they write, whatever the layout needs for it", () => {
        expect(nameOf(press("?", { shiftKey: true }))).toBe("?");
        expect(nameOf(press("J", { shiftKey: true }))).toBe("Shift+j");
        expect(nameOf(press("k", { ctrlKey: true }))).toBe("Mod+k");
        expect(nameOf(press("K", { metaKey: true }))).toBe("Mod+k");
        expect(nameOf(press(" "))).toBe("Space");
    });

    it("do what whoever came last says, and nothing when nobody is there", () => {
        expect(done("j")).toBeNull();
        const first = listen({ down: () => undefined });
        const run = vi.fn();
        const second = listen({ down: run });
        const found = find("j", at(), false);
        if (found === null || found === "wait") throw new Error("not found");
        found.handler(found.key);
        expect(run).toHaveBeenCalledWith("j");
        second();
        first();
        expect(done("j")).toBeNull();
    });

    it("come in twos: g, then q within a moment", () => {
        const stop = listen({ go_queue: () => undefined });
        expect(done("g")).toBe("wait");
        expect(done("q")).toBe("go_queue");
        expect(done("q")).toBeNull();
        expect(done("g")).toBe("wait");
        time += 5000;
        expect(done("q")).toBeNull();
        stop();
    });

    it("do nothing in a field, but for those with Ctrl", () => {
        const stop = listen({ down: () => undefined, palette: () => undefined });
        expect(done("j", true)).toBeNull();
        expect(done("Mod+k", true)).toBe("palette");
        stop();
    });

    it("can be switched off, but for those with Ctrl", () => {
        const stop = listen({ down: () => undefined, palette: () => undefined });
        singleKeys.value = false;
        expect(done("j")).toBeNull();
        expect(done("Mod+k")).toBe("palette");
        stop();
    });

    it("belong to the input method while somebody chooses characters", () => {
        expect(composing(press("Enter", { isComposing: true }))).toBe(true);
        expect(composing(press("Process", { keyCode: 229 }))).toBe(true);
        expect(composing(press("Enter", { keyCode: 13 }))).toBe(false);
    });

    it("stand once in the list, each with words in every language", async () => {
        const seen = new Set<string>();
        for (const one of bindings)
            for (const keys of one.keys) {
                // Lists and cases are never on one screen together.
                const place = `${one.scope === "everywhere" ? "*" : one.scope} ${keys}`;
                expect(seen.has(place), place).toBe(false);
                seen.add(place);
                if (one.scope !== "everywhere") expect(seen.has(`* ${keys}`), keys).toBe(false);
            }
        await withLanguages(() => {
            for (const one of bindings) expect(hasMessage(one.label), one.label).toBe(true);
        });
    });

    it("never commit anything: what is on a single key opens, moves or shows, or takes back", () => {
        const allowed = new Set([
            "help", "search", "go_queue", "go_call", "template", "save_view",
            // Out of sight for whoever presses it, and back with "u": nothing of the case moves.
            "hide", "go_escalations", "go_appeals", "go_board", "go_dashboards", "go_audit", "go_away", "load_new", "undo", "notices", "blocked", "down", "up", "open", "peek", "take",
            "select", "select_down", "select_up",
            // Opens the form; nobody has it before that is sent.
            "assign", "filter", "act", "reply", "note", "escalate", "history", "clocks", "copy", "previous", "next",
        ]);
        for (const one of bindings)
            if (one.keys.some((keys) => !keys.startsWith("Mod+"))) expect(allowed.has(one.id), one.id).toBe(true);
    });
});
