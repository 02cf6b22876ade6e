// What a form on the line asks for and was not given: said at its field, and the first of them gets the focus.
import type { RefObject } from "preact";
import { useState } from "preact/hooks";
import { t } from "../i18n";

export function useMissing(box: RefObject<HTMLFormElement | null>): {
    readonly wrong: Readonly<Record<string, string>>;
    /// Whether any of them is missing; from then on `wrong` says which.
    readonly lacks: (body: Readonly<Record<string, unknown>>, required: readonly string[]) => boolean;
} {
    const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
    const lacks = (body: Readonly<Record<string, unknown>>, required: readonly string[]): boolean => {
        const missing = required.filter((field) => body[field] === undefined);
        setWrong(Object.fromEntries(missing.map((field) => [field, t("field.missing")])));
        if (missing.length > 0) box.current?.querySelector<HTMLElement>(`[data-field="${missing[0]}"]`)?.focus();
        return missing.length > 0;
    };
    return { wrong, lacks };
}
