// Values of facts and fields as people read them: instants with their zone, codes in the words of the texts, lists and
// parts of a fact one after another.
import { fieldName, hasMessage, hasWord, languageNames, sectionWith, t, word, type Key } from "../i18n";
import { moment } from "../i18n/time";
import { partWords, sectionOf } from "./fields";

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?Z$/;
const code = /^[a-z][a-z0-9]*(_[a-z0-9]+)+$/;
/// Of a machine that moved, its states are words of their own.
const machines: Readonly<Record<string, string>> = { lifecycle: "state" };

/// What a fact, or a part of one, is called; undefined: it has no name but its code.
export function factCalled(what: string): string | undefined {
    return hasMessage(`field.${what}`) ? fieldName(what) : hasMessage(`fact.${what}`) ? t(`fact.${what}` as Key) : undefined;
}
/// A sentence of the server with its instants as people read them.
export const withMoments = (text: string | undefined): string => (text ?? "").replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g, moment);

export function valueInWords(field: string, value: unknown): string {
    if (value === undefined || value === null || value === "") return "–";
    if (typeof value === "boolean" || value === "true" || value === "false") return word("yes_no", String(value));
    if (Array.isArray(value)) return value.length === 0 ? "–" : value.map((one) => valueInWords(field, one)).join("; ");
    if (typeof value === "object") return Object.entries(value).map(([part, one]) => `${factCalled(part) ?? part.replaceAll("_", " ")}: ${valueInWords(part, one)}`).join(", ");
    const text = String(value);
    if (typeof value !== "string") return text;
    if (instant.test(text)) return moment(text);
    if (field === "letter_parts") return partWords(text);
    if (field === "language" || field === "letter_language") return languageNames[text as keyof typeof languageNames] ?? text;
    const section = machines[field] ?? sectionOf(field);
    if (hasWord(section, text)) return word(section, text);
    if (!code.test(text)) return text;
    const elsewhere = sectionWith(text);
    return elsewhere === undefined ? text.replaceAll("_", " ") : word(elsewhere, text);
}

/// What stood in an entry before or after, from its recorded form: a clock as its state and due time, a list or an
/// object as JSON, and everything else as it is.
export function recordedInWords(what: string, recorded: string): string {
    if (recorded === "–") return recorded;
    const clock = /^([a-z_]+)(?: → (\S+))?$/.exec(recorded);
    if (clock !== null && hasWord("clock_state", clock[1] ?? "") && (clock[2] !== undefined || hasWord("clock", what.split(" ")[0] ?? "")))
        return clock[2] === undefined ? word("clock_state", clock[1]) : `${word("clock_state", clock[1])} → ${valueInWords("", clock[2])}`;
    if (/^(true|false|[[{])/.test(recorded)) {
        try {
            return valueInWords(what, JSON.parse(recorded));
        } catch {
            // Words that only begin like it.
        }
    }
    return valueInWords(what.split(" ")[0] ?? what, recorded);
}
