import { describe, expect, it } from "vitest";
import { destinations, home, referenceIn, topOf } from "../src/frame/navigation";
import { ranked } from "../src/frame/palette";
import { addressOf, placeOf } from "../src/route";
import { problemOf } from "../src/api/problem";
import { address } from "../src/api/client";
import { limitInWords } from "../src/ui/clock";
import { length, toApi, toLocal } from "../src/i18n/time";
import { inEnglish } from "./words";

describe("addresses", () => {
    it("hold the place and come back from it", () => {
        expect(addressOf("queue", "mine", { state: "decided", owner: "" })).toBe("/console/queue/mine?state=decided");
        expect(placeOf("/console/case/ZSQD1-S1K8G", "?act=triaged")).toEqual({ page: "case", name: "ZSQD1-S1K8G", query: { act: "triaged" } });
        expect(placeOf("/console/", "")).toEqual({ page: "", name: "", query: {} });
        expect(addressOf("search", "", { q: "转账 &" })).toBe("/console/search?q=%E8%BD%AC%E8%B4%A6+%26");
    });
    it("that are no encoding are taken as they stand", () => {
        expect(placeOf("/console/case/100%", "")).toEqual({ page: "case", name: "100%", query: {} });
        expect(placeOf("/console/%E8/x", "").page).toBe("%E8");
    });
    it("of the API leave out what is not said", () => {
        expect(address("/api/v1/x", { a: undefined, b: "", c: 0, d: true, e: false })).toBe("/api/v1/x?c=0&d=true");
    });
});

describe("a reference", () => {
    it("is understood as people type it", () => {
        for (const one of ["ZSQD1-S1K8H", "zsqd1s1k8h", " zsqd1 s1k8h ", "ＺＳＱＤ１S1K8H", "ZSQDI-SlK8H"]) expect(referenceIn(one), one).toBe("ZSQD1-S1K8H");
        expect(referenceIn("ppeyj z636r")).toBe("PPEYJ-Z636R");
        expect(referenceIn("OOOOO OOOOO")).toBe("00000-00000");
    });
    it("is told from words and from typing mistakes", () => {
        for (const one of ["", "withdrawal", "ZSQD1", "转账失败转账失败转账", "ZSQD1-S1K8G", "ZSQD1-S1K8U", "SZQD1-S1K8H"]) expect(referenceIn(one), one).toBeNull();
    });
});

describe("navigation", () => {
    const with_ = (...all: string[]) => (what: string): boolean => all.includes(what);
    it("offers what the API lets somebody do, and nothing that would be refused", () => {
        expect(destinations(with_("list_cases"), ["handler"]).map((one) => one.page)).toEqual(["queue"]);
        expect(destinations(with_("list_cases"), ["care_reviewer"]).map((one) => one.page)).toEqual(["queue", "escalations", "appeals", "board", "owed", "referrals"]);
        expect(destinations(with_("list_cases", "operations", "dead_letters"), ["operator"]).map((one) => one.page)).toEqual(["queue", "operations", "dead-letters", "settings"]);
        expect(destinations(with_("list_cases", "restricted"), ["restricted_reviewer"]).map((one) => one.page)).toEqual(["queue", "restricted"]);
        expect(destinations(with_(), [])).toEqual([]);
    });
    it("puts the pages of an area behind one name", () => {
        const all = destinations(with_("list_cases", "operations", "dead_letters", "reports"), ["care_lead"]);
        expect(topOf(all).map((one) => one.label)).toEqual(["nav.queue", "area.care", "area.operator"]);
        expect(topOf(all)[1]?.to).toBe("/console/escalations");
    });
    it("begins where the work is", () => {
        expect(home(with_("list_cases"), ["handler"])).toBe("/console/queue/mine");
        expect(home(with_("list_cases", "operations"), ["operator"])).toBe("/console/operations");
    });
});

describe("the palette", () => {
    const all = ["Add a note", "Note", "Go to the queue"].map((label) => ({ id: label, label, run: () => undefined }));
    it("puts what begins a word first", () => {
        expect(ranked(all, "note").map((one) => one.label)).toEqual(["Add a note", "Note"]);
        expect(ranked(all, "ueue").map((one) => one.label)).toEqual(["Go to the queue"]);
        expect(ranked(all, "zzz")).toEqual([]);
        expect(ranked(all, "").length).toBe(3);
    });
});

describe("problems", () => {
    it("are read from their own form, and from none", () => {
        const told = problemOf(409, JSON.stringify({ type: "x", status: 409, code: "illegal_transition", trace_id: "t" }), null);
        expect([told.code, told.body.trace_id, told.passing]).toEqual(["illegal_transition", "t", false]);
        const proxy = problemOf(503, "<html>", "7");
        expect([proxy.code, proxy.passing, proxy.retryAfterSeconds]).toEqual(["failure", true, 7]);
    });
});

describe("times", () => {
    it("say their two largest units", () => {
        inEnglish();
        expect([30, 60, 3600, 5430, 90_000, 86_400, 864_000].map(length)).toEqual(["below 1 min", "1 min", "1 h", "1 h 30 min", "1 d 1 h", "1 d", "10 d"]);
    });
    it("of a field come back as they went", () => {
        const local = toLocal("2026-11-28T09:00:00Z");
        expect(toApi(local)).toBe("2026-11-28T09:00:00Z");
        // As it is when the first digit of a year is typed over another.
        expect(toLocal(toApi("0002-11-28T09:00"))).toBe("0002-11-28T09:00");
        expect(toApi("")).toBe("");
        expect(toApi("nonsense")).toBe("");
    });
    it("of a promise are said in words; a form of a newer server as it is", () => {
        inEnglish();
        expect(limitInWords("14cd eod")).toBe("14 days, until the end of the day");
        expect(limitInWords("24h")).toBe("24 hours");
        expect(limitInWords("3 moons")).toBe("3 moons");
    });
});
