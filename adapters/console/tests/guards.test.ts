// Whatever blocks an act is mended from where it is told: each guard that a row of the machines names leads to a field of
// the act's own form, or to an act that can be chosen beside it.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Action } from "../src/api/types";
import { Problem } from "../src/api/problem";
import { digestIn } from "../src/case/approval";
import { grouped, mends } from "../src/case/acts";
import { fixedIn, needsOnlyFields, shownAtOnce } from "../src/case/fields";
import { fieldName, hasMessage, verb } from "../src/i18n";
import catalogue from "../src/made/catalogue.json";
import made from "../src/made/fields.json";
import { withLanguages } from "./words";

/// By its name: one guard may be asked in two ways, and each says what mends it.
function fixesOf(header: string): ReadonlyMap<string, readonly string[]> {
    const found = new Map<string, string[]>();
    const told = [...header.matchAll(/^[A-Z]+_GUARD(?:_THAT_EXPLAINS)?\((\w+),\s*"(\w+)"\)$/gm), ...header.matchAll(/name = "(\w+)", fix = "(\w+)"/g)];
    for (const [, name = "", fix = ""] of told) found.set(name, [...(found.get(name) ?? []), fix]);
    return found;
}
interface Row {
    readonly event: string;
    readonly guards: readonly string[];
    readonly roles: readonly string[];
}
/// The rows of the page that is made from the tables, of the machines of a case and of its records.
function rowsOf(page: string): readonly Row[] {
    const codes = (cell: string): string[] => [...cell.matchAll(/`(\w+)`/g)].map((one) => one[1] ?? "");
    return page.slice(0, page.indexOf("\n## beside the case")).split("\n").filter((line) => /^\|.*`/.test(line) && !line.includes("(follows)")).map((line) => {
        const cells = line.split("|").slice(1, -1);
        const at = cells.findIndex((cell) => /^ `\w+` $/.test(cell));
        return { event: codes(cells[at] ?? "")[0] ?? "", guards: codes(cells[at + 2] ?? ""), roles: (cells[at + 3] ?? "").split(",").map((one) => one.trim()) };
    });
}
const fixes = fixesOf(readFileSync("states/guards.hpp", "utf8"));
const rows = rowsOf(readFileSync("states/machines.md", "utf8"));
/// Forms have the fields that the API takes; who approved is not for the doer to say.
const taken = (fields: readonly string[]): readonly string[] => fields.filter((one) => one in made.fields);
const events = new Map(catalogue.events.map((one) => [one.event, { required: taken(one.required), optional: taken(one.optional), all: [...one.required, ...one.optional] }]));
/// Only people see a console; what timers and channels alone do is in nobody's hands there.
const outside = new Set(["timer", "channel", "complainant", "representative", "engine", "policy", ""]);
/// What no form mends: nobody at the console is refused for it, or the refusal says in words who else has to do what.
const elsewhere = new Set([
    "initial_response_sent: staff_author", // whoever is signed in is a person of the house
    "duplicate_unmarked: not_yet_answered", "duplicate_unmarked: answered_before", // one of the two holds: it chooses the way back
    "redress_approved: refund_is_owed", // chooses the row; another takes what is not owed
    "policy_repinned: newer_policy_in_force", "policy_repinned: running_clocks_known", // the policies in force mend it
]);
/// Another person approves, signed in themselves, by the digest that the refusal names: its form hands on the link.
const approved = new Set(["approved_by", "approved_digest"]);

const action = (event: string, how: string, fix?: string): Action => ({
    event, how, fix, label: event, roles: [], required: events.get(event)?.required ?? [], optional: events.get(event)?.optional ?? [],
}) as unknown as Action;

describe("guards", () => {
    it("are read: all of the header, and all that rows name", () => {
        expect(rows.length).toBeGreaterThan(100);
        expect(fixes.size).toBeGreaterThan(90);
        for (const row of rows.filter((one) => events.has(one.event))) for (const guard of row.guards) expect(fixes.has(guard), `${guard} of ${row.event}`).toBe(true);
    });

    it("lead to what mends them: a field that stands in the form, or an act that is offered", () => {
        const lost: string[] = [];
        for (const row of rows.filter((one) => one.roles.some((role) => !outside.has(role)) && events.has(one.event)))
            for (const guard of row.guards) {
                const leads = (fixes.get(guard) ?? []).some((fix) => {
                    const blocked = action(row.event, "blocked", fix);
                    if (approved.has(fix)) return digestIn(new Problem(409, { code: guard, blockers: [{ fix, args: { digest: "d" } }] } as never)) === "d";
                    if (needsOnlyFields(blocked)) return shownAtOnce(blocked, fixedIn(blocked) ?? "");
                    const other = action(fix, "possible");
                    return events.has(fix) && fix !== row.event && mends(blocked, [blocked, other]).length > 0 && grouped([other]).first.length + grouped([other]).more.length > 0;
                });
                if (!leads && !elsewhere.has(`${row.event}: ${guard}`)) lost.push(`${row.event}: ${guard} -> ${(fixes.get(guard) ?? []).join(", ")}`);
            }
        expect([...new Set(lost)]).toEqual([]);
    });

    it("name it in both languages", async () => {
        await withLanguages((language) => {
            // What is in an event is named in the history, too.
            for (const fix of new Set([...fixes.values(), ...[...events.values()].map((one) => one.all)].flat())) {
                const said = events.has(fix) ? verb(fix) : fieldName(fix);
                if (!events.has(fix)) expect(hasMessage(`field.${fix}`), fix).toBe(true);
                if (language === "zh-CN") expect(said, fix).toMatch(/\p{Script=Han}/u);
                expect(said, fix).not.toContain("_");
            }
        });
    });
});
