// What the areas work out by themselves: numbers, tables as files, before and after, samples, and where boxes stand.
import { describe, expect, it } from "vitest";
import { merged } from "../src/api/calls";
import { areaPages, offeredPages } from "../src/areas";
import { drawn } from "../src/care/quality";
import { reasonInWords } from "../src/care/reasons";
import { csvOf } from "../src/charts/csv";
import { byKey, dateIn, daysBetween, largest, share, sum } from "../src/charts/shapes";
import { readEntries, readFound, wantedEntries } from "../src/compliance/entries";
import { askedIn } from "../src/compliance/search";
import { hasMessage } from "../src/i18n";
import catalogue from "../src/made/catalogue.json";
import { guardWords } from "../src/operator/machines";
import { box_height, box_width, drawing, inTwoLines } from "../src/operator/diagram";
import type { Actions, PeriodReport } from "../src/api/types";
import { inEnglish, withLanguages } from "./words";

const report: PeriodReport = {
    as_of: "2026-11-26T12:00:00Z", from: "2026-11-01T00:00:00Z", until: "2026-11-26T12:00:00Z", looked_back_to: "2025-11-01T00:00:00Z", zone: "Asia/Shanghai",
    rows: [
        { measure: "filed", key: "2026-11-20", team: "intake", cases: 2 },
        { measure: "filed", key: "2026-11-20", team: "care", cases: 1 },
        { measure: "filed", key: "2026-11-22", team: "intake", cases: 4 },
        { measure: "closed", key: "2026-11-22", team: "intake", cases: 1 },
    ],
};

describe("numbers of a period", () => {
    it("are summed over teams, or of one", () => {
        expect([...byKey(report, "filed")]).toEqual([["2026-11-20", 3], ["2026-11-22", 4]]);
        expect([...byKey(report, "filed", "care")]).toEqual([["2026-11-20", 1]]);
        expect(sum(byKey(report, "filed"))).toBe(7);
        expect(sum(byKey(report, "appealed"))).toBe(0);
    });
    it("stand largest first, equal ones by name", () => {
        expect(largest(new Map([["b", 1], ["a", 1], ["c", 5]]), (key) => key, 2).map((one) => one.key)).toEqual(["c", "a"]);
    });
    it("have every day, also those without anything", () => {
        expect(daysBetween("2026-11-28", "2026-12-02")).toEqual(["2026-11-28", "2026-11-29", "2026-11-30", "2026-12-01", "2026-12-02"]);
        expect(daysBetween("2026-12-02", "2026-11-28")).toEqual([]);
    });
    it("are of days on the wall of the house", () => {
        expect(dateIn("Asia/Shanghai", "2026-11-25T17:00:00Z")).toBe("2026-11-26");
        expect(dateIn("no such zone", "2026-11-25T17:00:00Z")).toBe("2026-11-25");
    });
    it("have no share of nothing", () => {
        expect(share(1, 3)).toBe("33 %");
        expect(share(0, 0)).toBe("–");
    });
});

describe("a table as a file", () => {
    it("is CSV that a spreadsheet opens as it stands", () => {
        expect(csvOf(["a", "b"], [["x,y", 1], ['say "no"', 2]])).toBe("\uFEFFa,b\r\n\"x,y\",1\r\n\"say \"\"no\"\"\",2\r\n");
    });
    it("holds nothing that is taken for a formula, and leaves numbers as they are", () => {
        expect(csvOf(["a"], [["=1+1"], ["@x"], [-5]])).toBe("\uFEFFa\r\n'=1+1\r\n'@x\r\n-5\r\n");
    });
});

describe("guards", () => {
    // Said of a record or of where a case stands, and no condition of a row.
    const no_guards = new Set(["not_possible_in_this_state", "not_possible_containment", "not_possible_redress", "not_possible_referral", "not_permitted", "not_possible_now", "not_permitted_beside", "no_compartment", "compartment_is_open", "version_conflict", "already_filed", "ID_REUSE", "unreadable", "invalid_data", "unknown_event", "unknown_version", "unknown_case", "unknown_matter", "id_in_use", "key_mismatch", "misplaced", "received_in_future", "source_may_not_speak", "too_large", "rejected_by_source", "gave_up", "unknown_state"]);
    it("are each said as a condition in both languages", async () => {
        await withLanguages(() => {
            for (const one of catalogue.refusals) if (!no_guards.has(one)) expect(hasMessage(`guard.${one}`), one).toBe(true);
        });
        inEnglish();
        expect(guardWords("has_owner")).toBe("somebody owns the case");
    });
    it("of a newer server are shown by their name", () => {
        inEnglish();
        expect(guardWords("moon_is_full")).toBe("moon is full");
    });
});

describe("a search of the history", () => {
    it("is what the address says, without what is empty or nothing of it", () => {
        expect(askedIn({ actor: " h.lin ", event: "", asked: "1", case: "ZSQD1-S1K8G" })).toEqual({ actor: "h.lin", case: "ZSQD1-S1K8G" });
    });
    it("shows what stood before as the server says it, clocks by state and due time", () => {
        const read = readFound({
            chain: "c", cseq: 7, pos: 9, bucket: 3, recorded: "2026-11-20T08:00:00Z", leaf: "l", body: JSON.stringify({ ev: "triaged", set: { severity: 3 } }),
            changes: [{ what: "severity", before: 2, after: 3 }, { what: "team", before: null, after: "care" }, { what: "update", before: { state: "running", due: "2026-12-01T00:00:00Z" }, after: { state: "met", due: null } }],
        });
        expect(read.event).toBe("triaged");
        expect(read.changes).toEqual([{ what: "severity", before: "2", after: "3" }, { what: "team", before: "–", after: "care" }, { what: "update", before: "running → 2026-12-01T00:00:00Z", after: "met" }]);
    });
});

describe("entries", () => {
    const entry = (cseq: number, body: object): { cseq: number; pos: number; bucket: number; leaf: string; body: string } => ({ cseq, pos: cseq, bucket: 0, leaf: `l${cseq}`, body: JSON.stringify(body) });
    const all = readEntries([
        entry(1, { actor: { id: "h.lin", role: "handler" }, at: "2026-11-20T08:00:00Z", rec: "2026-11-20T08:00:00Z", type: "case.changed", ev: "complaint_filed", set: { severity: 1 }, moves: [{ machine: "lifecycle", from: "none", to: "received" }], sealed: [{ slot: "narrative" }], src: { source: "/api" } }),
        entry(2, { actor: { id: "h.osei", role: "handler" }, at: "2026-11-21T08:00:00Z", rec: "2026-11-21T08:00:00Z", type: "case.changed", ev: "triaged", set: { severity: 3, team: "care" }, clk: [{ clock: "investigation", due: "2026-12-01T00:00:00Z" }] }),
        entry(3, { actor: { id: "c.ito", role: "care_reviewer" }, at: "2026-11-22T08:00:00Z", rec: "2026-11-22T08:00:00Z", type: "case.refused", ev: "rung_accepted", ref: { guard: "reviewer_is_not_handler" } }),
        entry(4, { actor: { id: "c.ito", role: "care_reviewer" }, at: "2026-11-22T09:00:00Z", rec: "2026-11-22T09:00:00Z", ev: "access_given" }),
        entry(5, { clk: [{ clock: "investigation", due: "2026-12-05T00:00:00Z", state: "paused" }], rec: "2026-11-23T00:00:00Z" }),
        { cseq: 6, pos: 6, bucket: 0, leaf: "l6", body: "no json" },
    ]);
    it("say what stood before and after", () => {
        expect(all[0]?.changes).toEqual([{ what: "lifecycle", before: "none", after: "received" }, { what: "severity", before: "–", after: "1" }]);
        expect(all[1]?.changes[0]).toEqual({ what: "severity", before: "1", after: "3" });
        expect(all[4]?.changes[0]).toEqual({ what: "investigation", before: "running → 2026-12-01T00:00:00Z", after: "paused → 2026-12-05T00:00:00Z" });
        expect(all[5]?.changes).toEqual([]);
        expect(all[5]?.body).toBe("no json");
    });
    it("are found by who, what, when and kind", () => {
        const by = (wanted: object): readonly number[] => wantedEntries(all, { who: "", what: "", from: "", until: "", kind: "", ...wanted }).map((one) => one.cseq);
        expect(by({ who: "care_rev" })).toEqual([3, 4]);
        expect(by({ what: "severity" })).toEqual([1, 2]);
        expect(by({ what: "rung accepted" })).toEqual([3]);
        expect(by({ from: "2026-11-22T00:00:00Z", until: "2026-11-22T08:30:00Z" })).toEqual([3]);
        expect(by({ kind: "refused" })).toEqual([3]);
        expect(by({ kind: "reads" })).toEqual([4]);
    });
});

describe("a sample", () => {
    const cases = Array.from({ length: 40 }, (_, n) => ({ case: `id-${n}` }));
    it("is the same for the same name, and another for another", () => {
        const first = drawn(cases, "2026-11").map((one) => one.case);
        expect(drawn([...cases].reverse(), "2026-11").map((one) => one.case)).toEqual(first);
        expect(drawn(cases, "2026-12").map((one) => one.case)).not.toEqual(first);
        expect(first.length).toBe(12);
        expect(new Set(first).size).toBe(12);
    });
    it("is all of fewer", () => expect(drawn(cases.slice(0, 3), "x").length).toBe(3));
});

describe("why a case climbed", () => {
    it("is said in words; what a newer server says as it is", () => {
        inEnglish();
        expect(reasonInWords("asked")).toBe("Somebody asked for it");
        expect(reasonInWords("missed:investigation")).toMatch(/^Missed: /);
        expect(reasonInWords("by_the_moon")).toBe("by the moon");
        expect(reasonInWords(undefined)).toBe("No reason was recorded");
    });
});

describe("a machine as a picture", () => {
    const rows = [
        { from: "none", event: "filed", to: "received" }, { from: "received", event: "answered", to: "responded" }, { from: "received", event: "closed", to: "closed" },
        { from: "responded", event: "closed", to: "closed" }, { from: "closed", event: "reopened", to: "received" }, { from: "responded", event: "noted", to: "responded" },
    ];
    const drawn_ = drawing(["none", "received", "responded", "closed"], rows);
    it("puts no box on another", () => {
        for (const a of drawn_.boxes) for (const b of drawn_.boxes) {
            if (a === b) continue;
            expect(a.x + box_width <= b.x || b.x + box_width <= a.x || a.y + box_height <= b.y || b.y + box_height <= a.y, `${a.state} ${b.state}`).toBe(true);
        }
        for (const one of drawn_.boxes) expect(one.x + box_width <= drawn_.width && one.y + box_height <= drawn_.height).toBe(true);
    });
    it("has an arrow for each way there is, and none from a state to itself", () => {
        expect(drawn_.arrows.map((one) => `${one.from}>${one.to}`).sort()).toEqual(["closed>received", "none>received", "received>closed", "received>responded", "responded>closed"]);
        expect(drawn_.arrows.find((one) => one.from === "closed")?.back).toBe(true);
        for (const one of drawn_.arrows) expect(one.path).not.toBe("");
    });
});

describe("a name in a box", () => {
    it("is broken near its middle, at a space where there is one", () => {
        expect(inTwoLines("decided")).toEqual(["decided"]);
        expect(inTwoLines("answered for the first time")).toEqual(["answered for", "the first time"]);
        expect(inTwoLines("已经作出首次答复的案件")).toEqual(["已经作出首次", "答复的案件"]);
    });
});

describe("acts of somebody with two roles", () => {
    const list = (role: string, ...how: readonly ("possible" | "blocked" | "other_role")[]): Actions =>
        ({ case: "c", version: 3, role, items: ["assigned", "de_escalated"].map((event, n) => ({ event, label: event, how: how[n] ?? "other_role", machine: "ladder", roles: [], required: [], optional: [] })) });
    it("are those of either", () => {
        const both = merged([list("care_lead", "possible", "other_role"), list("care_reviewer", "other_role", "blocked")]);
        expect(both.items.map((one) => one.how)).toEqual(["possible", "blocked"]);
        expect(both.role).toBe("care_lead");
    });
});

describe("pages of the areas", () => {
    it("have addresses of their own", () => expect(new Set(areaPages.map((one) => one.page)).size).toBe(areaPages.length));
    it("offer the restricted compartment to nobody who may not open it", () => {
        const everything = (what: string): boolean => what !== "restricted";
        const all = ["handler", "care_reviewer", "care_lead", "appeal_reviewer", "compliance", "quality_reviewer", "data_protection", "auditor", "operator"];
        expect(offeredPages(everything, all).map((one) => one.page)).not.toContain("restricted");
    });
});
