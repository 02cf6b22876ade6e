// Words that answers begin with: the same templates in every language, plain, and nothing of them is sent half filled.
import { describe, expect, it } from "vitest";
import made from "../src/made/templates.json";
import { filled, placesIn, templatesFor, type Template } from "../src/case/templates";
import { allFields } from "../src/case/fields";
import { hasMessage } from "../src/i18n";
import { inEnglish } from "./words";

const all = made as Readonly<Record<"en" | "zh-CN", readonly Template[]>>;
const ours = new Set(["{name}", "{reference}", "{category}", "{amount}", "{account}", "{transaction}"]);
const shape = (one: Template): object => ({
    id: one.id, acts: one.acts, field: one.field, ours: placesIn(one.text).filter((place) => ours.has(place)).sort(),
    open: placesIn(one.text).filter((place) => !ours.has(place)).length,
});

describe("templates", () => {
    it("are the same in both languages, for acts and fields that there are", () => {
        inEnglish();
        expect(all["zh-CN"].map(shape)).toEqual(all.en.map(shape));
        for (const one of all.en) {
            expect(allFields(), one.id).toContain(one.field);
            for (const act of one.acts) expect(hasMessage(`verb.${act}`), act).toBe(true);
        }
        expect(new Set(all.en.map((one) => one.id)).size).toBe(all.en.length);
    });
    it("are plain: short sentences", () => {
        for (const one of all.en)
            for (const sentence of one.text.split(/[.?!]\s*/)) expect(sentence.split(/\s+/).filter((word) => word !== "").length, sentence).toBeLessThanOrEqual(12);
        for (const one of all["zh-CN"]) {
            for (const sentence of one.text.split(/[。？！]\s*/)) expect([...sentence.replaceAll(/\s/g, "")].length, sentence).toBeLessThanOrEqual(25);
            expect(/\p{Script=Han}/u.test(one.name), one.name).toBe(true);
        }
    });
    it("are offered in the language of whoever reads the letter, and in no other", () => {
        expect(templatesFor("initial_response_sent", "letter_body", "zh-CN").length).toBeGreaterThan(0);
        expect(templatesFor("initial_response_sent", "letter_body", "de")).toEqual([]);
        expect(templatesFor("initial_response_sent", "letter_body", undefined)).toEqual([]);
        expect(templatesFor("triaged", "reason", "en")).toEqual([]);
        // A message has its words in a field of another name.
        expect(templatesFor("message_sent", "text", "en").map((one) => one.id)).toContain("looking_into_it");
    });
    it("are filled from the case; what it cannot fill stays to be replaced", () => {
        inEnglish();
        const traced = all.en.find((one) => one.id === "transfer_traced");
        if (traced === undefined) throw new Error("there is no such template");
        expect(filled(traced, "ZSQD1-S1K8H", { amount: "20.00", currency: "USDT" }, new Map())).toContain("your transfer of 20.00 USDT");
        expect(placesIn(filled(traced, "ZSQD1-S1K8H", {}, new Map()))).toEqual(["{amount}"]);
        expect(placesIn("a { b }\n{c\n}")).toEqual(["{ b }"]);
        expect(placesIn(3)).toEqual([]);
    });
});
