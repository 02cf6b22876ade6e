// Both languages say the same things: the lint of the words.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { parse, TYPE, type MessageFormatElement } from "@formatjs/icu-messageformat-parser";
import { describe, expect, it } from "vitest";
import { allFields } from "../src/case/fields";
import { hasMessage, language, t, use, verb, word } from "../src/i18n";
import { books, inEnglish, withLanguages } from "./words";

const english = books.en.messages;
const chinese = books["zh-CN"].messages;

interface Found {
    readonly places: Set<string>;
    readonly branches: Map<string, readonly string[]>;
}
function look(elements: readonly MessageFormatElement[], found: Found): Found {
    for (const one of elements) {
        if (one.type === TYPE.literal || one.type === TYPE.pound) continue;
        if ("value" in one) found.places.add(one.value);
        if (one.type === TYPE.plural || one.type === TYPE.select) {
            found.branches.set(one.value, Object.keys(one.options));
            for (const option of Object.values(one.options)) look(option.value, found);
        }
    }
    return found;
}
const lookAt = (text: string): Found => look(parse(text), { places: new Set(), branches: new Map() });

describe("messages", () => {
    it("have the same keys in both languages", () => {
        expect(Object.keys(chinese).sort()).toEqual(Object.keys(english).sort());
    });

    it("have the same places in both languages, and every branch that their plurals need", () => {
        for (const key of Object.keys(english)) {
            const en = lookAt(english[key] ?? "");
            const zh = lookAt(chinese[key] ?? "");
            expect([...zh.places].sort(), key).toEqual([...en.places].sort());
            for (const [place, branches] of en.branches) {
                expect(branches, `${key} ${place}`).toContain("other");
                expect(zh.branches.get(place), `${key} ${place}`).toContain("other");
                if (branches.includes("one") || zh.branches.get(place)?.length === 1) expect(branches, `${key} ${place}`).toContain("one");
            }
        }
    });

    it("are translated: where both are equal, that is meant", () => {
        const equal = new Set(["effect.moves", "act.done"]);
        for (const [key, text] of Object.entries(english)) if (key !== "effect.moves") expect(chinese[key], key).not.toBe(text);
        for (const [key, text] of Object.entries(chinese)) {
            if (equal.has(key)) continue;
            expect(/\p{Script=Han}/u.test(text), `${key}: ${text}`).toBe(true);
            // Full-width marks between Chinese characters, and no letters of another script set apart by none.
            expect(/\p{Script=Han}[,;!?]/u.test(text), `${key}: ${text}`).toBe(false);
        }
    });

    it("are all used, and all that are used are there", () => {
        const sources: string[] = [];
        const gather = (folder: string): void => {
            for (const one of readdirSync(folder, { withFileTypes: true })) {
                if (one.isDirectory()) gather(join(folder, one.name));
                else if (/\.tsx?$/.test(one.name)) sources.push(readFileSync(join(folder, one.name), "utf8"));
            }
        };
        gather("src");
        const text = sources.join("\n");
        const used = new Set([...text.matchAll(/"([a-z_]+(?:\.[a-zA-Z_0-9]+)*)"/g)].map((one) => one[1] ?? ""));
        const beginnings = [...text.matchAll(/t\(`([a-z_.]+)\$\{/g), ...text.matchAll(/`((?:field|verb)\.)\$\{/g)].map((one) => one[1] ?? "");
        for (const key of Object.keys(english))
            expect(used.has(key) || beginnings.some((one) => key.startsWith(one)), `${key} is used nowhere`).toBe(true);
        for (const found of text.matchAll(/\bt\("([^"]+)"/g)) expect(english[found[1] ?? ""], found[1]).toBeDefined();
    });

    it("name every field of the contract, so that no form shows a code", async () => {
        await withLanguages(() => {
            for (const field of allFields()) expect(hasMessage(`field.${field}`), field).toBe(true);
        });
    });

    it("name acts by what one does; one of a newer server by its name", async () => {
        await withLanguages(() => {
            for (const event of ["triaged", "initial_response_sent", "decision_sent", "note_added", "assigned", "escalated", "appeal_decided"])
                expect(verb(event), event).toBe(books[language()].messages[`verb.${event}`]);
            expect(verb("an_event_of_tomorrow")).toContain("an event of tomorrow");
        });
    });

    it("say how many in words that agree", () => {
        inEnglish();
        expect(t("clocks.more", { n: 1 })).toBe("1 more clock");
        expect(t("clocks.more", { n: 3 })).toBe("3 more clocks");
        use("zh-CN", books["zh-CN"]);
        expect(t("clocks.more", { n: 1 })).toBe("另有 1 个时限");
        inEnglish();
    });

    it("show a code of a newer server as it is, readable", () => {
        inEnglish();
        expect(word("state", "received")).toBe("received");
        expect(word("state", "being_weighed")).toBe("being weighed");
        expect(word("no_such_section", "x")).toBe("x");
        expect(word("state", undefined)).toBe("");
    });
});
