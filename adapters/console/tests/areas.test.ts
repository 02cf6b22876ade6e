// What the areas work out by themselves: numbers, tables as files, before and after, samples, and where boxes stand.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { merged } from "../src/api/calls";
import { areaPages, offeredPages } from "../src/areas";
import { keptOutWords } from "../src/areas/of_case";
import { factCalled, recordedInWords, valueInWords, withMoments } from "../src/case/values";
import { partInIt } from "../src/care/appeals";
import { acceptedBy, actsOn } from "../src/care/escalations";
import { drawn, found, reviewsIn, unanswered } from "../src/care/quality";
import { reasonInWords } from "../src/care/reasons";
import { csvOf } from "../src/charts/csv";
import { byKey, dateIn, daysBetween, largest, share, sum } from "../src/charts/shapes";
import { readEntries, readFound, wantedEntries } from "../src/compliance/entries";
import { askedIn } from "../src/compliance/search";
import { hasMessage } from "../src/i18n";
import catalogue from "../src/made/catalogue.json";
import { guardWords } from "../src/operator/machines";
import { inLines } from "../src/charts/draw";
import { reasonCode } from "../src/operator/dead_letters";
import { box_height, box_width, drawing, inTwoLines } from "../src/operator/diagram";
import type { Actions, Entry, PeriodReport } from "../src/api/types";
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

const row = (cseq: number, ev: string, who: string, more: object = {}): Entry => ({ cseq, rec: `2026-11-20T08:00:0${cseq}Z`, what: ev, words: { who }, leaf: "l", ev, who: `${who} (handler)`, ...more });

describe("a quality review", () => {
    const all = Object.fromEntries(["understood", "complete", "reasoned", "plain", "polite", "in_time", "redress"].map((one) => [one, "yes"]));
    it("is not recorded before each question has its answer", () => {
        expect(unanswered({})).toHaveLength(7);
        expect(unanswered({ ...all, redress: "not_applicable" })).toEqual([]);
        const { plain: _, ...rest } = all;
        expect(unanswered(rest)).toEqual(["plain"]);
    });
    it("says in the case what does not apply", () => {
        inEnglish();
        expect(found({ ...all, redress: "not_applicable" }, "")).toContain("not applicable");
    });
    it("is found in the history of its case, and one that was refused is none", () => {
        expect(reviewsIn([row(1, "quality_reviewed", "q.berg", { refused: "x" }), row(2, "quality_reviewed", "q.berg"), row(3, "closed", "h.lin")]).map((one) => one.cseq)).toEqual([2]);
    });
});

describe("an escalation that somebody accepted", () => {
    const raised = row(1, "escalated", "h.lin");
    const taken = row(2, "rung_accepted", "c.ito");
    it("is accepted until it is raised again or returned", () => {
        expect(acceptedBy([raised])).toBeUndefined();
        expect(acceptedBy([raised, taken, row(3, "internal_note_added", "c.ito")])?.cseq).toBe(2);
        expect(acceptedBy([raised, taken, row(3, "escalated", "c.ito")])).toBeUndefined();
        expect(acceptedBy([raised, row(2, "rung_accepted", "c.ito", { refused: "x" })])).toBeUndefined();
    });
    it("is not offered again to whoever has it, and comes last to others", () => {
        expect(actsOn(undefined, "c.ito")[0]).toBe("rung_accepted");
        expect(actsOn(taken, "c.ito")).not.toContain("rung_accepted");
        expect(actsOn(taken, "l.novak").at(-1)).toBe("rung_accepted");
    });
});

describe("an appeal", () => {
    const decision = row(3, "decision_sent", "h.lin");
    it("is heard by nobody who decided the case or worked on it; to have read it is no part in it", () => {
        const all = [row(1, "complaint_filed", "engine"), row(2, "assigned", "h.osei"), decision, row(4, "access_given", "a.moreau")];
        expect(partInIt(all, decision, "h.lin")).toBe("decided");
        expect(partInIt(all, decision, "h.osei")).toBe("worked");
        expect(partInIt(all, decision, "a.moreau")).toBeUndefined();
        expect(partInIt(all, decision, undefined)).toBeUndefined();
    });
    it("says since when somebody is kept out of it, as far as the page knows", async () => {
        await withLanguages(() => {
            expect(keptOutWords("2026-11-20T08:00:00Z")).toMatch(/20/);
            expect(keptOutWords(undefined)).not.toBe(keptOutWords("2026-11-20T08:00:00Z"));
        });
    });
});

describe("a reason to discard", () => {
    it("in words of one's own becomes the code that is recorded, or none", () => {
        expect(reasonCode(" Sent by mistake ")).toBe("sent_by_mistake");
        expect(reasonCode("误发")).toBeUndefined();
        expect(reasonCode("")).toBeUndefined();
        expect(reasonCode("x".repeat(41))).toBeUndefined();
    });
});

describe("values that were recorded", () => {
    it("are read in words: instants, codes, lists and their parts", () => {
        inEnglish();
        expect(valueInWords("due", "2099-12-01T09:00:00.000000Z")).toMatch(/2099/);
        expect(valueInWords("due", "2099-12-01T09:00:00.000000Z")).not.toContain("T09");
        expect(valueInWords("cause", "gateway_timeout")).toBe("gateway timeout");
        expect(valueInWords("outcome", "not_upheld")).toBe("not upheld");
        expect(valueInWords("cases", [])).toBe("–");
        expect(valueInWords("x", [{ state: "open", id: "a" }])).toBe("State: open, id: a");
    });
    it("of an entry, too: machines by the words of their states, clocks with their time", () => {
        inEnglish();
        expect(recordedInWords("lifecycle", "responded")).toBe("answered for the first time");
        expect(recordedInWords("investigation", "met")).toBe("met");
        expect(recordedInWords("investigation", "met_late → 2099-12-01T09:00:00Z")).toMatch(/^met late → .*2099/);
        expect(recordedInWords("read_back", "true")).toBe("yes");
        expect(recordedInWords("points", '[{"number":1,"finding":"not_upheld"}]')).toMatch(/not upheld$/);
        expect(recordedInWords("severity", "–")).toBe("–");
        expect(recordedInWords("subject", "[no json")).toBe("[no json");
    });
});

describe("a fact", () => {
    it("of a case has a name in both languages", async () => {
        const list = /members_of<facts>[\s\S]*?#undef F/.exec(readFileSync("states/complaint.hpp", "utf8"))?.[0] ?? "";
        const all = [...list.matchAll(/F\((\w+)\)/g)].map((one) => one[1] ?? "").filter((one) => one !== "name");
        const machines = new Set(["acted", "calendars", "containment", "filed_at", "policies", "received_at", "reference", "referral"]);
        expect(all.length).toBeGreaterThan(80);
        await withLanguages(() => {
            for (const one of all) if (!machines.has(one)) expect(factCalled(one), one).toBeDefined();
        });
    });
    it("has its instants as people read them, in a sentence of the server, too", () => {
        inEnglish();
        expect(withMoments("Kept until 2031-11-28T17:16:43.531465Z.")).toMatch(/^Kept until .*2031.*\.$/);
    });
});

describe("a permission", () => {
    it("of the table has words in both languages", async () => {
        const header = readFileSync("workflow/permissions.hpp", "utf8");
        const all = [...header.matchAll(/^ {4}X\((\w+),/gm)].map((one) => one[1] ?? "");
        expect(all.length).toBeGreaterThan(30);
        await withLanguages(() => {
            for (const one of all) expect(hasMessage(`permission.${one}`), one).toBe(true);
        });
    });
});

describe("the name of a bar", () => {
    it("goes on in a second line, at a space where there is one", () => {
        expect(inLines("decided", 20)).toBe("decided");
        expect(inLines("first answer, target of the regulator", 24)).toBe("first answer, target of\nthe regulator");
        expect(inLines("首次答复目标时限说明", 10)).toBe("首次答复目\n标时限说明");
    });
});
