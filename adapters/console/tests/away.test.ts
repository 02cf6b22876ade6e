// Absences: who is away and when, who may stand in, who may say it, and in which words.
import { describe, expect, it } from "vitest";
import { destinations, home, topOf } from "../src/frame/navigation";
import { ahead, awayAt, calledOff, endOf, maySayOf, mayStandIn, nextOf, notStoodIn, type Said, sorted, wrongIn } from "../src/away/absences";
import type { Absence, Person } from "../src/api/types";
import { hasMessage, t } from "../src/i18n";
import { merged } from "../src/queue/rows";
import { inEnglish, withLanguages } from "./words";

const at = (iso: string): number => Date.parse(iso);
const person = (name: string, more: Partial<Person> = {}): Person => ({ person: name, roles: ["handler"], team: "intake", ...more });
const absence = (id: string, who: string, more: Partial<Absence> = {}): Absence =>
    ({ absence: id, person: who, from: "2026-12-01T00:00:00Z", until: "2026-12-05T00:00:00Z", said_by: who, said_at: "2026-11-30T08:00:00Z", ...more });
const christmas = { from: "2026-12-24T00:00:00Z", until: "2026-12-28T00:00:00Z" };

describe("somebody who is away", () => {
    it("is away from the beginning until before the end", () => {
        const of = person("c.ito", { absences: [{ ...christmas, delegate: "c.reyes" }] });
        expect(awayAt(of, at("2026-12-23T23:59:59Z"))).toBeUndefined();
        expect(awayAt(of, at("2026-12-24T00:00:00Z"))).toEqual({ ...christmas, delegate: "c.reyes", person: "c.ito" });
        expect(awayAt(of, at("2026-12-28T00:00:00Z"))).toBeUndefined();
    });
    it("comes back after the absence that ends last", () => {
        const of = person("c.ito", { absences: [christmas, { from: "2026-12-26T00:00:00Z", until: "2027-01-02T00:00:00Z" }] });
        expect(awayAt(of, at("2026-12-27T00:00:00Z"))?.until).toBe("2027-01-02T00:00:00Z");
    });
    it("has the one stand in whom the absence names, or else the roster; the next absence, too", () => {
        const of = person("c.ito", { delegate: "c.reyes", absences: [christmas, { from: "2027-02-01T00:00:00Z", until: "2027-02-02T00:00:00Z", delegate: "l.novak" }] });
        expect(awayAt(of, at("2026-12-25T00:00:00Z"))?.delegate).toBe("c.reyes");
        expect(nextOf(of, at("2026-12-25T00:00:00Z"))?.delegate).toBe("l.novak");
        expect(nextOf(of, at("2027-02-01T00:00:00Z"))).toBeUndefined();
    });
    it("is nowhere away when the roster says nothing", () => expect(awayAt(person("h.lin"), at("2026-12-24T00:00:00Z"))).toBeUndefined());
});

describe("who may stand in", () => {
    const people = [
        person("h.lin"), person("h.osei"), person("c.ito", { roles: ["care_reviewer"], team: "care" }),
        person("s.okafor", { roles: ["handler", "care_reviewer"], team: "senior" }), person("h.park", { absences: [christmas] }),
    ];
    const names = (of: string, from: string, until: string): readonly string[] =>
        mayStandIn(people, people.find((one) => one.person === of) ?? person(of), at(from), at(until)).map((one) => one.person);
    it("shares a role in which the person works on cases; whoever shares most comes first, then the own team", () => {
        expect(names("h.lin", "2026-12-01T00:00:00Z", "2026-12-02T00:00:00Z")).toEqual(["h.osei", "h.park", "s.okafor"]);
        expect(names("c.ito", "2026-12-01T00:00:00Z", "2026-12-02T00:00:00Z")).toEqual(["s.okafor"]);
        expect(names("s.okafor", "2026-12-01T00:00:00Z", "2026-12-02T00:00:00Z")).toEqual(["c.ito", "h.lin", "h.osei", "h.park"]);
        expect(notStoodIn(people[3]!, people[2]!)).toEqual(["handler"]);
        expect(notStoodIn(people[2]!, people[3]!)).toEqual([]);
    });
    it("is there all the while; an absence that only touches it does not count", () => {
        for (const [from, until] of [["2026-12-23T00:00:00Z", "2026-12-24T00:00:01Z"], ["2026-12-27T00:00:00Z", "2026-12-30T00:00:00Z"], ["2026-12-20T00:00:00Z", "2026-12-31T00:00:00Z"]] as const)
            expect(names("h.lin", from, until)).not.toContain("h.park");
        expect(names("h.lin", "2026-12-28T00:00:00Z", "2026-12-30T00:00:00Z")).toContain("h.park");
        expect(names("h.lin", "2026-12-20T00:00:00Z", "2026-12-24T00:00:00Z")).toContain("h.park");
    });
    it("is there at the beginning, as long as no end was said", () => {
        expect(names("h.lin", "2026-12-25T00:00:00Z", "")).not.toContain("h.park");
        expect(names("h.lin", "2026-12-20T00:00:00Z", "")).toContain("h.park");
    });
});

describe("who may say it", () => {
    it("everybody of themselves; of others a care lead, an operator and their manager", () => {
        const of = person("h.lin", { manager: "m.boss" });
        expect(maySayOf("h.lin", ["handler"], of)).toBe(true);
        expect(maySayOf("h.osei", ["handler", "care_reviewer"], of)).toBe(false);
        expect(maySayOf("m.boss", ["handler"], of)).toBe(true);
        expect(maySayOf("l.novak", ["care_lead"], of)).toBe(true);
        expect(maySayOf("o.ops", ["operator"], of)).toBe(true);
    });
});

describe("absences of the house", () => {
    const now = at("2026-12-02T00:00:00Z");
    it("are those of the file and those said here, each once, by when they are", () => {
        const people = [person("h.lin", { absences: [{ ...christmas }, { from: "2026-12-01T00:00:00Z", until: "2026-12-05T00:00:00Z" }] }), person("h.osei", { absences: [{ from: "2026-12-01T00:00:00Z", until: "2026-12-03T00:00:00Z" }] })];
        const all = sorted(people, [absence("1", "h.lin", { said_by: "l.novak" }), absence("2", "h.park", { from: "2026-12-10T00:00:00Z", until: "2026-12-11T00:00:00Z" })], now);
        expect(all.now.map((one) => [one.person, one.said_by])).toEqual([["h.osei", undefined], ["h.lin", "l.novak"]]);
        expect(all.next.map((one) => one.person)).toEqual(["h.park", "h.lin"]);
        expect(all.over).toEqual([]);
    });
    it("are each once, too, where the roster does not say which one it has", () => {
        const early = absence("1", "h.lin", { ended_at: "2026-12-03T00:00:00Z" });
        const people = [person("h.lin", { absences: [{ from: early.from, until: "2026-12-03T00:00:00.000Z" }] })];
        expect(sorted(people, [early], now).now).toEqual([early]);
    });
    it("that were ended or called off are over; what is long over is not told", () => {
        const ended = absence("1", "a", { ended_at: "2026-12-01T12:00:00Z" });
        const off = absence("2", "b", { from: "2026-12-10T00:00:00Z", until: "2026-12-11T00:00:00Z", ended_at: "2026-11-30T09:00:00Z" });
        const all = sorted([person("c", { absences: [{ from: "2026-01-01T00:00:00Z", until: "2026-01-09T00:00:00Z" }] })], [ended, off, absence("3", "d", { from: "2026-11-20T00:00:00Z", until: "2026-12-02T00:00:00Z" })], now);
        expect([all.now, all.next]).toEqual([[], []]);
        expect(all.over.map((one) => one.absence)).toEqual(["3", "1", "2"]);
        expect([ended, off].map(calledOff)).toEqual([false, true]);
        expect([ended, absence("4", "e")].map(endOf)).toEqual(["2026-12-01T12:00:00Z", "2026-12-05T00:00:00Z"]);
    });
});

describe("an absence that is said", () => {
    const now = at("2026-12-02T00:00:00Z");
    const said = (more: Partial<Said> = {}): Said => ({ person: "h.lin", from: "", until: "2026-12-05T00:00:00Z", delegate: "", ...more });
    it("lacks an end, ends before it begins, or is past: said at its field", () => {
        expect(wrongIn(said(), now)).toEqual({});
        expect(wrongIn(said({ until: "" }), now)).toEqual({ until: "field.missing" });
        expect(wrongIn(said({ from: "2026-12-05T00:00:00Z" }), now)).toEqual({ until: "away.until_not_later" });
        expect(wrongIn(said({ until: "2026-12-02T00:00:00Z" }), now)).toEqual({ until: "away.until_past" });
    });
    it("is told in plain words before it is sent: when, whose the cases are, who stands in", () => {
        inEnglish();
        const words = (one: Said, me = "h.lin"): string => ahead(one, me, (iso) => iso.slice(0, 10)).map(({ key, values }) => t(key, values)).join(" ");
        expect(words(said({ delegate: "c.ito" }))).toBe("You are recorded as away from now until 2026-12-05. Your cases stay yours; c.ito sees them under Mine and hears your rungs. Both names are recorded.");
        expect(words(said({ from: "2026-12-03T00:00:00Z" }))).toBe("You are recorded as away from 2026-12-03 until 2026-12-05. Nobody is named to stand in: your cases stay yours, their clocks run on, and your team hears your rungs.");
        expect(words(said({ delegate: "c.ito" }), "l.novak")).toBe("h.lin is recorded as away from now until 2026-12-05, and that you said so. The cases of h.lin stay theirs; c.ito sees them under Mine and hears their rungs. Both names are recorded.");
        expect(words(said({ from: "2026-12-03T00:00:00Z" }), "l.novak")).toContain("h.lin is recorded as away from 2026-12-03 until 2026-12-05");
    });
    it("has its fields named in every language", () => withLanguages(() => {
        for (const one of ["person", "from", "until", "delegate"]) expect(hasMessage(`field.${one}`), one).toBe(true);
    }));
});

describe("the page of absences", () => {
    const may = (what: string): boolean => what === "absences" || what === "list_cases";
    it("is there for everybody, last, and behind its own name", () => {
        for (const role of ["handler", "appeal_reviewer", "quality_reviewer", "restricted_reviewer", "operator", "auditor"]) {
            const all = destinations(may, [role]);
            expect(all.at(-1)).toEqual({ page: "away", to: "/console/away", label: "nav.away", area: "presence" });
            expect(topOf(all).at(-1)?.label).toBe("nav.away");
        }
        expect(home(may, ["handler"])).toBe("/console/queue/mine");
        expect(destinations((what) => what === "list_cases", ["handler"]).map((one) => one.page)).toEqual(["queue"]);
    });
});

describe("a row of somebody who is away", () => {
    it("is another one once they are back", () => {
        const line = { case: "a", reference: "A", state: "received", severity: 1, rung: 0, owner: "h.park" };
        const shown = merged([{ line: { ...line, stands_in_for: "h.park" }, gone: false, changed: false }], [line], true);
        expect(shown.rows[0]?.changed).toBe(true);
    });
});
