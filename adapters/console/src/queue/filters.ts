// Filters of a list as they stand in the address.
import type { Key } from "../i18n";

export interface Filter {
    readonly name: string;
    readonly label: Key;
    /// Section of words; none: typed.
    readonly section?: string;
    readonly choices?: readonly string[];
}
export const filters: readonly Filter[] = [
    { name: "state", label: "column.state", section: "state", choices: ["received", "responded", "investigating", "decided", "appealed"] },
    { name: "severity", label: "column.severity", choices: ["0", "1", "2", "3", "4"] },
    { name: "category", label: "column.category", section: "category" },
    { name: "channel", label: "column.channel", section: "channel" },
    { name: "kind", label: "column.kind", section: "kind" },
    { name: "hold", label: "column.hold", section: "hold" },
    { name: "team", label: "column.team" },
    { name: "owner", label: "column.owner" },
];

export function filtersIn(query: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
    const found: Record<string, string> = {};
    for (const one of filters) {
        const value = query[one.name];
        if (value !== undefined && value !== "") found[one.name] = value;
    }
    return found;
}

export const tabs = ["mine", "team", "unowned", "waiting", "all"] as const;

/// Cases beside the one that is open, in the order of the list that it was opened from.
export interface Trail {
    readonly from: string;
    readonly references: readonly string[];
}
const kept = "redress.trail";
export function leaveTrail(trail: Trail): void {
    try {
        sessionStorage.setItem(kept, JSON.stringify(trail));
    } catch {
        // Then there is no next one.
    }
}
export function trail(): Trail | null {
    try {
        const told: unknown = JSON.parse(sessionStorage.getItem(kept) ?? "null");
        return typeof told === "object" && told !== null && "references" in told ? (told as Trail) : null;
    } catch {
        return null;
    }
}
export function besides(of: Trail | null, reference: string): { readonly previous: string | undefined; readonly next: string | undefined } {
    const at = of?.references.indexOf(reference) ?? -1;
    if (of === null || at < 0) return { previous: undefined, next: of?.references[0] };
    return { previous: of.references[at - 1], next: of.references[at + 1] };
}
