// The control of one field, by its type in the contract.
import { useId } from "preact/hooks";
import { codesOf, fieldName, t, word } from "../i18n";
import { toApi, toLocal, zone } from "../i18n/time";
import { choosesFromTexts, isLong, kindOf, sectionOf } from "./fields";

interface Props {
    readonly field: string;
    /// The event that asks for it, which may call it something of its own.
    readonly event?: string | undefined;
    readonly value: unknown;
    readonly set: (value: unknown) => void;
    readonly required?: boolean;
    /// The server asks for it as the case may be: neither marked as needed nor called optional.
    readonly maybe?: boolean | undefined;
    readonly hint?: string | undefined;
    readonly wrong?: string | undefined;
    /// Values that this case offers, where neither contract nor texts have a list.
    readonly offers?: readonly string[] | undefined;
}

const text = (value: unknown): string => (typeof value === "string" || typeof value === "number" ? String(value) : "");

export const describedBy = (id: string, hint: string | undefined, wrong: string | undefined): string | undefined =>
    [hint === undefined ? "" : `${id}-hint`, wrong === undefined ? "" : `${id}-wrong`].join(" ").trim() || undefined;

export function FieldControl({ field, event: asks, value, set, required = false, maybe = false, hint, wrong, offers }: Props) {
    const id = useId();
    const kind = kindOf(field);
    const section = sectionOf(field);
    const described = (by: string | undefined): string | undefined => describedBy(id, by, wrong);
    const shared = {
        id, required: required && kind.type !== "boolean", "data-field": field,
        "aria-invalid": wrong === undefined ? undefined : true,
        "aria-describedby": described(hint),
    } as const;
    const choices = kind.choices ?? offers ?? (!kind.list && choosesFromTexts(field) ? codesOf(section) : undefined);

    let control: preact.ComponentChildren;
    if (kind.type === "boolean") {
        return (
            <div class={`field${wrong === undefined ? "" : " wrong"}`}>
                <label class="choice">
                    <input {...shared} type="checkbox" checked={value === true} onChange={(event) => set(event.currentTarget.checked ? true : undefined)} />
                    <span>{fieldName(field, asks)}</span>
                </label>
                {hint !== undefined && <p id={`${id}-hint`} class="small">{hint}</p>}
                {wrong !== undefined && <p id={`${id}-wrong`} class="error">{wrong}</p>}
            </div>
        );
    }
    if (kind.list && kind.choices === undefined && (offers !== undefined || choosesFromTexts(field))) {
        const given = Array.isArray(value) ? (value as string[]) : [];
        const all = [...new Set([...(offers ?? codesOf(section)), ...given])];
        return <Ticks field={field} all={all} given={given} set={set} wrong={wrong} hint={hint} nameOf={(one) => word(section, one)} />;
    }
    if (choices !== undefined && !kind.list) {
        control = (
            <select {...shared} value={text(value)} onChange={(event) => set(event.currentTarget.value)}>
                <option value="">{t("field.choose")}</option>
                {choices.map((one) => <option key={one} value={one}>{word(section, one)}</option>)}
            </select>
        );
    } else if (field === "severity") {
        control = (
            <select {...shared} value={text(value)} onChange={(event) => set(event.currentTarget.value)}>
                <option value="">{t("field.choose")}</option>
                {[1, 2, 3, 4].map((one) => <option key={one} value={one}>{t(`severity.${one as 1 | 2 | 3 | 4}`)}</option>)}
            </select>
        );
    } else if (kind.type === "integer") {
        control = <input {...shared} type="number" inputMode="numeric" min={kind.least} max={kind.greatest} value={text(value)} onInput={(event) => set(event.currentTarget.value)} />;
    } else if (kind.type === "time") {
        control = (
            <span class="with-unit">
                <input {...shared} type="datetime-local" value={toLocal(text(value))} onChange={(event) => set(toApi(event.currentTarget.value))} />
                <span class="small">{zone()}</span>
            </span>
        );
    } else if (kind.list) {
        const lines = Array.isArray(value) ? (value as string[]).join("\n") : text(value);
        hint ??= t("field.one_a_line");
        control = <textarea {...shared} aria-describedby={described(hint)} rows={3} value={lines} onInput={(event) => set(event.currentTarget.value)} />;
        return <Wrapped id={id} name={fieldName(field, asks)} hint={hint} wrong={wrong}>{control}</Wrapped>;
    } else if (isLong(field, kind)) {
        control = <textarea {...shared} rows={field === "letter_body" || field === "text" ? 6 : 3} maxLength={kind.length} value={text(value)} onInput={(event) => set(event.currentTarget.value)} />;
    } else {
        control = (
            <input
                {...shared} type="text" maxLength={kind.length} value={text(value)} inputMode={kind.type === "amount" ? "decimal" : undefined}
                autocomplete="off" onInput={(event) => set(event.currentTarget.value)}
            />
        );
    }
    return <Wrapped id={id} name={fieldName(field, asks)} hint={hint} wrong={wrong} optional={!required && !maybe}>{control}</Wrapped>;
}

export function Wrapped({ id, name, hint, wrong, optional = false, children }: { id: string; name: string; hint?: string | undefined; wrong?: string | undefined; optional?: boolean; children: preact.ComponentChildren }) {
    return (
        <div class={`field${wrong === undefined ? "" : " wrong"}`}>
            <label for={id}>{name}{optional && <span class="small"> {t("field.optional")}</span>}</label>
            {hint !== undefined && <p id={`${id}-hint`} class="small">{hint}</p>}
            {wrong !== undefined && <p id={`${id}-wrong`} class="error">{wrong}</p>}
            {children}
        </div>
    );
}

interface TicksProps {
    readonly field: string;
    readonly all: readonly string[];
    readonly given: readonly string[];
    readonly set: (value: unknown) => void;
    readonly wrong?: string | undefined;
    readonly hint?: string | undefined;
    readonly nameOf: (one: string) => string;
    /// They mostly go together, so that one tick stands for all of them.
    readonly together?: boolean;
}
/// A list of things that are there or not.
export function Ticks({ field, all, given, set, wrong, hint, nameOf, together = false }: TicksProps) {
    const id = useId();
    const asOne = together && all.length > 1;
    const whole = all.length > 0 && all.every((one) => given.includes(one));
    return (
        <fieldset class={`field${wrong === undefined ? "" : " wrong"}`} aria-describedby={describedBy(id, hint, wrong)}>
            <legend>{fieldName(field)}</legend>
            {hint !== undefined && <p id={`${id}-hint`} class="small">{hint}</p>}
            {wrong !== undefined && <p id={`${id}-wrong`} class="error">{wrong}</p>}
            {asOne && (
                <label class="choice">
                    <input type="checkbox" data-field={field} checked={whole} onChange={(event) => set(event.currentTarget.checked ? [...all] : [])} />
                    <span>{t("field.all")}</span>
                </label>
            )}
            <div class="ticks">
                {all.map((one, n) => (
                    <label key={one} class="choice">
                        <input
                            type="checkbox" data-field={asOne || n > 0 ? undefined : field} checked={given.includes(one)}
                            onChange={(event) => set(event.currentTarget.checked ? [...given, one] : given.filter((other) => other !== one))}
                        />
                        <span>{nameOf(one)}</span>
                    </label>
                ))}
            </div>
        </fieldset>
    );
}
