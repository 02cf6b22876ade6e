// What a list shows while it changes: rows keep their places, so that nothing moves under the cursor. What is new
// waits behind a count until somebody asks for it; what is gone stays, and says so.
import type { Line } from "../api/types";

export interface Row {
    readonly line: Line;
    /// Not in the list any more.
    readonly gone: boolean;
    /// Another value than before stands in it: it is marked once.
    readonly changed: boolean;
}

const same = (a: Line, b: Line): boolean =>
    a.state === b.state && a.owner === b.owner && a.severity === b.severity && a.next_due === b.next_due && a.hold === b.hold
    && a.rung === b.rung && a.category === b.category && a.stands_in_for === b.stands_in_for;

export const fresh = (lines: readonly Line[]): readonly Row[] => lines.map((line) => ({ line, gone: false, changed: false }));

/// Brings the rows that are shown up to date, in their places. `whole`: the lines are the whole list, so a row that is
/// not among them is gone; else it may stand on another page.
export function merged(shown: readonly Row[], lines: readonly Line[], whole: boolean): { readonly rows: readonly Row[]; readonly waiting: number } {
    const now = new Map(lines.map((line) => [line.case, line]));
    const rows = shown.map((row): Row => {
        const line = now.get(row.line.case);
        if (line === undefined) return whole ? { ...row, gone: true, changed: false } : row;
        return { line, gone: false, changed: !same(row.line, line) };
    });
    const known = new Set(shown.map((row) => row.line.case));
    return { rows, waiting: lines.filter((line) => !known.has(line.case)).length };
}

/// Where the cursor stands after a row went: on the next one, or the last.
export function clamp(at: number, count: number): number {
    return count === 0 ? -1 : Math.min(Math.max(at, 0), count - 1);
}
