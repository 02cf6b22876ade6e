// The form of an act beside the case: an incident, an improvement action, a compartment. What was typed stays until it
// was taken; a refusal says why in the words of the API.
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { Problem } from "../api/problem";
import { Composer, register } from "../case/composer";
import { OtherWindow, Saved } from "../case/draft_state";
import { FieldControl } from "../case/field_control";
import { toBody } from "../case/fields";
import { tell } from "../frame/toasts";
import { t } from "../i18n";
import { useSubmit } from "../keys/use";
import { ProblemCard } from "../ui/problem_card";

interface Props {
    readonly label: string;
    /// What the server keeps it as until it is sent: a name of lower-case letters, digits, _ and -. Without one it is kept
    /// in this page alone, as what few may know of has to be.
    readonly draft?: string;
    /// The case that it is about, with which the draft goes.
    readonly about?: string;
    readonly required: readonly string[];
    readonly optional?: readonly string[];
    readonly preset?: Readonly<Record<string, unknown>>;
    readonly note?: string;
    /// What is asked beside the fields, above them; `ready` says at its place what is wrong with it, and whether it may be sent.
    readonly children?: preact.ComponentChildren;
    readonly ready?: () => boolean;
    readonly send: (fields: Readonly<Record<string, unknown>>, key: string) => Promise<unknown>;
    readonly done: () => void;
    readonly close?: () => void;
    /// It opened on a click, so the keys go to it; one that stands on its page from the beginning leaves them.
    readonly opened?: boolean;
}

const no_case = "none";

export function MatterForm({ label, draft, about = no_case, required, optional = [], preset = {}, note, children, ready, send, done, close, opened = true }: Props) {
    const kept = useMemo(() => (draft === undefined ? new Composer(no_case, "", 0, preset, "here") : register(new Composer(about, draft, 0, preset))), [draft, about]);
    const fields = kept.fields.value;
    const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
    const [problem, setProblem] = useState<Problem | null>(null);
    const [busy, setBusy] = useState(false);
    const box = useRef<HTMLFormElement>(null);
    useEffect(() => {
        if (opened) box.current?.querySelector<HTMLElement>("[data-field], button")?.focus();
        return () => void kept.save();
    }, []);
    const submit = async (): Promise<void> => {
        if (busy) return;
        const lacks = required.filter((one) => fields[one] === undefined || fields[one] === "");
        setWrong(Object.fromEntries(lacks.map((one) => [one, t("field.missing")])));
        if (ready !== undefined && !ready()) return;
        if (lacks.length > 0) {
            setTimeout(() => box.current?.querySelector<HTMLElement>(`[data-field="${lacks[0]}"]`)?.focus(), 0);
            return;
        }
        setBusy(true);
        setProblem(null);
        try {
            await send(toBody(fields), kept.key);
            await kept.clear();
            tell({ words: t("areas.done", { what: label }) });
            done();
        } catch (failed) {
            if (!(failed instanceof Problem)) throw failed;
            // What was answered is answered; what was not may have been done, and its repeat says so.
            if (!failed.passing) kept.renewKey();
            setProblem(failed);
            setWrong(Object.fromEntries((failed.body.errors ?? []).map((one) => [one.pointer.split("/")[1] ?? "", one.detail])));
        }
        setBusy(false);
    };
    useSubmit(box, () => void submit());
    return (
        <form ref={box} class="act" noValidate aria-label={label} onSubmit={(event) => { event.preventDefault(); void submit(); }} onBlurCapture={() => void kept.save()}>
            <header class="row"><h2>{label}</h2>{draft !== undefined && <Saved from={kept} />}{close !== undefined && <button type="button" class="quiet" onClick={close}>{t("close")}</button>}</header>
            {note !== undefined && <p class="small">{note}</p>}
            {problem !== null && <ProblemCard problem={problem} safe={t(draft === undefined ? "areas.kept_here" : "draft.safe")} />}
            <OtherWindow from={kept} />
            {children}
            {[...required, ...optional].map((field) => (
                <FieldControl key={field} field={field} value={fields[field]} required={required.includes(field)} wrong={wrong[field]} set={(value) => kept.set(field, value)} />
            ))}
            <footer class="row">
                <button class="main" disabled={busy}>{label} <kbd>Ctrl ⏎</kbd></button>
                {draft !== undefined && kept.isTouched && <button type="button" class="link" disabled={busy} onClick={() => void kept.clear().then(close)}>{t("draft.drop")}</button>}
            </footer>
        </form>
    );
}
