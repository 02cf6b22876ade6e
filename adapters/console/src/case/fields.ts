// Which control a field of an action gets, in which order they stand, and what is filled in already. The fields
// themselves come from the contract (made/fields.json): a new one appears by itself, with the control of its type.
import made from "../made/fields.json";
import type { Action, Blocker, Facts } from "../api/types";
import { word } from "../i18n";

export interface FieldKind {
    readonly type: string;
    readonly list?: boolean;
    readonly most?: number;
    readonly choices?: readonly string[];
    readonly length?: number;
    readonly least?: number;
    readonly greatest?: number;
    readonly code?: boolean;
}
const kinds = made.fields as Readonly<Record<string, FieldKind>>;
export const bulkEvents: ReadonlySet<string> = new Set(made.bulk);

/// A field that this page does not know yet is a line of text.
export const kindOf = (field: string): FieldKind => kinds[field] ?? { type: "string" };
export const allFields = (): readonly string[] => Object.keys(kinds);

/// Words for the codes of a field: section of the texts.
const sections: Readonly<Record<string, string>> = {
    outcome: "outcome", findings: "finding", route: "route", contact_route: "route", category: "category", kind: "kind",
    channel: "channel", complexity: "complexity", customer: "customer", hold_reason: "hold_reason", letter_kind: "letter",
    identity_method: "identity", inadmissibility: "inadmissibility", redress_kind: "redress_kind", result: "appeal_result",
    containment_ground: "containment_ground", refusal_reason: "containment_refusal", release_ground: "release_ground",
    party: "hold_party", items: "page_evidence", clock: "clock", letter_parts: "missing",
};
export const sectionOf = (field: string): string => sections[field] ?? field;
/// The texts name a part of a letter by its field and say in brackets what it is; people need the second alone.
export const partWords = (code: string): string => /[(（](.+)[)）]$/.exec(word("missing", code))?.[1] ?? word("missing", code);

/// Codes that may be chosen where the contract has no closed list, from the texts.
const openLists = new Set(["category", "hold_reason", "identity_method", "inadmissibility", "items"]);
export const choosesFromTexts = (field: string): boolean => openLists.has(field);

/// What decides comes first, then words, then how it is sent.
const order = [
    "severity", "category", "complexity", "kind", "outcome", "result", "findings", "redress_ruled_out", "redress_kind",
    "amount", "currency", "item", "items", "enquiry", "enquiry_kind", "to", "hold_reason", "containment_ground",
    "refusal_reason", "release_ground", "reason_code", "rung", "owner", "team", "clock", "days", "points",
    "letter_body", "text", "summary", "instruction", "reason", "grounds", "next_step",
    "letter_parts", "next_step_due", "next_step_who", "read_back", "told_how_to_complain", "route", "letter_language",
];
const rank = (field: string): number => {
    const at = order.indexOf(field);
    return at < 0 ? order.length : at;
};
export function inOrder(fields: readonly string[]): readonly string[] {
    return [...fields].sort((a, b) => rank(a) - rank(b));
}

/// Optional fields that stand open; the rest waits behind "more".
const open = new Set([
    "letter_body", "text", "reason", "next_step", "next_step_due", "findings", "amount", "currency", "category",
    "complexity", "summary", "redress_ruled_out", "subject",
]);
export function shownAtOnce(action: Action, field: string): boolean {
    return action.required.includes(field) || open.has(field) || fixedIn(action) === field;
}
/// The field of the act itself that mends it. What is wrong with a text is mended where the act has its words.
export function fixedIn(action: Action, fix: string | undefined = action.fix): string | undefined {
    const wanted = fix === "text" ? ["text", "letter_body", "reason"] : [fix];
    return wanted.find((one) => one !== undefined && (action.required.includes(one) || action.optional.includes(one)));
}

/// Words that need room.
export const isLong = (field: string, kind: FieldKind): boolean =>
    !kind.code && kind.type === "string" && !kind.list && (kind.length ?? 0) >= 500 && field !== "letter_language";

/// A fact at its default is not sent, and the default of a closed list is its first.
export const routeOf = (facts: Facts): string => facts.contact_route ?? kindOf("contact_route").choices?.[0] ?? "";

/// What goes without saying: how the complainant wants to be written to, and in which language.
export function presetOf(action: Action, facts: Facts): Record<string, unknown> {
    const has = (field: string): boolean => action.required.includes(field) || action.optional.includes(field);
    const preset: Record<string, unknown> = {};
    if (has("route")) preset.route = routeOf(facts);
    if (has("letter_language") && facts.language !== undefined) preset.letter_language = facts.language;
    if (has("severity") && (facts.severity ?? 0) > 0) preset.severity = facts.severity;
    return preset;
}

/// Parts that the letter must hold, and those that a refusal named; what was ticked before stays.
export function partsOf(action: Action, given: unknown, refusedFor: readonly Blocker[] = []): readonly string[] {
    const refused = refusedFor.flatMap((one) => (one.args?.missing ?? "").split(", ")).filter((one) => one !== "");
    const missing = [...(action.letter_parts ?? []), ...refused];
    const ticked = Array.isArray(given) ? (given as string[]) : [];
    return [...new Set([...missing, ...ticked])];
}

/// An act whose only hindrance is a field of its own is done by filling it in.
export function needsOnlyFields(action: Action): boolean {
    return action.how === "blocked" && fixedIn(action) !== undefined;
}

const irreversible = new Set(["appeal_decided", "declared_inadmissible", "marked_duplicate", "withdrawn", "content_redacted"]);
export const writesLetter = (action: Action): boolean => action.required.includes("route") || action.required.includes("letter_parts");

/// Ends the case, or its chance, without a letter that could be taken back: its reference is typed before. To confirm or
/// to undo, never both.
export const asksForReference = (action: Action): boolean => irreversible.has(action.event) && !writesLetter(action);

/// Whether somebody outside reads it: then it can be taken back for some seconds before it is sent.
export function goesOutside(action: Action): boolean {
    return writesLetter(action)
        || (!irreversible.has(action.event) && (action.effects?.told ?? []).some((one) => one.who === "complainant"));
}

/// Fields as the API takes them: nothing empty, numbers as numbers.
export function toBody(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
    const body: Record<string, unknown> = {};
    for (const [field, value] of Object.entries(fields)) {
        if (value === undefined || value === "" || (Array.isArray(value) && value.length === 0)) continue;
        const kind = kindOf(field);
        if (kind.type === "integer" && typeof value === "string") body[field] = Number(value);
        else if (kind.list && typeof value === "string") body[field] = value.split("\n").map((one) => one.trim()).filter((one) => one !== "");
        else body[field] = value;
    }
    return body;
}

/// What must be filled in and is not.
export function missing(action: Action, fields: Readonly<Record<string, unknown>>): readonly string[] {
    const body = toBody(fields);
    return action.required.filter((field) => body[field] === undefined);
}
