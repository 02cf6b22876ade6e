// One thing that is put on record while somebody is on the line: its fields, kept as drafts like those of any form, and
// one key to send it and go on to the next.
import { useMemo, useRef, useState } from "preact/hooks";
import type { Complaint } from "../api/types";
import type { Problem } from "../api/problem";
import { composerOf } from "../case/composer";
import { toBody } from "../case/fields";
import { FieldControl, Ticks } from "../case/field_control";
import { give, placeOf, underWay } from "../case/sending";
import { t, word } from "../i18n";
import { useSubmit } from "../keys/use";
import { ProblemCard } from "../ui/problem_card";
import { useMissing } from "./missing";

interface Props {
    readonly of: Complaint;
    readonly event: string;
    readonly title: string;
    readonly hint: string;
    readonly button: string;
    readonly fields: readonly string[];
    readonly required: readonly string[];
    /// What a list of codes is chosen from, and where their words are.
    readonly ticks?: { readonly codes: readonly string[]; readonly section: string };
    /// The answer that leaves nothing to record, and goes on.
    readonly skip?: string;
    readonly skipped?: () => void;
    readonly done: (fields: Readonly<Record<string, unknown>>) => void;
}

export function Step({ of, event, title, hint, button, fields, required, ticks, skip, skipped, done }: Props) {
    const from = useMemo(() => composerOf(of.reference, event, of.version, {}), [of.reference, event]);
    const [problem, setProblem] = useState<Problem | null>(null);
    const box = useRef<HTMLFormElement>(null);
    const { wrong, lacks } = useMissing(box);
    const busy = underWay.value.has(placeOf(of.reference, event));
    const values = from.fields.value;
    const send = async (): Promise<void> => {
        const body = toBody(values);
        if (lacks(body, required) || busy) return;
        setProblem(null);
        const place = placeOf(of.reference, event);
        underWay.value = new Set([...underWay.value, place]);
        from.version.value = Math.max(from.version.value, of.version);
        const outcome = await give(from, body);
        underWay.value = new Set([...underWay.value].filter((one) => one !== place));
        if (outcome.is === "accepted") {
            await from.clear();
            done(body);
            return;
        }
        // Somebody else worked on the case while the caller spoke: what they say is as true as before, so it is sent
        // on the version that is there now by pressing again.
        if (outcome.is === "conflict") from.version.value = outcome.version;
        setProblem(outcome.problem);
    };
    useSubmit(box, () => void send());
    return (
        <form ref={box} class="card step" aria-label={title} noValidate onSubmit={(submitted) => { submitted.preventDefault(); void send(); }} onBlurCapture={() => void from.save()}>
            <h2>{title}</h2>
            <p class="small">{hint}</p>
            {problem !== null && <ProblemCard problem={problem} safe={t("draft.safe")} />}
            <fieldset disabled={busy}>
                {fields.map((field) => ticks !== undefined && field === fields[0]
                    ? <Ticks key={field} field={field} all={ticks.codes} given={Array.isArray(values[field]) ? (values[field] as string[]) : []} set={(value) => from.set(field, value)} wrong={wrong[field]} nameOf={(one) => word(ticks.section, one)} />
                    : <FieldControl key={field} field={field} event={event} value={values[field]} set={(value) => from.set(field, value)} required={required.includes(field)} wrong={wrong[field]} />)}
            </fieldset>
            <div class="row">
                <button class="main" disabled={busy}>{button} <kbd>Ctrl ⏎</kbd></button>
                {skip !== undefined && <button type="button" disabled={busy} onClick={skipped}>{skip}</button>}
            </div>
        </form>
    );
}
