// The books of words as the pages have them, for tests.
import { language, use, type Language } from "../src/i18n";
import english from "../src/i18n/lang-en";
import chinese from "../src/i18n/lang-zh";

export const books: Readonly<Record<Language, { messages: Readonly<Record<string, string>>; words: Readonly<Record<string, Readonly<Record<string, string>>>> }>> = {
    en: english, "zh-CN": chinese,
};
export async function withLanguages(run: (one: Language) => void | Promise<void>): Promise<void> {
    for (const one of ["en", "zh-CN"] as const) {
        use(one, books[one]);
        if (language() !== one) throw new Error("the language did not change");
        await run(one);
    }
}
export const inEnglish = (): void => use("en", books.en);
