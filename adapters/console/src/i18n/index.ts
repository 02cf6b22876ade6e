// Words of the page, by ICU messages; words of codes, from the texts of the program.
import { signal } from "@preact/signals";
import { IntlMessageFormat } from "intl-messageformat";
import type english from "./lang-en";

/// Of all files of messages: each area has its own.
export type Key = keyof (typeof english)["messages"];
export const languages = ["en", "zh-CN"] as const;
export type Language = (typeof languages)[number];
export type Values = Readonly<Record<string, string | number>>;

interface Book {
    readonly messages: Readonly<Record<string, string>>;
    readonly words: Readonly<Record<string, Readonly<Record<string, string>>>>;
}
interface Loaded extends Book {
    readonly language: Language;
    readonly made: Map<string, IntlMessageFormat>;
}

const loaded = signal<Loaded | null>(null);
const kept = "redress.language";

export const language = (): Language => loaded.value?.language ?? "en";
export const languageNames: Readonly<Record<Language, string>> = { en: "English", "zh-CN": "简体中文" };

export function preferred(): Language {
    let before: string | null = null;
    try {
        before = localStorage.getItem(kept);
    } catch {
        // Storage is switched off: the browser's own languages decide.
    }
    if (before === "en" || before === "zh-CN") return before;
    for (const one of navigator.languages) {
        if (one.startsWith("zh")) return "zh-CN";
        if (one.startsWith("en")) return "en";
    }
    return "en";
}

export async function speak(one: Language): Promise<void> {
    const book: Book = one === "en" ? (await import("./lang-en")).default : (await import("./lang-zh")).default;
    use(one, book);
    document.documentElement.lang = one;
    try {
        localStorage.setItem(kept, one);
    } catch {
        // It holds until the page is closed.
    }
}

export function use(one: Language, book: Book): void {
    loaded.value = { ...book, language: one, made: new Map() };
}

export function t(key: Key, values: Values = {}): string {
    const now = loaded.value;
    if (now === null) return "";
    let made = now.made.get(key);
    if (made === undefined) {
        made = new IntlMessageFormat(now.messages[key] ?? key, now.language);
        now.made.set(key, made);
    }
    return String(made.format(values));
}

/// What a code means. One that a newer server knows and this page does not is shown as it is, readable.
export function word(section: string, code: string | undefined | null): string {
    if (code === undefined || code === null || code === "") return "";
    return loaded.value?.words[section]?.[code] ?? code.replaceAll("_", " ");
}
export function hasWord(section: string, code: string): boolean {
    return loaded.value?.words[section]?.[code] !== undefined;
}
/// The section of the texts that has words for a code, if there is one.
export function sectionWith(code: string): string | undefined {
    return Object.entries(loaded.value?.words ?? {}).find(([, words]) => words[code] !== undefined)?.[0];
}
export function codesOf(section: string): readonly string[] {
    return Object.keys(loaded.value?.words[section] ?? {});
}

/// The name of a field of an action.
/// What a field is called; of an event that asks for something of its own under it, by what that is.
export function fieldName(field: string, event = ""): string {
    if (event !== "" && hasMessage(`field.${field}.${event}`)) return t(`field.${field}.${event}` as Key);
    return hasMessage(`field.${field}`) ? t(`field.${field}` as Key) : field.replaceAll("_", " ");
}
/// What somebody does when an event is recorded, as a button says it.
export function verb(event: string): string {
    return hasMessage(`verb.${event}`) ? t(`verb.${event}` as Key) : t("verb", { event: word("event", event) });
}
export function hasMessage(key: string): boolean {
    return loaded.value?.messages[key] !== undefined;
}
