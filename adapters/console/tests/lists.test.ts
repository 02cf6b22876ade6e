import { describe, expect, it } from "vitest";
import type { Clock, Line } from "../src/api/types";
import { Asking } from "../src/queue/asking";
import { isNumber } from "../src/call/page";
import { clocksInOrder } from "../src/case/cards";
import { stillSelected } from "../src/queue/bulk";
import { besides, filtersIn } from "../src/queue/filters";
import { clamp, fresh, merged } from "../src/queue/rows";
import { clockOf } from "../src/ui/clock";

const line = (id: string, more: Partial<Line> = {}): Line => ({ case: id, reference: id.toUpperCase(), state: "received", severity: 1, rung: 0, ...more });

describe("the next date of a case", () => {
    const clock = (name: string, due: string | undefined, state = "running"): Clock => ({ clock: name, state, ...(due === undefined ? {} : { due }) }) as unknown as Clock;
    it("is explained by the clock that makes it, or by the next one where that is over", () => {
        const all = [clock("investigation", "2026-12-10T00:00:00Z"), clock("update", "2026-12-03T00:00:00.000000Z"), clock("hold", "2026-12-01T00:00:00Z", "paused"), clock("appeal", undefined)];
        expect(clockOf(all, "2026-12-03T00:00:00Z")?.clock).toBe("update");
        expect(clockOf(all, "2026-12-10T00:00:00Z")?.clock).toBe("investigation");
        expect(clockOf(all, "2026-12-02T00:00:00Z")?.clock).toBe("update");
        expect(clockOf([], "2026-12-02T00:00:00Z")).toBeUndefined();
    });
    it("is a missed promise's until that is kept, and all that is owed stands by its due time", () => {
        const all = [clock("investigation", "2026-12-10T00:00:00Z"), clock("hotline", "2026-12-01T00:00:00Z", "missed"), clock("first", "2026-11-01T00:00:00Z", "met_late"), clock("old", "2026-10-01T00:00:00Z", "met")];
        expect(clockOf(all, "2026-12-01T00:00:00Z")?.clock).toBe("hotline");
        expect(clocksInOrder(all).map((one) => one.clock)).toEqual(["hotline", "investigation", "first", "old"]);
    });
});

describe("rows of a list", () => {
    it("stay where they are when others come before them", () => {
        const shown = fresh([line("b"), line("c")]);
        const now = merged(shown, [line("a"), line("b"), line("c")], true);
        expect(now.rows.map((row) => row.line.case)).toEqual(["b", "c"]);
        expect(now.waiting).toBe(1);
    });
    it("stay, marked as gone, when they left the list", () => {
        const now = merged(fresh([line("a"), line("b")]), [line("b")], true);
        expect(now.rows.map((row) => [row.line.case, row.gone])).toEqual([["a", true], ["b", false]]);
    });
    it("are not called gone when only the first page was read again", () => {
        const now = merged(fresh([line("a"), line("z")]), [line("a")], false);
        expect(now.rows.every((row) => !row.gone)).toBe(true);
    });
    it("are marked when something in them changed, and lose the mark with the next look", () => {
        const once = merged(fresh([line("a")]), [line("a", { severity: 3 })], true);
        expect(once.rows[0]?.changed).toBe(true);
        const twice = merged(once.rows, [line("a", { severity: 3 })], true);
        expect(twice.rows[0]?.changed).toBe(false);
    });
    it("keep the cursor among them", () => {
        expect(clamp(5, 3)).toBe(2);
        expect(clamp(-1, 3)).toBe(0);
        expect(clamp(0, 0)).toBe(-1);
    });
});

describe("what a list asks for", () => {
    it("is not overtaken by a look at what changed, which is taken afterwards", () => {
        for (const kind of ["next", "whole"] as const) {
            const one = new Asking();
            const mine = one.begin(kind);
            expect(one.begin("refresh")).toBeNull();
            expect(one.isLatest(mine ?? 0)).toBe(true);
            expect(one.end(mine ?? 0)).toBe(true);
            const look = one.begin("refresh");
            expect(look).not.toBeNull();
            expect(one.end(look ?? 0)).toBe(false);
        }
    });
    it("goes before a look that is under way, which is taken again", () => {
        const one = new Asking();
        const look = one.begin("refresh");
        const mine = one.begin("next");
        expect(one.isLatest(look ?? 0)).toBe(false);
        expect(one.end(look ?? 0)).toBe(false);
        expect(one.end(mine ?? 0)).toBe(true);
    });
    it("is asked for once, and is over when everything is read anew", () => {
        const one = new Asking();
        const mine = one.begin("next");
        expect(one.begin("next")).toBeNull();
        one.begin("refresh");
        const whole = one.begin("whole");
        expect(one.isLatest(mine ?? 0)).toBe(false);
        expect(one.end(whole ?? 0)).toBe(false);
        one.begin("next");
        one.forget();
        expect(one.begin("refresh")).not.toBeNull();
    });
});

describe("cases that were acted on together", () => {
    it("stay selected when they were refused or beyond the limit", () => {
        const told = [{ case: "a" }, { case: "b", problem: { type: "x", status: 409, code: "x" } }] as unknown as Parameters<typeof stillSelected>[1];
        expect(stillSelected([line("a"), line("b"), line("c")], told)).toEqual(["b", "c"]);
    });
});

describe("the address of a list", () => {
    it("holds its filters and nothing else", () => {
        expect(filtersIn({ state: "decided", nonsense: "1", owner: "" })).toEqual({ state: "decided" });
    });
    it("says which case comes next, also from one that left the list", () => {
        const trail = { from: "/console/queue/mine", references: ["A", "B", "C"] };
        expect(besides(trail, "B")).toEqual({ previous: "A", next: "C" });
        expect(besides(trail, "C")).toEqual({ previous: "B", next: undefined });
        expect(besides(trail, "X")).toEqual({ previous: undefined, next: "A" });
        expect(besides(null, "A")).toEqual({ previous: undefined, next: undefined });
    });
});

describe("a telephone number", () => {
    it("has digits enough to be dialled, however people write them", () => {
        for (const one of ["+86 139 1234 5678", "(020) 7946-0018", "020.7946.0018", "4001234567"]) expect(isNumber(one)).toBe(true);
        for (const one of ["not-a-phone", "12345", "+", "ask for Li", "139 1234 5678 ext. Li"]) expect(isNumber(one)).toBe(false);
    });
});
