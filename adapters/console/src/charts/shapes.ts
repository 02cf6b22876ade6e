// What charts are made of: numbers with names, kept apart from how they are drawn, so that a chart and its table cannot
// differ.
import type { Measure, PeriodReport } from "../api/types";

export interface Bar {
    readonly key: string;
    readonly name: string;
    readonly n: number;
}
export interface Part extends Bar {
    /// What this part of a bar is: told by a word and a pattern, never by colour alone.
    readonly part: string;
}
export interface Dot {
    readonly day: string;
    readonly series: string;
    readonly n: number;
}

/// Of one measure, by key, over the teams that are asked for.
export function byKey(report: PeriodReport, measure: Measure, team = ""): ReadonlyMap<string, number> {
    const sums = new Map<string, number>();
    for (const row of report.rows)
        if (row.measure === measure && (team === "" || row.team === team)) sums.set(row.key, (sums.get(row.key) ?? 0) + row.cases);
    return sums;
}
export const sum = (of: ReadonlyMap<string, number>): number => [...of.values()].reduce((all, n) => all + n, 0);

/// Largest first; what has the same number by its name.
export function largest(of: ReadonlyMap<string, number>, name: (key: string) => string, most = 10): readonly Bar[] {
    return [...of].map(([key, n]) => ({ key, n, name: name(key) })).sort((a, b) => b.n - a.n || a.name.localeCompare(b.name)).slice(0, most);
}

/// "2026-11-20" and on, every day of a period: a day without anything is a day with none.
export function daysBetween(first: string, last: string): readonly string[] {
    const all: string[] = [];
    for (let at = Date.parse(first + "T00:00:00Z"); at <= Date.parse(last + "T00:00:00Z") && all.length < 400; at += 86_400_000)
        all.push(new Date(at).toISOString().slice(0, 10));
    return all;
}
/// The date on the wall of a zone.
export function dateIn(zone: string, iso: string): string {
    try {
        return new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" }).format(new Date(iso));
    } catch {
        return iso.slice(0, 10);
    }
}

/// "62 %", or a dash where there is nothing to have a share of.
export const share = (part: number, of: number): string => (of === 0 ? "–" : `${Math.round((100 * part) / of)} %`);
