// Words that an answer begins with, in the language of whoever reads it, filled from the case as far as it goes.
import made from "../made/templates.json";
import { word } from "../i18n";
import type { Facts } from "../api/types";

export interface Template {
    readonly id: string;
    readonly name: string;
    readonly acts: readonly string[];
    readonly field: string;
    readonly text: string;
}
const all = made as Readonly<Record<string, readonly Template[]>>;

/// A message has its words in another field than a letter.
const fieldIn = (one: Template, event: string): string => (event === "message_sent" && one.field === "letter_body" ? "text" : one.field);

/// Those for a form; a language that has none gets none, since nobody is written to in a language that is not theirs.
export function templatesFor(event: string, field: string, language: string | undefined): readonly Template[] {
    return (all[language ?? ""] ?? []).filter((one) => one.acts.includes(event) && fieldIn(one, event) === field);
}

/// `card`: what the complainant said of themselves, by slot.
export function filled(one: Template, reference: string, facts: Facts, card: ReadonlyMap<string, string>): string {
    const amount = [facts.amount, facts.currency].filter((part) => typeof part === "string" && part !== "").join(" ");
    const known: Readonly<Record<string, string | undefined>> = {
        reference, amount, category: word("category", facts.category), name: card.get("complainant_name"),
        account: card.get("complainant_account") ?? card.get("account"), transaction: card.get("transaction_id"),
    };
    return one.text.trim().replaceAll(/\{([^{}]+)\}/g, (place, name: string) => known[name] || place);
}

/// Places that are still to be replaced.
export const placesIn = (text: unknown): readonly string[] => (typeof text === "string" ? [...text.matchAll(/\{[^{}\n]+\}/g)].map((one) => one[0]) : []);
