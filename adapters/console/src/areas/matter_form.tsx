// The form of an act beside the case: an incident, an improvement action, a compartment. What was typed stays until it
// was taken; a refusal says why in the words of the API.
import { useEffect, useRef, useState } from "preact/hooks";
import { newKey } from "../api/client";
import { Problem } from "../api/problem";
import { FieldControl } from "../case/field_control";
import { toBody } from "../case/fields";
import { tell } from "../frame/toasts";
import { t } from "../i18n";
import { useKeys } from "../keys/use";
import { ProblemCard } from "../ui/problem_card";

interface Props {
    readonly label: string;
    readonly required: readonly string[];
    readonly optional?: readonly string[];
    readonly preset?: Readonly<Record<string, unknown>>;
    readonly note?: string;
    readonly send: (fields: Readonly<Record<string, unknown>>, key: string) => Promise<unknown>;
    readonly done: () => void;
    readonly close?: () => void;
    /// It opened on a click, so the keys go to it; one that stands on its page from the beginning leaves them.
    readonly opened?: boolean;
}

export function MatterForm({ label, required, optional = [], preset = {}, note, send, done, close, opened = true }: Props) {
    const [fields, set] = useState<Readonly<Record<string, unknown>>>(preset);
    const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
    const [problem, setProblem] = useState<Problem | null>(null);
    const [busy, setBusy] = useState(false);
    const key = useRef(newKey());
    const box = useRef<HTMLFormElement>(null);
    useEffect(() => {
        if (opened) box.current?.querySelector<HTMLElement>("[data-field], button")?.focus();
    }, []);
    const submit = async (): Promise<void> => {
        if (busy) return;
        const lacks = required.filter((one) => fields[one] === undefined || fields[one] === "");
        setWrong(Object.fromEntries(lacks.map((one) => [one, t("field.missing")])));
        if (lacks.length > 0) {
            setTimeout(() => box.current?.querySelector<HTMLElement>(`[data-field="${lacks[0]}"]`)?.focus(), 0);
            return;
        }
        setBusy(true);
        setProblem(null);
        try {
            await send(toBody(fields), key.current);
            key.current = newKey();
            tell({ words: t("areas.done", { what: label }) });
            done();
        } catch (failed) {
            if (!(failed instanceof Problem)) throw failed;
            // What was answered is answered; what was not may have been done, and its repeat says so.
            if (!failed.passing) key.current = newKey();
            setProblem(failed);
            setWrong(Object.fromEntries((failed.body.errors ?? []).map((one) => [one.pointer.split("/")[1] ?? "", one.detail])));
        }
        setBusy(false);
    };
    useKeys({ submit: () => { if (box.current?.contains(document.activeElement) === true) void submit(); } });
    return (
        <form ref={box} class="act" noValidate aria-label={label} onSubmit={(event) => { event.preventDefault(); void submit(); }}>
            <header class="row"><h2>{label}</h2>{close !== undefined && <button type="button" class="quiet" onClick={close}>{t("close")}</button>}</header>
            {note !== undefined && <p class="small">{note}</p>}
            {problem !== null && <ProblemCard problem={problem} safe={t("areas.kept_here")} />}
            {[...required, ...optional].map((field) => (
                <FieldControl key={field} field={field} value={fields[field]} required={required.includes(field)} wrong={wrong[field]} set={(value) => set({ ...fields, [field]: value })} />
            ))}
            <footer class="row"><button class="main" disabled={busy}>{label} <kbd>Ctrl ⏎</kbd></button></footer>
        </form>
    );
}
