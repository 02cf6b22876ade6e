import { describe, expect, it } from "vitest";
import type { Action, Complaint, Entry } from "../src/api/types";
import { grouped, mends, replyIn } from "../src/case/acts";
import { checklist, isBlocked } from "../src/case/checklist";
import { asksForReference, bulkEvents, goesOutside, inOrder, kindOf, missing, needsOnlyFields, partsOf, presetOf, toBody } from "../src/case/fields";
import { findingOf, withFinding } from "../src/case/findings";
import { filterEntries } from "../src/case/lenses";
import { happenedSince } from "../src/case/sending";
import { use } from "../src/i18n";
import { inWords } from "../src/i18n/in_words";
import { books, inEnglish } from "./words";

const action = (event: string, more: Partial<Action> = {}): Action =>
    ({ event, label: event, how: "possible", machine: "record", roles: ["handler"], required: [], optional: [], ...more });

describe("the checklist of a case", () => {
    const of = (state: string, facts: object): Complaint => ({ id: "i", reference: "R", state, hold: "none", ladder: "at_base", version: 1, entries: 1, bucket: 0, clocks: [], facts }) as unknown as Complaint;
    it("says what is there, what is to do and what comes first", () => {
        const all = checklist(of("received", { owner: "h.lin", points: [{ number: 1 }] }), []);
        expect(all.map((one) => [one.id, one.done])).toEqual([["triaged", false], ["owner", true], ["first_answer", false], ["points", true], ["findings", false]]);
        const bare = checklist(of("received", {}), []);
        expect(bare.filter((one) => isBlocked(one, bare)).map((one) => one.id)).toEqual(["first_answer", "findings"]);
    });
    it("says of a first answer that it is on its way, until it comes back", () => {
        const sent = { kind: "initial_response", sent: "2026-11-01T00:00:00Z" };
        const first = (letters: readonly object[]) => checklist(of("responded", { owner: "h.lin", letters }), []).find((one) => one.id === "first_answer");
        expect(first([sent])).toMatchObject({ done: false, sent: true });
        expect(first([{ ...sent, returned: "2026-11-02T00:00:00Z" }])?.sent).toBeUndefined();
        expect(first([{ ...sent, kind: "progress_update" }])?.sent).toBeUndefined();
        const here = of("responded", { triaged_at: "2026-11-01T00:00:00Z", letters: [sent] });
        const acts = ["triaged", "initial_response_sent", "decision_sent", "message_sent"].map((one) => action(one));
        expect(grouped(acts, here).first.map((one) => one.event)).toEqual(["decision_sent", "message_sent", "triaged", "initial_response_sent"]);
        expect(replyIn(acts, here)?.event).toBe("message_sent");
    });
    it("offers nobody what the engine alone says", () => {
        expect(grouped([action("deadline_missed", { how: "other_role", roles: ["engine"] }), action("appeal_decided", { how: "other_role", roles: ["appeal_reviewer"] })]).others.map((one) => one.event)).toEqual(["appeal_decided"]);
    });
    it("adds what the policy still asks for, and leaves out what is over", () => {
        expect(checklist(of("investigating", {}), ["calls", "root_cause_when_upheld"]).map((one) => one.id)).toContain("cause");
        expect(checklist(of("closed", { owner: "h.lin", triaged_at: "2026-11-01T00:00:00Z", first_answered_at: "2026-11-01T00:00:00Z", points: [{ number: 1, finding: "upheld" }] }), [])).toEqual([]);
        expect(checklist(of("received", { kind: "query" }), []).map((one) => one.id)).toEqual(["triaged", "owner"]);
    });
});

describe("acts of a case", () => {
    it("that only lack a field of their own are done by filling it in", () => {
        const reply = action("initial_response_sent", { how: "blocked", fix: "letter_parts", required: ["letter_parts", "route"] });
        const duplicate = action("authority_ended", { how: "blocked", fix: "representative_authorised" });
        expect(needsOnlyFields(reply)).toBe(true);
        expect(needsOnlyFields(duplicate)).toBe(false);
        const groups = grouped([reply, duplicate]);
        expect(groups.first.map((one) => one.event)).toEqual(["initial_response_sent"]);
        expect(groups.blocked.map((one) => one.event)).toEqual(["authority_ended"]);
    });
    it("stand in the order of a day, nine of them on digits, and none is left out", () => {
        const all = ["zz_new", "note_added", "triaged", "message_dispatched", "decision_sent", "access_given"].map((one) => action(one));
        const groups = grouped(all);
        expect(groups.first.map((one) => one.event)).toEqual(["triaged", "decision_sent", "note_added"]);
        expect(groups.more.map((one) => one.event)).toEqual(["zz_new", "message_dispatched"]);
        const many = Array.from({ length: 30 }, (_, n) => action(`event_${n}`));
        expect(grouped(many).first.length + grouped(many).more.length).toBe(30);
    });
    it("that are blocked name the act that mends them, when that can be done here", () => {
        const blocked = action("authority_ended", { how: "blocked", fix: "representative_authorised" });
        const fix = action("representative_authorised");
        expect(mends(blocked, [blocked, fix])).toEqual([fix]);
        expect(mends(blocked, [blocked])).toEqual([]);
        expect(mends(blocked, [blocked, { ...fix, how: "other_role" }])).toEqual([]);
        const decision = action("decision_sent", { how: "blocked", guard: "records_complete", fix: "points_agreed", args: { missing: "calls, evidence" } });
        const all = ["points_agreed", "call_recorded", "document_added"].map((one) => action(one));
        expect(mends(decision, [decision, ...all]).map((one) => one.event)).toEqual(["call_recorded", "document_added"]);
    });
    it("reply with the first answer while there was none", () => {
        expect(replyIn([action("message_sent"), action("initial_response_sent")])?.event).toBe("initial_response_sent");
        expect(replyIn([action("message_sent"), action("initial_response_sent", { how: "other_role" })])?.event).toBe("message_sent");
        expect(replyIn([])).toBeUndefined();
    });
    it("that somebody outside reads wait before they go; the irreversible ask for the reference", () => {
        expect(goesOutside(action("decision_sent", { required: ["route"] }))).toBe(true);
        expect(goesOutside(action("closed", { effects: { moves: [], clocks: [], derived: [], told: [{ who: "complainant" }] } }))).toBe(true);
        expect(goesOutside(action("note_added", { required: ["text"] }))).toBe(false);
        expect(asksForReference(action("marked_duplicate"))).toBe(true);
        expect(asksForReference(action("triaged"))).toBe(false);
        // To confirm or to undo, never both.
        const told = { effects: { moves: [], clocks: [], derived: [], told: [{ who: "complainant" }] } } as unknown as Partial<Action>;
        for (const one of [action("appeal_decided", { required: ["letter_parts"], ...told }), action("marked_duplicate", told), action("closed", told)])
            expect([asksForReference(one), goesOutside(one)].filter((each) => each).length).toBe(1);
    });
    it("in bulk are never decisions", () => {
        for (const one of ["decision_sent", "declared_inadmissible", "marked_duplicate", "withdrawn", "resolution_accepted"]) expect(bulkEvents.has(one), one).toBe(false);
        expect(bulkEvents.has("assigned")).toBe(true);
    });
});

describe("fields", () => {
    it("come from the contract, with their types", () => {
        expect(kindOf("severity")).toMatchObject({ type: "integer", least: 0, greatest: 4 });
        expect(kindOf("next_step_due").type).toBe("time");
        expect(kindOf("amount").type).toBe("amount");
        expect(kindOf("findings")).toMatchObject({ list: true, code: true });
        expect(kindOf("outcome").choices).toContain("upheld");
        expect(kindOf("a_field_of_tomorrow")).toEqual({ type: "string" });
    });
    it("go to the API as it takes them", () => {
        expect(toBody({ severity: "3", text: "", points: "One\n\n two ", route: "email", letter_parts: [], read_back: true }))
            .toEqual({ severity: 3, points: ["One", "two"], route: "email", read_back: true });
    });
    it("that are needed and empty are named", () => {
        expect(missing(action("x", { required: ["severity", "text"] }), { severity: "2" })).toEqual(["text"]);
    });
    it("that go without saying are filled in", () => {
        const reply = action("message_sent", { required: ["route"], optional: ["letter_language"] });
        expect(presetOf(reply, { contact_route: "email", language: "zh-CN" })).toEqual({ route: "email", letter_language: "zh-CN" });
        expect(presetOf(action("note_added"), { contact_route: "email" })).toEqual({});
        // What is at its default is not sent.
        expect(presetOf(reply, {})).toEqual({ route: "email" });
    });
    it("stand with what decides first", () => {
        expect(inOrder(["route", "unknown", "letter_body", "outcome"])).toEqual(["outcome", "letter_body", "route", "unknown"]);
    });
    it("name the parts that a letter lacks, and keep those that were ticked", () => {
        const one = action("x", { letter_parts: ["contact", "next_step"] });
        expect(partsOf(one, ["sorry"])).toEqual(["contact", "next_step", "sorry"]);
        expect(partsOf(action("x"), undefined)).toEqual([]);
        expect(partsOf(action("x"), undefined, [{ code: "letter_complete", args: { missing: "reasons, appeal" } }])).toEqual(["reasons", "appeal"]);
    });
    it("hold one finding for each point", () => {
        let given: readonly string[] = [];
        given = withFinding(given, 2, "upheld");
        given = withFinding(given, 1, "not_upheld");
        given = withFinding(given, 2, "partly_upheld");
        expect(given).toEqual(["1:not_upheld", "2:partly_upheld"]);
        expect(findingOf(given, 2)).toBe("partly_upheld");
        expect(withFinding(given, 1, "")).toEqual(["2:partly_upheld"]);
        expect(findingOf(["12:upheld"], 1)).toBe("");
    });
});

const entry = (cseq: number, ev: string, more: Partial<Entry> = {}): Entry =>
    ({ cseq, ver: cseq, rec: "2026-11-26T10:00:00Z", what: ev, words: { what: ev }, leaf: "0", ev, ...more });

describe("what happened since a version was read", () => {
    it("does not matter when somebody only read the case", () => {
        expect(happenedSince([entry(1, "complaint_filed"), entry(2, "access_given")], 1)).toEqual({ matters: [], at: 2 });
    });
    it("matters when anything else happened, and is named", () => {
        const told = happenedSince([entry(1, "complaint_filed"), entry(2, "access_given"), entry(3, "triaged")], 1);
        expect(told.matters.map((one) => one.ev)).toEqual(["triaged"]);
        expect(told.at).toBe(3);
    });
    it("leaves out what changed no version, such as a refusal", () => {
        const { ver: _, ...refused } = entry(2, "decision_sent", { refused: "no" });
        expect(happenedSince([entry(1, "complaint_filed"), refused], 1)).toEqual({ matters: [], at: 1 });
    });
});

describe("lenses", () => {
    const all = [entry(1, "complaint_filed"), entry(2, "access_given"), entry(3, "triaged")];
    it("fold noise and never lose it", () => {
        expect(filterEntries(all, "story", "", () => "").length).toBe(2);
        expect(filterEntries(all, "all", "", () => "").length).toBe(3);
        expect(filterEntries(all, "machine", "", () => "").length).toBe(3);
    });
    it("find words", () => {
        expect(filterEntries(all, "all", " TRI ", (one) => one.words.what ?? "").map((one) => one.cseq)).toEqual([3]);
    });
});

describe("what the server says to do", () => {
    it("calls acts, fields and choices as buttons and labels do, and leaves other words alone", () => {
        inEnglish();
        for (const [said, told] of [
            ["Send declared_inadmissible with inadmissibility, a reason of the list, and a second person, or decide the complaint.", "Send “Declare it inadmissible” with “Why it is not taken up”, a reason of the list, and a second person, or decide the complaint."],
            ["Give the case to somebody first: assigned with owner.", "Give the case to somebody first: “Assign” with “Owner”."],
            ["Name in primary_case another case that is open, or connect the two with linked.", "Name in “The case that it repeats” another case that is open, or connect the two with “Link a case”."],
            ["Say in reason what must be done again, and why.", "Say in “Reason” what must be done again, and why."],
            ["If there are new facts, have it reopened and say what they are.", "If there are new facts, have it reopened and say what they are."],
            ["There is nothing to lift; data_protection restricts it with processing_restricted.", "There is nothing to lift; “data protection” restricts it with “Restrict processing”."],
            ["Look at what_is_new and h_lin.", "Look at what_is_new and h_lin."],
        ] as const) expect(inWords(said)).toBe(told);
        expect(inWords(undefined)).toBe("");
    });
    it("does so in Chinese sentences, where every Latin word is a code", () => {
        use("zh-CN", books["zh-CN"]);
        expect(inWords("请先把案件分派给具体的人：assigned，填 owner。")).toBe("请先把案件分派给具体的人：“分派”，填 “负责人”。");
        expect(inWords("owner 请填在岗的人；其代理人：h.osei。")).toBe("“负责人” 请填在岗的人；其代理人：h.osei。");
        expect(inWords("请用 decision_sent 作出决定；确实不是投诉的，请用 reclassified 更改性质。")).not.toMatch(/[a-z]/);
        inEnglish();
    });
});
