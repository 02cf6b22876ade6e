// What a form on the line asks for and was not given: said at its field, and the first of them gets the focus.
import type { RefObject } from "preact";
import { useState } from "preact/hooks";
import { t } from "../i18n";

export function useMissing(box: RefObject<HTMLFormElement | null>): {
    readonly wrong: Readonly<Record<string, string>>;
    /// Whether any of them is missing or, as `unfit` says in words, cannot be meant; from then on `wrong` says which.
    readonly lacks: (body: Readonly<Record<string, unknown>>, required: readonly string[], unfit?: (field: string) => string | undefined) => boolean;
} {
    const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
    const lacks = (body: Readonly<Record<string, unknown>>, required: readonly string[], unfit: (field: string) => string | undefined = () => undefined): boolean => {
        const missing = required.filter((field) => body[field] === undefined).map((field) => [field, t("field.missing")] as const);
        const odd = Object.keys(body).flatMap((field) => { const why = unfit(field); return why === undefined ? [] : [[field, why] as const]; });
        const all = [...missing, ...odd];
        setWrong(Object.fromEntries(all));
        if (all.length > 0) box.current?.querySelector<HTMLElement>(`[data-field="${all[0]?.[0]}"]`)?.focus();
        return all.length > 0;
    };
    return { wrong, lacks };
}
