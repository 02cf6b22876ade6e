// What the server says to do names acts, fields and choices by their codes, as programs have them; here they are called as
// their buttons and labels call them.
import { fieldName, hasMessage, hasWord, language, sectionWith, verb, word } from ".";
import { allFields } from "../case/fields";

const fields = new Set(allFields());

function called(code: string): string | undefined {
    if (hasWord("event", code)) return verb(code);
    if (fields.has(code) && hasMessage(`field.${code}`)) return fieldName(code);
    // Of one word are only those two told from what is no code.
    const section = code.includes("_") ? sectionWith(code) : undefined;
    return section === undefined ? undefined : word(section, code);
}
const quoted = (code: string): string => {
    const words = called(code);
    return words === undefined ? code : `“${words}”`;
};

/// A code of one word is told from English by what stands before it: "with linked", "say in reason", "first: assigned".
const alone = /(?<=(?:\b(?:with|send|in|set)|:) )[a-z]+\b/gi;
/// No word of a Chinese sentence is Latin but codes; what belongs to an option or a command is not taken.
const latin = /(?<![\w.“-])[a-z]+(?![\w.”-])/g;
const joined = /(?<![\w.-])[a-z]+(?:_[a-z0-9]+)+(?![\w-])/g;

export function inWords(text: string | undefined): string {
    return (text ?? "").replaceAll(language() === "zh-CN" ? latin : alone, quoted).replaceAll(joined, quoted);
}
