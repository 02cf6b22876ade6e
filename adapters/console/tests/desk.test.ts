// What a desk has beside its cases: views, cases put aside, and what is said on the telephone.
import { beforeEach, describe, expect, it } from "vitest";
import { spelled } from "../src/call/spelling";
import { sentences } from "../src/call/status";
import type { CallerTold } from "../src/api/types";
import { use } from "../src/i18n";
import { hiddenUntil, isHidden } from "../src/queue/hidden";
import { filterOf, isOpen } from "../src/queue/views";
import { session } from "../src/session";
import type { Session, View } from "../src/api/types";
import { books, inEnglish } from "./words";

beforeEach(() => {
    inEnglish();
    session.value = { person: "h.lin", team: "intake", roles: ["handler"], permissions: [] } as unknown as Session;
});

describe("a view", () => {
    it("says by filters what the queue shows", () => {
        expect(filterOf("mine", { severity: "3" })).toEqual({ owner: "h.lin", severity: "3" });
        expect(filterOf("team", {})).toEqual({ team: "intake" });
        expect(filterOf("waiting", {})).toEqual({ hold: "waiting" });
        expect(filterOf("all", { category: "fees" })).toEqual({ category: "fees" });
    });
    it("is not made of what filters cannot say", () => {
        expect(filterOf("unowned", {})).toBeNull();
        expect(filterOf("a_queue_of_tomorrow", {})).toBeNull();
    });
    it("is open when the list has its filters, in whatever order", () => {
        const one = { filter: { severity: 3, owner: "h.lin" } } as unknown as View;
        expect(isOpen(one, "all", { owner: "h.lin", severity: "3" })).toBe(true);
        expect(isOpen(one, "all", { owner: "h.lin" })).toBe(false);
        expect(isOpen(one, "mine", { owner: "h.lin", severity: "3" })).toBe(false);
    });
});

describe("a case that was put aside", () => {
    it("is there again when its time has come", () => {
        hiddenUntil.value = new Map([["a", new Date(Date.now() + 60_000).toISOString()], ["b", new Date(Date.now() - 60_000).toISOString()]]);
        expect(isHidden("a")).toBe(true);
        expect(isHidden("b")).toBe(false);
        expect(isHidden("c")).toBe(false);
        hiddenUntil.value = new Map();
    });
});

describe("on the telephone", () => {
    it("a reference is said letter by letter, in two groups", () => {
        expect(spelled("ZS0D1-S1K8H")).toEqual(["Zulu Sierra zero Delta one", "Sierra one Kilo eight Hotel"]);
        use("zh-CN", books["zh-CN"]);
        expect(spelled("ZS0D1-S1K8H")).toEqual(["Z S 零 D 幺", "S 幺 K 八 H"]);
    });
    it("the status is what the pages say, late promises first, and no place is left open", () => {
        const status: CallerTold["status"] = {
            reference: "ZSQD1-S1K8H", language: "en", category: "fees", kind: "complaint", stage: "being_looked_at", next_is: "ours",
            waits_for_you: false, with_outside_body: false, acts: [], late: [{ clock: "initial_response", due: "2026-11-20T09:00:00Z" }],
            next: { clock: "resolution", due: "2026-12-20T09:00:00Z" },
        };
        const said = sentences(status);
        expect(said[0]).toBe("It is our turn.");
        expect(said[1]).toMatch(/^We are late: .* was due .*\. We are sorry\.$/);
        expect(said[2]).toMatch(/^New date: /);
        for (const one of [status, { ...status, stage: "closed" as const, late: [], next: undefined as never, closed: "2026-11-20T09:00:00Z", closure_reason: "withdrawn" }])
            expect(sentences(one).join(" ")).not.toMatch(/[{}]/);
        expect(sentences({ ...status, waits_for_you: true, answer_until: "2026-12-01T09:00:00Z", missing: ["account"] }).join(" ")).toMatch(/We need something from you, by .* Still missing: /);
    });
});
