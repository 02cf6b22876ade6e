import { describe, expect, it } from "vitest";
import type { Entry, Message, Texts } from "../src/api/types";
import { cardWords, conversation, pointWords } from "../src/case/conversation";

const at = "2026-11-26T10:00:00Z";
const entry = (cseq: number, ev: string, slots: readonly string[], who = "h.lin (handler)", more: Partial<Entry> = {}): Entry =>
    ({ cseq, ver: cseq, rec: at, what: ev, words: { what: ev, who }, leaf: "0", ev, who, sealed: slots.map((slot) => ({ slot })), ...more });
const text = (slot: string, words: string): Texts["texts"][number] => ({ slot, at, text: words });

describe("the conversation", () => {
    it("puts words to the entries that sealed them, in their order, by one instant too", () => {
        const said = conversation(
            [entry(1, "note_added", ["text"]), entry(2, "note_added", ["text"])],
            [text("text", "first"), text("text", "second")], [],
        );
        expect(said.map((one) => one.parts[0]?.text)).toEqual(["first", "second"]);
    });
    it("says who spoke", () => {
        const said = conversation(
            [entry(1, "complaint_filed", ["narrative"], "demo (channel)"), entry(2, "message_sent", ["text"]), entry(3, "note_added", ["text"])],
            [text("narrative", "a"), text("text", "b"), text("text", "c")], [],
        );
        expect(said.map((one) => one.side)).toEqual(["complainant", "ours", "inside"]);
    });
    it("gives a letter to the event that sent it, and to no other of the same instant", () => {
        const letter: Message = { letter: "L1", letter_kind: "initial_response", route: "email", sent: at };
        const said = conversation([entry(1, "initial_response_sent", ["letter_body"]), entry(2, "call_recorded", ["summary"])], [text("letter_body", "a"), text("summary", "b")], [letter]);
        expect(said.map((one) => one.letter?.letter)).toEqual(["L1", undefined]);
    });
    it("shows that words are gone, and no empty bubble otherwise", () => {
        expect(conversation([entry(1, "note_added", ["text"])], [], [])).toEqual([]);
        expect(conversation([entry(1, "note_added", ["text"], "h.lin (handler)", { redacted: true })], [], [])[0]?.gone).toBe(true);
    });
    it("leaves what was refused out", () => {
        expect(conversation([entry(1, "note_added", ["text"], "h.lin (handler)", { refused: "no" })], [text("text", "a")], [])).toEqual([]);
    });
    it("keeps who they are on the card, the latest of each, and points by their numbers", () => {
        const texts = [text("complainant_name", "A"), text("complainant_name", "B"), text("points.2", "two")];
        expect(cardWords(texts).get("complainant_name")).toBe("B");
        expect(pointWords(texts).get(2)).toBe("two");
        expect(conversation([entry(1, "complaint_filed", ["complainant_name"])], texts, [])).toEqual([]);
    });
});
